//! The shop of `examples/workspace`, end to end: the real server and the real client, and in the server's place what
//! a client meets in the field.

mod binaries;
mod fake;

use std::time::{Duration, Instant};

use crate::binaries::{ask, refused, start, url};
use crate::fake::Fake;

#[test]
fn an_order_goes_from_the_client_to_the_store_and_back() {
    let server = start();
    assert_eq!(ask(&url(&server), &["order", "lamp", "2"]), "order 1: 2 of lamp, 1 left\n");
    assert_eq!(ask(&url(&server), &["items"]), "0 of chair\n1 of lamp\n");
}

#[test]
fn the_client_knows_what_to_do_about_the_codes_it_knows() {
    let server = start();
    let refusals: [(&[&str], &str); 4] = [
        (
            &["order", "lamp", "500"],
            "error: out_of_stock: only 3 of lamp left\n\
             help: order 3 or fewer\n",
        ),
        (
            &["order", "chair"],
            "error: out_of_stock: only 0 of chair left\n\
             help: come back next week\n",
        ),
        (
            &["order", "desk"],
            "error: item_not_found: There is no such item\n\
             help: `client items` lists what there is\n",
        ),
        (
            &["order", "", "0"],
            "error: invalid_request: The request is wrong\n  item: is empty\n  quantity: is less than 1\n",
        ),
    ];
    for (errand, said) in refusals {
        assert_eq!(refused(&url(&server), errand), said);
    }
    let nowhere = format!("{}/elsewhere", url(&server));
    assert_eq!(refused(&nowhere, &["items"]), "error: not_found: There is nothing at this path\n");
}

#[test]
fn what_is_behind_a_failure_is_in_the_log_alone() {
    let mut server = start();
    assert!(!refused(&url(&server), &["order", "lamp", "500"]).contains("shelf"));
    server.kill();
    let log = server.log();
    assert!(log.contains("500 of lamp, of which shelf 7 has 3"), "{log}");
}

#[test]
fn the_client_waits_until_the_items_are_counted() {
    let server = start();
    let start = Instant::now();
    let mut counting = ureq::post(format!("{}/stocktaking", url(&server))).config().proxy(None).build();
    counting = counting.content_type("application/json");
    counting.send(r#"{"seconds":2}"#).expect("the server counts");
    assert_eq!(ask(&url(&server), &["order", "lamp"]), "order 1: 1 of lamp, 2 left\n");
    assert!(start.elapsed() >= Duration::from_secs(2));
}

#[test]
fn the_client_waits_as_long_as_it_is_told_to() {
    let busy = r#"{"result":"error","errorCode":"stocktaking","desp":"counting"}"#;
    let order = r#"{"result":"success","order_id":7,"left":0}"#;
    let fake = Fake::start(vec![
        fake::reply("503 Service Unavailable", "retry-after: 0\r\n", busy),
        fake::reply("200 OK", "", order),
    ]);
    assert_eq!(ask(&fake.url, &["order", "lamp"]), "order 7: 1 of lamp, 0 left\n");
    assert_eq!(fake.left(), 0);

    let fake = Fake::start(vec![fake::reply("503 Service Unavailable", "retry-after: 86400\r\n", busy)]);
    assert_eq!(refused(&fake.url, &["order", "lamp"]), "error: stocktaking: counting\n");
}

/// What the client says to one reply.
#[track_caller]
fn says(status: &str, body: &str, said: &str) {
    let fake = Fake::start(vec![fake::reply(status, "", body)]);
    assert_eq!(refused(&fake.url, &["order", "lamp"]), said);
    assert_eq!(fake.left(), 0);
}

#[test]
fn a_code_that_the_client_does_not_know_is_told_with_its_text() {
    says(
        "402 Payment Required",
        r#"{"result":"error","errorCode":"card_expired","desp":"The card has expired","card":"..42"}"#,
        "error: card_expired: The card has expired\n\
         help: the shop is newer than this client, and answered HTTP 402\n",
    );
}

#[test]
fn a_code_that_the_client_does_not_know_is_put_off_by_its_status() {
    let strike = r#"{"result":"error","errorCode":"on_strike"}"#;
    let fake = Fake::start(vec![
        fake::reply("503 Service Unavailable", "retry-after: 0\r\n", strike),
        fake::reply("500 Internal Server Error", "", strike),
    ]);
    assert_eq!(
        refused(&fake.url, &["order", "lamp"]),
        "on_strike; asking again in 0ns\n\
         error: on_strike\n\
         help: the shop is newer than this client, and answered HTTP 500\n"
    );
    assert_eq!(fake.left(), 0);
}

#[test]
fn codes_and_names_of_older_shops_are_known_still() {
    says(
        "409 Conflict",
        r#"{"result":"error","errorCode":"sold_out","desp":"The item is sold out"}"#,
        "error: sold_out: The item is sold out\n\
         help: come back next week\n",
    );
    says(
        "404 Not Found",
        r#"{"result":"error","errorCode":"product_not_found","desp":"No such product"}"#,
        "error: item_not_found: No such product\n\
         help: `client items` lists what there is\n",
    );
}

#[test]
fn params_of_another_type_are_no_trouble() {
    says(
        "409 Conflict",
        r#"{"result":"error","errorCode":"out_of_stock","desp":"few left","params":{"item":"lamp","left":"few"}}"#,
        "error: out_of_stock: few left\n\
         help: come back next week\n",
    );
}

#[test]
fn a_failure_without_a_code_is_one_all_the_same() {
    says(
        "400 Bad Request",
        r#"{"desp":"The key is not right","result":"error"}"#,
        "error: The key is not right\n\
         help: the shop gave no code, only HTTP 400\n",
    );
}

#[test]
fn a_page_of_a_proxy_is_not_the_shop_s_answer() {
    let page = "<!DOCTYPE html><title>Bad Gateway</title>";
    for status in ["200 OK", "502 Bad Gateway"] {
        let said = format!(
            "error: HTTP {} is not the shop's answer: expected value at line 1 column 1\n\
             help: look for a proxy between here and the shop\n",
            &status[..3]
        );
        says(status, page, &said);
    }
}

#[test]
fn nobody_there_is_no_answer() {
    let fake = Fake::start(Vec::new());
    let url = fake.url.clone();
    drop(fake);
    let said = refused(&url, &["--attempts", "2", "items"]);
    assert!(said.contains("asking again in 1s\nerror: no answer: "), "{said}");
}
