//! The site in a browser: search, links, colours and widths.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use errcat_catalog::generate::{Page, docs};
use test_server::tools::{find, run, skip};

use crate::{HOSTILE, catalog, large};

/// Writes the pages of a site into a folder of the build, in which its screenshots stay, too.
fn write(name: &str, pages: Vec<Page>) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("site").join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("the folder of an earlier run");
    }
    for page in pages {
        let path = folder.join(page.path);
        fs::create_dir_all(path.parent().expect("a file in a folder")).expect("a folder");
        fs::write(path, page.text).expect("a file");
    }
    folder
}

#[test]
fn people_can_use_the_site_in_a_browser() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    // The shell of Chromium has no window, and does the same in half of the time.
    let browsers = ["chromium-headless-shell", "chromium", "google-chrome"];
    let browser = browsers.into_iter().find_map(find);
    let (Some(browser), Some(node), true) =
        (browser, find("node"), tests.join("../node_modules/playwright-core").is_dir())
    else {
        return skip("the site in a browser", "install Chromium, and run `npm install` in tests");
    };
    let site = |path: &str| docs(&catalog(path), false);
    let mut list = docs(&large(3_000), false);
    list.retain(|page| !page.path.contains('/'));
    let sites = [
        write("platform", site("../../error_codes.toml")),
        write("hostile", site(HOSTILE)),
        write("large", list),
    ];
    let printed = run(Command::new(node).arg(tests.join("check.mjs")).arg(browser).args(sites));
    assert_eq!(printed, "the site is usable\n");
}
