//! The programs of `ui/pass` compile, and what they assert holds.
//!
//! trybuild, which has the programs that do not compile, would compile these one after the other.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use crate::scratch::{Scratch, run, target_of_host, workspace};

#[test]
fn what_should_compile_compiles_and_runs() {
    let tests = workspace().join("tests");
    let folder = tests.join("ui/pass");
    write_long_descriptions(&folder.join("long_descriptions.toml"));
    let files =
        fs::read_dir(folder).expect("there are programs").map(|entry| entry.expect("an entry").path());
    let programs: Vec<_> = files.filter(|path| path.extension().is_some_and(|end| end == "rs")).collect();
    assert!(!programs.is_empty());

    let package = Scratch::new("programs");
    let mut manifest = fs::read_to_string(package.path("Cargo.toml")).expect("a package has a manifest");
    // Not all of what a program has is there to be used.
    manifest.push_str("\n[lints.rust]\ndead_code = \"allow\"\n");
    let name = |program: &Path| program.file_stem().expect("a file has a name").display().to_string();
    for program in &programs {
        let _ = writeln!(manifest, "[[bin]]\nname = \"{}\"\npath = '{}'", name(program), program.display());
    }
    package.write("Cargo.toml", &manifest);
    // The catalogs are not in this package.
    run(package.cargo("build").args(["--quiet", "--bins", "--keep-going"]).env("ERRCAT_ROOT", tests))
        .succeeded();
    for program in &programs {
        run(&mut package.command(&target_of_host().join("debug").join(name(program)))).succeeded();
    }
}

/// A catalog with the longest description, and with those around the length at which they are stored differently.
fn write_long_descriptions(path: &Path) {
    let catalog = [8_190, 8_191, 8_192, 1, 65_535].iter().fold(String::new(), |mut catalog, length| {
        let text: String = ('a'..='z').cycle().take(*length).collect();
        let _ =
            writeln!(catalog, "[[error]]\ncode = \"of_{length}\"\nstatus = 404\ndescription = \"{text}\"\n");
        catalog
    });
    // A new file would have its program compiled again.
    if fs::read_to_string(path).ok().as_ref() != Some(&catalog) {
        fs::write(path, catalog).expect("a file can be written");
    }
}
