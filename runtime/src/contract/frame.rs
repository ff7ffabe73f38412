//! The parts that are the same in every reply of a catalog, as JSON that the macro has prepared.

/// The bytes of a reply between those that differ: its time, its code, its text, its payload.
///
/// They are constants of the catalog, so that a reply copies them without asking for their length.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    /// A success up to its time: `{"result":"success","server_time":"`. Up to its payload, where there is no time.
    pub success: &'static str,
    /// A failure up to its time: `{"result":"error","server_time":"`. Up to its code, where there is no time.
    pub error: &'static str,
    /// From there to the code: `","errorCode":"`. A number has no quotes.
    pub code: &'static str,
    /// From there to the text: `","desp":"`.
    pub description: &'static str,
    /// Whether each row's code and text stand in a JSON string as they are: no quote, backslash or control character.
    pub is_verbatim: bool,
}
