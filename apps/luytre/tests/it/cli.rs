//! The command line as a contract: exit codes, and what is said about input that cannot be right.

use std::fs;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use serde_json::Value;
use tempfile::TempDir;

use crate::support::{luytre, told};

/// A data directory with the sample, made once; one test at a time may open it.
fn sample() -> MutexGuard<'static, TempDir> {
    static SAMPLE: OnceLock<Mutex<TempDir>> = OnceLock::new();
    let made = SAMPLE.get_or_init(|| {
        let folder = TempDir::new().unwrap();
        told(folder.path(), &["demo", "load"]);
        Mutex::new(folder)
    });
    made.lock().unwrap_or_else(PoisonError::into_inner)
}

fn code(data: &Path, arguments: &[&str]) -> Option<i32> {
    luytre(data, arguments).status.code()
}

#[test]
fn exit_codes_are_those_of_the_contract() {
    let sample = sample();
    let data = sample.path();
    assert_eq!(code(data, &["findings"]), Some(0));
    assert_eq!(code(data, &["--help"]), Some(0));
    assert_eq!(code(data, &["audit", "verify"]), Some(0));
    assert_eq!(code(data, &["board", "--fail-on", "owed"]), Some(1), "something is owed");
    assert_eq!(code(data, &["board", "--fail-on", "overdue"]), Some(0), "nothing is late yet");
    assert_eq!(code(data, &["audit", "verify", "--head", "1:00"]), Some(1), "no such head");
    assert_eq!(code(data, &["findingz"]), Some(2));
    assert_eq!(code(data, &["board", "--fail-on", "everything"]), Some(2));
    assert_eq!(code(data, &["import", "indicators"]), Some(2), "no file");
    assert_eq!(code(data, &["import", "indicators", "/nowhere/list.csv"]), Some(3));
    assert_eq!(code(data, &["board", "no-such-directive"]), Some(3));

    let head = told(data, &["audit", "verify", "--json"]);
    let head: Value = serde_json::from_str(&head).unwrap();
    assert_eq!(head["ok"], true);
    let own = format!("{}:{}", head["entries"], head["head"].as_str().unwrap());
    assert_eq!(code(data, &["audit", "verify", "--head", &own]), Some(0), "{own}");
}

#[test]
fn machines_get_json_and_people_get_tables() {
    let sample = sample();
    let data = sample.path();
    let lines = told(data, &["findings", "--json"]);
    let findings: Vec<Value> =
        lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(findings.len(), 20);
    assert!(findings.iter().all(|finding| finding["state"] == "open"));
    let few = told(data, &["findings", "--json", "--q", "conficker"]);
    assert_eq!(few.lines().count(), 1);
    let table = told(data, &["findings"]);
    assert!(table.contains("conficker") && !table.contains('{'), "{table}");
    let board: Value = serde_json::from_str(&told(data, &["board", "--json"])).unwrap();
    // 34 bodies but for the three heads and the three units whose figures stand with those above.
    assert_eq!(board["rows"].as_array().unwrap().len(), 28);
    let log = told(data, &["audit", "export"]);
    assert!(log.lines().count() > 10);
    assert!(log.lines().all(|line| serde_json::from_str::<Value>(line).unwrap()["seq"].is_u64()));
}

#[test]
fn the_report_is_written_in_every_format() {
    let (sample, folder) = (sample(), TempDir::new().unwrap());
    let data = sample.path();
    for (format, begins) in
        [("docx", "PK"), ("pdf", "%PDF-"), ("xlsx", "PK"), ("csv", ""), ("json", "{")]
    {
        let out = folder.path().join(format!("bao-cao.{format}"));
        told(data, &["report", "--format", format, "--out", out.to_str().unwrap()]);
        let bytes = fs::read(&out).unwrap();
        assert!(bytes.starts_with(begins.as_bytes()) && bytes.len() > 500, "{format}");
    }
}

/// A zip archive of stored files.
fn zip(files: &[(&str, &str)]) -> Vec<u8> {
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    for (name, text) in files {
        let mut sum = u32::MAX;
        for byte in text.bytes() {
            sum ^= u32::from(byte);
            for _ in 0..8 {
                sum = if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 };
            }
        }
        let (length, title) = (text.len() as u32, name.len() as u16);
        let mut head = vec![20, 0, 0, 8, 0, 0, 0, 0, 0x21, 0];
        head.extend((!sum).to_le_bytes());
        head.extend(length.to_le_bytes());
        head.extend(length.to_le_bytes());
        head.extend(title.to_le_bytes());
        head.extend([0, 0]);
        let offset = bytes.len() as u32;
        bytes.extend(*b"PK\x03\x04");
        bytes.extend(&head);
        bytes.extend(name.bytes().chain(text.bytes()));
        directory.extend(*b"PK\x01\x02\x14\x00");
        directory.extend(&head);
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(name.bytes());
    }
    let start = bytes.len() as u32;
    let count = (files.len() as u16).to_le_bytes();
    bytes.extend(&directory);
    bytes.extend(*b"PK\x05\x06\0\0\0\0");
    bytes.extend(count.into_iter().chain(count));
    bytes.extend((directory.len() as u32).to_le_bytes());
    bytes.extend(start.to_le_bytes());
    bytes.extend([0, 0]);
    bytes
}

const TYPES: &str =
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";
const BOOK: &str = "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">\
    <sheets><sheet name=\"Tháng 1\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>";
const ROOT: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
    <Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" \
    Target=\"xl/workbook.xml\"/></Relationships>";
const LINKS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
    <Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" \
    Target=\"worksheets/sheet1.xml\"/></Relationships>";

fn workbook(rows: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let sheet = format!(
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
         <sheetData>{rows}</sheetData></worksheet>"
    );
    let mut files = vec![
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", ROOT),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", LINKS),
        ("xl/worksheets/sheet1.xml", &sheet),
    ];
    files.extend(more);
    zip(&files)
}

fn cell(place: &str, text: &str) -> String {
    format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

/// Entries of the log: nothing of a refused file may be in it.
fn entries(data: &Path) -> String {
    let said = told(data, &["audit", "verify", "--json"]);
    serde_json::from_str::<Value>(&said).unwrap()["entries"].to_string()
}

/// Input that cannot be right: kind, file, content, and what the message must name.
fn bad_input() -> Vec<(&'static str, &'static str, Vec<u8>, Vec<&'static str>)> {
    let head = format!(
        "<row r=\"1\">{}{}</row>",
        cell("A1", "Tên đơn vị"),
        cell("B1", "Không gian địa chỉ")
    );
    let claims = "Tên đơn vị,Không gian địa chỉ,Hiệu lực từ\n";
    let body = "UBND xã Gò Lau";
    let formula = format!(
        "{head}<row r=\"2\">{}<c r=\"B2\" t=\"str\"><f>A1</f><v>x</v></c></row>",
        cell("A2", body)
    );
    let utf16: Vec<u8> = "\u{feff}Tên đơn vị,Không gian địa chỉ\nUBND xã Gò Lau,1.2.3.999\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    // "Tên đơn vị" in Windows-1258: marks of tone stand after their letters.
    let mut old = b"T\xean \xf0\xf5n v\xf2i,Kh\xf4ng gian \xf0i\xf2a chi\xd2\n".to_vec();
    old.extend_from_slice(b"UBND xa\xde Go\xcc Lau,1.2.3.999\n");
    vec![
        ("indicators", "vo.xlsx", b"PK\x03\x04 and then nothing that fits".to_vec(), vec!["vo.xlsx"]),
        (
            "indicators",
            "macro.xlsx",
            workbook(&head, &[("xl/vbaProject.bin", "x")]),
            vec!["macro.xlsx"],
        ),
        (
            "indicators",
            "khoa.pdf",
            b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R/Encrypt 5 0 R>>\n%%EOF"
                .to_vec(),
            vec!["khoa.pdf"],
        ),
        (
            "indicators",
            "leo.xlsx",
            workbook(&head, &[("../../etc/passwd", "x")]),
            vec!["leo.xlsx"],
        ),
        ("indicators", "cot.csv", b"A,B,C\n1,2,3\n4,5,6\n".to_vec(), vec!["cot.csv"]),
        ("claims", "cot.csv", b"A,B,C\n1,2,3\n".to_vec(), vec!["cot.csv"]),
        (
            "claims",
            "ngay.csv",
            format!("{claims}{body},203.0.113.0/24,31/02/2025\n").into_bytes(),
            vec!["ngay.csv", ":2:", "31/02/2025"],
        ),
        (
            "claims",
            "ip.csv",
            format!("{claims}{body},1.2.3.999,01/02/2025\n").into_bytes(),
            vec!["ip.csv", ":2:", "1.2.3.999"],
        ),
        ("claims", "congthuc.xlsx", workbook(&formula, &[]), vec!["congthuc.xlsx", ":2:"]),
        ("claims", "utf16.csv", utf16, vec!["utf16.csv", ":2:", "1.2.3.999"]),
        ("claims", "cu.csv", old, vec!["cu.csv", ":2:", "1.2.3.999"]),
        (
            "letter",
            "mat.txt",
            "ỦY BAN NHÂN DÂN\nTỈNH MẪU\nMẬT\nSố: 12/UBND-NC\n1. Rà soát mã độc.\n".into(),
            vec!["mat.txt"],
        ),
    ]
}

#[test]
fn input_that_cannot_be_right_is_named_and_nothing_of_it_is_imported() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().join("data");
    let units = folder.path().join("don-vi.csv");
    fs::write(&units, "Tên\nUBND xã Gò Lau\n").unwrap();
    told(&data, &["import", "organizations", units.to_str().unwrap()]);
    let before = entries(&data);
    for (kind, name, content, named) in bad_input() {
        let file = folder.path().join(name);
        fs::write(&file, content).unwrap();
        let output = luytre(&data, &["import", kind, file.to_str().unwrap()]);
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8(said).unwrap();
        assert_eq!(output.status.code(), Some(3), "{kind} {name}: {said}");
        for part in named {
            assert!(said.contains(part), "{kind} {name} must name {part}: {said}");
        }
        assert!(!said.contains("panicked"), "{said}");
    }
    assert_eq!(told(&data, &["findings", "--json"]), "");
    let uploads = 5;
    let after: u64 = entries(&data).parse().unwrap();
    assert!(after <= before.parse::<u64>().unwrap() + uploads, "{before} → {after}");
}
