//! What the registry's routes share when they write: the pen, the end of a change, days and
//! instants, and fields that may be sent as null.

use kernel::{OrganizationId, Timestamp};
use registry::RegistryError;
use registry::import::{read_from, read_to};
use registry::model::Zone;
use serde::{Deserialize, Deserializer};

use crate::{ApiError, ApiResult, Ctx, Topic};

/// Ends a change of the registry: commits it and tells listeners.
pub(super) async fn finish(
    id: impl ToString,
    organization: Option<OrganizationId>,
    ctx: &Ctx,
    tx: db::Tx,
) -> ApiResult<()> {
    tx.commit().await?;
    ctx.state.hub.tell(Topic::Registry, id, organization);
    ctx.state.hub.tell(Topic::Log, "", organization);
    Ok(())
}

/// The registry's pen in the caller's name.
pub(super) fn pen(ctx: &Ctx) -> registry::Pen<'_> {
    registry::Pen {
        journal: &ctx.state.journal,
        ids: &ctx.state.ids,
        actor: ctx.caller.actor,
        now: ctx.now(),
    }
}

/// A refusal of the registry with its problems by row.
pub(super) fn refusal(error: RegistryError) -> ApiError {
    let problems = error.problems().to_vec();
    ApiError::from(error).with_problems(problems)
}

/// Tells "not sent" from "sent as null".
pub(super) fn sent<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::<T>::deserialize(deserializer).map(Some)
}

/// Reads a beginning, a day or an instant; days begin in the zone of Việt Nam.
pub(super) fn first_instant(text: Option<&str>) -> ApiResult<Option<Timestamp>> {
    edge(text, read_from)
}

/// Reads an end; a day is included.
pub(super) fn last_instant(text: Option<&str>) -> ApiResult<Option<Timestamp>> {
    edge(text, read_to)
}

fn edge(
    text: Option<&str>,
    read: fn(&str, Zone) -> Option<Timestamp>,
) -> ApiResult<Option<Timestamp>> {
    let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) else { return Ok(None) };
    let refused = || {
        ApiError::new(kernel::ErrorKind::InvalidInput, "registry.date_invalid").with("text", text)
    };
    read(text, Zone::VIETNAM).map(Some).ok_or_else(refused)
}
