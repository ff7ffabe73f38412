//! Tools of others read the OpenAPI document, and clients that they generate read a failure.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;
use test_server::Server;
use test_server::tools::{are_required, find, run, skip, validate_openapi};

use crate::document;
use crate::readme::catalog;
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

/// A program in TypeScript, in a folder of its own.
struct TypeScript {
    folder: TempDir,
    node: PathBuf,
}

impl TypeScript {
    /// `None` if what it needs is not installed.
    fn find() -> Option<Self> {
        let node = find("node").filter(|_| Self::program("openapi-typescript").is_file());
        if node.is_none() {
            skip("TypeScript", "run `npm install` in clients/typescript");
        }
        // node finds packages in the folder of the program and in those around it.
        let folder = || tempfile::tempdir_in(clients().join("typescript/node_modules")).expect("a folder");
        node.map(|node| Self { folder: folder(), node })
    }

    fn program(name: &str) -> PathBuf {
        clients().join("typescript/node_modules/.bin").join(name)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Compiles a client with the generated file, and returns what it prints.
    fn run(&self, client: &str, generated: &str, url: &str) -> String {
        let program = self.path(client);
        fs::copy(clients().join("typescript").join(client), &program).expect("a copy");
        fs::write(self.path("package.json"), r#"{"type":"module"}"#).expect("a file");
        run(Command::new(Self::program("tsc"))
            .current_dir(self.folder.path())
            // The types of Node are not ours to check. What is generated is no `.d.ts`, so it is checked.
            .args(["--strict", "--skipLibCheck"])
            .args(["--module", "nodenext", "--target", "es2022", "--types", "node"])
            .arg(&program)
            // As a module that is only imported, tsc would take it for a part of a package, and write nothing.
            .arg(self.path(generated)));
        run(Command::new(&self.node).arg(program.with_extension("js")).arg(url))
    }
}

#[test]
fn a_client_of_openapi_typescript_gets_a_typed_failure() {
    let Some(typescript) = TypeScript::find() else { return };
    let documented = Documented::start();
    let types = typescript.path("api.ts");
    run(Command::new(TypeScript::program("openapi-typescript"))
        .arg(&documented.document)
        .arg("-o")
        .arg(types));
    assert_eq!(typescript.run("client.ts", "api.ts", &documented.url()), FAILURE);
}

#[test]
fn the_file_for_typescript_reads_the_replies() {
    let Some(typescript) = TypeScript::find() else { return };
    let documented = Documented::start();
    let file = errcat_catalog::generate::typescript(&catalog(), false);
    fs::write(typescript.path("error_codes.ts"), file).expect("a file");
    let expected = "success [ '1' ]\n\
                    401 permission_denied_force_log_off false\n\
                    404 invalid_channel_id false\n\
                    405 error_method_invalid false\n\
                    400 invalid_json_format false\n\
                    401 wrong_password false\n\
                    404 not_found false\n\
                    200 `result` is missing\n";
    assert_eq!(typescript.run("replies.ts", "error_codes.ts", &documented.url()), expected);
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
