// The macro does not see a derive above the attribute. Both errors are from rustc, and name the derive.
#[derive(Clone)]
#[errcat::catalog("ui/pass/three.toml")]
pub enum ErrorCode {}

fn main() {
    let _ = ErrorCode::Busy;
}
