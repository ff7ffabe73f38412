#[errcat::catalog("ui/catalog/unreadable_file.toml")]
pub enum ErrorCode {}

fn main() {}
