//! A mistake in a placeholder or in the name of a param is one error: the param is not unused, too.

use crate::syntax::is_one;

/// Checks that a row with this message and these params has one mistake.
#[track_caller]
fn one(message: &str, params: &str, first: &str, help: &str) {
    let text =
        format!("[[error]]\ncode = \"a\"\nstatus = 400\nmessage = \"{message}\"\nparams = {{ {params} }}\n");
    is_one(&text, &format!("c.toml:{first}"), help);
}

const X: &str = "x = \"u32\"";

#[test]
fn a_placeholder_with_more_than_a_name() {
    let help = "write `{x}`, without spaces and without a format";
    one("a { x }", X, "4:14: placeholder `{ x }` is not a param", help);
    one("a {x:?}", X, "4:14: placeholder `{x:?}` is not a param", help);
    one("{x:>8}", X, "4:12: placeholder `{x:>8}` is not a param", help);
}

#[test]
fn a_placeholder_without_an_end() {
    one("wait {x seconds", X, "4:17: a brace without a matching brace", "write `{{` or `}}`");
}

#[test]
fn another_placeholder_than_the_only_param() {
    let help = "write `{x}`, because param `x` is not used; or add `y` to `params` with its type";
    one("{y}", X, "4:12: placeholder `{y}` is not a param", help);
    one("{z} {y}", "x = \"u32\", z = \"u32\"", "4:16: placeholder `{y}` is not a param", help);
    one("{y} {x}", X, "4:12: placeholder `{y}` is not a param", "add it to `params` with its type");
}

#[test]
fn a_param_with_a_wrong_name() {
    let help = "letters";
    one("text", "a-b = \"u32\"", "5:12: `a-b` is not a valid name for a param", help);
    one("text", "self = \"u32\"", "5:12: `self` is not a valid name for a param", help);
    one("{a-b}", "a-b = \"u32\"", "5:12: `a-b` is not a valid name for a param", help);
}
