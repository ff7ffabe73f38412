//! `new`: a catalog to start with.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::process::ExitCode;

use super::Failed;
use crate::arguments::New;

/// The catalog. A test holds that it has no mistakes.
pub(crate) const TEMPLATE: &str = include_str!("new.toml");

pub(crate) fn run(arguments: &New) -> Result<ExitCode, Failed> {
    let path = &arguments.path;
    if path.extension().is_none_or(|extension| extension != "toml") {
        return Err(Failed(format!(
            "the name of a catalog ends in `.toml`, and `{}` does not",
            path.display()
        )));
    }
    let failed = |error: io::Error| match error.kind() {
        io::ErrorKind::AlreadyExists => Failed(format!("`{}` exists already", path.display())),
        _ => Failed(format!("cannot write `{}`: {error}", path.display())),
    };
    let mut file = OpenOptions::new().write(true).create_new(true).open(path).map_err(failed)?;
    if let Err(error) = file.write_all(TEMPLATE.as_bytes()) {
        // Nothing is written half.
        drop(file);
        fs::remove_file(path).ok();
        return Err(failed(error));
    }
    writeln!(anstream::stderr(), "wrote {}", path.display())?;
    Ok(ExitCode::SUCCESS)
}
