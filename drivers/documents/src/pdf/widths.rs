//! Widths of letters spelled out, because the library passes over ranges of equal widths.
//!
//! ISO 32000-1, 9.7.4.3: the array `W` of a CID font has entries `c [w1 w2 …]` and entries
//! `first last w`. Without the second kind, letters would be taken for a whole em wide and words
//! would end up in each other.

use pdf_extract::{Dictionary, Document, Object, ObjectId};

/// Letters that a font has at most.
const MAX_LETTERS: i64 = 65_536;

/// Rewrites every range of every font to single widths.
pub(super) fn spell_out(pdf: &mut Document) {
    let found: Vec<(ObjectId, Vec<Object>)> = pdf
        .objects
        .iter()
        .filter_map(|(id, object)| Some((*id, widths(pdf, object.as_dict().ok()?)?)))
        .collect();
    for (id, widths) in found {
        if let Some(Ok(font)) = pdf.objects.get_mut(&id).map(Object::as_dict_mut) {
            font.set("W", widths);
        }
    }
}

/// The widths of a font without ranges; `None` where it has none.
fn widths(pdf: &Document, font: &Dictionary) -> Option<Vec<Object>> {
    let subtype = font.get(b"Subtype").ok()?.as_name().ok()?;
    if !subtype.starts_with(b"CIDFontType") {
        return None;
    }
    let resolve = |object: &Object| pdf.dereference(object).map(|(_, object)| object.clone()).ok();
    let entries = resolve(font.get(b"W").ok()?)?;
    let mut entries = entries.as_array().ok()?.iter();
    let mut spelled = Vec::new();
    while let (Some(first), Some(second)) = (entries.next(), entries.next()) {
        let (first, second) = (resolve(first)?, resolve(second)?);
        if let Object::Array(_) = second {
            spelled.extend([first, second]);
            continue;
        }
        let width = resolve(entries.next()?)?;
        let (from, to) = (first.as_i64().ok()?, second.as_i64().ok()?);
        let letters = to.checked_sub(from)?.checked_add(1)?.clamp(0, MAX_LETTERS);
        let same = vec![width; usize::try_from(letters).ok()?];
        spelled.extend([first, Object::Array(same)]);
    }
    Some(spelled)
}
