#[errcat::catalog]
pub enum ErrorCode {}

fn main() {}
