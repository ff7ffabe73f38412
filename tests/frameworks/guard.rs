//! A text that nobody exposed does not leave where the server is to blame, however a failure came about, in whatever order
//! it was built, and in whatever format it is sent.

mod formats;

use errcat::{Failure, HttpKind};
use proptest::prelude::*;

#[errcat::catalog("frameworks/guard/codes.toml")]
enum ErrorCode {}

/// How a failure comes about, and what is done to it. A failure cannot be copied, so it is made anew for each format.
#[derive(Clone, Debug)]
struct Recipe {
    origin: Origin,
    steps: Vec<Step>,
}

#[derive(Clone, Debug)]
enum Origin {
    New(ErrorCode),
    Params(u32),
    /// Read from what a peer has sent: a code of this catalog or another, with a text of its own or without.
    Peer(&'static str, Option<u16>),
    FromHttp(HttpKind, u16),
}

#[derive(Clone, Debug)]
enum Step {
    Describe,
    Expose,
    Status(u16),
    Source,
    Wait,
    Member,
    Field,
    Header,
    /// A header that is none, or that others write.
    WrongHeader(&'static str),
    /// A peer that relays what it has read.
    Relay,
}

/// The text of the step of this number.
fn secret(step: usize) -> String {
    format!("secret-{step}-of-the-server")
}

/// The text of the field error that the step of this number adds.
fn field(step: usize) -> String {
    format!("field-{step}-of-the-server")
}

/// The text that a peer has sent, which is no secret.
const PEERS: &str = "in a peer's own words";

/// The headers that errcat writes itself, and those of rocket's server and of its fairing.
const OF_OTHERS: [&str; 8] = [
    "content-length",
    "content-type",
    "retry-after",
    "vary",
    "permissions-policy",
    "server",
    "x-content-type-options",
    "x-frame-options",
];

/// What is sent of the texts.
struct Model {
    failure: Failure<ErrorCode>,
    /// The step whose text it has now.
    text: Option<usize>,
    is_exposed: bool,
    /// Whether the failure has params, and whether they are exposed.
    params: Option<bool>,
    /// The steps whose field errors it has now.
    fields: Vec<usize>,
    /// The step whose header it has now.
    header: Option<usize>,
}

impl Recipe {
    fn make(&self) -> Model {
        let failure = match &self.origin {
            Origin::New(code) => Failure::new(*code),
            Origin::Params(seconds) => error_code::Busy { seconds: *seconds }.into(),
            Origin::Peer(body, None) => Failure::from_json(body.as_bytes()).expect("an envelope"),
            Origin::Peer(body, Some(status)) => {
                Failure::from_json_with_status(body.as_bytes(), *status).expect("an envelope")
            }
            Origin::FromHttp(kind, status) => Failure::from_http(*kind, *status),
        };
        let params = matches!(self.origin, Origin::Params(_)).then_some(true);
        let mut model =
            Model { failure, text: None, is_exposed: false, params, fields: Vec::new(), header: None };
        for (number, step) in self.steps.iter().enumerate() {
            model.take(number, step);
        }
        model
    }
}

impl Model {
    fn take(&mut self, number: usize, step: &Step) {
        let failure = std::mem::replace(&mut self.failure, ErrorCode::Gone.into());
        self.failure = match step {
            Step::Describe => {
                (self.text, self.is_exposed) = (Some(number), false);
                self.params = self.params.map(|_| false);
                failure.with_description(secret(number))
            }
            Step::Expose => {
                self.is_exposed = true;
                self.params = self.params.map(|_| true);
                failure.expose()
            }
            Step::Status(status) => failure.with_status(*status),
            Step::Source => failure.with_source(secret(number)),
            Step::Wait => failure.with_retry_after(std::time::Duration::from_secs(3)),
            Step::Member => failure.with_member("shard", number),
            Step::Field => {
                self.fields.push(number);
                failure.with_field("name", field(number))
            }
            Step::Header => {
                self.header = Some(number);
                failure.with_header("X-STEP", number.to_string())
            }
            Step::WrongHeader(name) => failure.with_header(*name, secret(number)),
            Step::Relay => {
                // What is not sent now is lost, and what is sent is no secret any more.
                if !self.leaves(failure.status()) {
                    self.text = None;
                }
                self.is_exposed = true;
                self.params =
                    self.params.filter(|is_exposed| *is_exposed || failure.status() < 500).map(|_| true);
                if failure.status() >= 500 {
                    self.fields.clear();
                }
                self.header = None;
                Failure::from_json_with_status(&failure.to_json(), failure.status()).expect("its own")
            }
        };
    }

    /// Whether the text is sent in a reply of this status.
    fn leaves(&self, status: u16) -> bool {
        self.text.is_some() && (self.is_exposed || status < 500)
    }

    /// Holds what was sent of the failure to what should be.
    fn hold(&self, format: &str, sent: &formats::Sent, steps: usize) -> Result<(), TestCaseError> {
        let status = self.failure.status();
        prop_assert!((400..=599).contains(&status), "status {status}");
        prop_assert_eq!(sent.status, status, "{}", format);
        for step in 0..steps {
            let is_sent = sent.body.contains(&secret(step));
            let should = self.leaves(status) && self.text == Some(step);
            prop_assert_eq!(is_sent, should, "{}: the text of step {} in {}", format, step, sent.body);
        }
        for step in 0..steps {
            let should = self.fields.contains(&step) && status < 500;
            let is_sent = sent.body.contains(&field(step));
            prop_assert_eq!(is_sent, should, "{}: the field error of step {} in {}", format, step, sent.body);
        }
        let should = self.params.is_some_and(|is_exposed| is_exposed || status < 500);
        prop_assert_eq!(sent.body.contains("seconds"), should, "{}: params in {}", format, sent.body);
        let has_incident = sent.body.contains("incident");
        prop_assert_eq!(has_incident, status >= 500, "{}: an incident in {}", format, sent.body);
        let has_id = format.ends_with("a request with an id");
        prop_assert_eq!(sent.body.contains(formats::ID), has_id, "{}: an id in {}", format, sent.body);
        sent.headers.as_ref().map_or(Ok(()), |headers| self.hold_headers(format, has_id, headers))
    }

    /// The headers that somebody named leave at every status, each once, and nothing else does with them.
    fn hold_headers(
        &self,
        format: &str,
        has_id: bool,
        sent: &[(String, String)],
    ) -> Result<(), TestCaseError> {
        let mut sent: Vec<_> = sent.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        sent.retain(|(name, _)| !OF_OTHERS.contains(name));
        sent.sort_unstable();
        let row = self.failure.code().map_or(&[][..], |code| code.entry().headers());
        let step = self.header.map(|number| number.to_string());
        let mut should = Vec::new();
        if has_id {
            should.push(("x-request-id", formats::ID));
        }
        if !row.is_empty() {
            should.push(("x-row", "row"));
        }
        if let Some(value) = step.as_deref().or((row.len() == 2).then_some("row")) {
            should.push(("x-step", value));
        }
        prop_assert_eq!(sent, should, "{}", format);
        Ok(())
    }
}

fn recipe() -> impl Strategy<Value = Recipe> {
    let status =
        || prop_oneof![400..=599_u16, any::<u16>(), prop::sample::select(&[0, 100, 200, 304, 600, 9999][..])];
    let body = prop::sample::select(
        &[
            r#"{"result":"error","errorCode":"upstream","desp":"in a peer's own words"}"#,
            r#"{"result":"error","errorCode":"upstream","desp":"Another service failed"}"#,
            r#"{"desp":"Another service failed","errorCode":"upstream","result":"error"}"#,
            r#"{"result":"error","errorCode":"bad_request","desp":"in a peer's own words"}"#,
            r#"{"result":"error","server_time":"2017-10-09T08:53:18Z","errorCode":"bad_request","desp":"The request is wrong"}"#,
            r#"{"result":"error","errorCode":"newer","desp":"in a peer's own words"}"#,
            r#"{"result":"error","errorCode":"newer"}"#,
            r#"{"result":"error","errorCode":"upstream","desp":["no","text"]}"#,
            r#"{"result":"error"}"#,
        ][..],
    );
    let origin = prop_oneof![
        prop::sample::select(ErrorCode::ALL).prop_map(Origin::New),
        any::<u32>().prop_map(Origin::Params),
        (body, prop::option::of(status())).prop_map(|(body, status)| Origin::Peer(body, status)),
        (prop::sample::select(HttpKind::ALL), status())
            .prop_map(|(kind, status)| Origin::FromHttp(kind, status)),
    ];
    let step = prop_oneof![
        3 => Just(Step::Describe),
        2 => Just(Step::Expose),
        2 => status().prop_map(Step::Status),
        1 => Just(Step::Source),
        1 => Just(Step::Wait),
        1 => Just(Step::Member),
        1 => Just(Step::Field),
        1 => Just(Step::Header),
        1 => prop::sample::select(&["", "x step", "x-row\r\nx-step", "Content-Type", "vary"][..])
            .prop_map(Step::WrongHeader),
        1 => Just(Step::Relay),
    ];
    (origin, prop::collection::vec(step, 0..7)).prop_map(|(origin, steps)| Recipe { origin, steps })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_nobody_exposed_does_not_leave(recipe in recipe()) {
        for (format, send) in formats::FORMATS {
            let model = recipe.make();
            let sent = send(recipe.make().failure);
            model.hold(format, &sent, recipe.steps.len())?;
        }
        // The same failure in two formats is one incident.
        let failure = recipe.make().failure;
        let (envelope, problem) = (failure.to_json(), failure.to_problem_json());
        if let Some(incident) = failure.incident() {
            for body in [envelope, problem] {
                prop_assert!(String::from_utf8_lossy(&body).contains(incident));
            }
        }
    }
}

#[test]
fn a_peers_text_goes_on_until_it_is_replaced() {
    let body = format!(r#"{{"result":"error","errorCode":"upstream","desp":"{PEERS}"}}"#);
    let read = || Failure::<ErrorCode>::from_json(body.as_bytes()).expect("an envelope");
    for (_, send) in formats::FORMATS {
        assert!(send(read()).body.contains(PEERS));
        assert!(!send(read().with_description("secret")).body.contains("secret"));
    }
}

#[test]
fn a_rows_message_leaves_at_any_status() {
    let failure = || Failure::from(error_code::TooFast { seconds: 7 }).with_status(503);
    for (format, send) in formats::FORMATS {
        assert!(send(failure()).body.contains("please wait 7 s"), "{format}");
    }
}

/// An exposed text was replaced by one that nobody has looked at.
#[test]
fn exposure_belongs_to_one_text() {
    let failure = || Failure::new(ErrorCode::Upstream).with_description("public");
    for (format, send) in formats::FORMATS {
        assert!(send(failure().expose()).body.contains("public"), "{format}");
        let replaced = send(failure().expose().with_description("secret"));
        assert!(!replaced.body.contains("secret"), "{format}");
        let early = send(Failure::new(ErrorCode::Upstream).expose().with_description("secret"));
        assert!(!early.body.contains("secret"), "{format}");
    }
}
