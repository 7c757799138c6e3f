//! How the house's types are bound and read: ids as UUID, instants as milliseconds.

use kernel::{Id, Timestamp};
use sea_orm::{QueryResult, TryGetable, Value};
use uuid::Uuid;

use crate::DbError;

/// A type that can be bound to a statement.
pub trait Param: Sized {
    /// The bound value.
    fn into_value(self) -> Value;
    /// The typed null, which PostgreSQL asks for.
    fn null() -> Value;
}

/// A type that can be read from a column.
pub trait Column: Sized {
    /// Reads a column by its name.
    ///
    /// # Errors
    ///
    /// [`DbError::Column`] when the column is missing or holds something else.
    fn read(row: &QueryResult, name: &str) -> Result<Self, DbError>;
}

fn raw<T: TryGetable>(row: &QueryResult, name: &str) -> Result<T, DbError> {
    row.try_get("", name)
        .map_err(|error| DbError::Column { column: name.to_owned(), reason: error.to_string() })
}

macro_rules! plain {
    ($($type:ty => $variant:ident),* $(,)?) => {$(
        impl Param for $type {
            fn into_value(self) -> Value {
                Value::from(self)
            }
            fn null() -> Value {
                Value::$variant(None)
            }
        }
        impl Column for $type {
            fn read(row: &QueryResult, name: &str) -> Result<Self, DbError> {
                raw(row, name)
            }
        }
        impl Column for Option<$type> {
            fn read(row: &QueryResult, name: &str) -> Result<Self, DbError> {
                raw(row, name)
            }
        }
    )*};
}

plain! {
    bool => Bool, i32 => Int, i64 => BigInt, f64 => Double, String => String, Vec<u8> => Bytes,
    Uuid => Uuid,
}

impl Param for &str {
    fn into_value(self) -> Value {
        Value::from(self)
    }
    fn null() -> Value {
        Value::String(None)
    }
}

impl Param for &[u8] {
    fn into_value(self) -> Value {
        Value::from(self.to_vec())
    }
    fn null() -> Value {
        Value::Bytes(None)
    }
}

impl Param for Timestamp {
    fn into_value(self) -> Value {
        Value::from(self.millis())
    }
    fn null() -> Value {
        Value::BigInt(None)
    }
}

impl Column for Timestamp {
    fn read(row: &QueryResult, name: &str) -> Result<Self, DbError> {
        raw::<i64>(row, name).map(Timestamp::from_millis)
    }
}

impl Column for Option<Timestamp> {
    fn read(row: &QueryResult, name: &str) -> Result<Self, DbError> {
        raw::<Option<i64>>(row, name).map(|millis| millis.map(Timestamp::from_millis))
    }
}

impl<T: Param> Param for Option<T> {
    fn into_value(self) -> Value {
        self.map_or_else(T::null, T::into_value)
    }
    fn null() -> Value {
        T::null()
    }
}

macro_rules! ids {
    ($($type:ident),* $(,)?) => {$(
        impl Param for kernel::$type {
            fn into_value(self) -> Value {
                Value::from(self.uuid())
            }
            fn null() -> Value {
                Value::Uuid(None)
            }
        }
        impl Column for kernel::$type {
            fn read(row: &QueryResult, name: &str) -> Result<Self, DbError> {
                raw::<Uuid>(row, name).map(Self::from_uuid)
            }
        }
        impl Column for Option<kernel::$type> {
            fn read(row: &QueryResult, name: &str) -> Result<Self, DbError> {
                raw::<Option<Uuid>>(row, name).map(|uuid| uuid.map(<kernel::$type>::from_uuid))
            }
        }
    )*};
}

ids! {
    AccountId, AssetId, ClaimId, ContactId, DirectiveId, EvidenceId, FindingId, ImportId,
    IndicatorListId, JobId, ObligationId, OrganizationId, PersonId, ReportId, RowId, SiteId,
    SystemId, TokenId, UploadId,
}
