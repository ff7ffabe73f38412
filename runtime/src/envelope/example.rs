//! A failure as an example in documentation.

use jiff::Timestamp;

use super::Failure;
use crate::Code;

/// The time in an example.
const TIME: Timestamp = Timestamp::constant(1_507_538_914, 0);

/// The id of the incident in an example.
const INCIDENT: &str = "0123456789abcdef";

impl<C: Code> Failure<C> {
    /// The failure with a fixed time and incident, so that documentation is the same whenever it is made.
    pub(crate) fn into_example(self) -> Self {
        let is_incident = self.incident().is_some();
        let example = self.at(TIME);
        if !is_incident {
            return example;
        }
        example.with(|more| more.incident = INCIDENT.to_owned().into())
    }
}
