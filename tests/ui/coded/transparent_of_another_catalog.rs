#[errcat::catalog("ui/pass/every_key.toml")]
pub enum ErrorCode {}

#[errcat::catalog("ui/pass/every_key.toml")]
pub enum OtherCode {}

#[derive(Debug, thiserror::Error, errcat::Coded)]
#[coded(OtherCode, default = ChannelGone)]
#[error("inner")]
struct InnerError;

#[derive(Debug, thiserror::Error, errcat::Coded)]
#[coded(ErrorCode)]
enum ChannelError {
    #[error("it happened")]
    #[coded(transparent)]
    Inner(InnerError),
}

fn main() {}
