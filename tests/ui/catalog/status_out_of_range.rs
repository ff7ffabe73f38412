#[errcat::catalog("ui/catalog/status_out_of_range.toml")]
pub enum ErrorCode {}

fn main() {
    let _ = ErrorCode::Found;
}
