//! Claims: made, approved, refused where another body holds the space; look-ups at a time.

use std::net::IpAddr;

use crate::province::{at, new_claim, provinces};
use kernel::Period;
use registry::model::SiteRecord;
use registry::store::{self, ClaimFilter};
use registry::{
    ClaimState, Decision, Name, NewClaim, OverlapKind, RegistryError, Verdict, overlaps,
};

fn ip(text: &str) -> IpAddr {
    text.parse().unwrap()
}

#[tokio::test]
async fn only_approved_claims_name_a_body() {
    for province in provinces().await {
        let body = province.body("Sở Mẫu", None).await;
        let mut tx = province.db().write().await.unwrap();
        let pen = province.pen();
        let claim = NewClaim { approved: false, ..new_claim(body, "192.0.2.0/25") };
        let id = pen.create_claim(claim, &mut tx).await.unwrap();
        let index = store::load_claim_index(&mut tx).await.unwrap();
        let found = index.lookup(ip("192.0.2.9"), testkit::now());
        assert_eq!(found.verdict, Verdict::None);
        assert_eq!(found.candidates().count(), 1);
        assert_eq!(found.reason().code, "registry.reason.not_approved");

        pen.decide_claim(id, Decision::Approve { reason: None }, &mut tx).await.unwrap();
        let index = store::load_claim_index(&mut tx).await.unwrap();
        let found = index.lookup(ip("::ffff:192.0.2.9"), testkit::now());
        assert_eq!(found.organization(), Some(body));
        assert_eq!(found.reason().arguments["space"], "192.0.2.0/25");
        assert_eq!(index.lookup(ip("192.0.2.128"), testkit::now()).candidates().count(), 0);
        let again = pen.decide_claim(id, Decision::Approve { reason: None }, &mut tx).await;
        assert!(matches!(again, Err(RegistryError::ClaimState { .. })));
        tx.commit().await.unwrap();
        province.assert_rebuilds().await;
    }
}

#[tokio::test]
async fn the_same_space_is_one_bodys_at_a_time() {
    for province in provinces().await {
        let one = province.body("Một", None).await;
        let two = province.body("Hai", None).await;
        let day = at("2030-07-01T00:00:00Z");
        let until =
            |claim: NewClaim| NewClaim { period: Period::new(None, Some(day)).unwrap(), ..claim };
        let from =
            |claim: NewClaim| NewClaim { period: Period::new(Some(day), None).unwrap(), ..claim };
        let mut tx = province.db().write().await.unwrap();
        let pen = province.pen();
        let claim = until(new_claim(one, "203.0.113.8/29"));
        pen.create_claim(claim, &mut tx).await.unwrap();
        let refused = pen.create_claim(new_claim(two, "203.0.113.8/29"), &mut tx).await;
        assert!(matches!(refused, Err(RegistryError::ClaimOverlaps { name, .. }) if name == "Một"));
        pen.create_claim(from(new_claim(two, "203.0.113.8/29")), &mut tx).await.unwrap();

        let index = store::load_claim_index(&mut tx).await.unwrap();
        let before = index.lookup(ip("203.0.113.9"), at("2030-06-30T23:59:59Z"));
        let after = index.lookup(ip("203.0.113.9"), day);
        assert_eq!((before.organization(), after.organization()), (Some(one), Some(two)));
    }
}

#[tokio::test]
async fn an_expired_claim_says_when_it_ended() {
    for province in provinces().await {
        let body = province.body("Một", None).await;
        let mut tx = province.db().write().await.unwrap();
        let period = Period::new(None, Some(at("2030-01-01T00:00:00Z"))).unwrap();
        let claim = NewClaim { period, ..new_claim(body, "198.51.100.0/24") };
        province.pen().create_claim(claim, &mut tx).await.unwrap();
        let index = store::load_claim_index(&mut tx).await.unwrap();
        let found = index.lookup(ip("198.51.100.1"), at("2030-06-01T00:00:00Z"));
        assert!(matches!(found.verdict, Verdict::Expired(_)));
        assert_eq!(found.reason().arguments["to"], "2030-01-01T00:00:00Z");
        assert_eq!(found.organization(), None);
    }
}

#[tokio::test]
async fn a_shared_exit_names_nobody() {
    for province in provinces().await {
        let one = province.body("Một", None).await;
        let two = province.body("Hai", None).await;
        let mut tx = province.db().write().await.unwrap();
        for body in [one, two] {
            let claim = NewClaim { shared_exit: true, ..new_claim(body, "203.0.113.1") };
            province.pen().create_claim(claim, &mut tx).await.unwrap();
        }
        let wide = new_claim(one, "203.0.113.0/24");
        province.pen().create_claim(wide, &mut tx).await.unwrap();
        let index = store::load_claim_index(&mut tx).await.unwrap();
        let found = index.lookup(ip("203.0.113.1"), testkit::now());
        assert!(matches!(found.verdict, Verdict::SharedExit(_)));
        let bodies: Vec<_> = found.candidates().map(|one| one.organization).collect();
        assert_eq!(bodies, [one, two, one], "narrowest first");
        assert_eq!(index.lookup(ip("203.0.113.2"), testkit::now()).organization(), Some(one));
    }
}

#[tokio::test]
async fn domains_go_by_labels_and_numbers_only_by_name() {
    for province in provinces().await {
        let one = province.body("Một", None).await;
        let two = province.body("Hai", None).await;
        province.claim(one, "songha.example").await;
        province.claim(two, "yte.songha.example").await;
        province.claim(two, "AS64500").await;
        let mut tx = province.db().read().await.unwrap();
        let index = store::load_claim_index(&mut tx).await.unwrap();
        let now = testkit::now();
        let body = |name: &str| index.lookup_domain(name, now).organization();
        assert_eq!(body("www.YTE.songha.example."), Some(two));
        assert_eq!(body("xyte.songha.example"), Some(one));
        assert_eq!(body("xsongha.example"), None);
        assert_eq!(index.lookup_domain("a.yte.songha.example", now).candidates().count(), 2);
        assert_eq!(index.lookup_asn(64_500, now).organization(), Some(two));
        assert_eq!(index.lookup_asn(64_501, now).organization(), None);
    }
}

#[tokio::test]
async fn claims_are_listed_with_what_they_overlap() {
    for province in provinces().await {
        let one = province.body("Một", None).await;
        let two = province.body("Hai", None).await;
        let wide = province.claim(one, "2001:db8::/32").await;
        let narrow = province.claim(two, "2001:db8:5::/48").await;
        let apart = province.claim(two, "192.0.2.0/24").await;
        let mut tx = province.db().read().await.unwrap();
        let all = store::all_claims(&mut tx).await.unwrap();
        let found = overlaps(all.iter().map(|(id, claim)| (*id, claim)));
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].outer, found[0].inner), (wide, narrow));
        assert_eq!(found[0].kind, OverlapKind::Nested);
        let now = testkit::now();
        let mut filter = ClaimFilter { within: Some(vec![two]), ..ClaimFilter::default() };
        let first = store::claims(&filter, 1, now, &mut tx).await.unwrap();
        filter.after = Some(first[0].0);
        let second = store::claims(&filter, 9, now, &mut tx).await.unwrap();
        assert_eq!((first[0].0, second[0].0, second.len()), (apart, narrow, 1));
        let q = |q: &str| ClaimFilter { q: Some(q.to_owned()), ..ClaimFilter::default() };
        for (text, expected) in [
            ("2001:db8:5::1", vec![wide, narrow]),
            ("192.0.2.77", vec![apart]),
            ("hai", vec![apart, narrow]),
        ] {
            let found = store::claims(&q(text), 9, now, &mut tx).await.unwrap();
            assert_eq!(found.iter().map(|row| row.0).collect::<Vec<_>>(), expected, "{text}");
        }
        let state = ClaimFilter { state: Some(ClaimState::Claimed), ..ClaimFilter::default() };
        assert!(store::claims(&state, 9, now, &mut tx).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn a_site_belongs_to_the_body_that_claims() {
    for province in provinces().await {
        let one = province.body("Một", None).await;
        let two = province.body("Hai", None).await;
        let mut tx = province.db().write().await.unwrap();
        let pen = province.pen();
        let site = |organization| SiteRecord {
            organization,
            name: Name::new("Trụ sở chính").unwrap(),
            address: None,
        };
        let own = pen.create_site(site(one), &mut tx).await.unwrap();
        let twice = pen.create_site(site(one), &mut tx).await;
        assert!(matches!(twice, Err(RegistryError::SiteExists { .. })));
        pen.create_site(site(two), &mut tx).await.unwrap();
        let foreign = NewClaim { site: Some(own), ..new_claim(two, "192.0.2.0/24") };
        let refused = pen.create_claim(foreign, &mut tx).await;
        assert!(matches!(refused, Err(RegistryError::SiteOfOther)));
    }
}
