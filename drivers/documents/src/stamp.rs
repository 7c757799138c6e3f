//! Documents stamped secret, which are refused (design, decision 16).
//!
//! A stamp stands alone, in its own line, box or cell near the head, or in a header or footer
//! (Decree 30/2020/NĐ-CP, Annex I, box 10a). The word in running text ("bí mật", "bảo mật") is none.

use kernel::ErrorKind;
use serde::{Deserialize, Serialize};

use crate::model::{Block, Document, ReadError};

/// Lines of the text, from its beginning, among which a stamp may stand.
const HEAD_LINES: usize = 60;

/// The degree of secrecy that is stamped on a document.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stamp {
    /// MẬT.
    Secret,
    /// TỐI MẬT.
    TopSecret,
    /// TUYỆT MẬT.
    AbsoluteSecret,
}

impl Stamp {
    /// The words on the stamp.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Secret => "MẬT",
            Self::TopSecret => "TỐI MẬT",
            Self::AbsoluteSecret => "TUYỆT MẬT",
        }
    }

    /// The error with which a document so stamped is refused.
    #[must_use]
    pub fn refusal(self, file_name: &str) -> ReadError {
        ReadError::of_file(file_name, "documents.stamped_secret", ErrorKind::Unsupported)
            .with("stamp", self.words())
    }
}

/// The highest stamp on a document; `None` where there is none.
#[must_use]
pub fn secrecy_stamp(document: &Document) -> Option<Stamp> {
    let mut lines: Vec<&str> = document.margins.iter().flat_map(|line| line.split('\n')).collect();
    let head = document.blocks.iter().flat_map(lines_of).take(HEAD_LINES);
    lines.extend(head);
    lines.into_iter().filter_map(stamp_of).max()
}

fn lines_of(block: &Block) -> Box<dyn Iterator<Item = &str> + '_> {
    match block {
        Block::Paragraph { text, .. } => Box::new(text.split(['\n', '\t'])),
        Block::Table(table) => Box::new(
            table.rows.iter().flat_map(|row| &row.cells).flat_map(|cell| cell.split(['\n', '\t'])),
        ),
    }
}

/// A line that is nothing but a stamp, in capitals; marks around it and spaced letters are allowed.
fn stamp_of(line: &str) -> Option<Stamp> {
    let is_mark = |letter: char| !letter.is_alphanumeric();
    let line = line.trim_matches(is_mark);
    let line = line.strip_prefix("ĐỘ MẬT").map_or(line, |rest| rest.trim_start_matches(is_mark));
    let letters: String = line.chars().filter(|letter| !letter.is_whitespace()).collect();
    match letters.as_str() {
        "MẬT" => Some(Stamp::Secret),
        "TỐIMẬT" => Some(Stamp::TopSecret),
        "TUYỆTMẬT" => Some(Stamp::AbsoluteSecret),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Row, Table};

    fn paragraph(text: &str) -> Block {
        Block::Paragraph { text: text.to_owned(), bold: false, centred: false }
    }

    fn document(blocks: Vec<Block>) -> Document {
        Document { blocks, ..Document::default() }
    }

    #[test]
    fn stamps_stand_alone() {
        for (line, stamp) in [
            ("MẬT", Some(Stamp::Secret)),
            ("[ MẬT ]", Some(Stamp::Secret)),
            ("T U Y Ệ T  M Ậ T", Some(Stamp::AbsoluteSecret)),
            ("Độ mật: MẬT", None),
            ("ĐỘ MẬT: TỐI MẬT", Some(Stamp::TopSecret)),
            ("bảo vệ bí mật nhà nước", None),
            ("Mật", None),
            ("BẢO MẬT", None),
        ] {
            assert_eq!(secrecy_stamp(&document(vec![paragraph(line)])), stamp, "{line}");
        }
    }

    #[test]
    fn stamps_are_found_in_cells_and_margins_but_not_deep_in_the_text() {
        let row =
            Row { number: 1, cells: vec!["SỞ A\nMẬT\nSố: 01/SA".to_owned(), String::new()] };
        let table = Table { rows: vec![row], ..Table::default() };
        assert_eq!(secrecy_stamp(&document(vec![Block::Table(table)])), Some(Stamp::Secret));
        let margins = vec!["TỐI MẬT".to_owned()];
        let document_with_header = Document { margins, ..Document::default() };
        assert_eq!(secrecy_stamp(&document_with_header), Some(Stamp::TopSecret));
        let mut long: Vec<Block> = (0..100).map(|n| paragraph(&format!("Dòng {n}"))).collect();
        long.push(paragraph("MẬT"));
        assert_eq!(secrecy_stamp(&document(long)), None);
    }
}
