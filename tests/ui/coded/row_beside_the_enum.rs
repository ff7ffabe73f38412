#[errcat::catalog("ui/pass/every_key.toml")]
pub enum ErrorCode {}

#[derive(Debug, thiserror::Error, errcat::Coded)]
#[error("it is gone")]
#[coded(ErrorCode, ChannelGone)]
struct Gone;

fn main() {}
