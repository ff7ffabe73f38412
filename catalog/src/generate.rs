//! What is generated from a checked catalog for those who do not compile it.

pub mod typescript;
