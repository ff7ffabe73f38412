//! An include is found on every system, with both separators and with drives.

use std::io;

/// Returns the codes of a catalog. Its files are found as on Windows: with both separators.
#[track_caller]
fn codes(outermost: &str, includes: &[&str], files: &[(&str, &str)]) -> Vec<String> {
    let includes: Vec<String> = includes.iter().map(|include| format!("'{include}'")).collect();
    let outer = format!("include = [{}]\n[[error]]\ncode = \"outer\"\nstatus = 400\n", includes.join(", "));
    let mut load = |path: &str| -> io::Result<Vec<u8>> {
        let is = |name: &str| name.replace('\\', "/") == path.replace('\\', "/");
        if is(outermost) {
            return Ok(outer.clone().into_bytes());
        }
        let (_, text) = files.iter().find(|(name, _)| is(name)).ok_or(io::ErrorKind::NotFound)?;
        Ok(text.as_bytes().to_vec())
    };
    match errcat_catalog::read(outermost, &mut load) {
        Ok(catalog) => catalog.rows.into_iter().map(|row| row.code).collect(),
        Err(rejected) => panic!("{:#?}", rejected.diagnostics.messages().collect::<Vec<_>>()),
    }
}

const COMMON: &str = "[[error]]\ncode = \"common\"\nstatus = 400\n";

#[test]
fn an_include_is_found_with_both_separators() {
    for (outermost, include, file) in [
        ("conf/error_codes.toml", "common.toml", "conf/common.toml"),
        (r"conf\error_codes.toml", "common.toml", "conf/common.toml"),
        (r"conf\error_codes.toml", r"..\common.toml", "common.toml"),
        (r"a\b/error_codes.toml", r"..\..\c\common.toml", "c/common.toml"),
        ("conf/error_codes.toml", r"C:\shared\common.toml", "C:/shared/common.toml"),
        ("conf/error_codes.toml", "C:/shared/common.toml", "C:/shared/common.toml"),
        ("conf/error_codes.toml", r"c:\shared\common.toml", "c:/shared/common.toml"),
        (r"C:\conf\error_codes.toml", "common.toml", "C:/conf/common.toml"),
        (r"C:\conf\error_codes.toml", r"\shared\common.toml", "/shared/common.toml"),
        ("conf/error_codes.toml", r"\\server\share\common.toml", "//server/share/common.toml"),
        (r"\\server\share\error_codes.toml", "common.toml", "//server/share/common.toml"),
    ] {
        let codes = codes(outermost, &[include], &[(file, COMMON)]);
        assert_eq!(codes, ["common", "outer"], "{include} in {outermost}");
    }
}

#[test]
fn a_file_with_two_spellings_is_read_once() {
    for (includes, file) in [
        ([r"shared\common.toml", "shared/common.toml"], "conf/shared/common.toml"),
        ([r"C:\shared\common.toml", "c:/shared/common.toml"], "C:/shared/common.toml"),
        ([r"\\server\share\common.toml", "//server/share/./common.toml"], "//server/share/common.toml"),
        ([r"..\common.toml", r"../other\..\common.toml"], "common.toml"),
    ] {
        let codes = codes("conf/error_codes.toml", &includes, &[(file, COMMON)]);
        assert_eq!(codes, ["common", "outer"], "{includes:?}");
    }
}

#[test]
fn a_file_that_includes_itself_with_another_separator_is_a_cycle() {
    let mut load =
        |_: &str| Ok(b"include = ['..\\conf\\a.toml']\n[[error]]\ncode = 'a'\nstatus = 400\n".to_vec());
    let rejected = errcat_catalog::read("conf/a.toml", &mut load).expect_err("a cycle");
    let messages: Vec<_> = rejected.diagnostics.messages().collect();
    assert_eq!(messages.len(), 1, "{messages:#?}");
    assert!(messages[0].contains("`conf/a.toml` includes itself"), "{}", messages[0]);
}

#[test]
fn a_file_that_is_missing_is_the_only_mistake() {
    let text = "include = [\"missing.toml\"]\n[http]\nnot_found = \"a\"\n[envelope.success]\nok = true\n\
                [envelope.failure]\nok = false\ncode = \"{code}\"\np = \"{params.gone}\"\nd = \"{data.d}\"\n\
                [[error]]\ncode = \"b\"\nstatus = 410\ndata = { d = 1 }\ndeprecated = { use = \"c\" }\n";
    let mut load = |path: &str| -> io::Result<Vec<u8>> {
        if path == "main.toml" { Ok(text.into()) } else { Err(io::ErrorKind::NotFound.into()) }
    };
    let rejected = errcat_catalog::read("main.toml", &mut load).expect_err("a missing file");
    let messages: Vec<_> = rejected.diagnostics.messages().collect();
    assert_eq!(messages.len(), 1, "{messages:?}");
    assert!(messages[0].contains("missing.toml"), "{messages:?}");
}
