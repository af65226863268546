//! The Shuriken adapter against arbitrary inputs in arbitrary order.

#![no_main]

use libfuzzer_sys::fuzz_target;
use swarmbell_protocols_fuzz::shuriken::Story;

fuzz_target!(|story: Story| story.play());
