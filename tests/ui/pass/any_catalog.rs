//! Codes of the kinds that real catalogs contain.
#![deny(warnings)]

#[errcat::catalog("ui/pass/any_catalog.toml")]
pub enum Code {}

fn main() {
    for code in Code::ALL {
        assert_eq!(Code::from_code(code.code()), Some(*code));
    }
    let _ = (Code::Code42P01, Code::None, Code::Ok, Code::Type, Code::ThrottlingRateQuota, Code::KMSAccessDenied);
}
