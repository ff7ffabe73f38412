//! Filters that give what a request of warp's holds, or reject with the failure that says what is wrong with it.

use core::future::{Ready, ready};

use serde::de::DeserializeOwned;
use warp::{Filter, Rejection};

use crate::frameworks::http::content_type;
use crate::request::{self, mistake};
use crate::{Code, Failure};

/// The body as JSON.
///
/// It rejects with a failure of the kind `unsupported_media_type` where the content type is another, `invalid_json` where
/// the body is no JSON, `invalid_data` where it is not of `T`'s shape, and `bad_request` where it breaks off.
pub fn json<T, C>() -> impl Filter<Extract = (T,), Error = Rejection> + Copy
where
    T: DeserializeOwned + Send,
    C: Code,
{
    body(request::expect_json::<C>, |body| request::json(body))
}

/// The body as a form.
///
/// It rejects as [`json`] does, but for `invalid_json`.
pub fn form<T, C>() -> impl Filter<Extract = (T,), Error = Rejection> + Copy
where
    T: DeserializeOwned + Send,
    C: Code,
{
    body(request::expect_form::<C>, |body| request::form(body))
}

/// The query's parameters.
///
/// It rejects with a failure of the kind `invalid_query`.
pub fn query<T, C>() -> impl Filter<Extract = (T,), Error = Rejection> + Copy
where
    T: DeserializeOwned + Send,
    C: Code,
{
    let none = warp::any().map(String::new);
    let text = warp::query::raw().or(none).unify();
    text.and_then(|text: String| rejected(request::query::<T, C>(Some(&text))))
}

/// The headers as a struct, with a field for each.
///
/// A field's name is the header's, with `-` for `_`; lines of one name are joined by a comma. Numbers, booleans, newtypes
/// and enums of unit variants are read from text; a field that is an `Option` may be missing. It rejects with a failure of
/// the kind `missing_header`.
pub fn header<T, C>() -> impl Filter<Extract = (T,), Error = Rejection> + Copy
where
    T: DeserializeOwned + Send,
    C: Code,
{
    warp::header::headers_cloned()
        .and_then(|headers| rejected(crate::frameworks::http::header::<T, C>(&headers)))
}

/// Whether a content type is the one that is expected.
type Expect<C> = fn(Option<&[u8]>) -> Result<(), Failure<C>>;

/// A body of the right content type, read.
fn body<T: Send, C: Code>(
    expect: Expect<C>,
    read: fn(&[u8]) -> Result<T, Failure<C>>,
) -> impl Filter<Extract = (T,), Error = Rejection> + Copy {
    let is_right =
        warp::header::headers_cloned().and_then(move |headers| rejected(expect(content_type(&headers))));
    let bytes = warp::body::bytes().or_else(|rejection: Rejection| ready(Err(unread::<C>(rejection))));
    is_right.untuple_one().and(bytes).and_then(move |body| rejected(read(AsRef::as_ref(&body))))
}

/// A body that breaks off, which warp tells by a text alone; any other rejection is the server's mistake, and stays.
fn unread<C: Code>(rejection: Rejection) -> Rejection {
    let text = format!("{rejection:?}");
    if text.contains("BodyReadError") {
        mistake::unread::<C>(400).with_source(text).into()
    } else {
        rejection
    }
}

fn rejected<T, C: Code>(read: Result<T, Failure<C>>) -> Ready<Result<T, Rejection>> {
    ready(read.map_err(Rejection::from))
}
