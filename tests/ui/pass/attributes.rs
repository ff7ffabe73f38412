//! Attributes of the user on the enum have their usual meaning.
#![deny(warnings)]

#[cfg_attr(all(), errcat::catalog("ui/pass/three.toml"))]
#[cfg_attr(all(), derive(Hash, Clone))]
pub enum Conditional {}

#[errcat::catalog("nowhere.toml")]
#[cfg(any())]
pub enum Absent {}

#[cfg(any())]
#[errcat::catalog("nowhere.toml")]
pub enum Absent {}

#[errcat::catalog("ui/pass/three.toml")]
#[repr(i8)]
#[non_exhaustive]
pub enum Small {}

#[repr(u64, align(16))]
#[errcat::catalog("ui/pass/three.toml")]
pub enum Large {}

#[errcat::catalog("ui/pass/three.toml")]
#[repr(C)]
pub enum Foreign {}

#[errcat::catalog("ui/pass/three.toml")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum Derived {}

#[errcat::catalog("ui/pass/three.toml")]
#[derive(Copy, PartialEq)]
#[derive(std::cmp::Ord)]
pub enum DerivedInPart {}

#[errcat::catalog("ui/pass/three.toml")]
#[derive(Default)]
pub enum WithDefault {
    Busy,
    #[default]
    WrongPassword,
    NotFound,
}

#[errcat::catalog("ui/pass/every_key.toml")]
#[deprecated = "its parts are not to warn of themselves"]
pub enum Deprecated {}

#[errcat::catalog("ui/pass/three.toml")]
#[must_use]
pub enum VariantsToo {
    #[deprecated]
    Busy,
    #[cfg_attr(all(), doc(hidden))]
    WrongPassword,
    #[doc(alias = "missing")]
    NotFound,
}

fn main() {
    assert_eq!(Conditional::Busy.clone().code(), "busy");
    assert_eq!((size_of::<Small>(), align_of::<Large>()), (1, 16));
    for code in Small::ALL.iter().chain([&Small::WrongPassword]) {
        assert_eq!(Small::from_code(code.code()), Some(*code));
    }
    assert_eq!(Large::WrongPassword.status(), 401);
    assert_eq!(Foreign::Busy as u8, 1);
    assert_eq!(serde_json::to_string(&Derived::Busy).unwrap(), "\"Busy\"");
    assert!(DerivedInPart::NotFound < DerivedInPart::Busy);
    assert_eq!(WithDefault::default().code(), "wrong_password");
    assert_eq!(VariantsToo::NotFound.status(), 404);
}
