//! An empty library. The ui tests have the dependencies of this package.
