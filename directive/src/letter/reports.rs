//! To whom a report goes and on which form, where the letter says so.

use super::clauses::Body;
use super::head::BODIES;
use super::model::{Confidence, Reading, ReportAsked};
use super::parts::ClauseRole;
use super::passage::Passage;

/// Reports that one letter may ask for.
const MOST: usize = 200;

/// The clauses that say to whom a report goes or on which form. Reports of incidents are another
/// thing.
pub(super) fn read(body: &Body) -> Vec<ReportAsked> {
    let mut found = Vec::new();
    for (clause, text) in body.clauses.iter().zip(&body.texts) {
        if clause.role == ClauseRole::Preamble {
            continue;
        }
        let Some(report) = text.find(0..text.len(), "bao cao") else { continue };
        let incident = text.find(0..report + 6, "su co").is_some();
        let (recipient, form) = (recipient_in(text, report), form_in(text, report));
        if (recipient.is_none() && form.is_none()) || incident || found.len() >= MOST {
            continue;
        }
        found.push(ReportAsked {
            recipient: recipient.into(),
            form: form.into(),
            clause: clause.path.clone(),
        });
    }
    found
}

fn recipient_in(text: &Passage, report: usize) -> Option<Reading<String>> {
    const ENDS: &[&str] =
        &["truoc", "qua", "theo", "de", "cham", "bang", "trong", "ket", "tinh", "dinh", "va", "ve"];
    let start = (report + 2..(report + 40).min(text.len())).find(|at| {
        let before = text.word(*at - 1);
        let direct = *at == report + 2 || before == "ve" || before == "len";
        direct && is_body(text, *at)
    })?;
    let mut end = start;
    while end < text.len() && end - start < 20 {
        let word = text.word(end);
        let joins = word == "va" && !text.is_lower(end + 1);
        let province = text.raw(end) == "tỉnh";
        let stop = text.is_lower(end) && ENDS.contains(&word) && !joins && !province;
        if end > start && (stop || text.gap(end).contains(['(', ',', ';', '.', ':', ')'])) {
            break;
        }
        end += 1;
    }
    text.reading(start..end, Confidence::Medium)
}

fn is_body(text: &Passage, at: usize) -> bool {
    !text.is_lower(at) && text.any(at, BODIES).is_some()
}

fn form_in(text: &Passage, report: usize) -> Option<Reading<String>> {
    let start = (report..(report + 60).min(text.len())).find(|at| {
        text.any(*at, &["theo mau", "theo bieu mau", "theo phu luc", "theo de cuong", "theo bieu"])
            .is_some()
    })?;
    let mut end = start + 2;
    while end < text.len() && end - start < 14 {
        let stop =
            matches!(text.word(end), "truoc" | "cham" | "ve" | "gui" | "va") && text.is_lower(end);
        if stop || text.gap(end).contains([',', ';', '.', ')', '(']) {
            break;
        }
        end += 1;
    }
    text.reading(start + 1..end, Confidence::High)
}
