//! What the operators of a service learn about a failure that is sent: an event, and a count.

#[cfg(feature = "metrics")]
use super::counter;
use super::prerendered::three_digits;
use crate::{Code, Failure, HttpKind};

/// The label of all codes that this build does not know, as in OpenTelemetry's conventions for `error.type`. A peer could
/// send any number of such codes.
const OTHER: &str = "_OTHER";

impl<C: Code> Failure<C> {
    /// Logs and counts the failure.
    ///
    /// The features of frameworks call this method for each failure that they send. Call it if you send a failure
    /// yourself.
    ///
    /// # Event
    ///
    /// With the feature `tracing`, this is one event with the target `errcat` and the fields `code`, `error.type`,
    /// `status`, `incident`, `request_id` and `error`. The field `error` is the source with its causes, at most 32 errors
    /// deep. `error.type` is the code too, as OpenTelemetry names it, but `_OTHER` for all codes that this build does not
    /// know. `request_id` is the id of the request that is answered now, or else [the id that a peer
    /// sent](Self::request_id).
    ///
    /// The level is the level of the code's row. If the status is of another class (4xx or 5xx) than the row's, or if
    /// this build does not know the code, the level is `error` for a status of 500 or more, and `warn` below.
    ///
    /// Each text is one line of at most 1,800 bytes, whoever wrote it. Control characters and invisible characters are
    /// escaped.
    ///
    /// # Counter
    ///
    /// With the feature `metrics`, this increments the counter `errcat_failures_total` with the labels `catalog`, `code`
    /// and `status`. `code` is `_OTHER` for all codes that this build does not know, so the number of labels is bounded.
    ///
    /// ```
    /// use errcat::Failure;
    ///
    /// #[errcat::catalog("../error_codes.toml", module = false)]
    /// enum ErrorCode {}
    ///
    /// Failure::new(ErrorCode::WrongPassword).record();
    /// ```
    pub fn record(&self) {
        #[cfg(feature = "tracing")]
        self.log();
        #[cfg(feature = "metrics")]
        self.count();
    }

    #[cfg(feature = "metrics")]
    fn count(&self) {
        counter::increment(C::NAME, self.label(), status_label(self.status()));
    }

    /// The code, or the neutral code. All other codes have the same label.
    pub(super) fn label(&self) -> &'static str {
        if let Some(code) = self.code() {
            return code.code();
        }
        let wire_code = self.wire_code();
        let neutral = if C::BODIES.integer_codes {
            wire_code.parse().ok().filter(|status| (400..=599).contains(status)).map(status_label)
        } else {
            HttpKind::ALL.iter().map(|kind| kind.name()).find(|name| *name == wire_code)
        };
        neutral.unwrap_or(OTHER)
    }
}

/// A status from 400 to 599 as text.
#[expect(clippy::cast_possible_truncation, reason = "the indexes are below 200")]
fn status_label(status: u16) -> &'static str {
    static LABELS: [[u8; 3]; 200] = {
        let mut labels = [[0; 3]; 200];
        let mut index = 0;
        while index < labels.len() {
            labels[index] = three_digits(400 + index as u16);
            index += 1;
        }
        labels
    };
    let label = LABELS.get(usize::from(status.saturating_sub(400))).unwrap_or(&LABELS[100]);
    str::from_utf8(label).unwrap_or_default()
}
