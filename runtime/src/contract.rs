//! The trait of a catalog's enum, its rows, and the tables and the module that the macro generates. All of this works without
//! `std`.

mod binding;
mod body;
mod code;
mod code_serde;
mod entry;
mod http_kind;
mod http_row;
mod lookup;
pub(crate) mod module;
mod params;
mod table;

pub use errcat_core::Level;

#[cfg(all(feature = "jiff", feature = "serde_json"))]
pub(crate) use self::binding::contains;
pub use self::binding::{bound, without_params};
#[cfg(all(feature = "jiff", feature = "serde_json"))]
pub(crate) use self::body::only_slot;
pub use self::body::{Bodies, Body, Form, Member, Node, Object, Piece, Rest, Scalar, Segment, Slot, Tell};
pub use self::code::{Code, UnknownCode};
pub use self::code_serde::{deserialize, serialize};
pub use self::entry::Entry;
pub use self::http_kind::HttpKind;
pub use self::http_row::HttpRow;
pub use self::lookup::Lookup;
pub use self::params::RowParams;
pub use self::table::{Deprecated, More, Table};
