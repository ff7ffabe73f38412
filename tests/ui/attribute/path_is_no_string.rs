#[errcat::catalog(error_codes)]
pub enum ErrorCode {}

fn main() {}
