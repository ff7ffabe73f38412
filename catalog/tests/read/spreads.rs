//! The slots of `"..."`, and arrays.

/// The mistakes of a catalog with this value of `"..."` in the body of a failure.
fn mistakes(spread: &str) -> Vec<String> {
    let body = format!("[envelope.success]\n[envelope.failure]\ncode = \"{{code}}\"\n\"...\" = {spread}\n");
    let text = format!("{body}[[error]]\ncode = \"a\"\nstatus = 400\n");
    match errcat_catalog::read("c.toml", &mut |_: &str| Ok(text.as_bytes().to_vec())) {
        Ok(_) => Vec::new(),
        Err(rejected) => rejected.diagnostics.messages().collect(),
    }
}

#[test]
fn one_slot_or_one_with_the_members() {
    for spread in [
        r#""{params}""#,
        r#"["{params}"]"#,
        r#"["{params:string}", "{members}"]"#,
        r#"["{members}", "{fields.by_path}"]"#,
        "[]",
    ] {
        assert_eq!(mistakes(spread), Vec::<String>::new(), "{spread}");
    }
}

#[test]
fn other_slots() {
    for (spread, expected) in [
        (
            r#"["{params}", "{fields.by_path}"]"#,
            "`\"...\"` has two slots whose members can have the same name",
        ),
        (r#"["{params}", "{params}"]"#, "`\"...\"` has two slots whose members can have the same name"),
        (r#"["{members}", "{members}"]"#, "`{members}` is in two places of `[envelope.failure]`"),
        (r#"["{code}"]"#, "`\"...\"` must have an object whose members can be written here"),
        (r#"[["{params}"]]"#, "`\"...\"` must have an object whose members can be written here"),
        (r#"[{ a = "{params}" }]"#, "`\"...\"` must have an object whose members can be written here"),
        ("[1]", "`\"...\"` must have an object whose members can be written here"),
    ] {
        let mistakes = mistakes(spread);
        assert_eq!(mistakes.len(), 1, "{spread}: {mistakes:#?}");
        assert!(mistakes[0].lines().next().is_some_and(|line| line.ends_with(expected)), "{mistakes:#?}");
    }
}

/// The path of a field error and its pointer are always there, so what is after them is found by its position.
#[test]
fn a_pointer_has_a_position_in_an_array() {
    let field = "[envelope.field]\nloc = [\"{path}\", { at = \"p:{pointer}\" }, \"{description}\"]\n";
    let text = format!("{field}[[error]]\ncode = \"a\"\nstatus = 400\n");
    let read = errcat_catalog::read("c.toml", &mut |_: &str| Ok(text.as_bytes().to_vec()));
    assert!(read.is_ok(), "{:?}", read.err().map(|rejected| rejected.diagnostics));
}
