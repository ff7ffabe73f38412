//! Translated texts.

use std::fmt::Write;

use errcat_catalog::CheckRule;
use errcat_catalog::generate::{TextMistake, check_texts};

use crate::catalog;

const SLOW: &str = "[[error]]\ncode = \"slow\"\nstatus = 429\nmessage = \"wait {seconds} s\"\nparams = { seconds = \"u32\" }\n";

/// The rules that texts break, each with the code.
fn mistakes(texts: &[(&str, &str)]) -> Vec<(CheckRule, String)> {
    let mistakes = check_texts(&catalog(SLOW), texts).into_iter();
    mistakes.map(|TextMistake { rule, code, .. }| (rule, code)).collect()
}

#[test]
fn a_second_text_of_a_code_is_a_mistake_and_both_are_checked() {
    let texts = [("slow", "{oops}"), ("slow", "wait {seconds} s")];
    let slow = |rule| (rule, "slow".to_owned());
    assert_eq!(mistakes(&texts), [slow(CheckRule::TextUnknownParam), slow(CheckRule::TextDuplicate)]);
    let found = check_texts(&catalog(SLOW), &texts);
    assert_eq!(found[1].message, "`slow` has more than one text");
    // It is reported once.
    assert_eq!(mistakes(&[("slow", "a"), ("slow", "b"), ("slow", "c")]), [slow(CheckRule::TextDuplicate)]);
}

#[test]
fn a_catalog_can_allow_that_texts_are_missing() {
    let rows = format!("[catalog]\nallow = [\"text-missing\"]\n{SLOW}");
    let found = check_texts(&catalog(&rows), &[("slow", "{oops}")]);
    let rules: Vec<_> = found.iter().map(|mistake| mistake.rule).collect();
    assert_eq!(rules, [CheckRule::TextUnknownParam]);
}

#[test]
fn a_param_is_known_in_each_unicode_form() {
    let rows = SLOW.replace("{seconds}", "{\u{e9}}").replace("seconds =", "\"\u{e9}\" =");
    let found = check_texts(&catalog(&rows), &[("slow", "{e\u{301}}"), ("not_found", "nicht da")]);
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn a_neutral_code_can_have_a_text_without_params() {
    let slow = ("slow", "{seconds}");
    assert_eq!(mistakes(&[slow, ("not_found", "nicht da")]), []);
    let expected = [(CheckRule::TextUnknownParam, "not_found".to_owned())];
    assert_eq!(mistakes(&[slow, ("not_found", "{path}")]), expected);
}

#[test]
fn only_the_first_mistakes_name_a_similar_code() {
    let (mut rows, mut codes) = (String::new(), Vec::new());
    for index in 0..400 {
        let _ = write!(rows, "[[error]]\ncode = \"code_of_a_row_{index}\"\nstatus = 400\n");
        codes.push(format!("kode_of_a_row_{index}"));
    }
    let texts: Vec<_> = codes.iter().map(|code| (code.as_str(), "")).collect();
    let mistakes = check_texts(&catalog(&rows), &texts);
    let is_similar = |mistake: &&TextMistake| mistake.message.contains("a similar code exists");
    assert!(mistakes.iter().take(100).all(|mistake| is_similar(&mistake)));
    assert!(mistakes.iter().filter(is_similar).count() < 110, "the others would take too long");
    assert_eq!(mistakes.len(), 800);
}

#[test]
fn a_misspelled_param_is_named_with_the_right_one() {
    let found = check_texts(&catalog(SLOW), &[("not_found", "weg"), ("slow", "{second} {second} {else}")]);
    let expected = "the text of `slow` names `second`, which is not one of its params; a similar param exists: `seconds`";
    assert_eq!(found[0].message, expected);
    assert_eq!(found[1].message, "the text of `slow` names `else`, which is not one of its params");
    assert_eq!(found.iter().map(|mistake| mistake.index).collect::<Vec<_>>(), [Some(1); 2]);
}

#[test]
fn a_mistake_says_which_text_has_it() {
    let found = check_texts(&catalog(SLOW), &[("slow", "a"), ("gone", "b"), ("slow", "{")]);
    let indexes: Vec<_> = found.iter().map(|mistake| (mistake.rule, mistake.index)).collect();
    let expected = [
        (CheckRule::TextUnknownCode, Some(1)),
        (CheckRule::TextDuplicate, Some(2)),
        (CheckRule::TextBraces, Some(2)),
    ];
    assert_eq!(indexes, expected);
    assert_eq!(check_texts(&catalog(SLOW), &[])[0].index, None);
}

#[test]
fn empty_texts_and_former_codes_are_reported() {
    let catalog = catalog("[[error]]\ncode = \"gone\"\nstatus = 410\naliases = [\"past\"]\n");
    let messages = |texts| -> Vec<_> {
        check_texts(&catalog, texts).into_iter().map(|mistake| mistake.message).collect()
    };
    assert_eq!(messages(&[("gone", " ")]), ["the text of `gone` is empty"]);
    assert_eq!(
        messages(&[("past", "Weg")]),
        ["`past` is a former code of `gone`; rename it", "`gone` has no text"]
    );
    assert_eq!(messages(&[("gone", "{a} {b} {a} } }")]).len(), 3);
}

#[test]
fn a_text_of_a_reserved_code_is_not_for_a_similar_one() {
    let row = "[[error]]\ncode = \"E-1100\"\nvariant = \"Gone\"\nstatus = 410\n";
    let catalog = catalog(&format!("{row}[[reserved]]\ncode = \"E-1101\"\n"));
    let messages = |code| check_texts(&catalog, &[(code, "Weg")]).swap_remove(0).message;
    assert_eq!(messages("E-1101"), "`E-1101` is reserved, so no reply has it; remove its text");
    assert_eq!(messages("E-1102"), "`E-1102` is not a code of the catalog");
}
