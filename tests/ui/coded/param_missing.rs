#[errcat::catalog("ui/pass/every_key.toml")]
pub enum ErrorCode {}

#[derive(Debug, thiserror::Error, errcat::Coded)]
#[coded(ErrorCode)]
enum ChannelError {
    #[error("it happened")]
    #[coded(RequestTooFast { seconds, left: true, ratio: 0.5 })]
    Throttled { seconds: u32 },
}

fn main() {}
