//! The page about translations: its catalog, its texts and its code.

use std::fs;
use std::process::Command;

use errcat_catalog::generate::{check_texts, typescript};
use serde_json::Value;
use test_server::tools::run;

use crate::{OPTIONS, Programs};

const PAGE: &str = include_str!("../../docs/translations.md");

/// Prints the text of each failure.
const PRINT: &str = r#"
import { parse } from "./error_codes.js";
import { translated } from "./translated.js";
import { readFileSync } from "node:fs";

const texts = JSON.parse(readFileSync(new URL("texts.json", import.meta.url), "utf8"));
const bodies = [
  { ok: false, code: "slow_down", message: "please wait another 12 seconds", params: { seconds: 12 } },
  { ok: false, code: "slow_down", message: "please wait" },
  { ok: false, code: "wrong_password", message: "Password is incorrect" },
  { ok: false, code: "newer", message: "a newer text" },
];
for (const body of bodies) {
  console.log(translated(parse(body).failure, texts));
}
const braces = parse({ ok: false, code: "slow_down", message: "", params: { seconds: 3 } }).failure;
console.log(translated({ ...braces, description: "empty" }, { slow_down: " " }));
console.log(translated(braces, { slow_down: "{{{seconds}}} {{seconds}}" }));
const letters = parse({ ok: false, code: "slow_down", message: "", params: { größe: 4 } }).failure;
console.log(translated(letters, { slow_down: "{größe} m" }));
"#;

/// The text of the only block in this language.
fn block(language: &str) -> &'static str {
    let (_, rest) = PAGE.split_once(&format!("```{language}\n")).expect("a block");
    rest.split_once("```").expect("the end of the block").0
}

#[test]
fn the_code_of_the_page_translates_failures() {
    let catalog = errcat_catalog::read("error_codes.toml", &mut |_: &str| Ok(block("toml").into()))
        .unwrap_or_else(|rejected| panic!("{:?}", rejected.diagnostics.messages().collect::<Vec<_>>()));
    let texts: Value = serde_json::from_str(block("json")).expect("JSON");
    let texts = texts.as_object().expect("an object").iter();
    let texts: Vec<_> = texts.map(|(code, text)| (code.as_str(), text.as_str().expect("a text"))).collect();
    assert_eq!(check_texts(&catalog, &texts), []);

    let Some(Programs { node, tsc, .. }) = Programs::find() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let files = [
        ("error_codes.ts", typescript(&catalog, false)),
        ("translated.ts", block("ts").to_owned()),
        ("texts.json", block("json").to_owned()),
        ("print.mjs", PRINT.to_owned()),
        ("package.json", r#"{"type":"module"}"#.to_owned()),
        ("tsconfig.json", OPTIONS.replace("es2020", "es2022")),
    ];
    for (name, text) in files {
        fs::write(folder.path().join(name), text).expect("a file");
    }
    run(Command::new(tsc).arg("-p").arg(folder.path()));
    let printed = run(Command::new(node).arg(folder.path().join("print.mjs")));
    let expected = "Bitte warten Sie noch 12 Sekunden.\nplease wait\nDas Passwort ist falsch.\na newer text\nempty\n\
                    {3} {seconds}\n4 m\n";
    assert_eq!(printed, expected);
}
