//! Writes a note, and prints it. If the service refuses it, all that is wrong with it is printed.

use std::error::Error;
use std::process::ExitCode;

use clap::Parser;
use notes::{Client, NewNote};

/// Writes a note.
#[derive(Parser)]
struct Arguments {
    /// Where the service is
    #[arg(long, default_value = "http://127.0.0.1:8082")]
    url: String,
    /// The note as JSON
    note: String,
}

#[tokio::main]
async fn main() -> ExitCode {
    match write(&Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn write(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let note: NewNote = serde_json::from_str(&arguments.note)?;
    let written = Client::new(reqwest::Client::new(), &arguments.url).write(&note).await;
    let note = written.map_err(explained)?;
    println!("note {}: {}", note.id, note.content.text);
    Ok(())
}

/// The text of the failure, or a line for each field that is wrong.
fn explained(error: notes::Error) -> String {
    let failure = match error {
        notes::Error::Failure(failure) if !failure.fields().is_empty() => failure,
        other => return other.to_string(),
    };
    let lines = failure.fields().iter().map(|field| format!("{}: {}", field.path(), field.description()));
    lines.collect::<Vec<_>>().join("\n")
}
