//! Descriptions at the limit of the bits in a row, and at the limit of a catalog.

/// The catalog.
#[errcat::catalog("ui/pass/long_descriptions.toml")]
pub enum ErrorCode {}

fn main() {
    for code in ErrorCode::ALL {
        let length = code.code().strip_prefix("of_").and_then(|length| length.parse().ok()).expect("a number");
        let text: String = ('a'..='z').cycle().take(length).collect();
        assert_eq!(code.description(), text);
        assert_eq!((code.status(), code.entry().variant()), (404, format!("{code:?}").as_str()));
        assert_eq!(code.entry().help(), None);
        assert!(format!("{:?}", code.entry()).contains(&format!("description: \"{text}\"")));

        let body = error_code::Failure::new(*code).to_json();
        assert!(String::from_utf8(body.clone()).expect("UTF-8").contains(&format!(":\"{text}\"")));
        assert_eq!(error_code::Failure::from_json(&body).expect("its own").description(), text);
    }
    const LONGEST: &str = ErrorCode::Of65535.description();
    assert_eq!(LONGEST.len(), 65_535);
}
