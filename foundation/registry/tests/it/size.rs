//! At the size of a province and above: 20,000 bodies and 10,000 claims. The times are printed, not
//! asserted, since the machine is not ours; that the work ends at all is what the test asks.

use std::net::{IpAddr, Ipv4Addr};
use std::time::Instant;

use crate::province::{TABLES, provinces};
use kernel::{ClaimId, Id as _, Locale, OrganizationId, Period, Timestamp};
use registry::import::{ImportKind, ImportScope, ImportTable, ImportTableRow, export, preview};
use registry::model::{ClaimRecord, Holder};
use registry::store;
use registry::{ClaimIndex, ClaimState, Timeline};
use uuid::Uuid;

const BODIES: u64 = 20_000;
const CLAIMS: u32 = 10_000;

fn table(header: &str, rows: impl Iterator<Item = String>) -> ImportTable {
    let row = |(number, line): (u64, String)| ImportTableRow {
        number,
        cells: line.split('|').map(str::to_owned).collect(),
    };
    let rows = (1..).zip(std::iter::once(header.to_owned()).chain(rows)).map(row).collect();
    ImportTable { file: "lớn.csv".to_owned(), rows, ..ImportTable::default() }
}

#[tokio::test]
async fn a_nation_of_bodies_and_a_province_of_claims_are_brought_in() {
    let Some(province) = provinces().await.into_iter().next() else { return };
    let bodies = (0..BODIES).map(|number| match number {
        0 => "Tỉnh|H32|".to_owned(),
        _ => format!(
            "Đơn vị số {number}|H32.{number:05}|{}",
            match (number - 1) / 12 {
                0 => "H32".to_owned(),
                parent => format!("H32.{parent:05}"),
            }
        ),
    });
    let bodies = table("Tên|Mã|Trực thuộc", bodies);
    let claims = (0..CLAIMS).map(|number| {
        let body = 1 + number % 1_700;
        format!("H32.{body:05}|2001:db8:{number:x}::/48")
    });
    let claims = table("Cơ quan|Dải địa chỉ", claims);
    let now = testkit::now();
    for (kind, table) in [(ImportKind::Organizations, bodies), (ImportKind::Claims, claims)] {
        let scope = ImportScope { within: None, may_approve: true, now, ids: &province.ids };
        let mut tx = province.db().write().await.unwrap();
        let start = Instant::now();
        let plan = preview(kind, &table, None, &scope, &mut tx).await.unwrap();
        let seen = start.elapsed();
        assert!(plan.can_confirm(), "{:?}", plan.problems.first());
        let start = Instant::now();
        province.pen().confirm_import(plan.id, &mut tx).await.unwrap();
        tx.commit().await.unwrap();
        eprintln!("{kind:?}: {} rows, preview {seen:?}, confirm {:?}", plan.rows, start.elapsed());
    }
    let mut tx = province.db().read().await.unwrap();
    let start = Instant::now();
    let tree = store::load_tree(now, &mut tx).await.unwrap();
    assert_eq!(tree.len() as u64, BODIES);
    let top = tree.nodes().first().unwrap().id;
    assert!(tree.nodes().iter().all(|node| tree.is_within(node.id, top)));
    eprintln!("tree of {BODIES}: {:?}", start.elapsed());
    let start = Instant::now();
    assert_eq!(store::load_claim_index(&mut tx).await.unwrap().len(), CLAIMS as usize);
    eprintln!("index of {CLAIMS}: {:?}", start.elapsed());
    let index = store::load_claim_index(&mut tx).await.unwrap();
    let start = Instant::now();
    for number in (0..CLAIMS).step_by(100) {
        let address: IpAddr = format!("2001:db8:{number:x}::7").parse().unwrap();
        let space = registry::Space::Cidr(address.into());
        let few = store::load_claim_index_at(&space, &mut tx).await.unwrap();
        assert_eq!(few.len(), 1);
        let (one, all) = (few.lookup(address, now), index.lookup(address, now));
        assert_eq!((one.organization(), one.reason()), (all.organization(), all.reason()));
        assert!(one.organization().is_some());
    }
    eprintln!("a look-up of one address among {CLAIMS}: {:?}", start.elapsed() / (CLAIMS / 100));
    let start = Instant::now();
    let out = export(ImportKind::Organizations, None, Locale::Vi, now, &mut tx).await.unwrap();
    assert_eq!(out.rows.len() as u64, BODIES);
    eprintln!("export of {BODIES}: {:?}", start.elapsed());
    assert!(!TABLES.is_empty());
}

/// Look-ups a second, over 10,000 networks of every length and 5,000 of them nested.
#[test]
fn look_ups_are_counted() {
    let claim = |number: u32| {
        let nested = number % 2 == 1;
        let base = 0x0a00_0000_u32 + (number / 2) * 0x0000_0400;
        let prefix = if nested { 26 } else { 22 };
        let organization = OrganizationId::from_uuid(Uuid::from_u128(u128::from(number % 1_700)));
        ClaimRecord {
            space: format!("{}/{prefix}", Ipv4Addr::from(base)).parse().unwrap(),
            period: Period::default(),
            state: ClaimState::Approved,
            shared_exit: false,
            holders: Timeline::new(Holder { organization, site: None }),
            note: None,
            reason: None,
        }
    };
    let claims: Vec<ClaimRecord> = (0..CLAIMS).map(claim).collect();
    let numbered = claims
        .iter()
        .enumerate()
        .map(|(number, claim)| (ClaimId::from_uuid(Uuid::from_u128(number as u128)), claim));
    let index = ClaimIndex::build(numbered);
    let at = Timestamp::from_millis(0);
    let asked: u32 = if cfg!(debug_assertions) { 200_000 } else { 20_000_000 };
    let (mut seed, mut found) = (1_u32, 0_u32);
    let start = Instant::now();
    for _ in 0..asked {
        // A linear congruential step (Numerical Recipes) is random enough to defeat the cache.
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let address = Ipv4Addr::from(0x0a00_0000 + seed % 0x0070_0000);
        if index.lookup(IpAddr::V4(address), at).organization().is_some() {
            found += 1;
        }
    }
    let rate = f64::from(asked) / start.elapsed().as_secs_f64();
    eprintln!("{rate:.0} look-ups a second, {found} of {asked} found");
    assert!(found > asked / 2 && found < asked);
}
