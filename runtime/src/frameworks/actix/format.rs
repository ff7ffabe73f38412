//! A failure in the format that its client prefers, where the catalog has more than one. It is looked for among the errors
//! that actix-web keeps, so other catalogs pay nothing.

use core::fmt;
use core::marker::PhantomData;

use actix_web::body::{BoxBody, EitherBody, MessageBody};
use actix_web::http::StatusCode;
use actix_web::http::header::{ACCEPT, CONTENT_TYPE, HeaderMap, HeaderValue, VARY};
use actix_web::{Error, HttpResponse, ResponseError};

use super::envelope::failure_of;
use crate::frameworks::policy::OF_THE_BODY;
use crate::problem::varies;
use crate::{Code, Failure, Format};

/// What a failure is to be written as. Nobody looks for the header where there is but one format.
pub(super) fn preferred<C: Code>(headers: &HeaderMap) -> Format {
    if !C::LAYOUT.problem_json {
        return Format::Envelope;
    }
    Format::accepted::<C>(headers.get_all(ACCEPT).map(HeaderValue::as_bytes))
}

/// The reply to a handler's failure, or to what has been put in the place of another.
pub(super) fn in_format<B: MessageBody + 'static, C: Code>(
    mut response: HttpResponse<EitherBody<B>>,
    format: Format,
) -> HttpResponse<EitherBody<B>> {
    if !C::LAYOUT.problem_json || response.status().as_u16() < 400 {
        return response;
    }
    let Some(failure) = response.error().and_then(failure_of::<C>) else { return response };
    let document = document(failure, response.status(), format);
    adapt(response.headers_mut(), format);
    match document {
        Some(document) => response.set_body(EitherBody::right(BoxBody::new(document))),
        None => response,
    }
}

/// An error whose response is in the format: who makes it does not know the request any more.
pub(super) fn error_in_format<C: Code>(error: Error, format: Format) -> Error {
    if C::LAYOUT.problem_json && failure_of::<C>(&error).is_some() {
        return Formatted::<C> { error, format, catalog: PhantomData }.into();
    }
    error
}

/// The body, where it is another than the envelope that the response has.
fn document<C: Code>(failure: &Failure<C>, status: StatusCode, format: Format) -> Option<Vec<u8>> {
    (format == Format::Problem).then(|| failure.problem(status.as_u16()))
}

/// The headers of a reply in this format, made of those that it has in the envelope.
fn adapt(headers: &mut HeaderMap, format: Format) {
    if !varies(headers.get_all(VARY).map(HeaderValue::as_bytes)) {
        headers.append(VARY, HeaderValue::from_static("Accept"));
    }
    if format == Format::Problem {
        for name in OF_THE_BODY {
            headers.remove(name);
        }
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(format.content_type()));
    }
}

/// An error that is a failure, and the format that its client prefers.
pub(super) struct Formatted<C> {
    error: Error,
    format: Format,
    catalog: PhantomData<fn() -> C>,
}

impl<C> fmt::Debug for Formatted<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.error, f)
    }
}

impl<C> fmt::Display for Formatted<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.error, f)
    }
}

impl<C: Code> ResponseError for Formatted<C> {
    fn status_code(&self) -> StatusCode {
        self.error.as_response_error().status_code()
    }

    fn error_response(&self) -> HttpResponse {
        let mut response = self.error.error_response();
        let failure = failure_of::<C>(&self.error);
        let document = failure.and_then(|failure| document(failure, response.status(), self.format));
        adapt(response.headers_mut(), self.format);
        match document {
            Some(document) => response.set_body(BoxBody::new(document)),
            None => response,
        }
    }
}
