//! Starts the platform's own server, built like this program, and makes the databases for it and for the server by
//! hand.

use std::env::current_exe;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use rusqlite::Connection;

use crate::server::Server;

/// The path of the server. cargo puts it next to this program.
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

/// The platform's database in the folder of a round.
pub(crate) const DATABASE: &str = "platform.db";
/// The database of the server by hand.
pub(crate) const COPY: &str = "by-hand.db";

/// Makes two copies of one database of the platform, so that even the order of its pages is the same.
pub(crate) fn databases(folder: &Path) {
    let original = folder.join("original.db");
    let server = start(&original);
    let connection = Connection::open(original).expect("the server has made it");
    drop(server);
    for name in [DATABASE, COPY] {
        connection.execute("VACUUM INTO ?1", [folder.join(name).to_str()]).expect("there is room for a copy");
    }
}

/// Starts the server on this database, with a rate limit that the load does not reach.
pub(crate) fn start(database: &Path) -> Server {
    let limit = u32::MAX.to_string();
    let mut command = Command::new(binary());
    command.args(["--addr", "127.0.0.1:0", "--rate-limit", &limit, "--db"]).arg(database);
    Server::start(&mut command)
}
