//! Files of contact points: columns, dry run, difference, confirmation and undo are the registry's
//! (`registry::import`, kind `contacts`), for a contact point is a person of the registry. One source
//! of truth; see `docs/adr/007-contact-points-are-people.md`.

use registry::import::ImportKind;

/// What the registry calls a file of contact points.
pub const KIND: ImportKind = ImportKind::Contacts;
