//! The conversions of the two reports, by hand.

use std::borrow::Cow;

use errcat::{FieldError, OrFail};
use garde::Report;
use validator::{ValidationError, ValidationErrors};

use crate::checks::error_code::{self, Failure};
use crate::checks::{ErrorCode, FIVE, Order};

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
fn another_code_is_chosen_with_or_fail() {
    let failure = garde::Validate::validate(&order()).or_fail(ErrorCode::MalformedJson).unwrap_err();
    assert!(failure.is(ErrorCode::MalformedJson) && failure.fields().is_empty());
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
