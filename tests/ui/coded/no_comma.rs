#[errcat::catalog("ui/pass/every_key.toml")]
pub enum ErrorCode {}

#[derive(Debug, thiserror::Error, errcat::Coded)]
#[coded(ErrorCode default = ChannelGone)]
enum ChannelError {
    #[error("it happened")]
    #[coded(ChannelGone expose)]
    A,
    #[error("it happened")]
    #[coded(ChannelGone, member(room = "a" level = "b"), expose)]
    B,
    #[error("it happened")]
    #[coded(RequestTooFast { seconds: 3 limit: 4 })]
    C,
}

fn main() {
    let _ = (ChannelError::A, ChannelError::B, ChannelError::C);
}
