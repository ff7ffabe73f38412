#[errcat::catalog("ui/catalog/slots_of_other_names.toml")]
pub enum ErrorCode {}

fn main() {}
