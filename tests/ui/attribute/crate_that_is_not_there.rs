#[errcat::catalog("ui/pass/three.toml", crate = ::errcats)]
pub enum ErrorCode {}

fn main() {
    let _ = ErrorCode::Busy;
}
