//! The parts that are the same in every reply of a catalog, as JSON that the macro has prepared.

/// The bytes of a reply between those that differ: its time, its code, its text, its payload.
///
/// They are constants of the catalog, so their lengths are known when a reply copies them.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    /// A success up to its time: `{"result":"success","server_time":"`. Without a time, up to its payload.
    pub success: &'static str,
    /// A failure up to its time: `{"result":"error","server_time":"`. Without a time, up to its code.
    pub error: &'static str,
    /// From there to the code: `","errorCode":"`. A number has no quotes.
    pub code: &'static str,
    /// From there to the text: `","desp":"`.
    pub description: &'static str,
    /// Whether no code and no text of a row needs an escape in JSON: no quote, backslash or control character.
    pub is_verbatim: bool,
}
