#[errcat::catalog("ui/pass/three.toml")]
pub enum ErrorCode {
    NotFound,
    Busy,
    WrongPassword,
    #[doc(alias = "again")]
    Busy,
}

fn main() {}
