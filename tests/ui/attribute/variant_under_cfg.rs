#[errcat::catalog("ui/pass/three.toml")]
pub enum ErrorCode {
    #[cfg(any())]
    NotFound,
    #[cfg_attr(true, doc(hidden), cfg(false))]
    Busy,
    #[cfg_attr(all(), doc(hidden))]
    WrongPassword,
}

fn main() {
    let _ = (ErrorCode::NotFound, ErrorCode::Busy);
}
