#[errcat::catalog("ui/pass/every_key.toml")]
pub enum ErrorCode {}

#[derive(Debug, thiserror::Error, errcat::Coded)]
#[coded(ErrorCode)]
enum ChannelError {
    #[error("it happened")]
    #[coded(ChannelGone, member(a = 1 +))]
    A,
    #[error("it happened")]
    #[coded(ChannelGone, retry_after = wait *)]
    B { wait: u32 },
    #[error("it happened")]
    #[coded(ChannelGone, fields = == list)]
    C { list: u8 },
    #[error("it happened")]
    #[allow(deprecated)]
    #[coded(RequestTooFast { seconds: = 3, r#type: "a".to_owned(), ratio: 0.5, left: true })]
    D,
}

fn main() {}
