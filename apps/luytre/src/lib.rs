//! Lũy Tre: the server and the command line, put together.
#![doc = include_str!("../README.md")]

pub mod asked;
pub mod client;
pub mod commands;
pub mod config;
pub mod console;
pub mod demo;
mod elsewhere;
pub mod files;
pub mod heads;
pub mod house;
pub mod import;
pub mod keys;
pub mod lists;
pub mod machine;
pub mod mapping;
pub mod proofs;
pub mod replay;
pub mod routes;
pub mod say;
pub mod serve;
pub mod tls;
pub mod upkeep;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use client::Client;
use config::Config;

/// Lũy Tre carries a cyber-security directive to verified completion.
#[derive(Debug, Parser)]
#[command(name = "luytre", version, about)]
struct Arguments {
    /// Where everything is kept.
    #[arg(long, global = true, env = "LUYTRE_DATA", default_value = "data")]
    data: PathBuf,
    /// Print JSON for machines.
    #[arg(long, global = true)]
    json: bool,
    /// Language of what is printed: vi or en; by LUYTRE_LANG or LANG where nothing is said.
    #[arg(long, global = true, value_parser = ["vi", "en"])]
    lang: Option<String>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the server.
    Serve {
        /// Address to listen on; HTTPS beyond this machine.
        #[arg(long)]
        listen: Option<String>,
        /// Load the sample province into an empty data directory.
        #[arg(long)]
        demo: bool,
    },
    /// The sample province.
    Demo {
        #[command(subcommand)]
        what: Demo,
    },
    /// Bring files in: organizations, sites, claims, people, indicators, letter or warninglists.
    Import {
        /// What the files hold.
        kind: String,
        /// The files.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// Only say what would happen.
        #[arg(long)]
        dry_run: bool,
        /// Zone of times that state none, such as Asia/Ho_Chi_Minh.
        #[arg(long)]
        zone: Option<String>,
        /// What a column of a list holds: COLUMN=FIELD, the column by letter, number or header.
        #[arg(long)]
        column: Vec<String>,
        /// Order of day and month, where a list does not prove it.
        #[arg(long, value_parser = ["day_first", "month_first"])]
        date_order: Option<String>,
        /// The series that a list belongs to; the monthly one where nothing is said.
        #[arg(long)]
        source: Option<String>,
        /// Under which licence warning lists may be used.
        #[arg(long)]
        licence: Option<String>,
    },
    /// The lists of indicators, and taking one back.
    Lists {
        #[command(subcommand)]
        what: Option<Lists>,
    },
    /// Who owes what: obligation by body.
    Board {
        /// The directive; the newest where none is named.
        directive: Option<String>,
        /// As it was at an instant (RFC 3339).
        #[arg(long)]
        as_of: Option<String>,
        /// Exit with 1 when something is owed or overdue.
        #[arg(long, value_parser = ["owed", "overdue"])]
        fail_on: Option<String>,
    },
    /// List findings.
    Findings {
        /// States, separated by commas.
        #[arg(long)]
        state: Option<String>,
        /// Family or address.
        #[arg(long)]
        q: Option<String>,
        /// Only late ones.
        #[arg(long)]
        overdue: bool,
    },
    /// Write the report on a directive.
    Report {
        /// The directive; the newest where none is named.
        directive: Option<String>,
        /// docx, pdf, xlsx, csv or json.
        #[arg(long, default_value = "docx", value_parser = ["docx", "pdf", "xlsx", "csv", "json"])]
        format: String,
        /// state or party.
        #[arg(long, default_value = "state", value_parser = ["state", "party"])]
        layout: String,
        /// The file to write.
        #[arg(long)]
        out: PathBuf,
    },
    /// The log.
    Audit {
        #[command(subcommand)]
        what: Audit,
    },
    /// Accounts.
    Account {
        #[command(subcommand)]
        what: Account,
    },
    /// Keep a copy of everything in one file, also while the server runs.
    Backup {
        /// The file to write.
        out: PathBuf,
    },
    /// Put a copy back into an empty data directory.
    Restore {
        /// The file that `backup` wrote.
        file: PathBuf,
    },
    /// Keys.
    Keys {
        #[command(subcommand)]
        what: KeyCommand,
    },
    /// The reviewed description of the API, as JSON.
    #[command(hide = true)]
    Openapi,
    /// Read a PDF from standard input; used by the program itself, under limits.
    #[command(hide = true)]
    ReadPdf,
}

#[derive(Debug, Subcommand)]
enum Demo {
    /// Load it.
    Load,
    /// Clear everything that it brought.
    Clear,
}

#[derive(Debug, Subcommand)]
enum Lists {
    /// Take an imported list back, with all that stood on it alone.
    Undo {
        /// Its id.
        id: String,
        /// Why.
        #[arg(long)]
        reason: String,
        /// Only say what would happen.
        #[arg(long)]
        dry_run: bool,
    },
}

#[derive(Debug, Subcommand)]
enum Audit {
    /// Check the whole log.
    Verify {
        /// A head from a report, NUMBER:HASH; may be repeated.
        #[arg(long)]
        head: Vec<String>,
    },
    /// Build the state from the log beside the live one, and compare every table.
    Rebuild,
    /// Prove that an entry is in the log, for whoever holds a report and the public key.
    Proof {
        /// Its number, its receipt NUMBER:HASH, or the id of a thing: the newest entry about it.
        entry: String,
        /// The head of the report, NUMBER:HASH; the end of the log where none is named.
        #[arg(long)]
        head: Option<String>,
        /// The file to write; standard output where none is named.
        #[arg(long)]
        out: Option<PathBuf>,
    },
    /// Check a proof, with nothing but it and the public key; no data directory is needed.
    CheckProof {
        /// The proof.
        file: PathBuf,
        /// The head as the report prints it, NUMBER:HASH, or a file that holds it.
        #[arg(long)]
        head: Option<String>,
        /// Public key of the installation (`luytre keys show`), or a file that holds it.
        #[arg(long)]
        key: String,
    },
    /// Write the log as NDJSON.
    Export {
        /// The file to write; standard output where none is named.
        #[arg(long)]
        out: Option<PathBuf>,
    },
}

/// What can be done with accounts from the machine itself.
#[derive(Debug, Subcommand)]
pub enum Account {
    /// Make a link with which an account gets a new password.
    Reset {
        /// Its login name.
        login: String,
    },
    /// Make the link to the first account again.
    First,
}

#[derive(Debug, Subcommand)]
enum KeyCommand {
    /// Print the public key, by which others check reports and proofs.
    Show,
    /// Put a new signing key in the place of the present one; the server must be stopped.
    Rotate,
}

/// Runs the command line; the answer is the exit code: 0 done, 1 a check found something, 2 bad
/// use, 3 a failure.
#[must_use]
pub fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    if matches!(arguments.command, Command::ReadPdf) {
        return match documents::pdf::child_main(std::io::stdin().lock(), std::io::stdout().lock()) {
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => ExitCode::from(3),
        };
    }
    if let Some(locale) = arguments.lang.as_deref().and_then(|lang| lang.parse().ok()) {
        say::choose(locale);
    }
    let serves = matches!(arguments.command, Command::Serve { .. });
    let usual = if serves { "info,sqlx=warn" } else { "warn" };
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_env("LUYTRE_LOG")
                .unwrap_or_else(|_| usual.into()),
        )
        .with_writer(std::io::stderr)
        .init();
    let result = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(anyhow::Error::from)
        .and_then(|runtime| runtime.block_on(run(arguments)));
    match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            use std::io::Write as _;
            let _ = writeln!(std::io::stderr(), "luytre: {error:#}");
            let refusal = error.downcast_ref::<say::Refusal>();
            ExitCode::from(if refusal.is_some_and(|refusal| refusal.is_misuse) { 2 } else { 3 })
        }
    }
}

/// Runs a command; `false` when a check that was asked for found something.
async fn run(arguments: Arguments) -> Result<bool> {
    let data = arguments.data.clone();
    let as_json = arguments.json;
    let config = |listen: Option<&str>| Config::read(&data, listen);
    match arguments.command {
        Command::Serve { listen, demo } => {
            serve::serve(config(listen.as_deref())?, demo).await?;
        }
        Command::Restore { file } => upkeep::restore(&config(None)?, &file).await?,
        Command::Keys { what: KeyCommand::Show } => proofs::show_keys(&config(None)?, as_json)?,
        Command::Audit { what: Audit::CheckProof { file, head, key } } => {
            return proofs::check(&file, head.as_deref(), &key, as_json);
        }
        Command::Audit { what: Audit::Rebuild } => {
            return replay::check(&config(None)?, as_json).await;
        }
        Command::Audit { what: Audit::Proof { entry, head, out } } => {
            proofs::make(&config(None)?, &entry, head.as_deref(), out.as_deref()).await?;
        }
        Command::Keys { what: KeyCommand::Rotate } => upkeep::rotate(&config(None)?).await?,
        Command::Account { what } => upkeep::account(&config(None)?, &what).await?,
        Command::Backup { out } => upkeep::backup(&config(None)?, &out).await?,
        Command::Openapi => upkeep::openapi().await?,
        Command::ReadPdf => {}
        Command::Demo { what: Demo::Clear } => upkeep::clear_demo(&config(None)?).await?,
        Command::Demo { what: Demo::Load } => demo::load_here(config(None)?).await?,
        other => return twins(other, Client::open(config(None)?).await?, &data, as_json).await,
    }
    Ok(true)
}

/// The commands that speak with the house.
async fn twins(
    command: Command,
    client: Client,
    data: &std::path::Path,
    as_json: bool,
) -> Result<bool> {
    match command {
        Command::Import { kind, files, source, licence, .. } if kind == "warninglists" => {
            let (source, licence) = (source.as_deref(), licence.as_deref());
            lists::import_warnings(&client, &files, source, licence, as_json).await?;
        }
        Command::Lists { what: None } => lists::show(&client, as_json).await?,
        Command::Lists { what: Some(Lists::Undo { id, reason, dry_run }) } => {
            lists::undo(&client, &id, &reason, dry_run, as_json).await?;
        }
        Command::Import { kind, files, dry_run, zone, column, date_order, source, .. } => {
            let columns: Result<Vec<_>, _> = column.iter().map(|text| text.parse()).collect();
            let how = import::ListOptions {
                zone: zone.as_deref(),
                source: source.as_deref(),
                columns: &columns?,
                date_order: date_order.as_deref(),
                dry_run,
            };
            commands::import(&client, &kind, &files, &how, as_json).await?;
        }
        Command::Board { directive, as_of, fail_on } => {
            let board =
                commands::board(&client, directive.as_deref(), as_of.as_deref(), as_json).await?;
            return Ok(!fail_on.is_some_and(|what| upkeep::owes(&board, &what)));
        }
        Command::Findings { state, q, overdue } => {
            let mut filter = format!("overdue={overdue}");
            if let Some(state) = state {
                filter.push_str(&format!("&state={state}"));
            }
            if let Some(q) = q {
                filter.push_str(&format!("&q={}", upkeep::encode(&q)));
            }
            commands::findings(&client, &filter, as_json).await?;
        }
        Command::Report { directive, format, layout, out } => {
            commands::report(&client, directive.as_deref(), &format, &layout, &out).await?;
        }
        Command::Audit { what: Audit::Verify { head } } => {
            return commands::audit_verify(&client, data, &head, as_json).await;
        }
        Command::Audit { what: Audit::Export { out } } => {
            commands::audit_export(&client, out.as_deref()).await?;
        }
        _ => {}
    }
    Ok(true)
}
