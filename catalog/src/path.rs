//! Paths in a catalog, which mean the same on every system.
//!
//! The same catalog is compiled on different systems. So `/` and `\` both separate folders, and `C:` is a drive, even
//! on a system that allows these characters in names. The functions here return paths that contain only `/`, which
//! every system accepts.

use std::path::{Component, Path};

/// Returns the path of a file that the file at `from` includes as `path`, relative to the same folder as `from`, which
/// is a [`normal`] path.
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

/// Returns `path` without `.`, and without `..` if the part before it is known, so that a file has one name.
pub(crate) fn normal(path: &str) -> String {
    let path = plain(&path.replace('\\', "/"));
    let start = start(&path);
    let mut parts: Vec<&str> = Vec::new();
    for component in Path::new(&path[start.len()..]).components() {
        match component {
            Component::ParentDir if parts.last().is_some_and(|last| *last != "..") => drop(parts.pop()),
            // A root has no parent.
            Component::ParentDir if start.ends_with('/') => {}
            Component::ParentDir => parts.push(".."),
            Component::Normal(part) => parts.extend(part.to_str()),
            Component::CurDir | Component::RootDir | Component::Prefix(_) => {}
        }
    }
    format!("{start}{}", parts.join("/"))
}

/// Returns a key for a path. Two paths that differ only in the case of their drive have the same key.
pub(crate) fn identity(path: &str) -> String {
    match path.as_bytes() {
        [drive, b':', ..] => format!("{}{}", drive.to_ascii_uppercase() as char, &path[1..]),
        _ => path.to_owned(),
    }
}

/// Returns a path without the prefix of a verbatim Windows path, `//?/`, since `/` is not a separator after this
/// prefix.
fn plain(path: &str) -> String {
    match path.strip_prefix("//?/") {
        Some(rest) => rest.strip_prefix("UNC/").map_or_else(|| rest.to_owned(), |share| format!("//{share}")),
        None => path.to_owned(),
    }
}

/// Returns the prefix of a path that is not relative to a folder of the catalog: `/`, `C:/`, `C:` or `//`. For a
/// relative path, it is empty.
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
    fn an_include_is_relative_to_its_file_unless_its_path_is_absolute() {
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
