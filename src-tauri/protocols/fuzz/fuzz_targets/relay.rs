//! The Relay adapter against arbitrary inputs in arbitrary order.

#![no_main]

use libfuzzer_sys::fuzz_target;
use swarmbell_protocols_fuzz::relay::Story;

fuzz_target!(|story: Story| story.play());
