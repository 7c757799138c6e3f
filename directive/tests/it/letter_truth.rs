//! What a person says of each letter, held against the reading: the score that snapshots cannot
//! give. A letter counts only if every field agrees and nothing is invented.

use directive::letter::Measure::{self, *};
use directive::letter::{
    Letter, Patterns, ProposedObligation, RecipientRole, obligations, read_letter,
};

use crate::letter::document;

struct Truth {
    name: &'static str,
    number: Option<&'static str>,
    issued_on: Option<&'static str>,
    issuer: Option<&'static str>,
    signer: Option<&'static str>,
    addressees: usize,
    /// Clause and measure, in order.
    orders: &'static [(&'static str, Measure)],
    /// Deadlines as days; none where the letter gives no full date.
    deadlines: &'static [Option<&'static str>],
    recipients: &'static [RecipientRole],
}

use RecipientRole::{Act, Archive, CarryOut, Coordinate, Information, Report as ForReport};

const TRUTHS: &[Truth] = &[
    Truth {
        name: "cong-van-bao-cao",
        number: Some("1287/SKHCN-CĐS"),
        issued_on: Some("2026-11-05"),
        issuer: Some("SỞ KHOA HỌC VÀ CÔNG NGHỆ"),
        signer: Some("Lũy Văn Tre"),
        addressees: 3,
        orders: &[
            ("1/a", Botnet),
            ("1/b", Sweep),
            ("2/a", Vulnerabilities),
            ("2/b", Vulnerabilities),
            ("3/a", Contacts),
            ("3/b", Report),
            ("3/b", Report),
            ("3/c", Other),
        ],
        deadlines: &[Some("2026-11-15"), Some("2026-11-10"), Some("2026-11-25"), None],
        recipients: &[Act, ForReport, Coordinate, CarryOut, Information, Archive],
    },
    Truth {
        name: "ke-hoach",
        number: Some("07/KH-UBND"),
        issued_on: Some("2027-01-12"),
        issuer: Some("ỦY BAN NHÂN DÂN TỈNH TRE XANH"),
        signer: Some("Măng Thị Trúc"),
        addressees: 0,
        orders: &[
            ("II/2/2.1", Watch),
            ("II/2/2.2", Incidents),
            ("II/3", Levels),
            ("II/4", Awareness),
            ("III/▦1", Sweep),
            ("III/▦2", Vulnerabilities),
            ("III/▦3", Other),
            ("IV/1", Other),
            ("IV/1", Report),
            ("IV/2/-1", Cascade),
            ("IV/2/-2", Report),
        ],
        deadlines: &[
            Some("2027-01-20"),
            Some("2027-01-22"),
            None,
            None,
            Some("2027-02-20"),
            Some("2027-02-17"),
        ],
        recipients: &[ForReport, ForReport, CarryOut, Archive],
    },
    Truth {
        name: "cong-van-dang",
        number: Some("123-CV/BTGDVTU"),
        issued_on: Some("2026-11-03"),
        issuer: Some("BAN TUYÊN GIÁO VÀ DÂN VẬN"),
        signer: Some("Đoàn Thị Măng Tre"),
        addressees: 3,
        orders: &[("1", Awareness), ("2", Cascade), ("3", Watch), ("¶2", Report)],
        deadlines: &[Some("2026-12-15")],
        recipients: &[Act, ForReport, Archive],
    },
    Truth {
        name: "cong-dien",
        number: Some("05/CĐ-UBND"),
        issued_on: Some("2026-10-28"),
        issuer: Some("ỦY BAN NHÂN DÂN TỈNH TRE XANH"),
        signer: Some("Trúc Xuân Lâm"),
        addressees: 2,
        orders: &[
            ("1", Other),
            ("1", Sweep),
            ("1", Other),
            ("2", Vulnerabilities),
            ("3", Incidents),
            ("4", Report),
        ],
        deadlines: &[None, Some("2026-10-30")],
        recipients: &[Act, Information, Archive],
    },
    Truth {
        name: "canh-bao-lo-hong",
        number: Some("674/TTCĐS-ATTT"),
        issued_on: Some("2026-05-11"),
        issuer: Some("TRUNG TÂM CHUYỂN ĐỔI SỐ TRE XANH"),
        signer: Some("Lũy Văn Tre"),
        addressees: 3,
        // The list of weaknesses under the first lead-in describes and orders nothing.
        orders: &[("1", Other), ("1", Vulnerabilities), ("2", Watch), ("2", Other)],
        deadlines: &[],
        recipients: &[Act, ForReport, Archive],
    },
    Truth {
        name: "quyet-dinh",
        number: Some("21/QĐ-UBND"),
        issued_on: Some("2027-01-04"),
        issuer: Some("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH TRE XANH"),
        signer: Some("Trúc Xuân Lâm"),
        addressees: 0,
        orders: &[("Điều 2/1", Incidents), ("Điều 2/2", Other), ("Điều 3", Vulnerabilities)],
        deadlines: &[Some("2027-03-31")],
        recipients: &[Act, Archive],
    },
    Truth {
        // A draft without number and day, and a list without marks.
        name: "cong-van-xa",
        number: None,
        issued_on: None,
        issuer: Some("ỦY BAN NHÂN DÂN XÃ MĂNG NON"),
        signer: None,
        addressees: 2,
        orders: &[("¶2", Sweep), ("¶3", Other), ("¶4", Watch), ("¶5", Report)],
        deadlines: &[Some("2027-04-29")],
        recipients: &[Act, ForReport, Information, Archive],
    },
    Truth {
        name: "thu-cam-on-moi",
        number: Some("1402/SKHCN-CĐS"),
        issued_on: Some("2026-12-01"),
        issuer: Some("SỞ KHOA HỌC VÀ CÔNG NGHỆ"),
        signer: None,
        addressees: 2,
        orders: &[],
        deadlines: &[],
        recipients: &[Act, Archive],
    },
];

fn read(text: &str) -> (Letter, Vec<ProposedObligation>) {
    let letter = read_letter(&document(text));
    let proposed = obligations(&letter, &Patterns::shipped().unwrap());
    (letter, proposed)
}

#[test]
fn every_letter_agrees_with_what_a_person_says_of_it() {
    for truth in TRUTHS {
        let path = format!("{}/fixtures/letters/{}.in", env!("CARGO_MANIFEST_DIR"), truth.name);
        let (letter, proposed) = read(&std::fs::read_to_string(path).unwrap());
        let name = truth.name;
        assert_eq!(letter.number.value().map(String::as_str), truth.number, "{name}");
        let day = letter.issued_on.value().map(|day| day.0.to_string());
        assert_eq!(day.as_deref(), truth.issued_on, "{name}");
        assert_eq!(letter.issuer.value().map(String::as_str), truth.issuer, "{name}");
        assert_eq!(letter.signing.signer.value().map(String::as_str), truth.signer, "{name}");
        assert_eq!(letter.addressees.len(), truth.addressees, "{name}");
        let orders: Vec<(&str, Measure)> =
            proposed.iter().map(|order| (order.clause.as_str(), order.measure)).collect();
        assert_eq!(orders, truth.orders, "{name}");
        let days: Vec<Option<String>> = letter
            .deadlines
            .iter()
            .map(|deadline| deadline.on.map(|day| day.to_string()))
            .collect();
        let expected: Vec<Option<String>> =
            truth.deadlines.iter().map(|day| day.map(str::to_owned)).collect();
        assert_eq!(days, expected, "{name}");
        let roles: Vec<RecipientRole> =
            letter.recipients.iter().flat_map(|recipient| recipient.roles.clone()).collect();
        assert_eq!(roles, truth.recipients, "{name}");
    }
}

/// The same letter, each paragraph broken over lines as a PDF gives it.
pub fn wrapped(text: &str, width: usize) -> String {
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let mut line = String::new();
        for word in paragraph.split(' ') {
            if !line.is_empty() && line.chars().count() + word.chars().count() >= width {
                lines.push(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        lines.push(line);
    }
    lines.join("\n")
}

#[test]
fn broken_lines_change_nothing() {
    for name in ["cong-dien", "cong-van-dang"] {
        let path = format!("{}/fixtures/letters/{name}.in", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).unwrap();
        let (_, whole) = read(&text);
        let (letter, broken) = read(&wrapped(&text, 80));
        let of = |proposed: &[ProposedObligation]| -> Vec<(String, Measure, String)> {
            proposed
                .iter()
                .map(|order| (order.clause.clone(), order.measure, order.text.clone()))
                .collect()
        };
        assert_eq!(of(&broken), of(&whole), "{name}: {:#?}", letter.clauses);
    }
}

#[test]
fn a_number_is_never_taken_from_a_cited_letter() {
    let (letter, _) = read(
        "Thực hiện Công văn số 839/UBND-KGVX ngày 22/01/2024 của UBND tỉnh Tre Xanh;\n\n\
         Số: 1234\nNgày đến: 23/01/2024\n\nĐề nghị các đơn vị rà soát lỗ hổng.",
    );
    assert_eq!(letter.number.value(), None);
    assert_eq!(letter.issued_on.value(), None);
    assert_eq!(letter.issuer.value(), None);
    assert_eq!(letter.citations.len(), 1);
}

#[test]
fn an_unnumbered_letter_yields_its_orders() {
    let (letter, proposed) = read(
        "Kính gửi: Các xã, phường.\n\nThực hiện Công văn số 12/UBND-NC ngày 02/11/2026 của UBND tỉnh \
         về việc xử lý mã độc, Công an tỉnh đề nghị các đơn vị bóc gỡ mã độc trên toàn bộ máy tính \
         trước ngày 30/11/2026. Công an tỉnh đã rà soát lỗ hổng trên các hệ thống dùng chung.\n\n\
         Đề nghị các đơn vị báo cáo kết quả về Công an tỉnh./.",
    );
    let orders: Vec<Measure> = proposed.iter().map(|order| order.measure).collect();
    assert_eq!(orders, [Sweep, Report], "{proposed:#?}");
    let due = proposed.first().unwrap().due.as_ref().unwrap();
    assert_eq!(due.on.unwrap().to_string(), "2026-11-30");
    assert_eq!(letter.parent_letter, Some(0));
}

fn orders_of(text: &str) -> Vec<Measure> {
    read(text).1.iter().map(|order| order.measure).collect()
}

#[test]
fn what_only_sounds_like_an_order_is_none() {
    for text in [
        "Để đáp ứng yêu cầu bảo vệ hệ thống thông tin theo cấp độ, Sở đã rà soát, khắc phục lỗ hổng.",
        "Theo đề nghị của Sở Y tế về việc bóc gỡ mã độc, UBND tỉnh đã ban hành văn bản.",
        "Công an tỉnh đã yêu cầu các đơn vị rà soát lỗ hổng bảo mật.",
        "Kết quả rà soát, bóc gỡ mã độc được tổng hợp tại phụ lục.",
        "BÁO CÁO\nKết quả xử lý mã độc\n1. Đã quét 120 máy.\n2. Đề nghị UBND tỉnh khắc phục lỗ hổng trên Cổng thông tin.",
        "GIẤY MỜI\nDự tập huấn\n1. Nội dung: tổ chức tuyên truyền, nâng cao nhận thức.\n2. Rà soát lỗ hổng.",
        "Mọi khó khăn, vướng mắc đề nghị liên hệ Sở để được hướng dẫn khắc phục lỗ hổng.",
    ] {
        assert_eq!(orders_of(text), [], "{text}");
    }
}

#[test]
fn addressees_end_where_the_body_begins() {
    let (letter, _) = read(
        "Kính gửi:\nỦy ban nhân dân các xã,\nphường trên địa bàn tỉnh\n\
         Sở Khoa học và Công nghệ đề nghị các xã quét mã độc.",
    );
    let names: Vec<&str> =
        letter.addressees.iter().map(|addressee| addressee.value.as_str()).collect();
    assert_eq!(names, ["Ủy ban nhân dân các xã, phường trên địa bàn tỉnh"]);
    assert_eq!(letter.clauses.len(), 1);

    let (letter, _) =
        read("Kính gửi: Công an tỉnh.\n- Căn cứ kế hoạch năm 2026;\nYêu cầu quét mã độc.");
    assert_eq!(letter.addressees.len(), 1, "a dash after the full stop is the body's");
}

#[test]
fn a_secrecy_stamp_is_flagged_and_the_word_alone_is_not() {
    let (letter, _) = read("MẬT\nSố: 12/UBND-NC\nKính gửi: Các xã.\nĐề nghị quét mã độc.");
    assert!(letter.secrecy.value().is_some());
    assert!(letter.notes.iter().any(|note| note.code == "letter.secrecy_stamp"));
    let (letter, _) = read("Kính gửi: Các xã.\nMặt trận\nBảo vệ bí mật nhà nước.\nMẤT AN TOÀN");
    assert_eq!(letter.secrecy.value(), None);
}
