//! Memory that is needed for a moment is given back.
//!
//! A picture for the window takes some megabytes while it is drawn. A bell sits in the tray for weeks: what it once took
//! must not stay with it.

#[cfg_attr(all(target_os = "linux", target_env = "gnu"), path = "memory/glibc.rs")]
#[cfg_attr(not(all(target_os = "linux", target_env = "gnu")), path = "memory/other.rs")]
mod system;

/// From now on what is large is given back to the system as soon as it is free. Comes before any thread.
pub fn give_back_what_is_free() {
    system::give_back_what_is_free();
}

#[cfg(all(test, target_os = "linux", target_env = "gnu"))]
mod tests {
    use std::hint::black_box;

    #[test]
    fn memory_that_was_needed_for_a_moment_is_given_back() {
        let resident_kib = || -> u64 {
            let status = std::fs::read_to_string("/proc/self/status").unwrap();
            let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
            line.trim().trim_end_matches(" kB").parse().unwrap()
        };
        super::give_back_what_is_free();
        let before = resident_kib();
        for _ in 0..4 {
            drop(black_box(vec![1_u8; 8 << 20]));
        }
        let stayed = resident_kib().saturating_sub(before);
        assert!(stayed < 4 << 10, "{stayed} KiB stayed");
    }
}
