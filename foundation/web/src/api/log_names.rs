//! How the log names who did something and what it happened to, as they are called now.

use std::collections::BTreeMap;

use access::store;
use db::Tx;
use kernel::words::{codes, translate};
use kernel::{AccountId, Arguments, ClaimId, Id as _, ImportId, Locale, OrganizationId};
use kernel::{PersonId, SiteId};
use ledger::Actor;
use ledger::journal::Entry;
use uuid::Uuid;

use crate::{ApiResult, Ctx};

/// Names for a page of entries, read once.
#[derive(Debug)]
pub(super) struct Names {
    accounts: BTreeMap<AccountId, String>,
    things: BTreeMap<Uuid, String>,
    locale: Locale,
}

impl Names {
    pub(super) async fn of(entries: &[Entry], ctx: &Ctx, tx: &mut Tx) -> ApiResult<Self> {
        let mut asked: Vec<(String, Uuid)> = entries
            .iter()
            .filter_map(|entry| Some((entry.subject_kind.clone(), entry.subject_id?)))
            .collect();
        asked.sort();
        asked.dedup();
        let mut things = ctx.state.elsewhere().names(&asked, tx).await?;
        for (kind, id) in asked {
            if let Some(name) = registered(&kind, id, tx).await? {
                things.insert(id, name);
            }
        }
        Ok(Self { accounts: store::account_names(tx).await?, things, locale: ctx.locale() })
    }

    fn word(&self, group: &str, name: &str) -> String {
        let code = format!("log.{group}.{name}");
        if codes(Locale::Vi).binary_search(&code.as_str()).is_err() {
            return String::new();
        }
        translate(self.locale, &code, &Arguments::new())
    }

    fn account(&self, id: AccountId) -> String {
        let name = self.accounts.get(&id).filter(|name| !name.is_empty());
        name.cloned().unwrap_or_else(|| self.word("actors", "gone"))
    }

    /// Who did it; never empty.
    pub(super) fn actor(&self, actor: Actor) -> String {
        match actor {
            Actor::Account(id) => self.account(id),
            Actor::System | Actor::CommandLine => self.word("actors", actor.kind()),
        }
    }

    /// What it happened to: its name, or what sort of thing it is.
    pub(super) fn subject(&self, entry: &Entry, ctx: &Ctx) -> String {
        let kind = entry.subject_kind.as_str();
        let name = entry.subject_id.and_then(|id| match kind {
            "organization" => Some(ctx.reference(OrganizationId::from_uuid(id)).name),
            "account" => Some(self.account(AccountId::from_uuid(id))),
            _ => self.things.get(&id).cloned(),
        });
        name.filter(|name| !name.is_empty()).unwrap_or_else(|| self.word("subjects", kind))
    }
}

/// The name of a thing of the registry that is no body.
async fn registered(kind: &str, id: Uuid, tx: &mut Tx) -> ApiResult<Option<String>> {
    use registry::store;
    Ok(match kind {
        "site" => {
            let site = store::site(SiteId::from_uuid(id), tx).await?;
            site.map(|site| site.name.as_str().to_owned())
        }
        "claim" => {
            let claim = store::claim(ClaimId::from_uuid(id), tx).await?;
            claim.map(|claim| claim.space.to_string())
        }
        "person" => store::person(PersonId::from_uuid(id), tx).await?.and_then(|row| row.name),
        "import" => store::import_file(ImportId::from_uuid(id), tx).await?,
        _ => None,
    })
}
