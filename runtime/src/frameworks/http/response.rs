//! What the frameworks on the types of the `http` crate share: axum, poem, salvo and warp.

use std::borrow::Borrow;
use std::sync::Arc;

use http::{Extensions, HeaderMap, Response, StatusCode};

use crate::frameworks::policy::{self, HeadersMut, Wanted, Written};
use crate::frameworks::reply::Reply;
use crate::{Code, Failure};

impl From<Reply> for Response<Vec<u8>> {
    fn from(reply: Reply) -> Self {
        let mut response = Self::default();
        *response.status_mut() = status_code(reply.status);
        let (lines, body) = reply.into_parts();
        for header in lines {
            HeadersMut::append(response.headers_mut(), header);
        }
        *response.body_mut() = body;
        response
    }
}

pub(crate) fn status_code(status: u16) -> StatusCode {
    StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// The failure that a response is made of, among the response's extensions: whoever sees the request later knows whether
/// the client prefers a problem document.
#[derive(Clone)]
struct Sent<C>(Arc<Failure<C>>, Written);

/// The response of a failure, where nobody knows what the client prefers.
pub(crate) fn from_failure<C: Code>(
    failure: impl Borrow<Failure<C>> + Into<Arc<Failure<C>>>,
) -> Response<Vec<u8>> {
    let mut response = Response::from(Reply::from(failure.borrow()));
    let written = Written(response.body().len() as u64);
    keep(failure, written, response.extensions_mut());
    response
}

/// Keeps the failure with its response, in a catalog that has a second format.
pub(crate) fn keep<C: Code>(
    failure: impl Into<Arc<Failure<C>>>,
    written: Written,
    extensions: &mut Extensions,
) {
    if C::BODIES.problem_json {
        extensions.insert(Sent(failure.into(), written));
    }
}

/// Has a response of this status depend on what the client wants, if it is a failure of the catalog. Returns the body if
/// that changes. A second caller finds no failure, and leaves the response. `length` is that of the body, if it is known.
pub(crate) fn negotiate<C: Code>(
    status: StatusCode,
    headers: &mut HeaderMap,
    extensions: &mut Extensions,
    length: Option<u64>,
    wanted: Wanted,
) -> Option<Vec<u8>> {
    if !C::BODIES.problem_json {
        return None;
    }
    let Sent(failure, written) = extensions.remove::<Sent<C>>()?;
    if !written.is_there(headers, length) {
        return None;
    }
    policy::negotiate(headers, &failure, status.as_u16(), wanted)
}

/// What leaves in the place of a response. `length` is that of its body, if it is known. `text` returns the text of a body that
/// is short, and there already.
pub(crate) fn finish<C: Code, B: From<Vec<u8>>>(
    response: Response<B>,
    wanted: Wanted,
    length: Option<u64>,
    text: impl FnOnce(B) -> Option<Vec<u8>>,
) -> Response<B> {
    let status = response.status().as_u16();
    let is_answer = wanted.is_grpc && response.headers().contains_key("grpc-status");
    let stays = is_answer || policy::stays(status, response.headers());
    let (mut head, body) = response.into_parts();
    if stays {
        let other = negotiate::<C>(head.status, &mut head.headers, &mut head.extensions, length, wanted);
        return Response::from_parts(head, other.map_or(body, B::from));
    }
    head.extensions.remove::<Sent<C>>();
    // A path of gRPC is a method.
    let status = if wanted.is_grpc && status == 404 { 405 } else { status };
    let failure = policy::failure_instead_of::<C>(status, &text(body).unwrap_or_default());
    let failure = policy::waiting(failure, &head.headers);
    replace(Response::from_parts(head, ()), &failure, wanted)
}

/// The failure in the place of a response with this head. A call of gRPC gets a status.
pub(crate) fn replace<C: Code, B: From<Vec<u8>>>(
    mut head: Response<()>,
    failure: &Failure<C>,
    wanted: Wanted,
) -> Response<B> {
    #[cfg(feature = "tonic")]
    if wanted.is_grpc {
        let (status, ()) = ::tonic::Status::from(failure).into_http().into_parts();
        policy::remove_body_headers(head.headers_mut());
        head.headers_mut().extend(status.headers);
        *head.status_mut() = status.status;
        return head.map(|()| Vec::new().into());
    }
    let (status, body) = policy::replace(head.headers_mut(), failure, wanted);
    *head.status_mut() = status_code(status);
    head.map(|()| body.into())
}

/// `Success`, `Failure` and `Envelope` as a framework's responses, by their responses in these types.
macro_rules! responses {
    ($trait:ident, [$($bound:tt)*], $response:ty, $convert:expr) => {
        /// The status of the success, and the envelope with its content type.
        ///
        /// A payload that does not serialize is a failure in its place: half a body never leaves.
        impl<T: ::serde::Serialize $($bound)*, C: crate::Code> $trait for crate::Success<T, C> {
            fn into_response(self) -> $response {
                $convert(::http::Response::from(self))
            }
        }

        /// The failure's status and headers, the envelope with its content type, and `Retry-After` where there is a time to wait.
        impl<C: crate::Code> $trait for crate::Failure<C> {
            fn into_response(self) -> $response {
                $convert(::http::Response::from(self))
            }
        }

        impl<T: ::serde::Serialize $($bound)*, C: crate::Code> $trait for crate::Envelope<T, C> {
            fn into_response(self) -> $response {
                $convert(::http::Response::from(self))
            }
        }
    };
}
pub(crate) use responses;
