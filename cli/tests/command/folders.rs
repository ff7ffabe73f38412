//! Catalogs in packages and workspaces.

use std::fs;
use std::path::Path;
use std::process::Output;

use crate::errcat;

const ROW: &str = "[[error]]\ncode = \"busy\"\nstatus = 503\n";

fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

fn list(folder: &Path, arguments: &[&str]) -> Output {
    errcat().arg("list").args(arguments).current_dir(folder).output().expect("it runs")
}

/// A package without `[workspace]` is a workspace of its own.
#[test]
fn a_catalog_includes_files_of_its_package() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    write(folder, "Cargo.toml", "[package]\nname = \"shop\"\nedition = \"2024\"\n");
    write(folder, "src/lib.rs", "#[errcat::catalog(\"codes/all.toml\")]\npub enum ShopCode {}\n");
    write(folder, "codes/all.toml", "include = [\"../common.toml\"]\n");
    write(folder, "common.toml", ROW);
    for arguments in [&[][..], &["codes/all.toml"]] {
        let output = list(folder, arguments);
        let listed = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success() && listed.starts_with("busy"), "{output:?}");
    }
}

/// Other members may have catalogs, too, so the catalog in this folder alone is not all of them.
#[test]
fn a_manifest_that_does_not_parse_is_not_ignored() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    write(folder, "error_codes.toml", ROW);
    assert!(list(folder, &[]).status.success(), "there is no Rust yet");
    write(folder, "Cargo.toml", "[package]\nname = \"shop\"\nedition = \"2024\"\n");
    assert!(list(folder, &[]).status.success(), "there is no source yet");
    write(folder, "Cargo.toml", "[workspace]\nmembers = [\"api\"]\nresolver = \"3\"\n");
    write(folder, "api/Cargo.toml", "[package]\nname = \"api\"\nedition = \"2024\"\n");
    assert_eq!(list(folder, &[]).status.code(), Some(2), "a member without a source");
    write(folder, "api/Cargo.toml", "[package\n");
    let output = list(folder, &[]);
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{error}");
    assert!(error.contains("cargo cannot be asked for the catalogs of the workspace"), "{error}");
    assert!(list(folder, &["error_codes.toml"]).status.success());
}

/// The library of a package for WebAssembly or C has other kinds than `lib`.
#[test]
fn a_library_of_any_kind_can_have_a_catalog() {
    for kinds in ["\"cdylib\", \"rlib\"", "\"staticlib\"", "\"dylib\""] {
        let folder = tempfile::tempdir().expect("a folder");
        let folder = folder.path();
        let library = format!("[lib]\ncrate-type = [{kinds}]\n");
        write(folder, "Cargo.toml", &format!("[package]\nname = \"shop\"\nedition = \"2024\"\n{library}"));
        write(folder, "src/lib.rs", "#[errcat::catalog(\"codes.toml\")]\npub enum ShopCode {}\n");
        write(folder, "codes.toml", ROW);
        let output = list(folder, &[]);
        assert!(output.stdout.starts_with(b"busy"), "{kinds}: {output:?}");
    }
}

#[test]
fn the_path_in_an_attribute_starts_where_the_macro_starts() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    write(folder, "Cargo.toml", "[workspace]\nmembers = [\"api\"]\nresolver = \"3\"\n");
    write(folder, "api/Cargo.toml", "[package]\nname = \"api\"\nedition = \"2024\"\n");
    write(folder, "api/src/lib.rs", "#[errcat::catalog(r\"codes\\all.toml\")]\npub enum ApiCode {}\n");
    write(folder, "api/codes/all.toml", ROW);
    write(folder, "contract/codes/all.toml", &ROW.replace("busy", "late"));
    let listed = |root: &str| {
        let output = errcat().arg("list").env("ERRCAT_ROOT", root).current_dir(folder).output();
        String::from_utf8(output.expect("it runs").stdout).expect("UTF-8")
    };
    assert!(listed("").starts_with("busy"));
    assert!(listed("contract").starts_with("late"));
    assert!(listed(folder.join("contract").to_str().expect("UTF-8")).starts_with("late"));
}

#[test]
fn a_code_is_explained_before_a_variant() {
    let folder = tempfile::tempdir().expect("a folder");
    let row = |code: &str, more: &str| format!("[[error]]\ncode = {code}\nstatus = 410\n{more}\n");
    let explain = |text: String, name: &str| {
        write(folder.path(), "error_codes.toml", &text);
        let output = errcat().args(["explain", name]).current_dir(folder.path()).output().expect("it runs");
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    let two = row("\"out_of_stock\"", "") + &row("\"OutOfStock\"", "variant = \"Legacy\"");
    assert!(explain(two, "OutOfStock").starts_with("OutOfStock (410)"));
    let integer = row("-32600", "variant = \"Invalid\"\ndescription = \"a\\u001B]0;b\"");
    assert!(explain(integer, "-32600").starts_with("-32600 (410)\na ]0;b\n"));
}

#[cfg(unix)]
#[test]
fn a_lock_has_the_place_and_the_permissions_that_a_new_file_has() {
    use std::os::unix::fs::PermissionsExt;

    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    write(folder, "error_codes.toml", ROW);
    fs::create_dir(folder.join("locks")).expect("a folder");
    std::os::unix::fs::symlink("locks/codes.lock", folder.join("error_codes.lock")).expect("a link");
    let program = env!("CARGO_BIN_EXE_cargo-errcat");
    let script = format!("umask 077; '{program}' lock error_codes.toml");
    let output = std::process::Command::new("sh").args(["-c", &script]).current_dir(folder).output();
    assert!(output.as_ref().is_ok_and(|output| output.status.success()), "{output:?}");
    assert!(folder.join("error_codes.lock").is_symlink());
    let written = fs::metadata(folder.join("locks/codes.lock")).expect("a lock");
    assert_eq!(written.permissions().mode() & 0o777, 0o600);
}
