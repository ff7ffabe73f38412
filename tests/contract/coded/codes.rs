//! The codes that an error type can give.

use std::fmt;
use std::sync::Arc;

use errcat::Coded;

use crate::coded::ErrorCode;

mod other {
    #[errcat::catalog("error_codes.toml")]
    pub(super) enum ErrorCode {}
}

/// Declares errors whose text does not matter.
macro_rules! errors {
    ($($(#[$attribute:meta])* enum $name:ident $(<$param:ident>)? { $($(#[$of_variant:meta])* $variant:ident $(($inner:ty))?,)* })*) => {
        $(
            #[derive(Debug, Coded)]
            $(#[$attribute])*
            #[allow(dead_code, reason = "only their types are asked")]
            enum $name $(<$param>)? { $($(#[$of_variant])* $variant $(($inner))?,)* }

            impl $(<$param: fmt::Debug>)? fmt::Display for $name $(<$param>)? {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    write!(f, "{self:?}")
                }
            }

            impl $(<$param: fmt::Debug>)? std::error::Error for $name $(<$param>)? {}
        )*
    };
}

errors! {
    #[coded(ErrorCode, default = InternalError)]
    enum Rows {
        #[coded(InvalidField)]
        First,
        #[coded(InvalidField)]
        Again,
        Defaulted,
    }

    #[coded(ErrorCode)]
    enum One {
        #[coded(transparent)]
        Rows(Box<Rows>),
        #[coded(ChannelNotFound)]
        Gone,
    }

    #[coded(ErrorCode)]
    enum Two { #[coded(transparent)] One(Arc<One>), }

    #[coded(ErrorCode)]
    enum Three { #[coded(transparent)] Two(Two), }

    #[coded(ErrorCode)]
    enum Four { #[coded(transparent)] Three(Three), }

    #[coded(ErrorCode)]
    enum Five { #[coded(transparent)] Four(Four), #[coded(transparent)] One(One), }

    #[coded(ErrorCode)]
    enum Never {}

    #[coded(other::ErrorCode)]
    enum OfAnotherCatalog { #[coded(WrongPassword)] Wrong, }

    #[coded(ErrorCode)]
    enum Wrapper<E> {
        #[coded(transparent)]
        Inner(E),
        #[coded(ChannelNotFound)]
        Gone,
    }

    #[coded(ErrorCode)]
    enum Chicken {
        #[coded(transparent)]
        Egg(Box<Egg>),
        #[coded(ChannelNotFound)]
        Gone,
    }

    #[coded(ErrorCode)]
    enum Egg {
        #[coded(transparent)]
        Chicken(Box<Chicken>),
        #[coded(InvalidField)]
        Broken,
    }

    #[coded(ErrorCode)]
    enum OverByHand { #[coded(transparent)] ByHand(Narrow), }
}

/// An implementation by hand.
#[derive(Debug)]
struct ByHand;

/// One that says what it can give.
#[derive(Debug)]
struct Narrow;

impl fmt::Display for ByHand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("by hand")
    }
}

impl fmt::Display for Narrow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("narrow")
    }
}

impl std::error::Error for ByHand {}
impl std::error::Error for Narrow {}

impl Coded for ByHand {
    type Code = ErrorCode;

    fn error_code(&self) -> ErrorCode {
        ErrorCode::InternalError
    }
}

impl Coded for Narrow {
    type Code = ErrorCode;

    fn error_code(&self) -> ErrorCode {
        ErrorCode::InternalError
    }

    fn codes() -> errcat::Codes<ErrorCode> {
        Never::codes()
    }
}

fn codes<E: Coded>() -> Vec<E::Code> {
    E::codes().collect()
}

#[test]
fn the_rows_of_all_variants_and_the_default_row_each_once() {
    let mut expected = [ErrorCode::InvalidField, ErrorCode::InternalError];
    expected.sort_by_key(|code| *code as usize);
    assert_eq!(codes::<Rows>(), expected);
    assert!(codes::<Never>().is_empty());
    assert_eq!(Rows::codes().len(), 2);
    assert_eq!(Rows::codes().next_back(), expected.last().copied());
}

#[test]
fn transparent_errors_of_any_depth_add_theirs() {
    let mut expected = [ErrorCode::InvalidField, ErrorCode::InternalError, ErrorCode::ChannelNotFound];
    expected.sort_by_key(|code| *code as usize);
    assert_eq!(codes::<Five>(), expected);
    assert_eq!(codes::<Box<Five>>(), expected);
    assert_eq!(codes::<Arc<Five>>(), expected);
}

#[test]
fn generic_errors_add_the_codes_of_their_parameter() {
    assert_eq!(codes::<Wrapper<Never>>(), [ErrorCode::ChannelNotFound]);
    assert_eq!(codes::<Wrapper<Wrapper<Never>>>(), [ErrorCode::ChannelNotFound]);
    assert_eq!(codes::<Wrapper<Rows>>(), codes::<One>());
    assert_eq!(codes::<OfAnotherCatalog>(), [other::ErrorCode::WrongPassword]);
}

#[test]
fn two_errors_can_be_transparent_over_each_other() {
    let mut expected = [ErrorCode::InvalidField, ErrorCode::ChannelNotFound];
    expected.sort_by_key(|code| *code as usize);
    assert_eq!(codes::<Chicken>(), expected);
    assert_eq!(codes::<Egg>(), expected);
}

#[test]
fn an_implementation_by_hand_gives_every_code_or_those_that_it_says() {
    assert_eq!(codes::<ByHand>(), ErrorCode::ALL);
    assert_eq!(codes::<Wrapper<ByHand>>(), ErrorCode::ALL);
    assert!(codes::<OverByHand>().is_empty());
}

#[test]
fn the_codes_are_shown_by_debug() {
    assert_eq!(format!("{:?}", OfAnotherCatalog::codes()), "[WrongPassword]");
}
