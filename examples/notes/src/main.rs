//! The service for notes. It keeps them in memory.

mod routes;

use std::error::Error;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;
use tokio::net::TcpListener;

/// The service for notes.
///
/// The notes are in memory: each start begins without any.
#[derive(Parser)]
struct Arguments {
    /// Where to listen; port 0 picks a free one
    #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:8082")]
    addr: String,
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    tracing_subscriber::fmt().with_writer(io::stderr).with_ansi(false).init();
    match run(&arguments.addr).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(addr: &str) -> Result<(), Box<dyn Error>> {
    let listener =
        TcpListener::bind(addr).await.map_err(|error| format!("cannot listen on `{addr}`: {error}"))?;
    // The server already accepts connections, so it does not matter if nobody reads this line.
    writeln!(io::stdout(), "listening on http://{}", listener.local_addr()?).ok();
    axum::serve(listener, routes::router()).await?;
    Ok(())
}
