//! Bodies: entered, renamed, moved; asked for as of any day; refused where the tree would break.

use crate::province::{at, new_body, provinces};
use kernel::{Period, Timestamp};
use registry::model::PersonData;
use registry::store::{self, Counts, OrganizationFilter, PeopleFilter};
use registry::{Name, OrganizationPatch, RegistryError};

#[tokio::test]
async fn a_past_day_shows_the_name_and_the_parent_of_that_day() {
    for province in provinces().await {
        let top = province.body("Ủy ban nhân dân tỉnh Sông Hạ", None).await;
        let east = province.body("Sở Đông", Some(top)).await;
        let west = province.body("Sở Tây", Some(top)).await;
        let unit = province.body("Trung tâm Mẫu", Some(east)).await;
        let (before, day, after) =
            (at("2029-12-31T00:00:00Z"), at("2030-07-01T00:00:00Z"), at("2030-07-02T00:00:00Z"));
        let mut tx = province.db().write().await.unwrap();
        let patch = OrganizationPatch {
            name: Some(Name::new("Trung tâm Mới").unwrap()),
            parent: Some(Some(west)),
            at: Some(day),
            ..OrganizationPatch::default()
        };
        province.pen().change_organization(unit, patch, &mut tx).await.unwrap();
        tx.commit().await.unwrap();

        let mut tx = province.db().read().await.unwrap();
        let old = store::organizations_by_id([unit], before, &mut tx).await.unwrap();
        let new = store::organizations_by_id([unit], after, &mut tx).await.unwrap();
        assert_eq!(old[&unit].name, "Trung tâm Mẫu");
        assert_eq!(old[&unit].parent.as_ref().unwrap().1, "Sở Đông");
        assert_eq!(new[&unit].name, "Trung tâm Mới");
        assert_eq!(new[&unit].parent.as_ref().unwrap().0, west);
        let old = store::load_tree(before, &mut tx).await.unwrap();
        let new = store::load_tree(after, &mut tx).await.unwrap();
        assert!(old.is_within(unit, east) && !old.is_within(unit, west));
        assert!(new.is_within(unit, west) && new.is_within(unit, top));
        let later = Counts::load(&[west, top], after, &mut tx).await.unwrap();
        assert_eq!((later[&west].children, later[&top].children), (1, 2));
        assert!(!Counts::load(&[west], before, &mut tx).await.unwrap().contains_key(&west));
        drop(tx);
        province.assert_rebuilds().await;
    }
}

#[tokio::test]
async fn no_body_is_above_itself_on_any_day() {
    for province in provinces().await {
        let top = province.body("Một", None).await;
        let middle = province.body("Hai", Some(top)).await;
        let low = province.body("Ba", Some(middle)).await;
        for day in [None, Some(at("2031-01-01T00:00:00Z"))] {
            let mut tx = province.db().write().await.unwrap();
            let patch = OrganizationPatch {
                parent: Some(Some(low)),
                at: day,
                ..OrganizationPatch::default()
            };
            let refused =
                province.pen().change_organization(top, patch, &mut tx).await.unwrap_err();
            assert!(matches!(refused, RegistryError::Cycle { .. }), "{refused}");
        }
    }
}

#[tokio::test]
async fn a_parent_must_exist_as_long_as_its_children() {
    for province in provinces().await {
        let mut tx = province.db().write().await.unwrap();
        let end = at("2030-07-01T00:00:00Z");
        let short = province
            .pen()
            .create_organization(
                registry::NewOrganization {
                    period: Period::new(None, Some(end)).unwrap(),
                    ..new_body("Huyện cũ", None)
                },
                &mut tx,
            )
            .await
            .unwrap();
        let child = new_body("Xã", Some(short));
        let refused = province.pen().create_organization(child.clone(), &mut tx).await;
        assert!(matches!(refused, Err(RegistryError::ParentOutsideValidity { .. })));
        let child =
            registry::NewOrganization { period: Period::new(None, Some(end)).unwrap(), ..child };
        province.pen().create_organization(child, &mut tx).await.unwrap();
        let patch = OrganizationPatch {
            period: Period::new(None, Some(at("2030-01-01T00:00:00Z"))),
            ..OrganizationPatch::default()
        };
        let refused = province.pen().change_organization(short, patch, &mut tx).await;
        assert!(matches!(refused, Err(RegistryError::HasChildren { count: 1, .. })));
    }
}

#[tokio::test]
async fn a_code_is_one_bodys_in_either_layout() {
    for province in provinces().await {
        let mut tx = province.db().write().await.unwrap();
        let mut first = new_body("Một", None);
        first.code = Some("H32.12".parse().unwrap());
        province.pen().create_organization(first, &mut tx).await.unwrap();
        let mut second = new_body("Hai", None);
        second.code = Some("000.00.12.H32".parse().unwrap());
        let refused = province.pen().create_organization(second, &mut tx).await;
        assert!(matches!(refused, Err(RegistryError::CodeTaken { .. })));
        let filter =
            OrganizationFilter { q: Some("000.00.12.h32".to_owned()), ..Default::default() };
        let found = store::organizations(&filter, 10, testkit::now(), &mut tx).await.unwrap();
        assert_eq!(found.len(), 1);
    }
}

#[tokio::test]
async fn lists_are_paged_searched_and_cut_to_the_branch() {
    for province in provinces().await {
        let top = province.body("Tỉnh", None).await;
        let mut all = vec![top];
        for number in 0..7 {
            all.push(province.body(&format!("Phường Số {number}"), Some(top)).await);
        }
        let now = testkit::now();
        let mut tx = province.db().read().await.unwrap();
        let mut seen = Vec::new();
        let mut filter =
            OrganizationFilter { q: Some("phuong so".to_owned()), ..Default::default() };
        loop {
            let page = store::organizations(&filter, 3, now, &mut tx).await.unwrap();
            let Some(last) = page.last() else { break };
            filter.after = Some((last.name_folded.clone(), last.id));
            seen.extend(page.iter().map(|row| row.id));
        }
        assert_eq!(seen, all[1..]);
        let branch =
            OrganizationFilter { within: Some(vec![all[3]]), ..OrganizationFilter::default() };
        let found = store::organizations(&branch, 10, now, &mut tx).await.unwrap();
        assert_eq!(found.iter().map(|row| row.id).collect::<Vec<_>>(), [all[3]]);
        let nothing =
            OrganizationFilter { within: Some(Vec::new()), ..OrganizationFilter::default() };
        assert!(store::organizations(&nothing, 10, now, &mut tx).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn personal_data_can_be_erased_and_the_log_still_rebuilds() {
    for province in provinces().await {
        let body = province.body("Sở Mẫu", None).await;
        let person = |phone: &str| {
            PersonData::new("Người Mẫu", Some("Văn thư"), &[phone.to_owned()], &[]).unwrap()
        };
        let mut tx = province.db().write().await.unwrap();
        let pen = province.pen();
        let id = pen.save_person(None, body, &person("0990000001"), &mut tx).await.unwrap();
        pen.save_person(Some(id), body, &person("0990000002"), &mut tx).await.unwrap();
        tx.commit().await.unwrap();
        province.assert_rebuilds().await;

        let mut tx = province.db().write().await.unwrap();
        pen.erase_person(id, &mut tx).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = province.db().read().await.unwrap();
        let people = store::people(&PeopleFilter::default(), 9, &mut tx).await.unwrap();
        assert_eq!(people.len(), 1);
        assert!(people[0].erased && people[0].name.is_none() && people[0].phones.is_empty());
        let log = ledger::journal::entries(0, 100, &mut tx).await.unwrap();
        assert!(log.iter().all(|entry| !entry.body.contains("0990000")), "not in the log");
        let left = tx
            .one("SELECT COUNT(*) AS n FROM log_payloads WHERE content IS NOT NULL", vec![])
            .await
            .unwrap();
        assert_eq!(left.get::<i64>("n").unwrap(), 0, "every payload of the person is erased");
        drop(tx);
        province.assert_rebuilds().await;
    }
}

#[tokio::test]
async fn the_state_of_a_past_instant_comes_from_the_log() {
    for province in provinces().await {
        let early = at("2030-01-01T00:00:00Z");
        let late = at("2030-02-01T00:00:00Z");
        let mut tx = province.db().write().await.unwrap();
        for (name, now) in [("Một", early), ("Hai", late)] {
            province.pen_at(now).create_organization(new_body(name, None), &mut tx).await.unwrap();
        }
        tx.commit().await.unwrap();
        let copy = testkit::TestDb::sqlite().await;
        copy.db.migrate(&crate::province::steps(), late).await.unwrap();
        let mut source = province.db().read().await.unwrap();
        let mut target = copy.db.write().await.unwrap();
        registry::projections().rebuild(&mut source, &mut target, Some(early)).await.unwrap();
        let tree = registry::load_tree(Timestamp::from_millis(0), &mut target).await.unwrap();
        assert_eq!(tree.len(), 1);
    }
}
