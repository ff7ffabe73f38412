#[errcat::catalog("ui/rules/status-out-of-range/error_codes.toml", modul = code, crate)]
pub enum ErrorCode<T> {
    Found(T),
}

fn main() {
    let _ = ErrorCode::Found;
}
