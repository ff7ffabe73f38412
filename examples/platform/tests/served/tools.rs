//! Tools of others read the OpenAPI document, and clients that they generate read a failure.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;
use test_server::Server;
use test_server::tools::{are_required, find, run, skip, validate_openapi};

use crate::document;
use crate::server::Fresh;

/// What a generated client prints of the failure that it gets.
const FAILURE: &str = "404 invalid_channel_id\n";

/// A server, and its document in a file.
struct Documented {
    server: Server,
    folder: TempDir,
    document: PathBuf,
}

impl Documented {
    fn start() -> Self {
        let Fresh { server, folder } = Fresh::documented("1000000");
        let document = folder.path().join("openapi.json");
        fs::write(&document, document::bytes(&server.address)).expect("a file");
        Self { server, folder, document }
    }

    fn url(&self) -> String {
        format!("http://{}", self.server.address)
    }
}

fn clients() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("clients")
}

#[test]
fn openapi_spec_validator_accepts_the_document() {
    validate_openapi(&Documented::start().document, "3.1");
}

#[test]
fn schemathesis_finds_no_reply_that_is_not_documented() {
    let Some(schemathesis) = find("schemathesis") else {
        return skip("schemathesis", "it is not installed: see clients/requirements.txt");
    };
    let documented = Documented::start();
    let checks = "status_code_conformance,content_type_conformance,response_headers_conformance,\
                  response_schema_conformance";
    let printed = run(Command::new(schemathesis)
        .current_dir(documented.folder.path())
        .arg("--config-file")
        .arg(clients().join("schemathesis.toml"))
        .arg("run")
        .arg(documented.url() + "/openapi.json")
        .args(["--checks", checks, "--phases", "coverage,fuzzing", "--max-examples", "20", "--seed", "1"])
        // Without the channel, no other request would reach its handlers.
        .args(["--exclude-operation-id", "delete_channel", "--no-color"]));
    assert!(printed.contains("22 selected / 23 total"), "{printed}");
}

#[test]
fn a_client_of_openapi_typescript_gets_a_typed_failure() {
    let programs = clients().join("typescript/node_modules/.bin");
    let (Some(node), true) = (find("node"), programs.join("openapi-typescript").is_file()) else {
        return skip("openapi-typescript", "run `npm install` in clients/typescript");
    };
    let documented = Documented::start();
    // node finds packages in the folder of the program and in those around it.
    let folder = tempfile::tempdir_in(clients().join("typescript/node_modules")).expect("a folder");
    let [types, client] = ["api.d.ts", "client.ts"].map(|name| folder.path().join(name));
    run(Command::new(programs.join("openapi-typescript")).arg(&documented.document).arg("-o").arg(types));
    fs::copy(clients().join("typescript/client.ts"), &client).expect("a copy");
    fs::write(folder.path().join("package.json"), r#"{"type":"module"}"#).expect("a file");
    run(Command::new(programs.join("tsc"))
        .current_dir(folder.path())
        .args(["--strict", "--module", "nodenext", "--target", "es2022", "--types", "node"])
        .arg(&client));
    let printed = run(Command::new(node).arg(client.with_extension("js")).arg(documented.url()));
    assert_eq!(printed, FAILURE);
}

#[test]
fn a_client_of_progenitor_gets_a_typed_failure() {
    if !are_required() {
        return skip(
            "progenitor",
            "it is compiled only with ERRCAT_TOOLS=required, because this takes a minute",
        );
    }
    let documented = Documented::start();
    let printed = run(Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--manifest-path"])
        .arg(clients().join("rust/Cargo.toml"))
        .arg("--target-dir")
        .arg(Path::new(env!("CARGO_TARGET_TMPDIR")).join("platform-client"))
        .arg("--")
        .arg(documented.url())
        .env("PLATFORM_OPENAPI", &documented.document));
    assert_eq!(printed, FAILURE);
}
