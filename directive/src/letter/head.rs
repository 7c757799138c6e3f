//! The head of a letter: number, date, issuer, kind, subject and stamps.
//!
//! Read from the head only, so that nothing comes from a letter that the body cites. Source:
//! Decree 30/2020/NĐ-CP, annex I, boxes 1 to 5 and 10; the Party writes `Số 12-CV/TU`.

use super::dates;
use super::layout::{KINDS, Layout, is_rule, subject_end};
use super::line::{Line, columns, is_capitals};
use super::model::{Confidence, Day, DocumentKind, Field, Letter, Reading, Secrecy, Span, Urgency};
use super::passage::Passage;
use super::reference::{reference, serial_less};

/// Reads the head into the letter.
pub(super) fn read(lines: &[Line<'_>], layout: &Layout, letter: &mut Letter) {
    let head = lines.get(layout.head.clone()).unwrap_or_default();
    let parts: Vec<Line<'_>> =
        head.iter().flat_map(columns).flat_map(|part| segments(&part)).collect();
    number(&parts, letter);
    place_and_date(&parts, letter);
    stamps(lines, &parts, letter);
    issuer(&parts, letter);
    subject(lines, &parts, layout, letter);
    kind(layout, &parts, lines, letter);
}

/// Cuts a cell whose lines were run together before `Số:`, `V/v` and the national name.
fn segments<'a>(part: &Line<'a>) -> Vec<Line<'a>> {
    let passage = part.passage();
    let mut cuts = vec![0];
    for at in 1..passage.len().min(80) {
        let number = passage.raw(at) == "Số" && passage.gap(at + 1).contains([':', '/']);
        let subject = passage.word(at) == "v"
            && passage.word(at + 1) == "v"
            && passage.gap(at + 1) == "/"
            && passage.raw(at) == "V";
        let nation = passage.raw(at) == "CỘNG" && passage.has(at, "cong hoa xa hoi chu nghia");
        let motto = passage.raw(at) == "Độc" && passage.has(at, "doc lap tu do");
        let party = passage.raw(at) == "ĐẢNG" && passage.has(at, "dang cong san viet nam");
        if number || subject || nation || motto || party {
            cuts.push(passage.byte(at));
        }
    }
    cuts.push(part.text.len());
    cuts.windows(2)
        .filter_map(|pair| {
            let (from, to) = (*pair.first()?, *pair.last()?);
            sub(part, from, part.text.get(from..to)?)
        })
        .collect()
}

/// A piece of a line that begins at a byte, trimmed.
fn sub<'a>(line: &Line<'a>, from: usize, piece: &'a str) -> Option<Line<'a>> {
    let text = piece.trim();
    let lead = piece.len() - piece.trim_start().len();
    let start = line.span.start + line.text.get(..from + lead)?.chars().count();
    let span = Span { start, end: start + text.chars().count(), ..line.span };
    (!text.is_empty()).then_some(Line { text, span, opens: line.opens && from == 0 })
}

fn is_number(part: &Line<'_>) -> bool {
    let Some(rest) = part.text.strip_prefix("Số").or_else(|| part.text.strip_prefix("SỐ"))
    else {
        return false;
    };
    let rest = rest.trim_start_matches([':', '.', ' ', '…', '_']);
    reference(rest).is_some() || serial_less(rest).is_some()
}

fn number(parts: &[Line<'_>], letter: &mut Letter) {
    let Some(part) = parts.iter().find(|part| is_number(part)) else { return };
    let Some(rest) = part.text.char_indices().nth(2).and_then(|(at, _)| part.text.get(at..)) else {
        return;
    };
    let body = rest.trim_start_matches([':', '.', ' ', '…', '_']);
    let at = part.text.len() - body.len();
    let field = |from: usize, piece: &str, value: String| {
        let start =
            part.span.start + part.text.get(..from).map_or(0, |before| before.chars().count());
        let span = Span { start, end: start + piece.chars().count(), ..part.span };
        Field::Found(Reading { value, spans: vec![span], confidence: Confidence::High })
    };
    if let Some(found) = reference(body) {
        let written = body.get(..found.bytes).unwrap_or_default();
        let symbol = body.get(found.symbol.clone()).unwrap_or_default();
        let value = written.chars().filter(|letter| !letter.is_whitespace()).collect();
        letter.number = field(at, written, value);
        letter.symbol = field(at + found.symbol.start, symbol, symbol.to_owned());
    } else if let Some(symbol) = serial_less(body) {
        let piece = body.get(symbol.clone()).unwrap_or_default();
        letter.symbol = field(at + symbol.start, piece, piece.to_owned());
    }
}

/// `Tre Xanh, ngày 05 tháng 11 năm 2026`; a blank day leaves the place alone.
fn place_and_date(parts: &[Line<'_>], letter: &mut Letter) {
    for part in parts {
        let text = part.passage();
        let Some(day) = (0..text.len().min(40)).find(|at| {
            text.word(*at) == "ngay"
                && (dates::date_at(&text, *at).is_some() || is_blank(&text, *at))
        }) else {
            continue;
        };
        let start = after_number(part, &text);
        let place = start..day;
        let placed = (1..=6).contains(&place.len())
            && text.raw(start).chars().next().is_some_and(char::is_uppercase)
            && text.gap(day).contains(',');
        let spelled = text.word(day + 2) == "thang";
        let alone = day == 0 && spelled && text.len() <= 7;
        if !placed && !alone {
            continue;
        }
        let sure = if placed && spelled { Confidence::High } else { Confidence::Medium };
        if placed && letter.place == Field::NotFound {
            letter.place = text.reading(place, Confidence::High).into();
        }
        if let Some(date) = dates::date_at(&text, day)
            && let Some(value) = date.day
        {
            let spans = text.spans(day..day + date.words);
            letter.issued_on = Field::Found(Reading { value: Day(value), spans, confidence: sure });
        }
        if placed {
            return;
        }
    }
}

/// `ngày    tháng 11 năm 2026`, as drafts have it.
fn is_blank(text: &Passage, at: usize) -> bool {
    text.word(at + 1) == "thang" && (at + 2..at + 5).any(|index| text.word(index) == "nam")
}

fn after_number(part: &Line<'_>, text: &Passage) -> usize {
    if !is_number(part) {
        return 0;
    }
    let body = part.text.char_indices().nth(2).map_or(0, |(at, _)| at);
    let rest = part.text.get(body..).unwrap_or_default();
    let lead = rest.len() - rest.trim_start_matches([':', '.', ' ', '…', '_']).len();
    let taken = part.text.get(body + lead..).and_then(reference).map_or(0, |found| found.bytes);
    text.word_from(body + lead + taken)
}

/// Stamps in the headers and footers of pages, which have no place in the text.
pub(super) fn margin_stamps(margins: &[String], letter: &mut Letter) {
    for text in margins.iter().take(200) {
        let confidence = Confidence::High;
        if let (Some(value), Field::NotFound) = (secrecy(text), &letter.secrecy) {
            letter.secrecy = Field::Found(Reading { value, spans: Vec::new(), confidence });
        } else if let (Some(value), Field::NotFound) = (urgency(text), &letter.urgency) {
            letter.urgency = Field::Found(Reading { value, spans: Vec::new(), confidence });
        }
    }
}

fn stamp_text(text: &str) -> String {
    kernel::text::tidy(text.trim_matches(|c: char| !c.is_alphanumeric()))
}

fn urgency(text: &str) -> Option<Urgency> {
    match stamp_text(text).as_str() {
        "KHẨN" => Some(Urgency::Urgent),
        "THƯỢNG KHẨN" => Some(Urgency::VeryUrgent),
        "HỎA TỐC" | "HOẢ TỐC" | "HỎA TỐC HẸN GIỜ" | "HOẢ TỐC HẸN GIỜ" => {
            Some(Urgency::Express)
        }
        _ => None,
    }
}

fn secrecy(text: &str) -> Option<Secrecy> {
    match stamp_text(text).as_str() {
        "MẬT" => Some(Secrecy::Secret),
        "TỐI MẬT" => Some(Secrecy::TopSecret),
        "TUYỆT MẬT" => Some(Secrecy::AbsoluteSecret),
        _ => None,
    }
}

fn stamps(lines: &[Line<'_>], parts: &[Line<'_>], letter: &mut Letter) {
    // A stamp may be set anywhere on the first page, so early lines of the body count too.
    let early = lines.iter().take(60).flat_map(columns);
    for part in parts.iter().cloned().chain(early) {
        if part.text.len() > 40 {
            continue;
        }
        let (spans, confidence) = (vec![part.span], Confidence::High);
        if let (Some(value), Field::NotFound) = (urgency(part.text), &letter.urgency) {
            letter.urgency = Field::Found(Reading { value, spans, confidence });
        } else if let (Some(value), Field::NotFound) = (secrecy(part.text), &letter.secrecy) {
            letter.secrecy = Field::Found(Reading { value, spans, confidence });
        }
    }
}

/// First words of the names of bodies, folded.
pub(super) const BODIES: &[&str] = &[
    "so",
    "ubnd",
    "uy ban",
    "bo",
    "ban",
    "cuc",
    "chi cuc",
    "tong cuc",
    "cong an",
    "tinh uy",
    "thanh uy",
    "dang uy",
    "huyen uy",
    "van phong",
    "trung tam",
    "hoi dong",
    "hoi",
    "mat tran",
    "lien doan",
    "doan",
    "vien",
    "truong",
    "phong",
    "dang bo",
    "thu tuong",
    "chinh phu",
    "chu tich",
    "thuong truc",
    "bo chi huy",
    "bo tu lenh",
    "thanh tra",
    "toa an",
    "hdnd",
    "benh vien",
    "bao",
    "dai",
    "quy",
    "tong cong ty",
    "cong ty",
    "tap doan",
];

fn is_body_start(folded: &str) -> bool {
    BODIES.iter().any(|body| {
        folded.strip_prefix(body).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    })
}

fn is_nation(folded: &str) -> bool {
    ["cong hoa xa hoi", "doc lap tu do", "dang cong san viet nam"]
        .iter()
        .any(|phrase| folded.starts_with(phrase))
}

fn issuer(parts: &[Line<'_>], letter: &mut Letter) {
    let numbered = parts.iter().position(is_number);
    let nation = parts.iter().any(|part| is_nation(&kernel::text::fold(part.text)));
    if numbered.is_none() && !nation {
        return;
    }
    let end = numbered.unwrap_or(parts.len());
    let mut bodies: Vec<Passage> = Vec::new();
    let mut joined = false;
    for part in parts.iter().take(end) {
        let folded = kernel::text::fold(part.text);
        let named = KINDS.iter().any(|(name, _)| *name == folded);
        let stamp = matches!(
            folded.as_str(),
            "khan"
                | "thuong khan"
                | "hoa toc"
                | "mat"
                | "toi mat"
                | "tuyet mat"
                | "den"
                | "cong van den"
        );
        if !is_capitals(part.text) || is_nation(&folded) || stamp || part.text.len() > 160 {
            continue;
        }
        if named {
            break;
        }
        let (first, second) = two_bodies(part);
        for piece in std::iter::once(first).chain(second) {
            let starts = is_body_start(&kernel::text::fold(piece.text)) && !joined;
            match bodies.last_mut() {
                Some(last) if !starts => last.push(piece.text, piece.span),
                _ => bodies.push(piece.passage()),
            }
            joined =
                kernel::text::fold(piece.text).ends_with(" va") || piece.text.ends_with([',', '-']);
        }
    }
    bodies.retain(|body| is_body_start(&kernel::text::fold(body.text())) || is_place_body(body));
    let sure = if numbered.is_some() { Confidence::High } else { Confidence::Medium };
    if let Some(last) = bodies.pop() {
        letter.issuer = last.whole(sure).into();
    }
    if let Some(above) = bodies.pop() {
        letter.parent_body = above.whole(sure).into();
    }
}

/// `TỈNH TRE XANH` or the like alone is no body, but `XÃ ỦY`, `QUỐC HỘI` are.
fn is_place_body(body: &Passage) -> bool {
    let named = (0..body.len()).any(|at| matches!(body.word(at), "uy" | "quoc"));
    named && !body.text().contains('/')
}

/// `UBND TỈNH TRE XANH SỞ Y TẾ`, two lines run together, are two bodies.
fn two_bodies<'a>(part: &Line<'a>) -> (Line<'a>, Option<Line<'a>>) {
    let text = part.passage();
    let cut = (2..text.len()).find(|at| {
        ["so", "cong an", "trung tam", "chi cuc", "cuc"].iter().any(|body| text.has(*at, body))
            && !matches!(text.word(at - 1), "va" | "cac" | "van" | "chi" | "tong")
            && matches!(text.word(0), "ubnd" | "uy" | "so" | "tinh" | "cuc" | "bo")
    });
    let Some(cut) = cut.map(|at| text.byte(at)) else { return (part.clone(), None) };
    let halves = part.text.split_at_checked(cut);
    let pieces =
        halves.and_then(|(first, second)| Some((sub(part, 0, first)?, sub(part, cut, second)?)));
    pieces.map_or((part.clone(), None), |(first, second)| (first, Some(second)))
}

fn subject(lines: &[Line<'_>], parts: &[Line<'_>], layout: &Layout, letter: &mut Letter) {
    if let Some((title, _)) = layout.title {
        let end = subject_end(lines, title + 1).min(layout.head.end.max(title + 1));
        let mut text = Passage::default();
        for line in lines.get(title + 1..end).unwrap_or_default() {
            if !is_rule(line.text) {
                text.push(line.text, line.span);
            }
        }
        let from = text.any(0, &["ve viec", "v v"]).unwrap_or(0);
        letter.subject = text.reading(from..text.len(), Confidence::High).into();
        return;
    }
    let Some(at) = parts.iter().position(|part| is_subject(part)) else { return };
    let mut text = Passage::default();
    for (index, part) in parts.iter().enumerate().skip(at) {
        if index > at {
            let first = parts.get(at).map(|part| part.span);
            let same = first.is_some_and(|first| {
                (first.block, first.row, first.cell)
                    == (part.span.block, part.span.row, part.span.cell)
            });
            let lower =
                part.text.chars().next().is_some_and(|c| c.is_lowercase() || c.is_ascii_digit());
            let goes_on = (lower || (same && part.span.cell.is_some())) && !is_capitals(part.text);
            if is_rule(part.text) || is_number(part) || is_dated(part) {
                if part.span.cell.is_some() && same {
                    break;
                }
                continue;
            }
            if !goes_on {
                break;
            }
        }
        text.push(part.text, part.span);
    }
    letter.subject = text.reading(2..text.len(), Confidence::High).into();
}

fn is_subject(part: &Line<'_>) -> bool {
    let text = part.passage();
    text.has(0, "v v") && text.gap(1) == "/"
}

fn is_dated(part: &Line<'_>) -> bool {
    let text = part.passage();
    (0..text.len().min(12)).any(|at| text.word(at) == "ngay" && text.word(at + 2) == "thang")
}

fn kind(layout: &Layout, parts: &[Line<'_>], lines: &[Line<'_>], letter: &mut Letter) {
    if let Some((at, value)) = layout.title {
        let spans = lines.get(at).map(|line| line.span).into_iter().collect();
        letter.kind = Field::Found(Reading { value, spans, confidence: Confidence::High });
        return;
    }
    if let Field::Found(symbol) = &letter.symbol
        && let Some(value) = abbreviated(&symbol.value)
    {
        let spans = symbol.spans.clone();
        letter.kind = Field::Found(Reading { value, spans, confidence: Confidence::Medium });
        return;
    }
    // A dispatch has no type name; what shows it is its "V/v" under the number.
    if let Some(part) = parts.iter().find(|part| is_subject(part)) {
        let numbered = letter.symbol != Field::NotFound;
        let confidence = if numbered { Confidence::High } else { Confidence::Medium };
        let value = DocumentKind::CongVan;
        letter.kind = Field::Found(Reading { value, spans: vec![part.span], confidence });
    }
}

/// The kind that a symbol begins with: `KH-UBND`, `CV/TU`.
fn abbreviated(symbol: &str) -> Option<DocumentKind> {
    Some(match symbol.split(['-', '/']).next()? {
        "NQ" => DocumentKind::NghiQuyet,
        "QĐ" => DocumentKind::QuyetDinh,
        "CT" => DocumentKind::ChiThi,
        "QC" | "QyĐ" | "QĐi" => DocumentKind::QuyDinh,
        "TB" => DocumentKind::ThongBao,
        "HD" => DocumentKind::HuongDan,
        "CTr" => DocumentKind::ChuongTrinh,
        "KH" => DocumentKind::KeHoach,
        "PA" => DocumentKind::PhuongAn,
        "BC" => DocumentKind::BaoCao,
        "TTr" => DocumentKind::ToTrinh,
        "CĐ" => DocumentKind::CongDien,
        "GM" => DocumentKind::GiayMoi,
        "CV" => DocumentKind::CongVan,
        _ => return None,
    })
}
