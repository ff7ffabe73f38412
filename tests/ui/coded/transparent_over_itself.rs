#[errcat::catalog("ui/pass/every_key.toml")]
pub enum ErrorCode {}

#[derive(Debug, thiserror::Error, errcat::Coded)]
#[coded(ErrorCode)]
enum ChannelError {
    #[error("it happened again")]
    #[coded(transparent)]
    Again(Box<ChannelError>),
    #[error("it is gone")]
    #[coded(ChannelGone)]
    Gone,
}

fn main() {}
