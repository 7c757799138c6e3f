//! Writing an official paper as PDF with Typst.
//!
//! The template is ours and the paper is data: nothing in a text is markup. Typst sees the four
//! fonts of this crate and no file, network or clock.

use std::sync::LazyLock;

use chrono::{Datelike, Timelike};
use kernel::Timestamp;
use serde::Serialize;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Dict, Duration, Smart, Str, Value};
use typst::syntax::{FileId, Source};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::official::{Annex, Layout, Lines, Official, Part};
use crate::write_error::WriteError;

const TEMPLATE: &str = include_str!("../templates/official.typ");

static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    let files: [&'static [u8]; 4] = [
        include_bytes!("../fonts/LiberationSerif-Regular.ttf"),
        include_bytes!("../fonts/LiberationSerif-Bold.ttf"),
        include_bytes!("../fonts/LiberationSerif-Italic.ttf"),
        include_bytes!("../fonts/LiberationSerif-BoldItalic.ttf"),
    ];
    files.into_iter().flat_map(|file| Font::iter(Bytes::new(file))).collect()
});

/// What the template sees.
#[derive(Serialize)]
struct Paper<'a> {
    layout: Layout,
    lines: Lines,
    parts: &'a [Part],
    annexes: &'a [Annex],
    foot_note: Option<&'a str>,
}

/// Writes a paper as PDF/A-2b, tagged. The same paper and instant give the same bytes.
///
/// # Errors
///
/// A fault of the template or of Typst; content causes none.
pub fn write_pdf(paper: &Official, created_at: Timestamp) -> Result<Vec<u8>, WriteError> {
    let failed = |reason: String| WriteError::new("PDF", reason);
    let data = Paper {
        layout: paper.layout,
        lines: paper.lines(),
        parts: &paper.parts,
        annexes: &paper.annexes,
        foot_note: paper.foot_note.as_deref(),
    };
    let data = serde_json::to_string(&data).map_err(|error| failed(error.to_string()))?;
    let world = Closed::new(data);
    let explain = |errors: &[typst::diag::SourceDiagnostic]| {
        let messages: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
        messages.join("; ")
    };
    let document = typst::compile::<PagedDocument>(&world).output;
    // The library remembers what it laid out; a server must not grow by every report.
    typst::comemo::evict(0);
    let document = document.map_err(|errors| failed(explain(&errors)))?;
    let standards = PdfStandards::new(&[PdfStandard::A_2b])
        .map_err(|error| failed(error.message().to_string()))?;
    let options = PdfOptions {
        ident: Smart::Auto,
        creator: Smart::Custom(Some("Lũy Tre".to_owned())),
        timestamp: datetime(created_at).map(typst_pdf::Timestamp::new_utc),
        standards,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&document, &options).map_err(|errors| failed(explain(&errors)))
}

fn datetime(instant: Timestamp) -> Option<Datetime> {
    let small = |value: u32| u8::try_from(value).ok();
    Datetime::from_ymd_hms(
        instant.year(),
        small(instant.month())?,
        small(instant.day())?,
        small(instant.hour())?,
        small(instant.minute())?,
        small(instant.second())?,
    )
}

/// A world with one source, four fonts and nothing else.
struct Closed {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    source: Source,
}

impl Closed {
    fn new(data: String) -> Self {
        let mut inputs = Dict::new();
        inputs.insert(Str::from("paper"), Value::Str(Str::from(data)));
        Self {
            library: LazyHash::new(Library::builder().with_inputs(inputs).build()),
            book: LazyHash::new(FontBook::from_fonts(FONTS.iter())),
            source: Source::detached(TEMPLATE),
        }
    }
}

impl World for Closed {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.source.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.source.id() { Ok(self.source.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, _id: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
