//! The envelope in formats that are not JSON: the same members in the same order.

use errcat_tests::ErrorCode;
use serde::de::value::MapDeserializer;
use serde::de::{DeserializeSeed, EnumAccess, Error, IntoDeserializer, VariantAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

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

/// What CBOR has and JSON does not, in places where a failure does not expect it.
#[test]
fn what_json_does_not_have_costs_no_code() {
    use ciborium::Value as Cbor;

    let text = |text: &str| Cbor::Text(text.to_owned());
    let tag = Cbor::Tag(0, Box::new(text("2017-10-09T08:53:18Z")));
    let keys = Cbor::Map(vec![(Cbor::Integer(7.into()), Cbor::Bool(true))]);
    let members = [
        ("result", text("error")),
        ("server_time", tag),
        ("errorCode", text(ErrorCode::LowBalance.code())),
        ("keys", keys),
        ("blob", Cbor::Bytes(vec![1, 2])),
        (
            "number",
            Cbor::Map(vec![
                (text("$serde_json::private::Number"), text("5")),
                (text("errorCode"), text("x")),
            ]),
        ),
        ("large", Cbor::Tag(2, Box::new(Cbor::Bytes(vec![1; 9])))),
        ("small", Cbor::Tag(2, Box::new(Cbor::Bytes(vec![5])))),
        ("tag", Cbor::Tag(32, Box::new(text("https://example.com")))),
    ];
    let members = members.map(|(name, value)| (text(name), value));
    let mut bytes = Vec::new();
    ciborium::into_writer(&Cbor::Map(members.into()), &mut bytes).expect("it serializes");
    let read: Failure = ciborium::from_reader(&bytes[..]).expect("a failure");
    assert!(read.is(ErrorCode::LowBalance));
    assert_eq!(read.members()["keys"], serde_json::json!({ "7": true }));
    assert_eq!(read.members()["blob"], serde_json::json!([1, 2]));
    assert_eq!(read.members()["tag"], "https://example.com");
    assert_eq!(read.members()["number"]["errorCode"], "x");
    assert_eq!(read.members()["small"], 5);
    assert_eq!(read.members()["large"], "18519084246547628289");
}

/// The name comes after the member that shows that the body is a failure.
#[test]
fn a_name_that_is_not_a_string_costs_no_code() {
    use ciborium::Value as Cbor;

    let text = |text: &str| Cbor::Text(text.to_owned());
    for name in [
        Cbor::Integer(7.into()),
        Cbor::Integer((-1_i128 << 64).try_into().expect("an integer of CBOR")),
        Cbor::Bool(true),
        Cbor::Float(1.5),
        Cbor::Null,
        Cbor::Bytes(vec![b'b']),
        Cbor::Tag(99, Box::new(text("a"))),
        Cbor::Array(vec![text("a"), Cbor::Null]),
        Cbor::Map(vec![(text("a"), Cbor::Integer(7.into()))]),
    ] {
        let code = Cbor::Tag(99, Box::new(text(ErrorCode::LowBalance.code())));
        let members = vec![
            (text("result"), text("error")),
            (name.clone(), Cbor::Bool(true)),
            (text("errorCode"), code),
        ];
        let mut bytes = Vec::new();
        ciborium::into_writer(&Cbor::Map(members), &mut bytes).expect("it serializes");
        let read: Envelope<serde_json::Value> = ciborium::from_reader(&bytes[..]).expect("a reply");
        let failure = read.into_result().expect_err("a failure");
        assert!(failure.is(ErrorCode::LowBalance), "{name:?}");
        assert_eq!(failure.members().values().collect::<Vec<_>>(), [true], "{name:?}");
    }
}

/// A value with a tag of YAML, as the crates for YAML give it.
struct Tagged(serde_json::Value);

impl<'de> Deserializer<'de> for Tagged {
    type Error = serde_json::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        visitor.visit_enum(self)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
        unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl<'de> EnumAccess<'de> for Tagged {
    type Error = serde_json::Error;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Self::Error> {
        let name = seed.deserialize(serde_json::Value::from("tag"))?;
        Ok((name, self))
    }
}

impl<'de> VariantAccess<'de> for Tagged {
    type Error = serde_json::Error;

    fn unit_variant(self) -> Result<(), Self::Error> {
        Err(Error::custom("a value with a tag"))
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Self::Error> {
        seed.deserialize(self.0)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Self::Error> {
        Err(Error::custom("a value with a tag"))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Self::Error> {
        Err(Error::custom("a value with a tag"))
    }
}

impl IntoDeserializer<'_, serde_json::Error> for Tagged {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

#[test]
fn a_tag_of_yaml_costs_nothing_of_its_value() {
    let value = |value: serde_json::Value| Tagged(value);
    let members = [
        ("result", value("error".into())),
        ("errorCode", value(ErrorCode::LowBalance.code().into())),
        ("desp", value("pay first".into())),
        ("list", value(serde_json::json!([1, 2, 3]))),
    ];
    let read = Failure::deserialize(MapDeserializer::new(members.into_iter())).expect("a failure");
    assert_eq!((read.code(), read.description()), (Some(ErrorCode::LowBalance), "pay first"));
    assert_eq!(read.members()["list"], serde_json::json!([1, 2, 3]));
}

/// A payload is set aside before it is known what the body is.
#[test]
fn a_payload_of_numbers_and_bytes_is_read_back() {
    #[derive(Debug, Deserialize, PartialEq, Serialize)]
    struct Names {
        by_number: std::collections::BTreeMap<u32, String>,
    }

    let names = || Names { by_number: [(7, "seven".to_owned())].into() };
    let mut bytes = Vec::new();
    ciborium::into_writer(&Success::new(names()), &mut bytes).expect("it serializes");
    // The members in another order: those that tell what the body is come last.
    let ciborium::Value::Map(mut members) = ciborium::from_reader(&bytes[..]).expect("CBOR") else {
        panic!("a map")
    };
    members.reverse();
    bytes.clear();
    ciborium::into_writer(&ciborium::Value::Map(members), &mut bytes).expect("it serializes");
    let read: Envelope<Names> = ciborium::from_reader(&bytes[..]).expect("a success");
    assert_eq!(read.into_result().expect("a success").into_payload(), names());
}
