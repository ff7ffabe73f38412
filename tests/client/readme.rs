//! What `docs/clients.md` shows, with the same text.

use errcat_tests::ErrorCode;

use crate::Key;

use backon::{ExponentialBuilder, Retryable};
use errcat::reqwest::{Error, ResponseExt};

async fn read_key(client: &reqwest::Client, url: &str) -> Result<Key, Error<ErrorCode>> {
    let success = client.get(url).send().await?.envelope::<Key, ErrorCode>().await?;
    Ok(success.into_payload())
}

/// Tries again if that may help, after the time that the service asks for.
async fn read_key_with_retries(client: &reqwest::Client, url: &str) -> Result<Key, Error<ErrorCode>> {
    (|| read_key(client, url))
        .retry(ExponentialBuilder::default())
        .when(Error::is_retryable)
        .adjust(Error::wait)
        .await
}

#[test]
fn the_page_shows_this_file() {
    let page = include_str!("../../docs/clients.md");
    let blocks: Vec<_> =
        page.split("```rust,ignore\n").skip(1).filter_map(|rest| rest.split_once("```")).collect();
    let (block, _) = blocks.iter().find(|(block, _)| block.contains("errcat::reqwest")).expect("a block");
    assert!(include_str!("readme.rs").contains(block), "{block}");
}

#[test]
fn it_asks_again_as_the_service_asks() {
    use crate::peer::{Peer, reply};
    use crate::{HTML, JSON, PATIENCE, SUCCESS, client, run};

    let page = reply(503, HTML, "<p>later</p>").into_bytes();
    let peer = Peer::start([page, reply(200, JSON, SUCCESS).into_bytes()]);
    let key = run(read_key_with_retries(&client(PATIENCE), &peer.url)).expect("the second time");
    assert_eq!(key.read_key, "9b11X");
}
