//! One event for each failure that leaves.
