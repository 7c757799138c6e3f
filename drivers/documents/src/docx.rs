//! Reading Office Open XML text (ECMA-376 part 1, WordprocessingML).
//!
//! Our own reader over `zip` and `quick-xml`, since foreign bytes must never panic and everything
//! is bounded by [`Limits`]. It keeps what a person reads: text, automatic numbers, tables, text
//! boxes. Tracked deletions, hidden text, comments and pictures are left out.

mod body;
mod numbering;
mod styles;

use crate::archive::Package;
use crate::error::{note, refused};
use crate::model::{Block, Document, Format, Limits, ReadError};
use crate::xml::{Xml, part_text};

use body::Body;
use numbering::Numbering;
use styles::Styles;

/// Reads a DOCX file.
///
/// # Errors
///
/// Not a package, a macro or encrypted file, a broken part, or more than the limits allow.
pub fn read_docx(file: &str, bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    let mut package = Package::open(file, bytes, limits)?;
    if package.format()? != Format::Docx {
        return Err(refused(file, "documents.wrong_archive"));
    }
    read_package(file, &mut package, limits)
}

pub(crate) fn read_package(
    file: &str,
    package: &mut Package<'_>,
    limits: &Limits,
) -> Result<Document, ReadError> {
    let styles = match package.part("word/styles.xml")? {
        Some(bytes) => {
            let text = part_text(file, "word/styles.xml", bytes)?;
            Styles::read(&mut Xml::new(file, "word/styles.xml", &text, limits.depth))?
        }
        None => Styles::default(),
    };
    let numbering = match package.part("word/numbering.xml")? {
        Some(bytes) => {
            let text = part_text(file, "word/numbering.xml", bytes)?;
            Numbering::read(&mut Xml::new(file, "word/numbering.xml", &text, limits.depth))?
        }
        None => Numbering::default(),
    };
    let main = "word/document.xml";
    let text = part_text(file, main, package.required_part(main)?)?;
    let mut body = Body::new(&styles, numbering, *limits);
    let mut xml = Xml::new(file, main, &text, limits.depth);
    let blocks = body.read(&mut xml)?;
    let mut notes = body.notes;
    if crate::text::legacy_font(&plain_text(&blocks)).is_some() {
        let font = crate::text::legacy_font(&plain_text(&blocks)).unwrap_or_default();
        notes.push(note(file, "documents.note_legacy_font").with("font", font));
    }
    let margins = read_margins(file, package, &styles, limits)?;
    Ok(Document { blocks, margins, notes })
}

/// The lines of headers and footers, in the order of their names.
fn read_margins(
    file: &str,
    package: &mut Package<'_>,
    styles: &Styles,
    limits: &Limits,
) -> Result<Vec<String>, ReadError> {
    let mut lines = Vec::new();
    let mut names = package.names_like("word/header", ".xml");
    names.extend(package.names_like("word/footer", ".xml"));
    for name in names {
        let Some(bytes) = package.part(&name)? else { continue };
        let text = part_text(file, &name, bytes)?;
        let mut body = Body::new(styles, Numbering::default(), *limits);
        let mut xml = Xml::new(file, &name, &text, limits.depth);
        let blocks = body.read(&mut xml)?;
        let text = plain_text(&blocks);
        lines
            .extend(text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned));
    }
    Ok(lines)
}

/// All text of blocks, one line each.
pub(crate) fn plain_text(blocks: &[Block]) -> String {
    let mut all = String::new();
    for block in blocks {
        match block {
            Block::Paragraph { text, .. } => {
                all.push_str(text);
                all.push('\n');
            }
            Block::Table(table) => {
                for cell in table.rows.iter().flat_map(|row| &row.cells) {
                    all.push_str(cell);
                    all.push('\n');
                }
            }
        }
    }
    all
}
