//! An enum in a module in a function.
#![deny(warnings)]

fn main() {
    mod codes {
        #[errcat::catalog("ui/pass/every_key.toml")]
        pub enum ErrorCode {}
    }
    use codes::{ErrorCode, error_code};

    let result: error_code::Result<()> = Err(ErrorCode::ChannelGone.into());
    assert!(result.is_err_and(|failure| failure.is(ErrorCode::ChannelGone)));
}
