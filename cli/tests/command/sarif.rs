//! `--format sarif`: the logs are right by the schema of OASIS. The crate `serde-sarif` contains this schema.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use boon::{Compiler, SchemaIndex, Schemas};
use cargo_metadata::MetadataCommand;
use serde_json::{Value, json};
use serde_sarif::sarif::Sarif;
use tempfile::TempDir;

use crate::errcat;

/// A name whose characters have a meaning in a URI, or are no part of one.
const ODD: &str = "ä b#c%d[e]&f.toml";
const ODD_URI: &str = "%C3%A4%20b%23c%25d%5Be%5D%26f.toml";

const BUSY: &str = "[[error]]\ncode = \"busy\"\nstatus = 503\n";

struct Schema {
    schemas: Schemas,
    root: SchemaIndex,
}

impl Schema {
    fn read() -> Self {
        // The packages of other platforms may be absent.
        let options = ["--offline", "--filter-platform=host-tuple"].map(str::to_owned);
        let metadata = MetadataCommand::new().other_options(options).exec().expect("metadata");
        let package = metadata.packages.iter().find(|package| package.name.as_str() == "serde-sarif");
        let folder = package.and_then(|package| package.manifest_path.parent()).expect("a dependency");
        let file = File::open(folder.join("src/schema.json")).expect("the schema");
        let schema: Value = serde_json::from_reader(file).expect("JSON");
        let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
        compiler.enable_format_assertions();
        compiler.add_resource("memory:sarif", schema).expect("a schema");
        let root = compiler.compile("memory:sarif", &mut schemas).expect("a schema");
        Self { schemas, root }
    }

    fn is_right(&self, log: &Value) -> bool {
        self.schemas.validate(log, self.root).is_ok()
    }

    #[track_caller]
    fn assert_right(&self, log: &Value) {
        if let Err(error) = self.schemas.validate(log, self.root) {
            panic!("{error:#}\n{log:#}");
        }
        let typed: Sarif = serde_json::from_value(log.clone()).expect("the types of the schema");
        assert_eq!(typed.runs.len(), 1);
    }
}

/// A folder with a catalog that has an odd name.
fn folder(catalog: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join(ODD), catalog).expect("a file");
    folder
}

fn log(folder: &Path, arguments: &[&str]) -> Value {
    let command = errcat().args(arguments).args(["--format", "sarif"]).current_dir(folder).output();
    let output = command.expect("the command starts");
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {output:?}"))
}

fn results(log: &Value) -> &[Value] {
    log["runs"][0]["results"].as_array().expect("an array")
}

fn series() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/series")
}

#[test]
fn every_step_of_a_series_is_right() {
    let schema = Schema::read();
    let (mut count, mut without_code) = (0, 0);
    for version in 1..10 {
        let [old, new] = [version, version + 1].map(|version| format!("{version:02}.toml"));
        let log = log(&series(), &["diff", &old, &new]);
        schema.assert_right(&log);
        for result in results(&log) {
            // Code hosts refuse a log with a result that has no place.
            assert!(!result["locations"].as_array().expect("an array").is_empty(), "{result}");
            count += 1;
            without_code += usize::from(result["properties"]["code"].is_null());
        }
    }
    assert!(without_code > 0 && count > without_code, "both are tested");
}

#[test]
fn mistakes_of_a_catalog_are_right() {
    let schema = Schema::read();
    let folder = folder(&format!("{BUSY}staus = 1\n\n{BUSY}"));
    let log = log(folder.path(), &["check", ODD]);
    schema.assert_right(&log);
    let first = &results(&log)[0];
    assert_eq!(first["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], ODD_URI);
    assert_eq!(first["properties"]["who"], Value::Null);
    assert_eq!(first["properties"]["code"], "busy");
}

#[test]
fn mistakes_of_texts_have_the_place_of_their_file() {
    let folder = folder(BUSY);
    fs::write(folder.path().join("de.json"), r#"{"gone":"Weg"}"#).expect("a file");
    let log = log(folder.path(), &["check", ODD, "--texts", "de.json"]);
    Schema::read().assert_right(&log);
    let of_texts = results(&log)
        .iter()
        .filter(|result| result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "de.json");
    let rules: Vec<_> = of_texts.map(|result| (&result["ruleId"], &result["level"])).collect();
    let expected =
        [(&json!("text-unknown-code"), &json!("error")), (&json!("text-missing"), &json!("warning"))];
    assert_eq!(rules, expected);
}

#[test]
fn a_full_path_is_right() {
    let folder = folder(&BUSY.replace("status", "staus"));
    let path = folder.path().join(ODD);
    let log = log(&series(), &["check", path.to_str().expect("UTF-8")]);
    Schema::read().assert_right(&log);
    assert!(!results(&log).is_empty());
}

#[test]
fn a_log_without_findings_is_right() {
    let log = log(folder(BUSY).path(), &["diff", ODD, ODD]);
    Schema::read().assert_right(&log);
    assert_eq!(results(&log), [Value::Null; 0]);
}

#[test]
fn the_schema_finds_what_is_wrong() {
    let schema = Schema::read();
    let folder = folder(&BUSY.replace("status", "staus"));
    let right = log(folder.path(), &["check", ODD]);
    let place = "/runs/0/results/0/locations/0/physicalLocation";
    for (pointer, value) in [
        ("/version", json!("2.0.0")),
        ("/runs/0/results/0/level", json!("breaking")),
        ("/runs/0/results/0/message", json!("text")),
        ("/runs/0/results/0/ruleIndex", json!(-2)),
        (&format!("{place}/region/startLine"), json!(0)),
        (&format!("{place}/artifactLocation/uri"), json!("a b.toml")),
    ] {
        let mut wrong = right.clone();
        *wrong.pointer_mut(pointer).expect("a member") = value;
        assert!(!schema.is_right(&wrong), "{pointer}");
    }
}
