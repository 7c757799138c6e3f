//! The ledger on both databases: the chain, its checks, the rebuild, and findings in bulk.
#![cfg(test)]

mod chain;
mod findings;
