//! What every request passes through, from the outside in.

pub(crate) mod authenticate;
pub(crate) mod guard;
pub(crate) mod headers;
pub(crate) mod idempotency;
pub(crate) mod proxies;
pub(crate) mod request;
