//! A server with actix-web and errcat: three routes of the platform.

mod app;
mod channel;

use std::error::Error;
use std::io::{self, IsTerminal, Write};
use std::net::TcpListener;

use actix_web::{App, HttpServer, rt, web};
use clap::Parser;
use tracing_subscriber::filter::LevelFilter;

use crate::channel::Channel;

/// The codes of the platform, and two more codes that a service needs.
#[errcat::catalog("error_codes.toml")]
pub(crate) enum ErrorCode {}

/// A server with actix-web and errcat: three routes of the platform.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// Where to listen; port 0 picks a free one
    #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:8080")]
    addr: String,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::parse();
    tracing_subscriber::fmt()
        .with_writer(io::stderr)
        .with_ansi(io::stderr().is_terminal())
        .with_max_level(LevelFilter::INFO)
        .init();
    rt::System::new().block_on(serve(&arguments.addr))
}

async fn serve(addr: &str) -> Result<(), Box<dyn Error>> {
    let listener = TcpListener::bind(addr).map_err(|error| format!("cannot listen on `{addr}`: {error}"))?;
    let address = listener.local_addr()?;
    let channel = web::Data::new(Channel::new());
    let server = HttpServer::new(move || {
        App::new()
            .app_data(channel.clone())
            .configure(app::routes)
            .configure(errcat::actix::catalog::<ErrorCode>)
            .configure(errcat::actix::configure_extractors::<ErrorCode>)
            .wrap(errcat::actix::EnvelopeLayer::<ErrorCode>::new())
    });
    let server = server.listen(listener)?.run();
    // The server already accepts connections, so it does not matter if nobody reads this line.
    writeln!(io::stdout(), "listening on http://{address}").ok();
    Ok(server.await?)
}
