#[errcat::catalog("ui/catalog/settings_in_objects.toml")]
pub enum ErrorCode {}

fn main() {}
