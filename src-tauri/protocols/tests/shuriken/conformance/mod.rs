//! The contract `shuriken.md`, section by section; the files are named after its sections. What takes more than a
//! look is tested in detail elsewhere: the posts, subscriptions, authorisation, events, questions.
//! Section 6 is about the states that a source is shown in, which are the engine's.

mod s1_flow;
mod s2_1_session;
mod s2_3_errors;
mod s2_rest;
mod s3_streams;
mod s4_payloads;
mod s5_1_frames;
mod s5_2_authorisation;
mod s5_3_heartbeat;
mod s5_4_closes;
mod s7_catch_up;
mod s8_examples;
