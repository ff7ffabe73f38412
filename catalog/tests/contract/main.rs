//! Two versions of a contract are compared, locked and read back.

mod any_edit;
mod any_lock;
mod examples;
mod fixture;
mod implied;
mod lock;
mod meaning;
mod model;
