#[errcat::catalog("ui/catalog/status_out_of_range.toml", modul = code, crate)]
pub enum ErrorCode<T> {
    Found(T),
}

fn main() {
    let _ = ErrorCode::Found;
}
