//! The handlers, by what they are about.

pub(crate) mod accounts;
pub(crate) mod channels;
pub(crate) mod commands;
pub(crate) mod feeds;
pub(crate) mod groups;
pub(crate) mod tokens;
