//! Where the parts of a letter lie: head, addressees, body, tail, annexes.
//!
//! Source: Decree 30/2020/NĐ-CP, annex I (state bodies); the Party's layout differs in words only.

use std::ops::Range;

use super::line::{Line, columns};
use super::model::DocumentKind;

/// How far the head may reach.
const HEAD_LINES: usize = 80;

/// The parts as ranges of lines.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Layout {
    /// Letterhead, number, date, type and subject.
    pub(super) head: Range<usize>,
    /// From `Kính gửi` to the line before the body.
    pub(super) addressees: Range<usize>,
    /// From the first reason to the line before `Nơi nhận` or the signature.
    pub(super) body: Range<usize>,
    /// Recipients and signature.
    pub(super) tail: Range<usize>,
    /// Annexes.
    pub(super) annexes: Range<usize>,
    /// The line that holds the type's name, for typed documents.
    pub(super) title: Option<(usize, DocumentKind)>,
}

/// Type names as they stand above the subject, and as they stand in running text, folded.
pub(super) const KINDS: &[(&str, DocumentKind)] = &[
    ("cong van", DocumentKind::CongVan),
    ("cong dien", DocumentKind::CongDien),
    ("nghi quyet", DocumentKind::NghiQuyet),
    ("quyet dinh", DocumentKind::QuyetDinh),
    ("chi thi", DocumentKind::ChiThi),
    ("quy che", DocumentKind::QuyDinh),
    ("quy dinh", DocumentKind::QuyDinh),
    ("thong bao", DocumentKind::ThongBao),
    ("huong dan", DocumentKind::HuongDan),
    ("chuong trinh", DocumentKind::ChuongTrinh),
    ("ke hoach", DocumentKind::KeHoach),
    ("phuong an", DocumentKind::PhuongAn),
    ("bao cao", DocumentKind::BaoCao),
    ("to trinh", DocumentKind::ToTrinh),
    ("giay moi", DocumentKind::GiayMoi),
    ("nghi dinh", DocumentKind::NghiDinh),
    ("thong tu", DocumentKind::ThongTu),
    ("luat", DocumentKind::Luat),
];

/// Finds the parts.
pub(super) fn layout(lines: &[Line<'_>]) -> Layout {
    let early = lines.len().min(HEAD_LINES);
    let title = (0..early).find_map(|at| title_kind(lines.get(at)?).map(|kind| (at, kind)));
    let telegram = matches!(title, Some((_, DocumentKind::CongDien)));
    let address =
        (0..early).find(|at| lines.get(*at).is_some_and(|line| addresses(line, telegram)));
    let addressees = address.map_or(0..0, |first| first..addressees_end(lines, first));
    let body_start = match (address, title) {
        (Some(_), _) => addressees.end,
        (None, Some((at, _))) => subject_end(lines, at + 1),
        (None, None) => untitled_start(lines, early),
    };
    let tail = (body_start..lines.len())
        .find(|at| lines.get(*at).is_some_and(is_tail))
        .unwrap_or(lines.len());
    let annex = (tail.min(lines.len())..lines.len())
        .find(|at| lines.get(*at).is_some_and(is_annex))
        .unwrap_or(lines.len());
    let body_end = (body_start..tail)
        .find(|at| lines.get(*at).is_some_and(|line| is_annex(line) && line.is_capitals()))
        .unwrap_or(tail);
    // An annex before the signature belongs to the annexes too; its lines are no clauses.
    let (tail, annexes) = if body_end < tail && tail == lines.len() {
        (tail..tail, body_end..tail)
    } else {
        (tail..annex, annex..lines.len())
    };
    let head = 0..address.unwrap_or(body_start);
    Layout { head, addressees, body: body_start..body_end, tail, annexes, title }
}

/// The kind that a line names, if it is a type's name in capitals and nothing else.
fn title_kind(line: &Line<'_>) -> Option<DocumentKind> {
    columns(line).iter().find_map(|part| {
        if !part.is_capitals() || part.text.len() > 40 || part.text.contains(':') {
            return None;
        }
        let folded = kernel::text::fold(part.text);
        let (_, kind) = KINDS.iter().find(|(name, _)| *name == folded)?;
        (*kind != DocumentKind::CongVan).then_some(*kind)
    })
}

fn addresses(line: &Line<'_>, telegram: bool) -> bool {
    columns(line).iter().any(|part| {
        let folded = kernel::text::fold(part.text);
        folded.starts_with("kinh gui")
            || (telegram && folded.ends_with(" dien") && part.text.ends_with(':'))
            || (telegram
                && (folded == "dien" || folded.starts_with("gui "))
                && part.text.contains(':'))
    })
}

/// Whether a line begins with a dash or a bullet.
pub(super) fn is_dash(text: &str) -> bool {
    text.starts_with(['-', '–', '—', '•', '●', '○', '▪', '‣', '·', '+'])
}

/// First words of the reasons that open a body.
pub(super) const OPENINGS: &[&str] = &[
    "thuc hien",
    "trien khai",
    "can cu",
    "nham",
    "de",
    "theo",
    "thi hanh",
    "chap hanh",
    "tiep theo",
    "trong thoi gian qua",
    "thoi gian qua",
    "hien nay",
    "thoi gian vua qua",
    "qua",
    "vua qua",
];

fn opens_body(line: &Line<'_>) -> bool {
    let start: String = line.text.chars().take(40).collect();
    let folded = kernel::text::fold(&start);
    OPENINGS.iter().any(|phrase| {
        folded.strip_prefix(phrase).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    })
}

fn addressees_end(lines: &[Line<'_>], first: usize) -> usize {
    let ends =
        |at: usize, signs: &[char]| lines.get(at).is_some_and(|line| line.text.ends_with(signs));
    let mut dashed = false;
    let mut at = first + 1;
    while let Some(line) = lines.get(at).filter(|_| at - first <= 60) {
        let before = at - 1;
        let small = line.text.chars().next().is_some_and(|c| c.is_lowercase() || c == '(');
        let short = line.text.chars().count() < 200 && !opens_body(line);
        let listed = ends(before, &[';', ',']) || (before == first && ends(first, &[':']));
        // A name that is broken over two lines goes on with a small letter.
        let broken = small && !ends(before, &['.', ':', ';']);
        let after_last = ends(before, &['.']);
        let goes_on = !after_last
            && (is_dash(line.text) || broken || (listed && short && (!dashed || small)));
        if !goes_on {
            break;
        }
        dashed |= is_dash(line.text);
        at += 1;
    }
    at
}

/// The end of the subject that stands under a type's name.
pub(super) fn subject_end(lines: &[Line<'_>], first: usize) -> usize {
    let block = |at: usize| lines.get(at).map(|line| line.span.block);
    let mut at = first;
    while let Some(line) = lines.get(at) {
        let long = line.text.chars().count() > 250;
        let ends = line.text.ends_with(['.', ';', ':']) && !line.is_capitals();
        let marked = super::marks::mark(line.text).is_some() && !is_rule(line.text);
        if long || ends || marked || opens_body(line) || at - first > 8 {
            break;
        }
        // Capitals such as the title of the office that decides end a subject too.
        if at > first && line.is_capitals() && !is_rule(line.text) && block(at) != block(at - 1) {
            break;
        }
        at += 1;
    }
    at
}

/// A drawn rule: `-----`, `___`, `*`.
pub(super) fn is_rule(text: &str) -> bool {
    !text.chars().any(char::is_alphanumeric)
}

fn untitled_start(lines: &[Line<'_>], early: usize) -> usize {
    let head = (0..early.min(30)).rev().find(|at| {
        lines.get(*at).is_some_and(|line| {
            columns(line).iter().any(|part| {
                let folded = kernel::text::fold(part.text);
                folded.starts_with("v v ")
                    || folded.starts_with("doc lap tu do hanh phuc")
                    || folded.starts_with("cong hoa xa hoi chu nghia")
                    || (folded.starts_with("so ")
                        && part.text.contains('/')
                        && part.text.len() < 60)
            })
        })
    });
    let mut start = head.map_or(0, |at| at + 1);
    // The rest of the letterhead's own table is head as well.
    let block = head.and_then(|at| lines.get(at)).filter(|line| line.in_table());
    while let (Some(block), Some(line)) = (block, lines.get(start)) {
        if line.span.block != block.span.block {
            break;
        }
        start += 1;
    }
    start
}

fn is_tail(line: &Line<'_>) -> bool {
    columns(line).iter().any(|part| {
        let short = part.text.chars().count() < 120;
        let folded = if short { kernel::text::fold(part.text) } else { String::new() };
        folded == "noi nhan"
            || (folded.starts_with("noi nhan") && part.text.contains(':'))
            || super::signing::capacity(part.text).is_some()
    })
}

/// Whether a line is the title of an annex or of a form.
pub(super) fn is_annex(line: &Line<'_>) -> bool {
    if line.text.chars().count() > 90 || is_dash(line.text) || line.text.ends_with([';', ',']) {
        return false;
    }
    let folded = kernel::text::fold(line.text);
    let mut words = folded.split(' ');
    match (words.next(), words.next()) {
        (Some("phu"), Some("luc")) => {
            line.is_capitals() || words.next().is_none_or(|next| next.len() <= 4)
        }
        (Some("mau" | "bieu"), Some("so" | "bao")) => true,
        _ => false,
    }
}
