//! A service in rocket, whose replies know their request.

use rocket::config::LogLevel;
use rocket::http::Header;
use rocket::local::blocking::Client;
use rocket::{Config, get, routes};

use super::{RenameError, error_code, rename};
use crate::problem::Reply;

#[get("/<id>")]
fn handle(id: u32) -> error_code::Result<(), RenameError> {
    rename(id)
}

pub(super) fn ask(id: u32, accept: &'static str) -> Reply {
    let config = Config { log_level: LogLevel::Off, ..Config::debug_default() };
    let client = Client::untracked(rocket::custom(config).mount("/", routes![handle])).expect("a rocket");
    let response = client.get(format!("/{id}")).header(Header::new("accept", accept)).dispatch();
    let status = response.status().code;
    let lines: Vec<_> = response
        .headers()
        .iter()
        .map(|line| (line.name().as_str().to_ascii_lowercase(), line.value().as_bytes().to_vec()))
        .collect();
    let body = response.into_bytes().expect("a body");
    Reply::new(status, lines.iter().map(|(name, value)| (name.as_str(), value.as_slice())), body)
}
