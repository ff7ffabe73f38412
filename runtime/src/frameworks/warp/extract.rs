//! The readers of a request, as warp's filters.

use core::future::{Ready, ready};

use http::HeaderMap;
use serde::de::DeserializeOwned;
use warp::{Filter, Rejection};

use crate::request::{self, View, mistake};
use crate::{Code, Failure};

/// The body as JSON.
///
/// It rejects with the failures of [`errcat::http::json`](crate::http::json), and with one of the kind `bad_request` where
/// the body breaks off.
pub fn json<T, C>() -> impl Filter<Extract = (T,), Error = Rejection> + Copy
where
    T: DeserializeOwned + Send,
    C: Code,
{
    body(|headers| request::expect_json::<C>(headers), |body| request::read_json(body))
}

/// The body as a form, whatever the method.
///
/// It rejects as [`json`] does, without `invalid_json`.
pub fn form<T, C>() -> impl Filter<Extract = (T,), Error = Rejection> + Copy
where
    T: DeserializeOwned + Send,
    C: Code,
{
    body(|headers| request::expect_form::<C>(headers), |body| request::read_form(body))
}

/// The parameters of the query, as [`errcat::http::query`](crate::http::query).
pub fn query<T, C>() -> impl Filter<Extract = (T,), Error = Rejection> + Copy
where
    T: DeserializeOwned + Send,
    C: Code,
{
    let text = warp::query::raw().or(warp::any().map(String::new)).unify();
    text.and_then(|text: String| {
        let view = View { method: "", query: Some(&text), headers: &() };
        reject(request::query::<T, C, _>(&view))
    })
}

/// The headers as a struct, with a field for each, as [`errcat::http::header`](crate::http::header).
pub fn header<T, C>() -> impl Filter<Extract = (T,), Error = Rejection> + Copy
where
    T: DeserializeOwned + Send,
    C: Code,
{
    warp::header::headers_cloned().and_then(|headers| reject(crate::http::header::<T, C>(&headers)))
}

/// A body, read once its content type is the right one.
fn body<T: Send, C: Code>(
    expect: fn(&HeaderMap) -> Result<(), Failure<C>>,
    read: fn(&[u8]) -> Result<T, Failure<C>>,
) -> impl Filter<Extract = (T,), Error = Rejection> + Copy {
    let is_right = warp::header::headers_cloned().and_then(move |headers| reject(expect(&headers)));
    let bytes = warp::body::bytes().or_else(|rejection: Rejection| ready(Err(unread::<C>(rejection))));
    is_right.untuple_one().and(bytes).and_then(move |body| reject(read(AsRef::as_ref(&body))))
}

/// A body that breaks off, which warp shows in a text alone. Any other rejection is the server's mistake, and stays.
fn unread<C: Code>(rejection: Rejection) -> Rejection {
    let text = format!("{rejection:?}");
    if text.contains("BodyReadError") {
        mistake::unread::<C>(400).with_source(text).into()
    } else {
        rejection
    }
}

fn reject<T, C: Code>(read: Result<T, Failure<C>>) -> Ready<Result<T, Rejection>> {
    ready(read.map_err(Rejection::from))
}
