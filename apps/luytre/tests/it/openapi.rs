//! The description of the API is the reviewed file; the parts do not talk at cross purposes in it.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value;
use utoipa_axum::router::OpenApiRouter;
use web::AppState;

use crate::support;

#[tokio::test]
async fn the_description_is_the_reviewed_file() {
    let (_folder, house) = support::empty().await;
    let path = support::root().join("docs/openapi.json");
    let said = format!("{}\n", serde_json::to_string_pretty(&house.openapi()).unwrap());
    if std::env::var_os("LUYTRE_UPDATE").is_some() {
        std::fs::write(&path, &said).unwrap();
    }
    let reviewed = std::fs::read_to_string(&path).unwrap();
    let differs = said.lines().zip(reviewed.lines()).find(|(said, reviewed)| said != reviewed);
    assert!(
        said == reviewed,
        "docs/openapi.json is not what the server says, first at {differs:?}; look at the \
         difference and write it again with LUYTRE_UPDATE=1 or `make api`"
    );
}

#[tokio::test]
async fn every_operation_has_an_id_a_tag_a_summary_and_says_how_it_refuses() {
    let (_folder, house) = support::empty().await;
    assert_eq!(web::shortcomings(&house.openapi()), Vec::<String>::new());
}

/// Two parts that give one name to two shapes: the later would replace the earlier one unseen, and
/// the console's client would send the wrong thing.
#[tokio::test]
async fn no_two_parts_give_one_name_to_two_shapes() {
    let (_folder, house) = support::empty().await;
    let mut known: BTreeMap<String, (&str, Value)> = BTreeMap::new();
    let mut clashes = Vec::new();
    for (part, routes) in parts(&house) {
        let document = serde_json::to_value(routes.split_for_parts().1).unwrap();
        let schemas = document.pointer("/components/schemas").and_then(Value::as_object);
        for (name, shape) in schemas.into_iter().flatten() {
            match known.get(name) {
                Some((other, before)) if before != shape => {
                    clashes.push(format!("{name}: {other} and {part}"));
                }
                Some(_) => {}
                None => {
                    known.insert(name.clone(), (part, shape.clone()));
                }
            }
        }
    }
    assert_eq!(clashes, Vec::<String>::new());
    assert!(known.len() > 50);
}

fn parts(house: &luytre::house::House) -> Vec<(&'static str, OpenApiRouter<AppState>)> {
    vec![
        ("web", web::api::router()),
        ("malware", malware::api::router(Arc::clone(&house.malware))),
        ("directive", directive::api::router(Arc::clone(&house.directives))),
        ("luytre", luytre::routes::router(house)),
    ]
}
