#[errcat::catalog("ui/pass/every_key.toml")]
pub enum ErrorCode {}

const SECRET: &str = "hunter2";

#[derive(Debug, thiserror::Error, errcat::Coded)]
#[coded(ErrorCode)]
enum ChannelError {
    #[error("it happened")]
    #[coded(ChannelGone, description = "{SECRET}")]
    Gone,
}

fn main() {}
