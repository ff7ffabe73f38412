#[errcat::catalog("ui/include/code_of_two_files.toml")]
pub enum ErrorCode {}

fn main() {
    let _ = ErrorCode::Busy;
}
