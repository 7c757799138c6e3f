//! A large list through the same jobs that the server runs: stored, read and judged, imported.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::time::Instant;

use anyhow::{Context as _, Result, ensure};
use ledger::Actor;
use malware::drafts::{self, Upload};
use malware::model::ListState;
use malware::store::{lists, work};

use crate::house::House;
use crate::list::{self, Size};
use crate::measure::{Figures, peak_mb, reset_peak};

const TABLES: [&str; 4] = ["findings", "finding_changes", "sightings", "attribution_queue"];

/// Measures the import of a list of `rows` rows; keeps the list as `keep` for a peer.
pub async fn measure(rows: u64, keep: Option<&str>) -> Result<Figures> {
    let size = Size::of_rows(rows);
    let house = House::open().await?;
    house.settle(size).await?;
    let path = house.folder.path().join("list.csv");
    let mut out = BufWriter::new(File::create(&path)?);
    let expected = list::write(size, &mut out)?;
    out.flush()?;
    if let Some(keep) = keep {
        std::fs::copy(&path, keep)?;
    }
    let before = house.database_bytes().await?;
    reset_peak()?;

    let duty = &house.duty;
    let mut figures = Figures::default();
    let whole = Instant::now();
    let begun = Instant::now();
    let blob = duty.blobs.put_stream(tokio::fs::File::open(&path).await?).await?;
    figures.seconds("store", begun);

    let begun = Instant::now();
    let mut tx = duty.db.write().await?;
    let upload = Upload {
        file_name: "list.csv".to_owned(),
        blob: blob.to_string(),
        bytes: std::fs::metadata(&path)?.len(),
        source: "bench".to_owned(),
    };
    let id = drafts::upload(duty, upload, Actor::CommandLine, house.now, &mut tx).await?;
    tx.commit().await?;
    house.work_off().await?;
    figures.seconds("read_and_judge", begun);
    let draft = {
        let mut tx = duty.db.read().await?;
        work::find(id, &mut tx).await?.context("the draft is there")?
    };
    ensure!(
        draft.state == ListState::Preview,
        "the draft is {:?}: {:?}",
        draft.state,
        draft.problem
    );
    figures.value("peak_reading_mb", peak_mb()?);

    let begun = Instant::now();
    let mut tx = duty.db.write().await?;
    let accepted = BTreeSet::new();
    drafts::confirm(duty, id, accepted, Actor::CommandLine, house.now, &mut tx).await?;
    tx.commit().await?;
    house.work_off().await?;
    figures.seconds("import", begun);
    figures.seconds("whole", whole);
    figures.value("peak_mb", peak_mb()?);

    let list = {
        let mut tx = duty.db.read().await?;
        lists::find(id, &mut tx).await?.context("the list is there")?
    };
    let judged = list.judged.context("the list counts")?;
    ensure!(judged.new_findings == expected, "{} findings, not {expected}", judged.new_findings);
    figures.counts.extend(house.counts(&TABLES).await?);
    figures.count("rows", rows);
    figures.count("bodies_with_a_finding", judged.bodies);
    figures.count("outside", judged.outside);
    let grown = house.database_bytes().await?.saturating_sub(before);
    let sightings = figures.counts.get("sightings").copied().unwrap_or(1).max(1);
    #[expect(clippy::cast_precision_loss, reason = "sizes and counts far below 2^52")]
    {
        figures.value("database_bytes_per_finding", grown as f64 / expected.max(1) as f64);
        figures.value("database_bytes_per_sighting", grown as f64 / sightings as f64);
        let seconds = figures.measured.get("whole_s").copied().unwrap_or(1.0);
        figures.value("microseconds_per_row", seconds * 1e6 / rows as f64);
    }
    Ok(figures)
}
