//! What readers are told about a deprecated code.

use errcat_core::Deprecation;

use crate::{Catalog, Row};

/// Returns why a code is deprecated and what replaces it, as sentences in Markdown on one line. Returns `None` if the code is not
/// deprecated.
///
/// ```
/// let text = "[[error]]\ncode = \"lost\"\nstatus = 404\ndeprecated = { since = \"1.3\", use = \"gone\" }\n\
///             [[error]]\ncode = \"gone\"\nstatus = 410\n";
/// let catalog = errcat_catalog::read("error_codes.toml", &mut |_: &str| Ok(text.into()))?;
/// let deprecation = errcat_catalog::generate::deprecation(&catalog, &catalog.rows[0], false);
/// assert_eq!(deprecation.as_deref(), Some("Deprecated since 1.3. Use `gone`."));
/// # Ok::<(), Box<errcat_catalog::Rejected>>(())
/// ```
pub fn deprecation(catalog: &Catalog, row: &Row, with_internal: bool) -> Option<String> {
    let deprecated = row.deprecated.as_ref()?;
    let replacement = catalog.replacement(row).filter(|row| with_internal || !row.internal);
    let text = Deprecation {
        since: deprecated.since.as_deref(),
        note: deprecated.note.as_deref(),
        replacement: replacement.map(|row| row.code.as_str()),
    };
    Some(text.to_string().replace(char::is_control, " "))
}
