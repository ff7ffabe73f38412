//! What a user is told whose errcat lacks a feature, or has another name.

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

/// A package that reaches errcat only through another one, and does not write `crate = …`.
#[test]
fn without_the_crate_an_error_type_is_one_error() {
    let package = Scratch::new("facade");
    let manifest = fs::read_to_string(package.path("Cargo.toml")).expect("a package has a manifest");
    let of_facade = manifest.replace("scratch-facade", "facade").replace("[workspace]", "");
    package.write("facade/Cargo.toml", &of_facade);
    package.write("facade/src/lib.rs", "pub use errcat;\n");
    let dependencies = manifest.replace("errcat = { path", "facade = { path = 'facade' }\n# { path");
    package.write("Cargo.toml", &dependencies);
    package.write("error_codes.toml", "[[error]]\ncode = \"gone\"\nstatus = 410\n");
    package.write(
        "src/lib.rs",
        r#"
        #[allow(deprecated, reason = "there is no `[http]`")]
        #[facade::errcat::catalog("error_codes.toml", crate = facade::errcat)]
        pub enum ErrorCode {}

        #[derive(Debug, facade::errcat::Coded, thiserror::Error)]
        #[coded(ErrorCode)]
        pub enum MyError {
            #[error("it is gone")]
            #[coded(Gone)]
            Gone,
            #[error("it is gone for {0} seconds")]
            #[coded(Gone, expose, member(seconds = _0))]
            For(u32),
        }
        "#,
    );
    let checked = run(package.cargo("check").arg("--quiet"));
    let errors: Vec<_> = checked.stderr.lines().filter(|line| line.starts_with("error")).collect();
    let expected = [
        "error[E0432]: unresolved import `errcat`",
        "error: could not compile `scratch-facade` (lib) due to 1 previous error",
    ];
    assert_eq!(errors, expected, "{}", checked.stderr);
}

#[test]
fn a_dependency_that_the_workspace_renames_is_found() {
    let package = Scratch::new("inherited");
    let manifest = fs::read_to_string(package.path("Cargo.toml")).expect("a package has a manifest");
    let errcat = manifest.lines().find(|line| line.starts_with("errcat = ")).expect("it depends on errcat");
    let renamed = errcat.replace("errcat = { ", "ec = { package = \"errcat\", ");
    package.write(
        "Cargo.toml",
        &format!("[workspace]\nmembers = [\"service\"]\n[workspace.dependencies]\n{renamed}\n"),
    );
    package.write(
        "service/Cargo.toml",
        &manifest.replace(errcat, "ec.workspace = true").replace("[workspace]", ""),
    );
    package.write("service/error_codes.toml", "[[error]]\ncode = \"gone\"\nstatus = 410\n");
    package.write(
        "service/src/lib.rs",
        r#"
        #[allow(deprecated, reason = "there is no `[http]`")]
        #[ec::catalog("error_codes.toml")]
        pub enum ErrorCode {}

        #[derive(Debug, ec::Coded, thiserror::Error)]
        #[error("it is gone")]
        #[coded(ErrorCode)]
        #[coded(Gone)]
        pub struct Gone;
        "#,
    );
    run(package.cargo("check").arg("--quiet")).succeeded();
}
