use strum::{EnumIter, EnumString};

#[errcat::catalog("ui/pass/three.toml")]
#[cfg_attr(all(), derive(EnumIter, EnumString))]
#[strum(serialize_all = "snake_case")]
pub enum ErrorCode {}

fn main() {
    let _ = "NotFound".parse::<ErrorCode>();
}
