//! Tells the list of findings what a directive asks: the duty does not know directives.

use directive::asked::asked;
use kernel::Timestamp;
use malware::api::{AskedFindings, Asking, AsksFindings, BoardPlace};

/// The directives of this installation.
#[derive(Clone, Copy, Debug)]
pub struct OfDirectives;

impl AsksFindings for OfDirectives {
    fn asked<'a>(&'a self, place: BoardPlace, now: Timestamp, tx: &'a mut db::Tx) -> Asking<'a> {
        Box::pin(async move {
            let BoardPlace { directive, obligation, row } = place;
            let found = asked(directive, obligation, row, now, tx).await?;
            Ok(found.map(|found| AskedFindings {
                kinds: found.kinds,
                bodies: found.bodies,
                due_at: found.due_at,
            }))
        })
    }
}
