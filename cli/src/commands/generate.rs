//! `generate`: what is made of a catalog for everybody who is not the compiler.

mod site;

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use errcat_catalog::{Catalog, generate};
use serde_json::{Deserializer, Serializer};

use super::{Failed, read};
use crate::arguments::{Catalogs, Generate, Kind};
use crate::{atomic, discover, files, locks, shell};

pub(crate) fn run(arguments: &Generate) -> Result<ExitCode, Failed> {
    let path = catalog(arguments)?;
    let catalog = read(&path)?;
    let out = &arguments.out;
    if is_source(out, &catalog) {
        return Err(Failed(format!("`{}` is a file of the catalog; name another one", out.display())));
    }
    if is_same_file(out, &locks::path(&path)) {
        return Err(Failed(format!("`{}` is the lock of the catalog; name another file", out.display())));
    }
    let is_standard_output = out == Path::new("-");
    if arguments.check {
        if is_standard_output {
            return Err(Failed("`--check` compares a file; name it in place of `-`".to_owned()));
        }
        let stale = stale(arguments.kind, &catalog, arguments.internal, out)?;
        let Some(message) = stale else { return Ok(ExitCode::SUCCESS) };
        writeln!(anstream::stdout(), "{message}; run the command without `--check`")?;
        return Ok(ExitCode::from(1));
    }
    let Some(text) = text(arguments.kind, &catalog, arguments.internal)? else {
        if is_standard_output {
            return Err(Failed("`docs` is a folder of files; name a folder in place of `-`".to_owned()));
        }
        return site::write(out, &generate::docs(&catalog, arguments.internal));
    };
    if is_standard_output {
        io::stdout().write_all(text.as_bytes())?;
        return Ok(ExitCode::SUCCESS);
    }
    atomic::write(out, text.as_bytes())?;
    writeln!(anstream::stderr(), "wrote {}", out.display())?;
    Ok(ExitCode::SUCCESS)
}

/// The command that writes a file or a folder.
pub(crate) fn command(kind: Kind, catalog: &Catalog, out: &Path) -> String {
    let path = catalog.sources.paths().next().unwrap_or_default();
    let [path, out] = [path, &files::slashes(out)].map(shell::word);
    format!("cargo errcat generate {} {path} --out {out}", kind.name())
}

/// Compares a file or a folder with what is made of the catalog now. Returns what is out of date, if anything is.
pub(crate) fn stale(
    kind: Kind,
    catalog: &Catalog,
    with_internal: bool,
    out: &Path,
) -> Result<Option<String>, Failed> {
    let Some(text) = text(kind, catalog, with_internal)? else {
        return site::stale(out, &generate::docs(catalog, with_internal));
    };
    let out_of_date = match bytes(out)? {
        Some(bytes) if is_same(&bytes, &text) => None,
        Some(_) => Some("is out of date"),
        None => Some("is not there"),
    };
    Ok(out_of_date.map(|what| format!("`{}` {what}", out.display())))
}

/// Finds out whether a file or a folder can be read, if it is there.
pub(crate) fn try_read(kind: Kind, out: &Path) -> Result<(), Failed> {
    match kind {
        Kind::Docs => site::stale(out, &[]).map(drop),
        _ => bytes(out).map(drop),
    }
}

/// The bytes of a file, if it is there.
fn bytes(out: &Path) -> Result<Option<Vec<u8>>, Failed> {
    match files::bytes(out) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Failed(format!("cannot read `{}`: {error}", out.display()))),
    }
}

/// Compares the bytes of a file with a text. git can have changed the ends of lines.
fn is_same(bytes: &[u8], text: &str) -> bool {
    bytes == text.as_bytes()
        || String::from_utf8_lossy(bytes).replace("\r\n", "\n") == text.replace("\r\n", "\n")
}

/// Whether a path leads to a file of the catalog.
fn is_source(out: &Path, catalog: &Catalog) -> bool {
    catalog.sources.paths().any(|path| is_same_file(out, Path::new(path)))
}

/// Whether two paths lead to one file, which need not be there.
fn is_same_file(one: &Path, other: &Path) -> bool {
    let place =
        |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| files::identity(&files::slashes(path)));
    place(one) == place(other)
}

fn catalog(arguments: &Generate) -> Result<PathBuf, Failed> {
    let catalogs = discover::catalogs(&Catalogs { catalogs: arguments.catalog.iter().cloned().collect() })?;
    match catalogs.as_slice() {
        [only] => Ok(only.clone()),
        several => {
            let names = discover::names(several);
            Err(Failed(format!("there are several catalogs: {names}; name one of them")))
        }
    }
}

/// The text of the file. The pages are several files.
fn text(kind: Kind, catalog: &Catalog, with_internal: bool) -> Result<Option<String>, Failed> {
    let text = match kind {
        Kind::Docs => return Ok(None),
        Kind::Json => pretty(&generate::json(catalog, with_internal))?,
        Kind::Openapi => pretty(&generate::openapi(catalog, with_internal))?,
        Kind::JsonSchema => pretty(&generate::json_schema(catalog))?,
        Kind::Texts => pretty(&generate::texts(catalog, with_internal))?,
        Kind::Markdown => generate::markdown(catalog, with_internal),
        Kind::Typescript => generate::typescript(catalog, with_internal),
    };
    Ok(Some(text))
}

/// JSON with a line for each member, so that a change can be read.
fn pretty(json: &str) -> Result<String, Failed> {
    let mut text = Vec::new();
    serde_transcode::transcode(&mut Deserializer::from_str(json), &mut Serializer::pretty(&mut text))
        .map_err(|error| Failed(format!("what was made is not JSON: {error}")))?;
    text.push(b'\n');
    Ok(String::from_utf8_lossy(&text).into_owned())
}
