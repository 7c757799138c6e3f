//! Which findings stand behind a cell of the board: exactly those that the cell counts.

use directive::asked::asked;
use kernel::{DirectiveId, ObligationId, OrganizationId};
use ledger::findings::State;
use ledger::findings::store::{FindingFilter, FindingOrder, list};

use crate::province::{Province, botnet, cell, found, provinces, web_now};

async fn behind(
    p: &Province,
    place: (DirectiveId, Option<ObligationId>),
    row: Option<OrganizationId>,
) -> Option<u64> {
    let mut tx = p.duty.db.read().await.unwrap();
    let asked = asked(place.0, place.1, row, web_now(p), &mut tx).await.unwrap()?;
    let filter = FindingFilter {
        kinds: Some(asked.kinds),
        accountable: Some(asked.bodies),
        ..FindingFilter::default()
    };
    Some(list(&filter, FindingOrder::Urgency, None, 100, &mut tx).await.unwrap().total)
}

#[tokio::test]
async fn the_list_behind_a_cell_holds_what_the_cell_counts() {
    for p in provinces().await {
        let directive = p.confirmed().await;
        p.list_imported().await;
        p.record(&[
            found(p.health, 1, State::Open, &p),
            found(p.clinic, 2, State::Verified, &p),
            found(p.province, 3, State::Open, &p),
        ])
        .await;
        let board = p.board(&directive, "", &p.chief()).await;
        let of_cell = &cell(&board, p.health);
        let id: DirectiveId = directive["id"].as_str().unwrap().parse().unwrap();
        let column: ObligationId = of_cell["obligation_id"].as_str().unwrap().parse().unwrap();
        let count = behind(&p, (id, Some(column)), Some(p.health)).await.unwrap();
        assert_eq!(of_cell["tally"]["total"], count, "its own, and the clinic's that is not bound");
        let all = behind(&p, (id, Some(column)), None).await.unwrap();
        assert_eq!(board["totals"][botnet(&board)]["total"], all, "not the province's own");
        assert_eq!(behind(&p, (id, None), Some(p.school)).await, Some(0));
        assert_eq!(behind(&p, (id, None), Some(p.province)).await, Some(0), "it is not bound");

        let others = board["columns"].as_array().unwrap().iter();
        let unmeasured = others
            .filter(|column| column["measured"] == false)
            .map(|column| column["obligation_id"].as_str().unwrap().parse().unwrap());
        for obligation in unmeasured {
            assert_eq!(behind(&p, (id, Some(obligation)), None).await, Some(0));
        }
        let none: DirectiveId = "00000000-0000-0000-0000-000000000001".parse().unwrap();
        assert_eq!(behind(&p, (none, None), None).await, None);
    }
}
