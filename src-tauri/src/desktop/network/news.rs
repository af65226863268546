//! Which news of macOS' route(4) say that something changed.
//!
//! That socket tells much else: above all each address that no route leads to (`RTM_MISS`), which a look at the network
//! provokes by itself.

/// Where the kind of a message is: after its length in two bytes and its version in one.
const KIND_AT: usize = 3;

/// Kinds of `net/route.h` that are heeded: a route, an address or an interface came, went or changed.
const HEEDED: [u8; 6] = [
    0x1, // RTM_ADD
    0x2, // RTM_DELETE
    0x3, // RTM_CHANGE
    0xc, // RTM_NEWADDR
    0xd, // RTM_DELADDR
    0xe, // RTM_IFINFO
];

/// Whether this message is heeded.
pub(super) fn is_heeded(message: &[u8]) -> bool {
    message.get(KIND_AT).is_some_and(|kind| HEEDED.contains(kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_look_that_finds_no_way_out_on_macos_does_not_lead_to_the_next_look() {
        let message = |kind| [92, 0, 5, kind, 0, 0, 0, 0];
        let heeded: Vec<u8> = (0..=u8::MAX).filter(|kind| is_heeded(&message(*kind))).collect();
        assert_eq!(heeded, HEEDED);
        const RTM_MISS: u8 = 0x7;
        assert!(!heeded.contains(&RTM_MISS));
        assert!(!is_heeded(&[]) && !is_heeded(&[4, 0, 5]));
    }
}
