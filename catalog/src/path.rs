//! Paths as catalogs write them, which mean the same on every system.
//!
//! A catalog is checked in once and compiled anywhere. So `/` and `\` both separate folders, and `C:` is a drive, also
//! where the system that reads them takes these for characters of a name. What comes out has `/` alone, which every
//! system's own paths take.

use std::path::{Component, Path};

/// `path` as seen from where the outermost path starts, when the file at `from`, a [`normal`] path, names it.
pub(crate) fn relative(from: &str, path: &str) -> String {
    let path = normal(path);
    if !start(&path).is_empty() {
        return path;
    }
    let start = start(from);
    match from[start.len()..].rfind('/') {
        Some(slash) => normal(&format!("{}/{path}", &from[..start.len() + slash])),
        None => normal(&format!("{start}{path}")),
    }
}

/// `path` without `.`, and without `..` where the part before it is known, so that a file has one name.
pub(crate) fn normal(path: &str) -> String {
    let path = plain(&path.replace('\\', "/"));
    let start = start(&path);
    let mut parts: Vec<&str> = Vec::new();
    for component in Path::new(&path[start.len()..]).components() {
        match component {
            Component::ParentDir if parts.last().is_some_and(|last| *last != "..") => drop(parts.pop()),
            // There is nothing above a root.
            Component::ParentDir if start.ends_with('/') => {}
            Component::ParentDir => parts.push(".."),
            Component::Normal(part) => parts.extend(part.to_str()),
            Component::CurDir | Component::RootDir | Component::Prefix(_) => {}
        }
    }
    format!("{start}{}", parts.join("/"))
}

/// The path by which two that differ in the case of their drive are one.
pub(crate) fn identity(path: &str) -> String {
    match path.as_bytes() {
        [drive, b':', ..] => format!("{}{}", drive.to_ascii_uppercase() as char, &path[1..]),
        _ => path.to_owned(),
    }
}

/// A path of Windows without the mark of its verbatim form, `//?/`, which takes no `/`.
fn plain(path: &str) -> String {
    match path.strip_prefix("//?/") {
        Some(rest) => rest.strip_prefix("UNC/").map_or_else(|| rest.to_owned(), |share| format!("//{share}")),
        None => path.to_owned(),
    }
}

/// What a path begins with that does not start in a folder of the catalog's: `/`, `C:/`, `C:` or `//`.
fn start(path: &str) -> &str {
    let length = match path.as_bytes() {
        [b'/', b'/', name, ..] if *name != b'/' => 2,
        [b'/', ..] => 1,
        [drive, b':', b'/', ..] if drive.is_ascii_alphabetic() => 3,
        [drive, b':', ..] if drive.is_ascii_alphabetic() => 2,
        _ => 0,
    };
    &path[..length]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_has_one_name() {
        for (path, name) in [
            ("./a//b/./c.toml", "a/b/c.toml"),
            ("a/../b.toml", "b.toml"),
            ("../../b.toml", "../../b.toml"),
            ("/a/../b.toml", "/b.toml"),
            ("/../b.toml", "/b.toml"),
            (r"a\b.toml", "a/b.toml"),
            (r"a\..\..\b.toml", "../b.toml"),
            (r"C:\a\.\b.toml", "C:/a/b.toml"),
            ("C:/a/../../b.toml", "C:/b.toml"),
            (r"C:..\b.toml", "C:../b.toml"),
            (r"\\server\share\a\..\b.toml", "//server/share/b.toml"),
            (r"\\?\C:\a\b.toml", "C:/a/b.toml"),
            (r"\\?\UNC\server\share\b.toml", "//server/share/b.toml"),
            ("///a.toml", "/a.toml"),
            ("ab:/c.toml", "ab:/c.toml"),
        ] {
            assert_eq!(normal(path), name, "{path}");
            assert_eq!(normal(name), name, "a second time");
        }
    }

    #[test]
    fn an_include_is_beside_the_file_that_names_it_or_where_it_says() {
        for (from, path, name) in [
            ("error_codes.toml", "a.toml", "a.toml"),
            ("examples/platform/a.toml", "../../b.toml", "b.toml"),
            ("/conf/a.toml", "b.toml", "/conf/b.toml"),
            ("/a.toml", "b.toml", "/b.toml"),
            ("conf/a.toml", "/b.toml", "/b.toml"),
            ("conf/a.toml", r"c:\b.toml", "c:/b.toml"),
            ("conf/a.toml", r"\\server\share\b.toml", "//server/share/b.toml"),
            ("C:/a.toml", "b.toml", "C:/b.toml"),
            ("C:a.toml", "b.toml", "C:b.toml"),
            ("//server/share/a.toml", "b.toml", "//server/share/b.toml"),
        ] {
            assert_eq!(relative(from, path), name, "{path} in {from}");
        }
    }

    #[test]
    fn a_drive_has_no_case() {
        assert_eq!(identity("c:/a.toml"), identity("C:/a.toml"));
        assert_ne!(identity("c/a.toml"), identity("C/a.toml"));
    }
}
