//! Recognizing the columns of a file by their headers, Vietnamese or English, in any order.

use kernel::text::fold;
use kernel::{Place, Problem};
use serde::{Deserialize, Serialize};

use super::model::{ImportKind, ImportTable};
use crate::model::named;

/// Rows at the top of a file among which the header is looked for (titles stand above it).
const TOP_ROWS: usize = 15;

named! {
    /// What a column holds.
    Field {
        /// Number that this installation gave.
        Id = "id",
        /// National code of a body.
        Code = "code",
        /// Name of a body, person or site.
        Name = "name",
        /// Short name of a body.
        ShortName = "short_name",
        /// Sort of body.
        Kind = "kind",
        /// The body above: code, name or number.
        Parent = "parent",
        /// First day.
        From = "from",
        /// Last day (included).
        To = "to",
        /// Zone of a body.
        Zone = "zone",
        /// The body that a claim, person or site belongs to: code, name or number.
        Organization = "organization",
        /// Claimed space.
        Space = "space",
        /// State of a claim.
        State = "state",
        /// Whether several bodies go out through it.
        SharedExit = "shared_exit",
        /// Site of a claim, by name.
        Site = "site",
        /// A remark.
        Note = "note",
        /// Position of a person.
        Position = "position",
        /// Telephone numbers.
        Phones = "phones",
        /// E-mail addresses.
        Emails = "emails",
        /// Postal address.
        Address = "address",
        /// Roles in which others call a person.
        Roles = "roles",
        /// Mobile numbers, where they have a column of their own.
        Mobile = "mobile",
        /// When a contact point is said to have been checked.
        Checked = "checked",
    }
}

/// Folded headers by which a field is known, for each kind of file.
fn headers(kind: ImportKind, field: Field) -> &'static [&'static str] {
    use Field::{
        Address, Checked, Code, Emails, From, Id, Kind, Mobile, Name, Note, Organization, Parent,
        Phones, Position, Roles, SharedExit, ShortName, Site, Space, State, To, Zone,
    };
    match (kind, field) {
        (_, Id) => &["ma noi bo", "id", "internal id", "so noi bo"],
        (ImportKind::Organizations, Code) => &[
            "ma dinh danh",
            "ma",
            "ma co quan",
            "ma don vi",
            "ma dinh danh dien tu",
            "code",
            "national code",
            "ma dinh danh co quan",
            "organization code",
        ],
        (ImportKind::Organizations, Name) => &[
            "ten",
            "ten co quan",
            "ten don vi",
            "co quan",
            "don vi",
            "ten co quan don vi",
            "co quan don vi",
            "ten day du",
            "name",
            "organization",
            "organization name",
            "unit",
        ],
        (ImportKind::Organizations, ShortName) => {
            &["ten viet tat", "viet tat", "ten ngan", "ten tat", "short name", "abbreviation"]
        }
        (ImportKind::Organizations, Kind) => {
            &["loai", "loai co quan", "loai hinh", "khoi", "kind", "type"]
        }
        (ImportKind::Organizations, Parent) => &[
            "truc thuoc",
            "co quan cap tren",
            "don vi cap tren",
            "co quan chu quan",
            "cap tren",
            "co quan quan ly",
            "thuoc",
            "parent",
            "parent organization",
            "reports to",
        ],
        (ImportKind::Organizations | ImportKind::Claims | ImportKind::Contacts, From) => &[
            "hieu luc tu",
            "tu ngay",
            "tu",
            "ngay bat dau",
            "ngay hieu luc",
            "from",
            "valid from",
            "start date",
        ],
        (ImportKind::Organizations | ImportKind::Claims | ImportKind::Contacts, To) => &[
            "hieu luc den",
            "den ngay",
            "den",
            "den het ngay",
            "ngay ket thuc",
            "ngay het hieu luc",
            "to",
            "valid to",
            "until",
            "end date",
        ],
        (ImportKind::Organizations, Zone) => &["mui gio", "zone", "time zone", "timezone"],
        (
            ImportKind::Claims | ImportKind::People | ImportKind::Contacts | ImportKind::Sites,
            Organization,
        ) => &[
            "co quan",
            "don vi",
            "co quan don vi",
            "ten co quan",
            "ten don vi",
            "ma co quan",
            "ma don vi",
            "ma dinh danh",
            "organization",
            "unit",
            "agency",
        ],
        (ImportKind::Claims, Space) => &[
            "dai dia chi",
            "dia chi ip",
            "ip",
            "dai ip",
            "vung dia chi",
            "dia chi",
            "cidr",
            "mang",
            "khong gian dia chi",
            "ten mien",
            "asn",
            "dai ip ten mien",
            "space",
            "address space",
            "network",
            "prefix",
            "range",
            "domain",
            "ip range",
            "ip address",
        ],
        (ImportKind::Claims, State) => &["trang thai", "tinh trang", "state", "status"],
        (ImportKind::Claims, SharedExit) => &[
            "loi ra chung",
            "dung chung",
            "dia chi dung chung",
            "loi ra dung chung",
            "nat chung",
            "shared exit",
            "shared",
            "shared nat",
        ],
        (ImportKind::Claims, Site) => {
            &["dia diem", "tru so", "co so", "diem mang", "site", "location"]
        }
        (ImportKind::Claims | ImportKind::Contacts, Note) => {
            &["ghi chu", "dien giai", "note", "notes", "remark"]
        }
        (ImportKind::People | ImportKind::Contacts, Name) => &[
            "ho ten",
            "ho va ten",
            "ten",
            "can bo",
            "dau moi",
            "nguoi lien he",
            "name",
            "full name",
            "person",
            "contact",
        ],
        (ImportKind::People, Position) => {
            &["chuc vu", "chuc danh", "vi tri", "position", "title", "role"]
        }
        (ImportKind::Contacts, Position) => {
            &["chuc vu", "chuc danh", "vi tri", "position", "title", "job title"]
        }
        (ImportKind::Contacts, Roles) => &[
            "vai tro dau moi",
            "vai tro",
            "loai dau moi",
            "nhiem vu",
            "role",
            "roles",
            "contact role",
        ],
        (ImportKind::Contacts, Phones) => &[
            "dien thoai",
            "so dien thoai",
            "dien thoai co dinh",
            "co dinh",
            "sdt",
            "dt",
            "phone",
            "phones",
            "telephone",
        ],
        (ImportKind::Contacts, Mobile) => {
            &["di dong", "so di dong", "dien thoai di dong", "mobile", "mobile phone"]
        }
        (ImportKind::Contacts, Checked) => &[
            "ngay xac minh",
            "xac minh ngay",
            "ngay kiem tra",
            "kiem tra lan cuoi",
            "last checked",
            "checked",
            "last verified",
            "verified",
        ],
        (ImportKind::People, Phones) => &[
            "dien thoai",
            "so dien thoai",
            "di dong",
            "so di dong",
            "sdt",
            "dt",
            "phone",
            "phones",
            "telephone",
            "mobile",
        ],
        (ImportKind::People | ImportKind::Contacts, Emails) => {
            &["thu dien tu", "email", "e mail", "dia chi email", "emails", "mail"]
        }
        (ImportKind::Sites, Name) => &[
            "ten",
            "ten dia diem",
            "dia diem",
            "tru so",
            "ten tru so",
            "co so",
            "site",
            "name",
            "site name",
            "location",
        ],
        (ImportKind::Sites, Address) => &["dia chi", "dia chi buu chinh", "address"],
        _ => &[],
    }
}

/// The fields of a kind of file, in the order in which they are written; those that a file must
/// have are true.
#[must_use]
pub const fn fields(kind: ImportKind) -> &'static [(Field, bool)] {
    use Field::{
        Address, Checked, Code, Emails, From, Id, Kind, Mobile, Name, Note, Organization, Parent,
        Phones, Position, Roles, SharedExit, ShortName, Site, Space, State, To, Zone,
    };
    match kind {
        ImportKind::Organizations => &[
            (Code, false),
            (Name, true),
            (ShortName, false),
            (Kind, false),
            (Parent, false),
            (From, false),
            (To, false),
            (Zone, false),
            (Id, false),
        ],
        ImportKind::Claims => &[
            (Organization, true),
            (Space, true),
            (From, false),
            (To, false),
            (State, false),
            (SharedExit, false),
            (Site, false),
            (Note, false),
            (Id, false),
        ],
        ImportKind::People => &[
            (Organization, true),
            (Name, true),
            (Position, false),
            (Phones, false),
            (Emails, false),
            (Id, false),
        ],
        ImportKind::Contacts => &[
            (Organization, true),
            (Name, true),
            (Position, false),
            (Roles, true),
            (Phones, false),
            (Mobile, false),
            (Emails, false),
            (From, false),
            (To, false),
            (Checked, false),
            (Note, false),
            (Id, false),
        ],
        ImportKind::Sites => &[(Organization, true), (Name, true), (Address, false), (Id, false)],
    }
}

/// Where the header is, and what each column holds.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Columns {
    /// Index in the table's rows of the first row below the header.
    pub first_row: usize,
    found: Vec<(Field, usize, String)>,
}

impl Columns {
    /// Finds the header of a table: the row near the top in which most fields are recognized.
    ///
    /// # Errors
    ///
    /// A problem that names the columns that are missing.
    pub fn find(kind: ImportKind, table: &ImportTable) -> Result<Self, Problem> {
        let best = table
            .rows
            .iter()
            .enumerate()
            .take(TOP_ROWS)
            .map(|(at, row)| Self { first_row: at + 1, found: recognize(kind, &row.cells) })
            .max_by_key(|columns| (columns.found.len(), std::cmp::Reverse(columns.first_row)));
        let place = Place {
            file: table.file.clone(),
            sheet: table.sheet.clone(),
            row: best
                .as_ref()
                .filter(|best| !best.found.is_empty())
                .and_then(|best| table.rows.get(best.first_row - 1))
                .map(|row| row.number),
            column: None,
        };
        let Some(best) = best else {
            return Err(Problem::new(place, "registry.no_rows"));
        };
        let missing: Vec<&str> = fields(kind)
            .iter()
            .filter(|(field, required)| *required && best.column(*field).is_none())
            .map(|(field, _)| expected(kind, *field))
            .collect();
        if missing.is_empty() {
            return Ok(best);
        }
        Err(Problem::new(place, "registry.column_missing").with("columns", missing.join(", ")))
    }

    /// The column of a field.
    #[must_use]
    pub fn column(&self, field: Field) -> Option<usize> {
        self.found.iter().find(|(found, ..)| *found == field).map(|(_, at, _)| *at)
    }

    /// The header of a field as it stands in the file.
    #[must_use]
    pub fn header(&self, field: Field) -> Option<&str> {
        self.found.iter().find(|(found, ..)| *found == field).map(|(.., header)| header.as_str())
    }

    /// The cell of a field; none when the file has no such column or the cell is empty.
    #[must_use]
    pub fn cell<'a>(&self, field: Field, cells: &'a [String]) -> Option<&'a str> {
        let cell = cells.get(self.column(field)?)?.trim();
        // A spreadsheet program is kept from computing by a leading quote.
        let cell = match cell.strip_prefix('\'') {
            Some(rest) if rest.starts_with(['=', '+', '-', '@']) => rest,
            _ => cell,
        };
        (!cell.is_empty()).then_some(cell)
    }
}

fn recognize(kind: ImportKind, cells: &[String]) -> Vec<(Field, usize, String)> {
    let mut found: Vec<(Field, usize, String)> = Vec::new();
    for (at, cell) in cells.iter().enumerate() {
        // What stands in brackets explains: "Từ ngày (dd/mm/yyyy)".
        let plain = cell.split(['(', '[']).next().unwrap_or_default();
        let folded = fold(plain);
        let field = fields(kind).iter().map(|(field, _)| *field).find(|field| {
            headers(kind, *field).contains(&folded.as_str())
                && !found.iter().any(|(known, ..)| known == field)
        });
        if let Some(field) = field {
            found.push((field, at, cell.trim().to_owned()));
        }
    }
    found
}

/// The header that would be right, as people write it.
fn expected(kind: ImportKind, field: Field) -> &'static str {
    match (kind, field) {
        (ImportKind::People | ImportKind::Contacts, Field::Name) => "Họ và tên",
        (ImportKind::Sites, Field::Name) => "Tên địa điểm",
        (_, Field::Name) => "Tên",
        (_, Field::Space) => "Dải địa chỉ",
        (_, Field::Organization) => "Cơ quan",
        (_, Field::Roles) => "Vai trò đầu mối",
        (_, field) => field.name(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::ImportTableRow;
    use kernel::{Locale, Message};

    fn table(rows: &[&[&str]]) -> ImportTable {
        let row = |(at, cells): (usize, &&[&str])| ImportTableRow {
            number: at as u64 + 1,
            cells: cells.iter().map(|cell| (*cell).to_owned()).collect(),
        };
        let rows = rows.iter().enumerate().map(row).collect();
        ImportTable { file: "f.csv".to_owned(), rows, ..ImportTable::default() }
    }

    #[test]
    fn headers_are_found_below_a_title_in_any_order() {
        let table = table(&[
            &["DANH SÁCH CƠ QUAN", "", ""],
            &["STT", "Trực thuộc", "TÊN CƠ QUAN (đầy đủ)", "Mã định danh"],
            &["1", "H32", "Sở Mẫu", "H32.12"],
        ]);
        let columns = Columns::find(ImportKind::Organizations, &table).unwrap();
        assert_eq!(columns.first_row, 2);
        assert_eq!(columns.cell(Field::Name, &table.rows[2].cells), Some("Sở Mẫu"));
        assert_eq!(columns.cell(Field::Parent, &table.rows[2].cells), Some("H32"));
        assert_eq!(columns.header(Field::Name), Some("TÊN CƠ QUAN (đầy đủ)"));
    }

    #[test]
    fn a_header_that_matches_nothing_is_refused_with_what_is_missing() {
        let found = Columns::find(ImportKind::Claims, &table(&[&["a", "b"], &["1", "2"]]));
        let problem = found.unwrap_err();
        assert_eq!(problem.code, "registry.column_missing");
        assert_eq!(problem.arguments["columns"], "Cơ quan, Dải địa chỉ");
        let none = Columns::find(ImportKind::Claims, &table(&[])).unwrap_err();
        assert_eq!(none.code, "registry.no_rows");
    }

    #[test]
    fn the_headers_that_are_written_are_read_back_in_both_languages() {
        for locale in [Locale::Vi, Locale::En] {
            for kind in ImportKind::ALL {
                let header: Vec<String> = fields(*kind)
                    .iter()
                    .map(|(field, _)| {
                        let code = format!("registry.columns.{}.{}", kind.name(), field.name());
                        Message::new(&code).text(locale)
                    })
                    .collect();
                let found = recognize(*kind, &header);
                let expected: Vec<Field> = fields(*kind).iter().map(|(field, _)| *field).collect();
                let read: Vec<Field> = found.iter().map(|(field, ..)| *field).collect();
                assert_eq!(read, expected, "{header:?}");
            }
        }
    }
}
