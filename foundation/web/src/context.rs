//! Who calls and with what state: the argument of every handler.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use access::{AccessError, Branches, Caller, Pen, Permission, Scope};
use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::header::ACCEPT_LANGUAGE;
use axum::http::request::Parts;
use db::Tx;
use kernel::{Locale, OrganizationId, Timestamp};
use ledger::{Event, Stamp};

use crate::bodies::{Bodies, OrganizationRef};
use crate::{ApiError, ApiResult, AppState};

/// Number and language of a request, shared between the layers and the handler.
#[derive(Clone, Debug)]
pub struct RequestInfo {
    /// Number of the request, 16 hex digits; it stands in the log and in every refusal.
    pub id: Arc<str>,
    asked: Option<Locale>,
    english: Arc<AtomicBool>,
}

impl RequestInfo {
    pub(crate) fn new(id: &str, headers: &HeaderMap) -> Self {
        let asked = asked_locale(headers);
        let english = Arc::new(AtomicBool::new(asked == Some(Locale::En)));
        Self { id: id.into(), asked, english }
    }

    /// The language of the answer: asked for, or the account's own, or Vietnamese.
    #[must_use]
    pub fn locale(&self) -> Locale {
        if self.english.load(Ordering::Relaxed) { Locale::En } else { Locale::Vi }
    }

    /// Sets the account's own language, unless one was asked for.
    pub(crate) fn prefer(&self, own: Locale) {
        if self.asked.is_none() {
            self.english.store(own == Locale::En, Ordering::Relaxed);
        }
    }
}

/// The first language of `Accept-Language` (RFC 9110, 12.5.4) that is spoken here. Weights are
/// looked at; of equal weight the first counts.
fn asked_locale(headers: &HeaderMap) -> Option<Locale> {
    let text = headers.get(ACCEPT_LANGUAGE)?.to_str().ok()?;
    let mut best: Option<(Locale, f32)> = None;
    for part in text.split(',').take(16) {
        let mut fields = part.split(';');
        let Some(Ok(locale)) = fields.next().map(|tag| tag.trim().parse::<Locale>()) else {
            continue;
        };
        let weight = fields
            .find_map(|field| field.trim().strip_prefix("q="))
            .map_or(Some(1.0), |weight| weight.trim().parse::<f32>().ok())
            .unwrap_or(0.0);
        if weight > 0.0 && best.is_none_or(|(_, highest)| weight > highest) {
            best = Some((locale, weight));
        }
    }
    best.map(|(locale, _)| locale)
}

/// Anybody, signed in or not: for the few routes that need no account.
#[derive(Clone, Debug)]
pub struct Visitor {
    /// The state of the server.
    pub state: AppState,
    /// Who calls, if they are signed in.
    pub caller: Option<Caller>,
    /// Number and language of the request.
    pub request: RequestInfo,
}

impl FromRequestParts<AppState> for Visitor {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let request = parts
            .extensions
            .get::<RequestInfo>()
            .cloned()
            .unwrap_or_else(|| RequestInfo::new("", &parts.headers));
        let caller = parts.extensions.get::<Caller>().cloned();
        Ok(Self { state: state.clone(), caller, request })
    }
}

/// Somebody who is signed in. Extracting it refuses anybody else with 401.
#[derive(Clone, Debug)]
pub struct Ctx {
    /// The state of the server.
    pub state: AppState,
    /// Who calls.
    pub caller: Caller,
    /// Number and language of the request.
    pub request: RequestInfo,
    bodies: Arc<Bodies>,
}

impl FromRequestParts<AppState> for Ctx {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let visitor = Visitor::from_request_parts(parts, state).await?;
        let caller = visitor.caller.ok_or(AccessError::NotSignedIn)?;
        let bodies = state.fresh_bodies().await?;
        Ok(Self { state: visitor.state, caller, request: visitor.request, bodies })
    }
}

impl Ctx {
    /// How far the caller reaches with a permission.
    ///
    /// # Errors
    ///
    /// `access.forbidden` (403) when nothing is reached.
    pub fn require(&self, permission: Permission) -> ApiResult<Scope> {
        let scope = self.scope(permission);
        if scope.is_empty() { Err(AccessError::Forbidden.into()) } else { Ok(scope) }
    }

    /// How far the caller reaches with a permission; perhaps nowhere.
    #[must_use]
    pub fn scope(&self, permission: Permission) -> Scope {
        self.caller.scope(permission, self.branches())
    }

    /// The tree of bodies that scopes are cut from.
    #[must_use]
    pub fn branches(&self) -> &Arc<Branches> {
        self.bodies.branches()
    }

    /// The bodies with their names.
    #[must_use]
    pub const fn bodies(&self) -> &Arc<Bodies> {
        &self.bodies
    }

    /// How a body is named beside other things.
    #[must_use]
    pub fn reference(&self, id: OrganizationId) -> OrganizationRef {
        self.bodies.reference(id)
    }

    /// With what parts of the foundation write something down in the caller's name.
    #[must_use]
    pub fn pen(&self) -> Pen<'_> {
        let state = &self.state;
        Pen {
            journal: &state.journal,
            ids: &state.ids,
            by: self.caller.actor,
            now: state.clock.now(),
        }
    }

    /// A transaction that only reads.
    ///
    /// # Errors
    ///
    /// 503 when the database cannot be reached.
    pub async fn read(&self) -> ApiResult<Tx> {
        Ok(self.state.db.read().await?)
    }

    /// A transaction that may write; nothing is kept without `commit`.
    ///
    /// # Errors
    ///
    /// 503 when the database cannot be reached.
    pub async fn write(&self) -> ApiResult<Tx> {
        Ok(self.state.db.write().await?)
    }

    /// Records an event in the caller's name.
    ///
    /// # Errors
    ///
    /// When the log or the tables refuse; drop the transaction then.
    pub async fn record<E: Event>(&self, event: &E, tx: &mut Tx) -> ApiResult<Stamp> {
        Ok(self.state.journal.record(event, self.caller.actor, self.now(), tx).await?)
    }

    /// The present instant.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.state.clock.now()
    }

    /// The language of the answer.
    #[must_use]
    pub fn locale(&self) -> Locale {
        self.request.locale()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_asked_for_with_most_weight_counts() {
        let of = |text: &str| {
            let headers = HeaderMap::from_iter([(ACCEPT_LANGUAGE, text.parse().unwrap())]);
            asked_locale(&headers)
        };
        assert_eq!(of("fr, en;q=0.4, vi;q=0.9"), Some(Locale::Vi));
        assert_eq!(of("en-GB,vi"), Some(Locale::En));
        assert_eq!(of("fr"), None);
        assert_eq!(of("en;q=0"), None);
    }
}
