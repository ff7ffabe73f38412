//! The JSON Schema of bodies: the exact text for small catalogs.

use std::fmt::Write;

use errcat_catalog::{Catalog, json_schema, read};

fn catalog(text: &str) -> Catalog {
    let mut files = |_: &str| Ok(text.as_bytes().to_vec());
    read("error_codes.toml", &mut files)
        .unwrap_or_else(|rejected| panic!("{:?}", rejected.diagnostics.messages().collect::<Vec<_>>()))
}

/// The schemas of a catalog with these bodies, and one row without optional keys.
fn schemas(envelope: &str) -> String {
    let text = format!("{envelope}\n[[error]]\ncode = \"gone\"\nstatus = 410\n");
    json_schema(&catalog(&text), "Code")
}

/// Returns the member of the text with this name, up to the next member.
#[track_caller]
fn part<'a>(schemas: &'a str, name: &str, next: &str) -> &'a str {
    let (_, rest) = schemas.split_once(&format!(r#""{name}":"#)).expect("the member is there");
    rest.split_once(&format!(r#","{next}":"#)).expect("the next member is there").0
}

#[track_caller]
fn code(text: &str) -> String {
    let schemas = json_schema(&catalog(text), "Code");
    let code = part(&schemas, "code", "failure");
    code.split_once(r#""examples":"#).map_or("", |(_, codes)| codes.trim_end_matches('}')).to_owned()
}

#[track_caller]
fn failure(envelope: &str) -> String {
    let text = format!("[envelope.success]\nok = true\n[envelope.failure]\nok = false\n{envelope}");
    let schemas = schemas(&text);
    let failure = part(&schemas, "failure", "success").to_owned();
    let head = r#","properties":{"ok":{"type":"boolean","enum":[false]},"#;
    let (required, properties) = failure.split_once(head).expect("it begins with `ok`");
    let required = required.strip_prefix(r#"{"type":"object","required":["ok""#).expect("an object");
    format!("{}{}", &required[..required.len() - 1], &properties[..properties.len() - 2])
}

const EVERY_KIND: &str =
    "[http]\nfallback_4xx = \"gone\"\nfallback_5xx = \"lost\"\n[[error]]\ncode = \"lost\"\nstatus = 500\n";

#[test]
fn the_catalog_of_the_platform() {
    let text = include_str!("../../../error_codes.toml");
    let schemas = json_schema(&catalog(text), "ErrorCode");
    let (codes, bodies) = schemas.split_once(r#","failure":"#).expect("the bodies follow");
    assert!(codes.starts_with(
        r#"{"name":"ErrorCode","code":{"type":"string","description":"the code of a failure; a later version of the service can have more codes","examples":["permission_denied_force_log_off","missing_data","#
    ));
    assert!(codes.ends_with(r#""wrong_password","bad_request","not_found","method_not_allowed","invalid_json","invalid_data","invalid_query","invalid_path","missing_header","unsupported_media_type","payload_too_large","timeout","too_many_requests","unauthorized","forbidden","unavailable","internal","fallback_4xx","fallback_5xx"]}"#));
    assert_eq!(
        bodies,
        concat!(
            r#"{"type":"object","required":["result","server_time","errorCode","desp"],"properties":{"#,
            r#""result":{"type":"string","enum":["error"]},"#,
            r#""server_time":{"type":"string","format":"date-time","description":"the time of the server: RFC 3339"},"#,
            r#""errorCode":{"$ref":"code"},"#,
            r#""desp":{"type":"string","description":"the text of this occurrence"}}},"#,
            r#""success":{"allOf":[{"type":"object","required":["result","server_time"],"properties":{"#,
            r#""result":{"type":"string","enum":["success"]},"#,
            r#""server_time":{"type":"string","format":"date-time","description":"the time of the server: RFC 3339"}}},"#,
            r#"{"$ref":"payload"}]},"#,
            r#""problem":{"type":"object","required":["status","detail","code"],"properties":{"#,
            r#""type":{"type":"string","format":"uri"},"title":{"type":"string"},"#,
            r#""status":{"type":"integer","description":"the HTTP status"},"#,
            r#""detail":{"type":"string","description":"the text of this occurrence"},"#,
            r#""instance":{"type":"string"},"code":{"$ref":"code"},"seconds":{"type":"integer"}}}}"#,
        )
    );
}

#[test]
fn a_nested_body() {
    let schemas = schemas(
        "[envelope.success]\n[[envelope.failure.errors]]\n\"@type\" = \"info\"\ncode = \"{code}\"\nmeta = { wait = \"{retry_after}\" }\n",
    );
    assert_eq!(
        part(&schemas, "failure", "success"),
        concat!(
            r#"{"type":"object","required":["errors"],"properties":{"errors":{"type":"array","items":"#,
            r#"{"type":"object","required":["@type","code"],"properties":{"@type":{"type":"string","enum":["info"]},"#,
            // Without a time to wait, the whole object is left out.
            r#""code":{"$ref":"code"},"meta":{"type":"object","required":["wait"],"properties":{"#,
            r#""wait":{"type":"integer","description":"the time to wait in seconds"}}}}},"#,
            r#""minItems":1,"maxItems":1}}}"#,
        )
    );
    assert_eq!(part(&schemas, "success", "problem"), r#"{"$ref":"payload"}"#);
}

#[test]
fn names_and_constants_are_escaped() {
    assert_eq!(
        failure("\"a\\\"\\\\b\\u0001\" = \"ü\\n\\\"\"\ncode = \"{code}\""),
        r#","a\"\\b\u0001","code""a\"\\b\u0001":{"type":"string","enum":["ü\n\""]},"code":{"$ref":"code"}"#
    );
    let schemas =
        json_schema(&catalog("[[error]]\ncode = \"a\\\"b\"\nvariant = \"A\"\nstatus = 400\n"), "\"");
    assert!(
        schemas.starts_with(r#"{"name":"\"","#) && schemas.contains(r#""examples":["a\"b","#),
        "{schemas}"
    );
}

#[test]
fn constants_have_their_types() {
    assert_eq!(
        failure("code = \"{code}\"\na = 1\nb = 1.5\nc = true\nd = \"{null}\"\ne = {}"),
        concat!(
            r#","code","a","b","c","d","e""code":{"$ref":"code"},"a":{"type":"integer","enum":[1]},"#,
            r#""b":{"type":"number","enum":[1.5]},"c":{"type":"boolean","enum":[true]},"d":{"type":"null"},"#,
            r#""e":{"type":"object"}"#,
        )
    );
}

#[test]
fn codes_that_are_not_published_are_not_listed() {
    let internal = "[[error]]\ncode = \"not_found\"\nstatus = 404\ninternal = true\n";
    assert_eq!(
        code(&format!("{internal}{EVERY_KIND}[[error]]\ncode = \"gone\"\nstatus = 410\n")).as_str(),
        r#"["lost","gone"]"#
    );
    // The row is used for its kind, so the neutral code is not sent either.
    assert!(!code(&format!("{internal}[[error]]\ncode = \"gone\"\nstatus = 410\n")).contains("not_found"));
    let only = "[http]\nfallback_4xx = \"a\"\nfallback_5xx = \"b\"\n[[error]]\ncode = \"a\"\nstatus = 410\ninternal = true\n[[error]]\ncode = \"b\"\nstatus = 500\ninternal = true\n";
    assert_eq!(code(only), "", "no examples");
}

#[test]
fn neutral_codes_are_listed_after_the_rows() {
    let rows = "[[error]]\ncode = \"gone\"\nstatus = 410\naliases = [\"not_found\"]\n";
    // A timeout can have a status of each side, and one of them is open.
    assert!(
        code(&format!("[http]\nfallback_4xx = \"gone\"\n{}", rows.replace("not_found", "x")))
            .ends_with(r#"["gone","timeout","unavailable","internal","fallback_5xx"]"#)
    );
    let rows = "[[error]]\ncode = \"gone\"\nstatus = 404\naliases = [\"not_found\"]\n";
    assert!(code(rows).starts_with(r#"["gone","bad_request","method_not_allowed","#), "an alias is known");
}

#[test]
fn neutral_codes_of_integers_are_statuses() {
    let rows = "[[error]]\ncode = -7\nvariant = \"Seven\"\nstatus = 400\n[[error]]\ncode = 404\nvariant = \"NotFound\"\nstatus = 404\n";
    assert_eq!(code(rows), "[-7,404,400,405,422,401,428,415,413,408,503,504,429,403,500]");
    assert_eq!(code(&format!("[http]\nfallback_4xx = -7\n{rows}")), "[-7,404,503,504,500]");
}

#[test]
fn a_slot_that_can_be_null() {
    assert_eq!(
        failure(
            "code = \"{code:null}\"\nhelp = \"{help:null}\"\nfields = \"{fields:null}\"\nwait = \"{retry_after:string}\"\nmore = \"{members:null}\""
        ),
        concat!(
            r#","code","help","fields","more""code":{"anyOf":[{"$ref":"code"},{"type":"null"}]},"#,
            r#""help":{"type":["string","null"]},"fields":{"type":["array","null"],"items":"#,
            r#"{"type":"object","required":["field","description"],"properties":{"#,
            r#""field":{"type":"string","description":"the path of the field"},"description":{"type":"string"},"code":{"type":"string"}}},"#,
            r#""description":"the field errors"},"wait":{"type":"string","description":"the time to wait in seconds"},"#,
            r#""more":{"type":["object","null"],"description":"the members that the service adds to a failure"}"#,
        )
    );
}

#[test]
fn a_place_that_separates_the_bodies_is_null_without_a_value() {
    let schemas = schemas(
        "[envelope.success]\ntitle = 0\n[envelope.failure]\ntitle = \"{title}\"\ncode = \"{code}\"\n",
    );
    // A failure with a neutral code has no title.
    assert_eq!(
        part(&schemas, "failure", "success"),
        r#"{"type":"object","required":["title","code"],"properties":{"title":{"type":["string","null"]},"code":{"$ref":"code"}}}"#
    );
}

#[test]
fn arrays_have_as_many_items_as_are_certain() {
    let array = |items: &str| {
        let failure = failure(&format!("code = \"{{code}}\"\nall = {items}"));
        failure.split_once(r#""all":"#).expect("the array").1.to_owned()
    };
    assert_eq!(array("[]"), r#"{"type":"array","items":{"type":"object"},"maxItems":0}"#);
    assert_eq!(
        array("[1, 1]"),
        r#"{"type":"array","items":{"type":"integer","enum":[1]},"minItems":2,"maxItems":2}"#
    );
    // Without a value, the array is left out.
    assert_eq!(
        array(r#"["{help}"]"#),
        r#"{"type":"array","items":{"type":"string"},"minItems":1,"maxItems":1}"#
    );
    assert_eq!(
        array(r#"["{retryable}", "{help:null}", "{help}"]"#),
        r#"{"type":"array","items":{"anyOf":[{"type":"boolean","description":"whether the same request can succeed later"},{"type":["string","null"]},{"type":"string"}]},"minItems":2,"maxItems":3}"#
    );
}

#[test]
fn members_that_every_failure_has_are_required() {
    let envelope = "[envelope.success]\n[envelope.failure]\ncode = \"{code}\"\ntitle = \"{title}\"\nhelp = \"{help}\"\npage = \"{docs_url}\"\nwait = \"{retry_after}\"\ntype = \"{data.type}\"\ntext = \"see {help}\"\n";
    let rows = "[[error]]\ncode = \"gone\"\nstatus = 410\nhelp = \"a\"\nretry_after = 1\ndata = { type = 1 }\ndocs_url = \"https://a.b\"\n";
    let required = |text: &str| {
        let schemas = json_schema(&catalog(text), "Code");
        let failure = part(&schemas, "failure", "success").to_owned();
        part(&failure, "required", "properties").to_owned()
    };
    assert_eq!(required(&format!("{envelope}{rows}")), r#"["code"]"#, "a neutral code has nothing of a row");
    assert_eq!(
        required(&format!("[defaults]\ndata = {{ type = 2 }}\n{envelope}{rows}")),
        r#"["code","type"]"#
    );
    let http = "[http]\nfallback_4xx = \"gone\"\nfallback_5xx = \"lost\"\n";
    let lost = "[[error]]\ncode = \"lost\"\nstatus = 500\nhelp = \"b\"\ndata = { type = 3 }\n";
    assert_eq!(
        required(&format!("{envelope}{http}{rows}{lost}")),
        r#"["code","title","help","type","text"]"#
    );
}

#[test]
fn params_of_any_row() {
    let rows = |first: &str, second: &str| {
        format!(
            "[envelope.success]\n[envelope.failure]\ncode = \"{{code}}\"\nn = \"{{params.n}}\"\nall = \"{{params}}\"\ntexts = \"{{params:string}}\"\n[[error]]\ncode = \"a\"\nstatus = 400\nmessage = \"{{n}}\"\nparams = {{ n = \"{first}\" }}\n[[error]]\ncode = \"b\"\nstatus = 400\nmessage = \"{{n}} {{x}}\"\nparams = {{ n = \"{second}\", x = \"f64\" }}\ninternal = true\n"
        )
    };
    for (first, second, schema) in [
        ("u32", "u64", r#"{"type":"integer"}"#),
        (
            "i32",
            "i64",
            r#"{"anyOf":[{"type":"integer","format":"int32"},{"type":"integer","format":"int64"}]}"#,
        ),
        ("bool", "string", r#"{"anyOf":[{"type":"boolean"},{"type":"string"}]}"#),
    ] {
        let text =
            rows(first, second).replace("\"...\" = \"{params:string}\"", "texts = \"{params:string}\"");
        let schemas = json_schema(&catalog(&text), "Code");
        let failure = part(&schemas, "failure", "success");
        assert!(
            failure
                .contains(&format!(r#""n":{schema},"all":{{"type":"object","properties":{{"n":{schema}}}"#)),
            "{failure}"
        );
        assert!(
            failure.contains(r#""texts":{"type":"object","properties":{"n":{"type":"string"}}"#),
            "{failure}"
        );
        assert!(!failure.contains(r#""x""#), "no row that is published has it");
        let text = text.replace("internal = true", "");
        assert!(json_schema(&catalog(&text), "Code").contains(r#""x":{"type":"number"}"#));
    }
}

#[test]
fn members_of_another_object_do_not_replace_own_members() {
    let text = "[[error]]\ncode = \"a\"\nstatus = 400\nmessage = \"{type} {status} {n}\"\nparams = { type = \"bool\", status = \"string\", n = \"i64\" }\n";
    let schemas = json_schema(&catalog(text), "Code");
    let (_, problem) = schemas.split_once(r#""problem":"#).expect("it is there");
    assert_eq!(problem.matches(r#""type":{"#).count(), 1, "{problem}");
    assert!(
        problem.ends_with(r#""code":{"$ref":"code"},"n":{"type":"integer","format":"int64"}}}}"#),
        "{problem}"
    );
}

#[test]
fn pages_with_letters_that_a_uri_cannot_have() {
    let text = "[envelope.success]\n[envelope.failure]\ncode = \"{code}\"\npage = \"{docs_url}\"\n[[error]]\ncode = \"a\"\nstatus = 400\ndocs_url = \"https://example.com/ü\"\n";
    let schemas = json_schema(&catalog(text), "Code");
    assert!(schemas.contains(r#""page":{"type":"string"}"#), "{schemas}");
}

#[test]
fn a_body_with_many_places_does_not_repeat_everything() {
    let places = vec!["{ k = 1, p = \"{params}\" }"; 2000].join(", ");
    let names: Vec<String> = (0..2000).map(|number| format!("p{number}")).collect();
    let message: Vec<String> = names.iter().map(|name| format!("{{{name}}}")).collect();
    let params: Vec<String> = names.iter().map(|name| format!("{name} = \"u32\"")).collect();
    let text = format!(
        "[envelope.success]\n[envelope.failure]\ncode = \"{{code}}\"\nall = [{places}]\n[[error]]\ncode = \"a\"\nstatus = 400\nmessage = \"{}\"\nparams = {{ {} }}\n",
        message.concat(),
        params.join(", ")
    );
    let schemas = json_schema(&catalog(&text), "Code");
    assert!(schemas.len() < 20 * text.len(), "{} bytes", schemas.len());
}

#[test]
fn a_large_catalog_has_its_schemas_soon() {
    let mut text =
        "[envelope.success]\n[envelope.failure]\ncode = \"{code}\"\nall = \"{params}\"\n".to_owned();
    for row in 0..20_000 {
        let _ = writeln!(
            text,
            "[[error]]\ncode = \"e{row}\"\nstatus = 400\nmessage = \"{{p{row}}}\"\nparams = {{ p{row} = \"u32\" }}"
        );
    }
    let schemas = json_schema(&catalog(&text), "Code");
    assert!(schemas.len() < 2 * text.len(), "{} bytes", schemas.len());
}
