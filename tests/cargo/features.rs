//! What a user is told whose errcat lacks a feature.

use std::fs;

use crate::scratch::{Scratch, run};

#[test]
fn without_the_types_of_the_replies_an_error_type_is_one_error() {
    let package = Scratch::new("features");
    let manifest = fs::read_to_string(package.path("Cargo.toml")).expect("a package has a manifest");
    package.write("Cargo.toml", &manifest.replace("errcat = { ", "errcat = { default-features = false, "));
    package.write("error_codes.toml", "[[error]]\ncode = \"gone\"\nstatus = 410\n");
    package.write(
        "src/lib.rs",
        r#"
        #[allow(deprecated, reason = "there is no `[http]`")]
        #[errcat::catalog("error_codes.toml")]
        pub enum ErrorCode {}

        #[derive(Debug, errcat::Coded, thiserror::Error)]
        #[coded(ErrorCode)]
        pub enum MyError {
            #[error("it is gone")]
            #[coded(Gone)]
            Gone,
        }
        "#,
    );
    let checked = run(package.cargo("check").arg("--quiet"));
    let errors: Vec<_> = checked.stderr.lines().filter(|line| line.starts_with("error")).collect();
    let expected = [
        "error: `Coded` needs the features `jiff` and `serde_json` of `errcat`; they are on by default",
        "error: could not compile `scratch-features` (lib) due to 1 previous error",
    ];
    assert_eq!(errors, expected, "{}", checked.stderr);
}
