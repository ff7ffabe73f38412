//! What a catalog is, and what is bound to it: its rules, names and codes, and the errors of crates that use it.

mod coded;
mod generated;
mod http_kinds;
mod letters;
pub mod schemas;
