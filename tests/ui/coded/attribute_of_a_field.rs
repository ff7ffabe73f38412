#[errcat::catalog("ui/pass/every_key.toml")]
pub enum ErrorCode {}

#[derive(Debug, thiserror::Error, errcat::Coded)]
#[coded(ErrorCode, default = ChannelGone)]
enum ChannelError {
    #[error("it happened")]
    Gone(#[coded(transparent)] u8),
}

#[derive(Debug, thiserror::Error, errcat::Coded)]
#[error("it happened")]
#[coded(ErrorCode)]
#[coded(ChannelGone)]
struct Gone {
    #[coded(member(id = id))]
    id: u64,
}

fn main() {}
