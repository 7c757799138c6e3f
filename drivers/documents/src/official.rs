//! The model of an official paper and the words that its layout fixes.
//!
//! Source: Decree 30/2020/NĐ-CP, Annex I (state bodies). The Party layout follows the practice of
//! Hướng dẫn 36-HD/VPTW as far as it is known to us; it is **not verified** against its text. Mass
//! organizations are set like state bodies; where their own guide differs, the draft is to be
//! adapted by hand. The fixed words are Vietnamese in every language of the interface, because the
//! paper is.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// Whose layout a paper has.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Layout {
    /// State bodies: national name and motto (Decree 30/2020/NĐ-CP).
    #[default]
    State,
    /// Party bodies: "ĐẢNG CỘNG SẢN VIỆT NAM". Not verified, see the head of the file.
    Party,
    /// The Fatherland Front and mass organizations; set like state bodies.
    MassOrganization,
}

/// The type of paper (Decree 30/2020/NĐ-CP, Annex III).
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Công văn: no name of its type, the subject under the number.
    Dispatch,
    /// Báo cáo.
    #[default]
    Report,
    /// Kế hoạch.
    Plan,
    /// Thông báo.
    Notice,
    /// Tờ trình.
    Submission,
    /// Biên bản.
    Minutes,
}

impl Kind {
    /// The name of the type as it is printed; empty for a dispatch.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Dispatch => "",
            Self::Report => "BÁO CÁO",
            Self::Plan => "KẾ HOẠCH",
            Self::Notice => "THÔNG BÁO",
            Self::Submission => "TỜ TRÌNH",
            Self::Minutes => "BIÊN BẢN",
        }
    }

    /// The name of the type within a sentence.
    const fn name(self) -> &'static str {
        match self {
            Self::Dispatch => "Công văn",
            Self::Report => "Báo cáo",
            Self::Plan => "Kế hoạch",
            Self::Notice => "Thông báo",
            Self::Submission => "Tờ trình",
            Self::Minutes => "Biên bản",
        }
    }

    /// The abbreviation in the symbol. State dispatches have none; Party ones have `CV`.
    const fn abbreviation(self, layout: Layout) -> &'static str {
        match self {
            Self::Dispatch if matches!(layout, Layout::Party) => "CV",
            Self::Dispatch => "",
            Self::Report => "BC",
            Self::Plan => "KH",
            Self::Notice => "TB",
            Self::Submission => "TTr",
            Self::Minutes => "BB",
        }
    }
}

/// An official paper, before it is set. What is not known stays blank and is printed as a marked
/// blank; nothing is invented.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Official {
    /// Whose layout.
    pub layout: Layout,
    /// The type of paper.
    pub kind: Kind,
    /// The body above, as printed; `None` where the layout has none.
    pub parent_body: Option<String>,
    /// The issuing body, as printed.
    pub body: String,
    /// The number, given when the paper is registered.
    pub number: Option<u32>,
    /// The symbol without the abbreviation of the type: `SA-VP`.
    pub symbol: String,
    /// Where it is issued, as in `An Hải, ngày …`.
    pub place: String,
    /// The day of signing.
    pub date: Option<NaiveDate>,
    /// The subject, without "V/v".
    pub subject: String,
    /// "Kính gửi": one on the same line, several on lines of their own.
    pub addressees: Vec<String>,
    /// The body of the text.
    pub parts: Vec<Part>,
    /// Who signs.
    pub signer: Signer,
    /// "Nơi nhận", without dashes and ends of line: `Như trên`, `Lưu: VT, CNTT (02)`.
    pub recipients: Vec<String>,
    /// Annexes, each on a new page.
    pub annexes: Vec<Annex>,
    /// A small line at the foot of each page, such as the head of the log that the figures are from.
    pub foot_note: Option<String>,
}

/// A part of the body.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Part {
    /// A paragraph, justified, its first line indented.
    Paragraph {
        /// Its text; `\n` is a line break.
        text: String,
    },
    /// A legal basis, in italics.
    Basis {
        /// Its text with the `;` or `.` at its end.
        text: String,
    },
    /// A heading: level 1 `I. …`, level 2 `1. …`, deeper ones in italics.
    Heading {
        /// From 1.
        level: u8,
        /// Its text with its number.
        text: String,
    },
    /// Items with dashes.
    List {
        /// The items, without dashes.
        items: Vec<String>,
    },
    /// A table.
    Table(Grid),
    /// A remark in small italics, such as how a figure was counted.
    Remark {
        /// Its text.
        text: String,
    },
}

/// A table whose header rows are repeated on every page.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Grid {
    /// Caption above it.
    pub caption: Option<String>,
    /// Columns from left to right.
    pub columns: Vec<Column>,
    /// Rows of cells.
    pub rows: Vec<Vec<String>>,
    /// Whether the last row is a total, in bold.
    pub total: bool,
}

/// A column of a table.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Column {
    /// The header.
    pub header: String,
    /// Share of the width, beside those of the others. From 1.
    pub width: u32,
    /// How its cells are set.
    pub align: Align,
}

/// How cells are set.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Align {
    /// Text.
    #[default]
    Left,
    /// Ordinals and short marks.
    Center,
    /// Figures.
    Right,
}

/// Who signs.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Signer {
    /// Capacity and title, one line each: `KT. GIÁM ĐỐC`, `PHÓ GIÁM ĐỐC`.
    pub titles: Vec<String>,
    /// The name; blank until it is known.
    pub name: Option<String>,
}

/// An annex.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Annex {
    /// Its title.
    pub title: String,
    /// Whether its pages lie on their side.
    pub landscape: bool,
    /// Its body.
    pub parts: Vec<Part>,
}

/// A blank that a person fills in by hand.
const BLANK: &str = "……";

/// The lines of a paper, with the words and marks that the layout fixes. Both writers set these.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Lines {
    /// Upper right: national name and motto, or the name of the Party.
    pub nation: Vec<String>,
    pub parent: Vec<String>,
    pub body: Vec<String>,
    pub number: String,
    pub date: String,
    pub title: String,
    pub subject: String,
    pub salutation: String,
    pub addressees: Vec<String>,
    pub recipients: Vec<String>,
    pub titles: Vec<String>,
    pub name: String,
    pub annexes: Vec<AnnexLines>,
}

/// The head of an annex.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct AnnexLines {
    pub label: String,
    pub title: String,
    pub reference: String,
}

impl Official {
    /// The line of the number: `Số: 05/BC-SA`, in the Party `Số 05-BC/TU`.
    #[must_use]
    pub fn number_line(&self) -> String {
        match self.layout {
            Layout::Party => format!("Số {}", self.reference()),
            Layout::State | Layout::MassOrganization => format!("Số: {}", self.reference()),
        }
    }

    /// Number and symbol.
    fn reference(&self) -> String {
        let number = self.number.map_or_else(|| BLANK.to_owned(), |number| format!("{number:02}"));
        let kind = self.kind.abbreviation(self.layout);
        let symbol = &self.symbol;
        match self.layout {
            Layout::Party => format!("{number}-{kind}/{symbol}"),
            _ if kind.is_empty() => format!("{number}/{symbol}"),
            _ => format!("{number}/{kind}-{symbol}"),
        }
    }

    /// The line of place and date: days under 10 and months 1 and 2 with a zero before them.
    #[must_use]
    pub fn date_line(&self) -> String {
        let place = if self.place.trim().is_empty() { BLANK } else { self.place.trim() };
        format!("{place}, {}", self.day())
    }

    fn day(&self) -> String {
        self.date.map_or_else(
            || format!("ngày {BLANK} tháng {BLANK} năm {BLANK}"),
            |date| {
                let month = date.month();
                let month = if month < 3 { format!("{month:02}") } else { month.to_string() };
                format!("ngày {:02} tháng {month} năm {}", date.day(), date.year())
            },
        )
    }

    pub(crate) fn lines(&self) -> Lines {
        let nation: &[&str] = match self.layout {
            Layout::Party => &["ĐẢNG CỘNG SẢN VIỆT NAM"],
            Layout::State | Layout::MassOrganization => {
                &["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
            }
        };
        let subject = match self.kind {
            Kind::Dispatch => format!("V/v {}", self.subject),
            _ => self.subject.clone(),
        };
        Lines {
            nation: nation.iter().map(|line| (*line).to_owned()).collect(),
            parent: split_lines(self.parent_body.as_deref().unwrap_or_default()),
            body: split_lines(&self.body),
            number: self.number_line(),
            date: self.date_line(),
            title: self.kind.title().to_owned(),
            subject,
            salutation: self.salutation(),
            addressees: if self.addressees.len() > 1 {
                listed(&self.addressees)
            } else {
                Vec::new()
            },
            recipients: listed(&self.recipients),
            titles: self.signer.titles.clone(),
            name: self.signer.name.clone().unwrap_or_else(|| "(Họ và tên)".to_owned()),
            annexes: self.annex_lines(),
        }
    }

    fn salutation(&self) -> String {
        match self.addressees.as_slice() {
            [] => String::new(),
            [one] => format!("Kính gửi: {}", unpunctuated(one)),
            _ => "Kính gửi:".to_owned(),
        }
    }

    fn annex_lines(&self) -> Vec<AnnexLines> {
        let one = self.annexes.len() == 1;
        (1_usize..)
            .zip(&self.annexes)
            .map(|(number, annex)| AnnexLines {
                label: if one {
                    "PHỤ LỤC".to_owned()
                } else {
                    format!("PHỤ LỤC {}", roman(number))
                },
                title: annex.title.clone(),
                reference: format!(
                    "(Kèm theo {} số {} {} của {})",
                    self.kind.name(),
                    self.reference(),
                    self.day(),
                    self.body.replace('\n', " ")
                ),
            })
            .collect()
    }
}

fn split_lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// A dash before each, `;` after each and `.` after the last.
fn listed(items: &[String]) -> Vec<String> {
    let last = items.len().saturating_sub(1);
    items
        .iter()
        .enumerate()
        .map(|(index, item)| {
            let end = if index == last { '.' } else { ';' };
            format!("- {}{end}", unpunctuated(item))
        })
        .collect()
}

fn unpunctuated(text: &str) -> &str {
    text.trim().trim_start_matches("- ").trim_end_matches([';', '.', ' '])
}

fn roman(number: usize) -> String {
    const ROMAN: [&str; 20] = [
        "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV",
        "XV", "XVI", "XVII", "XVIII", "XIX", "XX",
    ];
    number
        .checked_sub(1)
        .and_then(|index| ROMAN.get(index))
        .map_or_else(|| number.to_string(), |text| (*text).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_dates_follow_the_decree() {
        let mut paper = Official {
            number: Some(5),
            symbol: "SA-VP".to_owned(),
            place: "An Hải".to_owned(),
            date: NaiveDate::from_ymd_opt(2026, 2, 3),
            ..Official::default()
        };
        assert_eq!(paper.number_line(), "Số: 05/BC-SA-VP");
        assert_eq!(paper.date_line(), "An Hải, ngày 03 tháng 02 năm 2026");
        paper.kind = Kind::Dispatch;
        assert_eq!(paper.number_line(), "Số: 05/SA-VP");
        paper.layout = Layout::Party;
        assert_eq!(paper.number_line(), "Số 05-CV/SA-VP");
        paper.date = NaiveDate::from_ymd_opt(2026, 11, 22);
        assert_eq!(paper.date_line(), "An Hải, ngày 22 tháng 11 năm 2026");
        paper.number = None;
        paper.date = None;
        assert_eq!(paper.number_line(), "Số ……-CV/SA-VP");
        assert_eq!(paper.date_line(), "An Hải, ngày …… tháng …… năm ……");
    }

    #[test]
    fn lists_end_as_the_decree_says() {
        let items = ["Như trên;".to_owned(), "- Lưu: VT.".to_owned()];
        assert_eq!(listed(&items), ["- Như trên;", "- Lưu: VT."]);
    }
}
