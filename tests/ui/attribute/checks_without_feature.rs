#[errcat::catalog("ui/pass/three.toml")]
pub enum ErrorCode {}

// If only the feature of the framework is on, its module re-exports this one.
use errcat::__private::without_feature::garde::Garde;
use error_code::axum::Validated;

fn checked(_: Garde<String>, _: Validated<String>) {}

fn main() {
    drop(checked);
}
