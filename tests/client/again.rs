//! Asking again, by a policy of `backon`.

use std::time::Duration;

use backon::{ConstantBuilder, Retryable};

use crate::peer::{Peer, reply, timed};
use crate::{Error, HTML, JSON, Key, PATIENCE, SUCCESS, client, get, read, run};

const TOO_FAST: &str = r#"{"result":"error","errorCode":"request_too_fast"}"#;

/// Asks at most three times, at once where nobody says otherwise.
fn ask(replies: Vec<String>) -> (Duration, Result<Key, Error>) {
    let peer = Peer::start(replies.into_iter().map(String::into_bytes));
    let client = client(PATIENCE);
    let policy = ConstantBuilder::default().with_delay(Duration::ZERO).with_max_times(2);
    timed(|| {
        run(async {
            (|| get(&client, &peer.url, usize::MAX))
                .retry(policy)
                .when(Error::is_retryable)
                .adjust(Error::wait)
                .await
        })
    })
}

#[test]
fn the_time_that_a_service_asks_for_is_waited() {
    let waiting = reply(429, &format!("{JSON}retry-after: 1\r\n"), TOO_FAST);
    let (took, result) = ask(vec![waiting, reply(503, HTML, "<p>later</p>"), reply(200, JSON, SUCCESS)]);
    assert_eq!(result.expect("a success").read_key, "9b11X");
    assert!((Duration::from_secs(1)..Duration::from_secs(20)).contains(&took), "{took:?}");
}

#[test]
fn what_does_not_pass_is_asked_once() {
    let refusal = reply(401, JSON, r#"{"result":"error","errorCode":"wrong_password"}"#);
    let (_, result) = ask(vec![refusal, reply(200, JSON, SUCCESS)]);
    assert_eq!(result.expect_err("a failure").status(), Some(401));
}

#[test]
fn a_policy_that_has_given_up_stays_so() {
    let again = || reply(429, &format!("{JSON}retry-after: 0\r\n"), TOO_FAST);
    let (_, result) = ask(vec![again(), again(), again(), reply(200, JSON, SUCCESS)]);
    assert_eq!(result.expect_err("three failures").status(), Some(429));
}

#[test]
fn the_longer_wait_counts() {
    let error = read(reply(429, JSON, TOO_FAST)).expect_err("a failure");
    let seconds = Duration::from_secs;
    assert_eq!(error.wait(Some(seconds(1))), Some(seconds(60)));
    assert_eq!(error.wait(Some(seconds(61))), Some(seconds(61)));
    assert_eq!(error.wait(None), None);
}
