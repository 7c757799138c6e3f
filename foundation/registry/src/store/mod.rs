//! Reading the tables. Writing is done by the events alone.

mod claims;
mod imports;
mod organizations;
mod people;
mod sites;
mod succession;

pub use claims::{
    ClaimFilter, ClaimRow, all_claims, claim, claims, claims_by_id, load_claim_index,
    load_claim_index_at, meeting_claims,
};
pub use imports::{ImportRecord, forget_drafts, import_file, imports};
pub(crate) use imports::{discard_draft, draft, import, import_rows, save_draft};
pub use organizations::{
    Counts, OrganizationFilter, OrganizationRow, ancestry, load_bodies, load_names, load_tree,
    organization, organizations, organizations_by_id,
};
pub use people::{
    KnownContact, PeopleFilter, PersonRow, all_people, contacts_as_of, keep_with_person, people,
    person,
};
pub use sites::{SiteFilter, SiteRow, all_sites, site, sites};
pub use succession::load_heirs;

use db::{Param, Value};
use kernel::OrganizationId;

/// A condition that grows, with its values.
#[derive(Debug, Default)]
pub(crate) struct Conditions {
    sql: String,
    pub(crate) values: Vec<Value>,
}

impl Conditions {
    /// Starts with values that the query has already taken.
    pub(crate) const fn after(values: Vec<Value>) -> Self {
        Self { sql: String::new(), values }
    }

    /// Adds `condition`, in which `?` stands for the value.
    pub(crate) fn and(&mut self, condition: &str, value: impl Param) {
        self.values.push(value.into_value());
        let mark = format!("${}", self.values.len());
        self.sql.push_str(" AND ");
        self.sql.push_str(&condition.replace('?', &mark));
    }

    /// Adds a condition without a value.
    pub(crate) fn and_plain(&mut self, condition: &str) {
        self.sql.push_str(" AND ");
        self.sql.push_str(condition);
    }

    /// Adds "is one of these"; an empty list finds nothing.
    pub(crate) fn and_in<P: Param>(&mut self, column: &str, ids: impl IntoIterator<Item = P>) {
        let first = self.values.len() + 1;
        self.values.extend(ids.into_iter().map(Param::into_value));
        if self.values.len() < first {
            self.and_plain("1 = 0");
            return;
        }
        let marks: Vec<String> =
            (first..=self.values.len()).map(|number| format!("${number}")).collect();
        self.and_plain(&format!("{column} IN ({})", marks.join(", ")));
    }

    /// Adds "lies in the branch", where the caller has one.
    pub(crate) fn and_within(&mut self, column: &str, within: Option<&[OrganizationId]>) {
        if let Some(within) = within {
            self.and_in(column, within.iter().copied());
        }
    }

    /// Adds a position in the list: only what stands behind it, and at most so many.
    pub(crate) fn finish(mut self, order: &str, limit: u32) -> (String, Vec<Value>) {
        self.values.push(i64::from(limit).into_value());
        let sql = format!("{} ORDER BY {order} LIMIT ${}", self.sql, self.values.len());
        (sql, self.values)
    }

    /// The condition and its values.
    pub(crate) fn parts(self) -> (String, Vec<Value>) {
        (self.sql, self.values)
    }
}

/// A text to search for, as a pattern: folded, found anywhere, wild cards taken literally.
pub(crate) fn pattern(text: &str) -> String {
    format!("%{}%", kernel::text::fold(text))
}
