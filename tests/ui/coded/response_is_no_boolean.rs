#[errcat::catalog("ui/pass/every_key.toml")]
pub enum ErrorCode {}

#[derive(Debug, thiserror::Error, errcat::Coded)]
#[coded(ErrorCode, response = "no")]
enum RenameError {
    #[error("no such channel")]
    #[coded(ChannelGone)]
    Gone,
}

fn main() {}
