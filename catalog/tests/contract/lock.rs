//! The text of a lock, its mistakes, and the changes that have been accepted.

use errcat_catalog::contract::{Acceptance, Contract, Lock, Rule, diff};

use crate::fixture::{contract, findings};

const CATALOG: &str = "[[reserved]]\ncode = \"old\"\n\n[[error]]\ncode = \"gone\"\nstatus = 410\n\n[[error]]\ncode = \"two words\"\nstatus = 429\nmessage = \"wait {seconds} s\\n\"\nparams = { seconds = \"u32\" }\nretry_after = 60\ndata = { kind = \"a\", level = 2 }\naliases = [\"2\"]\nheaders = { \"X-A\" = \"1\" }\ndeprecated = { use = \"gone\" }\n";

#[track_caller]
fn errors(text: &str) -> Vec<String> {
    let errors = Lock::read(text.as_bytes()).expect_err("the lock has a mistake");
    errors.iter().map(ToString::to_string).collect()
}

#[test]
fn a_lock_is_one_line_for_each_fact() {
    let text = Lock::new(contract(CATALOG)).to_string();
    let rows: Vec<_> =
        text.lines().filter(|line| !line.starts_with("http") && !line.starts_with("env")).collect();
    assert_eq!(
        rows,
        [
            "errcat-lock 1",
            "catalog code_type = \"string\"",
            "code \"two words\" after = \"gone\"",
            "code \"two words\" aliases 2 = true",
            "code \"two words\" data kind = \"a\"",
            "code \"two words\" data level = 2",
            "code \"two words\" deprecated = true",
            "code \"two words\" deprecated_use = \"gone\"",
            "code \"two words\" description = \"Too Many Requests\"",
            "code \"two words\" headers x-a = \"1\"",
            "code \"two words\" level = \"warn\"",
            "code \"two words\" message = \"wait {seconds} s\\n\"",
            "code \"two words\" params seconds = \"u32\"",
            "code \"two words\" retry_after = 60",
            "code \"two words\" retryable = true",
            "code \"two words\" status = 429",
            "code \"two words\" variant = \"TwoWords\"",
            "code gone description = \"Gone\"",
            "code gone level = \"warn\"",
            "code gone retryable = false",
            "code gone status = 410",
            "code gone variant = \"Gone\"",
            "reserved old reason = null",
            "errcat-lock end",
        ]
    );
    let bodies: Vec<_> = text.lines().filter(|line| line.starts_with("envelope.failure")).collect();
    assert_eq!(
        bodies,
        [
            "envelope.failure member \"\\\"...{members}\\\"\" = \"{members}\"",
            "envelope.failure member desp = \"{description}\"",
            "envelope.failure member errorCode = \"{code}\"",
            "envelope.failure member result = \"error\"",
            "envelope.failure member server_time = \"{server_time}\"",
            "envelope.failure order . = \"result, server_time, errorCode, desp, \\\"...{members}\\\"\"",
            "envelope.failure presence \"\\\"...{members}\\\"\" = \"optional\"",
            "envelope.failure type \"\\\"...{members}\\\"\" = \"object\"",
            "envelope.failure type . = \"object\"",
            "envelope.failure type desp = \"string\"",
            "envelope.failure type errorCode = \"string\"",
            "envelope.failure type result = \"string\"",
            "envelope.failure type server_time = \"string\"",
        ]
    );
}

fn catalog(codes: &[&str]) -> String {
    let rows = codes.iter().map(|code| format!("[[error]]\ncode = \"{code}\"\nstatus = 400\n"));
    rows.collect::<Vec<_>>().concat()
}

/// What git's `merge=union` makes of two branches: the lines of both.
#[test]
fn two_branches_that_add_codes_can_be_merged() {
    let base = ["a", "b"];
    for (ours, theirs) in [
        (vec!["a", "b", "c"], vec!["a", "b", "d"]),
        (vec!["c", "a", "b"], vec!["a", "d", "b"]),
        (vec!["a", "c", "e", "b"], vec!["a", "d", "b"]),
    ] {
        let [ours, theirs] = [&ours, &theirs].map(|codes| Lock::new(contract(&catalog(codes))).to_string());
        let merged = Lock::read((ours + &theirs).as_bytes()).expect("the lines do not contradict each other");
        let codes: Vec<_> = merged.contract.codes().collect();
        assert!(base.iter().chain(&["c", "d"]).all(|code| codes.contains(code)), "{codes:?}");
        let again = merged.to_string();
        assert_eq!(Lock::read(again.as_bytes()).expect("a lock").contract, merged.contract);
    }
}

/// Both branches only say which code is before theirs, so whoever resolves the conflict in the catalog decides.
#[test]
fn a_merged_lock_does_not_say_which_of_two_new_codes_is_first() {
    let merged = |ours: &[&str], theirs: &[&str]| {
        let [ours, theirs] = [ours, theirs].map(|codes| Lock::new(contract(&catalog(codes))).to_string());
        Lock::read((ours + &theirs).as_bytes()).expect("the lines do not contradict each other").contract
    };
    let rules = |old: &Contract, new: &[&str]| {
        let new = contract(&catalog(new));
        assert_eq!(diff(old, &new).is_empty(), diff(&new, old).is_empty());
        diff(old, &new).iter().map(|finding| finding.message.clone()).collect::<Vec<_>>()
    };
    let end = merged(&["a", "x"], &["a", "y"]);
    let middle = merged(&["a", "x", "b"], &["a", "y", "b"]);
    let start = merged(&["x", "a"], &["y", "a"]);
    // Writing the lock again decides nothing.
    let text = Lock::new(end.clone()).to_string();
    let again = Lock::read(text.as_bytes()).expect("a lock").contract;
    for end in [&end, &again] {
        assert_eq!(rules(end, &["a", "x", "y"]), [""; 0]);
        assert_eq!(rules(end, &["a", "y", "x"]), [""; 0]);
        assert_eq!(rules(end, &["x", "a", "y"]), ["`x` is now before `a` in the catalog"]);
    }
    for codes in [["a", "x", "y", "b"], ["a", "y", "x", "b"]] {
        assert_eq!(rules(&middle, &codes), [""; 0]);
    }
    assert_eq!(rules(&middle, &["b", "x", "y", "a"]).len(), 1);
    assert_eq!(rules(&start, &["y", "x", "a"]), [""; 0]);
    assert_eq!(rules(&start, &["x", "y", "a"]), [""; 0]);
}

#[test]
fn a_mistake_is_reported_with_its_line() {
    let lock = Lock::new(contract(&catalog(&["a"]))).to_string();
    let with = |line: &str| format!("{lock}{line}\n");
    let last = lock.lines().count() + 1;
    let cases = [
        (
            "code a status = 404",
            "`status` of `a` has another value on line 6; keep the line that is right, or write the lock again",
        ),
        ("code b status = 404", "code `b` has no line for `variant`; write the lock again"),
        ("code a colour = \"red\"", "unknown key `colour` of `code`; a newer errcat may have written it"),
        ("code a status 404", "`=` must be in the place of `404`"),
        ("code a status =", "the line is not complete; write the lock again"),
        ("code a status = \"404\"", "the value of `status` must be a number from 400 to 599"),
        ("code a status = 399", "the value of `status` must be a number from 400 to 599"),
        ("http timeout status = 600", "the value of `status` must be a number from 400 to 599"),
        ("code a retry_after = \"1\"", "the value of `retry_after` must be a number"),
        ("code a help = try", "`try` is not a value; a string needs quotes"),
        ("code a help = \"x\" y", "`y` is after the end of the value"),
        ("code a help = \"x", "a string has no closing quote"),
        ("code a help = \"\\x\"", "the string `\\x` has an unknown escape"),
        ("kode a help = \"x\"", "a line cannot begin with `kode`; write the lock again"),
        ("http never code 4xx = \"x\"", "a line cannot begin with `http`; write the lock again"),
        ("<<<<<<< HEAD", "a conflict of a merge is not resolved; keep the lines of both sides"),
        ("accept no-rule a b none -> none = \"x\"", "unknown name `no-rule`"),
        (
            "errcat-lock 2",
            "the lock has format 2, but this version of errcat reads format 1; use a newer errcat",
        ),
    ];
    for (line, message) in cases {
        let found = errors(&with(line));
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].starts_with(&format!("line {last}: {message}")), "{line}: {}", found[0]);
    }
    assert_eq!(errors(""), ["line 1: this is not a lock: the line `errcat-lock 1` is missing"]);
    let bytes = [lock.as_bytes(), b"\xff"].concat();
    let found = Lock::read(&bytes).expect_err("it is not UTF-8");
    assert_eq!(found[0].to_string(), format!("line {last}: the line is not UTF-8; write the lock again"));
}

#[test]
fn a_long_list_of_mistakes_ends() {
    let lines: Vec<_> = (0..1000).map(|line| format!("x{line}")).collect();
    assert_eq!(errors(&format!("errcat-lock 1\n{}", lines.join("\n"))).len(), 100);
}

#[test]
fn nothing_is_quoted_of_a_file_that_is_not_a_lock() {
    let passwords = "root:x:0:0::/root:/bin/sh\nerrcat-lock\nerrcat-lock one\nerrcat-lock 1 hunter2\n";
    let bytes = [passwords.as_bytes(), b"\xff"].concat();
    for text in [passwords.as_bytes(), &bytes] {
        let found = Lock::read(text).expect_err("it is not a lock");
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].to_string(), "line 1: this is not a lock: the line `errcat-lock 1` is missing");
    }
    // A merge can move the first line.
    let lock = Lock::new(contract(CATALOG)).to_string();
    let moved = lock.replacen("errcat-lock 1\n", "", 1) + "errcat-lock 1\n";
    assert!(Lock::read(moved.as_bytes()).is_ok());
    let long = format!("{lock}code gone status = 404 {} secret\n", "x".repeat(1000));
    let found = errors(&long);
    assert!(found[0].len() < 200 && !found[0].contains("secret"), "{found:?}");
}

#[test]
fn a_lock_that_is_cut_anywhere_is_no_lock() {
    let reserved = "[[reserved]]\ncode = \"a\"\n[[reserved]]\ncode = \"b\"\n";
    let lock = Lock::new(contract(&(reserved.to_owned() + CATALOG))).to_string();
    let platform = include_bytes!("../../../fuzz/seeds/lock/platform.lock");
    for text in [lock.as_bytes(), platform] {
        assert!(Lock::read(text.trim_ascii_end()).is_ok());
        for end in 0..text.len() - 1 {
            assert!(Lock::read(&text[..end]).is_err(), "{:?}", String::from_utf8_lossy(&text[..end]));
        }
    }
    let cut = lock.replacen("errcat-lock end\n", "", 1);
    let message = "the last line `errcat-lock end` is missing, so the lock was cut off; write it again";
    assert_eq!(errors(&cut), [format!("line {}: {message}", cut.lines().count())]);
}

#[test]
fn a_line_that_each_contract_has_is_not_lost() {
    let lock = Lock::new(contract(&("[envelope]\nproblem_json = true\n".to_owned() + CATALOG))).to_string();
    let cases = [
        ("catalog ", "`catalog` has no lines"),
        ("envelope ", "`envelope` has no lines"),
        ("envelope problem_json", "`envelope` has no line for `problem_json`"),
        ("envelope.success ", "`envelope.success` has no lines"),
        ("envelope.problem ", "`envelope.problem` has no lines"),
        ("envelope.failure type .", "`envelope.failure` has no line for `type .`"),
        ("envelope.failure order .", "`envelope.failure` has no line for `order .`"),
        ("envelope.failure type desp", "`envelope.failure` has no line for `type desp`"),
        ("envelope.failure member desp", "`envelope.failure` has no line for `member desp`"),
        ("http timeout ", "`http.timeout` has no lines"),
        ("http timeout status", "`http.timeout` has no line for `status`"),
        ("http timeout code 5xx", "`http.timeout` has no line for `code 5xx`"),
        ("code gone status", "code `gone` has no line for `status`"),
    ];
    for (start, message) in cases {
        let lines = lock.lines().filter(|line| !line.starts_with(start)).collect::<Vec<_>>();
        assert_ne!(lines.len(), lock.lines().count(), "{start}");
        let found = errors(&lines.join("\n"));
        assert_eq!(found.len(), 1, "{start}: {found:?}");
        assert!(found[0].ends_with(&format!(": {message}; write the lock again")), "{start}: {found:?}");
    }
    let without_place: Vec<_> = lock.lines().filter(|line| !line.contains(" desp = ")).collect();
    let found = errors(&without_place.join("\n"));
    assert!(found[0].contains("has no line for `type desp`"), "{found:?}");
}

#[test]
fn an_acceptance_accepts_one_finding() {
    let row =
        |status| format!("[[error]]\ncode = \"gone\"\nstatus = {status}\ndescription = \"a -> \\\"b\\\"\"\n");
    let found = findings(&row(404), &row(410));
    let mut lock = Lock::new(contract(&row(404)));
    lock.acceptances.push(Acceptance::of(&found[0], "agreed\nwith = all"));
    let unused = Acceptance { new: Some("422".to_owned()), ..lock.acceptances[0].clone() };
    lock.acceptances.push(unused.clone());
    let text = lock.to_string();
    assert!(
        text.contains("accept status-changed gone status \"404\" -> \"410\" = \"agreed\\nwith = all\"\n"),
        "{text}"
    );
    let read = Lock::read(text.as_bytes()).expect("a lock");
    assert_eq!(read, lock);
    let split = read.accepted(&found);
    assert_eq!(split.accepted.len(), 1);
    assert!(split.rest.is_empty() && split.unused == [&unused]);
    assert!(read.acceptances[0].accepts(&found[0]) && !unused.accepts(&found[0]));

    let others = findings(&row(404), &row(503));
    let split = read.accepted(&others);
    assert_eq!((split.accepted.len(), split.rest.len(), split.unused.len()), (0, others.len(), 2));
    assert_eq!(others[0].rule, Rule::StatusClassChanged);
}
