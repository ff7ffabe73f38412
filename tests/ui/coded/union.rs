#[errcat::catalog("ui/pass/every_key.toml")]
pub enum ErrorCode {}

#[derive(errcat::Coded)]
#[coded(ErrorCode)]
union ChannelError {
    id: u64,
}

fn main() {}
