//! The module has the same visibility as the enum, and causes no warnings.
#![deny(warnings, missing_docs, unreachable_pub, unused, unused_qualifications, unnameable_types)]
#![deny(missing_debug_implementations, single_use_lifetimes, rust_2024_compatibility)]

mod outer {
    pub(crate) mod inner {
        /// Visible in an outer module.
        #[errcat::catalog("ui/pass/three.toml")]
        pub(in crate::outer) enum InPath {}

        /// Visible in the parent module.
        #[errcat::catalog("ui/pass/three.toml")]
        pub(super) enum Around {}

        /// Visible in this module.
        #[errcat::catalog("ui/pass/three.toml")]
        pub(self) enum Own {}

        /// Visible in this module, and never used.
        #[errcat::catalog("ui/pass/every_key.toml")]
        enum Unused {}

        /// Visible in the crate.
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
