#[errcat::catalog("ui/pass/every_key.toml")]
pub enum ErrorCode {}

#[derive(Debug, thiserror::Error, errcat::Coded)]
#[coded(ErrorCode)]
enum ChannelError {
    #[error("it happened")]
    #[allow(deprecated)]
    #[coded(Older { what: wait.as_secs() })]
    Older { wait: std::time::Duration },
}

fn main() {}
