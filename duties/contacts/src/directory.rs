//! The directory: contact points with what is known of them today, in the order of the tree.

use std::collections::{BTreeMap, BTreeSet};

use db::Tx;
use kernel::text::fold;
use kernel::{OrganizationId, PersonId, Timestamp};
use registry::store::{KnownContact, PeopleFilter, PersonRow, people};
use registry::{ContactRole, Tree, TreeNode};

use crate::error::ContactsError;
use crate::model::{Call, CallOutcome, Freshness};
use crate::rules::{Rules, last_call};
use crate::store;

/// What every question about contact points needs.
#[derive(Clone, Debug)]
pub struct Directory {
    /// The rules.
    pub rules: Rules,
    /// The bodies of today.
    pub tree: Tree,
    calls: BTreeMap<PersonId, Vec<Call>>,
    now: Timestamp,
}

/// A contact point with how far it can be relied on.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// The person.
    pub person: PersonRow,
    /// How far.
    pub freshness: Freshness,
    /// The call that decided it.
    pub call: Option<Call>,
    /// Until when an answered call counts.
    pub counts_until: Option<Timestamp>,
}

/// Who may be seen: a branch in full, and of the bodies above only what is meant for those below.
#[derive(Clone, Debug, Default)]
pub struct Reach {
    /// The branch; none: everything.
    pub branch: Option<BTreeSet<OrganizationId>>,
    /// The bodies above it.
    pub above: BTreeSet<OrganizationId>,
}

impl Directory {
    /// Reads rules, tree and calls.
    ///
    /// # Errors
    ///
    /// [`ContactsError`] when they cannot be read.
    pub async fn load(now: Timestamp, tx: &mut Tx) -> Result<Self, ContactsError> {
        Ok(Self {
            rules: Rules::shipped()?,
            tree: registry::load_tree(now, tx).await?,
            calls: store::calls_as_of(now, tx).await?,
            now,
        })
    }

    /// What a caller may see whose branch these bodies are; none: everything.
    #[must_use]
    pub fn reach(&self, branch: Option<Vec<OrganizationId>>) -> Reach {
        let Some(branch) = branch else { return Reach::default() };
        let branch: BTreeSet<OrganizationId> = branch.into_iter().collect();
        let above = branch
            .iter()
            .flat_map(|id| self.tree.ancestors(*id))
            .map(|node| node.id)
            .filter(|id| !branch.contains(id))
            .collect();
        Reach { branch: Some(branch), above }
    }

    /// The contact points within reach that stand today, in the order of the tree and by role.
    ///
    /// # Errors
    ///
    /// [`ContactsError::Registry`].
    pub async fn cards(&self, reach: &Reach, tx: &mut Tx) -> Result<Vec<Card>, ContactsError> {
        let within = reach
            .branch
            .as_ref()
            .map(|branch| branch.union(&reach.above).copied().collect::<Vec<_>>());
        let filter = PeopleFilter { within, ..PeopleFilter::default() };
        let mut cards: Vec<Card> = people(&filter, u32::MAX, tx)
            .await?
            .into_iter()
            .filter(|person| self.stands(person) && self.may_see(person, reach))
            .map(|person| self.card(person))
            .collect();
        let places: BTreeMap<OrganizationId, usize> =
            self.tree.nodes().iter().enumerate().map(|(at, node)| (node.id, at)).collect();
        cards.sort_by_cached_key(|card| {
            let place = places.get(&card.person.record.organization).copied();
            (place.unwrap_or(usize::MAX), first_role(card), card.person.id)
        });
        Ok(cards)
    }

    /// The contact points of one body within reach.
    ///
    /// # Errors
    ///
    /// [`ContactsError::Registry`].
    pub async fn cards_of(
        &self,
        body: OrganizationId,
        reach: &Reach,
        tx: &mut Tx,
    ) -> Result<Vec<Card>, ContactsError> {
        let filter = PeopleFilter { organization: Some(body), ..PeopleFilter::default() };
        let mut cards: Vec<Card> = people(&filter, u32::MAX, tx)
            .await?
            .into_iter()
            .filter(|person| self.stands(person) && self.may_see(person, reach))
            .map(|person| self.card(person))
            .collect();
        cards.sort_by_cached_key(|card| (card.freshness, first_role(card), card.person.id));
        Ok(cards)
    }

    /// A person as a contact point.
    #[must_use]
    pub fn card(&self, person: PersonRow) -> Card {
        let contact = known(&person);
        let calls = self.calls.get(&person.id).map_or(&[][..], Vec::as_slice);
        let freshness = self.rules.freshness(&contact, calls, self.now);
        let call = last_call(&contact, calls).copied();
        let counts_until = call
            .filter(|call| call.outcome == CallOutcome::Answered)
            .map(|call| self.rules.counts_until(call.called_at));
        Card { person, freshness, call, counts_until }
    }

    /// Whether the person is somebody's contact point today.
    #[must_use]
    pub fn stands(&self, person: &PersonRow) -> bool {
        let point = &person.record.contact;
        !person.erased && !point.roles.is_empty() && point.period.contains(self.now)
    }

    /// Whether a caller with this reach may see a contact point. Whoever is not of the branch is
    /// shown only what is meant for others to call.
    #[must_use]
    pub fn may_see(&self, person: &PersonRow, reach: &Reach) -> bool {
        let Some(branch) = &reach.branch else { return true };
        branch.contains(&person.record.organization)
            || person.record.contact.roles.iter().any(|role| self.rules.for_below.has(role))
    }

    /// The bodies from one up to the top, itself first.
    pub fn upwards(&self, body: OrganizationId) -> impl Iterator<Item = &TreeNode> {
        let mut above: Vec<&TreeNode> = self.tree.ancestors(body).collect();
        above.sort_by_key(|node| std::cmp::Reverse(node.depth));
        self.tree.body(body).into_iter().chain(above)
    }
}

/// What the rules look at in a person.
#[must_use]
pub fn known(person: &PersonRow) -> KnownContact {
    KnownContact {
        person: person.id,
        organization: person.record.organization,
        roles: person.record.contact.roles,
        numbers: person.record.contact.numbers,
        callable: person.record.contact.callable,
    }
}

fn first_role(card: &Card) -> Option<ContactRole> {
    card.person.record.contact.roles.iter().next()
}

/// Whether a contact point is meant by a text: name, position, body, e-mail, without regard to
/// marks; or by digits, a number.
#[must_use]
pub fn matches(card: &Card, body: Option<&TreeNode>, text: &str) -> bool {
    let asked = fold(text);
    if asked.is_empty() {
        return true;
    }
    let person = &card.person;
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let is_number = text.chars().all(|letter| letter.is_ascii_digit() || " +.-()".contains(letter));
    if is_number {
        let asked = digits(text);
        let asked = asked.strip_prefix("84").unwrap_or(&asked).trim_start_matches('0');
        return !asked.is_empty() && person.phones.iter().any(|one| digits(one).contains(asked));
    }
    let texts = person
        .name
        .iter()
        .chain(&person.position)
        .chain(&person.emails)
        .map(|text| fold(text))
        .chain(body.map(|node| {
            format!("{} {}", node.name_folded, fold(node.short_name.as_deref().unwrap_or("")))
        }));
    let all: Vec<String> = texts.collect();
    asked.split(' ').all(|word| all.iter().any(|text| text.contains(word)))
}
