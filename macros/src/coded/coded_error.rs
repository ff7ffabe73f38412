//! The input of the derive: an error type, its variants, and what decides the code of each variant.

use proc_macro2::{Ident, Span};
use quote::format_ident;
use syn::spanned::Spanned;
use syn::{
    Attribute, Data, DeriveInput, Error, Fields, GenericArgument, Generics, Path, PathArguments, Type,
};

use super::attribute::{self, Binding, EXPECTED_ENUM, EXPECTED_ROW, OfType, Target};

/// An error type.
pub(super) struct CodedError<'a> {
    pub(super) name: &'a Ident,
    pub(super) generics: &'a Generics,
    pub(super) of_type: OfType,
    /// The attributes `#[allow(…)]` of the type.
    pub(super) allowed: Vec<&'a Attribute>,
    pub(super) variants: Vec<Variant<'a>>,
}

/// A variant of an enum. A struct is a single variant without a name.
pub(super) struct Variant<'a> {
    /// `None` for a struct.
    pub(super) name: Option<&'a Ident>,
    pub(super) fields: &'a Fields,
    /// The attributes `#[allow(…)]` of the variant.
    pub(super) allowed: Vec<&'a Attribute>,
    /// `None` if it is wrong, which has been reported.
    pub(super) binding: Option<Binding>,
}

impl<'a> CodedError<'a> {
    pub(super) fn read(input: &'a DeriveInput, errors: &mut Vec<Error>) -> Option<Self> {
        let mut of_type = attribute::coded(&input.attrs);
        let first = of_type.next();
        let variants = match &input.data {
            Data::Struct(data) => {
                let attributes: Vec<_> = of_type.collect();
                let binding = binding(&attributes, input.ident.span(), errors);
                on_fields(&data.fields, "struct", errors);
                vec![Variant { name: None, fields: &data.fields, allowed: Vec::new(), binding }]
            }
            Data::Enum(data) => {
                errors.extend(of_type.next().map(doubled));
                data.variants.iter().map(|variant| self::variant(variant, errors)).collect()
            }
            Data::Union(data) => {
                errors.push(Error::new(
                    data.union_token.span(),
                    "`Coded` can only be derived for an enum or a struct",
                ));
                return None;
            }
        };
        let Some(first) = first else {
            errors.push(Error::new(input.ident.span(), EXPECTED_ENUM));
            return None;
        };
        let of_type = attribute::read(first, EXPECTED_ENUM, OfType::read, errors)?;
        let allowed = allowed(&input.attrs);
        let mut error = Self { name: &input.ident, generics: &input.generics, of_type, allowed, variants };
        error.check(errors);
        Some(error)
    }

    /// Checks the variants against the attribute of the type.
    fn check(&mut self, errors: &mut Vec<Error>) {
        let is_generic = self.is_code_generic();
        for variant in &mut self.variants {
            let Some(binding) = &variant.binding else { continue };
            let is_hidden = binding.hides_row || self.of_type.hides_default;
            if matches!(binding.target, Target::Default(_)) && is_hidden {
                variant.binding = None;
                continue;
            }
            let mistake = match &binding.target {
                Target::Row { row, .. } if is_generic => Some(of_unknown_enum(row)),
                Target::Default(span) if self.of_type.default.is_none() => {
                    Some(without_row(*span, variant.name))
                }
                Target::Transparent(span) if variant.fields.len() != 1 => {
                    Some(Error::new(*span, "`transparent` needs exactly one field: the inner error"))
                }
                Target::Transparent(span)
                    if variant.fields.iter().any(|field| is_itself(&field.ty, self.name)) =>
                {
                    Some(of_itself(*span))
                }
                _ => None,
            };
            if let Some(mistake) = mistake {
                errors.push(mistake);
                variant.binding = None;
            }
        }
    }
}

impl CodedError<'_> {
    /// Returns whether the enum of codes depends on a type parameter, such as `T::Code`.
    fn is_code_generic(&self) -> bool {
        let Type::Path(code) = &self.of_type.code else { return false };
        let first = code.qself.as_ref().map_or_else(
            || first(&code.path),
            |of| match &*of.ty {
                Type::Path(of) => first(&of.path),
                _ => None,
            },
        );
        first.is_some_and(|first| self.generics.type_params().any(|param| param.ident == *first))
    }
}

fn first(path: &Path) -> Option<&Ident> {
    Some(&path.segments.first()?.ident)
}

/// Returns whether the type is this one, in a `Box` or an `Arc` or not.
fn is_itself(ty: &Type, name: &Ident) -> bool {
    let Type::Path(path) = ty else { return false };
    let Some(last) = path.path.segments.last() else { return false };
    match &last.arguments {
        PathArguments::AngleBracketed(inside) if last.ident == "Box" || last.ident == "Arc" => inside
            .args
            .iter()
            .any(|inside| matches!(inside, GenericArgument::Type(ty) if is_itself(ty, name))),
        _ => path.path.segments.len() == 1 && (last.ident == *name || last.ident == "Self"),
    }
}

fn of_itself(span: Span) -> Error {
    let help = "write `#[coded(Row)]`, or use an inner error of another type";
    Error::new(
        span,
        format!("the error is `transparent` over its own type, so it may have no code\n  = help: {help}"),
    )
}

fn of_unknown_enum(row: &Ident) -> Error {
    let message = format!("row `{row}` cannot be found, because the enum is a type parameter");
    let help = "make the variant `transparent`, with an inner error that uses the same enum";
    Error::new(row.span(), format!("{message}\n  = help: {help}"))
}

fn without_row(span: Span, variant: Option<&Ident>) -> Error {
    let message = match variant {
        Some(variant) => format!("variant `{variant}` has no row"),
        None => "the error has no row".to_owned(),
    };
    let help = match variant {
        Some(_) => {
            "write `#[coded(Row)]` above it, or give the type a default: `#[coded(ErrorCode, default = Row)]`"
        }
        None => "a struct has two attributes, in this order: `#[coded(ErrorCode)]` and `#[coded(Row)]`",
    };
    Error::new(span, format!("{message}\n  = help: {help}"))
}

fn variant<'a>(variant: &'a syn::Variant, errors: &mut Vec<Error>) -> Variant<'a> {
    let attributes: Vec<_> = attribute::coded(&variant.attrs).collect();
    let binding = binding(&attributes, variant.ident.span(), errors);
    on_fields(&variant.fields, "variant", errors);
    Variant { name: Some(&variant.ident), fields: &variant.fields, allowed: allowed(&variant.attrs), binding }
}

/// Reports each `#[coded(…)]` of a field. `parent` is what the field belongs to.
fn on_fields(fields: &Fields, parent: &str, errors: &mut Vec<Error>) {
    for attribute in fields.iter().flat_map(|field| attribute::coded(&field.attrs)) {
        let message = format!("a field cannot have `#[coded(…)]`\n  = help: write it above the {parent}");
        errors.push(Error::new_spanned(attribute, message));
    }
}

fn allowed(attributes: &[Attribute]) -> Vec<&Attribute> {
    attributes.iter().filter(|attribute| attribute.path().is_ident("allow")).collect()
}

fn binding(attributes: &[&Attribute], span: Span, errors: &mut Vec<Error>) -> Option<Binding> {
    let Some((first, more)) = attributes.split_first() else {
        return Some(Binding::default(span));
    };
    errors.extend(more.first().map(|more| doubled(more)));
    attribute::read(first, EXPECTED_ROW, Binding::read, errors)
}

fn doubled(attribute: &Attribute) -> Error {
    let message =
        "duplicate `#[coded(…)]`\n  = help: write everything into one attribute, separated by commas";
    Error::new_spanned(attribute, message)
}

impl Variant<'_> {
    pub(super) fn target(&self) -> Option<&Target> {
        Some(&self.binding.as_ref()?.target)
    }

    /// Returns the names that expressions use for the fields: the name of a named field, and `_0`, `_1` and so on for
    /// others.
    pub(super) fn names(&self) -> Vec<Ident> {
        let fields = self.fields.iter().enumerate();
        fields
            .map(|(index, field)| field.ident.clone().unwrap_or_else(|| format_ident!("_{index}")))
            .collect()
    }
}
