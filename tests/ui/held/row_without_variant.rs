#[errcat::catalog("ui/pass/three.toml")]
pub enum ErrorCode {
    NotFound,
    WrongPassword,
}

fn main() {
    let _ = ErrorCode::Busy;
}
