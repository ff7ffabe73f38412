//! The README says what is true.

use serde_json::Value;

use crate::{document, request, start};

const README: &str = include_str!("../../README.md");

/// The words of a command, some of which are in single quotes.
fn words(command: &str) -> Vec<String> {
    let mut is_quoted = false;
    let mut words = vec![String::new()];

    for character in command.chars() {
        match character {
            '\'' => is_quoted = !is_quoted,
            ' ' if !is_quoted => words.push(String::new()),
            _ => words.last_mut().expect("a word").push(character),
        }
    }
    words
}

#[tokio::test]
async fn the_requests_of_the_readme_get_the_bodies_below_them() {
    let server = start();
    let mut lines = README.lines();
    let mut count = 0;
    while let Some(line) = lines.next() {
        let Some(command) = line.strip_prefix("$ curl ") else { continue };
        let words = words(command);
        let after = |option: &str| {
            let place = words.iter().position(|word| word == option);
            place.map_or("", |place| &words[place + 1])
        };
        let json = after("--json");
        let method = match after("-X") {
            "" if json.is_empty() => "GET",
            "" => "POST",
            method => method,
        };
        let path = words.iter().find_map(|word| word.strip_prefix("127.0.0.1:8083")).expect("a path");
        let key = after("-H").trim_start_matches("x-api-key: ");
        let reply = request(&server, method, path, key, json).send().await.expect("a reply");
        assert_eq!(reply.text().await.expect("a body"), lines.next().expect("a reply"), "{line}");
        count += 1;
    }
    assert_eq!(count, 7);
}

#[test]
fn the_response_of_the_readme_is_in_the_document() {
    let block = README.split_once("```json\n").and_then(|(_, rest)| rest.split_once("```"));
    let (shown, _) = block.expect("a block");
    let shown: Value = serde_json::from_str(shown).expect("JSON");
    assert_eq!(shown, document()["paths"]["/bookings/{id}"]["delete"]["responses"]["404"]);
}
