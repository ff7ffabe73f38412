//! The layer, which is one type for all frameworks that have such a thing.

use core::marker::PhantomData;

use super::request_id;

/// Puts whatever leaves with a failing status into the envelope of the catalog `C`: paths and methods that no route has,
/// errors of foreign extractors and middleware, statuses that a handler returns, panics.
///
/// A response does not change if its status is below 400, or if its content type is JSON: it is an envelope already, or
/// a program can read it. Of a response that is replaced, the status and the headers stay (`Allow`,
/// `Retry-After`, `WWW-Authenticate`, `Set-Cookie`, those of CORS), apart from headers about the body. A header of the row
/// is added where the response has none of its name. The text of a short body, of an error or of a panic is the source of
/// the failure, which is for the log alone.
///
/// If the catalog has `[envelope] problem_json = true`, a client that prefers `application/problem+json` gets each failure
/// of this catalog as a problem document, and all of them say `Vary: Accept`.
#[must_use = "a layer does nothing unless it is added to a service"]
#[derive(Clone, Copy, Debug)]
pub struct EnvelopeLayer<C> {
    /// The header with the id of a request, in lower case.
    pub(super) request_id: Option<&'static str>,
    catalog: PhantomData<fn() -> C>,
}

impl<C: crate::Code> EnvelopeLayer<C> {
    /// The layer for this catalog.
    pub const fn new() -> Self {
        Self { request_id: None, catalog: PhantomData }
    }

    /// Gives each request an id, which its reply and its events have. It is in the header with this name, such as
    /// `x-request-id`.
    ///
    /// The id is the value of the header, if that is 1 to 128 visible ASCII characters. If the request has no such header,
    /// or more than one, or one with any other value, the id is new: 128 random bits as 32 hexadecimal digits. A layer inside of
    /// another takes the id of the outer layer.
    ///
    /// The id is
    ///
    /// - in the body, where a template of the catalog has the slot `{request_id}`, and in the event of a failure,
    /// - in the header of each reply, whatever its status. It replaces a header that the reply has already,
    /// - in the header of the request, and a [`RequestId`](crate::RequestId) among its extensions, for handlers and
    ///   middleware inside.
    ///
    /// A body has the id if it is made while the service inside is called or its future is polled. So a `Success` or a
    /// `Failure` that a handler returns has it. What becomes JSON in another task or thread, such as in
    /// `spawn_blocking`, or in a stream while that is sent, does not have it, unless it is in a
    /// [`scope`](crate::RequestId::scope) of the id.
    ///
    /// # Panics
    ///
    /// Panics if the name is not a header's, or if others write this header, such as `content-type`.
    #[track_caller]
    pub fn with_request_id(self, header: &'static str) -> Self {
        Self { request_id: Some(request_id::header(header)), ..self }
    }
}

impl<C: crate::Code> Default for EnvelopeLayer<C> {
    fn default() -> Self {
        Self::new()
    }
}
