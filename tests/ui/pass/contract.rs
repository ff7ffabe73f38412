//! Everything that the macro generates from a catalog.
#![deny(warnings)]

use errcat::Code;

/// The codes.
#[errcat::catalog("ui/pass/three.toml")]
pub enum ErrorCode {}

const STATUS: u16 = ErrorCode::Busy.status();

fn described<C: Code>(code: C) -> String {
    format!("{code} {} {}", code.status(), code.description())
}

fn main() {
    assert_eq!(ErrorCode::ALL, [ErrorCode::NotFound, ErrorCode::Busy, ErrorCode::WrongPassword]);
    assert_eq!(STATUS, 503);
    assert_eq!(ErrorCode::from_code("busy"), Some(ErrorCode::Busy));
    assert_eq!(ErrorCode::from_code("Busy"), None);
    assert_eq!("busy".parse(), Ok(ErrorCode::Busy));
    assert_eq!("".parse::<ErrorCode>(), Err(errcat::UnknownCode));
    assert_eq!(described(ErrorCode::NotFound), "not_found 404 Not Found");
    assert_eq!(format!("{:?} {:>6}", ErrorCode::Busy, ErrorCode::Busy), "Busy   busy");
    assert!(ErrorCode::NotFound < ErrorCode::Busy);

    let entry = ErrorCode::WrongPassword.entry();
    assert_eq!(entry.variant(), "WrongPassword");
    assert_eq!(entry.help(), Some("Ask the user again"));
    assert_eq!(entry.docs_url(), Some("https://example.com/errors/wrong_password"));
    assert_eq!(entry.retry_after(), None);
    assert!(ErrorCode::Busy.entry().is_retryable());

    let _: Box<dyn std::error::Error> = ErrorCode::Busy.into();
    assert_eq!(serde_json::to_string(&ErrorCode::Busy).unwrap(), "\"busy\"");
    assert_eq!(serde_json::from_str::<ErrorCode>("\"busy\"").unwrap(), ErrorCode::Busy);

    let result: error_code::Result<()> = Err(error_code::Failure::new(ErrorCode::Busy));
    let envelope = error_code::Envelope::from(result);
    assert!(matches!(envelope, error_code::Envelope::Failure(failure) if failure.is(ErrorCode::Busy)));
    let _: error_code::Success<()> = error_code::Success::new(());
}
