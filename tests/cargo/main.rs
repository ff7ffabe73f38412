//! Packages that the real cargo compiles, as a user's would be.

mod editor;
mod features;
mod files;
mod programs;
mod readme;
mod real_catalogs;
mod regeneration;
mod scratch;
