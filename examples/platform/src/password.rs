//! Passwords: hashed with argon2, on threads of their own, a few at a time.

use std::sync::Arc;
use std::thread::available_parallelism;

use argon2::password_hash::{Error, PasswordHasher, PasswordVerifier};
use argon2::{Argon2, PasswordHash};
use errcat::Coded;
use tokio::sync::{AcquireError, Semaphore};
use tokio::task::{JoinError, spawn_blocking};

use crate::ErrorCode;

/// Why a password could be neither hashed nor checked.
#[derive(Debug, thiserror::Error, Coded)]
#[coded(ErrorCode, default = InternalError)]
pub(crate) enum PasswordError {
    #[error("argon2 failed")]
    Hash(#[from] Error),

    #[error("no turn will come")]
    NoTurn(#[from] AcquireError),

    #[error("the hashing broke off")]
    BrokenOff(#[from] JoinError),
}

/// Hashes and checks passwords.
pub(crate) struct Passwords {
    /// A hash takes 19 MiB and a core: no more at once than there are cores.
    turns: Arc<Semaphore>,
    /// What a password is checked against where there is no account, so that both take the same time.
    decoy: Arc<str>,
}

impl Passwords {
    pub(crate) fn new() -> Result<Self, Error> {
        let turns = available_parallelism().map_or(1, usize::from);
        Ok(Self { turns: Arc::new(Semaphore::new(turns)), decoy: hash("").map(Arc::from)? })
    }

    /// The hash to keep.
    pub(crate) async fn hash(&self, password: String) -> Result<String, PasswordError> {
        self.in_turn(move || hash(&password)).await
    }

    /// Whether the password is the one that was hashed; never, where there is no hash.
    pub(crate) async fn is_correct(
        &self,
        password: String,
        kept: Option<&str>,
    ) -> Result<bool, PasswordError> {
        let known = kept.is_some();
        let kept: Arc<str> = kept.map_or_else(|| Arc::clone(&self.decoy), Arc::from);
        Ok(self.in_turn(move || verify(&password, &kept)).await? && known)
    }

    /// The turn goes with the work, and not with the request, which may be gone before its work is done.
    async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, Error> + Send + 'static,
    ) -> Result<T, PasswordError> {
        let turn = Arc::clone(&self.turns).acquire_owned().await?;
        let work = move || {
            let _turn = turn;
            work()
        };
        Ok(spawn_blocking(work).await??)
    }
}

/// The password's hash with a new salt, in the PHC string format.
pub(crate) fn hash(password: &str) -> Result<String, Error> {
    let hash: PasswordHash = Argon2::default().hash_password(password.as_bytes())?;
    Ok(hash.to_string())
}

fn verify(password: &str, kept: &str) -> Result<bool, Error> {
    match Argon2::default().verify_password(password.as_bytes(), kept) {
        Ok(()) => Ok(true),
        Err(Error::PasswordInvalid) => Ok(false),
        Err(error) => Err(error),
    }
}
