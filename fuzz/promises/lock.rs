//! The promises about every lock, whether it can be read or has mistakes.
//!
//! The fuzz target and the ordinary tests check them.

use errcat_catalog::contract::{Contract, Lock, diff};

/// No message is longer than this number of bytes.
const LONGEST_MESSAGE: usize = 1024;

/// Reads the bytes as a lock, and checks the promises about the result.
///
/// # Panics
///
/// Panics if a promise is broken.
pub(crate) fn hold(bytes: &[u8]) {
    match Lock::read(bytes) {
        Ok(lock) => {
            is_written_and_read_back(&lock);
            is_comparable(&lock.contract);
        }
        Err(errors) => {
            assert!((1..=100).contains(&errors.len()), "{} mistakes", errors.len());
            assert!(errors.is_sorted_by_key(|error| error.line), "{errors:?}");
            for error in &errors {
                is_one_line(&error.to_string());
            }
        }
    }
}

fn is_one_line(message: &str) {
    assert!(message.len() < LONGEST_MESSAGE, "{message}");
    assert!(!message.contains(char::is_control), "{message:?}");
}

fn is_written_and_read_back(lock: &Lock) {
    let text = lock.to_string();
    let again = Lock::read(text.as_bytes()).unwrap_or_else(|errors| panic!("{errors:?}\n{text}"));
    assert_eq!(again.contract, lock.contract);
    assert_eq!(again.to_string(), text);
}

/// Compares the contract with an ordinary one, and with itself.
fn is_comparable(contract: &Contract) {
    let mut files = |_: &str| Ok(b"[[error]]\ncode = \"gone\"\nstatus = 410\n".to_vec());
    let other = Contract::of(&errcat_catalog::read("error_codes.toml", &mut files).expect("a catalog"));
    assert!(diff(contract, contract).is_empty());
    for finding in diff(contract, &other).iter().chain(&diff(&other, contract)) {
        is_one_line(&finding.message);
    }
}
