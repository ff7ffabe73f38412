//! The module with the extractors of each framework.

by_feature! {
    or __no_extractors;
    "actix-web": __actix as actix,
    "axum": __axum as axum,
    "poem": __poem as poem,
    "rocket": __rocket as rocket,
}
