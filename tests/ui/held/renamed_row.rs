#[errcat::catalog("ui/pass/three.toml")]
pub enum ErrorCode {}

fn main() {
    let _ = ErrorCode::NoSuchThing;
}
