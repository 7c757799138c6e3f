//! Whoever is bound, nothing is lost and nothing counts twice.

use super::*;
use crate::letter::{Population as Counted, ProofClass};
use crate::measures::Standing;
use crate::model::{DirectiveState, Fields, StoredFile};
use kernel::{DirectiveId, Id as _, ObligationId};
use ledger::PayloadHash;
use ledger::findings::State;
use ledger::findings::store::Tally;
use proptest::prelude::*;
use registry::{OrganizationKind, TreeBody};
use uuid::Uuid;

fn body(number: usize) -> OrganizationId {
    OrganizationId::from_uuid(Uuid::from_u128(number as u128 + 1))
}

fn at() -> Timestamp {
    Timestamp::from_millis(1_900_000_000_000)
}

/// Body n hangs below one of the bodies before it, or at the top.
fn tree(parents: &[usize]) -> Tree {
    let one = |(number, pick): (usize, &usize)| {
        let parent = pick % (number + 1);
        TreeBody {
            id: body(number),
            name: format!("Đơn vị {number}"),
            short_name: None,
            name_folded: format!("don vi {number}"),
            code: None,
            kind: OrganizationKind::State,
            parent: (parent < number).then(|| body(parent)),
        }
    };
    Tree::build(parents.iter().enumerate().map(one).collect())
}

fn directive(bodies: Vec<OrganizationId>) -> Directive {
    let obligation = Obligation {
        id: ObligationId::from_uuid(Uuid::from_u128(7)),
        code: Measure::Botnet,
        title: "Botnet".to_owned(),
        clause: "1".to_owned(),
        text: String::new(),
        spans: Vec::new(),
        weight: 1,
        due_at: None,
        proof: ProofClass::Measured,
        population: Counted::Bodies,
        included: true,
    };
    Directive {
        id: DirectiveId::from_uuid(Uuid::from_u128(1)),
        state: DirectiveState::Confirmed,
        fields: Fields::default(),
        parent: None,
        said: 0,
        received_at: at(),
        confirmed_at: None,
        file: StoredFile { name: String::new(), blob: String::new(), bytes: 0 },
        reading: PayloadHash::from_bytes([0; 32]),
        population: None,
        obligations: vec![obligation],
        bodies,
        files: Vec::new(),
    }
}

fn standings() -> impl Strategy<Value = Vec<Standing>> {
    let one = (0_usize..40, 0..State::ALL.len(), any::<bool>(), any::<bool>(), 1_u64..9);
    prop::collection::vec(one, 0..60).prop_map(|found| {
        found
            .into_iter()
            .map(|(owner, state, attested, late, count)| Standing {
                body: body(owner),
                state: State::ALL[state],
                attested,
                stale: false,
                late,
                count,
            })
            .collect()
    })
}

proptest! {
    /// Nothing is lost and nothing counts twice, whoever is bound.
    #[test]
    fn rows_and_what_is_outside_are_all_findings(
        parents in prop::collection::vec(0_usize..40, 1..40),
        bound in prop::collection::vec(any::<bool>(), 40),
        standings in standings(),
    ) {
        let bodies: Vec<_> = (0..40).filter(|number| bound[*number]).map(body).collect();
        let directive = directive(bodies.clone());
        let mut all = Tally::default();
        for one in &standings {
            all.add(one.state, one.late, one.attested, one.count);
        }
        let known = Known { standings, covered_to: None, source: None };
        let known = BTreeMap::from([(Measure::Botnet, known)]);
        let tree = tree(&parents);
        let none = Explanations::new();
        let figures = compute(&directive, at(), &tree, &BTreeMap::new(), &known, &none);
        let mut sum = figures.outside[0].unwrap();
        sum.merge(&figures.totals[0].unwrap());
        prop_assert_eq!(sum, all);

        // A branch sees its rows alone, and their sum.
        let branch = figures.clone().within(|body| bodies.first() == Some(&body));
        prop_assert!(branch.rows.len() <= 1);
        let own = branch.rows.first().and_then(|row| row.cells[0].tally).unwrap_or_default();
        prop_assert_eq!(branch.totals[0].unwrap(), own);

        // What is frozen reads back the same, byte by byte.
        let bytes = figures.to_bytes().unwrap();
        let again = Figures::from_bytes(&bytes).unwrap();
        prop_assert_eq!(again.to_bytes().unwrap(), bytes);
        prop_assert_eq!(again.root().unwrap(), figures.root().unwrap());
    }
}
