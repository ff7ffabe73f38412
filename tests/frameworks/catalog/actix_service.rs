//! The service in actix-web.

use actix_web::body::to_bytes;
use actix_web::dev::Service;
use actix_web::http::Method;
use actix_web::test::{TestRequest, init_service};
use actix_web::{App, rt, web};
use errcat::Code;
use errcat::actix::{EnvelopeLayer, catalog};

use crate::problem::Reply;

pub(crate) fn ask<C: Code>(method: &str, path: &str, headers: &[(&str, &str)]) -> Reply {
    let method = Method::from_bytes(method.as_bytes()).expect("a method");
    let mut request = TestRequest::with_uri(path).method(method);
    for (name, value) in headers {
        request = request.append_header((*name, value.as_bytes()));
    }
    rt::System::new().block_on(async {
        let nested = web::scope("/v1/{code}").configure(catalog::<C>);
        let app = App::new().configure(catalog::<C>).service(nested).wrap(EnvelopeLayer::<C>::new());
        let response = init_service(app).await.call(request.to_request()).await.expect("a response");
        let (head, body) = response.into_parts().1.into_parts();
        let body = to_bytes(body).await.unwrap_or_else(|_| panic!("a body")).to_vec();
        let lines = head.headers().iter().map(|(name, value)| (name.as_str(), value.as_bytes()));
        Reply::new(head.status().as_u16(), lines, body)
    })
}
