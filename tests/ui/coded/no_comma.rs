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
    #[error("it happened")]
    #[coded(ChannelGone, member(room = None::<u8> type = "b"))]
    D,
    #[error("it happened")]
    #[coded(ChannelGone, member(room = self.to_string() level = -1))]
    E,
}

fn main() {
    let _ = (ChannelError::A, ChannelError::B, ChannelError::C, ChannelError::D, ChannelError::E);
}
