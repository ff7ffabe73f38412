//! As much of curl's command line as the README uses.

/// What a line asks for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Curl {
    pub(crate) method: String,
    /// Path and query of each request that the line makes.
    pub(crate) paths: Vec<String>,
    pub(crate) body: String,
}

impl Curl {
    /// Reads `curl -i -X METHOD URL -d BODY`, in any order.
    pub(crate) fn parse(line: &str) -> Self {
        let mut words = words(line).into_iter();
        assert_eq!(words.next().as_deref(), Some("curl"), "{line}");
        let (mut method, mut url, mut body) = (None, None, None);
        while let Some(word) = words.next() {
            match word.as_str() {
                "-i" => {}
                "-X" => method = words.next(),
                "-d" => body = words.next(),
                option if option.starts_with('-') => panic!("{option} in {line}"),
                _ => url = Some(word),
            }
        }
        let url = url.unwrap_or_else(|| panic!("no URL in {line}"));
        let path = url.strip_prefix("127.0.0.1:8080").unwrap_or_else(|| panic!("another server in {line}"));
        let usual = if body.is_some() { "POST" } else { "GET" };
        Self {
            method: method.unwrap_or_else(|| usual.to_owned()),
            paths: ranges(path),
            body: body.unwrap_or_default(),
        }
    }
}

/// The words as a shell sees them: apart at spaces, but for those within single quotes.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '\'' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            _ => words.last_mut().expect("never empty").push(c),
        }
    }
    assert!(!quoted, "an open quote in {line}");
    words.retain(|word| !word.is_empty());
    words
}

/// `[1-61]` is a request for each of the numbers.
fn ranges(path: &str) -> Vec<String> {
    let Some((before, rest)) = path.split_once('[') else { return vec![path.to_owned()] };
    let (range, after) = rest.split_once(']').expect("a closed range");
    let (first, last) = range.split_once('-').expect("first-last");
    let numbers = first.parse::<u32>().expect("a number")..=last.parse().expect("a number");
    numbers.map(|number| format!("{before}{number}{after}")).collect()
}
