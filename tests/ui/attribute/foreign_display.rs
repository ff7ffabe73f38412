#[errcat::catalog("ui/pass/three.toml")]
#[derive(strum::Display)]
pub enum ErrorCode {
    Busy,
    NotFound,
    WrongPassword,
}

fn main() {}
