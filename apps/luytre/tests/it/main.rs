//! The program as a whole: its description, who may call what, the sample province, copies, kills
//! and the command line.
#![cfg(test)]

mod backup;
mod cli;
mod demo;
mod first_account;
mod kill;
mod lists;
mod matrix;
mod names;
mod openapi;
mod rebuild;
mod support;
mod upkeep;
