use axum::response::{IntoResponse, Response};

#[errcat::catalog("ui/pass/every_key.toml")]
pub enum ErrorCode {}

#[derive(Debug, thiserror::Error, errcat::Coded)]
#[coded(ErrorCode)]
enum RenameError {
    #[error("no such channel")]
    #[coded(ChannelGone)]
    Gone,
}

impl IntoResponse for RenameError {
    fn into_response(self) -> Response {
        self.to_string().into_response()
    }
}

fn main() {}
