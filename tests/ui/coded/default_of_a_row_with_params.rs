#[errcat::catalog("ui/pass/every_key.toml")]
pub enum ErrorCode {}

#[derive(Debug, thiserror::Error, errcat::Coded)]
#[coded(ErrorCode, default = RequestTooFast)]
enum ChannelError {
    #[error("it happened")]
    Throttled,
}

fn main() {}
