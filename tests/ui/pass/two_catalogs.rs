//! Two catalogs in one module: one with names that the user chose, and one with integer codes.
#![deny(warnings)]

use errcat as renamed;

#[errcat::catalog("ui/pass/three.toml")]
pub enum ErrorCode {}

#[errcat::catalog("ui/pass/integers.toml", crate = renamed, module = legacy)]
pub enum r#type {}

#[errcat::catalog("ui/pass/three.toml", crate = self::renamed)]
pub enum HTTPError {}

fn main() {
    let legacy = legacy::Failure::new(r#type::Code1001).with_description("old").at("2017-10-09T08:53:18Z".parse().unwrap());
    assert_eq!(
        legacy.to_json(),
        br#"{"ok":false,"code":1001,"message":"old"}"#,
    );
    assert_eq!(r#type::Code1001.code(), "1001");
    assert_eq!(serde_json::to_string(&r#type::Code1001).unwrap(), "1001");
    assert_eq!(serde_json::from_str::<r#type>("1001").unwrap(), r#type::Code1001);
    assert!(serde_json::from_str::<r#type>("\"1001\"").is_err());
    assert!(legacy::Failure::from_json(br#"{"ok":false,"code":1001}"#).unwrap().is(r#type::Code1001));
    assert_eq!(r#type::r#type.status(), 404);
    let _ = (error_code::Failure::new(ErrorCode::Busy), http_error::Failure::new(HTTPError::Busy));
}
