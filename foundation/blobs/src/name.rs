//! File names from elsewhere, made harmless for showing and for downloads.

/// Bytes that a name may have.
const MOST_BYTES: usize = 200;

/// Names that Windows keeps for devices, whatever the ending.
const DEVICES: &[&str] = &["con", "prn", "aux", "nul"];

/// The last part of a path, without control characters, characters that a file system refuses, and
/// marks that turn the writing direction (which disguise an ending); at most 200 bytes with the
/// ending kept. Where nothing is left, `unnamed`.
///
/// Content is never stored under such a name; it is for people.
#[must_use]
pub fn safe_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept: String =
        last.chars()
            .filter(|letter| !letter.is_control() && !turns_direction(*letter))
            .map(|letter| {
                if matches!(letter, ':' | '*' | '?' | '"' | '<' | '>' | '|') { '_' } else { letter }
            })
            .collect();
    let kept = kept.trim().trim_start_matches('.').trim_end_matches(['.', ' ']);
    let stem = kept.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let is_device = DEVICES.contains(&stem.as_str())
        || ["com", "lpt"].iter().any(|device| {
            stem.strip_prefix(device).is_some_and(|rest| {
                rest.len() == 1 && rest.bytes().all(|byte| byte.is_ascii_digit())
            })
        });
    match (kept.is_empty(), is_device) {
        (true, _) => "unnamed".to_owned(),
        (false, true) => format!("_{kept}"),
        (false, false) => shortened(kept),
    }
}

fn turns_direction(letter: char) -> bool {
    matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn shortened(name: &str) -> String {
    if name.len() <= MOST_BYTES {
        return name.to_owned();
    }
    let ending = match name.rsplit_once('.') {
        Some((_, ending)) if ending.len() <= 10 => format!(".{ending}"),
        _ => String::new(),
    };
    let room = MOST_BYTES.saturating_sub(ending.len());
    let mut stem = String::new();
    for letter in name.chars() {
        if stem.len() + letter.len_utf8() > room {
            break;
        }
        stem.push(letter);
    }
    stem + &ending
}

#[cfg(test)]
mod tests {
    use super::safe_name;

    #[test]
    fn names_cannot_lead_elsewhere() {
        for (given, safe) in [
            ("../../etc/passwd", "passwd"),
            ("C:\\Danh sách\\tháng 1.xlsx", "tháng 1.xlsx"),
            ("..", "unnamed"),
            ("", "unnamed"),
            ("/", "unnamed"),
            (".ssh", "ssh"),
            ("a\0b\nc.csv", "abc.csv"),
            ("ảnh\u{202e}gpj.exe", "ảnhgpj.exe"),
            ("nul.txt", "_nul.txt"),
            ("COM1", "_COM1"),
            ("computer.csv", "computer.csv"),
            ("a:b?.csv. ", "a_b_.csv"),
        ] {
            assert_eq!(safe_name(given), safe, "{given:?}");
        }
    }

    #[test]
    fn long_names_keep_their_ending() {
        let name = safe_name(&format!("{}.xlsx", "ế".repeat(300)));
        assert!(name.len() <= 200 && name.ends_with("ế.xlsx"), "{name}");
    }
}
