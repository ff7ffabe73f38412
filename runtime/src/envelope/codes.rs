//! The codes that an error type can give.

use core::any::{Any, TypeId};
use core::fmt;
use core::iter::FusedIterator;
use core::marker::PhantomData;
use std::collections::{BTreeSet, HashSet};
use std::vec;

use super::Coded;
use crate::Code;

/// The codes that an error type can give: each of them once, in the order of the catalog. [`Coded::codes`] returns it.
///
/// It is collected from any codes, for an implementation of [`Coded`] by hand:
///
/// ```
/// use errcat::Codes;
/// # #[errcat::catalog("../error_codes.toml", module = false)]
/// # enum ErrorCode {}
///
/// # fn main() {
/// let codes = [ErrorCode::WrongPassword, ErrorCode::MissingData, ErrorCode::WrongPassword];
/// let codes: Codes<ErrorCode> = codes.into_iter().collect();
/// assert!(codes.eq([ErrorCode::MissingData, ErrorCode::WrongPassword]));
/// # }
/// ```
#[derive(Clone)]
pub struct Codes<C>(vec::IntoIter<C>);

impl<C: Code> Codes<C> {
    /// Every code of the catalog.
    pub(crate) fn all() -> Self {
        Self(C::ALL.to_vec().into_iter())
    }
}

impl<C: Code> FromIterator<C> for Codes<C> {
    fn from_iter<I: IntoIterator<Item = C>>(codes: I) -> Self {
        let found: HashSet<C> = codes.into_iter().collect();
        let codes: Vec<_> = C::ALL.iter().copied().filter(|code| found.contains(code)).collect();
        Self(codes.into_iter())
    }
}

impl<C> Iterator for Codes<C> {
    type Item = C;

    fn next(&mut self) -> Option<C> {
        self.0.next()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl<C> DoubleEndedIterator for Codes<C> {
    fn next_back(&mut self) -> Option<C> {
        self.0.next_back()
    }
}

impl<C> ExactSizeIterator for Codes<C> {}

impl<C> FusedIterator for Codes<C> {}

impl<C: fmt::Debug> fmt::Debug for Codes<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.as_slice()).finish()
    }
}

/// The codes that have been found so far.
#[derive(Debug)]
pub struct CodeSet<C> {
    codes: Vec<C>,
    /// The inner types that have been asked. Two types can be transparent over each other.
    asked: BTreeSet<TypeId>,
}

// No bound, so that a type that is not the enum of a catalog is only one error.
impl<C> CodeSet<C> {
    /// Adds the code of a variant.
    pub fn add(&mut self, code: C) {
        self.codes.push(code);
    }

    pub(crate) fn add_all(&mut self, codes: Codes<C>) {
        self.codes.extend(codes);
    }
}

/// An inner error. The generated code calls `add_codes`, which does nothing if the type is not an error with a code of the
/// same catalog: this has been reported elsewhere.
#[derive(Debug)]
pub struct Inner<E>(PhantomData<E>);

impl<E> Inner<E> {
    /// The only value.
    pub const TYPE: Self = Self(PhantomData);
}

impl<E: Coded> Inner<E> {
    /// Adds the codes of the error.
    pub fn __add_codes<C: Code>(&self, set: &mut CodeSet<C>) {
        let set = (set as &mut dyn Any).downcast_mut::<CodeSet<E::Code>>();
        if let Some(set) = set
            && set.asked.insert(TypeId::of::<E>())
        {
            E::add_codes(set);
        }
    }
}

/// The method is called if there is none of [`Inner`] itself.
pub trait NotCoded {
    /// Does nothing.
    fn __add_codes<S>(&self, _: &mut S) {}
}

impl<E> NotCoded for Inner<E> {}

/// Returns the codes that the generated code adds.
pub fn codes<E: Coded>() -> Codes<E::Code> {
    let mut set = CodeSet { codes: Vec::new(), asked: BTreeSet::from([TypeId::of::<E>()]) };
    E::add_codes(&mut set);
    set.codes.into_iter().collect()
}
