//! The conversions of the two reports, by hand.

use std::borrow::Cow;

use errcat::{FieldError, OrFail};
use garde::Report;
use serde::Deserialize;
use validator::{Validate, ValidationError, ValidationErrors};

use crate::checks::error_code::{self, Failure};
use crate::checks::{ErrorCode, FIVE, OldPage, Order, Profile};

fn order() -> Order {
    serde_json::from_str(FIVE).expect("it has the shape of an order")
}

fn by_garde() -> error_code::Result<()> {
    garde::Validate::validate(&order())?;
    Ok(().into())
}

fn by_validator() -> error_code::Result<()> {
    validator::Validate::validate(&order())?;
    Ok(().into())
}

#[test]
fn the_question_mark_makes_a_failure_of_both_reports() {
    for failure in [by_garde(), by_validator()].map(Result::unwrap_err) {
        assert_eq!((failure.code(), failure.status()), (Some(ErrorCode::InvalidData), 422));
        assert_eq!(failure.fields().len(), 5);
    }
}

#[test]
fn a_check_by_hand_has_the_names_of_the_json() {
    let profile = Profile { user_name: String::new(), old_pages: vec![OldPage { page_number: 100 }] };
    let found = [errcat::garde::check(&profile), errcat::validator::check(&profile)].map(Result::unwrap_err);
    for errors in found {
        let paths: Vec<_> = errors.fields().iter().map(FieldError::path).collect();
        assert_eq!(paths, ["oldPages[0].page-number", "userName"]);
        let text = errors.to_string();
        let failure = Failure::from(errors);
        assert_eq!((failure.code(), failure.description()), (Some(ErrorCode::InvalidData), &*text));
        assert_eq!(failure.fields().len(), 2);
    }
    assert_eq!(errcat::garde::check(&OldPage { page_number: 1 }), Ok(()));
    assert_eq!(errcat::validator::check(&OldPage { page_number: 1 }), Ok(()));
}

/// Checked with the largest number of a page.
#[derive(Deserialize, garde::Validate, Validate)]
#[serde(rename_all = "camelCase")]
#[garde(context(u32 as largest))]
#[validate(context = u32)]
struct Limited {
    #[garde(range(max = *largest))]
    #[validate(custom(function = "is_at_most", use_context))]
    page_number: u32,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "validator calls it so")]
fn is_at_most(page: u32, largest: &u32) -> Result<(), ValidationError> {
    if page <= *largest {
        Ok(())
    } else {
        Err(ValidationError::new("page").with_message("is too high".into()))
    }
}

#[test]
fn a_check_by_hand_has_a_context() {
    let limited = Limited { page_number: 8 };
    assert_eq!(errcat::garde::check_with(&limited, &8), Ok(()));
    assert_eq!(errcat::validator::check_with_args(&limited, &8), Ok(()));
    let errors = errcat::garde::check_with(&limited, &7).unwrap_err();
    assert_eq!(errors.to_string(), "pageNumber: greater than 7");
    let errors = errcat::validator::check_with_args(&limited, &7).unwrap_err();
    assert_eq!(errors.to_string(), "pageNumber: is too high");
}

#[test]
fn another_code_is_chosen_with_or_fail() {
    let failure = garde::Validate::validate(&order()).or_fail(ErrorCode::MalformedJson).unwrap_err();
    assert!(failure.is(ErrorCode::MalformedJson) && failure.fields().is_empty());
    let found = [errcat::garde::check(&order()), errcat::validator::check(&order())];
    for failure in found.map(|found| found.or_fail(ErrorCode::MalformedJson).unwrap_err()) {
        assert_eq!((failure.code(), failure.fields().len()), (Some(ErrorCode::MalformedJson), 5));
        assert_eq!(failure.description(), ErrorCode::MalformedJson.description());
    }
}

#[test]
fn a_report_without_mistakes_has_the_text_of_the_row() {
    for failure in [Failure::from(Report::new()), Failure::from(ValidationErrors::new())] {
        assert_eq!(failure.description(), "The body is not valid");
        assert_eq!(failure.fields(), []);
    }
}

#[test]
fn a_mistake_of_the_whole_value_has_an_empty_path() {
    let mut report = Report::new();
    report.append(garde::Path::empty(), garde::Error::new("the dates are in the wrong order"));
    let failure = Failure::from(report);
    assert_eq!(failure.description(), "the dates are in the wrong order");
    assert_eq!(failure.fields(), [FieldError::new("", "the dates are in the wrong order")]);

    let mut errors = ValidationErrors::new();
    errors.add("__all__", ValidationError::new("dates").with_message("are in the wrong order".into()));
    let mut outer = ValidationErrors::new();
    outer.merge_self("period", Err(errors));
    let failure = Failure::from(outer);
    assert_eq!(failure.description(), "period: are in the wrong order");
    assert_eq!(failure.fields(), [FieldError::new("period", "are in the wrong order").with_code("dates")]);
}

#[test]
fn values_of_a_client_are_neither_sent_nor_logged() {
    let mut error = ValidationError::new("length");
    error.add_param(Cow::Borrowed("value"), &"hunter2");
    let mut errors = ValidationErrors::new();
    errors.add("password", error);
    let failure = Failure::from(errors);
    let sent = String::from_utf8(failure.to_json()).expect("UTF-8");
    assert!(!format!("{sent} {failure} {failure:?}").contains("hunter2"), "{failure:?}");
}

#[test]
fn the_text_names_the_first_mistakes_and_the_number_of_the_others() {
    let mut report = Report::new();
    for index in 0..3 {
        let path = garde::Path::new("items").join(index);
        report.append(path, garde::Error::new("x".repeat(150)));
    }
    let text = "x".repeat(150);
    let expected = format!("items[0]: {text}; items[1]: {text}; and 1 more");
    assert_eq!(Failure::from(report).description(), expected);
}
