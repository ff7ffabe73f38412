//! A client of the shop for the command line.

mod advice;
mod shop;
mod trouble;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::shop::{Shop, Stock};
use crate::trouble::Trouble;

/// A client of the shop.
#[derive(Parser)]
struct Arguments {
    /// The URL of the shop
    #[arg(long, value_name = "URL", default_value = "http://127.0.0.1:8081")]
    shop: String,

    /// How many times to send a request, if a retry may help
    #[arg(long, value_name = "COUNT", default_value_t = 5)]
    attempts: u32,

    #[command(subcommand)]
    errand: Errand,
}

#[derive(Subcommand)]
enum Errand {
    /// Lists all items
    Items,
    /// Orders an item
    Order {
        /// The name of the item
        item: String,
        /// How many to order
        #[arg(default_value_t = 1)]
        quantity: u32,
    },
}

fn main() -> ExitCode {
    let Arguments { shop, attempts, errand } = Arguments::parse();
    match run(&Shop::new(shop, attempts), &errand) {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            eprintln!("error: {trouble}");
            for field in trouble.fields() {
                eprintln!("  {}: {}", field.path(), field.description());
            }
            if let Some(advice) = advice::on(&trouble) {
                eprintln!("help: {advice}");
            }
            ExitCode::FAILURE
        }
    }
}

fn run(shop: &Shop, errand: &Errand) -> Result<(), Trouble> {
    match errand {
        Errand::Items => {
            for Stock { item, left } in shop.items()? {
                println!("{left} of {item}");
            }
        }
        Errand::Order { item, quantity } => {
            let order = shop.order(item, *quantity)?;
            println!("order {}: {quantity} of {item}, {} left", order.order_id, order.left);
        }
    }
    Ok(())
}
