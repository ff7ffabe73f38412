//! The server of the specification's platform, as small as a real one can be: axum, `SQLite` in a file, and errcat for
//! every reply that is not a success.

mod app;
mod auth;
mod column;
mod extract;
mod limit;
mod openapi;
mod password;
mod refusal;
mod routes;
mod serve;
mod signals;
mod store;
mod turns;

use std::error::Error;
use std::io::{self, IsTerminal, Write};
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;
use tokio::net::TcpListener;
use tracing_subscriber::filter::LevelFilter;

use crate::app::App;
use crate::limit::Limit;
use crate::signals::Signals;
use crate::store::Store;

/// The codes of the specification, and those that a service needs beside them.
#[errcat::catalog("error_codes.toml")]
pub(crate) enum ErrorCode {}

/// The server of the specification's platform.
///
/// It keeps its data in one file, fills a new one with the accounts and keys that its README names, and stops
/// cleanly on Ctrl-C.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// Where to listen; port 0 picks a free one
    #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:8080")]
    addr: String,

    /// The database file, a path, made where there is none [default: errcat-platform.db in the system's temporary folder]
    #[arg(long, value_name = "FILE", default_value_os_t = temporary_database(), hide_default_value = true)]
    db: PathBuf,

    /// How many requests a minute each key has, and each name that logs in or is made: 1 or more
    #[arg(long, value_name = "REQUESTS", default_value = "60")]
    rate_limit: NonZeroU32,

    /// How many seconds the body of a request may take to arrive: 1 to 29
    // After 30, its connection has been silent for too long.
    #[arg(long, value_name = "SECONDS", default_value = "10", value_parser = clap::value_parser!(u64).range(1..30))]
    body_timeout: u64,

    /// Serve the OpenAPI document of the routes at `/openapi.json`
    #[arg(long)]
    openapi: bool,
}

fn temporary_database() -> PathBuf {
    std::env::temp_dir().join("errcat-platform.db")
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    tracing_subscriber::fmt()
        .with_writer(io::stderr)
        .with_ansi(io::stderr().is_terminal())
        .with_max_level(LevelFilter::INFO)
        .init();
    match run(arguments).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(error = &*error, "the server cannot go on");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Arguments) -> Result<(), Box<dyn Error>> {
    // Listened for before anything is written: no signal comes too early.
    let signals = Signals::listen()?;
    let database = arguments.db.display().to_string();
    let store = Store::open(arguments.db).await?;
    let listener = TcpListener::bind(&arguments.addr)
        .await
        .map_err(|error| format!("cannot listen on `{}`: {error}", arguments.addr))?;
    tracing::info!(database, "open");
    let app = App::new(store, Limit::new(arguments.rate_limit))?;
    let router =
        if arguments.openapi { app::documented_router(app.clone()) } else { app::router(app.clone()) };
    let body_timeout = Duration::from_secs(arguments.body_timeout);
    // The server is up, whether or not anybody reads this line.
    writeln!(io::stdout(), "listening on http://{}", listener.local_addr()?).ok();
    tokio::select! {
        () = serve::until(signals, listener, router, body_timeout) => {}
        never = app.store.watch() => match never {},
    }
    tracing::info!("stopped");
    Ok(())
}
