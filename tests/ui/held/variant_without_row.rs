#[errcat::catalog("ui/pass/three.toml")]
pub enum ErrorCode {
    NotFound,
    Busy,
    WrongPassword,
    /// This variant has no row.
    WrongPasword,
}

fn main() {
    let _ = ErrorCode::WrongPasword;
}
