//! Arbitrary inputs in arbitrary order.

use crate::kit::properties::properties;
use crate::neuro::play::Seen;

properties!(Seen);
