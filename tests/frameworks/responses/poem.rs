//! A service in poem.

use errcat::poem::EnvelopeLayer;
use poem::web::Path;
use poem::{Endpoint, EndpointExt, Request, Route, handler};

use super::{ErrorCode, RenameError, error_code, rename};
use crate::problem::Reply;

#[handler]
fn handle(Path(id): Path<u32>) -> error_code::Result<(), RenameError> {
    rename(id)
}

pub(super) fn ask(id: u32, accept: &'static str) -> Reply {
    let request = Request::builder().uri_str(format!("/{id}")).header("accept", accept);
    let routes = Route::new().at("/:id", handle).with(EnvelopeLayer::<ErrorCode>::new());
    tokio::runtime::Builder::new_current_thread().build().expect("a runtime").block_on(async {
        let (head, body) = routes.get_response(request.finish()).await.into_parts();
        let body = body.into_vec().await.expect("a body");
        let lines = head.headers.iter().map(|(name, value)| (name.as_str(), value.as_bytes()));
        Reply::new(head.status.as_u16(), lines, body)
    })
}
