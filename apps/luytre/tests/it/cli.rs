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
    assert_eq!(code(data, &["board", "--fail-on", "overdue"]), Some(1), "something is late");
    assert_eq!(code(data, &["audit", "verify", "--head", "1:00"]), Some(1), "no such head");
    assert_eq!(code(data, &["findingz"]), Some(2));
    assert_eq!(code(data, &["board", "--fail-on", "everything"]), Some(2));
    assert_eq!(code(data, &["import", "indicators"]), Some(2), "no file");
    assert_eq!(code(data, &["import", "indicators", "/nowhere/list.csv"]), Some(3));
    assert_eq!(code(data, &["import", "weather", "/nowhere/list.csv"]), Some(2));
    assert_eq!(code(data, &["import", "indicators", "--column", "B", "list.csv"]), Some(2));
    assert_eq!(code(data, &["audit", "verify", "--head", "seven"]), Some(2));
    assert_eq!(code(data, &["audit", "proof", "something"]), Some(2));
    assert_eq!(code(data, &["audit", "proof", "100000"]), Some(3), "no such entry");
    assert_eq!(code(data, &["demo", "load"]), Some(3), "the sample is there already");
    assert_eq!(code(data, &["--lang", "fr", "findings"]), Some(2));
    assert_eq!(code(data, &["board", "no-such-directive"]), Some(3));

    assert_eq!(code(data, &["audit", "rebuild"]), Some(0));
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
    assert_eq!(findings.len(), 22);
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

#[test]
fn refusals_speak_the_language_that_was_chosen_and_say_what_would_be_right() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().join("data");
    let list = folder.path().join("la.csv");
    fs::write(&list, "Máy,Loại\nPC-01,necurs\nPC-02,tinba\n").unwrap();
    let list = list.to_str().unwrap();
    let said = |arguments: &[&str]| {
        let output = luytre(&data, arguments);
        String::from_utf8([output.stdout, output.stderr].concat()).unwrap()
    };
    let unknown = said(&["import", "weather", list]);
    assert!(unknown.contains("weather") && unknown.contains("các loại"), "{unknown}");
    let unknown = said(&["--lang", "en", "import", "weather", list]);
    assert!(unknown.contains("kinds") && unknown.contains("indicators"), "{unknown}");
    for (lang, missing) in [("vi", "Địa chỉ IP bị nhiễm"), ("en", "nfected")] {
        let needed = said(&["--lang", lang, "import", "indicators", list]);
        for part in ["la.csv", "A “Máy”", "B “Loại”", "--column", missing] {
            assert!(needed.contains(part), "{lang} must say {part}: {needed}");
        }
    }
    let missing = said(&["import", "indicators", "/nowhere/list.csv"]);
    assert!(missing.contains("không đọc được /nowhere/list.csv"), "{missing}");
    let none = said(&["board"]);
    assert!(none.contains("chưa có văn bản"), "{none}");

    // A list whose header says nothing, settled from the command line.
    let odd = folder.path().join("khac.csv");
    fs::write(&odd, "Cột 1,Cột 2,Cột 3\n203.0.113.9,198.51.100.7,necurs\n").unwrap();
    let odd = odd.to_str().unwrap();
    let arguments = ["import", "indicators", odd, "--dry-run", "--json"];
    let named = ["--column", "Cột 2=address", "--column", "C=family", "--column", "1=destination"];
    let list: Value =
        serde_json::from_str(&told(&data, &[&arguments[..], &named[..]].concat())).unwrap();
    assert_eq!(list["state"], "preview");
    let columns = list["preview"]["mapping"]["columns"].as_array().unwrap();
    let fields: Vec<&Value> = columns.iter().map(|column| &column["field"]).collect();
    assert_eq!(fields, ["destination", "address", "family"]);
}

#[test]
fn a_body_checks_its_entry_with_nothing_but_the_proof_a_head_and_the_public_key() {
    let sample = sample();
    let data = sample.path();
    let folder = TempDir::new().unwrap();
    let (proof, elsewhere) = (folder.path().join("chung-minh.json"), folder.path().join("none"));
    let proof = proof.to_str().unwrap();
    let verified: Value =
        serde_json::from_str(&told(data, &["audit", "verify", "--json"])).unwrap();
    let head = format!("{}:{}", verified["entries"], verified["head"].as_str().unwrap());
    let keys: Value = serde_json::from_str(&told(data, &["keys", "show", "--json"])).unwrap();
    let key = keys["public"].as_str().unwrap();

    // By the id of a finding, against the head that the report prints.
    let findings = told(data, &["board", "--json"]);
    let board: Value = serde_json::from_str(&findings).unwrap();
    let directive = board["directive"]["id"].as_str().unwrap();
    told(data, &["audit", "proof", directive, "--head", &head, "--out", proof]);
    let check = ["audit", "check-proof", proof, "--key", key, "--head", &head];
    let said = told(&elsewhere, &check);
    assert!(said.contains(&head) && said.contains("directive"), "{said}");
    assert!(!elsewhere.exists(), "checking needs no data directory");
    // The head out of a file, the key out of a file, the entry by its number.
    let (head_file, key_file) = (folder.path().join("moc.txt"), folder.path().join("khoa.txt"));
    fs::write(&head_file, format!("{head}\n")).unwrap();
    fs::write(&key_file, format!("{key}\n")).unwrap();
    let [head_file, key_file] = [&head_file, &key_file].map(|file| file.to_str().unwrap());
    told(data, &["audit", "proof", "12", "--out", proof]);
    told(&elsewhere, &["audit", "check-proof", proof, "--key", key_file, "--head", head_file]);

    // Another head, another key, a changed word.
    let other = format!("{}:{}", verified["entries"], "00".repeat(32));
    assert_eq!(
        code(data, &["audit", "check-proof", proof, "--key", key, "--head", &other]),
        Some(1)
    );
    let other = format!("58{}", "66".repeat(31));
    assert_eq!(code(data, &["audit", "check-proof", proof, "--key", &other]), Some(1));
    assert_eq!(code(data, &["audit", "check-proof", proof, "--key", "12"]), Some(2));
    let text = fs::read_to_string(proof).unwrap();
    let mut changed: Value = serde_json::from_str(&text).unwrap();
    changed["entry"]["action"] = Value::from("erased");
    fs::write(proof, changed.to_string()).unwrap();
    let output = luytre(&elsewhere, &["--lang", "en", "audit", "check-proof", proof, "--key", key]);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains("NOT"), "{said}");
    fs::write(proof, &text[..text.len() / 2]).unwrap();
    assert_eq!(code(&elsewhere, &["audit", "check-proof", proof, "--key", key]), Some(1));
    assert_eq!(code(&elsewhere, &["audit", "check-proof", "/nowhere", "--key", key]), Some(3));
}
