#[errcat::catalog("ui/pass/every_key.toml")]
pub enum ErrorCode {}

#[derive(Debug, thiserror::Error, errcat::Coded)]
#[coded(ErrorCode)]
enum ChannelError {
    #[error("it happened")]
    #[coded(ChannelGon)]
    A,
    #[error("it happened")]
    #[coded(ChannelGone, exposed)]
    B,
    #[error("it happened")]
    C,
    #[error("it happened")]
    #[coded(RequestTooFast)]
    D,
    #[error("it happened")]
    #[coded(ChannelGone, description = "{nothing}")]
    E,
    #[error("it happened")]
    #[coded(ChannelGone, member(errorCode = 1))]
    F,
}

fn handler() -> error_code::Result<()> {
    Err(ChannelError::A)?
}

fn main() {
    let _ = (handler, ChannelError::B, ChannelError::C, ChannelError::D, ChannelError::E, ChannelError::F);
}
