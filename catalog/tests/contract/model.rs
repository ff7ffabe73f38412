//! Catalogs of any content, and changes of one fact.

use std::collections::HashSet;
use std::fmt::Write;

use proptest::prelude::*;
use proptest::sample::select;

/// What a catalog contains.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "settings, each of which is on or off")]
pub(crate) struct Model {
    name: Option<&'static str>,
    version: Option<&'static str>,
    integers: bool,
    limits: bool,
    /// Whether the constant `level` is a boolean, and not an integer.
    flags: bool,
    expose: bool,
    problem_json: bool,
    always_ok: bool,
    content_type: Option<&'static str>,
    /// The members of the failure. Without any, the bodies are the default bodies.
    members: Vec<(&'static str, &'static str)>,
    success: &'static str,
    field: Option<&'static str>,
    problem: Option<&'static str>,
    http: Vec<(&'static str, usize)>,
    defaults: Option<&'static str>,
    reserved: Vec<(u8, Option<&'static str>)>,
    rows: Vec<Row>,
}

/// What a row contains.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    /// A number from which the code is made.
    code: u8,
    status: u16,
    description: Option<&'static str>,
    message: Option<&'static str>,
    seconds: Option<&'static str>,
    retry_after: Option<u32>,
    retryable: Option<bool>,
    help: Option<&'static str>,
    docs_url: Option<&'static str>,
    since: Option<&'static str>,
    deprecated: Option<(&'static str, Option<&'static str>)>,
    level: Option<&'static str>,
    alias: Option<u8>,
    data: Option<&'static str>,
    header: Option<(&'static str, &'static str)>,
    internal: bool,
    variant: Option<u8>,
}

const MEMBERS: &[(&str, &str)] = &[
    ("code", "\"{code}\""),
    ("code", "\"{code:string}\""),
    ("error", "{ code = \"{code}\", message = \"{description}\" }"),
    ("error", "{ message = \"{description}\", code = \"{code:null}\" }"),
    ("error", "{}"),
    ("message", "\"{description}\""),
    ("message", "\"{title}\""),
    ("message", "{ text = \"{description}\" }"),
    ("status", "\"{status}\""),
    ("status", "\"{status:string}\""),
    ("status", "400"),
    ("status", "\"400\""),
    ("help", "\"{help}\""),
    ("help", "\"{help:null}\""),
    ("a.b, c", "\"{retryable}\""),
    ("a.b, c", "\"see {docs_url}\""),
    ("errors", "[]"),
    ("errors", "\"{fields}\""),
    ("errors", "[{ code = \"{code}\", kind = 1 }, { kind = 2 }]"),
    ("errors", "{}"),
    ("params", "\"{params}\""),
    ("params", "\"{params:string}\""),
    ("...", "\"{fields.by_path}\""),
    ("nothing", "\"{null}\""),
    ("nothing", "\"{{null}}\""),
];

fn maybe<T: Clone + std::fmt::Debug + 'static>(values: &'static [T]) -> BoxedStrategy<Option<T>> {
    proptest::option::weighted(0.3, select(values)).boxed()
}

pub(crate) fn row() -> impl Strategy<Value = Row> {
    let texts = (
        maybe(&["", "It is gone", "a\n\"b\"\u{202e}"]),
        maybe(&["no", "wait", "wait {{}}"]),
        maybe(&["u32", "i64", "string"]),
        maybe(&["", "try again"]),
        maybe(&["https://a.example/{code}", "https://a.example"]),
        maybe(&["1.0", "2"]),
        maybe(&["info", "warn", "error"]),
    );
    let numbers = (
        0..12_u8,
        select(&[400_u16, 404, 422, 429, 500, 503][..]),
        maybe(&[1_u32, 60]),
        maybe(&[true, false]),
        proptest::option::weighted(0.2, 20..30_u8),
        proptest::option::weighted(0.2, 0..30_u8),
        proptest::bool::weighted(0.2),
    );
    let others = (
        maybe(&[("old", None), ("", Some("1.0")), ("old", Some("1.0"))]),
        maybe(&["kind = \"a\"", "kind = \"b\"", "level = 1", "level = 0", "kind = \"a\", level = 1"]),
        maybe(&[("X-A", "1"), ("x-a", "2"), ("X-B", "1")]),
    );
    (texts, numbers, others).prop_map(|(texts, numbers, others)| {
        let (description, message, seconds, help, docs_url, since, level) = texts;
        let (code, status, retry_after, retryable, alias, variant, internal) = numbers;
        let (deprecated, data, header) = others;
        Row {
            code,
            status,
            description,
            message,
            seconds,
            retry_after,
            retryable,
            help,
            docs_url,
            since,
            deprecated,
            level,
            alias,
            data,
            header,
            internal,
            variant,
        }
    })
}

pub(crate) fn model() -> impl Strategy<Value = Model> {
    let settings = (
        maybe(&["a", "b"]),
        maybe(&["0.1.0", "1.0.0", "1.1.0", "2.0.0"]),
        [proptest::bool::weighted(0.2), proptest::bool::weighted(0.2), proptest::bool::weighted(0.2)],
        any::<bool>(),
        any::<bool>(),
        proptest::bool::weighted(0.2),
        maybe(&["application/json; charset=utf-8", "application/vnd.api+json"]),
    );
    let bodies = (
        prop::collection::vec(select(MEMBERS), 0..5),
        select(&["", "data = \"{payload}\"", "status = \"{status}\"", "at = \"{server_time}\""][..]),
        maybe(&["name = \"{path}\"", "name = \"{pointer}\", code = \"{code}\""]),
        maybe(&[
            "code = \"{code}\"",
            "detail = \"{description}\"\n\"...\" = \"{params}\"",
            "all = \"{fields}\"",
        ]),
    );
    let rest = (
        prop::collection::vec(
            (select(&["fallback_4xx", "timeout", "internal", "not_found"][..]), 0..6_usize),
            0..4,
        ),
        maybe(&["kind = \"d\"", "level = 1"]),
        prop::collection::vec((10..16_u8, maybe(&["it is old", "\u{7f}"])), 0..3),
        prop::collection::vec(row(), 1..6),
    );
    (settings, bodies, rest).prop_map(|(settings, bodies, rest)| {
        let (name, version, [integers, limits, flags], expose, problem_json, always_ok, content_type) =
            settings;
        let (members, success, field, problem) = bodies;
        let (http, defaults, reserved, rows) = rest;
        Model {
            name,
            version,
            integers,
            limits,
            flags,
            expose,
            problem_json: problem_json && !always_ok,
            always_ok,
            content_type,
            members,
            success,
            field,
            problem,
            http,
            defaults,
            reserved,
            rows,
        }
        .repaired()
    })
}

impl Model {
    /// Returns the model with one of its parts as in another model.
    pub(crate) fn edited(&self, part: usize, place: usize, other: &Self) -> Self {
        let mut edited = self.clone();
        let (place, from) = (place % self.rows.len(), place % other.rows.len());
        // The other half of the changes is in a row, which has as many parts as the rest.
        match part % 43 {
            0 => edited.name = other.name,
            1 => edited.version = other.version,
            2 => edited.integers ^= true,
            3 => edited.expose ^= true,
            4 => edited.problem_json ^= !edited.always_ok,
            5 => edited.always_ok ^= !edited.problem_json,
            6 => edited.members.clone_from(&other.members),
            7 => edited.members.extend(other.members.first()),
            8 => drop(edited.members.pop()),
            9 => edited.members.reverse(),
            10 => edited.success = other.success,
            11 => edited.field = other.field,
            12 => edited.problem = other.problem,
            13 => edited.http.clone_from(&other.http),
            14 => edited.defaults = other.defaults,
            15 => edited.reserved.clone_from(&other.reserved),
            16 => edited.rows.push(other.rows[from].clone()),
            19 => edited.limits ^= true,
            20 => edited.flags ^= true,
            21 => edited.content_type = other.content_type,
            17 if self.rows.len() > 1 => drop(edited.rows.remove(place)),
            17 => {}
            18 => edited.rows.rotate_left(place),
            _ => edited.rows[place] = self.rows[place].edited(part / 43, &other.rows[from]),
        }
        edited.repaired()
    }

    /// Returns the catalog. It can have mistakes.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        text.push_str("[catalog]\n");
        if self.limits {
            text.push_str(if self.integers { "range = [0, 99]\n" } else { "prefix = \"\"\n" });
        }
        pair(&mut text, "name", self.name);
        pair(&mut text, "version", self.version);
        self.envelope(&mut text);
        text.push_str("[http]\n");
        let mut kinds = Vec::new();
        for (kind, row) in &self.http {
            if !kinds.contains(kind) {
                let code = self.code(self.rows[row % self.rows.len()].code);
                let _ = writeln!(text, "{kind} = {code}");
                kinds.push(*kind);
            }
        }
        if let Some(data) = self.defaults {
            let data = self.data(data);
            let _ = writeln!(text, "[defaults]\ndata = {{ {data} }}");
        }
        for (code, reason) in &self.reserved {
            let _ = writeln!(text, "[[reserved]]\ncode = {}", self.code(*code));
            pair(&mut text, "reason", *reason);
        }
        for row in &self.rows {
            self.row(row, &mut text);
        }
        text
    }

    fn data(&self, data: &str) -> String {
        if self.flags { data.replace("= 1", "= true").replace("= 0", "= false") } else { data.to_owned() }
    }

    /// Returns the model without the values that contradict others. Most of the results are catalogs.
    fn repaired(mut self) -> Self {
        let mut codes = HashSet::new();
        self.rows.retain(|row| codes.insert(row.code));
        self.reserved.retain(|(code, _)| codes.insert(*code));
        let mut variants = HashSet::new();
        for row in &mut self.rows {
            row.alias = row.alias.map(|alias| alias % 24).filter(|alias| codes.insert(*alias));
            row.variant = row.variant.filter(|variant| variants.insert(*variant));
            row.retryable = row.retryable.filter(|retryable| *retryable || row.retry_after.is_none());
            // The code `timeout` is the neutral code of a kind.
            if row.code == 0 || row.alias == Some(0) {
                row.status = 503;
            }
        }
        let rows = &self.rows;
        self.http.retain(|(kind, row)| {
            let status = rows[row % rows.len()].status;
            match *kind {
                "fallback_4xx" => status < 500,
                "timeout" => status == 503,
                "internal" => status == 500,
                _ => status == 404,
            }
        });
        self
    }

    fn code(&self, code: u8) -> String {
        match code {
            _ if self.integers => code.to_string(),
            0 => "\"timeout\"".to_owned(),
            1 => "\"two words\"".to_owned(),
            _ => format!("\"e{code}\""),
        }
    }

    fn envelope(&self, text: &mut String) {
        let settings = [
            (self.expose, "expose_server_errors = true\n"),
            (self.problem_json, "problem_json = true\n"),
            (self.always_ok, "http_status = 200\n"),
        ];
        text.push_str("[envelope]\n");
        settings.iter().filter(|(is_on, _)| *is_on).for_each(|(_, line)| text.push_str(line));
        if let Some(name) = self.content_type {
            let _ = writeln!(text, "failure_content_type = \"{name}\"");
        }
        if let Some(field) = self.field {
            let _ = writeln!(text, "field = {{ {field} }}");
        }
        if let Some(problem) = self.problem {
            let _ = writeln!(text, "[envelope.problem]\n{problem}");
        }
        if !self.members.is_empty() {
            let _ = writeln!(
                text,
                "[envelope.success]\nok = true\n{}\n[envelope.failure]\nok = false",
                self.success
            );
            let mut names = Vec::new();
            for (name, value) in &self.members {
                if !names.contains(name) {
                    let _ = writeln!(text, "\"{name}\" = {value}");
                    names.push(*name);
                }
            }
        }
    }

    fn row(&self, row: &Row, text: &mut String) {
        let _ = writeln!(text, "[[error]]\ncode = {}\nstatus = {}", self.code(row.code), row.status);
        let variant = row.variant.map(|variant| format!("V{variant}"));
        let default = self.integers.then(|| format!("E{}", row.code));
        pair(text, "variant", variant.or(default).as_deref());
        pair(text, "description", row.description);
        pair(text, "help", row.help);
        pair(text, "docs_url", row.docs_url);
        pair(text, "since", row.since);
        pair(text, "level", row.level);
        if let Some(ty) = row.seconds {
            let message = row.message.unwrap_or("wait");
            let _ = writeln!(text, "message = \"{message} {{seconds}}\"\nparams = {{ seconds = \"{ty}\" }}");
        } else {
            pair(text, "message", row.message);
        }
        let lines = [
            row.retry_after.map(|seconds| format!("retry_after = {seconds}")),
            row.retryable.map(|retryable| format!("retryable = {retryable}")),
            row.alias.map(|alias| format!("aliases = [{}]", self.code(alias))),
            row.data.map(|data| format!("data = {{ {} }}", self.data(data))),
            row.header.map(|(name, value)| format!("headers = {{ {name} = \"{value}\" }}")),
            row.internal.then(|| "internal = true".to_owned()),
            row.deprecated.map(|(note, since)| match since {
                Some(since) => format!("deprecated = {{ note = \"{note}\", since = \"{since}\" }}"),
                None => format!("deprecated = \"{note}\""),
            }),
        ];
        for line in lines.into_iter().flatten() {
            let _ = writeln!(text, "{line}");
        }
    }
}

fn pair(text: &mut String, key: &str, value: Option<&str>) {
    if let Some(value) = value {
        let value = value.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
        let value = value.replace('\u{7f}', "\\u007f");
        let _ = writeln!(text, "{key} = \"{value}\"");
    }
}

impl Row {
    /// Returns the row with one of its values as in another row.
    fn edited(&self, part: usize, other: &Self) -> Self {
        let mut edited = self.clone();
        match part % 17 {
            0 => edited.code = other.code,
            1 => edited.status = other.status,
            2 => edited.description = other.description,
            3 => edited.message = other.message,
            4 => edited.seconds = other.seconds,
            5 => edited.retry_after = other.retry_after,
            6 => edited.retryable = other.retryable,
            7 => edited.help = other.help,
            8 => edited.docs_url = other.docs_url,
            9 => edited.since = other.since,
            10 => edited.deprecated = other.deprecated,
            11 => edited.level = other.level,
            12 => edited.alias = other.alias,
            13 => edited.data = other.data,
            14 => edited.header = other.header,
            15 => edited.internal = other.internal,
            _ => edited.variant = other.variant,
        }
        edited
    }

    /// Returns the row as a renamed one: with another code, and its own code as an alias.
    fn renamed(&self) -> Self {
        Self { code: self.code + 12, alias: Some(self.code), ..self.clone() }
    }
}

impl Model {
    /// Returns the model with one row renamed.
    pub(crate) fn renamed(&self, place: usize) -> Self {
        let mut renamed = self.clone();
        let place = place % self.rows.len();
        renamed.rows[place] = self.rows[place].renamed();
        renamed.repaired()
    }
}
