//! Finding a silent connection dead.

use swarmbell_protocols::adapter::Liveness;
use swarmbell_protocols::time::Steady;

/// What has been heard on one connection, and when to worry.
#[derive(Debug)]
pub(super) struct Pulse {
    rules: Liveness,
    heard: Steady,
    probed: Option<Steady>,
}

/// What follows from the time that has passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Nothing to do.
    Alive,
    /// Send the probe; it counts as sent.
    Probe,
    /// The probe went unanswered.
    Dead,
}

impl Pulse {
    /// A connection that opened just now.
    pub(super) fn new(rules: Liveness, now: Steady) -> Self {
        Self { rules, heard: now, probed: None }
    }

    /// From now on these rules count: a server may tell its own only after the connection opened.
    pub(super) fn follow(&mut self, rules: Liveness) {
        self.rules = rules;
    }

    /// A frame of any kind came.
    pub(super) fn heard(&mut self, now: Steady) {
        self.heard = now;
        self.probed = None;
    }

    /// When [`Pulse::check`] wants to be asked.
    pub(super) fn deadline(&self) -> Steady {
        match self.probed {
            Some(probed) => probed.plus(self.rules.answer_within),
            None => self.heard.plus(self.rules.idle),
        }
    }

    /// What the time says.
    pub(super) fn check(&mut self, now: Steady) -> Verdict {
        if now < self.deadline() {
            return Verdict::Alive;
        }
        if self.probed.is_some() {
            return Verdict::Dead;
        }
        self.probed = Some(now);
        Verdict::Probe
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use swarmbell_protocols::adapter::Probe;

    use super::*;

    fn at(secs: u64) -> Steady {
        Steady(Duration::from_secs(secs))
    }

    fn pulse() -> Pulse {
        let rules = Liveness {
            idle: Duration::from_secs(30),
            probe: Probe::Ping,
            answer_within: Duration::from_secs(10),
        };
        Pulse::new(rules, at(0))
    }

    #[test]
    fn silence_is_probed_once_and_then_means_death() {
        let mut pulse = pulse();
        assert_eq!(pulse.check(at(29)), Verdict::Alive);
        assert_eq!(pulse.check(at(30)), Verdict::Probe);
        assert_eq!(pulse.check(at(39)), Verdict::Alive);
        assert_eq!(pulse.check(at(40)), Verdict::Dead);
    }

    #[test]
    fn any_frame_is_life() {
        let mut pulse = pulse();
        assert_eq!(pulse.check(at(30)), Verdict::Probe);
        pulse.heard(at(39));
        assert_eq!(pulse.check(at(60)), Verdict::Alive);
        assert_eq!(pulse.deadline(), at(69));
    }

    #[test]
    fn other_rules_count_from_the_last_sign_of_life() {
        let mut pulse = pulse();
        pulse.heard(at(10));
        pulse.follow(Liveness { idle: Duration::from_secs(5), ..pulse.rules.clone() });
        assert_eq!(pulse.deadline(), at(15));
    }

    #[test]
    fn a_late_look_still_gives_the_probe_its_time() {
        let mut pulse = pulse();
        assert_eq!(pulse.check(at(3_600)), Verdict::Probe);
        assert_eq!(pulse.check(at(3_601)), Verdict::Alive);
    }
}
