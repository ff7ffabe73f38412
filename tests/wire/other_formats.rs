//! The envelope in formats that are not JSON: the same members in the same order.

use errcat_tests::ErrorCode;
use serde::{Deserialize, Serialize};

use crate::{Envelope, Failure, Success, time};

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
struct Reply {
    channel_id: u64,
    fields: Vec<Option<f64>>,
}

fn success() -> Success<Reply> {
    let payload = Reply { channel_id: 1, fields: vec![Some(21.5), None] };
    Success::new(payload).at(time("2017-10-09T08:53:18Z"))
}

fn failure() -> Failure {
    Failure::new(ErrorCode::LowBalance)
        .at(time("2017-10-09T08:53:18Z"))
        .with_description("pay first")
        .with_member("balance", -3)
}

/// Both kinds of envelope, there and back.
fn round_trip(write: impl Fn(&Envelope<Reply>) -> Vec<u8>, read: impl Fn(&[u8]) -> Envelope<Reply>) {
    let bytes = write(&Envelope::Success(success()));
    assert_eq!(read(&bytes).into_result().expect("a success"), success());

    let bytes = write(&Envelope::Failure(failure()));
    let Envelope::Failure(read) = read(&bytes) else { panic!("a failure") };
    assert_eq!(read.to_json(), failure().to_json());
}

#[test]
fn cbor() {
    let write = |envelope: &Envelope<Reply>| {
        let mut bytes = Vec::new();
        ciborium::into_writer(envelope, &mut bytes).expect("it serializes");
        bytes
    };
    round_trip(write, |bytes| ciborium::from_reader(bytes).expect("its own"));
}

#[test]
fn message_pack() {
    let write = |envelope: &Envelope<Reply>| rmp_serde::to_vec_named(envelope).expect("it serializes");
    round_trip(write, |bytes| rmp_serde::from_slice(bytes).expect("its own"));
}

#[test]
fn a_json_value() {
    let value = serde_json::to_value(success()).expect("an object");
    assert_eq!(value["result"], "success");
    assert_eq!(value["fields"][1], serde_json::Value::Null);
    let read: Success<Reply> = serde_json::from_value(value).expect("its own");
    assert_eq!(read, success());
}

#[test]
fn a_code_alone() {
    let mut bytes = Vec::new();
    ciborium::into_writer(&ErrorCode::LowBalance, &mut bytes).expect("a string");
    assert_eq!(ciborium::from_reader::<ErrorCode, _>(&bytes[..]).expect("its own"), ErrorCode::LowBalance);
    let bytes = rmp_serde::to_vec(&ErrorCode::LowBalance).expect("a string");
    assert_eq!(rmp_serde::from_slice::<ErrorCode>(&bytes).expect("its own"), ErrorCode::LowBalance);
}
