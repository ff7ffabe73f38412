#[errcat::catalog("ui/pass/every_key.toml")]
pub enum ErrorCode {}

#[derive(Debug, thiserror::Error, errcat::Coded)]
#[coded(ErrorCode)]
enum ChannelError {
    #[error("it happened")]
    #[coded(ChannelGone, expose = true)]
    Gone,
}

fn main() {}
