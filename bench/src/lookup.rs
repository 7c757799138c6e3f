//! From an address to the body behind it, over the claims of a province.

use std::net::{IpAddr, Ipv4Addr};
use std::time::Instant;

use anyhow::Result;

use crate::house::House;
use crate::list::Size;
use crate::measure::{Figures, peak_mb, reset_peak};
use crate::random::Random;

const LOOKUPS: u32 = 2_000_000;

pub async fn measure(claims: u32) -> Result<Figures> {
    let house = House::open().await?;
    let size = Size { rows: 0, ours: 0, claims, bodies: (claims / 6).max(4) };
    house.settle(size).await?;
    let mut figures = Figures::default();
    reset_peak()?;
    let begun = Instant::now();
    let index = registry::load_claim_index(&mut house.duty.db.read().await?).await?;
    figures.seconds("load", begun);
    let mut random = Random::new(3);
    let width = u64::from(claims) * 32 * 2;
    let mut found = 0_u64;
    let begun = Instant::now();
    for _ in 0..LOOKUPS {
        // Half of the addresses lie in a claim.
        let address = 0x2d00_0000 + u32::try_from(random.below(width)).unwrap_or(0);
        let address = IpAddr::V4(Ipv4Addr::from_bits(address));
        found += u64::from(index.lookup(address, house.now).candidates().next().is_some());
    }
    let seconds = begun.elapsed().as_secs_f64();
    figures.count("claims", index.len() as u64);
    figures.count("lookups", LOOKUPS.into());
    figures.count("found", found);
    figures.value("lookups_per_second", f64::from(LOOKUPS) / seconds);
    figures.value("peak_mb", peak_mb()?);
    Ok(figures)
}
