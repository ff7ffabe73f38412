#[errcat::catalog("ui/pass/three.toml")]
pub enum ErrorCode {
    pub NotFound,
    Busy,
    pub(crate) WrongPassword,
}

fn main() {}
