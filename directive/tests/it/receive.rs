//! A letter comes in: read, corrected, bound, confirmed, refused.

use serde_json::json;
use web::Role;

use crate::province::{LETTER, provinces, send_form};

#[tokio::test]
async fn a_letter_is_read_corrected_and_confirmed_and_nothing_is_invented() {
    for p in provinces().await {
        let chief = p.chief();
        let answer = p.paste(LETTER, &chief).await;
        assert_eq!(answer.status, 201, "{}", answer.text());
        let draft = answer.json();
        assert_eq!(draft["state"], "draft");
        assert_eq!(draft["number"], "12/UBND-KGVX");
        assert_eq!(draft["dated"], "2030-01-15");
        assert_eq!(draft["signer"], json!(null), "no name stands under the letter");
        let fields = draft["reading"]["fields"].as_array().unwrap();
        let signer = fields.iter().find(|field| field["name"] == "signer").unwrap();
        assert_eq!(signer["found"], false);
        let codes: Vec<&str> = draft["obligations"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["code"].as_str().unwrap())
            .collect();
        assert_eq!(codes, ["botnet", "sweep", "report"]);
        assert_eq!(draft["obligations"][0]["measured"], true);
        assert_eq!(draft["obligations"][1]["measured"], false);
        assert_eq!(draft["obligations"][0]["due_at"], json!(null), "the letter sets no day for it");
        assert_eq!(draft["obligations"][2]["due_at"], "2030-02-15T16:59:59.999Z");
        // The place of the words is the place in the text that is shown.
        let range = &draft["obligations"][0]["text_range"];
        let block = &draft["reading"]["blocks"][range["block"].as_u64().unwrap() as usize];
        let (start, end) = (range["start"].as_u64().unwrap(), range["end"].as_u64().unwrap());
        let shown: String = block["text"].as_str().unwrap().chars().collect::<Vec<_>>()
            [start as usize..end as usize]
            .iter()
            .collect();
        assert!(shown.contains("danh sách botnet"), "{shown}");
        assert_eq!(draft["parent"]["number"], "88/BCA-A05");
        assert_eq!(draft["parent"]["directive_id"], json!(null));

        let path = format!("/api/v1/directives/{}", draft["id"].as_str().unwrap());
        let patch = json!({"signer": "  Người Ký Mẫu ", "subject": null});
        let answer = chief.patch(&path, patch).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        let corrected = answer.json();
        assert_eq!(corrected["signer"], "Người Ký Mẫu");
        assert_eq!(corrected["subject"], json!(null));
        assert_eq!(corrected["number"], "12/UBND-KGVX", "what was not sent stays");

        let population = chief.get(&format!("{path}/population")).await.json();
        assert_eq!(population["bound"], 2, "both departments are proposed: {population}");
        let query = format!("{path}/population?under={}", p.health);
        let rule = chief.get(&query).await.json();
        assert_eq!(rule["organizations"].as_array().unwrap().len(), 2, "{rule}");

        let nobody = json!({"organization_ids": []});
        assert_eq!(chief.put(&format!("{path}/population"), nobody).await.status, 200);
        let refused = chief.post(&format!("{path}/confirm"), json!({})).await;
        assert_eq!(refused.json()["code"], "directive.nobody_bound");
        let bind = json!({"query": {"under": p.health, "depth": 1}});
        let bound = chief.put(&format!("{path}/population"), bind).await;
        assert_eq!(bound.json()["bound"], 1, "{}", bound.text());
        let report = draft["obligations"][2]["id"].clone();
        let out = json!({"obligations": [{"id": report, "included": false}]});
        assert_eq!(chief.put(&format!("{path}/obligations"), out).await.status, 200);
        let confirmed = chief.post(&format!("{path}/confirm"), json!({})).await;
        assert_eq!(confirmed.status, 200, "{}", confirmed.text());
        assert_eq!(confirmed.json()["state"], "confirmed");
        let again = chief.post(&format!("{path}/confirm"), json!({})).await;
        assert_eq!(again.json()["code"], "directive.wrong_state");
        assert_eq!(chief.delete(&path).await.status, 409, "what counts is not thrown away");
        let board = p.board(&confirmed.json(), "", &chief).await;
        assert_eq!(board["columns"].as_array().unwrap().len(), 2, "one was left out");
    }
}

#[tokio::test]
async fn the_same_file_twice_is_refused_by_name_and_a_secret_one_leaves_no_trace() {
    for p in provinces().await {
        let chief = p.chief();
        let path = "/api/v1/directives";
        let form = [("file", Some("cong-van.txt"), LETTER.as_bytes())];
        let first = send_form(&chief, path, &form).await;
        assert_eq!(first.status, 201, "{}", first.text());
        let second = send_form(&chief, path, &form).await;
        assert_eq!(second.status, 409);
        assert_eq!(second.json()["code"], "directive.already_received");
        assert_eq!(second.json()["arguments"]["name"], "cong-van.txt");

        let secret = LETTER.replacen("TỈNH TRE XANH", "TỈNH TRE XANH\nMẬT", 1);
        let before = p.duty.blobs.list().await.unwrap();
        let refused = p.paste(&secret, &chief).await;
        assert_eq!(refused.status, 415, "{}", refused.text());
        assert_eq!(refused.json()["problems"][0]["code"], "documents.stamped_secret");
        assert_eq!(p.duty.blobs.list().await.unwrap(), before);
        let broken =
            send_form(&chief, path, &[("file", Some("a.docx"), b"PK\x03\x04 no zip")]).await;
        assert!(broken.status.is_client_error(), "{}", broken.text());
        assert_eq!(broken.json()["problems"][0]["place"]["file"], "a.docx");
        let list = chief.get(path).await.json();
        assert_eq!(list["items"].as_array().unwrap().len(), 1);

        let id = first.json()["id"].as_str().unwrap().to_owned();
        assert_eq!(chief.delete(&format!("{path}/{id}")).await.status, 204);
        let third = send_form(&chief, path, &form).await;
        assert_eq!(third.status, 201, "thrown away, it may come again");
    }
}

#[tokio::test]
async fn cited_letters_are_linked_and_counted_when_they_come() {
    for p in provinces().await {
        let chief = p.chief();
        let above = LETTER
            .replace("12/UBND-KGVX", "88/BCA-A05")
            .replace("ngày 15 tháng 01", "ngày 10 tháng 01")
            .replace("Thực hiện Công văn số 88/BCA-A05 ngày 10/01/2030 của Bộ Công an, ", "");
        let parent = p.paste(&above, &chief).await.json();
        assert_eq!(parent["number"], "88/BCA-A05");
        let child = p.paste(LETTER, &chief).await.json();
        assert_eq!(child["parent"]["directive_id"], parent["id"]);
        assert_eq!(child["reading"]["cited"][0]["directive_id"], parent["id"]);
        let files = format!("/api/v1/directives/{}/files", child["id"].as_str().unwrap());
        let form = [("cited", None, &b"0"[..]), ("file", Some("88.txt"), above.as_bytes())];
        let answer = send_form(&chief, &files, &form).await;
        assert_eq!(answer.status, 201, "{}", answer.text());
        let with = answer.json();
        assert_eq!(with["attached"]["have"], 1);
        assert!(with["reading"]["cited"][0]["attached_file"].is_string());
        let wrong = [("cited", None, &b"7"[..]), ("file", Some("x.txt"), &b"Noi dung khac"[..])];
        assert_eq!(send_form(&chief, &files, &wrong).await.status, 422);
    }
}

#[tokio::test]
async fn whoever_only_acts_or_views_neither_receives_nor_settles() {
    for p in provinces().await {
        let directive = p.confirmed().await;
        let path = format!("/api/v1/directives/{}", directive["id"].as_str().unwrap());
        for role in [Role::Act, Role::View] {
            let client = p.server.role(&[role], Some(p.health));
            assert_eq!(p.paste("Số: 1/AB", &client).await.status, 403);
            assert_eq!(client.patch(&path, json!({"number": "1"})).await.status, 403);
            assert_eq!(client.post(&format!("{path}/confirm"), json!({})).await.status, 403);
            assert_eq!(client.post(&format!("{path}/cut-offs"), json!({})).await.status, 403);
            assert_eq!(client.get(&path).await.status, 200, "what binds the branch is seen");
        }
        let branch = p.server.role(&[Role::Issue], Some(p.health));
        let answer = branch.patch(&path, json!({"number": "1"})).await;
        assert_eq!(answer.status, 403, "it binds bodies outside the branch");
        let elsewhere = p.server.role(&[Role::View], Some(p.clinic));
        assert_eq!(elsewhere.get(&path).await.status, 404, "it does not bind the clinic");
    }
}
