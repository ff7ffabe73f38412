#[errcat::catalog("ui/include/outside_of_the_workspace.toml")]
pub enum ErrorCode {}

fn main() {
    let _ = ErrorCode::NotFound;
}
