//! Error types with codes of a catalog.

use core::error::Error;
use core::time::Duration;
use std::sync::Arc;

use super::{CodeSet, Codes, Failure, Inner, Params};
use crate::contract::{Bodies, contains};
use crate::{Code, Entry};

/// An error with a code of a catalog. `#[derive(errcat::Coded)]` implements this trait.
///
/// `?` turns the error into a [`Failure`]. The error itself becomes the source of the failure. The source is for logs
/// and is never sent.
///
/// The derive also makes the type a response of each framework whose feature is on, so a handler can return it. An
/// implementation of `Coded` by hand does not.
///
/// ```
/// use errcat::{Coded, Failure};
/// # #[errcat::catalog("../error_codes.toml", module = false)]
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
    message = "`{Self}` has no code of a catalog",
    label = "add `#[derive(errcat::Coded)]` and `#[coded(ErrorCode)]` to this type",
    note = "for a type of another crate, choose a row: `#[coded(Row)]` in place of `#[coded(transparent)]`, or `or_fail(code)`",
    note = "a `Failure` is not a part of another error: return it as the error of the function"
)]
pub trait Coded: Error + Send + Sync + 'static {
    /// The enum of the catalog.
    type Code: Code;

    /// The code of the error.
    ///
    /// The method is not named `code`, because other traits for errors have a method with this name.
    fn error_code(&self) -> Self::Code;

    /// The failure for a client, without a source. By default, it has only the code.
    ///
    /// An implementation by hand adds its text, members and field errors here, and not in
    /// [`into_failure`](Self::into_failure): a `transparent` variant of another error only calls this method.
    fn failure(&self) -> Failure<Self::Code> {
        Failure::new(self.error_code())
    }

    /// The codes that errors of this type can have: each of them once, in the order of the catalog.
    ///
    /// The derive returns the rows of all variants, the default row, and the codes of inner errors that are
    /// `transparent`. For an implementation by hand, these are all codes of the catalog, unless it collects its own into
    /// [`Codes`].
    ///
    /// ```
    /// use errcat::Coded;
    /// # #[errcat::catalog("../error_codes.toml", module = false)]
    /// # enum ErrorCode {}
    ///
    /// #[derive(Debug, Coded)]
    /// #[coded(ErrorCode)]
    /// enum RenameError {
    ///     #[coded(InvalidChannelId)]
    ///     NotFound,
    ///     #[coded(MissingData)]
    ///     Empty,
    /// }
    /// # impl std::fmt::Display for RenameError {
    /// #     fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
    /// #         write!(f, "{self:?}")
    /// #     }
    /// # }
    /// # impl std::error::Error for RenameError {}
    ///
    /// # fn main() {
    /// let codes: Vec<_> = RenameError::codes().collect();
    /// assert_eq!(codes, [ErrorCode::MissingData, ErrorCode::InvalidChannelId]);
    /// # }
    /// ```
    fn codes() -> Codes<Self::Code>
    where
        Self: Sized,
    {
        Codes::all()
    }

    /// Adds the codes to the codes of an error that is transparent over this type.
    #[doc(hidden)]
    fn add_codes(set: &mut CodeSet<Self::Code>)
    where
        Self: Sized,
    {
        set.add_all(Self::codes());
    }

    /// Converts the error into a failure, and keeps the error as its source.
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

    fn codes() -> Codes<E::Code> {
        E::codes()
    }

    fn add_codes(set: &mut CodeSet<E::Code>) {
        Inner::<E>::TYPE.__add_codes(set);
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

    fn codes() -> Codes<E::Code> {
        E::codes()
    }

    fn add_codes(set: &mut CodeSet<E::Code>) {
        Inner::<E>::TYPE.__add_codes(set);
    }
}

/// The params of a row, by the number of the row.
#[diagnostic::on_unimplemented(message = "this row has no params", label = "write the row's name alone")]
pub trait WithParams<const ROW: usize>: Code {
    /// The struct in the module of the catalog.
    type Params: Params + Into<Failure<Self>>;
}

/// Creates the failure of a row with params. `set` sets each of them.
pub fn with_params<C: WithParams<ROW>, const ROW: usize>(
    set: impl FnOnce(C::Params) -> C::Params,
) -> Failure<C> {
    set(C::Params::draft()).into()
}

/// Creates a failure with only the code of the error.
pub fn plain<E: Coded>(error: &E) -> Failure<E::Code> {
    Failure::new(error.error_code())
}

/// The types that `retry_after = …` accepts.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a time to wait",
    label = "expected a `Duration` or an `Option<Duration>`"
)]
pub trait Wait {
    /// The time, if there is one.
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

/// Adds a time to wait to a failure, if there is one.
pub fn retry_after<C: Code>(failure: Failure<C>, wait: impl Wait) -> Failure<C> {
    match wait.wait() {
        Some(wait) => failure.with_retry_after(wait),
        None => failure,
    }
}

/// Checks that the body of a failure has no member with this name next to the members that a failure adds, nor a param of
/// the row. With `problem_json = true`, the same is checked for the problem document.
///
/// # Panics
///
/// Panics if one of them has such a member. The generated code calls this function in a constant, so the panic is a
/// compile error.
#[track_caller]
pub const fn is_free<C: Code>(member: &str, row: Option<&Entry>) {
    let Bodies { failure, problem, .. } = C::BODIES;
    assert!(!contains(failure.owned, member), "the envelope already has a member with this name");
    assert!(
        !C::BODIES.problem_json || !contains(problem.owned, member),
        "the problem document already has a member with this name, and would leave this one out"
    );
    let Some(row) = row else { return };
    let is_param = match row.params() {
        Some(params) => contains(params.names, member),
        None => false,
    };
    assert!(
        !is_param || !failure.root.has_params_beside_members(),
        "the row has a param with this name, which the envelope has in the same object"
    );
    assert!(
        !is_param || !C::BODIES.problem_json || !problem.root.has_params_beside_members(),
        "the row has a param with this name, which the problem document has in the same object"
    );
}
