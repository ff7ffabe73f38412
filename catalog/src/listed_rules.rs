//! Lists of rules that have no page.

/// Declares an enum of rules, with a line for each.
macro_rules! listed_rules {
    ($(#[$doc:meta])* $name:ident: $($rule:ident = $id:literal $summary:literal;)+) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $(#[doc = $summary] $rule,)+
        }

        impl $name {
            /// Every rule.
            pub const ALL: &'static [Self] = &[$(Self::$rule,)+];

            /// Returns the name of the rule in kebab case. It never changes.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$rule => $id,)+ }
            }

            /// Returns what the rule requires, in one sentence.
            pub const fn summary(self) -> &'static str {
                match self { $(Self::$rule => $summary,)+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.id())
            }
        }
    };
}

pub(crate) use listed_rules;
