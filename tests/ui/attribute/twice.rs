#[errcat::catalog("ui/pass/three.toml")]
#[derive(Hash)]
#[errcat::catalog("ui/pass/integers.toml", module = second)]
pub enum ErrorCode {}

fn main() {
    let _ = error_code::Failure::new(ErrorCode::Busy);
}
