//! Reports a `#[repr(…)]` that is too small for all rows. rustc would report an error for every row that does not fit.

use errcat_catalog::Catalog;
use syn::punctuated::Punctuated;
use syn::{Attribute, Error, Meta, Token};

use crate::input::Input;

/// The number of variants that fit. Every other representation has room for all catalogs.
const ROOM: [(&str, usize); 4] = [("transparent", 1), ("i8", 128), ("u8", 256), ("i16", 32_768)];

/// Returns an error for each attribute that is too small.
pub(crate) fn check(input: &Input, catalog: &Catalog) -> Vec<Error> {
    let path = input.path.value();
    let count = catalog.rows.len();
    let narrow = input.item.attrs.iter().filter_map(|attribute| narrow(attribute, count));
    narrow.map(|(repr, room)| no_room(&repr, room, count, &path)).collect()
}

/// Returns whether an attribute is not a representation that is too small. Only such attributes are part of the output.
pub(crate) fn has_room(attribute: &Attribute, catalog: &Catalog) -> bool {
    narrow(attribute, catalog.rows.len()).is_none()
}

/// Returns the representation that is too small for `count` variants, and the number of variants that fit.
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
    let message = format!("`repr({name})` has room for {room} {codes}, but `{path}` has {count}");
    Error::new_spanned(
        repr,
        format!("{message}\n  = help: use `repr(u16)`, which has room for every catalog"),
    )
}

#[cfg(test)]
mod tests {
    use syn::parse_quote;

    use super::*;

    #[test]
    fn a_representation_has_room_for_one_code_for_each_number_from_zero() {
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
    fn every_other_representation_has_room_for_every_catalog() {
        let others: [Attribute; 4] = [
            parse_quote!(#[repr(u16)]),
            parse_quote!(#[repr(C)]),
            parse_quote!(#[repr(isize, align(2))]),
            parse_quote!(#[derive(u8)]),
        ];
        assert!(others.iter().all(|other| narrow(other, 65_535).is_none()));
    }
}
