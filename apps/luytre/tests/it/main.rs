//! The program as a whole: its description, who may call what, the sample province, copies, kills
//! and the command line.

mod demo;
mod matrix;
mod openapi;
mod support;
