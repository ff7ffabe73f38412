//! Responses of the `http` crate's, by the headers of their requests.

use http::{HeaderMap, HeaderValue};

use super::rename;
use crate::problem::Reply;

pub(super) fn ask(id: u32, accept: &'static str) -> Reply {
    let headers = HeaderMap::from_iter([(http::header::ACCEPT, HeaderValue::from_static(accept))]);
    let (head, body) = errcat::http::respond(&headers, rename(id)).into_parts();
    let lines = head.headers.iter().map(|(name, value)| (name.as_str(), value.as_bytes()));
    Reply::new(head.status.as_u16(), lines, body)
}
