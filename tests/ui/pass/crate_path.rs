//! The path in `crate = …` is relative to the module of the enum, with every kind of prefix.
#![deny(warnings)]

mod outer {
    pub(crate) use errcat as above;

    pub mod inner {
        use errcat as beside;

        #[errcat::catalog("ui/pass/every_key.toml", crate = super::above, module = up)]
        pub enum Super {}
        #[errcat::catalog("ui/pass/every_key.toml", crate = self::beside)]
        pub enum Own {}
        #[errcat::catalog("ui/pass/every_key.toml", crate = beside, module = relative)]
        pub enum Relative {}
        #[errcat::catalog("ui/pass/every_key.toml", crate = crate::outer::above)]
        pub enum Absolute {}
    }
}

use outer::inner;

fn main() {
    let _ = inner::up::Failure::new(inner::Super::ChannelGone);
    let _ = inner::own::Failure::new(inner::Own::ChannelGone);
    let _ = inner::relative::Failure::new(inner::Relative::ChannelGone);
    let _ = inner::absolute::Failure::new(inner::Absolute::ChannelGone);
}
