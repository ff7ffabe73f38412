//! Whatever changes in a contract is found, and nothing else is.

use std::cell::RefCell;
use std::collections::HashSet;

use errcat_catalog::contract::{Bump, Contract, Finding, Lock, Rule, diff};
use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestError, TestRunner};

use crate::model::{Model, model};

/// Reads the contract of a model, unless the catalog has a mistake.
fn contract(model: &Model) -> Option<Contract> {
    let text = model.text();
    let read = errcat_catalog::read("error_codes.toml", &mut |_: &str| Ok(text.clone().into_bytes()));
    read.ok().map(|catalog| Contract::of(&catalog))
}

/// Checks what is true for each pair of contracts, and returns the findings.
fn compared(old: &Contract, new: &Contract) -> Vec<Finding> {
    assert!(diff(old, old).is_empty());
    let (forth, back) = (diff(old, new), diff(new, old));
    assert_eq!(forth.is_empty(), old == new, "{:#?}\n{forth:#?}", changed(old, new));
    assert_eq!(back.is_empty(), old == new, "back: {:#?}\n{back:#?}", changed(old, new));
    assert!(forth.is_sorted_by(|one, other| one.severity() >= other.severity()));
    assert_eq!(forth.is_empty(), Bump::of(&forth).is_none());
    let mut seen = HashSet::new();
    for finding in &forth {
        let Finding { rule, subject, key, message, .. } = finding;
        assert!(seen.insert((rule, subject, key)), "twice: {finding:#?}");
        assert!(!message.chars().any(char::is_control) && message.len() < 1000, "{message:?}");
        assert!(finding.old.is_some() || finding.new.is_some(), "{finding:?}");
    }
    forth
}

/// Returns the facts that differ.
fn changed<'a>(old: &'a Contract, new: &'a Contract) -> Vec<String> {
    let only = |one: &'a Contract, other: &'a Contract| {
        let facts = one.facts().iter().filter(|fact| !other.facts().contains(fact));
        facts.map(|fact| format!("{} {} {:?}", fact.subject, fact.key, fact.value)).collect::<Vec<_>>()
    };
    [only(old, new), only(new, old)].concat()
}

fn run<S: Strategy>(cases: u32, strategy: &S, test: impl Fn(S::Value)) {
    let config = ProptestConfig {
        cases,
        max_global_rejects: cases * 20,
        failure_persistence: None,
        // The other one takes a tenth of the time of these tests.
        rng_algorithm: RngAlgorithm::XorShift,
        ..ProptestConfig::default()
    };
    let result = TestRunner::new(config).run(strategy, |value| {
        test(value);
        Ok(())
    });
    if let Err(TestError::Fail(reason, value)) = result {
        panic!("{reason}\n{value:#?}");
    }
}

/// Two thousand changes of one fact, in both directions. The number of those that are catalogs is checked, so that the test
/// does not pass because all of them have mistakes.
#[test]
fn each_change_of_one_fact_is_found() {
    // It takes as long as all other tests of contracts, so it has two threads.
    let halves = std::thread::scope(|scope| {
        let threads = [0, 1].map(|_| scope.spawn(|| changes_of_one_fact(2_000)));
        threads.map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    });
    let changes: usize = halves.iter().map(|(changes, _)| changes).sum();
    let rules: HashSet<Rule> = halves.into_iter().flat_map(|(_, rules)| rules).collect();
    println!("{changes} changes, {} rules", rules.len());
    let missing: Vec<_> = Rule::ALL.iter().filter(|rule| !rules.contains(rule)).collect();
    assert!(changes >= 2_000 && missing.len() <= 3, "{changes} {missing:?}");
}

/// Returns how many of the cases were changes that were found, and the rules that found them.
fn changes_of_one_fact(cases: u32) -> (usize, HashSet<Rule>) {
    let counts = RefCell::new((0, HashSet::new()));
    run(cases, &(model(), model(), any::<usize>(), any::<usize>()), |(one, other, part, place)| {
        let Some(old) = contract(&one) else { return };
        let edited = if part % 11 == 0 { one.renamed(place) } else { one.edited(part, place, &other) };
        let Some(new) = contract(&edited) else { return };
        let found = compared(&old, &new);
        let mut counts = counts.borrow_mut();
        counts.0 += usize::from(!found.is_empty());
        counts.1.extend(found.iter().map(|finding| finding.rule));
    });
    counts.into_inner()
}

#[test]
fn any_two_contracts_are_equal_exactly_if_nothing_is_found() {
    run(600, &(model(), model()), |(one, other)| {
        if let (Some(one), Some(other)) = (contract(&one), contract(&other)) {
            compared(&one, &other);
        }
    });
}

#[test]
fn a_lock_is_read_back_with_the_same_facts_whatever_the_order_of_its_lines() {
    run(600, &(model(), any::<bool>()), |(model, is_reversed)| {
        let Some(contract) = contract(&model) else { return };
        let text = Lock::new(contract.clone()).to_string();
        // The first line and the last one are no facts.
        assert_eq!(text.lines().count(), contract.facts().len() + 2);
        let mut lines: Vec<&str> = text.lines().collect();
        if is_reversed {
            lines.extend(lines.clone());
            lines.reverse();
        }
        let read = Lock::read(lines.join("\r\n\r\n").as_bytes())
            .unwrap_or_else(|errors| panic!("{errors:?}\n{text}"));
        assert_eq!(read.contract, contract);
        assert_eq!(read.to_string(), text);
        assert!(diff(&read.contract, &contract).is_empty());
    });
}

/// Returns the line with another value.
fn other_value(line: &str) -> String {
    let (fact, value) = line.rsplit_once(" = ").expect("a fact");
    let other = match value {
        "true" => "false".to_owned(),
        "false" => "true".to_owned(),
        "null" => "\"another\"".to_owned(),
        text if text.starts_with('"') => "\"another\"".to_owned(),
        // No status of a model is 418, and a longer number would be none.
        _ if fact.ends_with(" status") => "418".to_owned(),
        number => format!("{number}1"),
    };
    format!("{fact} = {other}")
}

/// Facts as no catalog has them, because they contradict each other: a lock that was edited by hand.
#[test]
fn each_line_of_a_lock_matters() {
    let counts = std::cell::Cell::new(0);
    run(1_500, &(model(), any::<prop::sample::Index>(), any::<bool>()), |(model, place, is_removed)| {
        let Some(contract) = contract(&model) else { return };
        let text = Lock::new(contract.clone()).to_string();
        let lines: Vec<&str> = text.lines().filter(|line| line.contains(" = ")).collect();
        let line = *place.get(&lines);
        // The order of the members only matters for members that are there. An object or an array is there as long as it has
        // parts.
        let is_container = line.ends_with("\"object\"") || line.ends_with("\"array\"");
        // Without a line, the lock does not say which of two codes is first.
        if line.contains(" order ") || line.contains(" after = ") || is_removed && is_container {
            return;
        }
        let edited = if is_removed { String::new() } else { other_value(line) };
        let Ok(lock) = Lock::read(text.replacen(&format!("{line}\n"), &format!("{edited}\n"), 1).as_bytes())
        else {
            return;
        };
        assert!(contract == lock.contract || !diff(&contract, &lock.contract).is_empty(), "{line}\n{edited}");
        compared(&contract, &lock.contract);
        counts.set(counts.get() + usize::from(contract != lock.contract));
    });
    assert!(counts.get() > 500, "{}", counts.get());
}
