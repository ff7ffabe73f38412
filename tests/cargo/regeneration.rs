//! A catalog that changes changes the program: the file is the only thing touched, cargo the only thing run.

use std::fs;

use crate::scratch::{Done, Scratch, manifest, run};

const CATALOG: &str = r#"include = ["shared/common.toml"]

[[error]]
code = "not_found"
status = 404

[[error]]
code = "busy"
status = 503
"#;

/// [`CATALOG`], broken on the lines 5, 10, 13, 19 and 22.
const FIVE_MISTAKES: &str = r#"include = ["shared/common.toml"]

[[error]]
code = "not_found"
status = 200

[[error]]
code = "busy"
status = 503
desription = "try again later"

[[error]]
code = "not_found"
status = 404

[[error]]
code = "gone"
status = 410
retry_after = "soon"

[[error]]
code = "---"
status = 400
"#;

const COMMON: &str = r#"[[error]]
code = "signed_out"
status = 401
"#;

/// Uses each variant by its name and prints them all.
const PROGRAM: &str = r#"
#[errcat::catalog("error_codes.toml")]
pub enum ErrorCode {}

fn main() {
    let _ = (ErrorCode::SignedOut, ErrorCode::NotFound, ErrorCode::Busy);
    for code in ErrorCode::ALL {
        println!("{code:?} {code} {}", code.status());
    }
}
"#;

const PRINTED: &str = "SignedOut signed_out 401\nNotFound not_found 404\nBusy busy 503\n";

#[test]
fn a_new_row_is_a_new_variant() {
    let package = Package::built("new-row");
    package.replace(
        "error_codes.toml",
        "[[error]]\ncode = \"busy\"",
        "[[error]]\ncode = \"gone\"\nstatus = 410\n\n[[error]]\ncode = \"busy\"",
    );
    package.rebuilds(&["scratch-new-row"]);
    let printed = "SignedOut signed_out 401\nNotFound not_found 404\nGone gone 410\nBusy busy 503\n";
    assert_eq!(package.scratch.printed(), printed);
}

#[test]
fn a_changed_status_comes_out() {
    let package = Package::built("changed-status");
    package.replace("error_codes.toml", "503", "429");
    package.rebuilds(&["scratch-changed-status"]);
    assert_eq!(package.scratch.printed(), PRINTED.replace("503", "429"));
}

#[test]
fn a_renamed_code_makes_a_use_of_the_old_variant_a_compile_error() {
    let package = Package::built("renamed-code");
    package.replace("error_codes.toml", "not_found", "missing");
    let stderr = package.fails();
    let errors = errors(&stderr);
    assert_eq!(errors.len(), 1, "{stderr}");
    assert!(errors[0].contains("no variant") && errors[0].contains("`NotFound`"), "{stderr}");
    assert!(stderr.contains("src/main.rs:6:"), "the use itself is shown\n{stderr}");

    package.replace("error_codes.toml", "missing", "not_found");
    package.rebuilds(&["scratch-renamed-code"]);
    assert_eq!(package.scratch.printed(), PRINTED);
}

#[test]
fn a_deleted_catalog_is_an_error_that_names_it_until_it_is_back() {
    let package = Package::built("deleted-catalog");
    package.hide("error_codes.toml");
    let stderr = package.fails();
    assert_eq!(errors(&stderr)[0], "error: cannot read `error_codes.toml`: no such file", "{stderr}");

    package.put_back("error_codes.toml");
    package.rebuilds(&["scratch-deleted-catalog"]);
    assert_eq!(package.scratch.printed(), PRINTED);
    package.rebuilds(&[]);
}

#[test]
fn a_changed_include_comes_out() {
    let package = Package::built("changed-include");
    package.replace("shared/common.toml", "401", "403");
    package.rebuilds(&["scratch-changed-include"]);
    assert_eq!(package.scratch.printed(), PRINTED.replace("401", "403"));
}

#[test]
fn a_deleted_include_is_an_error_at_the_place_that_asks_for_it_until_it_is_back() {
    let package = Package::built("deleted-include");
    package.hide("shared/common.toml");
    let stderr = package.fails();
    let error = "error: error_codes.toml:1:12: cannot read `shared/common.toml`: no such file";
    assert_eq!(errors(&stderr)[0], error, "{stderr}");

    package.put_back("shared/common.toml");
    package.rebuilds(&["scratch-deleted-include"]);
    assert_eq!(package.scratch.printed(), PRINTED);
    package.rebuilds(&[]);
}

#[test]
fn a_new_include_is_watched_from_the_build_that_reads_it() {
    let package = Package::built("new-include");
    package.scratch.write("more.toml", "[[error]]\ncode = \"teapot\"\nstatus = 418\n");
    package.rebuilds(&[]);
    package.replace("error_codes.toml", "include = [", "include = [\"more.toml\", ");
    package.rebuilds(&["scratch-new-include"]);
    package.replace("more.toml", "418", "400");
    package.rebuilds(&["scratch-new-include"]);
    assert_eq!(package.scratch.printed(), format!("Teapot teapot 400\n{PRINTED}"));
}

#[test]
fn without_a_change_to_its_files_nothing_is_rebuilt() {
    let package = Package::built("no-change");
    let build = package.build().succeeded();
    assert!(said_of_packages(&build, "Fresh").contains(&"scratch-no-change"), "{}", build.stderr);
    for unrelated in ["README.md", "other.toml", "shared/other.toml", "src/no_module.rs"] {
        package.scratch.write(unrelated, "text");
    }
    package.rebuilds(&[]);
}

#[test]
fn a_change_rebuilds_exactly_the_crates_that_use_the_file() {
    let package = Package::new("exactly");
    package.scratch.write("client/Cargo.toml", &manifest("scratch-exactly-client"));
    let catalog = "include = [\"../shared/common.toml\"]\n[[error]]\ncode = \"offline\"\nstatus = 500\n";
    package.scratch.write("client/codes.toml", catalog);
    let client = "#[errcat::catalog(\"codes.toml\")]\npub enum ClientCode {}\n";
    package.scratch.write("client/src/lib.rs", client);
    package.scratch.write("bystander/Cargo.toml", &manifest("scratch-exactly-bystander"));
    package.scratch.write("bystander/src/lib.rs", "pub use errcat::Entry;\n");
    package.replace("Cargo.toml", "[workspace]", "[workspace]\nmembers = [\"client\", \"bystander\"]");
    package.build().succeeded();

    package.replace("error_codes.toml", "503", "429");
    package.rebuilds(&["scratch-exactly"]);
    package.replace("client/codes.toml", "500", "502");
    package.rebuilds(&["scratch-exactly-client"]);
    package.replace("shared/common.toml", "401", "403");
    package.rebuilds(&["scratch-exactly", "scratch-exactly-client"]);
}

#[test]
fn another_errcat_root_rebuilds_from_there() {
    let package = Package::built("root");
    for (folder, status) in [("one", "500"), ("two", "504")] {
        package.scratch.write(&format!("{folder}/error_codes.toml"), &CATALOG.replace("503", status));
        package.scratch.write(&format!("{folder}/shared/common.toml"), COMMON);
    }
    let rebuilds_from = |folder: &str, status: &str| {
        let root = package.scratch.path(folder);
        let build = run(package.scratch.cargo("build").arg("-v").env("ERRCAT_ROOT", &root)).succeeded();
        assert_eq!(compiled(&build), ["scratch-root"], "{}", build.stderr);
        let printed = run(package.scratch.cargo("run").arg("--quiet").env("ERRCAT_ROOT", &root)).succeeded();
        assert_eq!(printed.stdout, PRINTED.replace("503", status), "from `{folder}`");
    };
    rebuilds_from("one", "500");
    rebuilds_from("two", "504");
    package.replace("two/error_codes.toml", "504", "502");
    rebuilds_from("two", "502");

    package.rebuilds(&["scratch-root"]);
    assert_eq!(package.scratch.printed(), PRINTED);
}

#[test]
fn five_mistakes_are_five_errors_in_one_build() {
    let package = Package::built("five-mistakes");
    package.scratch.write("error_codes.toml", FIVE_MISTAKES);
    let stderr = package.fails();
    let expected = [
        "error: error_codes.toml:5:10: status `200` is not an error status",
        "error: error_codes.toml:10:1: unknown key `desription`",
        "error: error_codes.toml:13:8: duplicate code `not_found`",
        "error: error_codes.toml:19:15: `retry_after` is not an integer",
        "error: error_codes.toml:22:8: cannot derive a variant name from code `---`",
    ];
    assert_eq!(errors(&stderr), expected, "{stderr}");
    assert!(stderr.contains("due to 5 previous errors"), "{stderr}");

    package.scratch.write("error_codes.toml", CATALOG);
    package.rebuilds(&["scratch-five-mistakes"]);
}

/// A scratch package with [`CATALOG`], [`COMMON`] and [`PROGRAM`].
struct Package {
    scratch: Scratch,
}

impl Package {
    fn new(name: &str) -> Self {
        let scratch = Scratch::new(name);
        scratch.write("error_codes.toml", CATALOG);
        scratch.write("shared/common.toml", COMMON);
        scratch.write("src/main.rs", PROGRAM);
        Self { scratch }
    }

    /// The package after a first build, which may have had to compile `errcat` as well.
    fn built(name: &str) -> Self {
        let package = Self::new(name);
        package.build().succeeded();
        assert_eq!(package.scratch.printed(), PRINTED);
        package
    }

    fn build(&self) -> Done {
        run(self.scratch.cargo("build").args(["--workspace", "-v"]))
    }

    /// Builds, and checks that exactly these packages are compiled, and each other one is `Fresh`.
    #[track_caller]
    fn rebuilds(&self, packages: &[&str]) {
        let build = self.build().succeeded();
        assert_eq!(compiled(&build), packages, "compiled, and expected to be\n{}", build.stderr);
    }

    /// Builds, and returns what cargo says about it.
    #[track_caller]
    fn fails(&self) -> String {
        let build = self.build();
        assert!(!build.succeeded, "this should not have compiled\n{}", build.stderr);
        build.stderr
    }

    #[track_caller]
    fn replace(&self, path: &str, old: &str, new: &str) {
        let text = fs::read_to_string(self.scratch.path(path)).expect("the file is there");
        assert!(text.contains(old), "`{path}` has no `{old}`");
        self.scratch.write(path, &text.replace(old, new));
    }

    fn hide(&self, path: &str) {
        fs::rename(self.scratch.path(path), self.scratch.path("hidden")).expect("the file is there");
    }

    /// Undoes [`Self::hide`]: the file is as old as it was.
    fn put_back(&self, path: &str) {
        fs::rename(self.scratch.path("hidden"), self.scratch.path(path)).expect("the file was hidden");
    }
}

/// The packages that `cargo build -v` compiled; it calls all others `Fresh`.
fn compiled(build: &Done) -> Vec<&str> {
    let mut compiled = said_of_packages(build, "Compiling");
    compiled.sort_unstable();
    assert!(
        said_of_packages(build, "Fresh").contains(&"errcat"),
        "`errcat` is not `Fresh`\n{}",
        build.stderr
    );
    compiled
}

fn said_of_packages<'a>(build: &'a Done, word: &str) -> Vec<&'a str> {
    let rest = build.stderr.lines().filter_map(|line| line.trim_start().strip_prefix(word));
    rest.filter_map(|rest| rest.strip_prefix(' ')?.split(' ').next()).collect()
}

/// The first line of each error, without cargo's closing one.
fn errors(stderr: &str) -> Vec<&str> {
    let errors = stderr.lines().filter(|line| line.starts_with("error"));
    errors.filter(|line| !line.starts_with("error: could not compile")).collect()
}
