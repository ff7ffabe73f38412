//! Asks for a channel that does not exist. The argument is the server's address, such as `http://127.0.0.1:8080`.

#[allow(dead_code, clippy::all, reason = "the generator writes it")]
mod client {
    include!(concat!(env!("OUT_DIR"), "/client.rs"));
}

use client::{Client, Error};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let address = std::env::args().nth(1).expect("the server's address");
    let client = Client::new(&address);
    match client.get_channel("4711", Some("ada-account-key"), None).await {
        Ok(channel) => println!("{channel:?}"),
        Err(Error::ErrorResponse(reply)) => {
            let failure: &client::types::Failure = &reply;
            println!("{} {}", reply.status().as_u16(), *failure.error_code);
        }
        Err(other) => println!("no failure of the platform: {other}"),
    }
}
