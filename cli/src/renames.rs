//! Finds codes that have probably been renamed: the row is there, with another code.

use std::collections::HashMap;

use errcat_catalog::body::Constant;
use errcat_catalog::contract::{Contract, KeyName, Subject};

/// What stays in a row whose code is renamed: the variant and the status.
#[derive(Default, PartialEq, Eq, Hash)]
struct Row<'a> {
    variant: &'a str,
    status: &'a str,
}

/// Returns the codes that only the old contract has, each with the code that its row has in the new one. A code whose row is gone,
/// too, is not there.
pub(crate) fn renames<'a>(old: &'a Contract, new: &'a Contract) -> HashMap<&'a str, &'a str> {
    let (mut old_rows, mut new_rows) = (rows(old), rows(new));
    old_rows.retain(|code, _| new_rows.remove(code).is_none());
    let fresh: HashMap<_, _> = new_rows.into_iter().map(|(code, row)| (row, code)).collect();
    old_rows.into_iter().filter_map(|(gone, row)| Some((gone, *fresh.get(&row)?))).collect()
}

fn rows(contract: &Contract) -> HashMap<&str, Row<'_>> {
    let mut rows: HashMap<_, Row<'_>> = HashMap::new();
    for fact in contract.facts() {
        let Subject::Code(code) = &fact.subject else { continue };
        match (fact.key.name(), &fact.value) {
            (KeyName::Variant, Constant::Text(variant)) => {
                rows.entry(code.as_str()).or_default().variant = variant;
            }
            (KeyName::Status, Constant::Number(status)) => {
                rows.entry(code.as_str()).or_default().status = status;
            }
            _ => {}
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contract(rows: &str) -> Contract {
        let mut files = |_: &str| Ok(rows.as_bytes().to_vec());
        Contract::of(&errcat_catalog::read("error_codes.toml", &mut files).expect("a catalog"))
    }

    fn row(code: &str, variant: &str, status: u16) -> String {
        format!("[[error]]\ncode = \"{code}\"\nvariant = \"{variant}\"\nstatus = {status}\n")
    }

    #[test]
    fn a_row_with_another_code_is_a_rename() {
        let [old, new] = [row("a", "Same", 400), row("b", "Same", 400)].map(|rows| contract(&rows));
        assert_eq!(renames(&old, &new), HashMap::from([("a", "b")]));
    }

    #[test]
    fn a_row_with_another_variant_or_status_is_another_row() {
        let old = contract(&row("a", "Same", 400));
        for other in [row("b", "Other", 400), row("b", "Same", 404), row("a", "Same", 400)] {
            assert_eq!(renames(&old, &contract(&other)), HashMap::new(), "{other}");
        }
    }
}
