//! The folder of the site that `generate docs` makes.

use std::collections::HashSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use errcat_catalog::generate::Page;

use crate::commands::Failed;
use crate::{atomic, files};

/// Writes the files that differ, and removes the pages of codes that are gone.
pub(super) fn write(folder: &Path, pages: &[Page]) -> Result<ExitCode, Failed> {
    let index = folder.join("index.html");
    if index.exists() && !is_made_here(&index) {
        let message = "is not a page of errcat; name a folder of its own, or remove the file";
        return Err(Failed(format!("`{}` {message}", index.display())));
    }
    for page in pages {
        let path = folder.join(&page.path);
        if is_up_to_date(&path, page)? {
            continue;
        }
        let parent = files::folder(&path);
        fs::create_dir_all(parent)
            .map_err(|error| Failed(format!("cannot make the folder `{}`: {error}", parent.display())))?;
        atomic::write(&path, page.text.as_bytes())?;
    }
    for path in leftover(folder, pages)? {
        remove(&path).map_err(|error| Failed(format!("cannot remove `{}`: {error}", path.display())))?;
    }
    writeln!(anstream::stderr(), "wrote {}", index.display())?;
    Ok(ExitCode::SUCCESS)
}

/// Compares the files of the site with those that are there.
pub(super) fn check(folder: &Path, pages: &[Page]) -> Result<ExitCode, Failed> {
    let mut stale = leftover(folder, pages)?;
    for page in pages {
        let path = folder.join(&page.path);
        if !is_up_to_date(&path, page)? {
            stale.push(path);
        }
    }
    let Some(first) = stale.first() else { return Ok(ExitCode::SUCCESS) };
    let others = match stale.len() - 1 {
        0 => "is".to_owned(),
        1 => "and another file are".to_owned(),
        others => format!("and {others} other files are"),
    };
    super::stale(&format!("`{}` {others} out of date; run the command without `--check`", first.display()))
}

fn is_up_to_date(path: &Path, page: &Page) -> Result<bool, Failed> {
    match files::bytes(path) {
        Ok(bytes) => Ok(bytes == page.text.as_bytes()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(Failed(format!("cannot read `{}`: {error}", path.display()))),
    }
}

/// The pages of codes that are no longer in the catalog. A page that errcat has not made is none of them.
fn leftover(folder: &Path, pages: &[Page]) -> Result<Vec<PathBuf>, Failed> {
    let known: HashSet<PathBuf> = pages.iter().map(|page| folder.join(&page.path)).collect();
    let failed = |error: io::Error| Failed(format!("cannot read the folder `{}`: {error}", folder.display()));
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(failed(error)),
    };
    let mut leftover = Vec::new();
    for entry in entries {
        let entry = entry.map_err(failed)?;
        // The type of a link is not that of the folder to which it leads.
        if !entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            continue;
        }
        let page = entry.path().join("index.html");
        if !known.contains(&page)
            && files::bytes(&page).is_ok_and(|text| text.starts_with(Page::MARK.as_bytes()))
        {
            leftover.push(page);
        }
    }
    leftover.sort();
    Ok(leftover)
}

fn is_made_here(page: &Path) -> bool {
    files::bytes(page).is_ok_and(|text| text.starts_with(Page::MARK.as_bytes()))
}

/// Removes a page, and its folder if nothing else is in it.
fn remove(page: &Path) -> io::Result<()> {
    fs::remove_file(page)?;
    match fs::remove_dir(files::folder(page)) {
        Err(error) if error.kind() != io::ErrorKind::DirectoryNotEmpty => Err(error),
        _ => Ok(()),
    }
}
