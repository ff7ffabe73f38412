//! A service in warp. Its handler returns the error as a reply, or rejects with it.

use errcat::warp::negotiate;
use warp::reply::{Reply as _, Response};
use warp::{Filter, Rejection};

use super::{ErrorCode, RenameError, error_code, rename};
use crate::problem::Reply;

async fn rejecting(id: u32) -> Result<Response, Rejection> {
    let done: error_code::Success<()> = rename(id)?;
    Ok(done.into_response())
}

pub(super) fn ask(id: u32, accept: &'static str) -> Reply {
    let handle = |id| -> error_code::Result<(), RenameError> { rename(id) };
    reply(id, accept, warp::path!(u32).map(handle).map(warp::reply::Reply::into_response))
}

pub(super) fn ask_rejecting(id: u32, accept: &'static str) -> Reply {
    reply(id, accept, warp::path!(u32).and_then(rejecting))
}

fn reply(
    id: u32,
    accept: &'static str,
    routes: impl Filter<Extract = (Response,), Error = Rejection> + Clone + Send + Sync + 'static,
) -> Reply {
    let request = warp::test::request().path(&format!("/{id}")).header("accept", accept);
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let response = runtime.block_on(request.reply(&negotiate::<ErrorCode>(routes)));
    let lines = response.headers().iter().map(|(name, value)| (name.as_str(), value.as_bytes()));
    Reply::new(response.status().as_u16(), lines, response.body().to_vec())
}
