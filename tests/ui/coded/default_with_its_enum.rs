#[errcat::catalog("ui/pass/every_key.toml")]
pub enum ErrorCode {}

#[derive(Debug, thiserror::Error, errcat::Coded)]
#[coded(ErrorCode, default = ErrorCode::ChannelGone)]
enum ChannelError {
    #[error("it happened")]
    Gone,
}

fn main() {}
