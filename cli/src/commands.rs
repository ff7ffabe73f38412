//! The commands, each in a file.

pub(crate) mod check;
pub(crate) mod completions;
pub(crate) mod diff;
pub(crate) mod explain;
pub(crate) mod generate;
pub(crate) mod list;
pub(crate) mod lock;
pub(crate) mod new;
pub(crate) mod rules;

use std::io::{self, Write};
use std::path::Path;

use errcat_catalog::{Catalog, Rejected};

use crate::arguments::Catalogs;
use crate::{discover, files};

/// The reason why a command could not do what it was asked to do. It is no finding.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Failed(pub(crate) String);

impl Failed {
    pub(crate) fn print(&self) {
        if !self.0.is_empty() {
            // The text is for a person.
            writeln!(anstream::stderr(), "error: {}", self.0).ok();
        }
    }
}

impl From<io::Error> for Failed {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            // The reader has seen enough, as in `cargo errcat list | head`.
            io::ErrorKind::BrokenPipe => Self(String::new()),
            _ => Self(format!("cannot write the output: {error}")),
        }
    }
}

/// Reads catalogs for a command that needs them without mistakes.
pub(crate) fn read_all(catalogs: &Catalogs) -> Result<Vec<Catalog>, Failed> {
    discover::catalogs(catalogs)?.iter().map(|path| read(path)).collect()
}

pub(crate) fn read(path: &Path) -> Result<Catalog, Failed> {
    files::read(path).map_err(|rejected| Failed::from(*rejected))
}

impl From<Rejected> for Failed {
    fn from(rejected: Rejected) -> Self {
        let mut messages = rejected.diagnostics.messages();
        let first = messages.next().unwrap_or_default();
        let others = messages.count();
        let note = match others {
            0 => String::new(),
            1 => "\n1 more mistake: see `cargo errcat check`".to_owned(),
            _ => format!("\n{others} more mistakes: see `cargo errcat check`"),
        };
        Self(format!("{first}{note}"))
    }
}
