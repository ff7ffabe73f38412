//! The page of a rule as text for a terminal. Pages are Markdown.

/// The text of a page: examples have a title and are indented, and links are their texts.
pub(super) fn plain(page: &str) -> String {
    let mut text = String::new();
    let mut is_example = false;
    for line in page.lines() {
        let shown = match line.strip_prefix("```") {
            Some(info) => {
                is_example = !is_example;
                if !is_example {
                    continue;
                }
                title(info) + "\n"
            }
            None if is_example && !line.is_empty() => format!("    {line}"),
            None => without_links(line),
        };
        text += &(shown + "\n");
    }
    text
}

/// The title of an example, as the generated pages have it. `info` is the text after the fence.
fn title(info: &str) -> String {
    let title = match info.split_once(' ').map(|(_, name)| name) {
        Some("wrong") => "Wrong",
        Some("right") => "Right",
        Some("old") => "Before",
        Some("new") => "After",
        Some(file) => return format!("File `{file}`:"),
        None => "Findings",
    };
    format!("{title}:")
}

/// Replaces links to other rules by their texts.
fn without_links(line: &str) -> String {
    let parts = || {
        let (before, after) = line.split_once("](#")?;
        let (before, label) = before.rsplit_once('[')?;
        Some((before, label, after.split_once(')')?.1))
    };
    match parts() {
        Some((before, label, after)) => format!("{before}{label}{}", without_links(after)),
        None => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{plain, without_links};
    use crate::commands::rules::known;

    #[test]
    fn no_page_has_marks_of_markdown_left() {
        for rule in known() {
            let text = plain(rule.explanation);
            assert!(!text.contains("```") && !text.contains("]("), "{}: {text}", rule.id);
        }
    }

    #[test]
    fn links_are_their_texts() {
        assert_eq!(without_links("see [`a`](#a) and [b](#c)."), "see `a` and b.");
        assert_eq!(without_links("[[error]] and `a[b](c)`"), "[[error]] and `a[b](c)`");
    }
}
