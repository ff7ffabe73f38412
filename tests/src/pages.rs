//! The Rust in the README and in `docs/`, as documentation tests. Here every framework is a dependency.

#[doc = include_str!("../../README.md")]
mod readme {}

#[doc = include_str!("../../docs/catalog.md")]
mod catalog {}

#[doc = include_str!("../../docs/clients.md")]
mod clients {}

#[doc = include_str!("../../docs/errors.md")]
mod errors {}

#[doc = include_str!("../../docs/frameworks.md")]
mod frameworks {}

#[doc = include_str!("../../docs/migrating.md")]
mod migrating {}

#[doc = include_str!("../../docs/openapi.md")]
mod openapi {}

#[doc = include_str!("../../docs/problem-documents.md")]
mod problem_documents {}

#[doc = include_str!("../../docs/testing.md")]
mod testing {}
