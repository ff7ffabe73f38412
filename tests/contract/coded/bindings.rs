//! What each form of `#[coded(…)]` makes of an error.

use std::borrow::Cow;
use std::time::Duration;

use errcat::{Coded, Failure, FieldError};
use serde_json::json;
use thiserror::Error;

use crate::coded::{ErrorCode, body};

#[derive(Debug, Error, Coded)]
#[coded(ErrorCode, default = InternalError)]
enum ChannelError {
    #[error("channel {id} is not in shard {shard}")]
    #[coded(ChannelNotFound)]
    NotFound { id: u64, shard: u32 },

    #[error("throttled")]
    #[coded(RequestTooFast { seconds: wait.as_secs() as u32, user })]
    Throttled { wait: Duration, user: String },

    #[error("throttled")]
    #[coded(RequestTooFast { user: _1.to_uppercase(), seconds: _0 }, retry_after = Duration::from_secs(u64::from(*_0)))]
    ThrottledTuple(u32, &'static str),

    #[error("`{0}` is not a number")]
    #[coded(InvalidField, expose)]
    NotANumber(String),

    #[error("field {name} of user {user} is bad")]
    #[coded(InvalidField, description = "field {name} is {what:?} {{sic}}", member(field = name, "max-length" = limit, of = what.len()))]
    BadField { name: Cow<'static, str>, what: &'static str, limit: Option<u32>, user: u64 },

    #[error("index {0}")]
    #[coded(InvalidField, description = "index {0} or {_0:>3} or {0:}>3} or {0:{^3}")]
    BadIndex(usize),

    #[error("busy")]
    #[coded(InvalidField, retry_after = wait, description = "busy")]
    Busy { wait: Option<Duration> },

    #[error("{} wrong fields", fields.len())]
    #[coded(InvalidField, fields = fields, expose)]
    Wrong { fields: Vec<FieldError> },

    #[error("field {0} is too long")]
    #[coded(InvalidField, fields = [FieldError::new(_0.clone(), "is too long")])]
    TooLong(String),

    #[error("the disk at {0} is full")]
    Disk(&'static str),

    #[error("the disk is full")]
    #[coded(description = "out of space")]
    Full,

    #[error(transparent)]
    #[coded(transparent)]
    Account(#[from] AccountError),

    #[error(transparent)]
    #[coded(transparent)]
    Boxed(Box<Wrapped<String>>),
}

#[derive(Debug, Error, Coded)]
#[error("account {0}")]
#[coded(ErrorCode)]
#[coded(ChannelNotFound, description = "account {0} is gone")]
struct AccountError(u64);

#[derive(Debug, Error, Coded)]
#[error("wrapped {inner}")]
#[coded(ErrorCode, default = InvalidField)]
struct Wrapped<T: std::fmt::Display> {
    inner: T,
}

#[derive(Debug, Error, Coded)]
#[error("a unit")]
#[coded(ErrorCode)]
#[coded(InternalError)]
struct Unit;

#[derive(Debug, Error, Coded)]
#[coded(ErrorCode)]
enum Never {}

#[track_caller]
fn sends(error: ChannelError, code: ErrorCode, members: &serde_json::Value) -> Failure<ErrorCode> {
    assert_eq!(error.error_code(), code);
    let text = error.to_string();
    let failure = error.into_failure();
    assert!(failure.is(code));
    let mut sent = body(&failure);
    sent.as_object_mut().expect("an object").remove("incident_id");
    assert_eq!(&sent, members);
    let source = std::error::Error::source(&failure).expect("the error is the source");
    assert_eq!(source.to_string(), text);
    failure
}

#[test]
fn a_row_alone_sends_nothing_of_the_error() {
    let error = ChannelError::NotFound { id: 7, shard: 3 };
    let members = json!({"errorCode": "channel_not_found", "desp": "There is no such channel"});
    let _ = sends(error, ErrorCode::ChannelNotFound, &members);
}

#[test]
fn params_are_given_like_a_struct_literal() {
    let error = ChannelError::Throttled { wait: Duration::from_secs(9), user: "ada".to_owned() };
    let members = json!({"errorCode": "request_too_fast", "desp": "please wait another 9 seconds, ada"});
    let failure = sends(error, ErrorCode::RequestTooFast, &members);
    assert_eq!(failure.retry_after(), Some(Duration::from_secs(60)));

    let members = json!({"errorCode": "request_too_fast", "desp": "please wait another 5 seconds, ADA"});
    let failure = sends(ChannelError::ThrottledTuple(5, "ada"), ErrorCode::RequestTooFast, &members);
    assert_eq!(failure.retry_after(), Some(Duration::from_secs(5)));
}

#[test]
fn expose_sends_the_errors_own_text() {
    let members = json!({"errorCode": "invalid_field", "desp": "`x` is not a number"});
    let _ = sends(ChannelError::NotANumber("x".to_owned()), ErrorCode::InvalidField, &members);
}

#[test]
fn a_text_and_members_of_named_fields() {
    let error = ChannelError::BadField { name: "a".into(), what: "long", limit: Some(5), user: 77 };
    let members = json!({
        "errorCode": "invalid_field", "desp": "field a is \"long\" {sic}",
        "field": "a", "max-length": 5, "of": 4,
    });
    let _ = sends(error, ErrorCode::InvalidField, &members);
    let members = json!({"errorCode": "invalid_field", "desp": "index 7 or   7 or }}7 or {7{"});
    let _ = sends(ChannelError::BadIndex(7), ErrorCode::InvalidField, &members);
}

#[test]
fn field_errors() {
    let fields = [FieldError::new("a", "is empty"), FieldError::new("b[0]", "is late").with_code("late")];
    let failure = ChannelError::Wrong { fields: fields.to_vec() }.into_failure();
    assert_eq!((failure.fields(), failure.description()), (&fields[..], "2 wrong fields"));
    let failure = ChannelError::TooLong("a".to_owned()).into_failure();
    assert_eq!(failure.fields(), [FieldError::new("a", "is too long")]);
}

#[test]
fn a_time_to_wait_where_there_is_one() {
    for wait in [None, Some(Duration::from_millis(1500))] {
        let members = json!({"errorCode": "invalid_field", "desp": "busy"});
        let failure = sends(ChannelError::Busy { wait }, ErrorCode::InvalidField, &members);
        assert_eq!(failure.retry_after(), wait);
    }
}

#[test]
fn the_default_row_is_of_those_that_name_none() {
    let members = json!({"errorCode": "internal_error", "desp": "The service failed"});
    let _ = sends(ChannelError::Disk("/var"), ErrorCode::InternalError, &members);
    let members = json!({"errorCode": "internal_error", "desp": "out of space"});
    let _ = sends(ChannelError::Full, ErrorCode::InternalError, &members);
}

#[test]
fn what_is_transparent_is_as_the_error_inside() {
    let members = json!({"errorCode": "channel_not_found", "desp": "account 5 is gone"});
    let _ = sends(AccountError(5).into(), ErrorCode::ChannelNotFound, &members);
    let error = ChannelError::Boxed(Box::new(Wrapped { inner: "x".to_owned() }));
    let _ = sends(
        error,
        ErrorCode::InvalidField,
        &json!({"errorCode": "invalid_field", "desp": "A field is not valid"}),
    );
}

#[test]
fn structs_of_every_shape_and_an_enum_of_none() {
    assert_eq!(Unit.error_code(), ErrorCode::InternalError);
    assert_eq!(AccountError(1).error_code(), ErrorCode::ChannelNotFound);
    assert_eq!(Wrapped { inner: 1 }.error_code(), ErrorCode::InvalidField);
    let none: Result<(), Never> = Ok(());
    assert!(none.map_err(|never| never.error_code()).is_ok());
}

/// The codes of an error that is not known yet.
trait Service: std::fmt::Debug + 'static {
    type Code: errcat::Code;
    type Error: Coded<Code = Self::Code>;
}

#[derive(Debug)]
struct Channels;

impl Service for Channels {
    type Code = ErrorCode;
    type Error = ChannelError;
}

#[derive(Debug, Coded)]
#[coded(S::Code)]
enum Retried<S: Service> {
    #[coded(transparent)]
    Last(S::Error),
}

impl<S: Service> std::fmt::Display for Retried<S> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("tried in vain")
    }
}

impl<S: Service> std::error::Error for Retried<S> {}

#[test]
fn codes_of_a_parameter() {
    let error: Retried<Channels> = Retried::Last(ChannelError::BadIndex(7));
    let failure: Failure<ErrorCode> = error.into();
    assert_eq!(failure.description(), "index 7 or   7 or }}7 or {7{");
    let source = std::error::Error::source(&failure).expect("the outer error");
    assert!(source.is::<Retried<Channels>>());
}

/// The enum under another name, from another module, as it is re-exported.
mod elsewhere {
    pub(super) use crate::coded::ErrorCode as Reexported;

    #[derive(Debug, thiserror::Error, errcat::Coded)]
    #[error("elsewhere")]
    #[coded(self::Reexported, default = InternalError, crate = errcat)]
    pub(super) enum Elsewhere {
        #[coded(ChannelNotFound)]
        Unit,
    }
}

#[test]
fn an_enum_that_is_reexported() {
    assert_eq!(elsewhere::Elsewhere::Unit.error_code(), ErrorCode::ChannelNotFound);
}

/// Commas between angle brackets, closures and blocks: an expression is whatever rustc takes for one.
#[derive(Debug, Error, Coded)]
#[error("odd")]
#[coded(ErrorCode)]
#[coded(RequestTooFast { seconds: pair::<u32, fn(u8) -> u8>(_0.0), user: { let f = |x: &str| x.to_owned(); f(if _0.1 < 2 { "few" } else { "many" }) } }, retry_after = Option::<Duration>::None.or(Some(Duration::from_secs(1))))]
struct Odd((u32, i8));

#[derive(Debug, Error, Coded)]
#[error("odd")]
#[coded(ErrorCode)]
#[coded(
    InvalidField,
    member(
        minus = -1,
        less = *_0 - 1,
        text = (_1 as &'static str).len() - 1,
        many = Vec::<&'static str>::new(),
        path = <Result<u8, u8>>::Ok(3).ok(),
        is = if let Some(x) = Some(*_0) { x > 1 } else { false },
        length = (_1 as &dyn AsRef<str>).as_ref().len(),
        attribute = #[expect(clippy::identity_op, reason = "an expression with an attribute")] (1 + 0),
    )
)]
struct Odder(i64, &'static str);

fn pair<A, B>(a: A) -> A {
    let _: Option<B> = None;
    a
}

#[test]
fn any_expression() {
    let failure = Odd((7, 1)).into_failure();
    assert_eq!(failure.description(), "please wait another 7 seconds, few");
    assert_eq!(failure.retry_after(), Some(Duration::from_secs(1)));
    let members = json!({
        "minus": -1, "less": 6, "text": 3, "many": [], "path": 3, "is": true, "length": 4, "attribute": 1,
    });
    assert_eq!(Some(Odder(7, "four").into_failure().members()), members.as_object());
}
