//! Types with parameters, a renamed crate, and names that could be taken for those of the output.

use std::fmt::{self, Debug, Display};

use errcat as renamed;

use super::ErrorCode;

/// A trait of the user, with methods as those that the output calls.
trait Shadow: Sized {
    fn into_response(self) {}
    fn respond(self) {}
    fn render(self) {}
}

impl<T> Shadow for T {}

/// An error with a type and a constant as parameters.
#[derive(renamed::Coded)]
#[coded(ErrorCode, crate = renamed)]
#[non_exhaustive]
enum Refusal<T: Debug = u8, const LIMIT: usize = 3>
where
    T: Clone,
{
    #[coded(TooFast)]
    TooFast(T),
}

impl<T: Debug + Clone, const LIMIT: usize> Debug for Refusal<T, LIMIT> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::TooFast(value) = self;
        write!(f, "{value:?} of {LIMIT}")
    }
}

impl<T: Debug + Clone, const LIMIT: usize> Display for Refusal<T, LIMIT> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Debug::fmt(self, f)
    }
}

impl<T: Debug + Clone, const LIMIT: usize> std::error::Error for Refusal<T, LIMIT> {}

/// An error over any other error of the catalog.
#[derive(Debug, thiserror::Error, errcat::Coded)]
#[coded(ErrorCode)]
enum Outer<E> {
    #[error(transparent)]
    #[coded(transparent)]
    Inner(#[from] E),
    #[error("gone")]
    #[coded(ChannelGone)]
    Gone,
}

#[test]
fn a_type_with_parameters_is_a_response() {
    let refusal = || Refusal::<_, 3>::TooFast("a".to_owned());
    assert_eq!(axum::response::IntoResponse::into_response(refusal()).status(), 429);
    assert_eq!(tonic::Status::from(refusal()).code(), tonic::Code::ResourceExhausted);
    assert_eq!(poem::Error::from(refusal()).status(), 429);
    assert_eq!(actix_web::HttpResponse::from_error(refusal()).status(), 429);
    assert_eq!(axum::response::IntoResponse::into_response(Outer::Inner(refusal())).status(), 429);
    assert_eq!(axum::response::IntoResponse::into_response(Outer::<super::RenameError>::Gone).status(), 410);
}

#[test]
#[expect(deprecated, reason = "the test uses the type, and the output must not warn of it")]
fn names_of_the_user_do_not_change_the_output() {
    #[expect(dead_code, reason = "the output must not use it")]
    enum Result {}
    mod core {}

    #[derive(Debug, thiserror::Error, errcat::Coded)]
    #[coded(ErrorCode)]
    #[deprecated]
    enum Local {
        #[error("gone")]
        #[coded(ChannelGone)]
        Gone,
    }

    Local::Gone.into_response();
    Local::Gone.render();
    Local::Gone.respond();
    let response = axum::response::IntoResponse::into_response(Local::Gone);
    assert_eq!(response.status(), 410);
}
