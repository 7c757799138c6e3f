//! Lists on the command line: taking one back, warning lists, and the findings behind a cell.

use std::fs;

use serde_json::Value;
use tempfile::TempDir;

use crate::support::{luytre, told};

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

#[test]
fn a_list_is_taken_back_and_a_warning_list_brought_in() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().join("data");
    told(&data, &["demo", "load"]);
    let findings = |filter: &[&str]| {
        let arguments = [&["findings", "--json"], filter].concat();
        told(&data, &arguments).lines().count() as u64
    };
    let lists = json(&told(&data, &["lists", "--json"]));
    let imported = lists["items"].as_array().unwrap();
    let list = imported.iter().find(|list| list["state"] == "imported").unwrap();
    let id = list["id"].as_str().unwrap();

    let closed_before = findings(&["--state", "false_positive"]);
    let undo = ["lists", "undo", id, "--reason", "gửi nhầm", "--json"];
    let effect = json(&told(&data, &[&undo[..], &["--dry-run"]].concat()));
    assert!(effect["closed"].as_u64().unwrap() + effect["kept"].as_u64().unwrap() > 0, "{effect}");
    assert_eq!(findings(&["--state", "false_positive"]), closed_before, "only said");
    assert_eq!(json(&told(&data, &undo)), effect);
    let closed = effect["closed"].as_u64().unwrap();
    assert_eq!(findings(&["--state", "false_positive"]), closed_before + closed);
    assert_eq!(luytre(&data, &undo).status.code(), Some(3), "it no longer counts");
    let without = luytre(&data, &["lists", "undo", id]);
    assert_eq!(without.status.code(), Some(2), "a reason is required");
    assert!(told(&data, &["lists"]).contains(id));
    assert_eq!(luytre(&data, &["audit", "rebuild"]).status.code(), Some(0));

    let warnings = folder.path().join("warninglists/own");
    fs::create_dir_all(&warnings).unwrap();
    let content = r#"{"name":"Own services","version":2,"type":"cidr","list":["203.0.113.9/32"]}"#;
    fs::write(warnings.join("list.json"), content).unwrap();
    let path = folder.path().join("warninglists");
    let path = path.to_str().unwrap();
    let done = json(&told(&data, &["import", "warninglists", path, "--json"]));
    assert_eq!(done["items"][0]["entries"], 1);
    let unfit = folder.path().join("unfit.json");
    fs::write(&unfit, "[]").unwrap();
    let unfit = luytre(&data, &["import", "warninglists", unfit.to_str().unwrap()]);
    assert_ne!(unfit.status.code(), Some(0));
}
