//! Merkle tree over hashes (RFC 6962, section 2.1), so that a body can check its own entries, and
//! an importer its own rows, without holding the rest.

use sha2::{Digest, Sha256};

/// A hash of the tree.
pub type Hash = [u8; 32];

/// Hash of a leaf.
#[must_use]
pub fn leaf(data: &[u8]) -> Hash {
    let mut hasher = Sha256::new();
    hasher.update([0]);
    hasher.update(data);
    hasher.finalize().into()
}

fn node(left: &Hash, right: &Hash) -> Hash {
    let mut hasher = Sha256::new();
    hasher.update([1]);
    hasher.update(left);
    hasher.update(right);
    hasher.finalize().into()
}

/// Root of leaves handed in one after the other, in memory that grows with the logarithm.
#[derive(Clone, Debug, Default)]
pub struct Builder {
    /// Roots of complete subtrees, largest first, with their sizes.
    peaks: Vec<(u64, Hash)>,
}

impl Builder {
    /// Adds the next leaf.
    pub fn push(&mut self, data: &[u8]) {
        let mut size = 1;
        let mut hash = leaf(data);
        while let Some(&(left_size, left)) = self.peaks.last() {
            if left_size != size {
                break;
            }
            self.peaks.pop();
            hash = node(&left, &hash);
            size *= 2;
        }
        self.peaks.push((size, hash));
    }

    /// The root; of no leaves, the hash of nothing.
    #[must_use]
    pub fn root(&self) -> Hash {
        let mut peaks = self.peaks.iter().rev();
        let Some(&(_, mut hash)) = peaks.next() else { return Sha256::digest([]).into() };
        for (_, left) in peaks {
            hash = node(left, &hash);
        }
        hash
    }
}

/// Root of a list of leaf hashes.
#[must_use]
pub fn root(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => Sha256::digest([]).into(),
        [only] => *only,
        _ => {
            let (left, right) = leaves.split_at(split(leaves.len()));
            node(&root(left), &root(right))
        }
    }
}

/// The hashes that lead from leaf `index` to the root; `None` when there is no such leaf.
#[must_use]
pub fn proof(leaves: &[Hash], index: usize) -> Option<Vec<Hash>> {
    if index >= leaves.len() {
        return None;
    }
    if leaves.len() == 1 {
        return Some(Vec::new());
    }
    let at = split(leaves.len());
    let (left, right) = leaves.split_at(at);
    let (mut path, sibling) = if index < at {
        (proof(left, index)?, root(right))
    } else {
        (proof(right, index - at)?, root(left))
    };
    path.push(sibling);
    Some(path)
}

/// Whether `path` leads from `leaf` at `index` of `size` leaves to `root`.
#[must_use]
pub fn holds(leaf: Hash, index: usize, size: usize, path: &[Hash], expected: &Hash) -> bool {
    fn climb(hash: Hash, index: usize, size: usize, path: &[Hash]) -> Option<Hash> {
        if size <= 1 {
            return path.is_empty().then_some(hash);
        }
        let (sibling, rest) = path.split_last()?;
        let at = split(size);
        if index < at {
            Some(node(&climb(hash, index, at, rest)?, sibling))
        } else {
            Some(node(sibling, &climb(hash, index - at, size - at, rest)?))
        }
    }
    index < size && climb(leaf, index, size, path) == Some(*expected)
}

/// The largest power of two below `size`, for `size` of 2 and more.
fn split(size: usize) -> usize {
    let half = size.next_power_of_two() / 2;
    half.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_leaf_has_a_proof_and_no_other_leaf_fits_it(size in 1_usize..70, pick in 0_usize..70) {
            let leaves: Vec<Hash> = (0..size).map(|index| leaf(&index.to_be_bytes())).collect();
            let mut builder = Builder::default();
            (0..size).for_each(|index| builder.push(&index.to_be_bytes()));
            let top = root(&leaves);
            prop_assert_eq!(builder.root(), top);
            let index = pick % size;
            let path = proof(&leaves, index).unwrap();
            prop_assert!(holds(leaves[index], index, size, &path, &top));
            prop_assert!(!holds(leaf(b"another"), index, size, &path, &top));
            if size > 1 {
                prop_assert!(!holds(leaves[index], (index + 1) % size, size, &path, &top));
            }
        }
    }

    #[test]
    fn roots_are_those_of_rfc_6962() {
        // Known answers: the empty tree, and one empty leaf.
        let hex = |hash: Hash| data_encoding::HEXLOWER.encode(&hash);
        assert_eq!(
            hex(root(&[])),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
        assert_eq!(
            hex(root(&[leaf(b"")])),
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
        );
    }
}
