#[errcat::catalog("ui/pass/three.toml")]
#[repr(transparent)]
pub enum ErrorCode {}

fn main() {
    let _ = ErrorCode::Busy;
}
