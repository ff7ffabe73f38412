//! The trait of a catalog's enum, its rows, and the tables that the macro generates. All of this works without `std`.

mod code;
mod code_serde;
mod entry;
mod frame;
mod http_kind;
mod layout;
mod lookup;
mod params;
mod table;

pub use errcat_core::Level;

pub use self::code::{Code, UnknownCode};
pub use self::code_serde::{deserialize, serialize};
pub use self::entry::Entry;
pub use self::frame::Frame;
pub use self::http_kind::{HttpKind, HttpRow};
pub use self::layout::{Layout, Tag};
pub use self::lookup::Lookup;
#[cfg(all(feature = "jiff", feature = "serde_json"))]
pub(crate) use self::params::equal;
pub use self::params::{Params, bound};
pub use self::table::{More, Table};
