#[errcat::catalog("ui/pass/every_key.toml")]
pub enum ErrorCode {}

#[derive(Debug, thiserror::Error, errcat::Coded)]
#[coded(ErrorCode)]
enum ChannelError {
    #[error("it happened")]
    #[allow(deprecated)]
    #[coded(RequestTooFast { seconds: 1, r#type: "a".to_owned(), ratio: 0.5, left: true, seconds: 2 })]
    Throttled,
}

fn main() {}
