//! The ledger on both databases: the chain, its checks, the rebuild, and findings in bulk.

mod chain;
mod findings;
