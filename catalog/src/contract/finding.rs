//! One change that somebody can notice.

use super::rule::Rule;
use super::scale::Severity;
use crate::render;
use crate::source::{Sources, Span};

/// One change that clients, Rust crates or readers can notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule that found the change. It says who notices the change, and how surely it breaks something.
    pub rule: Rule,
    /// What the change is about: a code, `catalog`, `envelope`, a body such as `envelope.failure`, `defaults`, or a kind
    /// such as `http.timeout`.
    pub subject: String,
    /// The code, if the change is about one code. If the code has been renamed, it is the old code in a finding of the
    /// rule `code-renamed`, and the new code in all others. A finding of `order-changed` has the first code that is at
    /// another place.
    pub code: Option<String>,
    /// The property that changes, such as `status` or `data.type`; in a body, the path of the member.
    pub key: String,
    /// The value before the change, or `None` if there was none.
    pub old: Option<String>,
    /// The value after the change, or `None` if there is none.
    pub new: Option<String>,
    /// The change in one sentence on one line. Text of the catalog is in backticks and shortened.
    pub message: String,
    /// The place of the old value, in the files of the old catalog.
    pub old_span: Option<Span>,
    /// The place of the new value, in the files of the new catalog.
    pub new_span: Option<Span>,
}

impl Finding {
    /// Returns how surely the change breaks something.
    pub const fn severity(&self) -> Severity {
        self.rule.severity()
    }

    /// Returns the finding as text for a terminal: its place, its message, and the lines of both catalogs with carets.
    ///
    /// The arguments are [`Catalog::sources`](crate::Catalog::sources) of the catalogs that were compared. A side that was
    /// read from a lock has none.
    ///
    /// ```
    /// use errcat_catalog::contract::{Contract, diff};
    ///
    /// let read = |status| {
    ///     let text = format!("[[error]]\ncode = \"gone\"\nstatus = {status}\n");
    ///     errcat_catalog::read("error_codes.toml", &mut |_: &str| Ok(text.clone().into_bytes()))
    /// };
    /// let (old, new) = (read(404)?, read(410)?);
    /// let findings = diff(&Contract::of(&old), &Contract::of(&new));
    /// let text = findings[0].render(Some(&old.sources), Some(&new.sources));
    /// assert!(text.starts_with("error_codes.toml:3:10: the status of `gone` changes from 404 to 410\n"));
    /// # Ok::<(), Box<errcat_catalog::Rejected>>(())
    /// ```
    pub fn render(&self, old: Option<&Sources>, new: Option<&Sources>) -> String {
        self.render_with(&[], old, new)
    }

    /// Returns the same text with notes under it: a word such as `help`, and a text on one line.
    ///
    /// ```
    /// use errcat_catalog::contract::{Contract, diff};
    ///
    /// let contract = |text: &'static str| {
    ///     let catalog = errcat_catalog::read("error_codes.toml", &mut |_: &str| Ok(text.into()));
    ///     catalog.map(|catalog| Contract::of(&catalog))
    /// };
    /// let old = contract("defaults.status = 400\nerror = [{ code = \"gone\" }, { code = \"late\" }]\n")?;
    /// let new = contract("defaults.status = 400\nerror = [{ code = \"late\" }]\n")?;
    /// let text = diff(&old, &new)[0].render_with(&[("help", "keep the row")], None, None);
    /// assert_eq!(text, "code `gone` is removed\n  = help: keep the row");
    /// # Ok::<(), Box<errcat_catalog::Rejected>>(())
    /// ```
    pub fn render_with(
        &self,
        notes: &[(&str, &str)],
        old: Option<&Sources>,
        new: Option<&Sources>,
    ) -> String {
        let old = self.old_span.zip(old);
        let new = self.new_span.zip(new);
        render::two_sides(&self.message, notes, [(old, "before"), (new, "after")])
    }
}
