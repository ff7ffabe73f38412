//! The folder of the site that `generate docs` makes.

use std::collections::HashSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use errcat_catalog::generate::Page;

use crate::atomic::Scratch;
use crate::commands::Failed;
use crate::files;

/// Writes the files that differ, and removes the pages of codes that are gone.
pub(super) fn write(folder: &Path, pages: &[Page]) -> Result<ExitCode, Failed> {
    let differing = differing(folder, pages)?;
    make(folder)?;
    // In a file system that ignores case, the page of a code that is gone can have the folder of a new one.
    let leftover = leftover(folder, pages)?;
    for path in &leftover {
        remove(path).map_err(|error| Failed(format!("cannot remove `{}`: {error}", path.display())))?;
    }
    let scratch = Scratch::new(folder)?;
    for page in differing {
        let path = folder.join(&page.path);
        make(files::folder(&path))?;
        scratch.write(&path, page.text.as_bytes())?;
    }
    match leftover.len() {
        0 => {}
        1 => writeln!(anstream::stderr(), "removed the page of 1 code that is gone")?,
        count => writeln!(anstream::stderr(), "removed the pages of {count} codes that are gone")?,
    }
    writeln!(anstream::stderr(), "wrote {}", folder.join("index.html").display())?;
    Ok(ExitCode::SUCCESS)
}

/// Compares the files of the site with those that are there. Returns what is out of date.
pub(super) fn stale(folder: &Path, pages: &[Page]) -> Result<Option<String>, Failed> {
    if !folder.exists() {
        return Ok(Some(format!("`{}` is not there", folder.display())));
    }
    let mut paths = leftover(folder, pages)?;
    paths.extend(differing(folder, pages)?.into_iter().map(|page| folder.join(&page.path)));
    let Some(first) = paths.first() else { return Ok(None) };
    let others = match paths.len() - 1 {
        0 => "is".to_owned(),
        1 => "and another file are".to_owned(),
        others => format!("and {others} other files are"),
    };
    Ok(Some(format!("`{}` {others} out of date", first.display())))
}

fn make(folder: &Path) -> Result<(), Failed> {
    fs::create_dir_all(folder)
        .map_err(|error| Failed(format!("cannot make the folder `{}`: {error}", folder.display())))
}

/// The files that are missing or differ. A file that errcat has not made is an error.
fn differing<'a>(folder: &Path, pages: &'a [Page]) -> Result<Vec<&'a Page>, Failed> {
    let mut differing = Vec::new();
    for page in pages {
        let path = folder.join(&page.path);
        if files::folder(&path) != folder && files::folder(&path).is_symlink() {
            let message = "is in a folder that is a link; remove the link";
            return Err(Failed(format!("`{}` {message}", path.display())));
        }
        match files::bytes(&path) {
            Ok(bytes) if !page.can_replace(&bytes) => {
                let message = "is not such a file of errcat; name a folder of its own, or remove the file";
                return Err(Failed(format!("`{}` {message}", path.display())));
            }
            Ok(bytes) if super::is_same(&bytes, &page.text) => {}
            Ok(_) => differing.push(page),
            Err(error) if error.kind() == io::ErrorKind::NotFound => differing.push(page),
            Err(error) => return Err(Failed(format!("cannot read `{}`: {error}", path.display()))),
        }
    }
    Ok(differing)
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
        if !known.contains(&page) && files::bytes(&page).is_ok_and(|text| Page::is_page_of_code(&text)) {
            leftover.push(page);
        }
    }
    leftover.sort();
    Ok(leftover)
}

/// Removes a page, and its folder if nothing else is in it.
fn remove(page: &Path) -> io::Result<()> {
    fs::remove_file(page)?;
    match fs::remove_dir(files::folder(page)) {
        Err(error) if error.kind() != io::ErrorKind::DirectoryNotEmpty => Err(error),
        _ => Ok(()),
    }
}
