//! Where newer versions of this program are asked for, as it was built and installed.
//!
//! Whoever builds it for others names the repository in `SWARMBELL_REPOSITORY`; without that nothing is ever asked.

use std::path::Path;

use swarmbell_engine::controller::UpdateState;
use swarmbell_engine::updates::Releases;

use crate::program::Program;

/// The repository whose releases are this program's, such as `https://github.com/owner/name`.
const REPOSITORY: Option<&str> = option_env!("SWARMBELL_REPOSITORY");

/// Where package managers keep the programs that they install and renew: those of a distribution, and Flatpak's inside its
/// sandbox.
const MANAGED: &[&str] = &["/usr/bin/", "/usr/lib/", "/usr/libexec/", "/app/bin/"];

/// What the way to such a program holds elsewhere: of Nix, Guix, Snap and Homebrew; of the store of Windows, Scoop and
/// Chocolatey.
const WITHIN_MANAGED: &[&str] = &[
    "/nix/store/",
    "/gnu/store/",
    "/snap/",
    "/cellar/",
    "/caskroom/",
    "/windowsapps/",
    "/scoop/apps/",
    "/chocolatey/",
];

/// What is known of newer versions when the program starts: where they are asked for, if anywhere.
pub fn known_of(program: &Program) -> Option<UpdateState> {
    let releases = Releases::of(REPOSITORY?)?;
    Some(UpdateState::new(releases, is_managed(program.installed())))
}

fn is_managed(program: &Path) -> bool {
    let place = program.to_string_lossy().replace('\\', "/").to_ascii_lowercase();
    MANAGED.iter().any(|folder| place.starts_with(folder))
        || WITHIN_MANAGED.iter().any(|folder| place.contains(folder))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_a_package_manager_installed_is_renewed_by_it() {
        let managed = |program: &str| is_managed(Path::new(program));
        for program in [
            "/usr/bin/swarmbell",
            "/nix/store/abc-swarmbell-0.1.0/bin/swarmbell",
            "/app/bin/swarmbell",
            "/snap/swarmbell/7/bin/swarmbell",
            "/opt/homebrew/Caskroom/swarmbell/0.1.0/Swarmbell.app/Contents/MacOS/swarmbell",
            r"C:\Program Files\WindowsApps\Swarmbell_0.1.0_x64\swarmbell.exe",
            r"C:\Users\neuro\scoop\apps\swarmbell\current\swarmbell.exe",
        ] {
            assert!(managed(program), "{program}");
        }
        for program in [
            "/usr/local/bin/swarmbell",
            "/home/neuro/Applications/Swarmbell.AppImage",
            "/home/neuro/usr/bin/swarmbell",
            "/Applications/Swarmbell.app/Contents/MacOS/swarmbell",
            r"C:\Program Files\Swarmbell\swarmbell.exe",
        ] {
            assert!(!managed(program), "{program}");
        }
    }
}
