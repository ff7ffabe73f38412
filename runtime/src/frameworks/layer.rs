//! The layer, which is one type for all frameworks that have such a thing.

use core::marker::PhantomData;

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
#[derive(Clone, Copy, Debug)]
pub struct EnvelopeLayer<C>(PhantomData<fn() -> C>);

impl<C: crate::Code> EnvelopeLayer<C> {
    /// The layer for this catalog.
    pub const fn new() -> Self {
        Self(PhantomData)
    }
}

impl<C: crate::Code> Default for EnvelopeLayer<C> {
    fn default() -> Self {
        Self::new()
    }
}
