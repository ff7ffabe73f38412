//! What is suggested in place of a code that no row has, and of a template that cannot be read.

const ROWS: &str = r#"
[[error]]
code = "ACC-1100"
variant = "CardDeclined"
status = 402

[[error]]
code = "ACC-2100"
variant = "Unavailable"
status = 503
aliases = ["ACC-1103"]

[[reserved]]
code = "ACC-1101"
reason = "merged"
"#;

/// The help for a code in `[http]`, and for one that replaces another.
fn help(code: &str) -> [String; 2] {
    let http = format!("[http]\nunavailable = \"{code}\"\n{ROWS}");
    let row = format!("{ROWS}[[error]]\ncode = \"old\"\nstatus = 400\ndeprecated = {{ use = \"{code}\" }}\n");
    [http, row].map(|text| {
        let read = errcat_catalog::read("error_codes.toml", &mut |_: &str| Ok(text.clone().into_bytes()));
        let diagnostics = read.expect_err("a mistake").diagnostics;
        let [mistake] = diagnostics.iter().collect::<Vec<_>>()[..] else { panic!("one mistake") };
        mistake.help.clone().expect("a help")
    })
}

#[test]
fn a_code_that_was_something_else_before() {
    for (code, expected) in [
        ("ACC-1103", "`ACC-1103` is a former code of `ACC-2100`: write this code"),
        ("ACC-1101", "`ACC-1101` is reserved: use the code of a row"),
        ("CardDeclined", "`CardDeclined` is the variant of `ACC-1100`: write this code"),
    ] {
        assert_eq!(help(code), [expected; 2]);
    }
}

#[test]
fn a_number_is_not_near_to_another_one() {
    assert_eq!(help("ACC-1109"), ["use the code of a row"; 2]);
    assert_eq!(help("AC-1100"), ["a similar code exists: `ACC-1100`"; 2]);
}

#[test]
fn a_row_does_not_replace_itself() {
    let row = "code = \"E-1\"\nvariant = \"Gone\"\nstatus = 410\naliases = [\"E-0\"]";
    for name in ["E-0", "Gone"] {
        let text = format!("[[error]]\n{row}\ndeprecated = {{ use = \"{name}\" }}\n");
        let read = errcat_catalog::read("error_codes.toml", &mut |_: &str| Ok(text.clone().into_bytes()));
        let diagnostics = read.expect_err("a mistake").diagnostics;
        let help = diagnostics.iter().map(|mistake| mistake.help.as_deref());
        assert!(help.eq([Some("use the code of another row")]), "{name}");
    }
}

#[test]
fn field_errors_are_not_an_element_of_an_array() {
    let text = "[envelope.success]\nok = true\n[envelope.failure]\nok = false\n\
                errors = [{ code = \"{code}\" }, \"{fields}\"]\n[[error]]\ncode = \"gone\"\nstatus = 410\n";
    let read = errcat_catalog::read("error_codes.toml", &mut |_: &str| Ok(text.as_bytes().to_vec()));
    let diagnostics = read.expect_err("a mistake").diagnostics;
    let help = diagnostics.iter().map(|mistake| mistake.help.as_deref());
    assert!(help.eq([Some("`{fields}` is an array of its own: make it the value of a member")]));
}

#[test]
fn the_constant_null_has_no_form() {
    for (value, expected) in [
        ("{null:string}", "the constant null is `\"{null}\"`, without a form and without other text"),
        ("{Null}", "the constant null is `\"{null}\"`, without a form and without other text"),
        ("{descripton}", "a similar slot exists: `{description}`"),
    ] {
        let failure = format!("[envelope.failure]\nok = false\ncode = \"{{code}}\"\nx = \"{value}\"\n");
        let text = format!("[envelope.success]\nok = true\n{failure}[[error]]\ncode = \"a\"\nstatus = 400\n");
        let read = errcat_catalog::read("error_codes.toml", &mut |_: &str| Ok(text.clone().into_bytes()));
        let diagnostics = read.expect_err("a mistake").diagnostics;
        let help: Vec<_> = diagnostics.iter().filter_map(|mistake| mistake.help.as_deref()).collect();
        assert_eq!(help, [expected], "{value}");
    }
}
