//! What a close code means, or an error before the handshake that carries the same number (contract shuriken
//! §5.4, contract relay §3.7).

use crate::fault::Fault;

/// How long a server is left alone that has too many connections; nobody publishes a figure (contract relay
/// §3.7 asks for a long one).
const OVER_CAPACITY_SECS: u64 = 60;

/// The fault behind a code; `None` where it says no more than that the connection is gone, and the next attempt
/// follows the link's own rules: at once and spread after a clean close, else by its backoff.
pub(crate) fn fault_of(code: u16) -> Option<Fault> {
    match code {
        4001 => Some(Fault::AppUnknown),
        4000..=4099 | 4300.. => Some(Fault::ClosedForGood { code }),
        4100..=4199 => Some(Fault::RateLimited { wait_secs: OVER_CAPACITY_SECS }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fault::Retry;

    #[test]
    fn each_class_of_codes_has_its_next_attempt() {
        let retry = |code| fault_of(code).map(|fault| fault.retry());
        for code in [4000, 4001, 4003, 4004, 4005, 4006, 4007, 4008, 4009, 4099, 4300, 4301, u16::MAX] {
            assert_eq!(retry(code), Some(Retry::UntilChanged), "{code}");
        }
        for code in [4100, 4101, 4199] {
            assert!(matches!(retry(code), Some(Retry::After(_))), "{code}");
        }
        for code in [0, 1000, 1001, 1002, 1005, 1006, 1009, 3999, 4200, 4201, 4202, 4299] {
            assert_eq!(retry(code), None, "{code}");
        }
    }
}
