//! Server-sent events: what changed, for those who may see it.

use std::convert::Infallible;
use std::time::Duration;

use access::{Caller, Credential, Permission};
use axum::extract::Request;
use axum::http::{Extensions, HeaderMap};
use axum::response::sse::{Event, KeepAlive, Sse};
use futures::Stream;
use futures::stream::unfold;
use jobs::{JobState, JobUpdate};
use kernel::{ErrorKind, JobId, Timestamp};
use tokio::sync::broadcast;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::hub::{Change, Heard, Listener, Topic};
use crate::layers::authenticate::caller_of;
use crate::{ApiError, ApiResult, AppState, Ctx};

/// Seconds between comments that keep the connection open.
const HEARTBEAT: Duration = Duration::from_secs(20);
/// Seconds after which it is looked again whether the listener is still signed in.
const TRUSTED_SECONDS: i64 = 60;

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(hear_events))
}

/// Milliseconds between two words about the steps of one job.
const STEPS_MILLISECONDS: i64 = 500;

const fn permission(topic: Topic) -> Permission {
    match topic {
        Topic::List => Permission::ListsView,
        Topic::Finding => Permission::FindingsView,
        Topic::Board => Permission::BoardView,
        Topic::Job => Permission::JobsView,
        Topic::Log => Permission::LogView,
        Topic::Registry => Permission::OrganizationsView,
    }
}

struct Ear {
    state: AppState,
    caller: Caller,
    headers: HeaderMap,
    extensions: Extensions,
    listener: Listener,
    jobs: broadcast::Receiver<JobUpdate>,
    /// The last word about a job, so that one that hurries on is not told with every step.
    told: Option<(JobId, JobState, Timestamp)>,
    trusted_at: Timestamp,
    /// Topics still to be told after changes were missed.
    missed: Vec<Topic>,
}

impl Ear {
    /// Whether the listener is still signed in; looked at again from time to time.
    async fn is_trusted(&mut self) -> bool {
        let now = self.state.clock.now();
        let fresh = (now - self.trusted_at).num_seconds() < TRUSTED_SECONDS;
        if fresh || self.caller.credential == Credential::Machine {
            return true;
        }
        let Ok(Some(caller)) = caller_of(&self.state, &self.headers, &self.extensions).await else {
            return false;
        };
        self.caller = caller;
        self.trusted_at = now;
        true
    }

    fn may_hear(&self, change: &Change) -> bool {
        let bodies = self.state.bodies();
        let scope = self.caller.scope(permission(change.topic), bodies.branches());
        scope.allows_record(change.organization, None)
    }

    fn hears(&self, topic: Topic) -> bool {
        let bodies = self.state.bodies();
        !self.caller.scope(permission(topic), bodies.branches()).is_empty()
    }

    /// What an update of a job is worth telling: each new state, and its steps now and then.
    fn news(&mut self, update: JobUpdate) -> Option<Change> {
        let now = self.state.clock.now();
        if let Some((id, state, told_at)) = self.told
            && (id, state) == (update.id, update.state)
            && (now - told_at).num_milliseconds() < STEPS_MILLISECONDS
        {
            return None;
        }
        self.told = Some((update.id, update.state, now));
        let (id, organization) = (update.id.to_string(), update.organization);
        Some(Change { topic: Topic::Job, id, organization })
    }

    async fn next(&mut self) -> Option<Event> {
        loop {
            if let Some(topic) = self.missed.pop() {
                return event(&Change { topic, id: String::new(), organization: None });
            }
            let heard = tokio::select! {
                heard = self.listener.next() => heard,
                update = self.jobs.recv() => match update {
                    Ok(update) => match self.news(update) {
                        Some(change) => Heard::Change(change),
                        None => continue,
                    },
                    Err(_) => Heard::Missed,
                },
            };
            if !self.is_trusted().await {
                return None;
            }
            match heard {
                Heard::Change(change) if self.may_hear(&change) => return event(&change),
                Heard::Change(_) => {}
                Heard::Missed => {
                    let heard = |topic: &Topic| self.hears(*topic);
                    self.missed = Topic::ALL.into_iter().filter(heard).collect();
                }
                Heard::Closed => return None,
            }
        }
    }
}

fn event(change: &Change) -> Option<Event> {
    let data = serde_json::to_string(change).ok()?;
    Some(Event::default().event(change.topic.name()).data(data))
}

/// Tells what changed, as long as the connection stays: `event` is the topic, `data` is
/// `{topic, id}`. `Last-Event-ID` is accepted and not needed: whoever comes back looks again.
#[utoipa::path(get, path = "/api/v1/events", tag = "server",
    responses((status = 200, description = "Changes", body = String,
        content_type = "text/event-stream"), ApiError))]
async fn hear_events(
    ctx: Ctx,
    request: Request,
) -> ApiResult<Sse<impl Stream<Item = Result<Event, Infallible>>>> {
    ctx.require(Permission::EventsHear)?;
    let listener = ctx
        .state
        .hub
        .listen()
        .ok_or_else(|| ApiError::new(ErrorKind::Unavailable, "server.too_many_listeners"))?;
    let jobs = ctx.state.jobs.subscribe();
    let (parts, _) = request.into_parts();
    let ear = Ear {
        trusted_at: ctx.now(),
        state: ctx.state,
        caller: ctx.caller,
        headers: parts.headers,
        extensions: parts.extensions,
        listener,
        jobs,
        told: None,
        missed: Vec::new(),
    };
    let events = unfold(ear, async |mut ear| {
        let event = ear.next().await?;
        Some((Ok(event), ear))
    });
    Ok(Sse::new(events).keep_alive(KeepAlive::new().interval(HEARTBEAT)))
}
