//! Arbitrary inputs in arbitrary order.

use proptest::collection::vec;
use proptest::prelude::*;

use super::draw::{Arbitrary, Bytes};
use super::story::{Story, Terms};

/// Bytes of a story at most: some two hundred steps.
const MOST_BYTES: usize = 4_096;

/// A story of any adapter.
pub fn story<T: Terms>() -> impl Strategy<Value = Story<T>> {
    let bytes = vec(any::<u8>(), 0..MOST_BYTES);
    bytes.prop_map(|bytes| Story::arbitrary(&mut Bytes::new(&bytes)).expect("a story"))
}

/// A story of any texts.
pub fn texts<T: Terms>() -> impl Strategy<Value = Story<T>> {
    let told = (vec(any::<u8>(), 32), vec(".*", 0..20));
    told.prop_map(|(bytes, texts)| Story::of_frames(&mut Bytes::new(&bytes), texts).expect("a story"))
}

/// The tests of one adapter.
macro_rules! properties {
    ($rules:ty) => {
        proptest::proptest! {
            #![proptest_config(proptest::prelude::ProptestConfig {
                cases: 400,
                failure_persistence: None,
                ..proptest::prelude::ProptestConfig::default()
            })]

            #[test]
            fn arbitrary_inputs_in_arbitrary_order_break_nothing(
                story in $crate::kit::properties::story::<$rules>(),
            ) {
                story.play();
            }

            #[test]
            fn arbitrary_text_is_no_danger(story in $crate::kit::properties::texts::<$rules>()) {
                story.play();
            }
        }
    };
}
pub(crate) use properties;
