#[errcat::catalog("ui/catalog/problem_json_of_the_same_type.toml")]
pub enum ErrorCode {}

fn main() {}
