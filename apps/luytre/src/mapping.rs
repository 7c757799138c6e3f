//! Which column of a list holds what, settled from the command line: `--column B=address`.

use std::str::FromStr;

use kernel::Message;
use malware::lists::{Column, Field, Layout, Mapping};
use serde::Deserialize as _;
use serde::de::IntoDeserializer as _;
use serde::de::value::{Error, StrDeserializer};
use serde_json::Value;

use crate::say::{self, Refusal};

/// One `--column COLUMN=FIELD`: the column by its letter, its number from 1, or its header.
#[derive(Clone, Debug)]
pub struct Given {
    column: String,
    field: Field,
}

impl FromStr for Given {
    type Err = Refusal;

    fn from_str(text: &str) -> Result<Self, Refusal> {
        let unfit = || {
            let fields: Vec<String> = Field::ALL.into_iter().map(name).collect();
            Refusal::misuse(
                Message::new("server.import.column_unfit")
                    .with("given", text)
                    .with("fields", fields.join(", ")),
            )
        };
        let (column, field) = text.rsplit_once('=').ok_or_else(unfit)?;
        let field: StrDeserializer<'_, Error> = field.trim().into_deserializer();
        let field = Field::deserialize(field).map_err(|_| unfit())?;
        Ok(Self { column: column.trim().to_owned(), field })
    }
}

/// The name of a field as the API writes it.
fn name(field: Field) -> String {
    match serde_json::to_value(field) {
        Ok(Value::String(name)) => name,
        _ => String::new(),
    }
}

fn title(field: Field) -> String {
    Message::new(&format!("lists.field.{}", name(field))).text(say::locale())
}

/// The mapping as it was recognized; where no header was, its columns are called by the first row.
fn recognized(list: &Value) -> Mapping {
    let found = list.pointer("/preview/mapping").cloned().unwrap_or_default();
    let mut mapping: Mapping = serde_json::from_value(found).unwrap_or_default();
    if mapping.columns.iter().any(|column| !column.header.is_empty()) {
        return mapping;
    }
    let head = list.pointer("/preview/head/0").and_then(Value::as_array);
    for (index, header) in head.into_iter().flatten().filter_map(Value::as_str).enumerate() {
        let known = mapping.columns.iter_mut().find(|column| column.index == index);
        match known {
            Some(column) => header.clone_into(&mut column.header),
            None => {
                let header = header.to_owned();
                mapping.columns.push(Column { index, header, ..Column::default() });
            }
        }
    }
    mapping.columns.sort_by_key(|column| column.index);
    mapping
}

/// The mapping of a list with what a person says of its columns.
///
/// # Errors
///
/// When the list has no such column.
pub fn settle(list: &Value, given: &[Given]) -> Result<Mapping, Refusal> {
    let mut mapping = recognized(list);
    for one in given {
        let index = position(&mapping, &one.column).ok_or_else(|| {
            Refusal::misuse(
                Message::new("server.import.no_such_column")
                    .with("column", &one.column)
                    .with("columns", found(&mapping)),
            )
        })?;
        mapping.assign(index, Some(one.field));
    }
    let by_header =
        |one: &Given| mapping.columns.iter().any(|column| is_called(column, &one.column));
    if given.iter().any(by_header) {
        // Whoever calls a column by its first row says that this row is the header.
        mapping.data_from = mapping.data_from.max(1);
    }
    mapping.layout = Layout::Hand;
    Ok(mapping)
}

fn is_called(column: &Column, text: &str) -> bool {
    !column.header.is_empty() && kernel::text::fold(&column.header) == kernel::text::fold(text)
}

fn position(mapping: &Mapping, text: &str) -> Option<usize> {
    let by_header = mapping.columns.iter().find(|column| is_called(column, text));
    if let Some(column) = by_header {
        return Some(column.index);
    }
    let wanted = match text.parse::<usize>() {
        Ok(number) => number.checked_sub(1)?,
        Err(_) => {
            return mapping.columns.iter().find_map(|column| {
                letter(column.index).eq_ignore_ascii_case(text).then_some(column.index)
            });
        }
    };
    mapping.columns.iter().map(|column| column.index).find(|index| *index == wanted)
}

/// The letter of a column as spreadsheets write it.
fn letter(index: usize) -> String {
    let mut rest = index;
    let mut letters = Vec::new();
    loop {
        letters.push(u8::try_from(rest % 26).map_or('?', |step| char::from(b'A' + step)));
        match (rest / 26).checked_sub(1) {
            Some(next) => rest = next,
            None => break,
        }
    }
    letters.into_iter().rev().collect()
}

/// `A "STT" (ordinal), B "Máy" (?)`
fn found(mapping: &Mapping) -> String {
    let columns: Vec<String> = mapping
        .columns
        .iter()
        .map(|column| {
            let field = column.field.map_or_else(|| "?".to_owned(), title);
            format!("{} “{}” ({field})", letter(column.index), column.header)
        })
        .collect();
    columns.join(", ")
}

/// That a person must say which column holds what: what was found, what is missing, and how.
#[must_use]
pub fn needed(list: &Value, file_name: &str) -> Refusal {
    let mapping = recognized(list);
    let mut asked = Vec::new();
    if !mapping.is_complete() {
        asked.push(title(Field::Address));
    }
    for question in
        list.pointer("/preview/questions").and_then(Value::as_array).into_iter().flatten()
    {
        let Some(ask) = question.get("ask").and_then(Value::as_str) else { continue };
        if ask == "zone" || (ask == "address" && !mapping.is_complete()) {
            continue;
        }
        let mut message = Message::new(&format!("lists.question.{ask}"));
        for (name, value) in question.as_object().into_iter().flatten() {
            message = message.with(name, value);
        }
        asked.push(message.text(say::locale()));
    }
    Refusal::of(
        Message::new("server.import.needs_mapping")
            .with("file", file_name)
            .with("columns", found(&mapping))
            .with("missing", asked.join("; ")),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_by_letter_number_or_header() {
        let list = serde_json::json!({ "preview": { "head": [["Máy", "Ghi nhận", "Loại"]] } });
        for given in ["B=address", "2=address", "ghi nhan=address"] {
            let mapping = settle(&list, &[given.parse().unwrap()]).unwrap();
            let address = mapping.of(Field::Address).next().unwrap();
            assert_eq!((address.index, address.header.as_str()), (1, "Ghi nhận"), "{given}");
        }
        assert!(settle(&list, &["D=address".parse().unwrap()]).unwrap_err().is_misuse);
        assert!("B".parse::<Given>().unwrap_err().is_misuse);
        assert!("B=weight".parse::<Given>().unwrap_err().is_misuse);
        assert_eq!((letter(0), letter(25), letter(26)), ("A".into(), "Z".into(), "AA".into()));
    }
}
