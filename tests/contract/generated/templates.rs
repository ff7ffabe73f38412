//! Catalogs with bodies of any form: trees of objects and arrays with slots. The tests of the wire write and read them.

use std::fmt::Write;

/// The number of catalogs.
pub(crate) const COUNT: u64 = 24;

/// A sequence of numbers that is the same in every run (Knuth's constants for a linear congruential generator).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % limit
    }

    fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

/// What every failure has, and what it may have.
const ALWAYS: [&str; 3] = [r#""{code}""#, r#""{description}""#, r#""{server_time}""#];
const OPTIONAL: [&str; 21] = [
    r#""{title}""#,
    r#""see {title}""#,
    r#""{status} {description}""#,
    r#""{code}""#,
    r#""{description}""#,
    r#"["{code:string}"]"#,
    r#""{status}""#,
    r#""{status:string}""#,
    r#""{unix_time}""#,
    r#""{incident}""#,
    r#""/incidents/{incident}""#,
    r#""{docs_url}""#,
    r#""{docs_url:null}""#,
    r#""{help}""#,
    r#""{retry_after}""#,
    r#""{retryable}""#,
    r#""{data.group}""#,
    r#""{data.level:string}""#,
    r#""{null}""#,
    r#""a \"constant\"""#,
    "17.5",
];

/// Returns the catalog with this number.
pub(crate) fn catalog(number: u64) -> String {
    let mut numbers = Numbers(number.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let mut text = format!("# Generated: template {number}.\n\n");
    let is_told = numbers.chance(50);
    let mut leaves: Vec<String> = ALWAYS.map(str::to_owned).to_vec();
    for optional in OPTIONAL {
        if numbers.chance(30) {
            leaves.insert(numbers.below(leaves.len() + 1), optional.to_owned());
        }
    }
    if numbers.chance(25) {
        leaves.push(r#""{members}""#.to_owned());
    }
    let success = match numbers.below(3) {
        0 => "",
        1 => "data = \"{payload}\"",
        _ => "at = \"{server_time}\", result = { items = \"{payload}\", n = 1 }",
    };
    let (mut ok, mut failed) = ("", "");
    if is_told {
        (ok, failed) = ("ok = true, ", "ok = false, ");
    }
    let tree = object(&mut numbers, leaves, 0, failed);
    let _ = write!(text, "[catalog]\nallow = [\"indistinct-bodies\"]\n\n");
    let _ = write!(text, "[envelope]\nsuccess = {{ {ok}{success} }}\nfailure = {tree}\n\n{ROWS}");
    text
}

/// Returns an object with all of these values, some of them in inner objects and arrays.
fn object(numbers: &mut Numbers, leaves: Vec<String>, depth: usize, head: &str) -> String {
    let mut members = Vec::new();
    let mut rest = leaves;
    while !rest.is_empty() {
        let is_inner = depth < 3 && rest.len() > 1 && numbers.chance(35);
        let count = if is_inner { 1 + numbers.below(rest.len()) } else { 1 };
        let some: Vec<String> = rest.drain(..count).collect();
        members.push(match (is_inner, numbers.below(3)) {
            (false, _) => some.concat(),
            (true, 0) => format!("[{}]", object(numbers, some, depth + 1, "")),
            (true, 1) => format!("[{}, []]", object(numbers, some, depth + 1, "kind = \"first\", ")),
            (true, _) => object(numbers, some, depth + 1, ""),
        });
    }
    let members: Vec<String> =
        members.iter().enumerate().map(|(index, value)| format!("m{index} = {value}")).collect();
    format!("{{ {head}{} }}", members.join(", "))
}

const ROWS: &str = r#"[defaults]
data = { group = "request", level = 3 }

[[error]]
code = "not_found"
status = 404
description = "It is not there"
docs_url = "https://docs.example.com/{code}"

[[error]]
code = "busy"
status = 503
description = "Try again"
message = "try again soon"
help = "Wait a little"
retry_after = 30
data = { group = "server", level = 1 }
"#;
