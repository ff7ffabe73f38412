#![deny(deprecated)]

#[errcat::catalog("ui/pass/every_key.toml")]
pub enum ErrorCode {}

#[derive(Debug, thiserror::Error, errcat::Coded)]
#[coded(ErrorCode)]
enum ChannelError {
    #[error("old")]
    #[coded(Old)]
    Old,
    #[error("older")]
    #[coded(Older { what: "this".to_owned() })]
    Older,
    #[error("gone")]
    #[coded(ChannelGone)]
    Gone,
}

fn main() {}
