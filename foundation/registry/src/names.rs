//! Recognizing a body by the name that a list or letter gives it.
//!
//! A second witness only: a name never decides alone whose an address is.

use std::collections::{BTreeMap, BTreeSet};

use kernel::OrganizationId;
use kernel::text::{fold, tidy};

use crate::tree::Tree;

/// Best score: the name itself, its short name or its code.
pub const EXACT: u16 = 1_000;
/// Score below which a name is not offered.
const LEAST: u16 = 450;
/// Score of a name that is given by its initials.
const INITIALS: u16 = 900;
/// Taken off where the letters agree and the marks above them do not.
const OTHER_MARKS: u16 = 40;

/// Score from which a part of a text names a body.
const CLEAR: u16 = 850;
/// What stands between bodies that are named side by side.
const LIST_SIGNS: [char; 5] = [',', ';', '/', '\n', '+'];

/// Taken off where only the part before a comma was compared.
const WITH_PLACE: u16 = 20;

/// Words that lists shorten. The second field says whether the short form stands only before
/// another word (so that a lone `P` is not taken for a ward).
const SHORT_FORMS: &[(&str, bool, &str)] = &[
    ("ubnd", false, "uy ban nhan dan"),
    ("hdnd", false, "hoi dong nhan dan"),
    ("vp", true, "van phong"),
    ("p", true, "phuong"),
    ("x", true, "xa"),
    ("tt", true, "trung tam"),
    ("tp", true, "thanh pho"),
    ("bv", true, "benh vien"),
    ("bvdk", true, "benh vien da khoa"),
    ("thpt", false, "trung hoc pho thong"),
    ("thcs", false, "trung hoc co so"),
    ("cntt", false, "cong nghe thong tin"),
    ("ttcntt", false, "trung tam cong nghe thong tin"),
    ("khcn", false, "khoa hoc va cong nghe"),
    ("kh cn", false, "khoa hoc va cong nghe"),
    ("gddt", false, "giao duc va dao tao"),
    ("gd dt", false, "giao duc va dao tao"),
    ("nnmt", false, "nong nghiep va moi truong"),
    ("vhttdl", false, "van hoa the thao va du lich"),
    ("mttq", false, "mat tran to quoc"),
    ("cong an t", false, "cong an tinh"),
];

/// A body that a name may mean.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct NameMatch {
    /// The body.
    pub organization: OrganizationId,
    /// How well the name fits, in thousandths; [`EXACT`] at best.
    pub score: u16,
}

#[derive(Clone, Debug)]
struct Known {
    organization: OrganizationId,
    /// Bodies above it.
    above: Vec<OrganizationId>,
    words: BTreeSet<String>,
    /// Name in lower case with its marks, to tell `Bắc` from `Bạc`.
    marked: String,
}

/// All names at one instant.
#[derive(Clone, Debug, Default)]
pub struct NameIndex {
    known: Vec<Known>,
    /// Bodies by a folded form that names them fully, with the score of that form.
    exact: BTreeMap<String, BTreeSet<(usize, u16)>>,
    by_word: BTreeMap<String, Vec<usize>>,
}

impl NameIndex {
    /// Builds the index over the bodies of a tree.
    #[must_use]
    pub fn build(tree: &Tree) -> Self {
        let mut index = Self::default();
        for node in tree.nodes() {
            let full = expand(&fold(&node.name));
            let at = index.known.len();
            let mut forms = BTreeMap::from([(full.clone(), EXACT)]);
            let initials: String =
                fold(&node.name).split(' ').filter_map(|word| word.chars().next()).collect();
            if initials.chars().count() > 2 {
                forms.entry(initials).or_insert(INITIALS);
            }
            for form in [node.short_name.as_deref(), node.code.as_ref().map(|code| code.as_str())] {
                let folded = fold(form.unwrap_or_default());
                if !folded.is_empty() {
                    forms.insert(expand(&folded), EXACT);
                    forms.insert(folded, EXACT);
                }
            }
            for (form, score) in forms {
                index.exact.entry(form).or_default().insert((at, score));
            }
            let words: BTreeSet<String> = full.split(' ').map(str::to_owned).collect();
            for word in &words {
                index.by_word.entry(word.clone()).or_default().push(at);
            }
            let marked = tidy(&node.name).to_lowercase();
            let above = tree.ancestors(node.id).map(|above| above.id).collect();
            index.known.push(Known { organization: node.id, above, words, marked });
        }
        index
    }

    /// The bodies that `text` may mean, best first, at most `most`.
    #[must_use]
    pub fn matches(&self, text: &str, most: usize) -> Vec<NameMatch> {
        let marked = tidy(text).to_lowercase();
        let mut scores: BTreeMap<usize, u16> = BTreeMap::new();
        self.score(&fold(text), 0, &mut scores);
        // "Ward A, province B": what stands behind says where it is, not what it is.
        if let Some((head, _)) = text.split_once([',', ';', '(']) {
            self.score(&fold(head), WITH_PLACE, &mut scores);
        }
        let has_marks = !marked.is_ascii();
        let mut found: Vec<NameMatch> = scores
            .into_iter()
            .filter_map(|(at, score)| {
                let known = self.known.get(at)?;
                let other_marks = has_marks && !shares_marks(&marked, &known.marked);
                let score = score.saturating_sub(if other_marks { OTHER_MARKS } else { 0 });
                (score >= LEAST).then_some(NameMatch { organization: known.organization, score })
            })
            .collect();
        found.sort_by_key(|found| (std::cmp::Reverse(found.score), found.organization));
        found.truncate(most);
        found
    }

    /// The bodies that one text names side by side, in its order: "Ward A, Ward B". Empty where it
    /// names fewer than two, or where what stands behind only says where the first is.
    #[must_use]
    pub fn several(&self, text: &str) -> Vec<OrganizationId> {
        let by_sign = self.each_of(text.split(LIST_SIGNS));
        if by_sign.len() > 1 {
            return by_sign;
        }
        // "and" stands in many a name too: what the whole text names well is one body.
        let whole = self.matches(text, 1).first().map_or(0, |found| found.score);
        if whole >= CLEAR {
            return Vec::new();
        }
        let found = self.each_of(text.split(" và ").flat_map(|part| part.split(" - ")));
        if found.len() > 1 { found } else { Vec::new() }
    }

    /// The bodies that parts of a text clearly name, each once, less those above another of them.
    fn each_of<'t>(&self, parts: impl Iterator<Item = &'t str>) -> Vec<OrganizationId> {
        let mut found: Vec<(OrganizationId, bool)> = Vec::new();
        for part in parts {
            let matches = self.matches(part, 2);
            let Some(best) = matches.first().filter(|best| best.score >= CLEAR) else { continue };
            // A name written out with all its marks is clear, though another differs in marks alone.
            let is_clear = matches.get(1).is_none_or(|next| {
                next.score + 50 < best.score || (best.score == EXACT && next.score < EXACT)
            });
            if is_clear && found.iter().all(|(seen, _)| *seen != best.organization) {
                found.push((best.organization, best.score == EXACT));
            }
        }
        let above = |id: OrganizationId| {
            let of_other = |(other, _): &(OrganizationId, bool)| {
                self.known.iter().any(|one| one.organization == *other && one.above.contains(&id))
            };
            found.iter().any(of_other)
        };
        found.iter().filter(|(id, exact)| *exact || !above(*id)).map(|(id, _)| *id).collect()
    }

    /// Keeps the best score of each body for one reading of the text.
    fn score(&self, folded: &str, less: u16, scores: &mut BTreeMap<usize, u16>) {
        if folded.is_empty() {
            return;
        }
        let full = expand(folded);
        let mut own: BTreeMap<usize, u16> = BTreeMap::new();
        for form in [folded, full.as_str()] {
            for (at, score) in self.exact.get(form).into_iter().flatten() {
                let best = own.entry(*at).or_default();
                *best = (*best).max(*score);
            }
        }
        self.score_words(&full, &mut own);
        for (at, score) in own {
            let best = scores.entry(at).or_default();
            *best = (*best).max(score.saturating_sub(less));
        }
    }

    /// Words in common, each by how rare it is, against all words of both (weighted Dice).
    fn score_words(&self, full: &str, scores: &mut BTreeMap<usize, u16>) {
        let words: BTreeSet<&str> = full.split(' ').collect();
        let asked: u64 = words.iter().map(|word| self.weight(word)).sum();
        let mut common: BTreeMap<usize, u64> = BTreeMap::new();
        for word in &words {
            let weight = self.weight(word);
            for at in self.by_word.get(*word).into_iter().flatten() {
                *common.entry(*at).or_default() += weight;
            }
        }
        for (at, common) in common {
            let Some(known) = self.known.get(at) else { continue };
            let own: u64 = known.words.iter().map(|word| self.weight(word)).sum();
            // Below the exact score, since the order of words is not compared.
            let score = 2 * common * u64::from(EXACT - 50) / (asked + own).max(1);
            let best = scores.entry(at).or_default();
            *best = (*best).max(u16::try_from(score).unwrap_or(EXACT));
        }
    }

    /// How much a word tells: 1 for one that all bodies have, more the fewer have it.
    fn weight(&self, word: &str) -> u64 {
        let holders = self.by_word.get(word).map_or(1, Vec::len).max(1);
        let ratio = (self.known.len() / holders).max(1);
        1 + u64::from(ratio.ilog2()) * 2
    }
}

/// Whether every word of the text that the name has letter by letter has the same marks.
fn shares_marks(text: &str, name: &str) -> bool {
    let of_name: Vec<(String, &str)> =
        name.split_whitespace().map(|word| (fold(word), word)).collect();
    text.split_whitespace().all(|word| {
        let folded = fold(word);
        let word = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        let mut same = of_name.iter().filter(|(other, _)| *other == folded).peekable();
        word.is_ascii() || same.peek().is_none() || same.any(|(_, other)| *other == word)
    })
}

/// Folded text with the short forms written out.
fn expand(folded: &str) -> String {
    let words: Vec<&str> = folded.split(' ').collect();
    let mut full: Vec<&str> = Vec::with_capacity(words.len());
    let mut at = 0;
    'words: while let Some(word) = words.get(at) {
        for (short, needs_next, long) in SHORT_FORMS {
            let length = short.split(' ').count();
            let is_short = words.get(at..at + length).is_some_and(|part| part.join(" ") == *short);
            if is_short && (!needs_next || at + length < words.len()) {
                full.push(long);
                at += length;
                continue 'words;
            }
        }
        full.push(word);
        at += 1;
    }
    full.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::OrganizationKind;
    use crate::tree::TreeBody;
    use kernel::Id as _;

    const NAMES: &[(&str, Option<&str>)] = &[
        ("Ủy ban nhân dân tỉnh Sông Hạ", Some("UBND tỉnh")),
        ("Sở Y tế", Some("SYT")),
        ("Sở Khoa học và Công nghệ", None),
        ("Sở Giáo dục và Đào tạo", None),
        ("Ủy ban nhân dân phường Bắc Hà", None),
        ("Ủy ban nhân dân xã Bắc Hà Thượng", None),
        ("Ủy ban nhân dân phường Nam Hà", None),
        ("Ủy ban nhân dân phường Bạc Hà", None),
        ("Bệnh viện Đa khoa tỉnh Sông Hạ", None),
        ("Trung tâm Công nghệ thông tin", None),
    ];

    fn index() -> NameIndex {
        let body = |(number, (name, short)): (usize, &(&str, Option<&str>))| TreeBody {
            id: OrganizationId::from_uuid(uuid::Uuid::from_u128(number as u128)),
            name: (*name).to_owned(),
            short_name: short.map(str::to_owned),
            name_folded: fold(name),
            code: None,
            kind: OrganizationKind::State,
            parent: None,
        };
        NameIndex::build(&Tree::build(NAMES.iter().enumerate().map(body).collect()))
    }

    fn best(text: &str) -> Option<&'static str> {
        let found = index().matches(text, 3);
        let first = found.first()?;
        NAMES.get(first.organization.uuid().as_u128() as usize).map(|(name, _)| *name)
    }

    #[test]
    fn the_usual_ways_of_writing_a_name_are_recognized() {
        for (text, name) in [
            ("Sở Y tế", "Sở Y tế"),
            ("SYT", "Sở Y tế"),
            ("so y te", "Sở Y tế"),
            ("UBND phường Bắc Hà", "Ủy ban nhân dân phường Bắc Hà"),
            ("Ủy ban nhân dân P. Bắc Hà", "Ủy ban nhân dân phường Bắc Hà"),
            ("UBND P.Bắc Hà, tỉnh Sông Hạ", "Ủy ban nhân dân phường Bắc Hà"),
            ("Phường Bạc Hà", "Ủy ban nhân dân phường Bạc Hà"),
            ("UBND X. Bắc Hà Thượng", "Ủy ban nhân dân xã Bắc Hà Thượng"),
            ("Sở KH&CN", "Sở Khoa học và Công nghệ"),
            ("Sở GD-ĐT", "Sở Giáo dục và Đào tạo"),
            ("BVĐK tỉnh Sông Hạ", "Bệnh viện Đa khoa tỉnh Sông Hạ"),
            ("TT CNTT", "Trung tâm Công nghệ thông tin"),
        ] {
            assert_eq!(best(text), Some(name), "{text}");
        }
    }

    #[test]
    fn bodies_named_side_by_side_are_told_from_one_with_its_place() {
        let index = index();
        let several = |text: &str| -> Vec<&str> {
            let found = index.several(text).into_iter();
            found.map(|id| NAMES[usize::try_from(id.uuid().as_u128()).unwrap()].0).collect()
        };
        let both = ["Ủy ban nhân dân phường Bắc Hà", "Ủy ban nhân dân phường Nam Hà"];
        for text in [
            "UBND phường Bắc Hà, UBND phường Nam Hà",
            "UBND phường Bắc Hà; UBND phường Nam Hà",
            "UBND phường Bắc Hà và UBND phường Nam Hà",
            "UBND phường Bắc Hà / UBND phường Nam Hà",
            "UBND phường Bắc Hà\nUBND phường Nam Hà",
        ] {
            assert_eq!(several(text), both, "{text}");
        }
        for text in [
            "UBND phường Bắc Hà",
            "UBND phường Bắc Hà, tỉnh Sông Hạ",
            "Sở Khoa học và Công nghệ",
            "Sở Giáo dục và Đào tạo, tỉnh Sông Hạ",
            "Công ty Ví Dụ, UBND phường Bắc Hà",
            "UBND phường Bắc Hà, UBND phường Bắc Hà",
        ] {
            assert_eq!(several(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn what_means_nobody_finds_nobody() {
        for text in ["", "???", "Công ty TNHH Ví Dụ", "zzz"] {
            assert_eq!(best(text), None, "{text}");
        }
        let scores: Vec<u16> =
            index().matches("phường Bắc Hà", 3).iter().map(|found| found.score).collect();
        assert!(scores.is_sorted_by(|left, right| left >= right));
        assert!(scores.first().is_some_and(|score| *score < EXACT));
    }
}
