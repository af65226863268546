//! Arbitrary inputs in arbitrary order.

use crate::kit::properties::properties;
use crate::vera::play::Seen;

properties!(Seen);
