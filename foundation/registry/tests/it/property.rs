//! What must hold whatever happens: the tree has no cycle, the index equals a plain search.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ipnet::{IpNet, Ipv4Net, Ipv6Net};
use kernel::{ClaimId, Id as _, OrganizationId, Period, Timestamp};
use proptest::prelude::*;
use registry::model::{ClaimRecord, Holder, OrganizationName, OrganizationRecord, Zone};
use registry::{
    Bodies, ClaimIndex, ClaimState, Name, OrganizationKind, Space, Timeline, Tree, TreeBody,
    Verdict,
};
use uuid::Uuid;

fn body(number: u8) -> OrganizationId {
    OrganizationId::from_uuid(Uuid::from_u128(u128::from(number)))
}

fn at(day: i64) -> Timestamp {
    Timestamp::from_millis(day * 86_400_000)
}

fn record(parent: Option<OrganizationId>) -> OrganizationRecord {
    OrganizationRecord {
        code: None,
        kind: OrganizationKind::State,
        zone: Zone::VIETNAM,
        period: Period::default(),
        names: Timeline::new(OrganizationName {
            name: Name::new("tên").unwrap(),
            short_name: None,
        }),
        parents: Timeline::new(parent),
    }
}

/// Up the parents on a day; longer than the number of bodies means a ring.
fn climbs_out(bodies: &Bodies, from: OrganizationId, day: i64) -> bool {
    let mut next = Some(from);
    for _ in 0..=bodies.len() {
        let Some(id) = next else { return true };
        next = bodies.body(id).and_then(|record| *record.parents.at(at(day)));
    }
    false
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// Random moves on random days: those that the rules allow never make a ring on any day, and
    /// those that they refuse as a cycle would have made one.
    #[test]
    fn no_move_makes_a_ring(
        moves in prop::collection::vec((0_u8..12, prop::option::of(0_u8..12), 0_i64..20), 1..80),
    ) {
        let mut bodies: Bodies = (0..12).map(|number| (body(number), record(None))).collect();
        for (child, parent, day) in moves {
            let mut changed = bodies.clone();
            let mut record = changed.body(body(child)).unwrap().clone();
            record.parents.set(Some(at(day)), parent.map(body));
            changed.set(body(child), Some(record));
            let allowed = changed.check(body(child)).is_ok();
            let sound = (-1..21).all(|day| {
                (0..12).all(|number| climbs_out(&changed, body(number), day))
            });
            prop_assert_eq!(allowed, sound);
            if allowed {
                bodies = changed;
            }
        }
        let day = at(21);
        let all = bodies.iter().map(|(id, record)| TreeBody {
            id,
            name: String::new(),
            short_name: None,
            name_folded: String::new(),
            code: None,
            kind: record.kind,
            parent: *record.parents.at(day),
        });
        prop_assert_eq!(Tree::build(all.collect()).len(), 12, "every body is in the tree");
    }
}

fn claim() -> impl Strategy<Value = ClaimRecord> {
    // Few different addresses and prefixes, so that claims meet.
    let v4 = (0_u32..8, 24_u8..=32).prop_map(|(low, prefix)| {
        let net = Ipv4Net::new(Ipv4Addr::from(0xc000_0200 + low * 37), prefix).unwrap();
        IpNet::V4(net.trunc())
    });
    let v6 = (0_u128..8, 32_u8..=128).prop_map(|(low, prefix)| {
        let bits = 0x2001_0db8_u128 << 96 | low << 64 | (low * 41);
        IpNet::V6(Ipv6Net::new(Ipv6Addr::from(bits), prefix).unwrap().trunc())
    });
    let edge = || prop::option::of(0_i64..10);
    let net = prop_oneof![v4, v6];
    let state = prop_oneof![
        4 => Just(ClaimState::Approved),
        1 => Just(ClaimState::Claimed),
        1 => Just(ClaimState::Rejected),
        1 => Just(ClaimState::Withdrawn)
    ];
    let passes = prop::option::of((0_i64..10, 0_u8..4));
    (net, edge(), edge(), state, prop::bool::weighted(0.2), 0_u8..4, passes).prop_map(
        |(net, from, to, state, shared_exit, holder, passes)| {
            let held_by = |number| Holder { organization: body(number), site: None };
            let period = Period::new(from.map(at), to.map(at)).unwrap_or_default();
            let mut holders = Timeline::new(held_by(holder));
            if let Some((day, next)) = passes {
                holders.set(Some(at(day)), held_by(next));
            }
            ClaimRecord {
                space: Space::Cidr(net),
                period,
                state,
                shared_exit,
                holders,
                note: None,
                reason: None,
            }
        },
    )
}

/// The verdict by a plain search over all claims: its name and the body.
fn plain(claims: &[ClaimRecord], address: IpAddr, day: Timestamp) -> (&'static str, Vec<u8>) {
    let mut hits: Vec<(u8, &ClaimRecord)> = claims
        .iter()
        .filter(|claim| claim.state == ClaimState::Approved)
        .filter_map(|claim| match &claim.space {
            Space::Cidr(net) if net.contains(&address) => Some((net.prefix_len(), claim)),
            _ => None,
        })
        .collect();
    hits.sort_by_key(|(prefix, _)| std::cmp::Reverse(*prefix));
    let valid: Vec<_> = hits.iter().filter(|(_, claim)| claim.period.contains(day)).collect();
    let Some((narrowest, _)) = valid.first() else {
        return (if hits.is_empty() { "none" } else { "expired" }, Vec::new());
    };
    let top: Vec<&ClaimRecord> =
        valid.iter().filter(|(prefix, _)| prefix == narrowest).map(|(_, claim)| *claim).collect();
    let mut holders: Vec<u8> =
        top.iter().map(|claim| claim.holders.at(day).organization.uuid().as_u128() as u8).collect();
    holders.sort_unstable();
    holders.dedup();
    let verdict = if top.iter().any(|claim| claim.shared_exit) {
        "shared"
    } else if holders.len() > 1 {
        "ambiguous"
    } else {
        "one"
    };
    (verdict, holders)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn the_index_equals_a_plain_search(
        claims in prop::collection::vec(claim(), 0..40),
        asked in prop::collection::vec((0_u32..600, 0_u128..9, -1_i64..12), 1..40),
    ) {
        let numbered: Vec<(ClaimId, &ClaimRecord)> = claims
            .iter()
            .enumerate()
            .map(|(number, claim)| (ClaimId::from_uuid(Uuid::from_u128(number as u128)), claim))
            .collect();
        let index = ClaimIndex::build(numbered.iter().copied());
        for (low, high, day) in asked {
            let v6 = 0x2001_0db8_u128 << 96 | high << 64 | u128::from(low);
            for address in [
                IpAddr::V4(Ipv4Addr::from(0xc000_0200 + low)),
                IpAddr::V6(Ipv6Addr::from(v6)),
            ] {
                let found = index.lookup(address, at(day));
                let (verdict, holders) = match found.verdict {
                    Verdict::One(one) => {
                        ("one", vec![one.organization.uuid().as_u128() as u8])
                    }
                    Verdict::None => ("none", Vec::new()),
                    Verdict::Ambiguous => ("ambiguous", Vec::new()),
                    Verdict::SharedExit(_) => ("shared", Vec::new()),
                    Verdict::Expired(_) => ("expired", Vec::new()),
                };
                let (expected, bodies) = plain(&claims, address, at(day));
                prop_assert_eq!(verdict, expected, "{} on day {}", address, day);
                if verdict == "one" {
                    prop_assert_eq!(holders, bodies);
                }
                let mut live: Vec<ClaimId> = numbered
                    .iter()
                    .filter(|(_, claim)| {
                        matches!(&claim.space, Space::Cidr(net) if net.contains(&address))
                            && claim.state.is_live()
                    })
                    .map(|(id, _)| *id)
                    .collect();
                let mut offered: Vec<ClaimId> =
                    found.candidates().map(|one| one.claim).collect();
                let prefixes: Vec<u8> = found.candidates().map(|one| one.prefix()).collect();
                prop_assert!(prefixes.is_sorted_by(|left, right| left >= right));
                live.sort_unstable();
                offered.sort_unstable();
                offered.dedup();
                prop_assert_eq!(offered, live);
            }
        }
    }
}
