//! A service for the rooms of a house. Its handlers document themselves: what they read, and each code that they answer
//! with.

mod account;
mod error;
mod rooms;
mod routes;

use std::error::Error;
use std::io::{self, Write};

use clap::Parser;
use tokio::net::TcpListener;

/// The codes of the service.
#[errcat::catalog("error_codes.toml")]
pub(crate) enum ErrorCode {}

/// A service for the rooms of a house.
///
/// The bookings are in memory: each start begins without any.
#[derive(Parser)]
struct Arguments {
    /// Where to listen; port 0 picks a free one
    #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:8083")]
    addr: String,
    /// Print the OpenAPI document, and do not serve anything
    #[arg(long)]
    print_openapi: bool,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::parse();
    let (router, document) = routes::service();
    if arguments.print_openapi {
        writeln!(io::stdout(), "{}", serde_json::to_string_pretty(&document)?)?;
        return Ok(());
    }
    tracing_subscriber::fmt().with_writer(io::stderr).with_ansi(false).init();
    let addr = &arguments.addr;
    let listener =
        TcpListener::bind(addr).await.map_err(|error| format!("cannot listen on `{addr}`: {error}"))?;
    // The server already accepts connections, so it does not matter if nobody reads this line.
    writeln!(io::stdout(), "listening on http://{}", listener.local_addr()?).ok();
    axum::serve(listener, router).await?;
    Ok(())
}
