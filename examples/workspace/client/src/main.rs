//! A shop's client: a command for each thing that the shop does.

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
    /// Where the shop is
    #[arg(long, value_name = "URL", default_value = "http://127.0.0.1:8081")]
    shop: String,

    /// How many times to ask, where asking again may help
    #[arg(long, value_name = "COUNT", default_value_t = 5)]
    attempts: u32,

    #[command(subcommand)]
    errand: Errand,
}

#[derive(Subcommand)]
enum Errand {
    /// Lists what there is
    Items,
    /// Orders an item
    Order {
        /// Its name
        item: String,
        /// How many
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
