use errcat::catalog as contract;

#[contract("ui/pass/three.toml")]
#[cfg_attr(all(), contract("ui/pass/three.toml"))]
pub enum ErrorCode {}

fn main() {
    let _ = error_code::Failure::new(ErrorCode::Busy);
}
