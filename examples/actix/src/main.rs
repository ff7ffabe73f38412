//! Three routes of the specification's platform over actix-web, with errcat for every reply.

mod app;
mod channel;

use std::error::Error;
use std::io::{self, IsTerminal, Write};
use std::net::TcpListener;

use actix_web::{App, HttpServer, rt, web};
use clap::Parser;
use tracing_subscriber::filter::LevelFilter;

use crate::channel::Channel;

/// The codes of the specification, and the two that a service needs beside them.
#[errcat::catalog("error_codes.toml")]
pub(crate) enum ErrorCode {}

/// Three routes of the specification's platform over actix-web.
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
            .configure(errcat::actix::configure_extractors::<ErrorCode>)
            .wrap(errcat::actix::EnvelopeLayer::<ErrorCode>::new())
    });
    let server = server.listen(listener)?.run();
    // The socket takes connections already, whether or not anybody reads this line.
    writeln!(io::stdout(), "listening on http://{address}").ok();
    Ok(server.await?)
}
