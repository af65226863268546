//! The contract `relay.md`, section by section; the files are named after its sections. What takes more than a
//! look is tested in detail elsewhere: subscriptions, authorisation, publications, questions.
//! Section 4, webhooks, is about what servers send to servers.

mod s1_addresses;
mod s2_3_history;
mod s2_5_errors;
mod s2_http;
mod s3_4_presence;
mod s3_5_authorisation;
mod s3_7_closes;
mod s3_socket;
mod s5_examples;
