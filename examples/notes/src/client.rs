//! The client. A success is the payload alone, because the types of the catalog know the shape of the bodies.

use errcat::reqwest::ResponseExt;
use reqwest::RequestBuilder;
use serde::de::DeserializeOwned;

use crate::{ErrorCode, NewNote, Note};

/// Why there is no payload: a failure of the service, a reply that is not from the service, or no reply.
pub type Error = errcat::reqwest::Error<ErrorCode>;

/// A client of the service.
#[derive(Debug)]
pub struct Client {
    http: reqwest::Client,
    url: String,
}

impl Client {
    /// A client of the service at this URL, such as `http://127.0.0.1:8082`.
    pub fn new(http: reqwest::Client, url: &str) -> Self {
        Self { http, url: url.to_owned() }
    }

    /// Writes a new note.
    pub async fn write(&self, note: &NewNote) -> Result<Note, Error> {
        payload(self.http.post(self.path("/notes")).json(note)).await
    }

    /// Reads the note with this number.
    pub async fn note(&self, id: u64) -> Result<Note, Error> {
        payload(self.http.get(self.path(&format!("/notes/{id}")))).await
    }

    /// Reads all notes, the oldest first.
    pub async fn notes(&self) -> Result<Vec<Note>, Error> {
        payload(self.http.get(self.path("/notes"))).await
    }

    /// Saves all notes.
    pub async fn back_up(&self) -> Result<(), Error> {
        payload(self.http.post(self.path("/backups"))).await
    }

    fn path(&self, path: &str) -> String {
        format!("{}{path}", self.url)
    }
}

async fn payload<T: DeserializeOwned>(request: RequestBuilder) -> Result<T, Error> {
    Ok(request.send().await?.envelope().await?.into_payload())
}
