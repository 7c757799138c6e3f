//! XML read as a stream of pieces, without document types or entities, and bounded in depth.

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use crate::error::{broken, refused, too_large};
use crate::model::ReadError;

/// A start tag: its local name and attributes by local name.
pub(crate) struct Tag<'a>(BytesStart<'a>);

impl Tag<'_> {
    /// The name without its prefix.
    pub(crate) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// The value of the attribute with this local name.
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        self.0.attributes().with_checks(false).flatten().find_map(|attribute| {
            (attribute.key.local_name().into_inner() == name).then(|| {
                attribute
                    .normalized_value(quick_xml::XmlVersion::Implicit1_0)
                    .map_or_else(|_| attribute.value.to_string(), |value| value.into_owned())
            })
        })
    }

    /// The attribute `val`, which most elements of WordprocessingML have.
    pub(crate) fn value(&self) -> Option<String> {
        self.attribute("val")
    }

    /// The attribute `val` as a number.
    pub(crate) fn number(&self) -> Option<i64> {
        self.value().and_then(|value| value.trim().parse().ok())
    }

    /// An on/off property: on unless `val` says otherwise (ECMA-376 part 1, 17.17.4).
    pub(crate) fn is_on(&self) -> bool {
        !matches!(self.value().as_deref(), Some("0" | "false" | "off" | "none"))
    }
}

/// One piece of a document.
pub(crate) enum Piece<'a> {
    /// An element begins; an empty element begins and ends.
    Open(Tag<'a>),
    /// The element that began last ends.
    Close,
    /// Text, with character references resolved.
    Text(String),
    /// The document ends.
    End,
}

/// A reader over one part of a package.
pub(crate) struct Xml<'a> {
    file: &'a str,
    part: &'a str,
    reader: Reader<&'a [u8]>,
    depth: usize,
    max_depth: usize,
}

impl<'a> Xml<'a> {
    /// A reader over the text of a part.
    pub(crate) fn new(file: &'a str, part: &'a str, text: &'a str, max_depth: usize) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self { file, part, reader, depth: 0, max_depth }
    }

    /// The file that is read, for notes.
    pub(crate) fn file(&self) -> &'a str {
        self.file
    }

    /// The next piece.
    ///
    /// # Errors
    ///
    /// Broken XML, a document type, or more depth than allowed.
    pub(crate) fn next(&mut self) -> Result<Piece<'a>, ReadError> {
        loop {
            let event = self.reader.read_event().map_err(|_| self.broken())?;
            match event {
                Event::Start(tag) => {
                    self.depth += 1;
                    if self.depth > self.max_depth {
                        return Err(too_large(self.file, "documents.too_deep", self.max_depth)
                            .with("part", self.part));
                    }
                    return Ok(Piece::Open(Tag(tag)));
                }
                // Never comes: empty elements are expanded.
                Event::Empty(tag) => return Ok(Piece::Open(Tag(tag))),
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Piece::Close);
                }
                Event::Text(text) => return Ok(Piece::Text(text.into_inner().into_owned())),
                Event::CData(text) => return Ok(Piece::Text(text.into_inner().into_owned())),
                Event::GeneralRef(reference) => {
                    if let Ok(Some(letter)) = reference.resolve_char_ref() {
                        return Ok(Piece::Text(letter.to_string()));
                    }
                    let name = reference.into_inner();
                    let text = quick_xml::escape::resolve_predefined_entity(&name)
                        .ok_or_else(|| self.doctype())?;
                    return Ok(Piece::Text(text.to_owned()));
                }
                Event::DocType(_) => return Err(self.doctype()),
                Event::Eof => {
                    return if self.depth == 0 { Ok(Piece::End) } else { Err(self.broken()) };
                }
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            }
        }
    }

    /// Passes over the rest of the element that just began.
    pub(crate) fn skip(&mut self) -> Result<(), ReadError> {
        let mut open = 1_usize;
        while open > 0 {
            match self.next()? {
                Piece::Open(_) => open += 1,
                Piece::Close => open -= 1,
                Piece::Text(_) => {}
                Piece::End => return Err(self.broken()),
            }
        }
        Ok(())
    }

    /// Calls `visit` for every direct child element of the element that just began. `visit` must
    /// consume the child up to its end.
    pub(crate) fn children(
        &mut self,
        mut visit: impl FnMut(&mut Self, Tag<'a>) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        loop {
            match self.next()? {
                Piece::Open(tag) => visit(self, tag)?,
                Piece::Close => return Ok(()),
                Piece::Text(_) => {}
                Piece::End => return Err(self.broken()),
            }
        }
    }

    /// All text of the element that just began.
    pub(crate) fn text(&mut self) -> Result<String, ReadError> {
        let mut text = String::new();
        let mut open = 1_usize;
        while open > 0 {
            match self.next()? {
                Piece::Open(_) => open += 1,
                Piece::Close => open -= 1,
                Piece::Text(piece) => text.push_str(&piece),
                Piece::End => return Err(self.broken()),
            }
        }
        Ok(text)
    }

    /// The error for XML that cannot be read here.
    pub(crate) fn broken(&self) -> ReadError {
        broken(self.file, "documents.part_broken").with("part", self.part)
    }

    fn doctype(&self) -> ReadError {
        refused(self.file, "documents.doctype").with("part", self.part)
    }
}

/// The text of a part: UTF-8, or UTF-16 where the byte order mark says so.
pub(crate) fn part_text(file: &str, part: &str, bytes: Vec<u8>) -> Result<String, ReadError> {
    let failed = || broken(file, "documents.part_broken").with("part", part);
    match encoding_rs::Encoding::for_bom(&bytes) {
        Some((encoding, _)) => {
            let (text, _, wrong) = encoding.decode(&bytes);
            if wrong { Err(failed()) } else { Ok(text.into_owned()) }
        }
        None => String::from_utf8(bytes).map_err(|_| failed()),
    }
}
