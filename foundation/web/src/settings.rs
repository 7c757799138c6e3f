//! What is set for the whole installation, changed by people and written to the log.

use std::collections::BTreeMap;

use db::{Tx, params};
use kernel::{Arguments, Classified, ErrorKind, text};
use ledger::{ApplyError, Event, Stamp, Subject};
use serde::{Deserialize, Serialize};

use crate::{ApiError, ApiResult, Ctx};

/// The settings of the installation.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Name of the province or body that runs the installation, as it stands on reports.
    #[serde(default)]
    pub province_name: String,
    /// Days of quiet after cleaning until a finding is verified, 1 to 90.
    #[serde(default = "usual_watch_days")]
    pub watch_days: u32,
    /// Days until a new finding should be clean where the directive sets no date, 1 to 365.
    #[serde(default = "usual_clean_days")]
    pub clean_days: u32,
    /// Zone of bodies that have none of their own, by its IANA name.
    #[serde(default = "usual_zone")]
    pub zone: String,
    /// Whether the sample province is loaded; set by loading and clearing it.
    #[serde(default)]
    pub demo_loaded: bool,
}

const fn usual_watch_days() -> u32 {
    14
}

const fn usual_clean_days() -> u32 {
    10
}

fn usual_zone() -> String {
    kernel::time::VIETNAM.name().to_owned()
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            province_name: String::new(),
            watch_days: usual_watch_days(),
            clean_days: usual_clean_days(),
            zone: usual_zone(),
            demo_loaded: false,
        }
    }
}

/// A setting that cannot be.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("{field} is outside what it may be: {allowed}")]
pub struct SettingError {
    /// Name of the setting.
    pub field: &'static str,
    /// What it may be.
    pub allowed: String,
}

impl Classified for SettingError {
    fn kind(&self) -> ErrorKind {
        ErrorKind::InvalidInput
    }
    fn code(&self) -> &'static str {
        "server.setting_unfit"
    }
    fn arguments(&self) -> Arguments {
        Arguments::from([
            ("field".to_owned(), self.field.to_owned()),
            ("allowed".to_owned(), self.allowed.clone()),
        ])
    }
}

impl Settings {
    /// Reads the settings; what was never set has its usual value.
    ///
    /// # Errors
    ///
    /// When the database cannot be read.
    pub async fn load(tx: &mut Tx) -> ApiResult<Self> {
        let sql = "SELECT value FROM server_settings WHERE name = 'settings'";
        let Some(row) = tx.optional(sql, params![]).await? else { return Ok(Self::default()) };
        serde_json::from_str(&row.get::<String>("value")?).map_err(ApiError::internal)
    }

    /// The same settings, tidied.
    ///
    /// # Errors
    ///
    /// [`SettingError`] for what cannot be.
    pub fn checked(mut self) -> Result<Self, SettingError> {
        let refuse =
            |field, allowed: &str| Err(SettingError { field, allowed: allowed.to_owned() });
        self.province_name = text::tidy(&self.province_name);
        if self.province_name.chars().count() > 200 {
            return refuse("province_name", "≤ 200");
        }
        if !(1..=90).contains(&self.watch_days) {
            return refuse("watch_days", "1–90");
        }
        if !(1..=365).contains(&self.clean_days) {
            return refuse("clean_days", "1–365");
        }
        if self.zone.parse::<chrono_tz::Tz>().is_err() {
            return refuse("zone", kernel::time::VIETNAM.name());
        }
        Ok(self)
    }

    /// Writes settings down in the caller's name.
    ///
    /// # Errors
    ///
    /// [`SettingError`] for what cannot be, and when the log refuses.
    pub async fn save(self, ctx: &Ctx, tx: &mut Tx) -> ApiResult<Self> {
        let settings = self.checked()?;
        if Self::load(tx).await? != settings {
            ctx.record(&SettingsChanged { settings: settings.clone() }, tx).await?;
        }
        Ok(settings)
    }
}

/// The settings were changed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SettingsChanged {
    /// All of them from now on.
    pub settings: Settings,
}

impl Event for SettingsChanged {
    const STREAM: &'static str = "server.settings";

    fn action(&self) -> &'static str {
        "settings_changed"
    }

    fn subject(&self) -> Subject {
        Subject::kind("settings")
    }

    async fn apply(&self, _stamp: &Stamp, tx: &mut Tx) -> Result<(), ApplyError> {
        // Sorted, so that a replay writes the same bytes.
        let value: BTreeMap<String, serde_json::Value> =
            serde_json::from_value(serde_json::to_value(&self.settings)?)?;
        tx.execute(
            "INSERT INTO server_settings (name, value) VALUES ('settings', $1)
             ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            params![serde_json::to_string(&value)?],
        )
        .await?;
        Ok(())
    }
}
