//! The head of a request, whichever framework it is from.

/// A framework's map of headers.
pub trait Headers {
    /// The values of all lines with this name, which is in lower case.
    fn lines<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a [u8]>;

    /// The value of `Content-Type`.
    fn content_type(&self) -> Option<&[u8]> {
        self.lines("content-type").next()
    }
}

/// What the readers need to know of a request, its body apart.
#[derive(Debug)]
pub struct View<'r, H> {
    /// The method, in upper case as in the request line.
    pub method: &'r str,
    /// The query, without its question mark.
    pub query: Option<&'r str>,
    /// The headers.
    pub headers: &'r H,
}

impl<H> View<'_, H> {
    /// Whether a form is in the query, since a request with this method has no body.
    pub(crate) fn has_form_in_query(&self) -> bool {
        matches!(self.method, "GET" | "HEAD")
    }
}

#[cfg(feature = "http")]
impl<'r> View<'r, http::HeaderMap> {
    /// The view of a request in the types of the `http` crate.
    pub(crate) fn http(method: &'r http::Method, uri: &'r http::Uri, headers: &'r http::HeaderMap) -> Self {
        Self { method: method.as_str(), query: uri.query(), headers }
    }
}
