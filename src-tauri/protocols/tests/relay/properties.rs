//! Arbitrary inputs in arbitrary order.

use crate::kit::properties::properties;
use crate::relay::play::Seen;

properties!(Seen);
