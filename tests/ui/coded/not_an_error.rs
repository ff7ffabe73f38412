#[errcat::catalog("ui/pass/every_key.toml")]
pub enum ErrorCode {}

#[derive(Debug, errcat::Coded)]
#[coded(ErrorCode, default = ChannelGone)]
struct ChannelError;

fn main() {}
