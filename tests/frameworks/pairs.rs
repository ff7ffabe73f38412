//! What queries and forms are read into.

use std::collections::{BTreeMap, HashMap};

use errcat::Failure;
use http::Request;
use serde::Deserialize;
use serde::de::DeserializeOwned;

#[errcat::catalog("frameworks/adapters/codes.toml", module = false)]
enum ErrorCode {}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Order {
    Up,
    Down,
    Other(String),
}

#[derive(Debug, PartialEq, Deserialize)]
struct Tags(Vec<u8>);

/// Reads a query as `T`. A form is read in the same way, but a mistake in it is of another kind.
fn read<T: DeserializeOwned>(pairs: &str) -> Result<T, Failure<ErrorCode>> {
    let uri = http::Uri::builder().path_and_query(format!("/?{pairs}")).build().expect("a query");
    errcat::http::query(&Request::get(uri).body(()).expect("a request"))
}

#[track_caller]
#[expect(clippy::needless_pass_by_value, reason = "what is compared is made for it")]
fn is<T: DeserializeOwned + PartialEq + std::fmt::Debug>(pairs: &str, expected: T) {
    let read: T = read(pairs).unwrap_or_else(|failure| panic!("{pairs}: {failure}"));
    assert_eq!(read, expected, "{pairs}");
}

#[track_caller]
fn fails<T: DeserializeOwned + std::fmt::Debug>(pairs: &str, text: &str) {
    let failure = read::<T>(pairs).expect_err(pairs);
    assert!(failure.is(ErrorCode::InvalidQuery), "{failure}");
    assert_eq!(failure.description(), text, "{pairs}");
}

/// A struct with one field, `a`, of this type.
#[derive(Debug, PartialEq, Deserialize)]
struct One<T> {
    a: T,
}

fn one<T>(a: T) -> One<T> {
    One { a }
}

#[test]
fn a_key_fills_a_list_whether_it_is_repeated_or_not() {
    is("a=1", one(vec![1]));
    is("a=1&a=2&a=1", one(vec![1, 2, 1]));
    is("a=&a=", one(vec![String::new(), String::new()]));
    is("a=1&a=2", one(Some(vec![1, 2])));
    is("a=1", one(Some(vec![1])));
    is("", one(None::<Vec<u8>>));
    is("a=up&a=down", one(vec![Order::Up, Order::Down]));
    is("a=1&a=2", one((1, "2".to_owned())));
    is("a=1&a=2", one([1, 2]));
    fails::<One<Vec<u8>>>("", "missing field `a`");
}

#[test]
fn a_newtype_of_a_list_is_a_list() {
    is("a=1", one(Tags(vec![1])));
    is("a=1&a=2", one(Tags(vec![1, 2])));
    is("a=1&a=2", one(Some(Tags(vec![1, 2]))));
}

#[test]
fn a_list_with_a_wrong_value_names_its_place() {
    fails::<One<Vec<u8>>>("a=1&a=256", "a[1]: number too large to fit in target type");
    fails::<One<Tags>>("a=x", "a[0]: invalid digit found in string");
    fails::<One<(u8, u8)>>("a=1", "a: invalid length 1, expected a tuple of size 2");
    fails::<One<(u8, u8)>>("a=1&a=2&a=3", "a: invalid length 3, expected 2 elements in sequence");
}

#[test]
fn a_repeated_key_of_one_value_is_a_mistake_that_names_the_key() {
    let text = "a: expected one value, found 2";
    fails::<One<u8>>("a=1&a=1", text);
    fails::<One<bool>>("a=true&a=true", text);
    fails::<One<f64>>("a=1&a=1", text);
    fails::<One<char>>("a=1&a=1", text);
    fails::<One<String>>("a=1&a=1", text);
    fails::<One<Option<String>>>("a=1&a=1", text);
    fails::<One<Order>>("a=up&a=up", text);
    fails::<One<One<u8>>>("a=1&a=1", text);
    fails::<HashMap<String, String>>("b=1&a=1&a=1", text);
}

#[test]
fn one_value_is_parsed() {
    is("a=-1", one(-1_i64));
    is("a=340282366920938463463374607431768211455", one(u128::MAX));
    is("a=1e3", one(1000.0));
    is("a=true", one(true));
    is("a=%C3%BC", one('ü'));
    is("a=+b%20", one(" b ".to_owned()));
    is("a", one(String::new()));
    is("a=up", one(Order::Up));
    is("a=7", one(Some(7)));
    is("", one(None::<u8>));
    is("a=", one(Some(String::new())));
    fails::<One<bool>>("a=on", "a: provided string was not `true` or `false`");
    fails::<One<Option<u8>>>("a=", "a: cannot parse integer from empty string");
    fails::<One<Order>>("a=left", "a: unknown variant `left`, expected one of `up`, `down`, `other`");
    fails::<One<One<u8>>>("a=1", "a: invalid type: string \"1\", expected an object");
    assert!(read::<One<Order>>("a=other").is_err());
}

#[test]
fn all_pairs_fill_a_map_or_a_list() {
    let map = |pairs: &[(&str, &[u8])]| -> BTreeMap<String, Vec<u8>> {
        pairs.iter().map(|(key, values)| ((*key).to_owned(), values.to_vec())).collect()
    };
    is("b=1&a=2&b=3", map(&[("a", &[2]), ("b", &[1, 3])]));
    is("", map(&[]));
    is("7=1&8=2", HashMap::from([(7, 1), (8, 2)]));
    is("b=1&a=2&b=3", vec![('b', 1), ('a', 2), ('b', 3)]);
    is("", ());
    assert!(read::<()>("a=1").is_err());
}

#[test]
fn a_newtype_of_a_struct_is_the_struct() {
    #[derive(Debug, PartialEq, Deserialize)]
    struct Page(One<Vec<u8>>);

    is("a=1&a=2", Page(one(vec![1, 2])));
}

/// serde reads all of them as texts first, so one value is no list and no number there.
#[test]
fn what_is_flattened_has_texts_and_lists_of_texts() {
    #[derive(Debug, PartialEq, Deserialize)]
    struct Flat {
        b: u8,
        #[serde(flatten)]
        rest: One<String>,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    struct Lists {
        b: Vec<u8>,
        #[serde(flatten)]
        rest: HashMap<String, Vec<String>>,
    }

    is("a=x&b=1", Flat { b: 1, rest: one("x".to_owned()) });
    fails::<Flat>("a=x&b=1&b=1", "b: expected one value, found 2");
    let rest = HashMap::from([("a".to_owned(), vec!["x".to_owned(), "y".to_owned()])]);
    is("a=x&b=1&a=y", Lists { b: vec![1], rest });
}

#[test]
fn a_tagged_enum_is_chosen_by_a_key() {
    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(tag = "by", rename_all = "lowercase")]
    enum Filter {
        Name { name: String },
        Names { name: Vec<String> },
    }

    is("by=name&name=x", Filter::Name { name: "x".to_owned() });
    is("name=x&by=names&name=y", Filter::Names { name: vec!["x".to_owned(), "y".to_owned()] });
}

#[test]
fn what_is_read_borrows_from_the_request() {
    #[derive(Deserialize)]
    struct Borrowed<'a> {
        a: &'a str,
        #[serde(borrow)]
        b: Vec<&'a str>,
    }

    let request = Request::get("/?b=1&a=x&b=2").body(()).expect("a request");
    let read: Borrowed<'_> = errcat::http::query::<_, ErrorCode>(&request).expect("it borrows");
    assert_eq!((read.a, read.b), ("x", vec!["1", "2"]));
}
