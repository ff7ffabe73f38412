//! The params of an occurrence: the values in the text of a row, as data.

use core::fmt::{self, Display};
use core::str::FromStr;

use serde::de::{DeserializeOwned, Error};
use serde_json::{Map, Value as Json};

use super::digits::integer;
use super::failure::SHOWN;
use super::value::Value;
use super::{Failure, line};
use crate::Code;
use crate::contract::RowParams;

/// The params of a row. The structs in a catalog's module implement this trait, such as `error_code::RequestTooFast`.
///
/// A failure that is made of such a struct has its text and its values. A client reads them with
/// [`Failure::params`].
///
/// `#[errcat::catalog]` implements this trait. Do not implement it by hand: its items are hidden, and these change with
/// any version.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a struct with the params of a row",
    label = "expected a struct of the catalog's module, such as `error_code::RequestTooFast`"
)]
pub trait Params: Display + Send + Sync + 'static {
    /// The index of the row in `Code::ALL`.
    #[doc(hidden)]
    fn row() -> usize
    where
        Self: Sized;

    /// Params with empty values, for `#[derive(Coded)]`, which sets them one by one.
    #[doc(hidden)]
    fn draft() -> Self
    where
        Self: Sized;

    /// The value of the param with this index.
    #[doc(hidden)]
    fn value(&self, index: usize) -> Option<Value<'_>>;

    /// Reads the params that a peer sent.
    #[doc(hidden)]
    fn read(values: &SentParams) -> ReadParams<Self>
    where
        Self: Sized;
}

// The generated code uses these names. A re-export of `serde_json` would be in the messages of rustc.
/// The params that a peer sent.
pub type SentParams = Map<String, Json>;
/// The params as a struct, or what is wrong with them.
pub type ReadParams<P> = serde_json::Result<P>;

/// Creates a failure whose text is the message of the row with these params.
pub fn failure<C: Code>(code: C, params: Box<dyn Params>) -> Failure<C> {
    let row = code.entry().params();
    let failure = Failure::new(code).with_description(params.to_string()).expose();
    failure.with(|more| more.data_mut().params = row.map(|row| Values::Own(row, params)))
}

/// Reads a param. A number and a boolean may be written as a string, as gRPC sends them, and an integer as `64.0`.
///
/// # Errors
///
/// Returns an error if the param is missing, or if it has another type.
pub fn param<T: DeserializeOwned + FromStr>(values: &Map<String, Json>, name: &str) -> serde_json::Result<T> {
    let Some(value) = values.get(name) else {
        return Err(Error::custom(format_args!("param `{name}` is missing")));
    };
    if let Some(parsed) = value.as_str().and_then(|text| text.parse().ok()) {
        return Ok(parsed);
    }
    let whole = value.as_f64().filter(|_| value.is_f64()).and_then(integer).map(Json::from);
    T::deserialize(whole.as_ref().unwrap_or(value)).or_else(|_| T::deserialize(value)).map_err(|error| {
        let text = error.to_string();
        Error::custom(format_args!("param `{name}`: {}", line::bounded(&text, SHOWN)))
    })
}

/// The values of the params of an occurrence.
pub enum Values {
    /// The struct of the catalog's module, and what the row says of its fields.
    Own(&'static RowParams, Box<dyn Params>),
    /// What a peer sent.
    Read(Map<String, Json>),
}

impl Values {
    pub(crate) fn get(&self, name: &str) -> Option<Value<'_>> {
        match self {
            Self::Own(row, own) => own.value(row.names.iter().position(|own| *own == name)?),
            Self::Read(read) => read.get(name).map(Value::Json),
        }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, Value<'_>)> {
        let (names, own, read) = match self {
            Self::Own(row, own) => (row.names, Some(own), None),
            Self::Read(read) => (&[][..], None, Some(read)),
        };
        let own = names.iter().enumerate().filter_map(move |(index, name)| Some((*name, own?.value(index)?)));
        own.chain(read.into_iter().flatten().map(|(name, value)| (name.as_str(), Value::Json(value))))
    }

    fn to_map(&self) -> Map<String, Json> {
        let json = |value: Value<'_>| serde_json::to_value(value).unwrap_or_default();
        self.iter().map(|(name, value)| (name.to_owned(), json(value))).collect()
    }
}

impl fmt::Debug for Values {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.to_map().fmt(f)
    }
}

impl<C: Code> Failure<C> {
    /// The params as a struct of the catalog's module. `None` if the failure has another code, or if a peer sent no params.
    ///
    /// # Errors
    ///
    /// The result is an error if a peer sent a value of another type, or not all of the params. Nothing else of the
    /// failure is affected.
    ///
    /// ```
    /// # #[errcat::catalog("../error_codes.toml")]
    /// # enum ErrorCode {}
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// use error_code::{Failure, RequestTooFast};
    ///
    /// let sent = Failure::from(RequestTooFast { seconds: 60 });
    /// // The default body has no place for params. A problem document has.
    /// let read = Failure::from_problem_json(&sent.to_problem_json())?;
    /// if let Some(params) = read.params::<RequestTooFast>() {
    ///     assert_eq!(params?.seconds, 60);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn params<P: Params + Into<Self>>(&self) -> Option<serde_json::Result<P>> {
        let values = self.more.as_ref()?.params()?;
        let code = C::ALL.get(P::row()).copied();
        (self.code.is_some() && self.code == code).then(|| P::read(&values.to_map()))
    }

    /// The params as JSON values, by their names. Empty if there are none.
    ///
    /// ```
    /// # #[errcat::catalog("../error_codes.toml")]
    /// # enum ErrorCode {}
    /// # fn main() {
    /// let failure: error_code::Failure = error_code::RequestTooFast { seconds: 60 }.into();
    /// assert_eq!(failure.to_params()["seconds"], 60);
    /// # }
    /// ```
    pub fn to_params(&self) -> Map<String, Json> {
        let params = self.more.as_ref().and_then(|more| more.params());
        params.map_or_else(Map::new, Values::to_map)
    }
}
