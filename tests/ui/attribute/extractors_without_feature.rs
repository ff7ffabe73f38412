#[errcat::catalog("ui/pass/three.toml")]
pub enum ErrorCode {}

use error_code::axum::Json;

async fn rename(Json(name): Json<String>) -> error_code::Result<()> {
    println!("{name}");
    Ok(().into())
}

fn main() {
    drop(rename);
}
