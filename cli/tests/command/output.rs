//! What is the same for all commands that print findings: when there are colours, and the keys of the JSON.

use std::path::Path;

use serde_json::{Map, Value};

use crate::errcat;

const ESCAPE: u8 = 0x1b;

/// The keys of each finding, in their order.
const KEYS: [&str; 13] = [
    "rule", "who", "level", "subject", "code", "key", "old", "new", "message", "path", "line", "column",
    "help",
];

/// Commands that print findings, with their folders.
const COMMANDS: [(&str, &[&str]); 3] = [
    ("cmd/check.in", &["check", "error_codes.toml"]),
    ("series", &["diff", "07.toml", "08.toml"]),
    ("series", &["diff", "09.toml", "10.toml"]),
];

/// What a command prints if its output is no terminal.
fn output((folder, arguments): (&str, &[&str]), variables: &[(&str, &str)]) -> Vec<u8> {
    let mut command = errcat();
    for name in ["CLICOLOR", "CLICOLOR_FORCE", "NO_COLOR"] {
        command.env_remove(name);
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder);
    let command = command.args(arguments).envs(variables.iter().copied()).current_dir(folder).output();
    let output = command.expect("the command starts");
    assert!(!output.stdout.is_empty(), "{output:?}");
    output.stdout
}

#[test]
fn only_a_terminal_gets_colours() {
    for command in COMMANDS {
        assert!(!output(command, &[]).contains(&ESCAPE), "{command:?}");
        // A test has no terminal. This variable has the effect of one.
        assert!(output(command, &[("CLICOLOR_FORCE", "1")]).contains(&ESCAPE), "{command:?}");
    }
}

#[test]
fn no_color_turns_colours_off() {
    for command in COMMANDS {
        let variables = [("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")];
        assert!(!output(command, &variables).contains(&ESCAPE), "{command:?}");
    }
}

#[test]
fn the_formats_for_tools_have_no_colours() {
    for format in ["json", "github", "sarif", "markdown"] {
        for (folder, arguments) in COMMANDS {
            let arguments = [arguments, &["--format", format]].concat();
            let printed = output((folder, &arguments), &[("CLICOLOR_FORCE", "1")]);
            assert!(!printed.contains(&ESCAPE), "{format} {arguments:?}");
        }
    }
}

#[test]
fn each_json_object_has_all_keys() {
    let (mut nulls, mut values) = (Vec::new(), Vec::new());
    for (folder, arguments) in COMMANDS {
        let arguments = [arguments, &["--format", "json"]].concat();
        let printed = String::from_utf8(output((folder, &arguments), &[])).expect("UTF-8");
        for line in printed.lines() {
            let object: Map<String, Value> = serde_json::from_str(line).expect("an object on one line");
            assert_eq!(object.len(), KEYS.len(), "{line}");
            let places = KEYS.map(|key| line.find(&format!("{key:?}:")).expect(key));
            assert!(places.is_sorted(), "{line}");
            nulls.extend(KEYS.into_iter().filter(|key| object[*key].is_null()));
            values.extend(KEYS.into_iter().filter(|key| !object[*key].is_null()));
        }
    }
    // The keys that can be null are null in some findings, and are there in others.
    for key in ["who", "subject", "code", "key", "old", "new", "line", "column"] {
        assert!(nulls.contains(&key) && values.contains(&key), "{key}");
    }
}

#[test]
fn each_of_many_mistakes_has_its_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let row = |index| format!("[[error]]\ncode = \"code_{index}\"\nstatus = 400\nstaus = 400\n");
    let rows: String = (0..240).map(row).collect();
    std::fs::write(folder.path().join("error_codes.toml"), rows).expect("a file");
    let output = errcat()
        .args(["check", "error_codes.toml"])
        .current_dir(folder.path())
        .output()
        .expect("the command starts");
    let printed = String::from_utf8(output.stdout).expect("UTF-8");
    let mistakes = printed.lines().filter(|line| line.starts_with("error[unknown-key]: error_codes.toml:"));
    assert_eq!(mistakes.count(), 240);
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_no_panic() {
    for arguments in [["completions", "bash"], ["rules", "--format=json"]] {
        let full = std::fs::File::options().write(true).open("/dev/full").expect("a device");
        let output = errcat().args(arguments).stdout(full).output();
        assert_eq!(output.expect("the command starts").status.code(), Some(2), "{arguments:?}");
    }
}
