//! A request, and what it has to be answered with.

use errcat::Failure;

use crate::conformance::client::Reply;
use crate::conformance::service::ErrorCode;

/// One row of the suite.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) request: Vec<u8>,
    pub(crate) expect: Expect,
}

/// What a reply is.
#[derive(Clone, Debug)]
pub(crate) struct Expect {
    pub(crate) status: u16,
    /// The code of an envelope; none of a reply that is no failure's envelope.
    pub(crate) code: Option<&'static str>,
    /// The text in the envelope, or the whole body. What stands for any text in a long one is ` … `, as it does there.
    text: Option<String>,
    /// Lines that have to be there.
    headers: Vec<(&'static str, &'static str)>,
}

impl Expect {
    /// The envelope of a failure, with its row's text.
    pub(crate) fn failure(status: u16, code: &'static str) -> Self {
        Self { status, code: Some(code), text: None, headers: Vec::new() }
    }

    /// Something else.
    pub(crate) fn other(status: u16, body: &str) -> Self {
        Self { status, code: None, text: Some(body.to_owned()), headers: Vec::new() }
    }

    pub(crate) fn text(mut self, text: impl Into<String>) -> Self {
        self.text = Some(text.into());
        self
    }

    pub(crate) fn header(mut self, name: &'static str, value: &'static str) -> Self {
        self.headers.push((name, value));
        self
    }

    /// Whatever the text is.
    pub(crate) fn any_text(self) -> Self {
        self.text(" … ")
    }

    /// What is wrong with a reply.
    pub(crate) fn hold(&self, reply: &Reply, is_to_head: bool) -> Result<(), String> {
        let body = reply.text();
        same("status", reply.status, self.status)?;
        if body.contains("secret") {
            return Err("a secret has left".to_owned());
        }
        for (name, value) in &self.headers {
            // The space between the members of a list is anybody's choice.
            same(name, reply.header(name).map(|value| value.replace(", ", ",")).as_deref(), Some(*value))?;
        }
        match self.code {
            Some(code) => self.hold_failure(reply, code, is_to_head),
            None if is_to_head => Ok(()),
            None => {
                self.text.as_ref().map_or(Ok(()), |text| same("body", without_extras(&body), text.clone()))
            }
        }
    }

    fn hold_failure(&self, reply: &Reply, code: &str, is_to_head: bool) -> Result<(), String> {
        same("content-type", reply.header("content-type"), Some("application/json"))?;
        for gone in ["etag", "content-encoding", "transfer-encoding"] {
            same(gone, reply.header(gone), None)?;
        }
        let length = reply.header("content-length").and_then(|length| length.parse::<usize>().ok());
        if is_to_head {
            let is_right = length.is_some_and(|length| length > 60);
            return if is_right { Ok(()) } else { Err(format!("HEAD has the length {length:?}")) };
        }
        same("content-length", length, Some(reply.body.len()))?;
        let failure =
            Failure::<ErrorCode>::from_json(&reply.body).map_err(|error| format!("no envelope: {error}"))?;
        same("code", failure.wire_code(), code)?;
        let row = ErrorCode::from_code(code).ok_or("no such row")?;
        let text = self.text.as_deref().unwrap_or(row.description());
        let is_cut = text.split_once(" … ").is_some_and(|(start, end)| {
            failure.description().starts_with(start) && failure.description().ends_with(end)
        });
        if !is_cut {
            same("text", failure.description(), text)?;
        }
        let bytes = failure.to_json();
        same("bytes", reply.text(), String::from_utf8_lossy(&bytes).into_owned())
    }
}

#[expect(clippy::needless_pass_by_value, reason = "what is compared is made for it")]
fn same<T: PartialEq + std::fmt::Debug>(what: &str, is: T, should: T) -> Result<(), String> {
    if is == should { Ok(()) } else { Err(format!("{what} is {is:?}, and should be {should:?}")) }
}

/// A success without its time and the id of its request.
fn without_extras(body: &str) -> String {
    let Some((before, after)) = body.split_once(r#""server_time":""#) else { return body.to_owned() };
    let after = after.get(22..).unwrap_or_default();
    let id = after.strip_prefix(r#""request_id":""#).and_then(|id| id.split_once("\","));
    format!("{before}{}", id.map_or(after, |(_, after)| after))
}

/// A request that fails.
pub(crate) fn fails(name: &str, request: Vec<u8>, status: u16, code: &'static str) -> Case {
    Case { name: name.to_owned(), request, expect: Expect::failure(status, code) }
}

/// A request that is answered with a [`Pong`](crate::conformance::service::Pong).
pub(crate) fn succeeds(name: &str, request: Vec<u8>, pong: &str) -> Case {
    other(name, request, 200, &format!(r#"{{"result":"success","pong":"{pong}"}}"#))
}

/// A request whose reply is no envelope's.
pub(crate) fn other(name: &str, request: Vec<u8>, status: u16, body: &str) -> Case {
    Case { name: name.to_owned(), request, expect: Expect::other(status, body) }
}

impl Case {
    pub(crate) fn text(mut self, text: impl Into<String>) -> Self {
        self.expect = self.expect.text(text);
        self
    }

    pub(crate) fn header(mut self, name: &'static str, value: &'static str) -> Self {
        self.expect = self.expect.header(name, value);
        self
    }
}
