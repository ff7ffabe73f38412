//! The Rust names of codes, and codes that look like other codes.

use errcat_catalog::{Catalog, Rejected, Rule};

fn read(text: &str) -> Result<Catalog, Box<Rejected>> {
    errcat_catalog::read("error_codes.toml", &mut |_: &str| Ok(text.as_bytes().to_vec()))
}

/// Returns the rules that a catalog breaks, including warnings.
fn broken(text: &str) -> Vec<Rule> {
    match read(text) {
        Ok(catalog) => catalog.warnings.iter().map(|warning| warning.rule).collect(),
        Err(rejected) => {
            let warnings = rejected.salvage.warnings.iter().map(|warning| warning.rule);
            rejected.diagnostics.iter().map(|error| error.rule).chain(warnings).collect()
        }
    }
}

#[test]
fn a_row_with_params_cannot_have_the_name_of_an_item_in_the_module() {
    for name in ["Success", "Failure", "Envelope", "Result", "actix", "axum", "poem", "rocket"] {
        let row = format!("[[error]]\ncode = \"a\"\nstatus = 400\nvariant = \"{name}\"\n");
        assert!(broken(&row).is_empty(), "{name}");
        let row = format!("{row}message = \"{{what}}\"\nparams = {{ what = \"string\" }}\n");
        assert_eq!(broken(&row), [Rule::ParamsNameTaken], "{name}");
    }
}

#[test]
fn a_param_is_used_where_a_body_has_a_place_for_it() {
    let row = "[[error]]\ncode = \"a\"\nstatus = 400\nmessage = \"no\"\nparams = { what = \"string\" }\n";
    assert_eq!(broken(row), [Rule::UnusedParam]);
    let body = "[envelope.success]\n[envelope.failure]\ncode = \"{code}\"\n";
    assert_eq!(broken(&format!("{body}{row}")), [Rule::UnusedParam]);
    for place in ["{params}", "{params.what}", "it is {params.what}", "{params:string}"] {
        let catalog = format!("{body}more = \"{place}\"\n{row}");
        assert_eq!(broken(&catalog), [], "{place}");
    }
    let of_another =
        "[[error]]\ncode = \"b\"\nstatus = 400\nmessage = \"{x}\"\nparams = { x = \"string\" }\n";
    let catalog = format!("{body}more = \"{{params.x}}\"\n{row}{of_another}");
    assert_eq!(broken(&catalog), [Rule::UnusedParam]);
    // The problem document has all params.
    assert_eq!(broken(&format!("[envelope]\nproblem_json = true\n{row}")), []);
}

/// Returns a catalog with these rows. Each is a code, which more keys can follow.
fn rows(rows: &[&str]) -> String {
    let rows: Vec<String> =
        rows.iter().map(|row| format!("[[error]]\nstatus = 404\ncode = {row}\n")).collect();
    rows.concat()
}

#[test]
fn names_are_compared_in_one_normal_form() {
    let catalog = read(&rows(&[
        r#""caf\u00e9""#,
        r#""a"
variant = "A\u030a""#,
    ]))
    .expect("a catalog");
    let names: Vec<&str> = catalog.rows.iter().map(|row| row.variant.as_str()).collect();
    assert_eq!(names, ["Caf\u{e9}", "\u{c5}"]);
    let composed = read(&rows(&[r#""cafe\u0301_closed""#])).expect("a catalog");
    assert_eq!(composed.rows[0].variant, "Caf\u{e9}Closed");
    assert_eq!(composed.rows[0].code, "cafe\u{301}_closed", "the code does not change");

    for twins in [
        [r#""\u212bngstrom""#, r#""\u00c5ngstrom""#],
        [r#""caf\u00e9""#, r#""cafe\u0301""#],
        [r#""\u1100\u1161""#, r#""\uac00""#],
        [
            r#""a"
variant = "B\u00fc""#,
            r#""b"
variant = "Bu\u0308""#,
        ],
    ] {
        assert_eq!(broken(&rows(&twins)), [Rule::DuplicateVariant], "{twins:?}");
    }
}

#[test]
fn params_are_compared_in_one_normal_form() {
    let row = |params: &str| {
        rows(&[&format!("\"a\"\nmessage = \"{{gr\\u00f6\\u00dfe}}\"\nparams = {{ {params} }}")])
    };
    let catalog = read(&row("\"gro\\u0308\u{df}e\" = \"u32\"")).expect("a catalog");
    assert_eq!(catalog.rows[0].params[0].name, "gr\u{f6}\u{df}e");
    let twice = row("\"gro\\u0308\u{df}e\" = \"u32\", \"gr\\u00f6\u{df}e\" = \"u32\"");
    assert_eq!(broken(&twice), [Rule::BadParamName]);
}

#[test]
fn letters_that_rustc_warns_about_are_reported_once_unless_the_row_has_a_variant() {
    for row in [
        r#""μg_missing""#,
        r#""a"
variant = "µg""#,
        r#""a"
message = "{ο}"
params = { "ο" = "u32" }"#,
        r#""a"
message = "{x１}"
params = { "x１" = "u32" }"#,
    ] {
        assert_eq!(broken(&rows(&[row, "\"not_found\""])), [Rule::OddLetters], "{row}");
    }
    // A code with such letters is not also reported as similar to another code.
    assert_eq!(broken(&rows(&[r#""pay""#, r#""р\u0430у""#])), [Rule::OddLetters]);
    assert_eq!(broken(&rows(&[r#""pay_ö""#, r#""paу_ö""#])), [Rule::OddLetters]);
    let named = rows(&[r#""μg_missing"
variant = "Microgram""#]);
    assert!(broken(&named).is_empty());
}

#[test]
fn codes_that_look_the_same_are_reported() {
    let other = "\nvariant = \"Other\"";
    for (first, second) in [
        (r#""wrong_password""#, r#""wrong_p\u0430ssword""#),
        (r#""wrong_password""#, r#""Wrong-P\u0430ssword""#),
        (r#""caf\u00e9""#, r#""cafe\u0301""#),
        (r#""\u212bngstrom""#, r#""\u00c5ngstrom""#),
        (r#""Kelvin""#, r#""\u212aelvin""#),
        (r#""\u2126""#, r#""\u03a9""#),
        (r#""not_found""#, r#""not_found ""#),
        (r#""not_found""#, r#"" not_found""#),
        (r#""not found""#, r#""not\u00a0found""#),
        (r#""1001""#, r#""\uff11001""#),
        (r#""1001""#, r#""1001 ""#),
        (r#""größe""#, r#""größе""#),
    ] {
        let codes = rows(&[first, &format!("{second}{other}")]);
        assert_eq!(broken(&codes), [Rule::NearDuplicateCode], "{first} {second}");
        let alias = rows(&[first, &format!("\"other\"\naliases = [{second}]")]);
        assert_eq!(broken(&alias), [Rule::NearDuplicateCode], "{first}, alias {second}");
        let reserved = format!("{}[[reserved]]\ncode = {second}\n", rows(&[first]));
        assert_eq!(broken(&reserved), [Rule::NearDuplicateCode], "{first}, reserved {second}");
        let own = rows(&[&format!("{first}\naliases = [{second}]")]);
        assert!(broken(&own).is_empty(), "an alias may look like its own code: {first} {second}");
    }
}

#[test]
fn codes_that_look_different_are_not_reported() {
    for codes in [
        [r#""modern""#, r#""modem""#],
        [r#""cafe""#, r#""café""#],
        [r#""err_10""#, r#""err_lO""#],
        [r#""不存在""#, r#""不在""#],
        [r#""ошибка""#, r#""ошибки""#],
    ] {
        assert!(broken(&rows(&codes)).is_empty(), "{codes:?}");
    }
    let retired = format!("{}[[reserved]]\ncode = \"notFound\"\n", rows(&[r#""not_found""#]));
    assert!(broken(&retired).is_empty(), "a code may be renamed, and its former spelling reserved");
}

#[test]
fn an_invisible_character_is_reported_once_in_every_place() {
    let unseen = [
        "00ad", "034f", "061c", "115f", "180e", "200b", "200c", "200d", "200e", "202a", "202e", "2028",
        "2029", "2060", "2066", "2800", "3164", "fe0f", "feff", "ffa0",
    ];
    let unseen = unseen.map(|unseen| format!("\\u{unseen}")).into_iter();
    for unseen in unseen.chain(["\\U000e0041".to_owned(), "\\U000e0100".to_owned()]) {
        for code in [format!("wrong{unseen}_password"), format!("{unseen}wrong_password")] {
            let twins = rows(&["\"wrong_password\"", &format!("\"{code}\"\nvariant = \"Other\"")]);
            assert_eq!(broken(&twins), [Rule::InvisibleCharacter], "{code}");
            assert_eq!(broken(&rows(&[&format!("\"{code}\"")])), [Rule::InvisibleCharacter], "{code}");
            let alias = rows(&[&format!("\"a\"\naliases = [\"{code}\"]")]);
            assert_eq!(broken(&alias), [Rule::InvisibleCharacter], "alias {code}");
            let reserved = format!("{}[[reserved]]\ncode = \"{code}\"\n", rows(&["\"a\""]));
            assert_eq!(broken(&reserved), [Rule::InvisibleCharacter], "reserved {code}");
        }
    }
}

/// `é` can be one character, or two: the letter and its accent.
#[test]
fn a_param_has_one_name_in_each_unicode_form() {
    let forms = ["\u{e9}", "e\u{301}"];
    for (param, slot) in forms.into_iter().flat_map(|param| forms.map(|slot| (param, slot))) {
        let row = format!(
            "[[error]]\ncode = \"a\"\nstatus = 400\nmessage = \"{{{param}}}\"\nparams = {{ \"{param}\" = \"string\" }}\n"
        );
        let body = |member: &str| {
            format!("[envelope.success]\n[envelope.failure]\ncode = \"{{code}}\"\n{member}\n{row}")
        };
        let of_slot = read(&body(&format!("more = \"{{params.{slot}}}\""))).expect("a catalog");
        assert!(format!("{:?}", of_slot.envelope.failure).contains("Param(\"\u{e9}\")"), "{param} {slot}");
        let twice = "\"\u{e9}\" = 1\n\"...\" = \"{params}\"";
        assert_eq!(broken(&body(twice)), [Rule::ParamIsMember]);
    }
}

#[test]
fn a_text_of_a_number_does_not_tell_the_bodies_apart() {
    let catalog = |data: &str| {
        format!(
            "[envelope.success]\ncode = \"0\"\n[envelope.failure]\ncode = \"{{data.number:string}}\"\n\
             [defaults]\ndata = {{ number = {data} }}\n[[error]]\ncode = \"a\"\nstatus = 400\n"
        )
    };
    assert!(broken(&catalog("0")).contains(&Rule::IndistinctBodies));
    assert!(!broken(&catalog("1")).contains(&Rule::IndistinctBodies));
}
