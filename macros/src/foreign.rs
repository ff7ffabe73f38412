//! Refuses derives of other crates that use the names of the variants. These names are not sent, and nobody would
//! notice the mistake.

use syn::punctuated::Punctuated;
use syn::{Error, Path, Token};

use crate::item::Enum;

/// The derives that write or read the names of variants, by the last segment of their paths.
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
    // GraphQL, and the OpenAPI of poem.
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
    // Databases. `Type` is also a derive of sqlx.
    "DbEnum",
    "ToSql",
    "FromSql",
    "DeriveActiveEnum",
    "DeriveDisplay",
    "DeriveIden",
    // strum and similar crates.
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

/// The traits that errcat implements itself, and whose derives would use the names of the variants. An attribute can
/// give such a derive other texts.
const OF_TEXTS: [&str; 2] = ["Display", "FromStr"];

/// Refused derives for traits that errcat implements itself, with the names of these traits in `expand::derives`.
pub(crate) const OF_OWN_TRAITS: [(&str, &[&str]); 2] =
    [("AsRefStr", &["AsRef"]), ("EnumString", &["FromStr", "TryFromStr"])];

/// Refused derives for traits that a feature of errcat implements, and this feature.
const OF_FEATURES: [(&str, &str); 2] = [
    ("ToSchema", "the feature `utoipa` of errcat"),
    ("JsonSchema", "the feature `schemars` of errcat (`aide` for schemars 0.9)"),
];

/// The attributes that give a derive other texts.
const NAMING: [&str; 5] = ["display", "displaydoc", "from_str", "strum", "parse_display"];

/// Reports each of these derives.
pub(crate) fn check(item: &Enum, errors: &mut Vec<Error>) {
    let attributes = item.attrs.iter().chain(item.variants.iter().flat_map(|variant| &variant.attrs));
    let has_texts =
        attributes.clone().any(|attribute| NAMING.iter().any(|name| attribute.path().is_ident(name)));
    let derives = item.attrs.iter().filter(|attribute| attribute.path().is_ident("derive"));
    // If the arguments are not a list of paths, rustc reports that.
    let paths = derives
        .filter_map(|derive| derive.parse_args_with(Punctuated::<Path, Token![,]>::parse_terminated).ok());
    errors
        .extend(paths.flatten().filter(|path| uses_names(path, has_texts)).map(|path| refused(&path, item)));
    let typeshare = item.attrs.iter().map(syn::Attribute::path).filter(|path| is_last(path, "typeshare"));
    errors.extend(typeshare.map(|path| refused(path, item)));
}

fn uses_names(path: &Path, has_texts: bool) -> bool {
    // The derive `enum_map::Enum` only counts the variants.
    let is_counted = path.segments.first().is_some_and(|first| first.ident == "enum_map");
    let is_one_of = |names: &[&str]| names.iter().any(|name| is_last(path, name));
    is_one_of(&OF_NAMES) && !is_counted || is_one_of(&OF_TEXTS) && !has_texts
}

fn is_last(path: &Path, name: &str) -> bool {
    path.segments.last().is_some_and(|last| last.ident == name)
}

fn refused(path: &Path, item: &Enum) -> Error {
    let name = path.segments.last().map(|last| last.ident.to_string()).unwrap_or_default();
    let help = help(&name, item);
    let message =
        format!("`{name}` would use the names of the variants, which are not the codes that are sent");
    Error::new_spanned(path, format!("{message}\n  = help: {help}"))
}

fn help(name: &str, item: &Enum) -> String {
    let is_own = OF_OWN_TRAITS.iter().any(|(derive, _)| *derive == name);
    if is_own || OF_TEXTS.contains(&name) {
        return "remove it: errcat implements this trait with the codes".to_owned();
    }
    if let Some((_, feature)) = OF_FEATURES.iter().find(|(derive, _)| *derive == name) {
        return format!("remove it: {feature} implements this trait with the codes");
    }
    let all = &item.ident;
    format!("remove it, and implement its trait with `{all}::ALL`, as docs/schemas.md of errcat shows")
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
    fn a_derive_that_uses_names_is_refused_with_any_path() {
        assert_eq!(errors(quote! { #[derive(utoipa::ToSchema, Hash, JsonSchema)] enum ErrorCode {} }), 2);
        assert_eq!(errors(quote! { #[derive(Hash)] #[derive(::strum::EnumString)] enum ErrorCode { A } }), 1);
        assert_eq!(errors(quote! { #[derive(Enum, sqlx::Type, clap::ValueEnum, TS)] enum ErrorCode {} }), 4);
        assert_eq!(errors(quote! { #[typeshare::typeshare] enum ErrorCode {} }), 1);
        assert_eq!(errors(quote! { #[derive(strum::Display)] enum ErrorCode {} }), 1);
    }

    #[test]
    fn a_derive_that_uses_no_names_or_has_other_texts_is_accepted() {
        let item = quote! { #[derive(Debug, Serialize, Deserialize, EnumIter, EnumCount, enum_map::Enum)] enum ErrorCode {} };
        assert_eq!(errors(item), 0);
        let item = quote! { #[derive(derive_more::Display)] enum ErrorCode { #[display("gone")] NotFound } };
        assert_eq!(errors(item), 0);
    }
}
