//! What a desk sounds like. It has no loudspeaker, so that no test is heard by people; with an ear what is played goes
//! into a file instead.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

/// Where ALSA looks for the user's sound output, below `HOME`.
const CONFIGURATION: &str = ".asoundrc";

/// A card that is in no machine.
const NO_OUTPUT: &str = "pcm.!default { type hw card 31 }\n";

/// The sound output of a desk, as a file.
#[derive(Debug)]
pub struct Ear {
    file: PathBuf,
}

/// Takes the machine's loudspeakers away from a desk.
pub(crate) fn close(home: &Path) -> Result<()> {
    Ok(fs::write(home.join(CONFIGURATION), NO_OUTPUT)?)
}

impl Ear {
    pub(crate) fn open(home: &Path) -> Result<Self> {
        let file = home.join("heard.raw");
        let record = format!("type file file \"{}\" format raw slave.pcm null", file.display());
        let slave = format!("slave {{ pcm {{ {record} }} format S16_LE rate 48000 channels 2 }}");
        fs::write(home.join(CONFIGURATION), format!("pcm.!default {{ type plug {slave} }}\n"))?;
        Ok(Self { file })
    }

    /// The strongest sample of the last sound, of 32,767; nothing while none was played.
    #[must_use]
    pub fn loudest(&self) -> Option<u16> {
        let samples = fs::read(&self.file).ok()?;
        let samples = samples.chunks_exact(2).filter_map(|sample| sample.try_into().ok());
        samples.map(|sample| i16::from_le_bytes(sample).unsigned_abs()).max().filter(|loudest| *loudest > 0)
    }
}
