#[errcat::catalog("ui/pass/every_key.toml")]
pub enum ErrorCode {}

#[derive(Debug, thiserror::Error, errcat::Coded)]
#[coded(ErrorCode)]
enum ChannelError {
    #[error("it happened")]
    #[coded(ChannelGone, description = "gone: {path}")]
    Named { path: std::path::PathBuf },
    #[error("it happened")]
    #[coded(ChannelGone, description = "gone: {0}")]
    Unnamed(std::path::PathBuf),
}

fn main() {}
