//! No message contains text from a file that is not a catalog.

use std::io;

const SECRET: &str = "hunter2";
const ROW: &str = "[[error]]\ncode = \"a\"\nstatus = 400\n";

/// Files that somebody can include by mistake. Each contains the secret.
const FILES: &[(&str, &str)] = &[
    (
        "key",
        "-----BEGIN OPENSSH PRIVATE KEY-----\nhunter2ktbjEAAAAA\nAAAA==\n-----END OPENSSH PRIVATE KEY-----\n",
    ),
    ("shadow", "root:$6$hunter2$abc:19000:0:99999:7:::\ndaemon:*:19000:0:99999:7:::\n"),
    (".env", "DB_HOST=localhost\nDB_PASSWORD=hunter2\nexport TOKEN='hunter2'\n"),
    (".env that is TOML", "error=\"on\"\nPASSWORD=\"hunter2\"\n"),
    ("environ", "HOME=/root\0TOKEN=hunter2\0PATH=/bin\0"),
    ("cargo's credentials", "[registry]\ntoken = \"hunter2\"\n\n[registries.mine]\ntoken = \"hunter2\"\n"),
    ("cargo's configuration", "[http]\nproxy = \"http://user:hunter2@proxy\"\ntimeout = 30\n"),
    ("cargo's, with includes", "include = [\"more.toml\"]\n[http]\nproxy = \"http://user:hunter2@proxy\"\n"),
    ("more of cargo's", "include = [\"more.toml\"]\nregistry.token = \"hunter2\"\n"),
    ("poetry's", "[http-basic.pypi]\nusername = \"me\"\npassword = \"hunter2\"\n"),
    ("a catalog of tables", "[catalog]\nname = \"warehouse\"\ntoken = \"hunter2\"\n"),
    ("pages of errors", "[error]\npage = \"hunter2\"\n"),
    ("JSON", "{\n  \"error\": [{ \"code\": \"hunter2\" }]\n}\n"),
    ("JSON in a line", "{\"token\":\"hunter2\"}"),
    ("YAML", "error:\n  - code: hunter2\n    status: 400\n"),
    ("INI", "[client]\npassword=hunter2\n"),
    ("XML", "<settings><password>hunter2</password></settings>\n"),
    ("a script", "#!/bin/sh\ncurl -u me:hunter2 https://example.com\n"),
    ("a comment", "# hunter2\n"),
    ("one line", "hunter2"),
    ("a key that is the secret", "\"hunter2\" = true\n"),
    ("a table that is the secret", "[hunter2]\n"),
    ("a header in a string", "token = \"hunter2\"\ndoc = \"\"\"\n[[error]]\ncode = 1\n\"\"\"\n"),
    ("INI with a header", "[client]\npassword=hunter2\n[[error]]\nx\n"),
    ("a page", "password: hunter2\nsee\n[[error]] page\n"),
    ("a page of codes", "password: hunter2\nsee\n[[error]]\nand its codes\n"),
    ("a value without quotes", "include=[\"b.toml\"]\n[http]\ntimeout = hunter2\n"),
    ("a name without quotes", "include=[\"b.toml\"]\n[catalog]\nname = hunter2\n"),
    ("a password among defaults", "include=[\"b.toml\"]\n[defaults]\nPASSWORD=hunter2\n"),
    ("a number with letters", "include=[\"b.toml\"]\n[http]\ntimeout = 00hunter2\n"),
    ("a URL of another kind", "include=[\"b.toml\"]\n[catalog]\ndocs_url = \"ftp://u:hunter2@h\"\nx=1\n"),
    ("a setting that is the secret", "include=[\"b.toml\"]\n[catalog]\n\"hunter2\" = 2\n"),
    ("a page of errors by status", "secret_key = \"hunter2\"\n[error]\nstatus = 500\n"),
    ("a page of errors by code", "secret_key = \"hunter2\"\nerror = { code = 500 }\n"),
    ("something reserved", "secret_key = \"hunter2\"\n[reserved]\nstatus = \"on\"\n"),
    ("settings alone", "[http]\nunauthorized = \"hunter2\"\n"),
    ("a setting of rules", "[catalog]\nallow = [\"hunter2\"]\n"),
    ("a setting of a page", "[catalog]\ndocs_url = \"ftp://u:hunter2@h\"\n"),
    ("an include that is no array", "include = \"more.toml\"\npassword = \"hunter2\"\n"),
    ("an include that is the secret", "include = \"hunter2.toml\"\n"),
    ("includes of two types", "include = [\"more.toml\", 5]\n[hunter2]\n"),
    ("a page of errors under a broken header", "secret_key = \"hunter2\"\n[[error]\nstatus = 500\n"),
    ("a page of errors in another syntax", "secret_key: \"hunter2\"\n[[error]]\nstatus: 500\n"),
    ("a table with a colon", "secret_key: \"hunter2\"\nerror: { code = 500 }\n"),
    ("an envelope alone", "[envelope]\ncode = \"hunter2\"\ndescription=\"hunter2\"\n"),
];

/// Returns all messages about the file, as the main file and as an include.
fn messages(file: &[u8]) -> Vec<String> {
    let outer = format!("include = [\"secret.toml\"]\n\n{ROW}");
    let mut load = |path: &str| match path {
        "error_codes.toml" => Ok(outer.clone().into_bytes()),
        "secret.toml" => Ok(file.to_vec()),
        _ => Err(io::ErrorKind::NotFound.into()),
    };
    let answers = ["error_codes.toml", "secret.toml"].map(|path| errcat_catalog::read(path, &mut load));
    let messages = |answer: Result<_, Box<errcat_catalog::Rejected>>| {
        answer.err().into_iter().flat_map(|rejected| rejected.diagnostics.messages().collect::<Vec<_>>())
    };
    answers.into_iter().flat_map(messages).collect()
}

#[test]
fn nothing_of_another_file_is_printed() {
    for (name, text) in FILES {
        assert!(text.contains(SECRET), "{name}");
        let messages = messages(text.as_bytes());
        assert!(!messages.is_empty(), "{name}");
        for message in messages {
            assert!(!message.contains(SECRET), "{name}: {message}");
        }
    }
}

#[test]
fn nothing_of_a_file_that_is_not_utf_8_is_printed() {
    for (name, text) in FILES {
        let bytes = [text.as_bytes(), b"\xff hunter2"].concat();
        for message in messages(&bytes) {
            assert!(!message.contains(SECRET), "{name}: {message}");
        }
    }
}

#[test]
fn another_file_is_one_error() {
    let messages = messages(b"DB_HOST=localhost\nDB_PASSWORD=hunter2\n");
    let included = "error_codes.toml:1:12: `secret.toml` is not a catalog\n  |\n1 | include = [\"secret.toml\"]\n  |            ^^^^^^^^^^^^^\n  |\n  = help: write each row under `[[error]]`; see line 1 of the file, which is not shown here";
    let outermost =
        "secret.toml:1:1: `secret.toml` is not a catalog\n  = help: write each row under `[[error]]`";
    assert_eq!(messages, [included, outermost]);
}

#[test]
fn a_misspelled_header_is_found_if_it_is_the_only_one() {
    let row = "code = \"a\"\nstatus = 400\n";
    for header in ["[[eror]]", "[[errors]]", "[[Error]]", "[errors]"] {
        let messages = messages(format!("{header}\n{row}").as_bytes());
        assert!(
            messages[0].contains("a similar table exists: `error`; see line 1"),
            "{header}: {}",
            messages[0]
        );
        assert!(messages[1].contains("a similar table exists: `error`"), "{header}: {}", messages[1]);
    }
}

#[test]
fn a_file_with_a_row_is_a_catalog_even_with_mistakes() {
    let mistakes = [
        ("[[error]\ncode = \"a\"\nstatus = 400\n", "1 | [[error]"),
        ("[error]\ncode = \"a\"\nstatus = 400\n", "1 | [error]"),
        ("\u{feff}  [[ error ]\ncode = \"a\"\n", "[[ error ]\n"),
        ("password = hunter2\n[[error]]\ncode = \"a\"\nstatus = 400\n", "1 | password = hunter2"),
        ("[[reserved]]\ncode = b\n", "2 | code = b"),
    ];
    for (text, line) in mistakes {
        let messages = messages(text.as_bytes());
        assert!(messages.iter().any(|message| message.contains(line)), "{text}: {messages:#?}");
    }
}

/// All tables of the file are tables of a catalog, so its mistakes are reported. Its text is not shown.
#[test]
fn a_catalog_of_includes_alone_has_its_messages() {
    let text = "include = [\"a.toml\"]\n[catalog]\nnam = \"hunter2\"\n";
    let all = messages(text.as_bytes());
    let outermost = "secret.toml:3:1: the file breaks the rule `unknown-key`\n  = help: the rule is: Every key must be one that errcat knows; the file is not shown, because it has no rows";
    assert!(all.iter().any(|message| message == outermost), "{all:#?}");
    assert!(all.iter().all(|message| !message.contains(SECRET)), "{all:#?}");
}

/// A file whose includes have rows is a catalog, so its mistakes are shown.
#[test]
fn a_main_file_of_includes_with_rows_is_a_catalog() {
    let include = "include = [\"rows.toml\"]\n";
    for (text, line) in [
        (format!("{include}[catalog]\nalow = [\"open-http-kinds\"]\n"), "3:1: unknown key `alow`"),
        (format!("{include}[http]\nfallback_4x = \"a\"\n"), "3:1: unknown key `fallback_4x`"),
        (format!("{include}[envelop]\nx = 1\n"), "2:2: unknown table `envelop`"),
        (format!("{include}foo = 1\n"), "2:1: unknown key `foo`"),
        (format!("{include}[catalog]\nname = shop\n"), "3:8: `shop` is not in quotes"),
        ("include = [\"rows.toml\", 5]\n".to_owned(), "1:25: `include` is not an array of strings"),
        ("include = \"rows.toml\"\n".to_owned(), "1:11: `include` is not an array of strings"),
    ] {
        let mut load = |path: &str| Ok(if path == "rows.toml" { ROW } else { &text }.into());
        let rejected = errcat_catalog::read("main.toml", &mut load).expect_err("a mistake");
        let messages: Vec<_> = rejected.diagnostics.messages().collect();
        assert_eq!(messages.len(), 1, "{text}\n{messages:#?}");
        let start = format!("main.toml:{line}\n  |\n");
        assert!(messages[0].starts_with(&start), "{text}\n{}", messages[0]);
        assert_eq!(rejected.salvage.rows.len(), 1, "{text}");
    }
}

#[test]
fn a_file_of_includes_that_another_file_includes_stays_hidden() {
    let mut load = |path: &str| {
        Ok(match path {
            "main.toml" => format!("include = [\"middle.toml\"]\n{ROW}"),
            "middle.toml" => "include = [\"rows.toml\"]\nfoo = \"hunter2\"\n".to_owned(),
            _ => ROW.replace("\"a\"", "\"b\""),
        }
        .into_bytes())
    };
    let rejected = errcat_catalog::read("main.toml", &mut load).expect_err("a mistake");
    let messages: Vec<_> = rejected.diagnostics.messages().collect();
    assert!(messages.iter().all(|message| !message.contains(SECRET)), "{messages:#?}");
}
