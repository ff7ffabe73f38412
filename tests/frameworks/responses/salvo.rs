//! A service in salvo, with the hoop that answers with problem documents.

use errcat::salvo::EnvelopeLayer;
use salvo_core::prelude::*;

use super::{ErrorCode, RenameError, error_code, rename};
use crate::adapters::salvo_service::answer;
use crate::problem::Reply;

#[handler]
async fn handle(request: &mut Request) -> error_code::Result<(), RenameError> {
    rename(request.param("id").expect("a number"))
}

pub(super) fn ask(id: u32, accept: &'static str) -> Reply {
    let request = http::Request::builder().uri(format!("http://localhost/{id}")).header("accept", accept);
    let service =
        Service::new(Router::with_path("{id}").goal(handle)).hoop(EnvelopeLayer::<ErrorCode>::new());
    let (head, body) = answer(&service, request.body("").expect("a request")).into_parts();
    let lines = head.headers.iter().map(|(name, value)| (name.as_str(), value.as_bytes()));
    Reply::new(head.status.as_u16(), lines, body)
}
