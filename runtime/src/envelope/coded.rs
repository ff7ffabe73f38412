//! A crate's own errors, bound to the rows of a catalog.

use core::error::Error;
use core::time::Duration;
use std::sync::Arc;

use super::Failure;
use crate::Code;
use crate::contract::equal;
use crate::problem::STANDARD_MEMBERS;

/// An error that knows its code: what `#[derive(errcat::Coded)]` implements.
///
/// `?` makes a failure of it, with the error itself as the source: logged, never sent.
///
/// ```
/// use errcat::{Coded, Failure};
/// # #[errcat::catalog("../error_codes.toml")]
/// # enum ErrorCode {}
///
/// #[derive(Debug, Coded)]
/// #[coded(ErrorCode)]
/// enum ChannelError {
///     #[coded(InvalidChannelId)]
///     NotFound { id: u64, shard: u32 },
///     #[coded(RequestTooFast { seconds: *wait })]
///     Throttled { wait: u32 },
/// }
/// # impl std::fmt::Display for ChannelError {
/// #     fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
/// #         write!(f, "{self:?}")
/// #     }
/// # }
/// # impl std::error::Error for ChannelError {}
///
/// fn open(id: u64) -> Result<(), Failure<ErrorCode>> {
///     let found: Result<(), ChannelError> = Err(ChannelError::NotFound { id, shard: 3 });
///     found?;
///     Ok(())
/// }
///
/// # fn main() {
/// let failure = open(1).unwrap_err();
/// assert!(failure.is(ErrorCode::InvalidChannelId));
/// assert_eq!(failure.description(), ErrorCode::InvalidChannelId.description());
/// # }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is bound to no catalog",
    label = "write `#[derive(errcat::Coded)]` above it, and `#[coded(ErrorCode)]`"
)]
pub trait Coded: Error + Send + Sync + 'static {
    /// The catalog's enum.
    type Code: Code;

    /// The code of the row that the error is bound to.
    ///
    /// It is not named `code`, which other traits of errors have as well.
    fn error_code(&self) -> Self::Code;

    /// The failure as a client is told of it: without its source, which is the error itself.
    fn failure(&self) -> Failure<Self::Code> {
        Failure::new(self.error_code())
    }

    /// The failure, with the error as its source.
    fn into_failure(self) -> Failure<Self::Code>
    where
        Self: Sized,
    {
        self.failure().with_source(self)
    }
}

impl<E: Coded> Coded for Box<E> {
    type Code = E::Code;

    fn error_code(&self) -> E::Code {
        E::error_code(self)
    }

    fn failure(&self) -> Failure<E::Code> {
        E::failure(self)
    }

    fn into_failure(self) -> Failure<E::Code> {
        E::into_failure(*self)
    }
}

impl<E: Coded> Coded for Arc<E> {
    type Code = E::Code;

    fn error_code(&self) -> E::Code {
        E::error_code(self)
    }

    fn failure(&self) -> Failure<E::Code> {
        E::failure(self)
    }
}

/// A row with params: their type, by the row's number.
#[diagnostic::on_unimplemented(message = "this row has no params", label = "write the row's name alone")]
pub trait WithParams<const ROW: usize>: Code {
    /// The struct in the enum's module.
    type Params: Draft + Into<Failure<Self>>;
}

/// Params that are still to be set.
pub trait Draft {
    /// Each of them empty.
    fn draft() -> Self;
}

/// The failure of a row with params, once each of them is set.
pub fn with_params<C: WithParams<ROW>, const ROW: usize>(
    set: impl FnOnce(C::Params) -> C::Params,
) -> Failure<C> {
    set(C::Params::draft()).into()
}

/// The failure of an error that is no more than its row.
pub fn plain<E: Coded>(error: &E) -> Failure<E::Code> {
    Failure::new(error.error_code())
}

/// What `retry_after = …` takes.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no time to wait",
    label = "expected a `Duration`, or an `Option<Duration>`"
)]
pub trait Wait {
    /// The time, where there is one.
    fn wait(self) -> Option<Duration>;
}

impl Wait for Duration {
    fn wait(self) -> Option<Duration> {
        Some(self)
    }
}

impl Wait for Option<Duration> {
    fn wait(self) -> Option<Duration> {
        self
    }
}

/// A failure with a time to wait, where there is one.
pub fn retry_after<C: Code>(failure: Failure<C>, wait: impl Wait) -> Failure<C> {
    match wait.wait() {
        Some(wait) => failure.with_retry_after(wait),
        None => failure,
    }
}

/// Stops the compiler where a member has a name of the envelope's own, or of the problem document's where the catalog has
/// one.
///
/// # Panics
///
/// As said, in a constant.
#[track_caller]
pub const fn is_free<C: Code>(member: &str) {
    let layout = C::LAYOUT;
    let is_left_out = [layout.result, layout.server_time, layout.incident];
    let mut index = 0;
    while index < is_left_out.len() {
        if let Some(name) = is_left_out[index] {
            assert!(!equal(name, member), "a member of this name is the envelope's own");
        }
        index += 1;
    }
    let is_own = equal(layout.code, member) || equal(layout.description, member);
    assert!(!is_own, "a member of this name is the envelope's own");
    let mut index = 0;
    while layout.problem_json && index < STANDARD_MEMBERS.len() {
        let is_standard = equal(STANDARD_MEMBERS[index], member);
        assert!(
            !is_standard,
            "a member of this name is the problem document's own, which would leave it out"
        );
        index += 1;
    }
}
