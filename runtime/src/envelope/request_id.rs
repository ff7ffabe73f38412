//! The id of the request that is answered now.

#[cfg(feature = "__server")]
mod server;

#[cfg(all(feature = "__server", feature = "__openapi"))]
pub(crate) use self::server::outside;
#[cfg(feature = "__server")]
pub use self::server::{InvalidRequestId, RequestId};
use crate::{Code, Failure};

impl<C: Code> Failure<C> {
    /// The id of the request that a peer answered with this failure, if the peer's body has a place for it: the slot
    /// `{request_id}`.
    ///
    /// It is `None` for a failure of your own service, because a failure does not know its request. If you send a peer's
    /// failure on, the body has the id of your own request, or else the peer's id.
    ///
    /// A [`Success`](crate::Success) does not keep the id. Read it from the header of the reply.
    ///
    /// ```
    /// use errcat::Failure;
    ///
    /// #[errcat::catalog("../tests/frameworks/request_ids/codes.toml", module = false)]
    /// enum ErrorCode {}
    ///
    /// # fn main() -> Result<(), serde_json::Error> {
    /// let body = br#"{"result":"error","errorCode":"gone","request_id":"5f2e"}"#;
    /// let failure = Failure::<ErrorCode>::from_json(body)?;
    /// assert_eq!(failure.request_id(), Some("5f2e"));
    /// # Ok(())
    /// # }
    /// ```
    pub fn request_id(&self) -> Option<&str> {
        self.more.as_ref()?.data.as_ref()?.request_id.as_deref()
    }
}

/// Calls `answer`. Meanwhile no request has an id.
#[cfg(all(not(feature = "__server"), feature = "__openapi"))]
pub(crate) fn outside<T>(answer: impl FnOnce() -> T) -> T {
    answer()
}

/// Calls `read` with the id of the request that this thread answers now, if a layer of a framework knows it, or else with
/// the id that a peer sent.
#[cfg_attr(not(feature = "__server"), inline)]
pub(crate) fn current_or<T>(peers: Option<&str>, read: impl FnOnce(Option<&str>) -> T) -> T {
    #[cfg(feature = "__server")]
    return server::current(|id| read(id.or(peers)));
    #[cfg(not(feature = "__server"))]
    read(peers)
}
