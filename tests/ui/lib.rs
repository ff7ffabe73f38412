//! The ui tests depend on what this package does, and on no more.
