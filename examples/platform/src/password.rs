//! Passwords: hashed with argon2, a few at a time.

use std::sync::Arc;
use std::thread::available_parallelism;

use argon2::password_hash::Error;
use argon2::password_hash::phc::{Output, ParamsString, PasswordHash, Salt};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use errcat::Coded;
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::task::JoinError;

use crate::ErrorCode;
use crate::turns::Turns;

/// The most that are hashed or wait for their turn: what a core does in two seconds or so.
const MOST: usize = 32;

/// Why a password could be neither hashed nor checked.
#[derive(Debug, thiserror::Error, Coded)]
#[coded(ErrorCode, default = InternalError)]
pub(crate) enum PasswordError {
    #[error("argon2 failed")]
    Hash(#[from] Error),

    #[error("the hashing broke off")]
    BrokenOff(#[from] JoinError),

    #[error("{MOST} passwords wait for their turn")]
    #[coded(ServiceUnavailable)]
    Busy,
}

/// Hashes and checks passwords.
pub(crate) struct Passwords {
    free: Semaphore,
    /// A hash takes 19 MiB and a core: as many at once as there are cores, in memory that is kept. What each thread took
    /// for itself, the allocator would keep for each that there ever was.
    memories: Turns<Vec<Block>>,
    /// What a password is checked against where there is no account, so that both take the same time.
    decoy: Arc<str>,
}

impl Passwords {
    pub(crate) fn new() -> Result<Self, Error> {
        let cores = available_parallelism().map_or(1, usize::from);
        let memories = Turns::new((0..cores).map(|_| Vec::new()));
        Ok(Self { free: Semaphore::new(MOST), memories, decoy: hash("", &mut Vec::new()).map(Arc::from)? })
    }

    /// A place among those that wait. Fails at once where too many do, before anything is counted or kept for them.
    pub(crate) fn place(&self) -> Result<SemaphorePermit<'_>, PasswordError> {
        self.free.try_acquire().map_err(|_| PasswordError::Busy)
    }

    /// The hash to keep.
    pub(crate) async fn hash(
        &self,
        place: SemaphorePermit<'_>,
        password: String,
    ) -> Result<String, PasswordError> {
        self.in_turn(place, move |memory| hash(&password, memory)).await
    }

    /// Whether the password is the one that was hashed; never, where there is no hash.
    pub(crate) async fn is_correct(
        &self,
        place: SemaphorePermit<'_>,
        password: String,
        kept: Option<&str>,
    ) -> Result<bool, PasswordError> {
        let known = kept.is_some();
        let kept: Arc<str> = kept.map_or_else(|| Arc::clone(&self.decoy), Arc::from);
        Ok(self.in_turn(place, move |memory| verify(&password, &kept, memory)).await? && known)
    }

    /// A client that goes away before its turn is not waited for.
    async fn in_turn<T: Send + 'static>(
        &self,
        _place: SemaphorePermit<'_>,
        work: impl FnOnce(&mut Vec<Block>) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, PasswordError> {
        let turn = self.memories.next().await;
        Ok(self.memories.work(turn, work).await??)
    }
}

/// The password's hash with a new salt, in the PHC string format.
pub(crate) fn hash(password: &str, memory: &mut Vec<Block>) -> Result<String, Error> {
    let salt = Salt::generate();
    let params = Params::DEFAULT;
    let hash = PasswordHash {
        algorithm: Algorithm::default().ident(),
        version: Some(Version::default().into()),
        params: ParamsString::try_from(&params)?,
        salt: Some(salt),
        hash: Some(digest(&Argon2::from(params), password, &salt, Params::DEFAULT_OUTPUT_LEN, memory)?),
    };
    Ok(hash.to_string())
}

fn verify(password: &str, kept: &str, memory: &mut Vec<Block>) -> Result<bool, Error> {
    let kept = PasswordHash::new(kept)?;
    let (Some(salt), Some(hash)) = (&kept.salt, &kept.hash) else { return Err(Error::PasswordInvalid) };
    let version = kept.version.map_or(Ok(Version::default()), Version::try_from)?;
    let argon2 =
        Argon2::new(Algorithm::try_from(kept.algorithm.as_str())?, version, Params::try_from(&kept)?);
    // This comparison takes the same time for all that is compared.
    Ok(digest(&argon2, password, salt, hash.len(), memory)? == *hash)
}

fn digest(
    argon2: &Argon2<'_>,
    password: &str,
    salt: &[u8],
    length: usize,
    memory: &mut Vec<Block>,
) -> Result<Output, Error> {
    let blocks = argon2.params().block_count();
    memory.resize(memory.len().max(blocks), Block::new());
    let mut out = vec![0; length];
    argon2.hash_password_into_with_memory(password.as_bytes(), salt, &mut out, &mut memory[..blocks])?;
    Ok(Output::new(&out)?)
}
