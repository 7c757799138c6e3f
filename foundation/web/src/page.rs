//! Pages of a list. The cursor is opaque: base64url of the last item's sort key.

use data_encoding::BASE64URL_NOPAD;
use kernel::ErrorKind;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::{ApiError, ApiResult};

/// One page of a list.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Page<T> {
    /// The items.
    pub items: Vec<T>,
    /// Where the next page begins; none: this is the last.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub next_cursor: Option<String>,
    /// How many items there are in all, where that is known.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub total: Option<u64>,
}

impl<T> Page<T> {
    /// A list that is complete in one page.
    #[must_use]
    pub fn complete(items: Vec<T>) -> Self {
        let total = u64::try_from(items.len()).ok();
        Self { items, next_cursor: None, total }
    }

    /// A page of at most `limit` items out of up to `limit + 1` that were read; `key` gives what
    /// the next page begins after.
    pub fn cut<K: Serialize>(mut items: Vec<T>, limit: u32, key: impl Fn(&T) -> K) -> Self {
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let more = items.len() > limit;
        items.truncate(limit);
        let next_cursor = items.last().filter(|_| more).map(|last| encode_cursor(&key(last)));
        Self { items, next_cursor, total: None }
    }

    /// With the number of items in all.
    #[must_use]
    pub fn of_total(mut self, total: u64) -> Self {
        self.total = Some(total);
        self
    }

    /// The same page with other items.
    pub fn map<U>(self, map: impl FnMut(T) -> U) -> Page<U> {
        Page {
            items: self.items.into_iter().map(map).collect(),
            next_cursor: self.next_cursor,
            total: self.total,
        }
    }
}

/// Which page is asked for. Fields of it are repeated in each route's own query, since
/// `serde(flatten)` cannot read numbers from a query.
#[derive(Clone, Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Paging {
    /// Where to begin: `next_cursor` of the page before.
    pub cursor: Option<String>,
    /// Items at most, 1 to 500; 50 where nothing is said.
    pub limit: Option<u32>,
}

impl Paging {
    /// Items where nothing is said.
    pub const USUAL: u32 = 50;
    /// Items at most.
    pub const MOST: u32 = 500;

    /// Items at most, within bounds.
    #[must_use]
    pub fn limit(&self) -> u32 {
        self.limit.unwrap_or(Self::USUAL).clamp(1, Self::MOST)
    }

    /// The sort key to begin after.
    ///
    /// # Errors
    ///
    /// `server.cursor` when it is none of ours.
    pub fn after<K: DeserializeOwned>(&self) -> ApiResult<Option<K>> {
        self.cursor.as_deref().filter(|cursor| !cursor.is_empty()).map(decode_cursor).transpose()
    }
}

/// Makes a cursor of a sort key.
#[must_use]
pub fn encode_cursor<K: Serialize>(key: &K) -> String {
    BASE64URL_NOPAD.encode(&serde_json::to_vec(key).unwrap_or_default())
}

/// Reads a cursor.
///
/// # Errors
///
/// `server.cursor` when it is none of ours.
pub fn decode_cursor<K: DeserializeOwned>(cursor: &str) -> ApiResult<K> {
    let refused = || ApiError::new(ErrorKind::InvalidInput, "server.cursor");
    let bytes = BASE64URL_NOPAD.decode(cursor.as_bytes()).map_err(|_| refused())?;
    serde_json::from_slice(&bytes).map_err(|_| refused())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_says_where_the_next_begins() {
        let page = Page::cut(vec![5, 4, 3], 2, |item| (*item, "x".to_owned()));
        assert_eq!(page.items, [5, 4]);
        let paging = Paging { cursor: page.next_cursor, limit: Some(9_000) };
        assert_eq!(paging.after::<(i32, String)>().unwrap(), Some((4, "x".to_owned())));
        assert_eq!(paging.limit(), Paging::MOST);
        assert!(Page::cut(vec![1, 2], 2, |item| *item).next_cursor.is_none());
    }

    #[test]
    fn a_foreign_cursor_is_refused() {
        let refused = decode_cursor::<i64>("nonsense!").unwrap_err();
        assert_eq!(refused.code(), "server.cursor");
    }
}
