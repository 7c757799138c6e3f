//! The signature block: in what capacity, which post, and a name only if one really stands there.
//!
//! Source: Decree 30/2020/NĐ-CP, annex I, boxes 7a to 7c; the Party writes `T/M` for `TM.`

use super::line::{Line, columns, is_capitals};
use super::model::{Confidence, Field, Reading};
use super::parts::{Capacity, Signing, SigningFor};

/// The capacity that opens a line in capitals, and where the words after it begin, in bytes.
pub(super) fn capacity(text: &str) -> Option<(Capacity, usize)> {
    if text.len() > 160 || !is_capitals(text) {
        return None;
    }
    const FORMS: &[(&str, Capacity)] = &[
        ("TUQ", Capacity::Tuq),
        ("T/UQ", Capacity::Tuq),
        ("TM", Capacity::Tm),
        ("T/M", Capacity::Tm),
        ("KT", Capacity::Kt),
        ("K/T", Capacity::Kt),
        ("TL", Capacity::Tl),
        ("T/L", Capacity::Tl),
        ("Q", Capacity::Q),
    ];
    FORMS.iter().find_map(|(form, capacity)| {
        let rest = text.strip_prefix(form)?;
        let slashed = form.contains('/');
        if !(rest.starts_with('.') || (slashed && rest.starts_with(' '))) {
            return None;
        }
        let words = rest.trim_start_matches(['.', ' ']);
        let first = words.chars().next()?;
        first.is_alphabetic().then(|| (*capacity, text.len() - words.len()))
    })
}

/// Reads the block from the lines of the tail that are no recipients.
pub(super) fn read(tail: &[Line<'_>]) -> Signing {
    let parts: Vec<Line<'_>> = tail.iter().flat_map(columns).collect();
    let start = parts.iter().position(|part| capacity(part.text).is_some());
    let start = start.or_else(|| parts.iter().position(|part| is_post(part.text)));
    let Some(start) = start else { return Signing::default() };
    let mut signing = Signing::default();
    let mut post: Option<Reading<String>> = None;
    let mut at = start;
    while let Some(part) = parts.get(at) {
        if let Some((capacity, rest)) = capacity(part.text) {
            let of = part.text.get(rest..).unwrap_or_default().trim().to_owned();
            signing.capacities.push(reading(SigningFor { capacity, of }, part));
        } else if is_post(part.text) {
            match &mut post {
                // A long title goes on in the next line.
                Some(post) => {
                    post.value = format!("{} {}", post.value, part.text);
                    post.spans.push(part.span);
                }
                None => post = Some(reading(part.text.to_owned(), part)),
            }
        } else if is_capitals(part.text) && post.is_none() {
            // The collective's name over a second line: TM. ỦY BAN NHÂN DÂN / TỈNH ...
            if let Some(last) = signing.capacities.last_mut() {
                last.value.of = format!("{} {}", last.value.of, part.text);
                last.spans.push(part.span);
            }
        } else {
            break;
        }
        at += 1;
    }
    if post.is_none() {
        post = own_post(&signing);
    }
    signing.signer = parts
        .iter()
        .skip(at)
        .find(|part| is_name(part.text))
        .map(|part| reading(part.text.to_owned(), part))
        .into();
    signing.title = Field::from(post);
    signing
}

fn reading<T: utoipa::ToSchema>(value: T, part: &Line<'_>) -> Reading<T> {
    Reading { value, spans: vec![part.span], confidence: Confidence::High }
}

/// `Q. GIÁM ĐỐC` names the signer's own post.
fn own_post(signing: &Signing) -> Option<Reading<String>> {
    let last = signing.capacities.last()?;
    (last.value.capacity == Capacity::Q).then(|| Reading {
        value: last.value.of.clone(),
        spans: last.spans.clone(),
        confidence: Confidence::Medium,
    })
}

/// Whether a line in capitals names a post.
fn is_post(text: &str) -> bool {
    const POSTS: &[&str] = &[
        "giam doc",
        "pho giam doc",
        "chu tich",
        "pho chu tich",
        "bi thu",
        "pho bi thu",
        "cuc truong",
        "pho cuc truong",
        "chanh van phong",
        "pho chanh van phong",
        "truong ban",
        "pho truong ban",
        "truong phong",
        "pho truong phong",
        "bo truong",
        "thu truong",
        "thu tuong",
        "pho thu tuong",
        "tong giam doc",
        "hieu truong",
        "vien truong",
        "chi cuc truong",
        "chanh thanh tra",
        "uy vien",
        "quyen giam doc",
        "pho tong giam doc",
        "vu truong",
        "trung tam truong",
    ];
    if text.len() > 120 || !is_capitals(text) {
        return false;
    }
    let folded = kernel::text::fold(text);
    POSTS.iter().any(|post| {
        folded.strip_prefix(post).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    })
}

/// Whether a line is a person's name: two to six words, each with one capital and then small
/// letters. Placeholders such as `(Họ và tên)` and `Nguyễn Văn A` are none.
fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let proper = |word: &&str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.clone().next().is_some()
            && letters.all(|letter| {
                letter.is_lowercase() || unicode_normalization::char::is_combining_mark(letter)
            })
    };
    const NOT_NAMES: &[&str] = &["ho ten", "ho va ten", "da ky", "noi nhan", "ky ten", "nhu tren"];
    let folded = kernel::text::fold(text);
    (2..=6).contains(&words.len())
        && words.iter().all(proper)
        && !NOT_NAMES.iter().any(|phrase| folded.starts_with(phrase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_real_names_are_names() {
        assert!(is_name("Lũy Văn Tre"));
        for text in [
            "(Họ và tên người ký)",
            "Họ và tên",
            "Nguyễn Văn A",
            "GIÁM ĐỐC",
            "Đã Ký",
            "Tre",
            "Ký bởi: Sở",
            "Trần Văn ...",
            "",
        ] {
            assert!(!is_name(text), "{text}");
        }
    }

    #[test]
    fn capacities_need_capitals_and_a_post() {
        assert_eq!(capacity("KT. GIÁM ĐỐC"), Some((Capacity::Kt, 4)));
        assert_eq!(capacity("T/M BAN THƯỜNG VỤ"), Some((Capacity::Tm, 4)));
        assert_eq!(capacity("TUQ. CHỦ TỊCH").map(|found| found.0), Some(Capacity::Tuq));
        assert_eq!(capacity("KTS. Tre"), None);
        assert_eq!(capacity("TM"), None);
        assert_eq!(capacity("Q.1, TP"), None);
    }
}
