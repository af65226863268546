//! The contract `vera.md`, section by section; the files are named after its sections. What takes more than a look is
//! tested in detail elsewhere: subscriptions, resuming, sweeps.

mod s1_addresses;
mod s2_6_closes;
mod s2_socket;
mod s3_rest;
mod s4_records;
mod s5_errors;
mod s6_limits;
mod s7_examples;
