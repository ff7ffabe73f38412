//! An enum of any visibility has a module of the same, without a lint that could be on.
#![deny(warnings, missing_docs, unreachable_pub, unused, unused_qualifications, unnameable_types)]
#![deny(missing_debug_implementations, single_use_lifetimes, rust_2024_compatibility)]

mod outer {
    pub(crate) mod inner {
        /// Of a module further out.
        #[errcat::catalog("ui/pass/three.toml")]
        pub(in crate::outer) enum InPath {}

        /// Of the module around.
        #[errcat::catalog("ui/pass/three.toml")]
        pub(super) enum Around {}

        /// Of this module.
        #[errcat::catalog("ui/pass/three.toml")]
        pub(self) enum Own {}

        /// Of this module, too, and used by nobody.
        #[errcat::catalog("ui/pass/every_key.toml")]
        enum Unused {}

        /// Of the crate.
        #[errcat::catalog("ui/pass/three.toml")]
        pub(crate) enum Everywhere {}

        pub(crate) fn own() -> u16 {
            own::Failure::new(Own::Busy).status()
        }
    }

    pub(crate) fn statuses() -> (u16, u16) {
        let in_path = inner::in_path::Failure::new(inner::InPath::Busy);
        let around = inner::around::Failure::new(inner::Around::Busy);
        (in_path.status(), around.status())
    }
}

fn main() {
    assert_eq!(outer::statuses(), (503, 503));
    assert_eq!(outer::inner::own(), 503);
    let _ = outer::inner::everywhere::Failure::new(outer::inner::Everywhere::Busy);
}
