//! Reads a failure from a gRPC status.

use std::collections::BTreeMap;

use serde_json::Value;
use tonic::{Code as Grpc, Status};
use tonic_types::{ErrorDetail, ErrorInfo, FieldViolation, StatusExt};

use super::{INCIDENT, REQUEST_ID, grpc};
use crate::contract::RowParams;
use crate::envelope::Received;
use crate::{Code, Entry, Failure, FieldError};

impl<C: Code> Failure<C> {
    /// Reads the failure from a gRPC status that a service has made of one. `None` if the status has no `ErrorInfo` whose
    /// domain is the catalog's name.
    ///
    /// Metadata with the name of a param of the row is a param, with the type of the row: see [`params`](Self::params).
    /// Other metadata becomes members, whose values are texts. A `BadRequest` becomes field errors.
    ///
    /// ```
    /// use errcat::Failure;
    /// # #[errcat::catalog("../error_codes.toml", module = false)]
    /// # enum ErrorCode {}
    ///
    /// # fn main() {
    /// let status = tonic::Status::from(Failure::new(ErrorCode::WrongPassword));
    /// let failure = Failure::<ErrorCode>::from_grpc(&status).unwrap();
    /// assert!(failure.is(ErrorCode::WrongPassword));
    /// assert!(Failure::<ErrorCode>::from_grpc(&tonic::Status::not_found("no shelf")).is_none());
    /// # }
    /// ```
    pub fn from_grpc(status: &Status) -> Option<Self> {
        let ErrorInfo { reason, mut metadata, .. } = info(status, C::NAME)?;
        let params = C::from_code(&reason).map(Code::entry).and_then(Entry::params);
        let names = params.map_or(&[][..], |params| params.names);
        let mut take = |name| if names.contains(&name) { None } else { metadata.remove(name) };
        let member = |(name, text): (String, String)| {
            let value = value(params, &name, text);
            (name, value)
        };
        let received = Received {
            incident: take(INCIDENT),
            request_id: take(REQUEST_ID),
            code: reason,
            description: status.message().to_owned(),
            // In the order of their names: the metadata has none.
            members: BTreeMap::from_iter(metadata).into_iter().map(member).collect(),
            fields: status
                .get_details_bad_request()
                .map_or_else(Vec::new, |bad| fields(&bad.field_violations)),
            retry_after: status.get_details_retry_info().and_then(|info| info.retry_delay),
        };
        let failure = received.into_failure();
        // The service may have set another status than that of the row.
        Some(if grpc(&failure) == status.code() { failure } else { failure.relabelled(http(status.code())) })
    }
}

/// The first `ErrorInfo` with this domain. A proxy may have added others, and details that do not decode.
fn info(status: &Status, domain: &str) -> Option<ErrorInfo> {
    let infos = status.get_error_details_vec().into_iter().filter_map(|detail| match detail {
        ErrorDetail::ErrorInfo(info) => Some(info),
        _ => None,
    });
    // The list is empty if one of the details does not decode.
    infos.chain(status.get_details_error_info()).find(|info| info.domain == domain)
}

/// The value of a text in the metadata. A number or a boolean of the row has its type again, if the text is how it is written.
fn value(params: Option<&RowParams>, name: &str, text: String) -> Value {
    let mut params = params.into_iter().flat_map(|params| params.names.iter().zip(params.texts));
    let has_type = params.any(|(param, is_text)| *param == name && !is_text);
    if has_type
        && let Ok(value @ (Value::Number(_) | Value::Bool(_))) = serde_json::from_str(&text)
        && format!("{value}") == text
    {
        return value;
    }
    Value::String(text)
}

fn fields(violations: &[FieldViolation]) -> Vec<FieldError> {
    let field = |violation: &FieldViolation| {
        let field = FieldError::new(violation.field.clone(), violation.description.clone());
        if violation.reason.is_empty() { field } else { field.with_code(violation.reason.clone()) }
    };
    violations.iter().map(field).collect()
}

/// The HTTP status of a gRPC code, by `google/rpc/code.proto`.
fn http(code: Grpc) -> u16 {
    match code {
        Grpc::InvalidArgument | Grpc::FailedPrecondition | Grpc::OutOfRange => 400,
        Grpc::Unauthenticated => 401,
        Grpc::PermissionDenied => 403,
        Grpc::NotFound => 404,
        Grpc::Aborted | Grpc::AlreadyExists => 409,
        Grpc::ResourceExhausted => 429,
        Grpc::Cancelled => 499,
        Grpc::Unimplemented => 501,
        Grpc::Unavailable => 503,
        Grpc::DeadlineExceeded => 504,
        Grpc::Ok | Grpc::Unknown | Grpc::Internal | Grpc::DataLoss => 500,
    }
}
