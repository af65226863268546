//! The benchmarks: what the window promises in milliseconds, beside a floor in the same run.

use anyhow::Result;

use crate::repository::{cargo, npm, run};
use crate::setup;

/// Builds what is shipped and the floor beside it, then measures the window on a virtual screen and the page in a browser.
pub(crate) fn run_chore() -> Result<()> {
    setup::npm_packages(setup::PAGE)?;
    run(npm(setup::PAGE).args(["run", "--silent", "build"]))?;
    let ours = ["build", "--release", "--package", "swarmbell", "--bin", "swarmbell", "--example", "blank"];
    run(cargo().args(ours))?;
    run(cargo().args(["bench", "--package", "swarmbell-tests", "--bench", "window"]))?;
    run(npm(setup::PAGE).args(["run", "--silent", "bench"]))
}
