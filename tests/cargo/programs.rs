//! The programs of `ui/pass` compile, and what they assert holds.
//!
//! trybuild, which has the programs that do not compile, would compile these one after the other.

use std::fmt::Write;
use std::fs;

use crate::scratch::{Scratch, run, target_of_host, workspace};

#[test]
fn what_should_compile_compiles_and_runs() {
    let tests = workspace().join("tests");
    let folder = tests.join("ui/pass");
    fs::write(folder.join("long_descriptions.toml"), long_descriptions()).expect("a file can be written");
    let files =
        fs::read_dir(folder).expect("there are programs").map(|entry| entry.expect("an entry").path());
    let programs: Vec<_> = files.filter(|path| path.extension().is_some_and(|end| end == "rs")).collect();
    assert!(!programs.is_empty());

    let package = Scratch::new("programs");
    package.write("src/lib.rs", "");
    let mut manifest = fs::read_to_string(package.path("Cargo.toml")).expect("a package has a manifest");
    // Not all of what a program has is there to be used.
    manifest.push_str("\n[lints.rust]\ndead_code = \"allow\"\n");
    let name = |number| format!("scratch-program-{number}");
    for (number, program) in programs.iter().enumerate() {
        let _ = writeln!(manifest, "[[bin]]\nname = \"{}\"\npath = '{}'", name(number), program.display());
    }
    package.write("Cargo.toml", &manifest);
    // The catalogs are not in this package.
    run(package.cargo("build").args(["--quiet", "--bins", "--keep-going"]).env("ERRCAT_ROOT", tests))
        .succeeded();
    for (number, program) in programs.iter().enumerate() {
        println!("{}", program.display());
        run(&mut package.command(&target_of_host().join("debug").join(name(number)))).succeeded();
    }
}

/// Rows with descriptions of these lengths: the longest, and those around what is written in another way.
fn long_descriptions() -> String {
    [8_190, 8_191, 8_192, 1, 65_535].iter().fold(String::new(), |mut catalog, length| {
        let text: String = ('a'..='z').cycle().take(*length).collect();
        let row = format!("[[error]]\ncode = \"of_{length}\"\nstatus = 404\ndescription = \"{text}\"\n");
        let _ = writeln!(catalog, "{row}");
        catalog
    })
}
