// The macro knows a derive by its name.
use strum::VariantNames as JsonSchema;

#[errcat::catalog("ui/pass/three.toml")]
#[derive(Hash, JsonSchema)]
pub enum ErrorCode {}

fn main() {}
