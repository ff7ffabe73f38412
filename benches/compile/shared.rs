//! 200 crates that share one contract: what cargo compiles again after an edit.

use std::fmt::Write;
use std::fs;
use std::path::PathBuf;
use std::time::Instant;

use crate::crates::{Kind, Scratch, cargo, workspace};
use crate::median_of;

/// How many crates use the contract.
const USERS: usize = 200;
/// How many codes the contract has.
const CODES: usize = 300;
/// How often each edit is measured.
const ROUNDS: usize = 5;

/// What is edited.
#[derive(Clone, Copy)]
enum Edit {
    Description,
    User,
    Nothing,
}

/// What `cargo check` compiles after each edit, and how long it takes, as Markdown.
pub(crate) fn table() -> String {
    let crates = [
        Shared::write(Kind::ByHand(CODES), "src/lib.rs"),
        Shared::write(Kind::Errcat(CODES), "error_codes.toml"),
    ];
    for shared in &crates {
        shared.check();
    }
    let mut table =
        "| edited | errcat: crates, s | hand-written: crates, s | ratio |\n|---|---|---|---|\n".to_owned();
    let edits = [
        (Edit::Description, "the description of a code"),
        (Edit::User, "one of the 200 crates"),
        (Edit::Nothing, "nothing"),
    ];
    for (edit, what) in edits {
        let mut costs = [Vec::new(), Vec::new()];
        let mut compiled = [0; 2];
        for round in 0..ROUNDS {
            for (index, shared) in crates.iter().enumerate() {
                shared.edit(edit, round);
                let (count, seconds) = shared.check();
                compiled[index] = count;
                costs[index].push(seconds);
            }
        }
        let [by_hand, errcat] = costs.map(median_of);
        let _ = writeln!(
            table,
            "| {what} | {}, {errcat:.2} | {}, {by_hand:.2} | **{:.2}** |",
            compiled[1],
            compiled[0],
            errcat / by_hand
        );
    }
    table
}

/// A workspace of crates that use the codes of another crate.
struct Shared {
    root: PathBuf,
    /// The file that has the descriptions.
    descriptions: PathBuf,
}

impl Shared {
    fn write(kind: Kind, descriptions: &str) -> Self {
        let contract = Scratch::write(kind);
        let root = contract.path("").with_file_name(format!("{}-shared", contract.name()));
        for user in 0..USERS {
            let folder = root.join(format!("user-{user}"));
            fs::create_dir_all(folder.join("src")).expect("a folder can be made");
            let manifest = format!(
                "[package]\nname = \"{}-user-{user}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
                 contract = {{ package = \"{0}\", path = '{}' }}\n",
                contract.name(),
                contract.path("").display()
            );
            fs::write(folder.join("Cargo.toml"), manifest).expect("a file can be written");
        }
        fs::write(root.join("Cargo.toml"), "[workspace]\nresolver = \"3\"\nmembers = [\"user-*\"]\n")
            .expect("a file can be written");
        fs::copy(workspace().join("Cargo.lock"), root.join("Cargo.lock")).expect("there is a lock file");
        let shared = Self { root, descriptions: contract.path(descriptions) };
        for user in 0..USERS {
            shared.write_user(user, 0);
        }
        shared
    }

    fn write_user(&self, user: usize, round: usize) {
        let source = format!(
            "pub fn refuse() -> (contract::ErrorCode, usize) {{\n    (contract::ErrorCode::ChannelError0, {round})\n}}\n"
        );
        fs::write(self.root.join(format!("user-{user}/src/lib.rs")), source).expect("a file can be written");
    }

    fn edit(&self, edit: Edit, round: usize) {
        match edit {
            Edit::Description => {
                let text = fs::read_to_string(&self.descriptions).expect("it has been written");
                let text = text.replace("for reason number 0", "for reason number 0, as it is");
                fs::write(&self.descriptions, text).expect("a file can be written");
            }
            Edit::User => self.write_user(0, round + 1),
            Edit::Nothing => {}
        }
    }

    /// Returns how many crates `cargo check` compiles, and the seconds that it takes.
    fn check(&self) -> (usize, f64) {
        let mut cargo = cargo(&self.root, &self.root.with_file_name("target"), "check");
        let start = Instant::now();
        let output = cargo.output().expect("cargo can be started");
        let seconds = start.elapsed().as_secs_f64();
        let text = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{text}");
        (text.lines().filter(|line| line.trim_start().starts_with("Checking ")).count(), seconds)
    }
}
