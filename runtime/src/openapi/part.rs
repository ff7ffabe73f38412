//! The parts of a request, and what their extractors refuse.

use errcat_core::media_type::{is_form, is_json};

use crate::HttpKind;

/// A part of a request that an extractor reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(not(feature = "aide"), allow(unreachable_pub, reason = "the generated code names it for aide"))]
pub enum Part {
    /// A body that is JSON.
    Json,
    /// A body that is a form.
    Form,
    /// The parameters of the query.
    Query,
    /// The parameters of the path.
    Path,
    /// Headers.
    Header,
}

impl Part {
    /// All parts.
    #[cfg(feature = "utoipa")]
    pub(crate) const ALL: [Self; 5] = [Self::Json, Self::Form, Self::Query, Self::Path, Self::Header];

    /// The part that a body with this content type is.
    pub(crate) fn of_content_type(content_type: &str) -> Option<Self> {
        let content_type = content_type.as_bytes();
        if is_json(content_type) { Some(Self::Json) } else { is_form(content_type).then_some(Self::Form) }
    }

    /// The kinds of failures with which the extractor of this part refuses a request.
    pub(crate) const fn refusals(self) -> &'static [HttpKind] {
        use HttpKind::{
            BadRequest, InvalidData, InvalidJson, InvalidPath, InvalidQuery, MissingHeader, PayloadTooLarge,
            UnsupportedMediaType,
        };
        match self {
            Self::Json => &[InvalidJson, InvalidData, UnsupportedMediaType, PayloadTooLarge, BadRequest],
            Self::Form => &[InvalidData, UnsupportedMediaType, PayloadTooLarge, BadRequest],
            Self::Query => &[InvalidQuery],
            Self::Path => &[InvalidPath],
            Self::Header => &[MissingHeader],
        }
    }
}
