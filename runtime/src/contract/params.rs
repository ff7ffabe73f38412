//! The names of the params of a row.

/// The params of a row's message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowParams {
    /// The names of the params.
    pub names: &'static [&'static str],
    /// For each param, whether its value is a text.
    pub texts: &'static [bool],
    /// For each param, its name as JSON, with the brace or the comma before it and the colon after it.
    pub keys: &'static [&'static str],
    /// For each param, the compile error if it is missing.
    pub missing: &'static [&'static str],
    /// The compile error if all params are missing.
    pub all_missing: &'static str,
}
