#[errcat::catalog("ui/catalog/empty_member.toml")]
pub enum ErrorCode {}

fn main() {
    let _ = ErrorCode::NotFound;
}
