//! Responses and errors of poem.

use poem::error::{ParseFormError, ParseJsonError, ParsePathError, ParseQueryError, ReadBodyError};
use poem::http::Response as HttpResponse;
use poem::{Body, Error, Response, ResponseParts};

use crate::frameworks::policy::failure_of_status;
use crate::request::mistake::{self, unparsed};
use crate::{Code, Failure, HttpKind};

pub(super) fn response(response: HttpResponse<impl Into<Body>>) -> Response {
    let (head, body) = response.into_parts();
    let (status, version, headers, extensions) = (head.status, head.version, head.headers, head.extensions);
    Response::from_parts(ResponseParts { status, version, headers, extensions }, body.into())
}

/// The failure that an error is, with the status that it has been given, or what becomes of another error.
pub(super) fn into_failure<C: Code>(error: Error) -> Failure<C> {
    let status = error.status().as_u16();
    match error.downcast::<Failure<C>>() {
        Ok(own) if own.status() == status => own,
        Ok(own) => own.with_status(status),
        Err(error) => failure_of_error::<C>(&error).with_source(error.to_string()),
    }
}

pub(super) fn failure_of_error<C: Code>(error: &Error) -> Failure<C> {
    let status = error.status().as_u16();
    // A failure of the server's own may have been caused by what another server sent.
    if status >= 500 {
        return failure_of_status(status);
    }
    if let Some(ParseJsonError::Parse(error)) = error.downcast_ref() {
        return mistake::json(error);
    }
    if let Some(ParseFormError::UrlDecode(error)) = error.downcast_ref() {
        return unparsed(HttpKind::InvalidData, error);
    }
    if let Some(ParseQueryError(error)) = error.downcast_ref() {
        return unparsed(HttpKind::InvalidQuery, error);
    }
    if let Some(ReadBodyError::Utf8(error)) = error.downcast_ref() {
        return unparsed(HttpKind::BadRequest, error);
    }
    if error.is::<ParsePathError>() {
        return mistake::wrong_path();
    }
    failure_of_status(status)
}
