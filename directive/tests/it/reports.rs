//! The answer as files: opened again, they hold the figures.

use documents::{Block, Limits, read_document};
use ledger::findings::State;
use serde_json::{Value, json};

use crate::province::{Province, found, provinces};

fn text_of(name: &str, bytes: &[u8]) -> String {
    let document = read_document(name, bytes, &Limits::default()).unwrap();
    let mut text = String::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph { text: words, .. } => text.push_str(words),
            Block::Table(table) => {
                for row in &table.rows {
                    text.push_str(&row.cells.join(" | "));
                    text.push('\n');
                }
            }
        }
        text.push('\n');
    }
    text.push_str(&document.margins.join("\n"));
    text
}

async fn prepared(p: &Province) -> (Value, String) {
    let directive = p.confirmed().await;
    p.list_imported().await;
    p.record(&[
        found(p.health, 1, State::Open, p),
        found(p.clinic, 2, State::Verified, p),
        found(p.clinic, 3, State::UnderWatch, p),
    ])
    .await;
    let path = format!("/api/v1/directives/{}", directive["id"].as_str().unwrap());
    (directive, path)
}

#[tokio::test]
async fn papers_open_again_and_hold_figures_with_denominators() {
    for p in provinces().await {
        let (_, path) = prepared(&p).await;
        let chief = p.chief();
        let cut = chief.post(&format!("{path}/cut-offs"), json!({})).await.json();
        let head = cut["log_head"].as_str().unwrap().split_once(':').unwrap().1.to_owned();
        for format in ["docx", "pdf"] {
            for layout in ["state", "party"] {
                let query = format!(
                    "format={format}&layout={layout}&cut_off={}",
                    cut["id"].as_str().unwrap()
                );
                let answer = chief.get(&format!("{path}/report?{query}")).await;
                assert_eq!(answer.status, 200, "{}", answer.text());
                let text = text_of(&format!("bao-cao.{format}"), &answer.body);
                let joined: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
                for part in ["12/UBND-KGVX", "1/3", "Sở Y tế", "Sở Giáo dục", "không có việc"]
                {
                    assert!(joined.contains(part), "{format} {layout}: {part} is not in\n{text}");
                }
                assert!(!joined.contains('%'), "no percentage without its denominator");
                let nation = if layout == "party" {
                    "ĐẢNG CỘNG SẢN"
                } else {
                    "CỘNG HÒA XÃ HỘI"
                };
                assert!(joined.contains(nation), "{format} {layout}");
                let unspaced: String = text.split_whitespace().collect();
                if format == "docx" {
                    assert!(unspaced.contains(&head), "the end of the log is printed:\n{text}");
                }
            }
        }
    }
}

#[tokio::test]
async fn tables_hold_the_figures_of_the_board() {
    for p in provinces().await {
        let (directive, path) = prepared(&p).await;
        let chief = p.chief();
        let board = p.board(&directive, "", &chief).await;
        let figures = chief.get(&format!("{path}/report?format=json")).await.json();
        assert_eq!(figures["totals"], board["totals"]);
        assert_eq!(figures["rows"][0]["organization"], board["rows"][0]["organization"]);
        for format in ["xlsx", "csv"] {
            let answer = chief.get(&format!("{path}/report?format={format}")).await;
            assert_eq!(answer.status, 200, "{}", answer.text());
            let text = text_of(&format!("bao-cao.{format}"), &answer.body);
            let row = text.lines().find(|line| line.starts_with("Sở Y tế") && line.contains("1/3"));
            assert!(row.is_some(), "{text}");
            assert!(text.contains("chưa đo"), "{text}");
        }
        let unknown = chief.get(&format!("{path}/report?format=odt")).await;
        assert_eq!(unknown.status, 422);
    }
}
