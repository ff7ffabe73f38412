//! What `errcat_catalog::read` returns for any text. This is one binary, because each one more takes time to link.

mod any_text;
mod caret;
mod consequences;
mod json_schema;
mod limits;
mod names;
mod paths;
mod placeholders;
mod salvage;
mod secrets;
mod spreads;
mod strings;
mod suggestions;
mod syntax;
mod unknown_keys;
