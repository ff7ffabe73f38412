#[errcat::catalog("ui/pass/every_key.toml")]
pub enum ErrorCode {}

#[derive(Debug, thiserror::Error, errcat::Coded)]
#[coded(ErrorCode)]
enum ChannelError {
    #[error("it happened")]
    #[coded(ChannelGone, description = "{1:2$} is gone")]
    Gone(u32, f64, usize),
}

fn main() {}
