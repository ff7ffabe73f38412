#[errcat::catalog("ui/pass/three.toml")]
#[derive(Hash, strum::VariantNames)]
pub enum ErrorCode {}

fn main() {
    let _ = <ErrorCode as strum::VariantNames>::VARIANTS;
}
