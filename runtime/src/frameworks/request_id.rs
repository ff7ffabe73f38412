//! The id of a request, which a layer takes from the request's header or makes, and which its reply has too.

use errcat_core::header;

use crate::RequestId;

/// A framework's map of headers. Names and values are made once, because to parse a text takes longer than the rest.
pub(crate) trait IdHeaders {
    type Name;
    type Value: AsRef<[u8]> + Clone;

    fn value(id: &RequestId) -> Self::Value;

    /// The value, if one line has this name. Several lines mean the same as one with a list (RFC 9110, section 5.3), which
    /// is not an id.
    fn only(&self, name: &Self::Name) -> Option<&Self::Value>;

    /// Sets the header in the place of all lines with this name.
    fn set(&mut self, name: &Self::Name, value: &Self::Value);
}

/// Checks the name of the header that has the id.
#[track_caller]
pub(crate) fn check_header(name: &str) {
    if let Err(unfit) = header::check(name, "") {
        panic!("`{name}` cannot be the header of the request's id: {unfit}");
    }
}

/// The name of a header in lower case, which is checked.
///
/// A map of headers refers to a static name, but counts the references to any other in memory that all threads write. So a
/// name with upper case is never freed. A service has one of them.
#[track_caller]
pub(crate) fn header(name: &'static str) -> &'static str {
    check_header(name);
    if is_lower_case(name) { name } else { name.to_ascii_lowercase().leak() }
}

/// Whether a map of headers can refer to this name.
pub(crate) fn is_lower_case(name: &str) -> bool {
    !name.contains(|c: char| c.is_ascii_uppercase())
}

/// A request with an id, and the header that has the id.
#[derive(Debug)]
pub(crate) struct Identified<H: IdHeaders> {
    name: H::Name,
    value: H::Value,
    pub(crate) id: RequestId,
}

impl<H: IdHeaders> Identified<H> {
    /// Takes the id of an outer layer, or else the id in the header, or else makes one. Afterwards, the header has it.
    pub(crate) fn new(name: H::Name, headers: &mut H, outer: Option<RequestId>) -> Self {
        let sent = headers.only(&name);
        let received = || RequestId::received(sent?.as_ref());
        let id = outer.or_else(received).unwrap_or_else(RequestId::new);
        if let Some(value) = sent.filter(|value| value.as_ref() == id.as_str().as_bytes()).cloned() {
            return Self { name, value, id };
        }
        let identified = Self { name, value: H::value(&id), id };
        identified.mark(headers);
        identified
    }

    /// Sets the header. Body, event and header of a reply have the same id, so it replaces what another has set.
    pub(crate) fn mark(&self, headers: &mut H) {
        headers.set(&self.name, &self.value);
    }
}

#[cfg(feature = "http")]
impl Identified<::http::HeaderMap> {
    /// The id of a request whose extensions have the id of an outer layer, if there is one. Afterwards, they have the id.
    pub(crate) fn of_request<Q>(name: ::http::HeaderName, request: &mut ::http::Request<Q>) -> Self {
        let outer = request.extensions().get().cloned();
        let identified = Self::new(name, request.headers_mut(), outer);
        request.extensions_mut().insert(identified.id.clone());
        identified
    }
}

/// Calls `answer`. What is sent meanwhile has the id of the request, if there is one.
pub(crate) fn during<H: IdHeaders, T>(request: Option<&Identified<H>>, answer: impl FnOnce() -> T) -> T {
    match request {
        Some(identified) => identified.id.sync_scope(answer),
        None => answer(),
    }
}
