//! Looking for letters by number, subject and issuer, and for those that bind a body.

use std::collections::BTreeMap;

use db::{DbError, Row, Tx, params};
use kernel::{DirectiveId, OrganizationId, text};

/// A letter by what people call it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Named {
    /// The letter.
    pub id: DirectiveId,
    /// Number and symbol.
    pub number: Option<String>,
    /// What it is about.
    pub subject: Option<String>,
    /// Who issued it.
    pub issuer: Option<String>,
    /// Its file.
    pub file_name: String,
}

impl Named {
    /// `12/UBND-KGVX: subject`, or the name of its file where neither was found.
    #[must_use]
    pub fn title(&self) -> String {
        let parts = [&self.number, &self.subject].into_iter().flatten();
        let title = parts.map(String::as_str).collect::<Vec<_>>().join(": ");
        if title.is_empty() { self.file_name.clone() } else { title }
    }

    /// Whether every word of `folded` stands somewhere in it, however it is accented.
    fn fits(&self, folded: &str) -> bool {
        let parts = [&self.number, &self.subject, &self.issuer].into_iter().flatten();
        let own = parts.map(|part| text::fold(part)).collect::<Vec<_>>().join(" ");
        folded.split(' ').all(|word| own.contains(word))
    }
}

fn named(row: &Row) -> Result<Named, DbError> {
    Ok(Named {
        id: row.get("id")?,
        number: row.get("number")?,
        subject: row.get("subject")?,
        issuer: row.get("issuer")?,
        file_name: row.get("file_name")?,
    })
}

/// The names of all letters that were not thrown away, newest first. A province has hundreds in a
/// year; they are looked through in memory, since accents are not compared by the database.
///
/// # Errors
///
/// [`DbError`].
pub async fn all(tx: &mut Tx) -> Result<Vec<Named>, DbError> {
    let sql = "SELECT id, number, subject, issuer, file_name FROM directives
        WHERE state <> 'discarded' ORDER BY received_at DESC, id DESC";
    tx.query(sql, params![]).await?.iter().map(named).collect()
}

/// Letters whose number, subject or issuer hold every word of `asked`, newest first; accents and
/// case make no difference.
///
/// # Errors
///
/// [`DbError`].
pub async fn search(asked: &str, tx: &mut Tx) -> Result<Vec<Named>, DbError> {
    let folded = text::fold(asked);
    if folded.is_empty() {
        return Ok(Vec::new());
    }
    Ok(all(tx).await?.into_iter().filter(|letter| letter.fits(&folded)).collect())
}

/// The letters that bind each of these bodies, oldest first; bodies that none binds are left out.
///
/// # Errors
///
/// [`DbError`].
pub async fn binding(
    bodies: &[OrganizationId],
    tx: &mut Tx,
) -> Result<BTreeMap<OrganizationId, Vec<Named>>, DbError> {
    let mut found = BTreeMap::<OrganizationId, Vec<Named>>::new();
    let sql = "SELECT d.id, d.number, d.subject, d.issuer, d.file_name FROM directives d
        JOIN directive_bodies b ON b.directive_id = d.id
        WHERE b.organization_id = $1 AND d.state <> 'discarded' ORDER BY d.received_at, d.id";
    for body in bodies {
        let letters = tx.query(sql, params![*body]).await?;
        if !letters.is_empty() {
            found.insert(*body, letters.iter().map(named).collect::<Result<_, _>>()?);
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Id as _;

    #[test]
    fn words_are_found_without_accents_and_in_any_order() {
        let letter = Named {
            id: DirectiveId::from_uuid(uuid::Uuid::nil()),
            number: Some("12/UBND-KGVX".to_owned()),
            subject: Some("Tăng cường bảo đảm an ninh mạng".to_owned()),
            issuer: Some("Ủy ban nhân dân tỉnh Tre Xanh".to_owned()),
            file_name: "thu.docx".to_owned(),
        };
        let fits = |asked: &str| letter.fits(&text::fold(asked));
        for asked in ["12/ubnd", "an ninh mang", "ĐẢM BẢO", "tre xanh an ninh", "kgvx"] {
            assert!(fits(asked), "{asked}");
        }
        assert!(!fits("13/ubnd") && !fits("an ninh biên giới"));
        assert_eq!(letter.title(), "12/UBND-KGVX: Tăng cường bảo đảm an ninh mạng");
        let bare = Named { number: None, subject: None, ..letter };
        assert_eq!(bare.title(), "thu.docx");
    }
}
