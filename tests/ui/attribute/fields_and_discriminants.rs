#[errcat::catalog("ui/pass/three.toml")]
pub enum ErrorCode {
    NotFound(u8),
    Busy = 5,
    WrongPassword,
}

fn main() {}
