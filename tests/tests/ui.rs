//! What does not compile, and how it says so: one mistake a file, by theme, each with its `.stderr` beside it.

use std::process::Command;

/// Compile tests are compiled in a folder of their own, so the catalogs are found through `ERRCAT_ROOT`; it is set for
/// a second run of this test, since it cannot be set for this one.
#[test]
fn ui() {
    if std::env::var_os("ERRCAT_ROOT").is_some() {
        let cases = trybuild::TestCases::new();
        cases.pass("ui/pass/*.rs");
        for theme in ["catalog", "include", "attribute", "held"] {
            cases.compile_fail(format!("ui/{theme}/*.rs"));
        }
        return;
    }
    let this = std::env::current_exe().expect("a test has a path");
    let status = Command::new(this)
        .args(["--exact", "ui", "--nocapture"])
        .env("ERRCAT_ROOT", env!("CARGO_MANIFEST_DIR"))
        .status()
        .expect("this test can be started again");
    assert!(status.success(), "ui tests failed; what they expected and got is above");
}
