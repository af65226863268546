//! Which version the server speaks.
//!
//! Version 2 is tried first. Where it is absent, version 1 is tried at once, and spoken as long as it answers.
//! Meanwhile the server is asked now and then which versions it has: a deploy answers "not found" for a moment,
//! and nobody reconnects while all is well. Where it does not say, version 2 is tried again at a later start.
//! The socket and the polls are two ways to find out, each with its own say, since two services answer them.

use std::time::Duration;

use super::version::Version;
use crate::fault::Fault;
use crate::time::Steady;

/// Version 2 is not tried more often than this while version 1 answers, unless somebody asks for it.
const AGAIN: Duration = Duration::from_secs(60 * 60);

/// After this time the server is asked whether version 2 is there again; then twice as long each time, up to
/// [`AGAIN`], until it is seen to be there.
const FIRST_LOOK: Duration = Duration::from_secs(60);

/// What is known of the versions.
#[derive(Debug)]
pub(super) struct Detect {
    spoken: Version,
    /// The spoken version answered.
    certain: bool,
    /// When version 2 was found absent.
    v2_absent: Steady,
    /// When to ask for version 2 again; kept until it answered the way it was found absent.
    look: Option<Look>,
    /// The server was asked for its versions because of that.
    looking: bool,
    socket: Round,
    poll: Round,
}

/// The next question whether version 2 is there again.
#[derive(Debug, Clone, Copy)]
struct Look {
    at: Steady,
    /// How long the next one waits.
    wait: Duration,
    /// How version 2 was found absent.
    by: By,
}

/// The version found absent while the other one has not answered the same way, and how it was told.
type Round = Option<(Version, Fault)>;

/// By what way a version was found absent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    /// The upgrade was refused.
    Socket,
    /// The stream was asked for.
    Poll,
}

/// What to do about an absent version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Speak the other one, which is spoken from now on.
    TryOther,
    /// Neither is there; the live version's own answer says how bad that is.
    Neither(Fault),
}

impl Detect {
    pub(super) fn new() -> Self {
        Self {
            spoken: Version::V2,
            certain: false,
            v2_absent: Steady::default(),
            look: None,
            looking: false,
            socket: None,
            poll: None,
        }
    }

    /// The version that is spoken.
    pub(super) fn spoken(&self) -> Version {
        self.spoken
    }

    /// Whether that version answered. Until then, what is absent may be there in the other one.
    pub(super) fn is_certain(&self) -> bool {
        self.certain
    }

    /// A new attempt begins; what version it speaks is decided anew where there is doubt.
    pub(super) fn start(&mut self, now: Steady) {
        (self.socket, self.poll) = (None, None);
        self.looking = false;
        let again = self.spoken == Version::V1 && now >= self.v2_absent.plus(AGAIN);
        if again || !self.certain {
            self.prefer();
        }
    }

    /// Whatever was found out counts no more at the next start.
    pub(super) fn doubt(&mut self) {
        self.certain = false;
    }

    /// The spoken version cannot be reached. Version 1 may have ended that way (contract neuro, introduction).
    pub(super) fn unreachable(&mut self) {
        self.certain &= self.spoken == Version::V2;
    }

    /// The spoken version answered.
    pub(super) fn answered(&mut self, by: By) {
        self.certain = true;
        if self.spoken == Version::V2 {
            self.look.take_if(|look| look.by == by);
        }
        if by == By::Poll {
            // The socket has one round each attempt, or an upgrade refused by both would go on for ever.
            self.poll = None;
        }
    }

    /// The spoken version is absent.
    pub(super) fn absent(&mut self, now: Steady, by: By, fault: Fault) -> Verdict {
        let absent = self.spoken;
        if absent == Version::V2 {
            self.v2_absent = now;
            self.look_later(now, by);
        }
        self.certain = false;
        let round = match by {
            By::Socket => &mut self.socket,
            By::Poll => &mut self.poll,
        };
        match round.take() {
            Some((first, told)) if first != absent => {
                self.prefer();
                Verdict::Neither(if absent == Version::V2 { fault } else { told })
            }
            _ => {
                *round = Some((absent, fault));
                self.spoken = absent.other();
                Verdict::TryOther
            }
        }
    }

    /// When the server is to be asked for its versions again: while version 1 is spoken for want of version 2.
    pub(super) fn look_due(&self) -> Option<Steady> {
        let look = self.look.filter(|_| self.certain && self.spoken == Version::V1)?;
        Some(look.at)
    }

    /// Whether the server is to be asked for its versions now.
    pub(super) fn take_look(&mut self, now: Steady) -> bool {
        let due = self.look_due().is_some_and(|due| due <= now);
        if let Some(look) = self.look.as_mut().filter(|_| due) {
            look.wait = look.wait.saturating_mul(2).min(AGAIN);
            look.at = now.plus(look.wait);
            self.looking = true;
        }
        due
    }

    /// Somebody wants version 2 to be looked for now.
    pub(super) fn look_now(&mut self, now: Steady) {
        if let Some(look) = &mut self.look {
            look.at = now;
        }
    }

    /// The server says which versions it has. Before anything else answered, one it does not have is not
    /// waited for; and while version 1 is spoken for want of version 2, that is not waited for any longer.
    pub(super) fn told(&mut self, now: Steady, has: impl Fn(Version) -> bool) -> bool {
        let untried = !self.certain && self.socket.is_none() && self.poll.is_none();
        let newer = std::mem::take(&mut self.looking) && self.spoken == Version::V1;
        let other = match (untried, newer) {
            (true, _) => !has(self.spoken) && has(self.spoken.other()),
            (false, true) => has(Version::V2),
            (false, false) => false,
        };
        if other {
            self.spoken = self.spoken.other();
            self.certain = false;
            (self.socket, self.poll) = (None, None);
            if untried {
                self.look_later(now, By::Poll);
            }
        }
        other
    }

    fn look_later(&mut self, now: Steady, by: By) {
        let wait = self.look.map_or(FIRST_LOOK, |look| look.wait);
        self.look = Some(Look { at: now.plus(wait), wait, by });
    }

    fn prefer(&mut self) {
        self.spoken = Version::V2;
        self.certain = false;
    }
}
