//! Which files a catalog may be in, and that the lines of any other are never printed: packages that the real cargo
//! compiles.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::process::Command;

use crate::scratch::{Scratch, run};

const ROW: &str = "[[error]]\ncode = \"a\"\nstatus = 400\n";
const PROGRAM: &str = r#"
#[errcat::catalog("error_codes.toml")]
pub enum ErrorCode {}

fn main() {
    for code in ErrorCode::ALL {
        println!("{code} {}", code.status());
    }
}
"#;

/// A package whose catalog includes one file.
fn including(name: &str, include: &str) -> Scratch {
    let scratch = Scratch::new(name);
    scratch.write("src/main.rs", PROGRAM);
    scratch.write("error_codes.toml", &format!("include = ['{include}']\n\n{ROW}"));
    scratch
}

/// What cargo says of a package that does not compile, in which one error is.
#[track_caller]
fn error(scratch: &Scratch) -> String {
    error_of(&mut scratch.cargo("check"))
}

#[track_caller]
fn error_of(cargo: &mut Command) -> String {
    let check = run(cargo);
    assert!(!check.succeeded, "it compiles");
    let errors =
        check.stderr.lines().filter(|line| line.starts_with("error: ") || line.starts_with("error["));
    let errors: Vec<_> = errors.filter(|line| !line.starts_with("error: could not compile")).collect();
    assert_eq!(errors.len(), 1, "{}", check.stderr);
    check.stderr
}

#[track_caller]
fn says(stderr: &str, text: &str) {
    assert!(stderr.contains(text), "no `{text}` in\n{stderr}");
}

#[test]
fn what_is_no_regular_file_is_an_error_and_not_waited_for() {
    let scratch = including("pipe", "pipe");
    assert!(Command::new("mkfifo").arg(scratch.path("pipe")).status().expect("mkfifo runs").success());
    says(&error(&scratch), "error: error_codes.toml:1:12: cannot read `pipe`: it is not a regular file\n");

    for (target, reason) in [
        ("pipe", "it is not a regular file"),
        ("/dev/tty", "it is not a regular file"),
        ("/dev/zero", "it is not a regular file"),
        ("src", "it is a folder"),
    ] {
        let scratch = including("link", "linked.toml");
        assert!(Command::new("mkfifo").arg(scratch.path("pipe")).status().expect("mkfifo runs").success());
        symlink(target, scratch.path("linked.toml")).expect("a link can be made");
        says(&error(&scratch), &format!("error_codes.toml:1:12: cannot read `linked.toml`: {reason}\n"));
    }

    let scratch = Scratch::new("socket");
    scratch.write("src/main.rs", PROGRAM);
    let _socket = std::os::unix::net::UnixListener::bind(scratch.path("error_codes.toml")).expect("a socket");
    says(&error(&scratch), "error: cannot read `error_codes.toml`: it is not a regular file\n");
}

#[test]
fn a_file_is_named_toml() {
    let scratch = including("name", "common.txt");
    scratch.write("common.txt", ROW);
    says(&error(&scratch), "cannot read `common.txt`: its name does not end in `.toml`\n");
}

#[test]
fn a_file_outside_of_package_and_workspace_is_not_read() {
    let outside = |scratch: &Scratch| {
        let stderr = error(scratch);
        says(&stderr, "it is outside of the package and its workspace\n");
        says(
            &stderr,
            "help: put the file into the package, into its workspace, or into the folder in `ERRCAT_ROOT`\n",
        );
    };
    outside(&including("outside", "../secret.toml"));
    outside(&including("outside", "src/../../secret.toml"));
    outside(&including("outside", "/etc/shadow"));

    let scratch = Scratch::new("outside-attribute");
    scratch.write("src/main.rs", &PROGRAM.replace("error_codes.toml", "../../error_codes.toml"));
    outside(&scratch);
}

#[test]
fn a_file_of_the_workspace_is_read_by_any_of_its_names() {
    let scratch = Scratch::new("workspace");
    let manifest = fs::read_to_string(scratch.path("Cargo.toml")).expect("a manifest");
    scratch.write("member/Cargo.toml", &manifest.replace("[workspace]", ""));
    scratch.write("Cargo.toml", "[workspace]\nmembers = [\"member\"]\nresolver = \"3\"\n");
    scratch.write("member/src/main.rs", PROGRAM);
    let absolute = scratch.path("shared/common.toml");
    let includes =
        format!("['../shared/common.toml', '{}', '../member/../shared/common.toml']", absolute.display());
    scratch.write("member/error_codes.toml", &format!("include = {includes}\n{ROW}"));
    scratch.write("shared/common.toml", "[[error]]\ncode = \"shared\"\nstatus = 404\n");
    assert_eq!(scratch.printed(), "shared 404\na 400\n");
}

#[test]
fn links_to_regular_files_are_followed_out_of_the_package() {
    let elsewhere = Scratch::new("links-elsewhere");
    elsewhere.write("store/1234-codes", "[[error]]\ncode = \"linked\"\nstatus = 404\n");
    let scratch = including("links", "linked.toml");
    symlink(elsewhere.path("store/1234-codes"), scratch.path("linked.toml")).expect("a link can be made");
    assert_eq!(scratch.printed(), "linked 404\na 400\n");
}

#[test]
fn a_relative_root_starts_at_the_workspace_and_is_watched() {
    let scratch = Scratch::new("relative-root");
    scratch.write("src/main.rs", PROGRAM);
    scratch.write("api/error_codes.toml", ROW);
    let printed =
        |root: &str| run(scratch.cargo("run").arg("--quiet").env("ERRCAT_ROOT", root)).succeeded().stdout;
    for root in ["api", "./api", "src/../api"] {
        assert_eq!(printed(root), "a 400\n", "{root}");
    }
    scratch.write("api/error_codes.toml", &ROW.replace("400", "410"));
    assert_eq!(printed("src/../api"), "a 410\n");

    scratch.write("error_codes.toml", &ROW.replace("400", "404"));
    scratch.write(".cargo/config.toml", "[env]\nERRCAT_ROOT = \"api\"\n");
    assert_eq!(scratch.printed(), "a 410\n");
    scratch.write(".cargo/config.toml", "[env]\nERRCAT_ROOT = \".\"\n");
    assert_eq!(scratch.printed(), "a 404\n");
}

/// Cargo with a compiler that sees another `CARGO_MANIFEST_DIR`, as in other build systems.
fn with_package(scratch: &Scratch, command: &str, shell: &str) -> Command {
    scratch.write("rustc.sh", &format!("#!/bin/sh\n{shell}\nexec \"$@\"\n"));
    let wrapper = scratch.path("rustc.sh");
    fs::set_permissions(&wrapper, fs::Permissions::from_mode(0o755)).expect("it can be made a program");
    let mut cargo = scratch.cargo(command);
    cargo.env("RUSTC_WORKSPACE_WRAPPER", wrapper);
    cargo
}

#[test]
fn a_relative_package_starts_where_the_compiler_runs() {
    let scratch = including("relative-package", "shared/common.toml");
    scratch.write("shared/common.toml", "[[error]]\ncode = \"shared\"\nstatus = 404\n");
    let mut cargo = with_package(&scratch, "run", "export CARGO_MANIFEST_DIR=.");
    assert_eq!(run(cargo.arg("--quiet")).succeeded().stdout, "shared 404\na 400\n");
}

#[test]
fn a_package_that_is_not_known_is_one_error_of_our_own() {
    let scratch = Scratch::new("no-package");
    scratch.write("src/main.rs", PROGRAM);
    scratch.write("error_codes.toml", ROW);
    let stderr = error_of(&mut with_package(&scratch, "check", "unset CARGO_MANIFEST_DIR"));
    says(&stderr, "error: cannot read `error_codes.toml`: `CARGO_MANIFEST_DIR` is not set\n");

    let not_utf8 = "CARGO_MANIFEST_DIR=$(printf '/caf\\351'); export CARGO_MANIFEST_DIR";
    let stderr = error_of(&mut with_package(&scratch, "check", not_utf8));
    says(&stderr, "the path in `CARGO_MANIFEST_DIR` is not UTF-8\n");
}

#[test]
fn no_line_of_a_file_that_is_no_catalog_is_printed() {
    let elsewhere = Scratch::new("secrets-elsewhere");
    elsewhere
        .write("id_rsa", "-----BEGIN OPENSSH PRIVATE KEY-----\nhunter2\n-----END OPENSSH PRIVATE KEY-----\n");
    elsewhere.write(".env", "DB_HOST=localhost\nDB_PASSWORD=hunter2\n");
    elsewhere.write("credentials.toml", "[registry]\ntoken = \"hunter2\"\n");
    for file in ["id_rsa", ".env", "credentials.toml"] {
        let scratch = including("secrets", "secret.toml");
        symlink(elsewhere.path(file), scratch.path("secret.toml")).expect("a link can be made");
        let stderr = error(&scratch);
        says(&stderr, "error: error_codes.toml:1:12: `secret.toml` is not a catalog\n");
        assert!(!stderr.contains("hunter2"), "{file}: {stderr}");
    }
}

/// What it has is said to be regular and to hold nothing, and may never end.
#[cfg(target_os = "linux")]
#[test]
fn nothing_of_a_process_is_read() {
    for file in ["/proc/self/environ", "/proc/kmsg"] {
        let scratch = including("proc", "linked.toml");
        symlink(file, scratch.path("linked.toml")).expect("a link can be made");
        let stderr = error_of(scratch.cargo("check").env("SECRET", "hunter2"));
        says(&stderr, "cannot read `linked.toml`: it links to an empty file\n");
        assert!(!stderr.contains("hunter2"), "{stderr}");
    }
}
