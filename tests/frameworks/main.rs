//! Each framework's replies, and its own failures in the envelope.

mod adapters;
mod always_ok;
mod axum_extractors;
mod axum_layer;
mod catalog;
mod checks;
mod conformance;
mod content_types;
mod grpc;
mod guard;
mod headers;
mod metrics;
mod pairs;
mod problem;
mod request_ids;
mod responses;
mod statuses;
mod waits;
