//! The output under every lint that somebody may deny: clippy holds it when it is asked about this package.
//!
//! Whoever is told of a lint in code that a macro wrote can neither change that code nor, in the catalog's module, allow
//! the lint.
#![deny(
    keyword_idents,
    let_underscore,
    nonstandard_style,
    refining_impl_trait,
    rust_2018_idioms,
    unused,
    ambiguous_negative_literals,
    deprecated_in_future,
    explicit_outlives_requirements,
    impl_trait_redundant_captures,
    meta_variable_misuse,
    missing_copy_implementations,
    missing_debug_implementations,
    missing_docs,
    redundant_imports,
    redundant_lifetimes,
    single_use_lifetimes,
    trivial_casts,
    trivial_numeric_casts,
    unit_bindings,
    unnameable_types,
    unreachable_pub,
    unsafe_code,
    unused_import_braces,
    unused_lifetimes,
    unused_macro_rules,
    unused_qualifications,
    unused_results,
    variant_size_differences
)]
#![deny(clippy::all, clippy::pedantic, clippy::nursery)]
// Of clippy's `restriction`, some that are about code which a macro may write.
#![deny(
    clippy::allow_attributes_without_reason,
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::exhaustive_structs,
    clippy::expect_used,
    clippy::impl_trait_in_params,
    clippy::indexing_slicing,
    clippy::let_underscore_must_use,
    clippy::let_underscore_untyped,
    clippy::min_ident_chars,
    clippy::panic,
    clippy::pub_use,
    clippy::same_name_method,
    clippy::shadow_reuse,
    clippy::shadow_same,
    clippy::shadow_unrelated,
    clippy::single_call_fn,
    clippy::unwrap_used
)]

use errcat::Coded;

/// Every key of the format, with names that lints object to.
#[errcat::catalog("src/lints/codes.toml")]
pub enum Codes {}

/// Codes that are integers.
#[errcat::catalog("src/lints/integers.toml", module = numbers)]
pub enum Number {}

/// An enum that is written with its variants.
#[errcat::catalog("src/lints/integers.toml")]
pub enum Held {
    /// The first.
    Code1001,
    /// The second.
    Code5,
}

/// An enum of the crate.
#[errcat::catalog("src/lints/codes.toml")]
pub(crate) enum Own {}

mod within {
    use errcat as renamed;

    #[errcat::catalog("src/lints/codes.toml", crate = renamed)]
    enum Private {}

    #[errcat::catalog("src/lints/codes.toml", crate = super::within::renamed)]
    pub(super) enum Around {}
}

/// An error that is bound in every way there is.
#[derive(Debug, Coded)]
#[coded(Codes, default = Error)]
pub enum Fault<T: core::fmt::Debug> {
    /// Each param.
    #[coded(
        RequestTooFast { seconds: *seconds, r#match, ratio: 0.5_f64, left: true },
        retry_after = wait,
        member(length = r#match.len() + r#match.capacity(), of = r#match)
    )]
    Each {
        /// An expression.
        seconds: u32,
        /// A field alone.
        r#match: String,
        /// A time.
        wait: Option<core::time::Duration>,
    },
    /// The text of the error.
    #[coded(ChannelGone, expose)]
    Exposed,
    /// No float.
    #[coded(Integers { a: *_0, b: 2, c: 3, d: 4, e: String::new(), f: true })]
    Integers(u32),
    /// Another error.
    #[coded(transparent)]
    Other(Box<Plain>),
    /// A text.
    #[coded(ChannelGone, description = "{0:?}", member(number = _1))]
    Text(T, u8),
    /// The default.
    Without,
}

/// An error with a bound that the output needs, too.
#[derive(Debug, Coded)]
#[coded(Codes)]
pub enum Around<T: Coded<Code = Codes>, U>
where
    U: Coded<Code = Codes>,
{
    /// One error.
    #[coded(transparent)]
    First(T),
    /// Another one of the same type.
    #[coded(transparent)]
    Second(T),
    /// One with a bound of another form.
    #[coded(transparent)]
    Third(U),
}

/// An error that is a struct.
#[derive(Debug, Coded)]
#[coded(Codes)]
#[coded(ChannelGone, description = "a text")]
#[non_exhaustive]
pub struct Plain;

impl<T: core::fmt::Debug> core::fmt::Display for Fault<T> {
    #[inline]
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        formatter.write_str("a fault")
    }
}

impl core::fmt::Display for Plain {
    #[inline]
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        formatter.write_str("plain")
    }
}

impl<T: Coded<Code = Codes>, U: Coded<Code = Codes>> core::fmt::Display for Around<T, U> {
    #[inline]
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        formatter.write_str("another error")
    }
}

impl<T: core::fmt::Debug> core::error::Error for Fault<T> {}

impl<T: Coded<Code = Codes>, U: Coded<Code = Codes>> core::error::Error for Around<T, U> {}

impl core::error::Error for Plain {}
