//! The routes. No handler mentions the shape of a body: the types of the replies and the layer write it.

use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::{get, post};
use errcat::OrFail;
use errcat::axum::EnvelopeLayer;
use notes::error_code::axum::{Json, Path, Validated};
use notes::error_code::{self, Failure, Success};
use notes::{ErrorCode, NewNote, Note};

/// The most characters of a note.
const LONGEST: usize = 100;

#[derive(Clone, Default)]
struct Notes(Arc<Mutex<Vec<Note>>>);

impl Notes {
    fn lock(&self) -> MutexGuard<'_, Vec<Note>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// All routes of the service.
pub(crate) fn router() -> Router {
    Router::new()
        .route("/notes", get(list).post(write))
        .route("/notes/{id}", get(read))
        .route("/backups", post(back_up))
        .with_state(Notes::default())
        .layer(EnvelopeLayer::<ErrorCode>::new())
}

/// The payload has a member of its own in the body, so it can be a list.
async fn list(State(notes): State<Notes>) -> Success<Vec<Note>> {
    Success::new(notes.lock().clone())
}

async fn write(
    State(notes): State<Notes>,
    Validated(Json(content)): Validated<Json<NewNote>>,
) -> Result<(StatusCode, Success<Note>), Failure> {
    let length = content.text.chars().count();
    if length > LONGEST {
        return Err(error_code::NoteTooLong { limit: LONGEST as u64, length: length as u64 }.into());
    }
    let mut notes = notes.lock();
    let note = Note { id: notes.len() as u64 + 1, content };
    notes.push(note.clone());
    Ok((StatusCode::CREATED, Success::new(note)))
}

async fn read(State(notes): State<Notes>, Path(id): Path<u64>) -> error_code::Result<Note> {
    let note = notes.lock().iter().find(|note| note.id == id).cloned();
    Ok(note.or_fail(ErrorCode::NoteNotFound)?.into())
}

/// Always fails, because there is no place for backups. The cause is only in the log.
async fn back_up() -> error_code::Result<()> {
    let saved = Err(io::Error::other("nothing listens on shelf-7:9000"));
    saved.or_fail(ErrorCode::BackupUnavailable)?;
    Ok(().into())
}
