#[errcat::catalog("ui/pass/every_key.toml")]
pub enum ErrorCode {}

#[derive(Debug, thiserror::Error, errcat::Coded)]
#[coded(code = ErrorCode)]
enum ChannelError {
    #[error("it happened")]
    #[coded(ChannelGone)]
    Gone,
}

fn main() {}
