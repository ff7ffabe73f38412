//! Derives of other crates that read the names of variants: none of these is on the wire, and nothing would tell.

use syn::punctuated::Punctuated;
use syn::{Error, Path, Token};

use crate::item::Enum;

/// Derives that list names, or read them, by the last name of their paths.
const OF_NAMES: [&str; 41] = [
    // OpenAPI and JSON Schema.
    "ToSchema",
    "ToResponse",
    "IntoResponses",
    "JsonSchema",
    "Apiv2Schema",
    "ApiComponent",
    "OaSchema",
    "AvroSchema",
    // GraphQL, and poem's OpenAPI.
    "Enum",
    "GraphQLEnum",
    // TypeScript and other languages.
    "TS",
    "Tsify",
    "TypeDef",
    "Type",
    "Interface",
    // Command lines.
    "ValueEnum",
    "ArgEnum",
    "FromArgValue",
    // Databases; `Type` is sqlx's, too.
    "DbEnum",
    "ToSql",
    "FromSql",
    "DeriveActiveEnum",
    "DeriveDisplay",
    "DeriveIden",
    // strum and its like.
    "AsRefStr",
    "AsStaticStr",
    "IntoStaticStr",
    "EnumString",
    "EnumMessage",
    "EnumDiscriminants",
    "VariantNames",
    "EnumVariantNames",
    "EnumVariants",
    "ToVariantName",
    // Forms, reflection.
    "FromFormField",
    "UriDisplayQuery",
    "UriDisplayPath",
    "FromMeta",
    "Reflect",
    "Facet",
    "Valuable",
];

/// Of the traits that errcat implements itself, those of which a derive would show names, unless an attribute names texts.
const OF_TEXTS: [&str; 2] = ["Display", "FromStr"];

/// What says in a derive's own words what the texts are.
const NAMING: [&str; 5] = ["display", "displaydoc", "from_str", "strum", "parse_display"];

/// An error for each of them, at its place.
pub(crate) fn check(item: &Enum, errors: &mut Vec<Error>) {
    let attributes = item.attrs.iter().chain(item.variants.iter().flat_map(|variant| &variant.attrs));
    let is_named =
        attributes.clone().any(|attribute| NAMING.iter().any(|name| attribute.path().is_ident(name)));
    let derives = item.attrs.iter().filter(|attribute| attribute.path().is_ident("derive"));
    // What is no list of paths is rustc's to report.
    let paths = derives
        .filter_map(|derive| derive.parse_args_with(Punctuated::<Path, Token![,]>::parse_terminated).ok());
    errors
        .extend(paths.flatten().filter(|path| reads_names(path, is_named)).map(|path| refused(&path, item)));
    let typeshare = item.attrs.iter().map(syn::Attribute::path).filter(|path| is_last(path, "typeshare"));
    errors.extend(typeshare.map(|path| refused(path, item)));
}

fn reads_names(path: &Path, is_named: bool) -> bool {
    // A map over an enum counts its variants.
    let is_counted = path.segments.first().is_some_and(|first| first.ident == "enum_map");
    let is_one_of = |names: &[&str]| names.iter().any(|name| is_last(path, name));
    is_one_of(&OF_NAMES) && !is_counted || is_one_of(&OF_TEXTS) && !is_named
}

fn is_last(path: &Path, name: &str) -> bool {
    path.segments.last().is_some_and(|last| last.ident == name)
}

fn refused(path: &Path, item: &Enum) -> Error {
    let name = path.segments.last().map(|last| last.ident.to_string()).unwrap_or_default();
    let help = if name == "EnumString" || OF_TEXTS.contains(&&*name) {
        "leave it out: errcat implements the trait for the codes".to_owned()
    } else {
        let all = &item.ident;
        format!(
            "leave it out, and implement its trait over `{all}::ALL`: docs/schemas.md of errcat shows how"
        )
    };
    let message =
        format!("`{name}` would take the names of the variants, which are not the codes on the wire");
    Error::new_spanned(path, format!("{message}\n  = help: {help}"))
}

#[cfg(test)]
mod tests {
    use quote::quote;
    use syn::parse::Parser;

    use super::*;
    use crate::item;

    fn errors(item: proc_macro2::TokenStream) -> usize {
        let read = |input: syn::parse::ParseStream<'_>| item::read(input, proc_macro2::Span::call_site());
        let mut errors = Vec::new();
        check(&read.parse2(item).expect("an enum"), &mut errors);
        errors.len()
    }

    #[test]
    fn a_derive_that_reads_names_is_refused_however_its_path_begins() {
        assert_eq!(errors(quote! { #[derive(utoipa::ToSchema, Hash, JsonSchema)] enum ErrorCode {} }), 2);
        assert_eq!(errors(quote! { #[derive(Hash)] #[derive(::strum::EnumString)] enum ErrorCode { A } }), 1);
        assert_eq!(errors(quote! { #[derive(Enum, sqlx::Type, clap::ValueEnum, TS)] enum ErrorCode {} }), 4);
        assert_eq!(errors(quote! { #[typeshare::typeshare] enum ErrorCode {} }), 1);
        assert_eq!(errors(quote! { #[derive(strum::Display)] enum ErrorCode {} }), 1);
    }

    #[test]
    fn a_derive_that_reads_none_or_is_told_the_texts_is_taken() {
        let item = quote! { #[derive(Debug, Serialize, Deserialize, EnumIter, EnumCount, enum_map::Enum)] enum ErrorCode {} };
        assert_eq!(errors(item), 0);
        let item = quote! { #[derive(derive_more::Display)] enum ErrorCode { #[display("gone")] NotFound } };
        assert_eq!(errors(item), 0);
    }
}
