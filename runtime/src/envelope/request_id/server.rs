//! The ids of a server's requests.

use std::cell::RefCell;
use std::error::Error;
use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::str::FromStr;
use std::sync::Arc;
use std::task::{Context, Poll};

use crate::envelope::unique;

/// The id of a request: 1 to 128 visible ASCII characters.
///
/// A layer with `with_request_id` takes it from the request, or makes it. It is one of the request's extensions, so a
/// handler of axum gets it as `Extension<RequestId>`, and a handler of actix-web as `web::ReqData<RequestId>`. To clone it
/// is cheap.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RequestId(Arc<str>);

/// The largest length of an id in bytes.
const LONGEST: usize = 128;

impl RequestId {
    /// The id that a client sent. `None` if it is too long, empty, or contains anything but visible ASCII characters.
    pub(crate) fn received(text: &[u8]) -> Option<Self> {
        let is_short = (1..=LONGEST).contains(&text.len());
        let text = str::from_utf8(text)
            .ok()
            .filter(|text| is_short && text.bytes().all(|byte| byte.is_ascii_graphic()));
        text.map(|text| Self(text.into()))
    }

    /// Creates an id of 32 hexadecimal digits that most likely no other request of any process has. It is not a secret.
    pub(crate) fn new() -> Self {
        Self::of_digits(unique::number())
    }

    /// The id of 32 hexadecimal digits that are this number.
    fn of_digits(number: u128) -> Self {
        let digit = |four: u8| b"0123456789abcdef"[usize::from(four)];
        let digits = number.to_be_bytes().map(|byte| [digit(byte >> 4), digit(byte & 15)]);
        Self(str::from_utf8(digits.as_flattened()).expect("digits are ASCII").into())
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Awaits a future, which answers the request with this id. What becomes JSON or is logged meanwhile has the id, as
    /// inside of a layer with ids.
    ///
    /// Use it where no layer is: in a task that a handler spawns, `tokio::spawn(id.scope(work()))`, or in a worker that gets
    /// the id with a message. A failure has no JSON before it becomes a body or a response, so this must happen inside.
    ///
    /// If the future was polled, and is dropped before its end, what it drops has the id too.
    ///
    /// ```
    /// use errcat::RequestId;
    ///
    /// #[errcat::catalog("../tests/frameworks/request_ids/codes.toml")]
    /// enum ErrorCode {}
    ///
    /// async fn work() -> Vec<u8> {
    ///     error_code::Failure::new(ErrorCode::Gone).to_json()
    /// }
    ///
    /// /// Gets the id with a message.
    /// async fn answer(id: &str) -> Result<Vec<u8>, errcat::InvalidRequestId> {
    ///     let id: RequestId = id.parse()?;
    ///     Ok(id.scope(work()).await)
    /// }
    /// # fn main() {
    /// # let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    /// # let std::task::Poll::Ready(body) = std::pin::pin!(answer("5f2e")).poll(&mut context) else { panic!() };
    /// # let body = String::from_utf8(body.unwrap()).unwrap();
    /// # assert!(body.contains(r#""request_id":"5f2e""#), "{body}");
    /// # }
    /// ```
    pub fn scope<F: Future>(&self, future: F) -> impl Future<Output = F::Output> + use<F> {
        let id = self.clone();
        async move {
            let mut scope = Scope { id, future: pin!(Some(future)) };
            poll_fn(|context| scope.poll(context)).await
        }
    }

    /// Calls a function, which answers the request with this id, as [`scope`](Self::scope) does with a future: in
    /// `spawn_blocking`, for example.
    ///
    /// ```
    /// use errcat::RequestId;
    ///
    /// #[errcat::catalog("../tests/frameworks/request_ids/codes.toml")]
    /// enum ErrorCode {}
    ///
    /// # fn main() {
    /// let id: RequestId = "5f2e".parse().unwrap();
    /// let body = id.sync_scope(|| error_code::Failure::new(ErrorCode::Gone).to_json());
    /// let start = br#"{"result":"error","request_id":"5f2e","errorCode":"gone""#;
    /// assert!(body.starts_with(start));
    /// # }
    /// ```
    pub fn sync_scope<T>(&self, answer: impl FnOnce() -> T) -> T {
        with(Some(self.clone()), answer)
    }
}

/// A future that is polled and dropped in the scope of an id.
struct Scope<'a, F> {
    id: RequestId,
    future: Pin<&'a mut Option<F>>,
}

impl<F: Future> Scope<'_, F> {
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<F::Output> {
        let future = self.future.as_mut().as_pin_mut().expect("only `drop` removes it");
        self.id.sync_scope(|| future.poll(context))
    }
}

impl<F> Drop for Scope<'_, F> {
    fn drop(&mut self) {
        let Self { id, future } = self;
        id.sync_scope(|| future.set(None));
    }
}

/// A text that is not the id of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct InvalidRequestId;

impl fmt::Display for InvalidRequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the id of a request is 1 to 128 visible ASCII characters")
    }
}

impl Error for InvalidRequestId {}

/// An id of your own, for a test or for a request that comes from elsewhere.
///
/// ```
/// use errcat::RequestId;
///
/// let id: RequestId = "5f2e".parse().unwrap();
/// assert_eq!(id.as_str(), "5f2e");
/// assert!("two words".parse::<RequestId>().is_err());
/// ```
impl FromStr for RequestId {
    type Err = InvalidRequestId;

    fn from_str(text: &str) -> Result<Self, InvalidRequestId> {
        Self::received(text.as_bytes()).ok_or(InvalidRequestId)
    }
}

impl AsRef<str> for RequestId {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

thread_local! {
    static CURRENT: RefCell<Option<RequestId>> = const { RefCell::new(None) };
}

/// Calls `read` with the id of the request that this thread answers now.
pub(super) fn current<T>(read: impl FnOnce(Option<&str>) -> T) -> T {
    let id = CURRENT.try_with(|id| id.borrow().clone()).ok().flatten();
    read(id.as_ref().map(RequestId::as_str))
}

/// Calls `answer`. Meanwhile this thread answers no request.
#[cfg(feature = "__openapi")]
pub(crate) fn outside<T>(answer: impl FnOnce() -> T) -> T {
    with(None, answer)
}

/// Calls `answer`. Meanwhile this thread answers the request with this id, or no request.
fn with<T>(id: Option<RequestId>, answer: impl FnOnce() -> T) -> T {
    /// Puts the id before back, also if `answer` panics.
    struct Before(Option<RequestId>);

    impl Drop for Before {
        fn drop(&mut self) {
            replace(self.0.take());
        }
    }

    /// A value that is dropped when its thread ends may still send a failure. Then there is no place for an id.
    fn replace(id: Option<RequestId>) -> Option<RequestId> {
        CURRENT.try_with(|current| current.replace(id)).ok().flatten()
    }

    let _before = Before(replace(id));
    answer()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::future::pending;
    use std::panic::catch_unwind;
    use std::task::Waker;
    use std::thread;

    use super::*;

    fn id(text: &str) -> RequestId {
        text.parse().expect("an id")
    }

    #[test]
    fn an_id_is_short_and_visible_ascii() {
        let longest = "!".repeat(LONGEST);
        for text in ["a", "!~\"\\{}", longest.as_str()] {
            assert_eq!(id(text).as_str(), text);
        }
        let too_long = "a".repeat(LONGEST + 1);
        for text in ["", " ", "a b", "a\t", "a\r\nb", "\u{7f}", "größe", too_long.as_str()] {
            assert_eq!(RequestId::received(text.as_bytes()), None, "{text:?}");
        }
        assert_eq!(RequestId::received(b"\xff"), None);
    }

    #[test]
    fn a_new_id_has_32_digits_and_no_other_request_has_it() {
        let threads =
            [(); 4].map(|()| thread::spawn(|| (0..1_000).map(|_| RequestId::new()).collect::<Vec<_>>()));
        let ids: Vec<_> = threads.into_iter().flat_map(|thread| thread.join().expect("no panic")).collect();
        let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        assert!(ids.iter().all(|id| id.as_str().len() == 32 && id.as_str().bytes().all(is_digit)));
        assert_eq!(ids.iter().collect::<HashSet<_>>().len(), 4_000);
    }

    /// Notes the id of the request when it is dropped.
    struct Guard<'a>(&'a RefCell<Vec<Option<String>>>);

    impl Drop for Guard<'_> {
        fn drop(&mut self) {
            self.0.borrow_mut().push(current(|id| id.map(str::to_owned)));
        }
    }

    #[test]
    fn a_scope_that_is_dropped_early_has_its_id_until_the_end() {
        let ids = RefCell::default();
        let guard = Guard(&ids);
        let mut scope = Box::pin(id("own").scope(async move {
            let _guard = guard;
            pending::<()>().await;
        }));
        assert!(scope.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
        id("another").sync_scope(|| drop(scope));
        assert_eq!(ids.into_inner(), [Some("own".to_owned())]);
    }

    #[test]
    fn a_thread_that_ends_has_a_scope_without_an_id() {
        struct Last;

        impl Drop for Last {
            fn drop(&mut self) {
                id("own").sync_scope(|| current(|id| assert!(id.is_none_or(|id| id == "own"))));
            }
        }

        thread_local!(static LAST: Last = const { Last });
        let ended = thread::spawn(|| {
            // Most systems drop last what was made first.
            LAST.with(|_| ());
            id("own").sync_scope(|| ());
        });
        assert!(ended.join().is_ok());
    }

    #[test]
    fn the_id_before_is_back_afterwards_also_after_a_panic() {
        let now = || current(|id| id.map(str::to_owned));
        id("outer").sync_scope(|| {
            id("inner").sync_scope(|| assert_eq!(now().as_deref(), Some("inner")));
            assert_eq!(now().as_deref(), Some("outer"));
            let panic = catch_unwind(|| id("inner").sync_scope(|| panic!("on purpose")));
            assert!(panic.is_err());
            assert_eq!(now().as_deref(), Some("outer"));
        });
        assert_eq!(now(), None);
    }
}
