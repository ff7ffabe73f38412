#[errcat::catalog("ui/catalog/control_character.toml")]
pub enum ErrorCode {}

fn main() {
    let _ = ErrorCode::NotFound;
}
