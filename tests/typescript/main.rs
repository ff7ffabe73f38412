//! The file that `generate typescript` makes reads each body as errcat itself does.
//!
//! For each catalog, the bodies that errcat writes are fixtures, and so are bodies that differ from them in one place.
//! errcat reads them and says what it found. Then tsc compiles the files of all catalogs, node
//! compares, and eslint has nothing to say.

mod bodies;
mod catalogs;
mod fixture;
mod translations;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

use errcat_catalog::generate::typescript;
use test_server::tools::{find, run, skip};

/// The options of a strict project. No type of Node or of browsers is known.
const OPTIONS: &str = r#"{"compilerOptions":{"strict":true,"target":"es2020","lib":["es2020"],"module":"es2020",
"moduleResolution":"bundler","types":[],"noUnusedLocals":true,"noUnusedParameters":true,"noImplicitReturns":true,
"exactOptionalPropertyTypes":true,"noUncheckedIndexedAccess":true,"verbatimModuleSyntax":true,"noEmitOnError":true,"skipLibCheck":true}}"#;

/// Programs that read TypeScript.
struct Programs {
    node: PathBuf,
    tsc: PathBuf,
    eslint: PathBuf,
}

impl Programs {
    /// The programs, if they are installed.
    fn find() -> Option<Self> {
        let bin = Path::new(env!("CARGO_MANIFEST_DIR")).join("../node_modules/.bin");
        let [tsc, eslint] = ["tsc", "eslint"].map(|name| bin.join(name));
        let node = find("node").filter(|_| tsc.is_file() && eslint.is_file());
        if node.is_none() {
            skip("TypeScript", "install node, and run `npm install` in tests");
        }
        node.map(|node| Self { node, tsc, eslint })
    }
}

#[test]
fn each_body_is_read_as_errcat_reads_it() {
    let Some(programs) = Programs::find() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    let mut count = 0;
    for catalogs::Case { name, file, fixtures } in catalogs::cases() {
        fs::write(path(&format!("{name}.ts")), file).expect("a file");
        count += fixtures.len();
        let fixtures = serde_json::to_vec(&fixtures).expect("JSON");
        fs::write(path(&format!("{name}.json")), fixtures).expect("a file");
    }
    fs::write(path("types.ts"), include_str!("types.ts")).expect("a file");
    fs::write(path("check.mjs"), include_str!("check.mjs")).expect("a file");
    fs::write(path("package.json"), r#"{"type":"module"}"#).expect("a file");
    fs::write(path("tsconfig.json"), OPTIONS).expect("a file");
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("eslint.config.mjs");
    let mut eslint = Command::new(programs.eslint);
    eslint.current_dir(folder.path()).arg("--config").arg(rules);
    eslint.args(["--max-warnings=0", "--ignore-pattern", "types.ts", "*.ts"]);
    // eslint reads what tsc reads.
    thread::scope(|scope| {
        scope.spawn(|| run(&mut eslint));
        run(Command::new(programs.tsc).arg("-p").arg(folder.path()));
        let printed = run(Command::new(programs.node).arg(path("check.mjs")));
        assert_eq!(printed, format!("{count} bodies\n"));
    });
}

/// Reads a catalog from its file, as the macro does.
fn generated(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = root.join(path);
    let folder = path.parent().expect("a file in a folder").to_owned();
    let name = path.file_name().and_then(|name| name.to_str()).expect("a name");
    let mut load = |file: &str| Ok(fs::read(folder.join(file)).expect("a file of the catalog"));
    match errcat_catalog::read(name, &mut load) {
        Ok(catalog) => typescript(&catalog, false),
        Err(rejected) => panic!("{:?}", rejected.diagnostics.messages().collect::<Vec<_>>()),
    }
}
