//! Why the registry refuses.

use db::DbError;
use kernel::{Arguments, Classified, ErrorKind};
use ledger::LedgerError;

/// Why a step of the registry is refused, with what would be right.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RegistryError {
    /// The database failed.
    #[error(transparent)]
    Db(#[from] DbError),
    /// The log failed.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// There is no such thing in the caller's branch.
    #[error("no such {what}")]
    NotFound {
        /// Kind of thing.
        what: &'static str,
    },
    /// Not a national code.
    #[error("{text:?} is not a national code such as H32.12 or 000.00.12.H32")]
    CodeInvalid {
        /// What was given.
        text: String,
    },
    /// Another body has this code at the same time.
    #[error("code {code} belongs to {name}")]
    CodeTaken {
        /// The code.
        code: String,
        /// The body that has it.
        name: String,
    },
    /// Not a network.
    #[error("{text:?} is not a network such as 192.0.2.0/24")]
    CidrInvalid {
        /// What was given.
        text: String,
    },
    /// A network with host bits.
    #[error("{text} has host bits set; the network is {network}")]
    CidrHostBits {
        /// What was given.
        text: String,
        /// The network that holds it.
        network: String,
    },
    /// A range in place of a network.
    #[error("{text} is a range; claim the networks {networks}")]
    CidrRange {
        /// What was given.
        text: String,
        /// The networks that make it up.
        networks: String,
    },
    /// A network that no body can hold.
    #[error("{text} is too wide; at least /{widest}")]
    CidrTooWide {
        /// What was given.
        text: String,
        /// Shortest prefix that is taken.
        widest: u8,
    },
    /// Not an AS number.
    #[error("{text:?} is not an AS number such as AS64500")]
    AsnInvalid {
        /// What was given.
        text: String,
    },
    /// Not a domain.
    #[error("{text:?} is not a domain such as example.gov.vn")]
    DomainInvalid {
        /// What was given.
        text: String,
    },
    /// A name without letters, or too long.
    #[error("{text:?} is not a name")]
    NameInvalid {
        /// What was given.
        text: String,
    },
    /// A text above its limit.
    #[error("longer than {most} bytes")]
    TextTooLong {
        /// The limit.
        most: usize,
    },
    /// More phones or addresses than a person may have.
    #[error("more than {most}")]
    TooManyLines {
        /// The limit.
        most: usize,
    },
    /// Not a telephone number.
    #[error("{text:?} is not a telephone number")]
    PhoneInvalid {
        /// What was given.
        text: String,
    },
    /// Not an e-mail address.
    #[error("{text:?} is not an e-mail address")]
    EmailInvalid {
        /// What was given.
        text: String,
    },
    /// A zone that is not known.
    #[error("{text:?} is not a zone such as Asia/Ho_Chi_Minh")]
    ZoneInvalid {
        /// What was given.
        text: String,
    },
    /// A period that ends before it begins.
    #[error("the period ends before it begins")]
    PeriodInvalid,
    /// A body would be above itself.
    #[error("{name} would be above itself")]
    Cycle {
        /// The body.
        name: String,
    },
    /// A parent does not exist on every day on which it would be the parent.
    #[error("{parent} does not exist over the whole time")]
    ParentOutsideValidity {
        /// The parent.
        parent: String,
    },
    /// Bodies below would outlive it.
    #[error("{count} bodies are below {name} at that time")]
    HasChildren {
        /// The body.
        name: String,
        /// How many.
        count: usize,
    },
    /// The body does not exist on that day.
    #[error("{name} does not exist at that time")]
    NotValid {
        /// The body.
        name: String,
    },
    /// A succession without heirs, or with the wrong number of them.
    #[error("{kind}: the number of successors is wrong")]
    Successors {
        /// Kind of succession.
        kind: &'static str,
    },
    /// Findings, claims or contacts without an heir, or with several.
    #[error("exactly one successor must inherit {what}; {count} do")]
    HeirCount {
        /// What is inherited.
        what: &'static str,
        /// How many say that they do.
        count: usize,
    },
    /// A site that is not of this body, or is given to two heirs.
    #[error("a site is not of this body, or is given twice")]
    HeirSites,
    /// The body has already gone over to others.
    #[error("{name} has already gone over to others")]
    AlreadySucceeded {
        /// The body.
        name: String,
    },
    /// Another body claims exactly this space at the same time.
    #[error("{space} is claimed by {name} at the same time")]
    ClaimOverlaps {
        /// The space.
        space: String,
        /// The other body.
        name: String,
    },
    /// The claim cannot take this step from its present state.
    #[error("a claim that is {state} cannot be {step}")]
    ClaimState {
        /// Present state.
        state: &'static str,
        /// The step that was asked for.
        step: &'static str,
    },
    /// A refusal without a reason.
    #[error("a reason is needed")]
    ReasonNeeded,
    /// The site belongs to another body.
    #[error("the site belongs to another body")]
    SiteOfOther,
    /// A site of this name is there.
    #[error("the body has a site named {name}")]
    SiteExists {
        /// The name.
        name: String,
    },
    /// The thing is still used.
    #[error("still used: {by}")]
    InUse {
        /// By what.
        by: String,
    },
    /// The import has problems or nothing to do.
    #[error("the import has {problems} problems and {changes} changes")]
    ImportNotReady {
        /// Problems found.
        problems: usize,
        /// Rows that would change something.
        changes: usize,
    },
    /// The registry changed since the preview.
    #[error("{rows} rows changed since the preview")]
    ImportStale {
        /// How many rows.
        rows: usize,
        /// The rows, for people.
        problems: Vec<kernel::Problem>,
    },
    /// The import was undone before.
    #[error("the import was undone before")]
    ImportUndone,
    /// A stored value cannot be read.
    #[error("stored value of {what} cannot be read")]
    Stored {
        /// Of what.
        what: &'static str,
    },
}

impl RegistryError {
    /// Problems by row that belong to the error.
    #[must_use]
    pub fn problems(&self) -> &[kernel::Problem] {
        match self {
            Self::ImportStale { problems, .. } => problems,
            _ => &[],
        }
    }
}

impl Classified for RegistryError {
    fn kind(&self) -> ErrorKind {
        match self {
            Self::Db(error) => error.kind(),
            Self::Ledger(error) => error.kind(),
            Self::NotFound { .. } => ErrorKind::NotFound,
            Self::Stored { .. } => ErrorKind::Internal,
            Self::CodeTaken { .. }
            | Self::HasChildren { .. }
            | Self::AlreadySucceeded { .. }
            | Self::ClaimOverlaps { .. }
            | Self::ClaimState { .. }
            | Self::SiteExists { .. }
            | Self::InUse { .. }
            | Self::ImportNotReady { .. }
            | Self::ImportStale { .. }
            | Self::ImportUndone => ErrorKind::Conflict,
            _ => ErrorKind::InvalidInput,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::Db(error) => error.code(),
            Self::Ledger(error) => error.code(),
            Self::NotFound { .. } => "not_found",
            Self::CodeInvalid { .. } => "registry.code_invalid",
            Self::CodeTaken { .. } => "registry.code_taken",
            Self::CidrInvalid { .. } => "registry.cidr_invalid",
            Self::CidrHostBits { .. } => "registry.cidr_host_bits",
            Self::CidrRange { .. } => "registry.cidr_range",
            Self::CidrTooWide { .. } => "registry.cidr_too_wide",
            Self::AsnInvalid { .. } => "registry.asn_invalid",
            Self::DomainInvalid { .. } => "registry.domain_invalid",
            Self::NameInvalid { .. } => "registry.name_invalid",
            Self::TextTooLong { .. } => "registry.text_too_long",
            Self::TooManyLines { .. } => "registry.too_many_lines",
            Self::PhoneInvalid { .. } => "registry.phone_invalid",
            Self::EmailInvalid { .. } => "registry.email_invalid",
            Self::ZoneInvalid { .. } => "registry.zone_invalid",
            Self::PeriodInvalid => "registry.period_invalid",
            Self::Cycle { .. } => "registry.cycle",
            Self::ParentOutsideValidity { .. } => "registry.parent_outside_validity",
            Self::HasChildren { .. } => "registry.has_children",
            Self::NotValid { .. } => "registry.not_valid",
            Self::Successors { .. } => "registry.successors",
            Self::HeirCount { what, .. } => match *what {
                "findings" => "registry.heir_of_findings",
                "claims" => "registry.heir_of_claims",
                "contacts" => "registry.heir_of_contacts",
                _ => "registry.heir_of_children",
            },
            Self::HeirSites => "registry.heir_sites",
            Self::AlreadySucceeded { .. } => "registry.already_succeeded",
            Self::ClaimOverlaps { .. } => "registry.claim_overlaps",
            Self::ClaimState { .. } => "registry.claim_state",
            Self::ReasonNeeded => "registry.reason_needed",
            Self::SiteOfOther => "registry.site_of_other",
            Self::SiteExists { .. } => "registry.site_exists",
            Self::InUse { .. } => "registry.in_use",
            Self::ImportNotReady { .. } => "registry.import_not_ready",
            Self::ImportStale { .. } => "registry.import_stale",
            Self::ImportUndone => "registry.import_undone",
            Self::Stored { .. } => "registry.stored",
        }
    }

    fn arguments(&self) -> Arguments {
        let named = |values: &[(&str, String)]| {
            values.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect()
        };
        match self {
            Self::Db(error) => error.arguments(),
            Self::Ledger(error) => error.arguments(),
            Self::CodeInvalid { text }
            | Self::CidrInvalid { text }
            | Self::AsnInvalid { text }
            | Self::DomainInvalid { text }
            | Self::NameInvalid { text }
            | Self::PhoneInvalid { text }
            | Self::EmailInvalid { text }
            | Self::ZoneInvalid { text } => named(&[("text", text.clone())]),
            Self::CodeTaken { code, name } => {
                named(&[("code", code.clone()), ("name", name.clone())])
            }
            Self::CidrHostBits { text, network } => {
                named(&[("text", text.clone()), ("network", network.clone())])
            }
            Self::CidrRange { text, networks } => {
                named(&[("text", text.clone()), ("networks", networks.clone())])
            }
            Self::CidrTooWide { text, widest } => {
                named(&[("text", text.clone()), ("widest", widest.to_string())])
            }
            Self::TextTooLong { most } | Self::TooManyLines { most } => {
                named(&[("most", most.to_string())])
            }
            Self::Cycle { name }
            | Self::NotValid { name }
            | Self::AlreadySucceeded { name }
            | Self::SiteExists { name } => named(&[("name", name.clone())]),
            Self::ParentOutsideValidity { parent } => named(&[("parent", parent.clone())]),
            Self::HasChildren { name, count } => {
                named(&[("name", name.clone()), ("count", count.to_string())])
            }
            Self::HeirCount { count, .. } => named(&[("count", count.to_string())]),
            Self::ClaimOverlaps { space, name } => {
                named(&[("space", space.clone()), ("name", name.clone())])
            }
            Self::ClaimState { state, step } => {
                named(&[("state", (*state).to_owned()), ("step", (*step).to_owned())])
            }
            Self::InUse { by } => named(&[("by", by.clone())]),
            Self::ImportNotReady { problems, changes } => {
                named(&[("problems", problems.to_string()), ("changes", changes.to_string())])
            }
            Self::ImportStale { rows, .. } => named(&[("rows", rows.to_string())]),
            _ => Arguments::new(),
        }
    }
}
