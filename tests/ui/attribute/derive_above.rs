// No macro sees what is derived above it: both errors are rustc's, and name the derive.
#[derive(Clone)]
#[errcat::catalog("ui/pass/three.toml")]
pub enum ErrorCode {}

fn main() {
    let _ = ErrorCode::Busy;
}
