//! A service whose bodies have no constants.

use errcat::reqwest::{Error, ResponseExt};

use crate::peer::{Peer, reply};
use crate::{JSON, PATIENCE, client, run};

#[allow(deprecated, reason = "a catalog without `[http]` gets a warning")]
mod json_api {
    #[errcat::catalog("wire/shapes/json_api.toml")]
    pub(super) enum ErrorCode {}
}

/// Only the member with the payload says that the body is a success.
#[test]
fn a_payload_in_a_member_is_not_shown() {
    for body in
        [r#"{"data":{"token":"a7b063"}}"#, r#"{ "data" : {"token":"a7b063"#, r#"{"meta":1,"data":"a7b063"}"#]
    {
        let peer = Peer::start([reply(503, JSON, body).into()]);
        let error: Error<json_api::ErrorCode> = run(async {
            let response = client(PATIENCE).get(&peer.url).send().await.expect("a reply");
            response.envelope::<u8, json_api::ErrorCode>().await.expect_err("no failure")
        });
        assert!(!format!("{error} {error:?}").contains("a7b063"), "{error:?}");
    }
}
