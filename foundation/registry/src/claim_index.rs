//! From an address and a time to the body behind it, in memory, without allocation.
//!
//! Networks are nested or disjoint, so they form a forest; the address space is cut where a network
//! begins or ends, and every cut knows the narrowest network that begins there. A look-up is one
//! binary search and a walk up at most as many networks as the address has bits.

use std::collections::BTreeMap;
use std::net::IpAddr;

use ipnet::IpNet;
use kernel::{ClaimId, Message, OrganizationId, Period, SiteId, Timestamp};

use crate::Space;
use crate::model::{ClaimRecord, ClaimState};
use crate::space::normal_domain;
use crate::timeline::shared;

/// A claim as far as one holder had it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Candidate {
    /// The claim.
    pub claim: ClaimId,
    /// The body that holds it in `period`.
    pub organization: OrganizationId,
    /// The place behind it.
    pub site: Option<SiteId>,
    /// What is claimed.
    pub space: Space,
    /// Where the claim stands: claimed or approved.
    pub state: ClaimState,
    /// Whether several bodies go out through it.
    pub shared_exit: bool,
    /// When the body holds it.
    pub period: Period,
}

impl Candidate {
    /// Prefix length of the network; for other spaces 0.
    #[must_use]
    pub fn prefix(&self) -> u8 {
        match &self.space {
            Space::Cidr(net) => net.prefix_len(),
            Space::Asn(_) | Space::Domain(_) => 0,
        }
    }

    /// Whether the body holds it at an instant.
    #[must_use]
    pub fn is_valid(&self, at: Timestamp) -> bool {
        self.period.contains(at)
    }
}

/// What the claims say of an address at a time. Only approved claims speak.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Verdict<'a> {
    /// Exactly one body, by its narrowest claim.
    One(&'a Candidate),
    /// No claim, or only such as are not approved.
    None,
    /// Several bodies have the narrowest space at that time.
    Ambiguous,
    /// The narrowest space is a shared exit: the address alone names nobody.
    SharedExit(&'a Candidate),
    /// Approved, but at another time; the nearest in time.
    Expired(&'a Candidate),
}

/// The answer to one look-up.
#[derive(Clone, Copy, Debug)]
pub struct Lookup<'a> {
    /// Groups of claims of one space, from the narrowest to the widest.
    groups: Groups<'a>,
    /// The instant that was asked for.
    at: Timestamp,
    /// What the claims say.
    pub verdict: Verdict<'a>,
}

impl<'a> Lookup<'a> {
    /// The claims that hold the address, narrowest first, valid at the time or not.
    pub fn candidates(&self) -> impl Iterator<Item = &'a Candidate> + use<'a> {
        self.groups.flatten()
    }

    /// The body that the verdict names.
    #[must_use]
    pub const fn organization(&self) -> Option<OrganizationId> {
        match self.verdict {
            Verdict::One(candidate) => Some(candidate.organization),
            _ => None,
        }
    }

    /// Why, in words: `claims.reason.*` in the registry's texts.
    #[must_use]
    pub fn reason(&self) -> Message {
        let about =
            |code: &str, candidate: &Candidate| Message::new(code).with("space", &candidate.space);
        match self.verdict {
            Verdict::One(candidate) => about("registry.reason.one", candidate),
            Verdict::SharedExit(candidate) => about("registry.reason.shared_exit", candidate),
            Verdict::Expired(candidate) => {
                let message = about("registry.reason.expired", candidate);
                match (candidate.period.from, candidate.period.to) {
                    (Some(from), _) if from > self.at => {
                        Message { code: "registry.reason.not_yet".to_owned(), ..message }
                            .with("from", from)
                    }
                    (_, Some(to)) => message.with("to", to),
                    _ => message,
                }
            }
            Verdict::Ambiguous => {
                let spaces = self.candidates().find(|candidate| {
                    candidate.state == ClaimState::Approved && candidate.is_valid(self.at)
                });
                match spaces {
                    Some(candidate) => about("registry.reason.ambiguous", candidate),
                    None => Message::new("registry.reason.none"),
                }
            }
            Verdict::None => match self.candidates().next() {
                Some(candidate) => about("registry.reason.not_approved", candidate),
                None => Message::new("registry.reason.none"),
            },
        }
    }
}

/// Claims in groups of one space; a group knows the next wider one.
#[derive(Clone, Copy, Debug)]
struct Groups<'a> {
    index: &'a ClaimIndex,
    group: Option<u32>,
}

impl<'a> Groups<'a> {
    fn flatten(self) -> impl Iterator<Item = &'a Candidate> + use<'a> {
        self.flat_map(|group| group.iter())
    }
}

impl<'a> Iterator for Groups<'a> {
    type Item = &'a [Candidate];

    fn next(&mut self) -> Option<&'a [Candidate]> {
        let group = self.index.groups.get(usize::try_from(self.group?).ok()?)?;
        self.group = group.wider;
        self.index.candidates.get(group.from..group.to)
    }
}

#[derive(Clone, Debug)]
struct Group {
    from: usize,
    to: usize,
    wider: Option<u32>,
}

/// Where the address space is cut, and the narrowest group from there on.
#[derive(Clone, Debug)]
struct Cuts<T> {
    starts: Vec<T>,
    groups: Vec<Option<u32>>,
}

impl<T: Copy + Ord> Cuts<T> {
    const fn new() -> Self {
        Self { starts: Vec::new(), groups: Vec::new() }
    }

    fn cut(&mut self, start: T, group: Option<u32>) {
        if self.starts.last() == Some(&start) {
            self.groups.pop();
        } else {
            self.starts.push(start);
        }
        self.groups.push(group);
    }

    fn group(&self, address: T) -> Option<u32> {
        let at = self.starts.partition_point(|start| *start <= address).checked_sub(1)?;
        self.groups.get(at).copied().flatten()
    }
}

/// All claims that still stand, for look-ups.
#[derive(Clone, Debug)]
pub struct ClaimIndex {
    candidates: Vec<Candidate>,
    groups: Vec<Group>,
    v4: Cuts<u32>,
    v6: Cuts<u128>,
    domains: BTreeMap<String, u32>,
    numbers: BTreeMap<u32, u32>,
}

impl Default for ClaimIndex {
    fn default() -> Self {
        Self::build([])
    }
}

impl ClaimIndex {
    /// Builds the index. Rejected and withdrawn claims are left out.
    pub fn build<'a>(claims: impl IntoIterator<Item = (ClaimId, &'a ClaimRecord)>) -> Self {
        let mut candidates: Vec<Candidate> = claims
            .into_iter()
            .filter(|(_, claim)| claim.state.is_live())
            .flat_map(|(id, claim)| candidates_of(id, claim))
            .collect();
        let key = |candidate: &Candidate| {
            let (first, last) = candidate.space.keys();
            (candidate.space.kind(), first, std::cmp::Reverse(last))
        };
        // Wider spaces before what lies in them; within one space by claim and time.
        candidates.sort_by_cached_key(|candidate| {
            (key(candidate), candidate.claim, crate::tree::stored_from(candidate.period.from))
        });
        let mut index = Self {
            candidates: Vec::new(),
            groups: Vec::new(),
            v4: Cuts::new(),
            v6: Cuts::new(),
            domains: BTreeMap::new(),
            numbers: BTreeMap::new(),
        };
        let mut open_v4: Vec<(u32, u32)> = Vec::new();
        let mut open_v6: Vec<(u128, u32)> = Vec::new();
        let mut from = 0;
        for part in candidates.chunk_by(|left, right| left.space == right.space) {
            let to = from + part.len();
            let number = u32::try_from(index.groups.len()).unwrap_or(u32::MAX);
            let Some(space) = part.first().map(|candidate| &candidate.space) else { continue };
            let wider = match space {
                Space::Cidr(IpNet::V4(net)) => {
                    let (first, last) = (net.network().to_bits(), net.broadcast().to_bits());
                    close(&mut open_v4, &mut index.v4, Some(first), |last| last.checked_add(1));
                    let wider = open_v4.last().map(|(_, group)| *group);
                    index.v4.cut(first, Some(number));
                    open_v4.push((last, number));
                    wider
                }
                Space::Cidr(IpNet::V6(net)) => {
                    let (first, last) = (net.network().to_bits(), net.broadcast().to_bits());
                    close(&mut open_v6, &mut index.v6, Some(first), |last| last.checked_add(1));
                    let wider = open_v6.last().map(|(_, group)| *group);
                    index.v6.cut(first, Some(number));
                    open_v6.push((last, number));
                    wider
                }
                Space::Domain(name) => {
                    index.domains.insert(name.clone(), number);
                    None
                }
                Space::Asn(asn) => {
                    index.numbers.insert(*asn, number);
                    None
                }
            };
            index.groups.push(Group { from, to, wider });
            from = to;
        }
        close(&mut open_v4, &mut index.v4, None, |last| last.checked_add(1));
        close(&mut open_v6, &mut index.v6, None, |last| last.checked_add(1));
        index.candidates = candidates;
        index.link_domains();
        index
    }

    fn link_domains(&mut self) {
        for (name, number) in &self.domains {
            let wider = above(name).find_map(|above| self.domains.get(above)).copied();
            let group = usize::try_from(*number).ok().and_then(|at| self.groups.get_mut(at));
            if let Some(group) = group {
                group.wider = wider;
            }
        }
    }

    /// What the claims say of an address at a time. IPv4 written as IPv6 is IPv4.
    ///
    /// No address leads to an ASN claim; see [`Self::lookup_asn`].
    #[must_use]
    pub fn lookup(&self, address: IpAddr, at: Timestamp) -> Lookup<'_> {
        let group = match address.to_canonical() {
            IpAddr::V4(address) => self.v4.group(address.to_bits()),
            IpAddr::V6(address) => self.v6.group(address.to_bits()),
        };
        self.answer(group, at)
    }

    /// What the claims say of a domain at a time, by the longest run of labels.
    #[must_use]
    pub fn lookup_domain(&self, name: &str, at: Timestamp) -> Lookup<'_> {
        let name = normal_domain(name.trim());
        let group = name.and_then(|name| {
            let own = self.domains.get(&name);
            own.or_else(|| above(&name).find_map(|above| self.domains.get(above))).copied()
        });
        self.answer(group, at)
    }

    /// What the claims say of an autonomous system that a list names.
    #[must_use]
    pub fn lookup_asn(&self, number: u32, at: Timestamp) -> Lookup<'_> {
        self.answer(self.numbers.get(&number).copied(), at)
    }

    /// How many claims (by holder) the index has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.candidates.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.candidates.is_empty()
    }

    fn answer(&self, group: Option<u32>, at: Timestamp) -> Lookup<'_> {
        let groups = Groups { index: self, group };
        Lookup { groups, at, verdict: verdict(groups, at) }
    }
}

fn verdict(groups: Groups<'_>, at: Timestamp) -> Verdict<'_> {
    let mut nearest: Option<(i64, &Candidate)> = None;
    for group in groups {
        let mut found: Option<&Candidate> = None;
        let mut several = false;
        let mut shared_exit = false;
        for candidate in group.iter().filter(|one| one.state == ClaimState::Approved) {
            if candidate.is_valid(at) {
                shared_exit |= candidate.shared_exit;
                several |= found.is_some_and(|one| one.organization != candidate.organization);
                // Of one body's claims the one with a site says more.
                if found.is_none_or(|one| one.site.is_none()) {
                    found = Some(candidate);
                }
            } else {
                let distance = distance(candidate.period, at);
                if nearest.is_none_or(|(best, _)| distance < best) {
                    nearest = Some((distance, candidate));
                }
            }
        }
        match found {
            Some(candidate) if shared_exit => return Verdict::SharedExit(candidate),
            Some(_) if several => return Verdict::Ambiguous,
            Some(candidate) => return Verdict::One(candidate),
            None => {}
        }
    }
    nearest.map_or(Verdict::None, |(_, candidate)| Verdict::Expired(candidate))
}

/// Milliseconds between an instant and a period that does not hold it.
fn distance(period: Period, at: Timestamp) -> i64 {
    match (period.from, period.to) {
        (Some(from), _) if from > at => from.millis().saturating_sub(at.millis()),
        (_, Some(to)) => at.millis().saturating_sub(to.millis()),
        _ => 0,
    }
}

fn candidates_of(id: ClaimId, claim: &ClaimRecord) -> Vec<Candidate> {
    let held = |(span, holder): (Period, &crate::model::Holder)| {
        Some(Candidate {
            claim: id,
            organization: holder.organization,
            site: holder.site,
            space: claim.space.clone(),
            state: claim.state,
            shared_exit: claim.shared_exit,
            period: shared(span, claim.period)?,
        })
    };
    claim.holders.spans().filter_map(held).collect()
}

/// Ends the networks that lie before `next` (all of them when there is no next).
fn close<T: Copy + Ord>(
    open: &mut Vec<(T, u32)>,
    cuts: &mut Cuts<T>,
    next: Option<T>,
    behind: impl Fn(T) -> Option<T>,
) {
    while let Some(&(last, _)) = open.last() {
        if next.is_some_and(|next| next <= last) {
            return;
        }
        open.pop();
        if let Some(start) = behind(last) {
            cuts.cut(start, open.last().map(|(_, group)| *group));
        }
    }
}

/// The names above a name, nearest first: `a.b.vn` gives `b.vn`, `vn`.
fn above(name: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(name.split_once('.').map(|(_, rest)| rest), |name| {
        name.split_once('.').map(|(_, rest)| rest)
    })
}
