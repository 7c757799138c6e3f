//! Deadlines and the time for which a letter holds. Only what the issuer states: a day without its
//! year, a span counted from receipt and a monthly date stay text.

use chrono::NaiveDate;
use std::ops::Range;

use super::citations::Cited;
use super::clauses::Body;
use super::dates::{date_at, number};
use super::model::{Confidence, Deadline, Field, Reading, Validity};
use super::parts::{Clause, ClauseRole};
use super::passage::Passage;

/// Deadlines that one letter may have.
const MOST: usize = 500;

/// The deadlines of the body, in order.
pub(super) fn deadlines(body: &Body, cited: &Cited) -> Vec<Deadline> {
    let mut found = Vec::new();
    let mut taken = cited.taken.iter().peekable();
    for (index, (clause, text)) in body.clauses.iter().zip(&body.texts).enumerate() {
        let mut used: Vec<Range<usize>> = Vec::new();
        while let Some((_, words)) = taken.next_if(|(at, _)| *at <= index) {
            used.push(words.clone());
        }
        if clause.role != ClauseRole::Preamble {
            in_text(clause, text, &used, &mut found);
        }
        found.extend(of_task(clause));
        if found.len() >= MOST {
            break;
        }
    }
    found.truncate(MOST);
    found
}

fn in_text(clause: &Clause, text: &Passage, used: &[Range<usize>], found: &mut Vec<Deadline>) {
    let mut at = 0;
    while at < text.len() && found.len() < MOST {
        match limit(text, at).filter(|_| !used.iter().any(|words| words.contains(&at))) {
            Some(limit) if is_order(text, at, &limit) => {
                at = limit.words.end;
                found.push(Deadline {
                    text: text.slice(limit.words.clone()).to_owned(),
                    on: limit.on,
                    time: limit.time,
                    recurring: limit.recurring,
                    clause: Some(clause.path.clone()),
                    spans: text.spans(limit.words),
                    confidence: if limit.on.is_some() {
                        Confidence::High
                    } else {
                        Confidence::Medium
                    },
                });
            }
            Some(limit) => at = limit.words.end,
            None => at += 1,
        }
    }
}

/// The due cell of a row of a table of tasks: a deadline if it holds a full date.
fn of_task(clause: &Clause) -> Option<Deadline> {
    let due = clause.due.as_ref()?;
    let text = Passage::of(&due.value, *due.spans.first()?);
    let date = (0..text.len().min(20)).find_map(|at| date_at(&text, at));
    let folded = kernel::text::fold(&due.value);
    let routine = ["thuong xuyen", "hang thang", "hang quy", "hang nam", "hang tuan", "dinh ky"]
        .iter()
        .any(|phrase| folded.contains(phrase));
    if date.is_none() && !folded.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some(Deadline {
        text: due.value.clone(),
        on: date.and_then(|date| date.day).filter(|_| !routine),
        time: None,
        recurring: routine,
        clause: Some(clause.path.clone()),
        spans: due.spans.clone(),
        confidence: if date.is_some() { Confidence::High } else { Confidence::Medium },
    })
}

struct Limit {
    words: Range<usize>,
    on: Option<NaiveDate>,
    time: Option<String>,
    recurring: bool,
    /// Whether the words alone say that it is a limit.
    plain: bool,
}

/// A time limit that begins at a word.
fn limit(text: &Passage, at: usize) -> Option<Limit> {
    const PLAIN: &[&str] = &["cham nhat", "muon nhat", "han cuoi", "han chot", "thoi han"];
    const BEFORE: &[&str] = &["truoc", "den het", "trong ngay", "xong trong"];
    if text.has(at, "trong vong") {
        return counted(text, at, at + 2);
    }
    let plain = text.any(at, PLAIN);
    let mut next = at + plain.or_else(|| text.any(at, BEFORE))?;
    if text.has(at, "trong ngay") {
        next = at + 1;
    }
    let filler = |at: usize| {
        matches!(
            text.word(at),
            "la" | "den"
                | "vao"
                | "trong"
                | "truoc"
                | "het"
                | "luc"
                | "gui"
                | "bao"
                | "cao"
                | "hoan"
                | "thanh"
        )
    };
    let mut skipped = 0;
    while plain.is_some() && skipped < 5 && filler(next) {
        next += 1;
        skipped += 1;
    }
    let (time, next) =
        time_at(text, next).map_or((None, next), |(time, words)| (Some(time), next + words));
    let next = next + usize::from(text.word(next) == "cua");
    if let Some(date) = date_at(text, next) {
        let words = at..next + date.words;
        return Some(Limit { words, on: date.day, time, recurring: false, plain: plain.is_some() });
    }
    repeated(text, at, next, time).or_else(|| coarse(text, at, next, plain.is_some()))
}

/// `ngày 25 hàng tháng`
fn repeated(text: &Passage, at: usize, next: usize, time: Option<String>) -> Option<Limit> {
    let day = text.word(next) == "ngay" && number(text.word(next + 1), 2).is_some();
    let every = text.any(
        next + 2,
        &["hang thang", "hang quy", "hang tuan", "hang nam", "moi thang", "cua thang"],
    )?;
    day.then(|| Limit { words: at..next + 2 + every, on: None, time, recurring: true, plain: true })
}

/// `trước tháng 12/2026`, `trong quý IV/2026`: kept as text.
fn coarse(text: &Passage, at: usize, next: usize, plain: bool) -> Option<Limit> {
    let month = text.word(next) == "thang" && number(text.word(next + 1), 2).is_some();
    let quarter =
        text.word(next) == "quy" && matches!(text.word(next + 1), "i" | "ii" | "iii" | "iv");
    let year = number(text.word(next + 2), 4).is_some() && text.word(next + 2).len() == 4;
    let words = at..next + 2 + usize::from(year);
    (month || quarter).then_some(Limit { words, on: None, time: None, recurring: false, plain })
}

/// `trong vòng 05 ngày kể từ ngày nhận được văn bản`: counted, so no date of its own.
fn counted(text: &Passage, at: usize, next: usize) -> Option<Limit> {
    number(text.word(next), 3)?;
    let unit = (next + 1..next + 4)
        .find(|at| matches!(text.word(*at), "ngay" | "gio" | "tuan" | "thang" | "phut"))?;
    let mut end = unit + 1;
    if text.word(end) == "lam" && text.word(end + 1) == "viec" {
        end += 2;
    }
    // Counted from when: up to the end of that part of the sentence.
    if text.any(end, &["ke tu", "tu khi", "tu ngay", "sau khi"]).is_some() {
        while end < text.len() && end - at < 24 && text.gap(end).trim().is_empty() {
            end += 1;
        }
    }
    Some(Limit { words: at..end, on: None, time: None, recurring: false, plain: true })
}

/// `17h00`, `17 giờ 00`, `16h30`, `17:00`; as `HH:MM` and the words it takes.
fn time_at(text: &Passage, at: usize) -> Option<(String, usize)> {
    let word = text.word(at);
    let (hours, minutes, words) = if let Some((hours, minutes)) = word.split_once('h') {
        (number(hours, 2)?, if minutes.is_empty() { 0 } else { number(minutes, 2)? }, 1)
    } else if text.word(at + 1) == "gio" {
        let minutes = number(text.word(at + 2), 2);
        (number(word, 2)?, minutes.unwrap_or(0), if minutes.is_some() { 3 } else { 2 })
    } else if text.gap(at + 1) == ":" {
        (number(word, 2)?, number(text.word(at + 1), 2)?, 2)
    } else {
        return None;
    };
    let words = words + usize::from(text.word(at + words) == "phut");
    (hours < 25 && minutes < 60).then(|| (format!("{hours:02}:{minutes:02}"), words))
}

/// Whether it limits what is to be done, not when something was: `đã phê duyệt trước ngày …`.
fn is_order(text: &Passage, at: usize, limit: &Limit) -> bool {
    if limit.plain {
        return true;
    }
    let near = at.saturating_sub(12)..at;
    const ENDS: &[&str] =
        &["bao cao", "gui", "hoan thanh", "xong", "gui ve", "cung cap", "dang ky"];
    let ends = near.clone().any(|at| text.any(at, ENDS).is_some());
    let past = (at.saturating_sub(6)..at).any(|at| {
        text.any(at, &["da", "duoc", "phe duyet", "ban hanh", "tu", "ke tu", "so lieu"]).is_some()
    });
    // "đến hết ngày" ends a period as often as it limits a task.
    let needs_end = text.has(at, "den het");
    ends || (!past && !needs_end)
}

/// The time for which the letter holds: the first such words that belong to no citation.
pub(super) fn validity(body: &Body, cited: &Cited, subject: &Field<String>) -> Field<Validity> {
    for (index, (clause, text)) in body.clauses.iter().zip(&body.texts).enumerate() {
        if clause.role == ClauseRole::Task {
            continue;
        }
        let mut at = 0;
        while at < text.len() {
            let Some(words) = period(text, at) else {
                at += 1;
                continue;
            };
            let first = cited.taken.partition_point(|(clause, _)| *clause < index);
            let of_citation = cited
                .taken
                .iter()
                .skip(first)
                .take_while(|(clause, _)| *clause == index)
                .any(|(_, taken)| taken.contains(&words.start));
            if !of_citation {
                return found(text, words);
            }
            at = words.end;
        }
    }
    // Else the subject may say it; a cited letter's subject never does.
    let Field::Found(subject) = subject else { return Field::NotFound };
    let text = Passage::again(&subject.value, &subject.spans);
    let words = (0..text.len()).find_map(|at| period(&text, at));
    words.map_or(Field::NotFound, |words| found(&text, words))
}

fn found(text: &Passage, words: Range<usize>) -> Field<Validity> {
    let (from, to) = window(text, words.clone()).unwrap_or_default();
    let value = Validity { text: text.slice(words.clone()).to_owned(), from, to };
    let confidence = if from.is_some() { Confidence::High } else { Confidence::Medium };
    Field::Found(Reading { value, spans: text.spans(words), confidence })
}

/// Words such as `trong dịp Tết Nguyên đán` or `từ ngày … đến hết ngày …`.
fn period(text: &Passage, at: usize) -> Option<Range<usize>> {
    const NAMED: &[&str] = &[
        "trong dip",
        "trong thoi gian dien ra",
        "trong thoi gian nghi",
        "trong thoi gian to chuc",
        "trong thoi gian dip",
        "trong ky nghi",
        "trong cac ngay nghi",
        "trong suot thoi gian dien ra",
    ];
    if let Some(lead) = text.any(at, NAMED) {
        let mut end = at + lead;
        while end < text.len() && end < at + 24 {
            let gap = text.gap(end);
            let dated = window(text, end..end + 12).is_some();
            if gap.contains([';', '.', ')', ':']) || (gap.contains([',', '(']) && !dated) {
                break;
            }
            end += 1;
        }
        return (end > at + lead).then_some(at..end);
    }
    let reported = (at.saturating_sub(8)..at).any(|at| {
        text.any(at, &["so lieu", "thong ke", "phat hien", "ghi nhan", "bao cao", "gioi han"])
            .is_some()
    });
    if text.word(at) != "tu" || reported {
        return None;
    }
    let end = window_end(text, at)?;
    Some(at..end)
}

fn window(text: &Passage, words: Range<usize>) -> Option<(Option<NaiveDate>, Option<NaiveDate>)> {
    let at = words.clone().find(|at| text.word(*at) == "tu" && window_end(text, *at).is_some())?;
    let first = dated_from(text, at + 1)?;
    let second = dated_from(text, first.1)?;
    Some((first.0, second.0))
}

fn window_end(text: &Passage, at: usize) -> Option<usize> {
    let first = dated_from(text, at + 1)?;
    if !(first.1..first.1 + 2).any(|at| text.word(at) == "den") {
        return None;
    }
    dated_from(text, first.1).map(|second| second.1)
}

/// The next date after at most four small words and a time of day.
fn dated_from(text: &Passage, at: usize) -> Option<(Option<NaiveDate>, usize)> {
    let mut next = at;
    for _ in 0..5 {
        if let Some((_, words)) = time_at(text, next) {
            next += words;
        }
        if let Some(date) = date_at(text, next) {
            return Some((date.day, next + date.words));
        }
        if !matches!(text.word(next), "den" | "het" | "nay" | "khi" | "ngay" | "luc") {
            return None;
        }
        next += 1;
    }
    None
}
