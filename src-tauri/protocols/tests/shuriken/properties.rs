//! Arbitrary inputs in arbitrary order.

use crate::kit::properties::properties;
use crate::shuriken::play::Seen;

properties!(Seen);
