use errcat::OrFail;

#[errcat::catalog("ui/pass/every_key.toml")]
pub enum ErrorCode {}

#[derive(Debug, thiserror::Error, errcat::Coded)]
#[coded(ErrorCode)]
enum RenameError {
    #[error("no such channel")]
    #[coded(ChannelGone)]
    Gone,
}

fn rename(name: &str) -> error_code::Result<(), RenameError> {
    name.parse::<u32>().or_fail(ErrorCode::RequestTooFast)?;
    Ok(().into())
}

fn main() {}
