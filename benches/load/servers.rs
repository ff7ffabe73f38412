//! The same two routes twice: with errcat, and as one would write them by hand.

use std::net::SocketAddr;

use axum::Router;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde::{Deserialize, Serialize};

/// Serves on a port that was free, says which, and goes on until it is killed.
pub(crate) fn serve(which: &str) {
    let router = match which {
        "errcat" => with_errcat::router(),
        _ => by_hand::router(),
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().worker_threads(1).build();
    runtime.expect("a runtime").block_on(async {
        let listener = tokio::net::TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], 0))).await;
        let listener = listener.expect("a free port");
        println!("{}", listener.local_addr().expect("it is bound"));
        axum::serve(listener, router).await.expect("it serves");
    });
}

#[derive(Deserialize)]
struct Key {
    account_key: String,
}

#[derive(Deserialize)]
struct NewChannel {
    name: String,
}

#[derive(Serialize)]
struct Details {
    channel_id: u64,
    name: String,
    fields: Vec<&'static str>,
}

fn channel(name: &str) -> Details {
    Details {
        channel_id: 1,
        name: name.to_owned(),
        fields: vec!["temperature", "humidity", "light", "battery"],
    }
}

fn is_right(key: &Key) -> bool {
    key.account_key == "right"
}

mod with_errcat {
    use super::{
        Details, IntoResponse, Key, NewChannel, Query, Response, Router, channel, get, is_right, post,
    };

    #[errcat::catalog("../error_codes.toml")]
    enum ErrorCode {}

    #[derive(Debug, thiserror::Error, errcat::Coded)]
    #[coded(ErrorCode)]
    enum ChannelError {
        #[error("wrong key")]
        #[coded(PermissionDeniedForceLogOff, desp = "account_key, or token_id is not correct")]
        WrongKey,
        #[error("malformed")]
        #[coded(InvalidJsonFormat, desp = "invalid json input")]
        Malformed(#[source] serde_json::Error),
    }

    pub(super) fn router() -> Router {
        Router::new().route("/channels/1", get(read)).route("/channels", post(create))
    }

    async fn read(Query(key): Query<Key>) -> error_code::Result<Details> {
        if !is_right(&key) {
            Err(ChannelError::WrongKey)?;
        }
        Ok(channel("greenhouse").into())
    }

    async fn create(body: String) -> Response {
        let created = || -> error_code::Result<Details> {
            let new: NewChannel = serde_json::from_str(&body).map_err(ChannelError::Malformed)?;
            Ok(channel(&new.name).into())
        };
        created().into_response()
    }
}

mod by_hand {
    use axum::Json;
    use axum::http::StatusCode;
    use serde::Serialize;

    use super::{
        Details, IntoResponse, Key, NewChannel, Query, Response, Router, channel, get, is_right, post,
    };

    #[derive(Serialize)]
    struct Success<T> {
        result: &'static str,
        server_time: String,
        #[serde(flatten)]
        payload: T,
    }

    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Failure {
        result: &'static str,
        #[serde(rename = "server_time")]
        server_time: String,
        error_code: &'static str,
        desp: &'static str,
    }

    #[derive(Debug, thiserror::Error)]
    enum ChannelError {
        #[error("wrong key")]
        WrongKey,
        #[error("malformed")]
        Malformed(#[source] serde_json::Error),
    }

    impl IntoResponse for ChannelError {
        fn into_response(self) -> Response {
            let (status, error_code, desp) = match self {
                Self::WrongKey => (
                    StatusCode::UNAUTHORIZED,
                    "permission_denied_force_log_off",
                    "account_key, or token_id is not correct",
                ),
                Self::Malformed(error) => {
                    drop(error);
                    (StatusCode::BAD_REQUEST, "invalid_json_format", "invalid json input")
                }
            };
            (status, Json(Failure { result: "error", server_time: now(), error_code, desp })).into_response()
        }
    }

    fn now() -> String {
        jiff::Timestamp::from_second(jiff::Timestamp::now().as_second()).expect("in range").to_string()
    }

    fn success(payload: Details) -> Response {
        Json(Success { result: "success", server_time: now(), payload }).into_response()
    }

    pub(super) fn router() -> Router {
        Router::new().route("/channels/1", get(read)).route("/channels", post(create))
    }

    async fn read(Query(key): Query<Key>) -> Result<Response, ChannelError> {
        if !is_right(&key) {
            return Err(ChannelError::WrongKey);
        }
        Ok(success(channel("greenhouse")))
    }

    async fn create(body: String) -> Result<Response, ChannelError> {
        let new: NewChannel = serde_json::from_str(&body).map_err(ChannelError::Malformed)?;
        Ok(success(channel(&new.name)))
    }
}
