//! The mark that opens an item: `II.`, `Điều 3.`, `1.`, `1.1`, `a)`, `(2)`, `-`, `+`.

/// How marks rank: a lower rank encloses a higher one.
const CHAPTER: u8 = 0;
const ROMAN: u8 = 1;
const ARTICLE: u8 = 2;
const NUMBER: u8 = 3;
const LETTER: u8 = 8;
const PAREN: u8 = 9;
/// Dashes and bullets.
pub(super) const DASH: u8 = 10;
const PLUS: u8 = 11;

/// A mark at the beginning of a line.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Mark {
    /// Rank; lower ones enclose higher ones.
    pub(super) rank: u8,
    /// As written, without white space.
    pub(super) marker: String,
    /// The mark's own part of a path; empty for dashes and pluses, which are counted.
    pub(super) label: String,
    /// Where the text after it begins, in bytes.
    pub(super) rest: usize,
}

/// The mark that opens a line, if there is one and text follows it.
pub(super) fn mark(line: &str) -> Option<Mark> {
    let mut mark = sign(line).or_else(|| article(line)).or_else(|| counted(line))?;
    let rest = line.get(mark.rest..)?;
    mark.rest += rest.len() - rest.trim_start().len();
    let text = line.get(mark.rest..)?;
    text.chars().any(char::is_alphanumeric).then_some(mark)
}

fn sign(line: &str) -> Option<Mark> {
    let first = line.chars().next()?;
    let rank = match first {
        '-' | '–' | '—' | '•' | '●' | '▪' | '‣' | '·' | '*' | '\u{f0b7}' => DASH,
        '+' | '○' | '◦' => PLUS,
        _ => return None,
    };
    let rest = line.get(first.len_utf8()..)?;
    // `-----` is a rule, and `-5` a figure.
    let next = rest.trim_start().chars().next()?;
    let glued = !rest.starts_with(char::is_whitespace);
    if !next.is_alphanumeric() && !matches!(next, '(' | '"' | '“' | '[' | '\'') {
        return None;
    }
    if glued && next.is_ascii_digit() {
        return None;
    }
    let marker = if rank == PLUS { "+" } else { "-" };
    Some(Mark { rank, marker: marker.to_owned(), label: String::new(), rest: first.len_utf8() })
}

/// `Điều 3.`, `Chương II`, `Phần I.`
fn article(line: &str) -> Option<Mark> {
    let mut words = line.splitn(3, ' ');
    let (name, number) = (words.next()?, words.next()?);
    let rank = match kernel::text::fold(name).as_str() {
        "dieu" => ARTICLE,
        "chuong" | "phan" => CHAPTER,
        _ => return None,
    };
    if !name.chars().next().is_some_and(char::is_uppercase) {
        return None;
    }
    let bare = number.trim_end_matches(['.', ':']);
    let counts = bare.len() <= 5
        && !bare.is_empty()
        && (bare.bytes().all(|b| b.is_ascii_digit()) || is_roman(bare));
    // Without the stop it may be running text: "Điều 3 Nghị định ...".
    if !counts || bare == number {
        return None;
    }
    let marker = format!("{name} {number}");
    Some(Mark { rank, label: format!("{name} {bare}"), rest: marker.len(), marker })
}

fn is_roman(text: &str) -> bool {
    !text.is_empty() && text.len() <= 5 && text.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'))
}

/// `1.`, `1.1`, `2)`, `II.`, `a)`, `(3)`
fn counted(line: &str) -> Option<Mark> {
    let head: String = line.chars().take(12).take_while(|letter| !letter.is_whitespace()).collect();
    let paren = head.starts_with('(');
    let open = head.strip_prefix('(').unwrap_or(&head);
    let figures = open.starts_with(|letter: char| letter.is_ascii_digit());
    let mut stopped = false;
    let core: String = open
        .chars()
        .take_while(|letter| {
            let stop = *letter == '.' && !paren;
            let goes_on = if figures { letter.is_ascii_digit() } else { letter.is_alphabetic() };
            let fits = (goes_on && (figures || !stopped)) || stop;
            stopped |= stop;
            fits
        })
        .collect();
    let after = open.get(core.len()..)?.chars().next();
    // The Party numbers with a dash: `1- Đẩy mạnh`.
    let closed = matches!(after, Some(')' | '/' | '-'));
    let bare = core.trim_end_matches('.');
    let stopped = closed || core.len() > bare.len();
    let parts: Vec<&str> = bare.split('.').collect();
    let digits =
        |part: &&str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    let rank = if paren && closed && after == Some(')') && bare.len() <= 4 {
        PAREN
    } else if paren {
        return None;
    } else if parts.iter().all(digits) && parts.len() <= 4 && (stopped || parts.len() > 1) {
        NUMBER + u8::try_from(parts.len() - 1).ok()?
    } else if is_roman(bare) && stopped {
        ROMAN
    } else if stopped && bare.chars().count() == 1 && bare.chars().all(char::is_lowercase) {
        LETTER
    } else {
        return None;
    };
    let length = usize::from(paren) + core.len() + usize::from(closed);
    let next = line.get(length..)?.chars().next()?;
    let spaced = next.is_whitespace();
    // `1.Rà soát` is common; `24/7`, `01/2024`, `1.5` and `10.000` are figures; `n.v.a` is no item.
    let glued = next.is_uppercase() && rank != LETTER;
    if !spaced && !glued {
        return None;
    }
    let lettered = line.get(length..)?.trim_start().starts_with(char::is_alphabetic);
    if (after == Some('/') && !spaced) || (after == Some('-') && (rank != NUMBER || !lettered)) {
        return None;
    }
    // `1.5 triệu` is a figure, `1.5 Tổ chức` an item.
    let upper = line.get(length..)?.trim_start().starts_with(char::is_uppercase);
    if parts.len() > 1 && !stopped && !upper {
        return None;
    }
    let marker = line.get(..length)?.to_owned();
    Some(Mark { rank, marker, label: bare.to_owned(), rest: length })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Option<(String, u8, &str)> {
        mark(line).map(|mark| (mark.marker, mark.rank, line.get(mark.rest..).unwrap_or_default()))
    }

    #[test]
    fn marks_are_told_from_figures() {
        let item =
            |marker: &str, rank: u8, rest: &'static str| Some((marker.to_owned(), rank, rest));
        assert_eq!(read("1. Rà soát"), item("1.", NUMBER, "Rà soát"));
        assert_eq!(read("1.Rà soát"), item("1.", NUMBER, "Rà soát"));
        assert_eq!(read("2.1 Giám sát"), item("2.1", NUMBER + 1, "Giám sát"));
        assert_eq!(read("2.1. Giám sát"), item("2.1.", NUMBER + 1, "Giám sát"));
        assert_eq!(read("3/ Báo cáo"), item("3/", NUMBER, "Báo cáo"));
        assert_eq!(read("1- Đẩy mạnh"), item("1-", NUMBER, "Đẩy mạnh"));
        assert_eq!(read("IV. TỔ CHỨC"), item("IV.", ROMAN, "TỔ CHỨC"));
        assert_eq!(read("đ) Cử đầu mối"), item("đ)", LETTER, "Cử đầu mối"));
        assert_eq!(read("(2) Quét"), item("(2)", PAREN, "Quét"));
        assert_eq!(read("Điều 2. Giao Sở"), item("Điều 2.", ARTICLE, "Giao Sở"));
        assert_eq!(read("– Như trên;"), item("-", DASH, "Như trên;"));
        assert_eq!(read("+ Trung tâm"), item("+", PLUS, "Trung tâm"));
        for figure in [
            "24/7 giám sát",
            "12-15 máy",
            "5- 10 máy",
            "123-CV/TU",
            "01/2024",
            "1.5 triệu",
            "10.000 máy",
            "-----",
            "-5 độ",
            "V/v tăng",
            "Điều 3 Nghị định",
            "22.01.2024 là",
            "2026 là năm",
            "I",
            "1.",
            "",
            "- ",
            "(đính kèm)",
            "điều 2. x",
        ] {
            assert_eq!(read(figure), None, "{figure}");
        }
    }
}
