//! The platform's own server, built as this program is, and databases for it and its twin.

use std::env::current_exe;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use rusqlite::Connection;

use crate::server::Server;

/// Beside this program, where cargo puts it.
fn binary() -> PathBuf {
    current_exe().expect("a program has a path").with_file_name("platform")
}

pub(crate) fn build() {
    let binary = binary();
    let profile = binary.parent().expect("target/<profile>/platform");
    let mut cargo = Command::new(env!("CARGO"));
    cargo
        .args(["build", "-p", "platform", "--manifest-path"])
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.toml"))
        .arg("--target-dir")
        .arg(profile.parent().expect("target"));
    if profile.ends_with("release") {
        cargo.arg("--release");
    }
    let status = cargo.stdout(Stdio::null()).status().expect("cargo runs");
    assert!(status.success(), "this failed: {cargo:?}");
}

/// The platform's database in a round's folder.
pub(crate) const DATABASE: &str = "platform.db";
/// The same for the one by hand.
pub(crate) const COPY: &str = "by-hand.db";

/// Two copies of one database that the platform has made, so that not even where its pages lie differs.
pub(crate) fn databases(folder: &Path) {
    let original = folder.join("original.db");
    let server = start(&original);
    let connection = Connection::open(original).expect("the server has made it");
    drop(server);
    for name in [DATABASE, COPY] {
        connection.execute("VACUUM INTO ?1", [folder.join(name).to_str()]).expect("there is room for a copy");
    }
}

/// Starts it on this database, with a rate limit that no load comes to.
pub(crate) fn start(database: &Path) -> Server {
    let limit = u32::MAX.to_string();
    let mut command = Command::new(binary());
    command.args(["--addr", "127.0.0.1:0", "--rate-limit", &limit, "--db"]).arg(database);
    Server::start(&mut command)
}
