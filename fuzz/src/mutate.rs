//! Changed inputs from a seed, the same in every run.

use crate::MOST_BYTES;

/// Pieces that readers trip over.
const PIECES: &[&[u8]] = &[
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xfe\xff",
    b"\0",
    b"\r\n",
    b"\"",
    b"\"\"",
    b";",
    b"\t",
    b",",
    b"1.2.3.999",
    b"203.0.113.0/24",
    b"2001:db8::/32",
    b"203.0.113.1-203.0.113.9",
    b"255.255.255.255",
    b"31/02/2026",
    b"2026-02-30 25:61",
    b"99999999999999999999",
    b"-1",
    b"1e309",
    b"=A1",
    b"../..",
    "Địa chỉ IP".as_bytes(),
    "tháng 13/2026".as_bytes(),
    b"\xc3\x28",
    b"\xed\xa0\x80",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"<!DOCTYPE a [<!ENTITY b \"c\">]>",
    b"]]>",
    b"&#x110000;",
];

/// Makes inputs.
#[derive(Clone, Debug)]
pub struct Mutator(u64);

impl Mutator {
    /// Inputs of a seed.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self(seed ^ 0x9e37_79b9_7f4a_7c15)
    }

    const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % (bound.max(1) as u64)).unwrap_or(0)
    }

    /// A part of some bytes: from, to.
    fn part(&mut self, length: usize, most: usize) -> (usize, usize) {
        let from = self.below(length + 1);
        let to = (from + self.below(most + 1)).min(length);
        (from, to)
    }

    /// The next input: a file of the corpus, changed in one to eight places.
    #[must_use]
    pub fn input(&mut self, corpus: &[(String, Vec<u8>)]) -> Vec<u8> {
        let pick = self.below(corpus.len());
        let mut input = corpus.get(pick).map(|(_, bytes)| bytes.clone()).unwrap_or_default();
        input.truncate(MOST_BYTES);
        for _ in 0..=self.below(8) {
            self.change(&mut input, corpus);
        }
        input.truncate(MOST_BYTES);
        input
    }

    fn change(&mut self, input: &mut Vec<u8>, corpus: &[(String, Vec<u8>)]) {
        let length = input.len();
        match self.below(7) {
            0 => {
                let bit = 1 << self.below(8);
                let at = self.below(length);
                if let Some(byte) = input.get_mut(at) {
                    *byte ^= bit;
                }
            }
            1 => {
                let new = self.next().to_le_bytes()[0];
                let at = self.below(length);
                if let Some(byte) = input.get_mut(at) {
                    *byte = new;
                }
            }
            2 => {
                let (from, to) = self.part(length, 64);
                input.drain(from..to);
            }
            3 => {
                let (from, to) = self.part(length, 256);
                let copy = input.get(from..to).map(<[u8]>::to_vec).unwrap_or_default();
                let times = self.below(4) + 1;
                input.splice(to..to, copy.repeat(times));
            }
            4 => {
                let piece = PIECES.get(self.below(PIECES.len())).copied().unwrap_or_default();
                let at = self.below(length + 1);
                input.splice(at..at, piece.iter().copied());
            }
            5 => {
                let pick = self.below(corpus.len());
                let Some((_, other)) = corpus.get(pick) else { return };
                let (from, to) = self.part(other.len(), 512);
                let part = other.get(from..to).unwrap_or_default().to_vec();
                let at = self.below(length + 1);
                input.splice(at..at, part);
            }
            _ => {
                let at = self.below(length + 1);
                input.truncate(at);
            }
        }
    }
}
