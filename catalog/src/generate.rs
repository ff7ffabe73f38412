//! What is made of a catalog for everybody who is not the compiler.
//!
//! Each function returns the text of a file, and [`docs()`] those of several. Rows with `internal = true` are left out, unless
//! `with_internal` is set. Schemas never list their codes.
//!
//! ```
//! use errcat_catalog::generate;
//!
//! let mut files = |_: &str| Ok(b"[[error]]\ncode = \"gone\"\nstatus = 410\n".to_vec());
//! let catalog = errcat_catalog::read("error_codes.toml", &mut files)?;
//! assert_eq!(generate::texts(&catalog, false), r#"{"gone":"Gone"}"#);
//! # Ok::<(), Box<errcat_catalog::Rejected>>(())
//! ```

mod deprecation;
mod docs;
mod json;
mod markdown;
mod neutral;
mod openapi;
mod schema;
mod template;
mod texts;
mod typescript;

pub use self::deprecation::deprecation;
pub use self::docs::{Page, docs};
pub use self::json::json;
pub use self::markdown::markdown;
pub use self::openapi::openapi;
pub use self::schema::json_schema;
pub use self::texts::{TextMistake, check_texts, texts};
pub use self::typescript::typescript;
use crate::{Catalog, Row};

/// Returns the rows that are published.
fn rows(catalog: &Catalog, with_internal: bool) -> impl Iterator<Item = &Row> {
    catalog.rows.iter().filter(move |row| with_internal || !row.internal)
}
