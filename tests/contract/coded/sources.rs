//! Where errors become failures: `?`, boxes, options, and errors of any type.

use std::error::Error;
use std::sync::Arc;

use errcat::{Coded, OrFail};

use crate::coded::error_code::{Failure, Result};
use crate::coded::{ErrorCode, body};

#[derive(Debug, thiserror::Error, Coded)]
#[coded(ErrorCode)]
enum StoreError {
    #[error("channel {0} is not there")]
    #[coded(ChannelNotFound)]
    NotFound(u64),
    #[error("the database failed")]
    #[coded(InternalError)]
    Database(#[source] std::io::Error),
}

fn chain(error: &dyn Error) -> Vec<String> {
    let mut chain = Vec::new();
    let mut next = error.source();
    while let Some(error) = next {
        chain.push(error.to_string());
        next = error.source();
    }
    chain
}

#[test]
fn a_question_mark_makes_a_failure_with_its_source() {
    fn handler(error: StoreError) -> Result<()> {
        Err(error)?;
        Ok(().into())
    }

    let failure = handler(StoreError::Database(std::io::Error::other("disk"))).expect_err("it fails");
    assert!(failure.is(ErrorCode::InternalError));
    assert_eq!(chain(&failure), ["the database failed", "disk"]);
    let source = failure.source().and_then(|source| source.downcast_ref::<StoreError>());
    assert!(matches!(source, Some(StoreError::Database(_))));
}

#[test]
fn boxed_and_shared_errors_are_coded_too() {
    fn boxed(error: StoreError) -> Result<()> {
        Err(Box::new(error))?;
        Ok(().into())
    }

    let failure = boxed(StoreError::NotFound(1)).expect_err("it fails");
    assert!(failure.source().is_some_and(<dyn std::error::Error + 'static>::is::<StoreError>));

    let shared = Arc::new(StoreError::NotFound(1));
    assert_eq!(shared.error_code(), ErrorCode::ChannelNotFound);
    let failure = Arc::clone(&shared).into_failure();
    assert_eq!(chain(&failure), ["channel 1 is not there"]);
}

#[test]
fn an_option_and_any_error_become_a_failure_of_a_chosen_row() {
    let failure: Failure = None::<u8>.or_fail(ErrorCode::ChannelNotFound).expect_err("none");
    assert!(failure.source().is_none());
    let failure =
        "x".parse::<u8>().or_fail_with(ErrorCode::InvalidField, || "not a byte").expect_err("no number");
    assert_eq!(failure.description(), "not a byte");
    assert!(failure.source().is_some_and(<dyn std::error::Error + 'static>::is::<std::num::ParseIntError>));
    let value =
        Some(1).or_fail_with(ErrorCode::InvalidField, || -> String { unreachable!("there is a value") });
    assert_eq!(value.expect("there is one"), 1);
}

#[test]
fn the_chain_of_anyhow_and_eyre_is_kept() {
    use anyhow::Context as _;

    let result: anyhow::Result<()> = Err(std::io::Error::other("disk")).context("open the database");
    let failure = result.or_fail(ErrorCode::InternalError).expect_err("it fails");
    assert_eq!(chain(&failure), ["open the database", "disk"]);

    let result: eyre::Result<()> =
        eyre::WrapErr::wrap_err(Err(std::io::Error::other("disk")), "open the database");
    let failure = result.or_fail(ErrorCode::InternalError).expect_err("it fails");
    assert_eq!(chain(&failure), ["open the database", "disk"]);
    assert_eq!(body(&failure)["desp"], "The service failed");
}

#[test]
fn a_failure_stays_the_one_it_is() {
    let own =
        || Failure::new(ErrorCode::ChannelNotFound).with_description("no channel 7").with_member("id", 7);
    let failures = [
        Err::<(), Failure>(own()).or_fail(ErrorCode::InternalError),
        Err::<(), Failure>(own())
            .or_fail_with(ErrorCode::InternalError, || -> String { unreachable!("it has a text") }),
        // So does one that has been boxed on its way.
        Err::<(), Box<Failure>>(Box::new(own())).or_fail(ErrorCode::InternalError),
        Err::<(), Box<dyn std::error::Error + Send + Sync>>(Box::new(own()))
            .or_fail(ErrorCode::InternalError),
    ];
    for failure in failures.map(|result| result.expect_err("it fails")) {
        assert!(failure.is(ErrorCode::ChannelNotFound));
        assert_eq!((failure.description(), &failure.members()["id"]), ("no channel 7", &7.into()));
        assert!(std::error::Error::source(&failure).is_none());
    }
}

#[test]
fn a_failure_of_another_catalog_is_a_cause() {
    let other = errcat::Failure::new(errcat_tests::ErrorCode::LowBalance);
    let failure: Failure = Err::<(), _>(other).or_fail(ErrorCode::InternalError).expect_err("it fails");
    assert!(failure.is(ErrorCode::InternalError));
    let source = std::error::Error::source(&failure).expect("the other failure");
    assert_eq!(source.to_string(), "low_balance: The account balance is too low");
}
