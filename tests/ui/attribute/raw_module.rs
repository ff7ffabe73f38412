#[allow(non_camel_case_types)]
#[errcat::catalog("ui/pass/three.toml")]
pub enum r#type {}

fn main() {
    let _ = r#type::Busy;
}
