//! Extractors for frameworks and checks whose features are off. A use of one is an error that names the feature.
#![allow(missing_docs, reason = "these items are not public")]

macro_rules! without_feature {
    ($module:ident, $feature:literal, $message:literal, [$($extractor:ident),*]) => {
        #[cfg(not(feature = $feature))]
        pub mod $module {
            /// No type implements this trait, so every use of an extractor is an error.
            #[diagnostic::on_unimplemented(
                message = $message,
                label = "needs a feature of `errcat` that is off"
            )]
            pub trait Enabled {}

            $(
                #[derive(Debug)]
                pub struct $extractor<T: Enabled>(pub T);
            )*
        }
    };
}

without_feature! {
    actix, "actix-web", "enable the feature `actix-web` of `errcat` for this extractor",
    [Json, Form, Query, Header, Garde, Validated]
}
without_feature! {
    axum, "axum", "enable the feature `axum` of `errcat` for this extractor",
    [Json, Form, Query, Path, Header, Garde, Validated]
}
without_feature! {
    garde, "garde", "enable the feature `garde` of `errcat` for this extractor", [Garde]
}
without_feature! {
    poem, "poem", "enable the feature `poem` of `errcat` for this extractor", [Json, Form, Query, Header]
}
without_feature! {
    rocket, "rocket", "enable the feature `rocket` of `errcat` for this extractor", [Json, Form, Query, Header]
}
without_feature! {
    validator, "validator", "enable the feature `validator` of `errcat` for this extractor", [Validated]
}
