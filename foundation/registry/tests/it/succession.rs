//! Bodies that go over to others: who inherits what, and what is refused.

use crate::province::{Province, at, new_claim, provinces};
use kernel::{OrganizationId, SiteId, Timestamp};
use registry::model::{PersonData, SiteRecord};
use registry::store::{self, PeopleFilter};
use registry::{Heir, Inheritance, Name, NewClaim, RegistryError, SuccessionKind};

fn day() -> Timestamp {
    at("2030-07-01T00:00:00Z")
}

fn all() -> Inheritance {
    Inheritance { findings: true, claims: true, contacts: true, children: true, sites: Vec::new() }
}

async fn site(province: &Province, organization: OrganizationId, name: &str) -> SiteId {
    let mut tx = province.db().write().await.unwrap();
    let record = SiteRecord { organization, name: Name::new(name).unwrap(), address: None };
    let id = province.pen().create_site(record, &mut tx).await.unwrap();
    tx.commit().await.unwrap();
    id
}

async fn succeed(
    province: &Province,
    from: OrganizationId,
    kind: SuccessionKind,
    heirs: Vec<Heir>,
) -> Result<(), RegistryError> {
    let mut tx = province.db().write().await.unwrap();
    province.pen().succeed_organization(from, kind, day(), heirs, &mut tx).await?;
    tx.commit().await.unwrap();
    Ok(())
}

#[tokio::test]
async fn a_merged_body_passes_on_claims_people_children_and_findings() {
    for province in provinces().await {
        let top = province.body("Tỉnh", None).await;
        let old = province.body("Xã Cũ", Some(top)).await;
        let new = province.body("Xã Mới", Some(top)).await;
        let school = province.body("Trường Mẫu", Some(old)).await;
        province.claim(old, "192.0.2.0/24").await;
        let mut tx = province.db().write().await.unwrap();
        let data = PersonData::new("Người Mẫu", None, &[], &[]).unwrap();
        province.pen().save_person(None, old, &data, &mut tx).await.unwrap();
        tx.commit().await.unwrap();

        let heir = Heir { organization: new, inherits: all() };
        succeed(&province, old, SuccessionKind::Merged, vec![heir.clone()]).await.unwrap();
        let mut tx = province.db().read().await.unwrap();
        let (before, after) = (at("2030-06-30T00:00:00Z"), at("2030-07-02T00:00:00Z"));
        let tree = store::load_tree(before, &mut tx).await.unwrap();
        assert!(tree.is_within(school, old) && tree.body(old).is_some());
        let tree = store::load_tree(after, &mut tx).await.unwrap();
        assert!(tree.is_within(school, new) && tree.body(old).is_none());
        let index = store::load_claim_index(&mut tx).await.unwrap();
        let address = "192.0.2.1".parse().unwrap();
        assert_eq!(index.lookup(address, before).organization(), Some(old));
        assert_eq!(index.lookup(address, after).organization(), Some(new));
        let of_new = PeopleFilter { organization: Some(new), ..PeopleFilter::default() };
        assert_eq!(store::people(&of_new, 9, &mut tx).await.unwrap().len(), 1);
        let heirs = store::load_heirs(&mut tx).await.unwrap();
        assert_eq!(heirs.heir_of_findings(old, None, before), old);
        assert_eq!(heirs.heir_of_findings(old, None, after), new);
        assert_eq!(heirs.heir_of_contacts(old, after), new);
        assert_eq!(heirs.of(old).len(), 1);
        let ancestry = store::ancestry(after, &mut tx).await.unwrap();
        assert!(ancestry.contains(&(old, Some(top))), "its history can still be reached");
        drop(tx);
        let again = succeed(&province, old, SuccessionKind::Merged, vec![heir]).await;
        assert!(matches!(again, Err(RegistryError::AlreadySucceeded { .. })));
        province.assert_rebuilds().await;
    }
}

#[tokio::test]
async fn a_split_goes_by_site() {
    for province in provinces().await {
        let old = province.body("Trung tâm", None).await;
        let east = province.body("Trung tâm Đông", None).await;
        let north = site(&province, old, "Cơ sở Bắc").await;
        let south = site(&province, old, "Cơ sở Nam").await;
        let mut tx = province.db().write().await.unwrap();
        for (space, site) in [("192.0.2.0/25", north), ("192.0.2.128/25", south)] {
            let claim = NewClaim { site: Some(site), ..new_claim(old, space) };
            province.pen().create_claim(claim, &mut tx).await.unwrap();
        }
        tx.commit().await.unwrap();
        // The old body goes on with everything but the northern site.
        let heirs = vec![
            Heir { organization: old, inherits: Inheritance { children: false, ..all() } },
            Heir {
                organization: east,
                inherits: Inheritance { sites: vec![north], ..Inheritance::default() },
            },
        ];
        succeed(&province, old, SuccessionKind::Split, heirs).await.unwrap();
        let mut tx = province.db().read().await.unwrap();
        let after = at("2031-01-01T00:00:00Z");
        let index = store::load_claim_index(&mut tx).await.unwrap();
        let body = |address: &str| index.lookup(address.parse().unwrap(), after).organization();
        assert_eq!((body("192.0.2.1"), body("192.0.2.200")), (Some(east), Some(old)));
        let heirs = store::load_heirs(&mut tx).await.unwrap();
        assert_eq!(heirs.heir_of_findings(old, Some(north), after), east);
        assert_eq!(heirs.heir_of_findings(old, Some(south), after), old);
        assert_eq!(heirs.heir_of_findings(old, None, after), old);
        assert_eq!(store::site(north, &mut tx).await.unwrap().unwrap().organization, east);
        assert!(store::load_tree(after, &mut tx).await.unwrap().body(old).is_some());
        drop(tx);
        province.assert_rebuilds().await;
    }
}

#[tokio::test]
async fn every_share_has_exactly_one_heir() {
    for province in provinces().await {
        let old = province.body("Cũ", None).await;
        let one = province.body("Một", None).await;
        let two = province.body("Hai", None).await;
        province.body("Con", Some(old)).await;
        let both = |left: Inheritance, right: Inheritance| {
            vec![
                Heir { organization: one, inherits: left },
                Heir { organization: two, inherits: right },
            ]
        };
        let nothing = Inheritance::default;
        let cases = [
            (both(all(), all()), "findings"),
            (both(nothing(), nothing()), "findings"),
            (both(Inheritance { claims: false, ..all() }, nothing()), "claims"),
            (both(Inheritance { contacts: false, ..all() }, nothing()), "contacts"),
            (both(Inheritance { children: false, ..all() }, nothing()), "children"),
        ];
        for (heirs, share) in cases {
            let refused = succeed(&province, old, SuccessionKind::Split, heirs).await.unwrap_err();
            assert!(
                matches!(refused, RegistryError::HeirCount { what, .. } if what == share),
                "{share}: {refused}"
            );
        }
        let alone = vec![Heir { organization: one, inherits: all() }];
        let refused = succeed(&province, old, SuccessionKind::Split, alone).await;
        assert!(matches!(refused, Err(RegistryError::Successors { .. })));
        let refused = succeed(&province, old, SuccessionKind::Abolished, Vec::new()).await;
        assert!(matches!(refused, Err(RegistryError::Successors { .. })));
        let foreign = site(&province, one, "Nhà").await;
        let heirs = both(all(), Inheritance { sites: vec![foreign], ..nothing() });
        let refused = succeed(&province, old, SuccessionKind::Split, heirs).await;
        assert!(matches!(refused, Err(RegistryError::HeirSites)));
    }
}

#[tokio::test]
async fn a_chain_of_successions_is_followed_to_its_end() {
    for province in provinces().await {
        let bodies = [
            province.body("Một", None).await,
            province.body("Hai", None).await,
            province.body("Ba", None).await,
        ];
        for pair in bodies.windows(2) {
            let heir = Heir { organization: pair[1], inherits: all() };
            succeed(&province, pair[0], SuccessionKind::Merged, vec![heir]).await.unwrap();
        }
        let mut tx = province.db().read().await.unwrap();
        let heirs = store::load_heirs(&mut tx).await.unwrap();
        assert_eq!(heirs.heir_of_findings(bodies[0], None, day()), bodies[2]);
    }
}
