#[errcat::catalog["target_codes.toml"]]
pub enum TargetCode {}
