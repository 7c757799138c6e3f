//! What every request passes through, from the outside in.

pub(crate) mod guard;
pub(crate) mod headers;
pub(crate) mod request;
