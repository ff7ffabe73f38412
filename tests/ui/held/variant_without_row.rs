#[errcat::catalog("ui/pass/three.toml")]
pub enum ErrorCode {
    NotFound,
    Busy,
    WrongPassword,
    /// Not there.
    WrongPasword,
}

fn main() {
    let _ = ErrorCode::WrongPasword;
}
