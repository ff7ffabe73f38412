//! The crates that are compiled. Both crates of a pair have the same codes.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::measure::{self, Cost};

const SERDE: &str = "serde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"\n";

/// What a crate contains.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    /// This many codes as people write them: `thiserror`, serde's derives, and a `match` for each question.
    ByHand(usize),
    /// The same codes from a catalog.
    Errcat(usize),
    /// Ten error enums of 100 variants and what they need, without a derive.
    Enum,
    /// The same with `thiserror::Error`.
    Thiserror,
    /// The same with `thiserror::Error` and `errcat::Coded`.
    Coded,
    /// A hundred functions that write a reply, each with a payload of its own.
    Replies,
    /// The same with a struct for each reply.
    RepliesByHand,
}

/// A package in a folder of its own. Packages with the same dependencies share a target folder.
pub(crate) struct Scratch {
    name: String,
    root: PathBuf,
    target: PathBuf,
}

impl Scratch {
    pub(crate) fn write(kind: Kind) -> Self {
        let name = kind.name();
        let folder = workspace().join("target/compile-bench");
        let root = folder.join(&name);
        let scratch = Self { name, target: folder.join("target"), root };
        fs::create_dir_all(scratch.root.join("src")).expect("a folder can be made");
        scratch.file("Cargo.toml", &kind.manifest(&scratch.name));
        scratch.file("src/lib.rs", &kind.source());
        if let Kind::Errcat(size) = kind {
            scratch.file("error_codes.toml", &catalog(size));
        } else {
            scratch.file("error_codes.toml", &catalog(1));
        }
        fs::copy(workspace().join("Cargo.lock"), scratch.root.join("Cargo.lock"))
            .expect("there is a lock file");
        scratch
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    fn file(&self, path: &str, text: &str) {
        fs::write(self.root.join(path), text).expect("a file can be written");
    }

    fn cargo(&self, command: &str, options: &[&str]) -> Command {
        let mut cargo = cargo(&self.root, &self.target, command);
        cargo.arg("--quiet").args(options);
        cargo
    }

    /// The full path of a file in the package.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// The compiler's own passes, in seconds. Stable Rust reports them only with `RUSTC_BOOTSTRAP`.
    pub(crate) fn passes(&self) -> Vec<(String, f64)> {
        self.touched("check", &[]);
        self.touch();
        let mut cargo = self.cargo("rustc", &["--lib", "--profile", "check"]);
        cargo.env("RUSTC_BOOTSTRAP", "1").args(["--", "-Ztime-passes", "-Ztime-passes-format=json"]);
        let output = cargo.output().expect("cargo can be started");
        let text =
            String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout);
        text.lines().filter_map(pass).collect()
    }

    fn touch(&self) {
        let source = self.root.join("src/lib.rs");
        let text = fs::read(&source).expect("it has been written");
        fs::write(source, text).expect("a file can be written");
    }

    /// The cost of a command after the crate's one file has been touched.
    pub(crate) fn touched(&self, command: &str, options: &[&str]) -> Cost {
        self.touch();
        measure::run(&mut self.cargo(command, options))
    }

    /// The cost of a command when nothing is compiled yet.
    pub(crate) fn clean(&self, command: &str) -> Cost {
        let target = self.root.join("target");
        if target.exists() {
            fs::remove_dir_all(&target).expect("a folder can be removed");
        }
        // cargo compiles errcat incrementally, because it is in a folder. It does not for a user, who has it from a registry.
        let mut cargo = self.cargo(command, &[]);
        measure::run(cargo.env("CARGO_TARGET_DIR", target).env("CARGO_INCREMENTAL", "0"))
    }

    /// Builds a program that uses the crate in release, and returns its path.
    pub(crate) fn program(&self, source: &str) -> PathBuf {
        fs::create_dir_all(self.root.join("examples")).expect("a folder can be made");
        self.file(&format!("examples/{}-program.rs", self.name), source);
        measure::run(&mut self.cargo("build", &["--release", "--examples"]));
        self.target.join(format!("release/examples/{}-program", self.name))
    }

    /// The size of the crate's library in release, in MB.
    pub(crate) fn rlib(&self) -> f64 {
        let library = self.target.join(format!("release/lib{}.rlib", self.name.replace('-', "_")));
        #[expect(clippy::cast_precision_loss, reason = "a library is not that large")]
        let bytes = fs::metadata(library).expect("it has been built").len() as f64;
        bytes / 1e6
    }
}

/// A command of cargo for the package or workspace in a folder.
pub(crate) fn cargo(folder: &Path, target: &Path, command: &str) -> Command {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(folder).args([command, "--offline"]).env("CARGO_TARGET_DIR", target);
    // The profiles are those of a user, who compiles incrementally.
    cargo.env_remove("CARGO_INCREMENTAL");
    cargo
}

/// Reads a line `time: {"pass":"…","time":…,…}`.
fn pass(line: &str) -> Option<(String, f64)> {
    let (name, rest) = line.strip_prefix("time: {\"pass\":\"")?.split_once('"')?;
    let seconds = rest.strip_prefix(",\"time\":")?.split(',').next()?.parse().ok()?;
    Some((name.to_owned(), seconds))
}

pub(crate) fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the package is in the workspace's folder")
}

impl Kind {
    fn name(self) -> String {
        match self {
            Self::ByHand(size) => format!("by-hand-{size}"),
            Self::Errcat(size) => format!("errcat-{size}"),
            Self::Enum => "derive-none".to_owned(),
            Self::Thiserror => "derive-thiserror".to_owned(),
            Self::Coded => "derive-coded".to_owned(),
            Self::Replies => "replies".to_owned(),
            Self::RepliesByHand => "replies-by-hand".to_owned(),
        }
    }

    fn manifest(self, name: &str) -> String {
        let errcat = format!("errcat = {{ path = '{}' }}\n", workspace().join("runtime").display());
        let dependencies = match self {
            Self::ByHand(_) => "thiserror = \"2\"\n".to_owned() + SERDE,
            Self::RepliesByHand => SERDE.to_owned(),
            Self::Replies => errcat + SERDE,
            Self::Errcat(_) => errcat,
            Self::Enum | Self::Thiserror | Self::Coded => errcat + "thiserror = \"2\"\n",
        };
        format!(
            "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n{dependencies}\n[workspace]\n"
        )
    }

    fn source(self) -> String {
        match self {
            Self::ByHand(size) => by_hand(size),
            Self::Errcat(_) => "#[errcat::catalog(\"error_codes.toml\")]\npub enum ErrorCode {}\n".to_owned(),
            Self::Enum | Self::Thiserror | Self::Coded => errors(self),
            Self::Replies => replies(),
            Self::RepliesByHand => replies_by_hand(),
        }
    }
}

const STATUSES: [u16; 5] = [400, 403, 404, 409, 500];

struct Row {
    code: String,
    name: String,
    status: u16,
    description: String,
}

impl Row {
    fn new(number: usize) -> Self {
        let areas = ["channel", "account", "device_group", "feed"];
        let area = areas[number % areas.len()];
        let name: String = area.split('_').map(|word| word[..1].to_uppercase() + &word[1..]).collect();
        Self {
            code: format!("{area}_error_{number}"),
            name: format!("{name}Error{number}"),
            status: STATUSES[number % STATUSES.len()],
            description: format!("The {area} cannot be used as asked, for reason number {number}"),
        }
    }
}

/// One or more lines for each code.
fn lines(size: usize, line: impl Fn(Row) -> String) -> String {
    (0..size).map(Row::new).map(line).fold(String::new(), |text, line| text + &line + "\n")
}

fn catalog(size: usize) -> String {
    lines(size, |Row { code, status, description, .. }| {
        format!("[[error]]\ncode = \"{code}\"\nstatus = {status}\ndescription = \"{description}\"\n")
    })
}

fn by_hand(size: usize) -> String {
    let variants = lines(size, |Row { code, name, description, .. }| {
        format!(
            "    /// {description}\n    #[error(\"{code}\")]\n    #[serde(rename = \"{code}\")]\n    {name},"
        )
    });
    let code = lines(size, |Row { code, name, .. }| format!("            Self::{name} => \"{code}\","));
    let status = lines(size, |Row { name, status, .. }| format!("            Self::{name} => {status},"));
    let description = lines(size, |Row { name, description, .. }| {
        format!("            Self::{name} => \"{description}\",")
    });
    let from_code = lines(size, |Row { code, name, .. }| format!("            \"{code}\" => Self::{name},"));
    format!(
        "#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, thiserror::Error, serde::Serialize, serde::Deserialize)]
pub enum ErrorCode {{
{variants}}}

impl ErrorCode {{
    pub fn code(self) -> &'static str {{
        match self {{
{code}        }}
    }}

    pub fn status(self) -> u16 {{
        match self {{
{status}        }}
    }}

    pub fn description(self) -> &'static str {{
        match self {{
{description}        }}
    }}

    pub fn from_code(code: &str) -> Option<Self> {{
        Some(match code {{
{from_code}            _ => return None,
        }})
    }}
}}
"
    )
}

/// Ten enums of 100 errors with a text and two fields, and a catalog of one row. One enum alone costs less than the
/// noise of the machine.
fn errors(kind: Kind) -> String {
    let enums: String = (0..10).map(|number| hundred_errors(kind, number)).collect();
    format!("#[errcat::catalog(\"error_codes.toml\")]\npub enum ErrorCode {{}}\n\n{enums}")
}

fn hundred_errors(kind: Kind, number: usize) -> String {
    let (derives, of_type, text, row) = match kind {
        Kind::Coded => (
            "Debug, thiserror::Error, errcat::Coded",
            "#[coded(ErrorCode)]\n",
            true,
            "#[coded(ChannelError0)]",
        ),
        Kind::Thiserror => ("Debug, thiserror::Error", "", true, ""),
        _ => ("Debug", "", false, ""),
    };
    let variants = (0..100).fold(String::new(), |mut variants, number| {
        if text {
            let _ = writeln!(variants, "    #[error(\"error {number} of {{id}}: {{what}}\")]");
        }
        let _ = writeln!(variants, "    {row}\n    Error{number} {{ id: u64, what: String }},");
        variants
    });
    format!("#[derive({derives})]\n{of_type}pub enum Errors{number} {{\n{variants}}}\n")
}

fn replies() -> String {
    let catalog = "#[errcat::catalog(\"error_codes.toml\")]\npub enum ErrorCode {}\n";
    (0..100).fold(catalog.to_owned(), |text, number| {
        text + &format!(
            "#[derive(serde::Serialize)]
pub struct Payload{number} {{ pub name_{number}: String, pub count: u32 }}
pub fn reply_{number}(payload: Payload{number}) -> Vec<u8> {{
    errcat::Success::<_, ErrorCode>::new(payload).to_json().expect(\"it serializes\")
}}
"
        )
    })
}

fn replies_by_hand() -> String {
    (0..100).fold(String::new(), |text, number| {
        text + &format!(
            "#[derive(serde::Serialize)]
pub struct Reply{number} {{
    pub result: &'static str,
    pub server_time: &'static str,
    pub name_{number}: String,
    pub count: u32,
}}
pub fn reply_{number}(reply: Reply{number}) -> Vec<u8> {{
    serde_json::to_vec(&reply).expect(\"it serializes\")
}}
"
        )
    })
}
