//! The catalogs in a rule's explanation.

use errcat_catalog::{Catalog, Load, Rejected, Rule};

/// The blocks of an explanation.
pub(crate) struct Examples {
    rule: Rule,
    blocks: Vec<(String, String)>,
}

impl Examples {
    pub(crate) fn of(rule: Rule) -> Self {
        let blocks = rule.explanation().split("\n```toml ").skip(1).map(|block| {
            let (info, text) = block.split_once('\n').expect("a block has an info line");
            let (text, _) = text.split_once("```\n").expect("a block ends");
            (info.to_owned(), text.to_owned())
        });
        Self { rule, blocks: blocks.collect() }
    }

    pub(crate) fn wrong(&self) -> Files {
        self.files("wrong")
    }

    pub(crate) fn right(&self) -> Files {
        self.files("right")
    }

    /// Returns the catalog of this kind: `wrong` or `right`.
    pub(crate) fn block(&self, kind: &str) -> Option<&str> {
        let (_, text) = self.blocks.iter().find(|(info, _)| info == kind)?;
        Some(text)
    }

    /// Returns the other files, below the first catalog that includes them. They are the same for both catalogs.
    pub(crate) fn shown_with(&self, kind: &str) -> impl Iterator<Item = (&str, &str)> {
        let others = self.blocks.iter().filter(|(info, _)| !matches!(info.as_str(), "wrong" | "right"));
        let others = others.map(|(name, text)| (name.as_str(), text.as_str()));
        others.filter(move |(name, _)| self.first_to_include(name) == Some(kind))
    }

    /// Returns the kind of the first catalog that includes this file.
    fn first_to_include(&self, name: &str) -> Option<&'static str> {
        let include = format!("\"{name}\"");
        let includes = |kind: &&str| self.block(kind).is_some_and(|text| text.contains(&include));
        ["wrong", "right"].into_iter().find(includes)
    }

    /// The block of this kind as the main file, and those that it may include.
    fn files(&self, kind: &str) -> Files {
        let files = self.blocks.iter().filter_map(|(info, text)| {
            let name = match info.as_str() {
                info if info == kind => "error_codes.toml",
                "wrong" | "right" => return None,
                other => other,
            };
            Some((name.to_owned(), text.clone()))
        });
        Files { files: files.collect(), is_served: self.rule == Rule::OpenHttpKinds }
    }
}

/// Files by name.
pub(crate) struct Files {
    files: Vec<(String, String)>,
    /// Whether a server answers with the catalog, which only one rule asks for.
    is_served: bool,
}

impl Load for &Files {
    fn load(&mut self, path: &str) -> std::io::Result<Vec<u8>> {
        let file = self.files.iter().find(|(name, _)| name == path);
        file.map(|(_, text)| text.clone().into_bytes()).ok_or(std::io::ErrorKind::NotFound.into())
    }

    fn is_served(&self) -> bool {
        self.is_served
    }
}

impl Files {
    /// The same with a text in front of the main file.
    pub(crate) fn under(mut self, head: &str) -> Self {
        self.files[0].1.insert_str(0, head);
        self
    }

    pub(crate) fn read(&self) -> Result<Catalog, Box<Rejected>> {
        errcat_catalog::read("error_codes.toml", &mut { self })
    }

    /// The rules that the files break, in file order.
    pub(crate) fn broken(&self) -> Vec<Rule> {
        let diagnostics = match self.read() {
            Ok(catalog) => catalog.warnings,
            Err(rejected) => rejected.diagnostics,
        };
        diagnostics.iter().map(|diagnostic| diagnostic.rule).collect()
    }

    /// The first mistake, as it is shown.
    pub(crate) fn message(&self) -> Option<String> {
        let diagnostics = match self.read() {
            Ok(catalog) => catalog.warnings,
            Err(rejected) => rejected.diagnostics,
        };
        diagnostics.messages().next()
    }
}

impl IntoIterator for Files {
    type Item = (String, String);
    type IntoIter = std::vec::IntoIter<(String, String)>;

    fn into_iter(self) -> Self::IntoIter {
        self.files.into_iter()
    }
}
