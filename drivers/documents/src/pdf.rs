//! Reading PDF files that have a text layer (ISO 32000).
//!
//! The library that reads them may panic, loop or ask for any amount of memory. Foreign bytes
//! therefore go to a child process ([`PdfChild`]) with limits on memory, processor time and wall
//! time; [`read_pdf_here`] is what the child does, and what tests and fuzzing call.

mod child;
mod layout;
mod lines;
mod ruled;
mod widths;

use std::panic::{AssertUnwindSafe, catch_unwind};

use pdf_extract::{
    ColorSpace, Document as Pdf, MediaBox, OutputDev, OutputError, Path, Transform, output_doc_page,
};

use crate::detect::is_encrypted_pdf;
use crate::error::{broken, note, refused, too_large};
use crate::model::{Block, Document, Limits, ReadError};

pub use child::{PdfChild, child_main};

/// Letters on all pages together below which a file is taken for a scan.
const MIN_LETTERS: usize = 12;
/// Glyphs of one page above which it is refused.
const MAX_GLYPHS: usize = 400_000;

/// One letter on a page, in points from the upper left corner.
#[derive(Clone, Debug)]
pub(crate) struct Glyph {
    x: f64,
    y: f64,
    width: f64,
    size: f64,
    text: String,
}

/// Reads a PDF in this process. See [`read_pdf`]; the file has no name here.
///
/// # Errors
///
/// As [`read_pdf`].
pub fn read_pdf_here(bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    read_pdf("", bytes, limits)
}

/// Reads a PDF in this process: paragraphs put together from lines, columns as tables, page
/// numbers left out.
///
/// # Errors
///
/// A file under a password, without a text layer (a scan), broken, or with more pages than
/// allowed.
pub fn read_pdf(file: &str, bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    if is_encrypted_pdf(bytes) {
        return Err(refused(file, "documents.encrypted_pdf"));
    }
    let pages = catch_unwind(AssertUnwindSafe(|| read_pages(file, bytes, limits)))
        .unwrap_or_else(|_| Err(broken(file, "documents.pdf_broken")))?;
    let letters: usize = pages.iter().map(|page| page.letters()).sum();
    if letters < MIN_LETTERS {
        return Err(refused(file, "documents.pdf_no_text").with("pages", pages.len()));
    }
    let mut document = Document::default();
    for (number, page) in (1..).zip(&pages) {
        if page.letters() == 0 {
            let problem = note(file, "documents.note_page_no_text").with("page", number);
            document.notes.push(problem);
        }
    }
    layout::fill(&pages, &mut document);
    check_blocks(file, &document.blocks, limits)?;
    let text = crate::docx::plain_text(&document.blocks);
    if let Some(font) = crate::text::legacy_font(&text) {
        document.notes.push(note(file, "documents.note_legacy_font").with("font", font));
    }
    Ok(document)
}

fn check_blocks(file: &str, blocks: &[Block], limits: &Limits) -> Result<(), ReadError> {
    for block in blocks {
        let longest = match block {
            Block::Paragraph { text, .. } => text.len(),
            Block::Table(table) => {
                table.rows.iter().flat_map(|row| &row.cells).map(String::len).max().unwrap_or(0)
            }
        };
        if longest > limits.cell_bytes {
            return Err(too_large(file, "documents.cell_too_long", limits.cell_bytes));
        }
    }
    Ok(())
}

fn read_pages(file: &str, bytes: &[u8], limits: &Limits) -> Result<Vec<Page>, ReadError> {
    let failed = || broken(file, "documents.pdf_broken");
    let mut pdf = Pdf::load_mem(bytes).map_err(|_| failed())?;
    if pdf.is_encrypted() {
        return Err(refused(file, "documents.encrypted_pdf"));
    }
    let numbers: Vec<u32> = pdf.get_pages().keys().copied().collect();
    if numbers.len() > limits.pages {
        let error = too_large(file, "documents.pdf_pages", limits.pages);
        return Err(error.with("pages", numbers.len()));
    }
    if numbers.is_empty() {
        return Err(failed());
    }
    widths::spell_out(&mut pdf);
    let mut pages = Vec::with_capacity(numbers.len());
    for number in numbers {
        let mut page = Page::default();
        output_doc_page(&pdf, &mut page, number).map_err(|_| failed())?;
        pages.push(page);
    }
    Ok(pages)
}

/// The letters of a page, gathered while its content is interpreted.
#[derive(Debug, Default)]
pub(crate) struct Page {
    glyphs: Vec<Glyph>,
    rules: Vec<ruled::Rule>,
    height: f64,
}

impl Page {
    fn letters(&self) -> usize {
        self.glyphs.iter().filter(|glyph| glyph.text.chars().any(char::is_alphanumeric)).count()
    }
}

impl OutputDev for Page {
    fn begin_page(
        &mut self,
        _page_number: u32,
        media_box: &MediaBox,
        _art_box: Option<(f64, f64, f64, f64)>,
    ) -> Result<(), OutputError> {
        self.height = media_box.ury - media_box.lly;
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(
        &mut self,
        matrix: &Transform,
        width: f64,
        _spacing: f64,
        font_size: f64,
        letter: &str,
    ) -> Result<(), OutputError> {
        // Turned text (stamps at the margin, watermarks) belongs to no line.
        let upright = matrix.m11 > 0.0 && matrix.m12.abs() < matrix.m11.abs() * 0.1;
        if !upright || self.glyphs.len() >= MAX_GLYPHS {
            return Ok(());
        }
        let size = (font_size * matrix.m22).abs();
        let glyph = Glyph {
            x: matrix.m31,
            y: self.height - matrix.m32,
            width: (width * font_size * matrix.m11).abs(),
            size,
            text: letter.to_owned(),
        };
        let finite = [glyph.x, glyph.y, glyph.width, size].iter().all(|value| value.is_finite());
        if finite && size > 0.5 {
            self.glyphs.push(glyph);
        }
        Ok(())
    }

    fn stroke(
        &mut self,
        matrix: &Transform,
        _colorspace: &ColorSpace,
        _color: &[f64],
        path: &Path,
    ) -> Result<(), OutputError> {
        ruled::add_strokes(matrix, path, self.height, &mut self.rules);
        Ok(())
    }

    fn fill(
        &mut self,
        matrix: &Transform,
        _colorspace: &ColorSpace,
        _color: &[f64],
        path: &Path,
    ) -> Result<(), OutputError> {
        ruled::add_fills(matrix, path, self.height, &mut self.rules);
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}
