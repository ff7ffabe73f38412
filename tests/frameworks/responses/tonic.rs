//! A method of a gRPC service, whose `?` makes a status of the error.

use errcat_tests::log::logged;
use tonic::{Code, Status};
use tonic_types::StatusExt;

use super::rename;

fn handle(id: u32) -> Result<(), Status> {
    let _ = rename(id)?;
    Ok(())
}

#[test]
fn an_error_is_the_status_of_its_row() {
    let (status, log) = logged(|| handle(1).expect_err("it fails"));
    assert_eq!((status.code(), status.message()), (Code::ResourceExhausted, "Too Many Requests"));
    assert_eq!(status.get_details_error_info().expect("a code").reason, "too_fast");
    let [line] = &log[..] else { panic!("one line: {log:?}") };
    assert!(line.ends_with("error=the limiter is full"), "{line}");
}
