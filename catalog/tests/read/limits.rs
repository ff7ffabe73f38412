//! The limits of a catalog, and inputs far beyond them, which must be answered soon.
//!
//! The tests do not measure time. Each input is so large that a quadratic algorithm would take minutes, and a recursive
//! one would overflow the stack.

use std::collections::HashMap;
use std::fmt::Write;
use std::io;

use errcat_catalog::{Catalog, Diagnostics, Rejected};

type Answer = Result<Catalog, Box<Rejected>>;

/// Writes the part of a text with this number.
type Part = fn(&mut String, usize);

fn read(text: String) -> Answer {
    let mut text = Some(text.into_bytes());
    errcat_catalog::read("error_codes.toml", &mut |_: &str| Ok(text.take().expect("it is read once")))
}

/// Reads the files by their paths. The first file is the outermost. Each file can be read once.
fn read_files(files: impl IntoIterator<Item = (String, String)>) -> Answer {
    let mut files = files.into_iter().peekable();
    let outermost = files.peek().expect("a file").0.clone();
    let mut files: HashMap<String, String> = files.collect();
    let mut load =
        |path: &str| files.remove(path).map(String::into_bytes).ok_or(io::ErrorKind::NotFound.into());
    errcat_catalog::read(&outermost, &mut load)
}

fn codes(answer: Answer) -> Vec<String> {
    let catalog = answer.expect("nothing is wrong with it");
    catalog.rows.into_iter().map(|row| row.code).collect()
}

/// Returns the messages, after checking their number and their lengths.
fn messages(answer: Answer) -> Vec<String> {
    let messages: Vec<_> = answer.expect_err("it is wrong").diagnostics.messages().collect();
    assert!(messages.len() <= Diagnostics::SHOWN + 1, "{} messages", messages.len());
    for message in &messages {
        assert!(message.len() < 16 * 1024, "a message of {} bytes: {message:.1000}", message.len());
    }
    messages
}

/// Returns a text of `count` parts, each with its number.
fn text(count: usize, part: impl Fn(&mut String, usize)) -> String {
    (0..count).fold(String::new(), |mut text, number| {
        part(&mut text, number);
        text
    })
}

fn rows(count: usize) -> String {
    text(count, |text, row| {
        let _ = writeln!(text, "[[error]]\ncode = \"e{row}\"\nstatus = 400");
    })
}

#[test]
fn as_many_rows_as_two_bytes_count() {
    assert_eq!(read(rows(65_535)).expect("it is within the limit").rows.len(), 65_535);
    let messages = messages(read(rows(65_536)));
    assert_eq!(messages.len(), 1, "{messages:?}");
    assert!(messages[0].contains("error_codes.toml:196606:1: "), "{}", messages[0]);
    assert!(messages[0].contains("use at most 65535 codes"), "{}", messages[0]);
}

#[test]
fn fifty_thousand_rows() {
    assert_eq!(codes(read(rows(50_000))).len(), 50_000);
}

#[test]
fn ten_megabytes() {
    let description = "all that there is to say about it. ".repeat(5);
    let catalog = text(50_000, |text, row| {
        let _ = writeln!(text, "[[error]]\ncode = \"e{row}\"\nstatus = 400\ndescription = \"{description}\"");
    });
    assert!(catalog.len() > 10_000_000, "{}", catalog.len());
    assert_eq!(codes(read(catalog)).len(), 50_000);
}

#[test]
fn as_many_bytes_of_a_description_as_two_bytes_count() {
    let row =
        |length| format!("[[error]]\ncode = \"a\"\nstatus = 400\ndescription = \"{}\"\n", "d".repeat(length));
    assert_eq!(read(row(65_535)).expect("it is within the limit").rows[0].description.len(), 65_535);
    let messages = messages(read(row(65_536)));
    assert!(
        messages[0].contains("error_codes.toml:4:15: the description is 65536 bytes long"),
        "{}",
        messages[0]
    );
    assert!(messages[0].contains("use at most 65535 bytes"), "{}", messages[0]);
}

#[test]
fn a_description_of_a_megabyte() {
    let description = "a \u{e9}".repeat(250_000);
    let row =
        |status| format!("[[error]]\ncode = \"a\"\ndescription = \"{description}\"\nstatus = {status}\n");
    assert!(messages(read(row(400)))[0].contains("the description is 1000000 bytes long"));
    assert_eq!(messages(read(row(200))).len(), 2);
}

#[test]
fn a_mistake_at_the_end_of_a_megabyte_in_one_line() {
    for filler in ["a", "\u{301}", "\u{1f468}\u{200d}", "\\t"] {
        let help = filler.repeat(1_000_000 / filler.len());
        let row = format!("error = [{{ help = \"{help}\", code = \"a\", status = 1 }}]");
        assert_eq!(messages(read(row)).len(), 1, "{filler:?}");
    }
}

#[test]
fn ten_thousand_mistakes() {
    let each = text(10_000, |text, row| {
        let _ = writeln!(text, "[[error]]\ncode = \"e{row}\"\nstatus = 1");
    });
    let messages = messages(read(each));
    assert!(messages[0].starts_with("error_codes.toml:3:10: status `1`"), "{}", messages[0]);
    assert!(messages[99].starts_with("error_codes.toml:300:10: status `1`"), "{}", messages[99]);
    assert_eq!(messages[100..], ["and 9900 more mistakes in the catalog"]);
}

/// The macro generates an enum from the salvaged rows, and the work of the compiler is quadratic in their number.
#[test]
fn seventy_thousand_wrong_rows_are_salvaged_in_part() {
    let each = |status| {
        text(70_000, move |text, row| {
            let _ = writeln!(text, "[[error]]\ncode = \"e{row}\"\nstatus = {status}");
        })
    };
    for (status, salvaged) in [(1, 4_096), (400, 16_384)] {
        let rejected = read(each(status)).expect_err("it is wrong");
        assert_eq!(rejected.salvage.rows.len(), salvaged);
        assert!(!rejected.salvage.is_complete);
        messages(Err(rejected));
    }
    let rejected = read(rows(12_000) + "[[error]]\n").expect_err("it is wrong");
    assert_eq!(rejected.salvage.rows.len(), 12_000);
}

/// Each byte can be a mistake, and the parser stores every mistake.
#[test]
fn a_megabyte_of_mistakes() {
    let row = rows(1);
    for text in [
        "=".repeat(1_000_000),
        row.clone() + &"=".repeat(1_000_000),
        row.clone() + &"=\n".repeat(500_000),
        row.clone() + &"\"\n".repeat(500_000),
        row.clone() + &"[".repeat(1_000_000),
        row.clone() + "help = \"\"\"" + &"\n\"".repeat(500_000),
        row.repeat(30_000) + &"=".repeat(1_000_000),
    ] {
        messages(read(text));
    }
}

#[test]
fn fifty_thousand_headers_and_keys_that_are_wrong() {
    let parts: [(&str, Part); 14] = [
        ("lines without a value", |text, _| text.push_str("[[error]]\ncode = \"a\"\nx y\n")),
        ("open values", |text, _| text.push_str("[[error]]\naliases = [\ncode = \"a\"\n")),
        ("form feeds", |text, _| text.push_str("\x0c\n")),
        ("carriage returns", |text, _| text.push_str("\r \n")),
        ("conflicts", |text, _| text.push_str("<<<<<<< a\n=======\n>>>>>>> b\n")),
        ("tables twice", |text, _| text.push_str("[catalog]\nname = \"a\"\n")),
        ("a table for a row", |text, _| text.push_str("[error]\ncode = \"a\"\n")),
        ("open headers", |text, _| text.push_str("[[error]\ncode = \"a\"\n")),
        ("tables in rows", |text, _| text.push_str("[error.params]\na = \"u32\"\n")),
        ("keys twice", |text, _| text.push_str("status = 400\n")),
        ("colons", |text, _| text.push_str("[[error]]\ncode: \"a\"\n")),
        ("misspelled keys", |text, _| text.push_str("[[error]]\nCode = \"a\"\n")),
        ("no quotes", |text, row| {
            let _ = writeln!(text, "[[error]]\ncode = e{row}\nstatus = 400");
        }),
        ("zeros", |text, row| {
            let _ = writeln!(text, "[[error]]\ncode = 0{row}\nstatus = 400");
        }),
    ];
    for (name, part) in parts {
        let messages = messages(read(rows(1) + &text(50_000, part)));
        assert_eq!(messages.len(), 101, "{name}");
    }
}

#[test]
fn a_value_without_an_end_before_twenty_thousand_rows() {
    let messages = messages(read("[catalog]\nallow = [\n".to_owned() + &rows(20_000)));
    assert_eq!(messages.len(), 1, "{messages:#?}");
    assert!(
        messages[0].starts_with("error_codes.toml:2:10: unclosed array, expected `]`\n"),
        "{}",
        messages[0]
    );
}

#[test]
fn ten_thousand_mistakes_of_other_kinds() {
    let parts: [(&str, Part); 6] = [
        ("duplicates", |text, _| text.push_str("[[error]]\ncode = \"a\"\nstatus = 400\n")),
        ("variants", |text, row| {
            let _ = writeln!(text, "[[error]]\ncode = \"a{}\"\nstatus = 400", ".".repeat(row % 50));
        }),
        ("unknown keys", |text, key| {
            let _ = writeln!(text, "a_key_that_no_catalog_has_ever_had_{key} = 1");
        }),
        ("lines", |text, _| text.push_str("a b c\n")),
        ("tables", |text, table| {
            let _ = writeln!(text, "[table{table}]");
        }),
        ("strings", |text, _| text.push_str("\"\n")),
    ];
    for (name, part) in parts {
        let messages = messages(read(text(10_100, part) + &rows(1)));
        assert_eq!(messages.len(), 101, "{name}");
        assert!(messages[100].ends_with(" more mistakes in the catalog"), "{name}: {}", messages[100]);
    }
}

#[test]
fn ten_thousand_mistakes_in_one_line() {
    let rows = text(10_000, |text, row| {
        let _ = write!(text, "{{ code = \"e{row}\", status = 1, help = \"{row:100}\" }}, ");
    });
    assert_eq!(messages(read(format!("error = [{rows}]"))).len(), 101);
}

#[test]
fn a_hundred_thousand_levels() {
    const DEEP: usize = 100_000;
    let (open, close) = ("[".repeat(DEEP), "]".repeat(DEEP));
    let tables = format!("{}1{}", "{a=".repeat(DEEP), "}".repeat(DEEP));
    let path = format!("{}a", "a.".repeat(DEEP));
    for nested in [
        format!("a = {open}{close}"),
        format!("a = {open}"),
        format!("a = {tables}"),
        format!("include = {open}{close}"),
        format!("[[error]]\ncode = {tables}"),
        format!("{path} = 1"),
        format!("[{path}]"),
        format!("[[{path}]]"),
        format!("a = {{ {path} = 1 }}"),
    ] {
        messages(read(nested));
    }
}

#[test]
fn one_file_included_a_thousand_times() {
    let include = "\"rows.toml\", ".repeat(1_000);
    let files = [
        ("error_codes.toml".to_owned(), format!("include = [{include}]\n{}", rows(1))),
        ("rows.toml".to_owned(), "[[error]]\ncode = \"first\"\nstatus = 400".to_owned()),
    ];
    assert_eq!(codes(read_files(files)), ["first", "e0"]);
}

/// Returns a file that includes the files with these numbers, and has a row with its own number.
fn numbered(number: usize, include: impl Iterator<Item = usize>) -> (String, String) {
    let include: String = include.fold(String::new(), |mut text, file| {
        let _ = write!(text, "\"{file}.toml\", ");
        text
    });
    let row = format!("[[error]]\ncode = \"e{number}\"\nstatus = 400");
    (format!("{number}.toml"), format!("include = [{include}]\n{row}\n"))
}

#[test]
fn five_hundred_files_that_each_include_all_that_follow() {
    const FILES: usize = 500;
    let codes = codes(read_files((0..FILES).map(|file| numbered(file, file + 1..FILES))));
    let deepest_first: Vec<_> = (0..FILES).rev().map(|file| format!("e{file}")).collect();
    assert_eq!(codes, deepest_first);
}

#[test]
fn five_hundred_files_that_each_include_all() {
    const FILES: usize = 500;
    let messages = messages(read_files((0..FILES).map(|file| numbered(file, 0..FILES))));
    assert!(messages[0].contains("`0.toml` includes itself"), "{}", messages[0]);
    assert_eq!(messages.len(), 101);
}

#[test]
fn a_chain_of_ten_thousand_files() {
    const FILES: usize = 10_000;
    let codes = codes(read_files((0..FILES).map(|file| numbered(file, file + 1..FILES.min(file + 2)))));
    assert_eq!(codes.len(), FILES);
    assert_eq!((codes[0].as_str(), codes[FILES - 1].as_str()), ("e9999", "e0"));
}

#[test]
fn ten_thousand_files_that_are_not_there() {
    let messages = messages(read_files([numbered(0, 1..10_001)]));
    assert!(messages[0].contains("cannot read `1.toml`: no such file"), "{}", messages[0]);
    assert_eq!(messages[100..], ["and 9900 more mistakes in the catalog"]);
}

/// Long lines are cut, and every span must stay inside of the text that is shown.
#[test]
fn a_mistake_among_ten_thousand_carriage_returns() {
    messages(read(format!("[[error]]\ncode = \"a\"\nstatus = 400{}\n", "\r".repeat(10_000))));
    messages(read(format!("a{}b\n", "\r".repeat(10_000))));
}

#[test]
fn names_of_a_megabyte() {
    let name = "a".repeat(1_000_000);
    for text in [
        format!("{name} = 1"),
        format!("[{name}]"),
        format!("include = [\"{name}\"]"),
        format!("[[error]]\ncode = \"{name}\"\nstatus = 1"),
        format!("[[error]]\ncode = \"a\"\nstatus = 400\nvariant = \"{name}-\""),
        format!("[envelope]\ncode = \"{name}\"\ndescription = \"{name}\""),
    ] {
        messages(read_files([("error_codes.toml".to_owned(), text)]));
    }
}

/// Each of many mistakes has to look for a suggestion among many names.
#[test]
fn suggestions_are_only_looked_for_as_long_as_they_are_shown() {
    let rows = (0..10_000).fold(String::new(), |mut text, row| {
        let _ = write!(
            text,
            "[[error]]\ncode = \"code_{row}\"\nstatus = 400\ndeprecated = {{ use = \"cod_{row}\" }}\n"
        );
        text
    });
    assert!(read(rows).is_err());

    let placeholders = text(10_000, |text, name| {
        let _ = write!(text, "{{nam_{name}}}");
    });
    let params: Vec<String> = (0..10_000).map(|name| format!("name_{name} = 'u32'")).collect();
    let row = "[[error]]\ncode = \"a\"\nstatus = 400\n";
    let message = format!("message = \"{placeholders}\"\nparams = {{ {} }}\n", params.join(", "));
    assert!(read(format!("{row}{message}")).is_err());
}

#[test]
fn a_very_long_chain_of_replacements_is_not_followed_to_its_end() {
    let chain = (0..20_000).fold(String::new(), |mut text, row| {
        let next = row + 1;
        let _ = write!(
            text,
            "[[error]]\ncode = \"c{row}\"\nstatus = 400\ndeprecated = {{ use = \"c{next}\" }}\n"
        );
        text
    });
    assert!(read(chain).is_err());
}

#[test]
fn letters_that_look_like_others() {
    // Long codes that all look different, and then one code that is too long.
    let rows = text(2_000, |text, row| {
        let _ = writeln!(text, "[[error]]\ncode = \"ж{row}_{}\"\nstatus = 400", "сорéﬁ\u{301}".repeat(80));
    });
    assert!(read(rows).is_err(), "`ﬁ` is not a letter of a name");
    let long = format!("[[error]]\ncode = \"{}\"\nstatus = 400\n", "с\u{200b}é".repeat(1_000_000));
    assert!(messages(read(long)).iter().any(|message| message.contains("bytes long")));
}

#[test]
fn ten_thousand_placeholders_of_other_names() {
    let params = text(10_000, |text, number| {
        let _ = write!(text, "p{number} = \"u32\", ");
    });
    let placeholders = text(10_000, |text, number| {
        let _ = write!(text, "{{{number}: p{number}}}");
    });
    let row = format!(
        "[[error]]\ncode = \"a\"\nstatus = 400\nmessage = \"{placeholders}\"\nparams = {{ {params} }}\n"
    );
    assert_eq!(messages(read(row)).len(), 101);
}

#[test]
fn many_constants_and_params_of_one_row() {
    let pairs = |value: &str| {
        text(60_000, |text, number| {
            let _ = write!(text, "k{number} = {value}, ");
        })
    };
    let row = "[[error]]\ncode = \"a\"\nstatus = 410\nmessage = \"x\"\n";
    let answer = read(format!("{row}data = {{ {} }}\n", pairs("1")));
    assert_eq!(answer.expect("a catalog").data_keys().len(), 60_000);
    let answer = read(format!("{row}params = {{ {} }}\n", pairs("\"u32\"")));
    assert_eq!(answer.expect("a catalog").rows[0].params.len(), 60_000);
}
