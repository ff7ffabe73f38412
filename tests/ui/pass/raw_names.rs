//! Names that are keywords, and names that are written as raw identifiers without need.
#![deny(warnings)]
#![allow(non_camel_case_types)]

#[errcat::catalog("ui/pass/three.toml")]
pub enum r#Type {}

#[errcat::catalog("ui/pass/integers.toml", module = r#match)]
pub enum r#fn {
    r#Code1001,
    r#type,
}

fn main() {
    let _ = r#type::Failure::new(Type::Busy);
    let _ = r#match::Failure::new(r#fn::r#type);
    assert_eq!(r#fn::r#type.entry().variant(), "type");
    assert_eq!(format!("{:?}", r#fn::r#type), "type");
}
