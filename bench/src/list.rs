//! The list and the province that it hits, from a seed: of the rows a twentieth falls into the
//! claims; a body has three families, so that the findings are about three for each body.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::net::Ipv4Addr;

use crate::random::Random;

/// Addresses of claims and rows are drawn from two blocks, by number; nothing is meant by them.
const CLAIMED: u32 = 0x2d00_0000;
const OUTSIDE: u32 = 0x5b00_0000;
/// Addresses of one claim: a /27.
const WIDTH: u32 = 32;
const FAMILIES: u64 = 40;

/// How large the province is.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    pub rows: u64,
    pub ours: u64,
    pub claims: u32,
    pub bodies: u32,
}

impl Size {
    /// The sizes of the plan in proportion: 1,000,000 rows, 50,000 of ours, 10,000 claims, 1,700
    /// bodies.
    pub fn of_rows(rows: u64) -> Self {
        let share =
            |whole: u64| u32::try_from((whole * rows / 1_000_000).max(4)).unwrap_or(u32::MAX);
        Self { rows, ours: (rows / 20).max(1), claims: share(10_000), bodies: share(1_700) }
    }

    /// The body of a claim.
    pub const fn body_of(self, claim: u32) -> u32 {
        claim % self.bodies
    }

    /// The space of a claim.
    pub fn space(claim: u32) -> String {
        format!("{}/27", Ipv4Addr::from_bits(CLAIMED + claim * WIDTH))
    }

    /// Name of a body.
    pub fn body_name(body: u32) -> String {
        format!("UBND xã Mẫu số {}", body + 1)
    }
}

fn family(body: u32, choice: u64) -> u64 {
    (u64::from(body) * 7 + choice * 11) % FAMILIES
}

/// Writes the list as CSV. Returns how many findings it must make.
pub fn write(size: Size, out: &mut impl Write) -> io::Result<u64> {
    let mut random = Random::new(20_260_115);
    let mut findings = BTreeSet::new();
    writeln!(out, "Danh sách địa chỉ IP nhiễm mã độc tháng 01/2026 (giờ UTC)")?;
    writeln!(
        out,
        "STT,Địa chỉ IP,Cổng nguồn,Máy chủ điều khiển,Cổng máy chủ,Họ mã độc,Lần đầu (UTC),Lần cuối (UTC)"
    )?;
    let every = size.rows / size.ours;
    for row in 0..size.rows {
        let is_ours = row % every == 0;
        let (address, name) = if is_ours {
            let claim = u32::try_from(random.below(size.claims.into())).unwrap_or(0);
            let body = size.body_of(claim);
            let name = family(body, random.below(3));
            findings.insert((body, name));
            let host = u32::try_from(random.below(WIDTH.into())).unwrap_or(0);
            (CLAIMED + claim * WIDTH + host, name)
        } else {
            let address = OUTSIDE + u32::try_from(random.below(1 << 24)).unwrap_or(0);
            (address, random.below(FAMILIES))
        };
        let (day, hour) = (1 + random.below(28), random.below(24));
        let (minute, second) = (random.below(60), random.below(60));
        writeln!(
            out,
            "{},{},{},192.0.2.{},{},mau-{name:02},2026-01-{day:02} 00:00:00,2026-01-{day:02} {hour:02}:{minute:02}:{second:02}",
            row + 1,
            Ipv4Addr::from_bits(address),
            1_024 + random.below(60_000),
            1 + random.below(250),
            [80, 443, 8_080].get(usize::try_from(random.below(3)).unwrap_or(0)).unwrap_or(&80),
        )?;
    }
    Ok(findings.len() as u64)
}
