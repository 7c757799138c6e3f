//! The transition table, walked exhaustively, and random lives of findings.

use kernel::{AccountId, EvidenceId, Id, OrganizationId, Timestamp};
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::findings::{Attestation, CleanPath, Evidence, FindingKind, Standing, State};

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

fn at(millis: i64) -> Timestamp {
    Timestamp::from_millis(millis)
}

fn account(number: u128) -> AccountId {
    AccountId::from_uuid(Uuid::from_u128(number))
}

const CLAIMANT: u128 = 1;
const APPROVER: u128 = 2;

fn standing(state: State) -> Standing {
    let body = OrganizationId::from_uuid(Uuid::from_u128(9));
    Standing {
        state,
        accountable: body,
        acting: body,
        site: None,
        stale: false,
        attested: false,
        priority: 2,
        clean_by: Some(at(50 * DAY)),
        last_seen_at: at(10 * DAY),
        recurrences: 0,
        path: CleanPath::Computer,
        claimed_at: Some(at(20 * DAY)),
        claimed_by: Some(account(CLAIMANT)),
        cleaned_at: None,
        until: None,
        assignee: None,
    }
}

fn kind() -> &'static Kind {
    Kind::of(FindingKind::BotnetAddress).unwrap()
}

fn evidence(number: u128, method: &str, produced: i64, covers: Option<(i64, i64)>) -> Evidence {
    Evidence {
        id: EvidenceId::from_uuid(Uuid::from_u128(number)),
        method: method.to_owned(),
        supports: true,
        produced_at: at(produced),
        covers: covers.map(|(from, to)| (at(from), at(to))),
        by: None,
        source: String::new(),
        origin: None,
        attachments: Vec::new(),
        attests: None,
        note: None,
    }
}

/// Everything that the computer path asks for, all of it newer than the claim.
fn full_proof() -> Vec<Evidence> {
    let mut removal = evidence(1, "removal_record", 20 * DAY, None);
    removal.by = Some(account(CLAIMANT));
    vec![
        removal,
        evidence(2, "clean_sweep", 21 * DAY, None),
        evidence(3, "list_absence", 40 * DAY, Some((20 * DAY, 40 * DAY))),
    ]
}

fn program() -> Given {
    Given::default()
}

fn everything_given(by: u128) -> Given {
    Given {
        by: Some(account(by)),
        may_approve: true,
        statement: true,
        reason: true,
        until: Some(at(400 * DAY)),
    }
}

#[test]
fn the_data_files_are_read_and_whole() {
    assert!(!Table::get().transitions.is_empty());
    for row in &Table::get().transitions {
        assert!(row.to == "same" || State::from_name(&row.to).is_some(), "{}", row.to);
    }
    for kind in FindingKind::ALL {
        let rules = Kind::of(*kind).unwrap();
        for path in &rules.paths {
            let closing = path.proofs.iter().filter(|proof| proof.stage == Stage::Closing);
            assert!(closing.clone().count() > 0 && closing.clone().all(|proof| proof.independent));
            for proof in &path.proofs {
                for method in &proof.methods {
                    let method = rules.method(method).unwrap();
                    assert!(!proof.independent || method.independent, "{}", proof.id);
                }
            }
        }
    }
}

#[test]
fn a_state_and_a_trigger_have_at_most_one_step() {
    for state in State::ALL {
        for trigger in Trigger::ALL {
            let rows = Table::get()
                .transitions
                .iter()
                .filter(|row| row.on == *trigger && row.from.contains(state))
                .count();
            assert!(rows <= 1, "{state} {trigger:?}");
        }
    }
}

/// Every state × trigger × giver × evidence subset: `verified` is reached by one way only.
#[test]
fn nothing_but_complete_proof_leads_to_verified() {
    let full = full_proof();
    let mut reached = 0;
    for state in State::ALL {
        for trigger in Trigger::ALL {
            for given in [program(), everything_given(CLAIMANT), everything_given(APPROVER)] {
                for subset in 0..1_u32 << full.len() {
                    let chosen: Vec<Evidence> = full
                        .iter()
                        .enumerate()
                        .filter(|(index, _)| subset & (1 << index) != 0)
                        .map(|(_, evidence)| evidence.clone())
                        .collect();
                    let facts = Facts { evidence: &chosen, now: at(41 * DAY) };
                    let mut before = standing(*state);
                    before.cleaned_at = Some(at(21 * DAY));
                    if let Ok(after) = step(kind(), &before, *trigger, &given, &facts)
                        && after.state == State::Verified
                        && *state != State::Verified
                    {
                        assert_eq!((*state, *trigger), (State::UnderWatch, Trigger::Proved));
                        assert_eq!(chosen.len(), full.len(), "with all proofs only");
                        assert!(given.by.is_none(), "no person verifies by a step");
                        reached += 1;
                    }
                }
            }
        }
    }
    assert_eq!(reached, 1);
}

#[test]
fn losing_a_sensor_never_pays() {
    for state in State::ALL {
        let facts = Facts { evidence: &[], now: at(41 * DAY) };
        let before = standing(*state);
        let Ok(after) = step(kind(), &before, Trigger::SensorLost, &program(), &facts) else {
            assert_eq!(*state, State::FalsePositive);
            continue;
        };
        match state {
            State::UnderWatch | State::Verified => assert_eq!(after.state, State::Unknown),
            _ => assert_eq!(after.state, *state, "what was owed stays owed"),
        }
        assert!(after.stale);
        assert_eq!(after.clean_by, before.clean_by, "with its due date");
        assert_eq!(after.is_overdue(at(60 * DAY)), before.is_overdue(at(60 * DAY)));
    }
}

#[test]
fn withdrawing_a_source_closes_or_takes_proof_back_and_never_verifies() {
    let full = full_proof();
    let facts = Facts { evidence: &full, now: at(41 * DAY) };
    for state in State::ALL {
        let before = standing(*state);
        let closed = step(kind(), &before, Trigger::SourceWithdrawn, &program(), &facts);
        match state {
            State::FalsePositive => assert!(closed.is_err()),
            _ => {
                let closed = closed.unwrap();
                assert_eq!((closed.state, closed.claimed_at), (State::FalsePositive, None));
                assert_eq!(closed.recurrences, before.recurrences);
            }
        }
        let by_person = everything_given(APPROVER);
        for trigger in [Trigger::SourceWithdrawn, Trigger::ProofWithdrawn] {
            assert!(step(kind(), &before, trigger, &by_person, &facts).is_err(), "{state}");
        }
        let taken_back = step(kind(), &before, Trigger::ProofWithdrawn, &program(), &facts);
        match state {
            State::UnderWatch | State::Verified => {
                let after = taken_back.unwrap();
                assert_eq!((after.state, after.cleaned_at), (State::ClaimedFixed, None));
                assert_eq!(after.claimed_at, before.claimed_at, "the claim was made all the same");
            }
            _ => assert!(taken_back.is_err(), "{state}"),
        }
    }
    // What is left of the proof decides where it stands then.
    let left = Facts { evidence: &full[..2], now: at(41 * DAY) };
    let verified = standing(State::Verified);
    let back = step(kind(), &verified, Trigger::ProofWithdrawn, &program(), &left).unwrap();
    assert_eq!(advance(kind(), &back, &left).state, State::UnderWatch);
}

#[test]
fn the_way_from_claim_to_verified_and_back() {
    let all = full_proof();
    let facts = |count: usize, day: i64| Facts { evidence: &all[..count], now: at(day * DAY) };
    let claimed = standing(State::ClaimedFixed);

    assert_eq!(advance(kind(), &claimed, &facts(1, 22)).state, State::ClaimedFixed);
    let watched = advance(kind(), &claimed, &facts(2, 22));
    assert_eq!(watched.state, State::UnderWatch);
    assert_eq!(watched.cleaned_at, Some(at(21 * DAY)));

    let verified = advance(kind(), &watched, &facts(3, 41));
    assert_eq!(verified.state, State::Verified);
    assert!(!verified.attested);

    let back = step(kind(), &verified, Trigger::SeenAgain, &program(), &facts(3, 42)).unwrap();
    assert_eq!((back.state, back.recurrences, back.priority), (State::Regressed, 1, 1));
    assert_eq!(back.claimed_at, None, "the old claim is worth nothing now");
}

#[test]
fn quiet_time_counts_only_where_somebody_watched_and_the_machine_was_on() {
    let mut all = full_proof();
    all[2].covers = Some((at(20 * DAY), at(30 * DAY)));
    let watched = advance(
        kind(),
        &standing(State::ClaimedFixed),
        &Facts { evidence: &all, now: at(60 * DAY) },
    );
    assert_eq!(watched.state, State::UnderWatch, "nine watched days are not fourteen");
    let days = |all: &[Evidence]| {
        let facts = Facts { evidence: all, now: at(60 * DAY) };
        assess(kind(), &watched, &facts).iter().find_map(|proof| proof.days).unwrap()
    };
    assert_eq!(days(&all), (9, 14));
    all.push(evidence(4, "powered_off", 26 * DAY, Some((24 * DAY, 26 * DAY))));
    assert_eq!(days(&all), (7, 14), "switched off stops the clock");
}

#[test]
fn the_claimant_cannot_attest_and_nobody_enters_what_only_a_machine_can_say() {
    let before = standing(State::ClaimedFixed);
    let now = at(30 * DAY);
    let mut attestation = evidence(5, "attestation", 25 * DAY, None);
    attestation.attests =
        Some(Attestation { proofs: vec!["clean_scan".to_owned(), "removal".to_owned()] });
    attestation.by = Some(account(CLAIMANT));
    assert_eq!(evidence_refusal(kind(), &attestation, &before, now), Err(Refusal::SamePerson));
    let by_claimant = [attestation.clone()];
    let facts = Facts { evidence: &by_claimant, now };
    assert_eq!(advance(kind(), &before, &facts).state, State::ClaimedFixed);

    attestation.by = Some(account(APPROVER));
    assert_eq!(evidence_refusal(kind(), &attestation, &before, now), Ok(()));
    let by_second = [attestation];
    let after = advance(kind(), &before, &Facts { evidence: &by_second, now });
    assert_eq!((after.state, after.attested), (State::UnderWatch, true));

    let mut typed = evidence(6, "clean_sweep", 25 * DAY, None);
    typed.by = Some(account(APPROVER));
    assert_eq!(evidence_refusal(kind(), &typed, &before, now), Err(Refusal::OnlyTheProgram));
    let typed = [full_proof().remove(0), typed];
    assert_eq!(
        advance(kind(), &before, &Facts { evidence: &typed, now }).state,
        State::ClaimedFixed,
        "a sweep that a person typed carries nothing"
    );
}

#[test]
fn a_device_needs_its_photo() {
    let mut before = standing(State::ClaimedFixed);
    before.path = CleanPath::Device;
    let mut reset = evidence(7, "device_reset", 20 * DAY, None);
    reset.by = Some(account(CLAIMANT));
    let refusal = evidence_refusal(kind(), &reset, &before, at(22 * DAY));
    assert_eq!(refusal, Err(Refusal::FieldMissing { field: "attachment".to_owned() }));
    reset.attachments = vec!["00".repeat(32)];
    assert_eq!(evidence_refusal(kind(), &reset, &before, at(22 * DAY)), Ok(()));
    let facts = [reset];
    let after = advance(kind(), &before, &Facts { evidence: &facts, now: at(22 * DAY) });
    assert_eq!(after.state, State::UnderWatch);
}

#[test]
fn expired_evidence_does_not_verify_again_by_itself() {
    let all = full_proof();
    let mut before = standing(State::Verified);
    before.cleaned_at = Some(at(21 * DAY));
    let late = Facts { evidence: &all, now: at((40 + kind().shelf_days + 1) * DAY) };
    let unknown = step(kind(), &before, Trigger::ProofExpired, &program(), &late).unwrap();
    assert_eq!(unknown.state, State::Unknown);
    let back = step(kind(), &unknown, Trigger::SensorBack, &program(), &late).unwrap();
    assert_eq!(advance(kind(), &back, &late).state, State::UnderWatch);
}

/// Something that happens in the random life of a finding.
#[derive(Clone, Debug)]
enum Happening {
    Step(Trigger, u128, bool),
    Evidence { method: usize, by: u128, supports: bool, covers_days: i64, attests: bool },
    Seen,
}

fn happenings() -> impl Strategy<Value = Vec<(i64, Happening)>> {
    let happening = prop_oneof![
        3 => (prop::sample::select(Trigger::ALL), 0_u128..3, any::<bool>())
            .prop_map(|(trigger, by, approve)| Happening::Step(trigger, by, approve)),
        4 => (0_usize..7, 0_u128..3, prop::bool::weighted(0.9), 0_i64..40, any::<bool>())
            .prop_map(|(method, by, supports, covers_days, attests)| {
                Happening::Evidence { method, by, supports, covers_days, attests }
            }),
        1 => Just(Happening::Seen),
    ];
    prop::collection::vec((1_i64..20, happening), 1..40)
}

/// The rule itself, written a second time, from the words of the design.
fn may_be_verified(standing: &Standing, evidence: &[Evidence]) -> bool {
    let Some(claimed_at) = standing.claimed_at else { return false };
    let independent = evidence.iter().any(|evidence| {
        evidence.by.is_none()
            && evidence.supports
            && evidence.produced_at > claimed_at
            && evidence.method == "list_absence"
    });
    let attested = standing.attested
        && evidence.iter().any(|evidence| {
            evidence.attests.is_some()
                && evidence.by.is_some()
                && evidence.by != standing.claimed_by
                && evidence.produced_at >= claimed_at
        });
    independent || attested
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]
    #[test]
    fn no_life_reaches_verified_without_newer_independent_evidence(life in happenings()) {
        let methods = ["removal_record", "device_reset", "clean_sweep", "antivirus_scan",
            "list_absence", "quiet_traffic", "attestation"];
        let mut now = 30 * DAY;
        let mut finding = standing(State::Open);
        finding.claimed_at = None;
        finding.claimed_by = None;
        let mut all: Vec<Evidence> = Vec::new();
        for (number, (days, happening)) in (100_u128..).zip(life) {
            now += days * DAY;
            let before = finding.clone();
            match happening {
                Happening::Step(trigger, by, may_approve) => {
                    let given = Given {
                        by: (by > 0).then(|| account(by)), may_approve, statement: true,
                        reason: true, until: Some(at(now + 90 * DAY)),
                    };
                    let facts = Facts { evidence: &all, now: at(now) };
                    if let Ok(after) = step(kind(), &finding, trigger, &given, &facts) {
                        finding = after;
                    }
                    if trigger == Trigger::SensorLost && by == 0 {
                        prop_assert!(!matches!(finding.state, State::Verified | State::UnderWatch));
                        if before.state.is_owed() {
                            prop_assert_eq!(finding.state, before.state);
                        }
                    }
                }
                Happening::Evidence { method, by, supports, covers_days, attests } => {
                    let mut new = evidence(number, methods[method], now,
                        (covers_days > 0).then_some((now - covers_days * DAY, now)));
                    new.by = (by > 0).then(|| account(by));
                    new.supports = supports;
                    new.attachments = vec!["ab".to_owned()];
                    if attests && methods[method] == "attestation" {
                        new.attests = Some(Attestation { proofs: kind().proofs(finding.path)
                            .iter().map(|proof| proof.id.clone()).collect() });
                    }
                    if evidence_refusal(kind(), &new, &finding, at(now)).is_ok() {
                        all.push(new);
                    }
                }
                Happening::Seen => {
                    finding.last_seen_at = at(now);
                    let facts = Facts { evidence: &all, now: at(now) };
                    if let Ok(after) = step(kind(), &finding, Trigger::SeenAgain, &program(), &facts) {
                        finding = after;
                    }
                    prop_assert!(!matches!(finding.state, State::Verified | State::UnderWatch | State::ClaimedFixed));
                }
            }
            finding = advance(kind(), &finding, &Facts { evidence: &all, now: at(now) });
            if finding.state == State::Verified && before.state != State::Verified {
                prop_assert!(may_be_verified(&finding, &all), "{:?} {:?}", finding, all);
            }
            // A second step changes nothing: what follows by itself has followed.
            let again = advance(kind(), &finding, &Facts { evidence: &all, now: at(now) });
            prop_assert_eq!(&again, &finding);
        }
    }
}
