//! What was read from a letter: every value with its place in the text and how sure it is.
//!
//! A value that the letter does not hold is [`Field::NotFound`]. Nothing is guessed, and nothing
//! about this letter is taken from a letter that it cites.

use chrono::NaiveDate;
use kernel::Problem;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::parts::{Clause, Contact, Recipient, Signing};

/// A stretch of one paragraph or of one cell of the document.
#[derive(
    Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize, Deserialize, ToSchema,
)]
pub struct Span {
    /// Index of the block in the document, from 0.
    pub block: usize,
    /// For a table: index of the row, from 0.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub row: Option<usize>,
    /// For a table: index of the cell in its row, from 0.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub cell: Option<usize>,
    /// First character (Unicode scalar value, from 0) of the paragraph's or cell's text.
    pub start: usize,
    /// The character after the last.
    pub end: usize,
}

impl Span {
    /// The text that the span covers; none where the document has no such place.
    #[must_use]
    pub fn text(self, document: &documents::Document) -> Option<String> {
        let whole = match (document.blocks.get(self.block)?, self.row, self.cell) {
            (documents::Block::Paragraph { text, .. }, None, None) => text,
            (documents::Block::Table(table), Some(row), Some(cell)) => {
                table.rows.get(row)?.cells.get(cell)?
            }
            _ => return None,
        };
        let length = self.end.checked_sub(self.start)?;
        let text: String = whole.chars().skip(self.start).take(length).collect();
        (text.chars().count() == length).then_some(text)
    }
}

/// How sure the reading is.
#[derive(
    Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// Inferred from words elsewhere in the text; a person should look.
    Low,
    /// In a usual place without its label, or with its label in an unusual place.
    Medium,
    /// With its own label, in its own place of the layout.
    High,
}

/// A value with the places where it was read.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Reading<T: ToSchema> {
    /// The value.
    pub value: T,
    /// Where it stands, in reading order; several where it is broken over lines.
    pub spans: Vec<Span>,
    /// How sure the reading is.
    pub confidence: Confidence,
}

/// A field of the letter: read, or not there.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Field<T: ToSchema> {
    /// It stands in the letter.
    Found(Reading<T>),
    /// The letter does not say it.
    #[default]
    NotFound,
}

impl<T: ToSchema> Field<T> {
    /// The value, if it was found.
    #[must_use]
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Found(reading) => Some(&reading.value),
            Self::NotFound => None,
        }
    }
}

impl<T: ToSchema> From<Option<Reading<T>>> for Field<T> {
    fn from(reading: Option<Reading<T>>) -> Self {
        reading.map_or(Self::NotFound, Self::Found)
    }
}

/// Everything that was read from one letter.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Letter {
    /// Number and symbol as written, such as `839/UBND-KGVX`; not found where the number is blank.
    pub number: Field<String>,
    /// The symbol alone, such as `UBND-KGVX`; a draft has it before it has a number.
    pub symbol: Field<String>,
    /// Date of issue.
    pub issued_on: Field<Day>,
    /// Place of issue, as written before the date.
    pub place: Field<String>,
    /// The issuing body of the letterhead.
    pub issuer: Field<String>,
    /// The body above it in the letterhead.
    pub parent_body: Field<String>,
    /// The body that the text says announces; never a letterhead.
    pub issuer_mentioned: Field<String>,
    /// Kind of document.
    pub kind: Field<DocumentKind>,
    /// What it is about.
    pub subject: Field<String>,
    /// Urgency stamp.
    pub urgency: Field<Urgency>,
    /// Secrecy stamp. A document that has one is refused by the import.
    pub secrecy: Field<Secrecy>,
    /// The addressees (`Kính gửi`), one for each line.
    pub addressees: Vec<Reading<String>>,
    /// Index in `citations` of the letter that this one carries out.
    pub parent_letter: Option<usize>,
    /// Letters, warnings and laws that the text cites, in order.
    pub citations: Vec<Citation>,
    /// The time for which the letter holds, if it says one.
    pub validity: Field<Validity>,
    /// Deadlines that the issuer sets, in order.
    pub deadlines: Vec<Deadline>,
    /// Reports that are asked for, with recipient and form as far as stated.
    pub reports: Vec<ReportAsked>,
    /// The clauses in reading order; each names its parent.
    pub clauses: Vec<Clause>,
    /// Contacts that the letter offers.
    pub contacts: Vec<Contact>,
    /// The recipients (`Nơi nhận`).
    pub recipients: Vec<Recipient>,
    /// The signature block.
    pub signing: Signing,
    /// Titles of the annexes that follow the signature.
    pub annexes: Vec<Reading<String>>,
    /// What a person should look at, in order.
    pub notes: Vec<Problem>,
}

/// A calendar day, written as `2024-01-22`.
#[derive(
    Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize, Deserialize, ToSchema,
)]
#[serde(transparent)]
#[schema(value_type = String, format = Date)]
pub struct Day(pub NaiveDate);

/// Kinds of administrative document (Decree 30/2020/NĐ-CP, annex III).
#[derive(
    Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// Công văn; has no type name and no abbreviation.
    CongVan,
    /// Nghị quyết (NQ).
    NghiQuyet,
    /// Quyết định (QĐ).
    QuyetDinh,
    /// Chỉ thị (CT).
    ChiThi,
    /// Quy chế (QC) and quy định (QyĐ).
    QuyDinh,
    /// Thông báo (TB).
    ThongBao,
    /// Hướng dẫn (HD).
    HuongDan,
    /// Chương trình (CTr).
    ChuongTrinh,
    /// Kế hoạch (KH).
    KeHoach,
    /// Phương án (PA).
    PhuongAn,
    /// Báo cáo (BC).
    BaoCao,
    /// Tờ trình (TTr).
    ToTrinh,
    /// Công điện (CĐ).
    CongDien,
    /// Giấy mời (GM).
    GiayMoi,
    /// Luật.
    Luat,
    /// Nghị định (NĐ).
    NghiDinh,
    /// Thông tư (TT).
    ThongTu,
    /// A warning or list named by its month only.
    CanhBao,
}

/// Urgency stamps (Decree 30/2020/NĐ-CP, annex I, box 10b).
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Urgency {
    /// KHẨN.
    Urgent,
    /// THƯỢNG KHẨN.
    VeryUrgent,
    /// HỎA TỐC.
    Express,
}

/// Secrecy stamps (Law on the protection of state secrets).
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Secrecy {
    /// MẬT.
    Secret,
    /// TỐI MẬT.
    TopSecret,
    /// TUYỆT MẬT.
    AbsoluteSecret,
}

/// Why a letter is cited.
#[derive(
    Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum CitedAs {
    /// This letter carries it out.
    CarriedOut,
    /// It holds warnings that are to be followed.
    WarnedOf,
    /// Only said to be attached.
    Attached,
    /// A legal basis (`Căn cứ`).
    LegalBasis,
    /// Named for another reason.
    Mentioned,
}

/// A month of a year, as month-only citations name it.
#[derive(
    Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize, Deserialize, ToSchema,
)]
pub struct Month {
    /// Year, where the text says it.
    pub year: Option<i32>,
    /// 1 to 12.
    pub month: u32,
}

/// A letter, warning or law that the text names.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Citation {
    /// As written, from its kind to its date or subject.
    pub text: String,
    /// Kind of document, if stated.
    pub kind: Option<DocumentKind>,
    /// Number and symbol, if stated.
    pub number: Option<String>,
    /// Date, if stated in full.
    pub issued_on: Option<NaiveDate>,
    /// Month, where only that is stated.
    pub month: Option<Month>,
    /// Who issued it, if stated.
    pub issuer: Option<String>,
    /// What it is about, if stated.
    pub about: Option<String>,
    /// Why it is cited.
    pub cited_as: CitedAs,
    /// Whether the letter says that it is attached.
    pub attached: bool,
    /// Path of the clause in which it stands; none outside the clauses.
    pub clause: Option<String>,
    /// Where it stands.
    pub spans: Vec<Span>,
    /// How sure the reading is.
    pub confidence: Confidence,
}

/// The time for which a letter holds.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Validity {
    /// As written, such as `trong dịp Tết Nguyên đán`.
    pub text: String,
    /// First day, if stated as a date.
    pub from: Option<NaiveDate>,
    /// Last day, if stated as a date.
    pub to: Option<NaiveDate>,
}

/// A report that a clause asks for.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ReportAsked {
    /// To whom it goes.
    pub recipient: Field<String>,
    /// The form that it is to follow, as written.
    pub form: Field<String>,
    /// Path of the clause.
    pub clause: String,
}

/// A time limit that the issuer sets.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Deadline {
    /// As written, such as `trước ngày 25/12/2026`.
    pub text: String,
    /// The day, only if stated in full.
    pub on: Option<NaiveDate>,
    /// Time of day as `HH:MM`, if stated.
    pub time: Option<String>,
    /// Whether it comes back (`hàng tháng`, `định kỳ`).
    pub recurring: bool,
    /// Path of the clause it belongs to.
    pub clause: Option<String>,
    /// Where it stands.
    pub spans: Vec<Span>,
    /// How sure the reading is.
    pub confidence: Confidence,
}
