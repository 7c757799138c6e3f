//! directive
