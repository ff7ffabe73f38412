//! Without its module, an enum can be anywhere: in a function, in a test.
#![deny(warnings)]

use std::fmt;

#[derive(Debug)]
struct Throttled;

impl fmt::Display for Throttled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("throttled")
    }
}

impl std::error::Error for Throttled {}

fn main() {
    #[errcat::catalog("ui/pass/every_key.toml", module = false)]
    enum ErrorCode {}

    #[derive(Debug, errcat::Coded)]
    #[coded(ErrorCode)]
    enum LoginError {
        #[coded(RequestTooFast { seconds: 5_u32, r#type: "user".to_owned(), ratio: 0.5, left: true })]
        Throttled,
    }

    impl fmt::Display for LoginError {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            Throttled.fmt(f)
        }
    }

    impl std::error::Error for LoginError {}

    let failure = errcat::Failure::from(LoginError::Throttled);
    assert!(failure.is(ErrorCode::RequestTooFast));
    assert_eq!(ErrorCode::try_from(ErrorCode::RequestTooFast.as_ref()), Ok(ErrorCode::RequestTooFast));
    assert_eq!(ErrorCode::try_from("nothing of the kind"), Err(errcat::UnknownCode));
    let row = serde_json::to_value(ErrorCode::RequestTooFast.entry()).expect("a row");
    assert_eq!(row["variant"], "RequestTooFast");
    assert_eq!(row["headers"]["RateLimit-Limit"], "100");
}
