#[errcat::catalog("ui/pass/three.toml")]
pub enum ErrorCode {}

fn main() {
    #[errcat::catalog("ui/pass/three.toml")]
    enum ErrorCode {}

    let result: error_code::Result<()> = Err(ErrorCode::Busy.into());
    assert!(result.is_err_and(|failure| failure.is(ErrorCode::Busy)));
}
