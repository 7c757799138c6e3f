//! What is done by itself, day by day.

use std::sync::Arc;

use axum::http::Method;
use chrono::TimeDelta;
use luytre::upkeep;
use serde_json::json;

use crate::support::{self, done, machine, server, text, uploaded};

#[tokio::test]
async fn a_preview_that_nobody_confirmed_is_forgotten_after_a_week_and_one_of_today_is_not() {
    let (_folder, mut house) = support::empty().await;
    let clock = Arc::new(testkit::FixedClock::default());
    clock.set(house.state.clock.now());
    house.state.clock = clock.clone();
    let client = machine(&server(&house));
    let people = "Họ và tên,Tên đơn vị\nNứa Một Hai,UBND xã Gò Lau\n".as_bytes();
    uploaded(&client, "/api/v1/imports/people", "cu.csv", people).await;
    clock.set(house.state.clock.now() + TimeDelta::days(5));
    let units = "Tên\nUBND xã Gò Lau\n".as_bytes();
    let new = uploaded(&client, "/api/v1/imports/organizations", "moi.csv", units).await;
    assert_eq!(upkeep::forget_drafts(&house).await.unwrap(), 0, "five days old at most");
    clock.set(house.state.clock.now() + TimeDelta::days(3));
    assert_eq!(upkeep::forget_drafts(&house).await.unwrap(), 1, "eight days and three days old");
    let path = format!("/api/v1/imports/{}/confirm", text(&new, "/id"));
    done(&client, Method::POST, &path, json!({})).await;
}
