//! What paragraph styles say about weight, centring and numbering, through their inheritance.

use std::collections::BTreeMap;

use crate::model::ReadError;
use crate::xml::{Piece, Xml};

/// Inheritance is followed this far; longer chains are loops or nonsense.
const CHAIN: usize = 16;

/// The properties of paragraphs that the reader looks at.
#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    based_on: Option<String>,
    pub(super) bold: Option<bool>,
    pub(super) centred: Option<bool>,
    pub(super) hidden: Option<bool>,
    /// Number of the list and, if said, the level.
    pub(super) numbering: Option<(i64, Option<usize>)>,
}

/// The styles of a document by their id.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: BTreeMap<String, Style>,
    default_paragraph: Option<String>,
}

impl Styles {
    pub(super) fn read(xml: &mut Xml<'_>) -> Result<Self, ReadError> {
        let mut styles = Self::default();
        loop {
            match xml.next()? {
                Piece::Open(tag) if tag.name() == "styles" => {}
                Piece::Open(tag) if tag.name() == "style" => {
                    let id = tag.attribute("styleId").unwrap_or_default();
                    let is_default = tag.attribute("default").is_some_and(|value| value != "0");
                    if is_default && tag.attribute("type").as_deref() == Some("paragraph") {
                        styles.default_paragraph = Some(id.clone());
                    }
                    let style = read_style(xml)?;
                    styles.styles.insert(id, style);
                }
                Piece::Open(_) => xml.skip()?,
                Piece::End => return Ok(styles),
                Piece::Close | Piece::Text(_) => {}
            }
        }
    }

    /// The properties of a style with everything it inherits; of the default style for `None`.
    pub(super) fn resolve(&self, id: Option<&str>) -> Style {
        let mut resolved = Style::default();
        let mut next = id.map(str::to_owned).or_else(|| self.default_paragraph.clone());
        for _ in 0..CHAIN {
            let Some(style) = next.as_deref().and_then(|id| self.styles.get(id)) else { break };
            resolved.bold = resolved.bold.or(style.bold);
            resolved.centred = resolved.centred.or(style.centred);
            resolved.hidden = resolved.hidden.or(style.hidden);
            resolved.numbering = resolved.numbering.or(style.numbering);
            next.clone_from(&style.based_on);
        }
        resolved
    }
}

fn read_style(xml: &mut Xml<'_>) -> Result<Style, ReadError> {
    let mut style = Style::default();
    xml.children(|xml, tag| {
        match tag.name() {
            "basedOn" => style.based_on = tag.value(),
            "pPr" => return read_paragraph_properties(xml, &mut style, &mut None),
            "rPr" => return read_run_properties(xml, &mut style),
            _ => {}
        }
        xml.skip()
    })?;
    Ok(style)
}

/// Reads `w:pPr` after its start tag. `style_id` gets the style that it names.
pub(super) fn read_paragraph_properties(
    xml: &mut Xml<'_>,
    into: &mut Style,
    style_id: &mut Option<String>,
) -> Result<(), ReadError> {
    xml.children(|xml, tag| {
        match tag.name() {
            "pStyle" => *style_id = tag.value(),
            "jc" => into.centred = Some(tag.value().as_deref() == Some("center")),
            "numPr" => {
                let (mut list, mut level) = (None, None);
                xml.children(|xml, tag| {
                    match tag.name() {
                        "numId" => list = tag.number(),
                        "ilvl" => {
                            level = tag.number().and_then(|level| usize::try_from(level).ok())
                        }
                        _ => {}
                    }
                    xml.skip()
                })?;
                if let Some(list) = list {
                    into.numbering = Some((list, level));
                }
                return Ok(());
            }
            _ => {}
        }
        xml.skip()
    })
}

/// Reads `w:rPr` after its start tag.
pub(super) fn read_run_properties(xml: &mut Xml<'_>, into: &mut Style) -> Result<(), ReadError> {
    xml.children(|xml, tag| {
        match tag.name() {
            "b" => into.bold = Some(tag.is_on()),
            "vanish" => into.hidden = Some(tag.is_on()),
            _ => {}
        }
        xml.skip()
    })
}
