#[errcat::catalog("ui/pass/three.toml")]
#[derive(Debug, Default, Hash)]
pub enum ErrorCode {}

fn main() {
    println!("{:?}", ErrorCode::Busy);
}
