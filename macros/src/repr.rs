//! A `#[repr(…)]` without room for all rows. rustc would report every row too many, each with the one in its place.

use errcat_catalog::Catalog;
use syn::punctuated::Punctuated;
use syn::{Attribute, Error, Meta, Token};

use crate::input::Input;

/// How many variants fit. What is not here has room for any catalog.
const ROOM: [(&str, usize); 4] = [("transparent", 1), ("i8", 128), ("u8", 256), ("i16", 32_768)];

/// An error for each attribute that has no room.
pub(crate) fn check(input: &Input, catalog: &Catalog) -> Vec<Error> {
    let path = input.path.value();
    let count = catalog.rows.len();
    let narrow = input.item.attrs.iter().filter_map(|attribute| narrow(attribute, count));
    narrow.map(|(repr, room)| no_room(&repr, room, count, &path)).collect()
}

/// Whether the attribute has room for all rows, or is about something else: no other is part of the output.
pub(crate) fn has_room(attribute: &Attribute, catalog: &Catalog) -> bool {
    narrow(attribute, catalog.rows.len()).is_none()
}

/// What in an attribute has no room, and the room that there is.
fn narrow(attribute: &Attribute, count: usize) -> Option<(Meta, usize)> {
    if !attribute.path().is_ident("repr") {
        return None;
    }
    let reprs = attribute.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated).ok()?;
    reprs.into_iter().find_map(|repr| {
        let room = ROOM.iter().find(|(name, _)| repr.path().is_ident(name))?.1;
        (room < count).then_some((repr, room))
    })
}

fn no_room(repr: &Meta, room: usize, count: usize, path: &str) -> Error {
    let name = repr.path().get_ident().map(ToString::to_string).unwrap_or_default();
    let codes = if room == 1 { "code" } else { "codes" };
    let message = format!("`repr({name})` has room for {room} {codes}, and `{path}` has {count}");
    Error::new_spanned(repr, format!("{message}\n  = help: `repr(u16)` has room for any catalog"))
}

#[cfg(test)]
mod tests {
    use syn::parse_quote;

    use super::*;

    #[test]
    fn a_representation_has_room_for_as_many_codes_as_it_has_numbers_from_zero() {
        let representations: [(Attribute, usize); 4] = [
            (parse_quote!(#[repr(transparent)]), 1),
            (parse_quote!(#[repr(C, i8)]), 128),
            (parse_quote!(#[repr(u8, align(4))]), 256),
            (parse_quote!(#[repr(i16)]), 32_768),
        ];
        for (attribute, room) in representations {
            assert!(narrow(&attribute, room).is_none());
            assert!(narrow(&attribute, room + 1).is_some());
        }
    }

    #[test]
    fn any_other_has_room_for_every_catalog() {
        let others: [Attribute; 4] = [
            parse_quote!(#[repr(u16)]),
            parse_quote!(#[repr(C)]),
            parse_quote!(#[repr(isize, align(2))]),
            parse_quote!(#[derive(u8)]),
        ];
        assert!(others.iter().all(|other| narrow(other, 65_535).is_none()));
    }
}
