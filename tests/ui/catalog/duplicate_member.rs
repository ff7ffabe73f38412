#[errcat::catalog("ui/catalog/duplicate_member.toml")]
pub enum ErrorCode {}

fn main() {
    let _ = ErrorCode::NotFound;
}
