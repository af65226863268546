//! What makes the shell of Windows know this program: an AppUserModelID on the process and on a shortcut in the
//! start menu, and the `swarmbell:` scheme for the buttons of toasts.
//!
//! Written anew at every start: an installer's shortcut may lack the id, and a program that was moved has an
//! old path in it.

use std::path::{Path, PathBuf};

use swarmbell_engine::IDENTIFIER;
use windows::Win32::Storage::EnhancedStorage::PKEY_AppUserModel_ID;
use windows::Win32::System::Com::StructuredStorage::PROPVARIANT;
use windows::Win32::System::Com::{
    CLSCTX_INPROC_SERVER, COINIT_MULTITHREADED, CoCreateInstance, CoInitializeEx, IPersistFile,
};
use windows::Win32::UI::Shell::PropertiesSystem::IPropertyStore;
use windows::Win32::UI::Shell::{IShellLinkW, SetCurrentProcessExplicitAppUserModelID, ShellLink};
use windows::core::{HSTRING, Interface};

/// Why the shell does not know this program.
#[derive(Debug, thiserror::Error)]
pub(super) enum IdentityError {
    /// A system call failed.
    #[error("{0}")]
    System(#[from] windows::core::Error),
    /// The program's or the start menu's path is unknown.
    #[error("{0}")]
    Path(#[from] std::io::Error),
    /// This user has no start menu.
    #[error("this user has no start menu")]
    NoStartMenu,
}

/// Makes the shell know this program. Initialises COM on the calling thread, which is the one that shows
/// toasts.
#[allow(unsafe_code, reason = "system calls; their pointers are strings that outlive the call")]
pub(super) fn register() -> Result<(), IdentityError> {
    let program = std::env::current_exe()?;
    // SAFETY: no pointer but the string, which lives until the call returns. The first call of this thread.
    unsafe {
        CoInitializeEx(None, COINIT_MULTITHREADED).ok()?;
        SetCurrentProcessExplicitAppUserModelID(&HSTRING::from(IDENTIFIER))?;
    }
    write_scheme(&program)?;
    write_shortcut(&program, &start_menu()?)
}

fn start_menu() -> Result<PathBuf, IdentityError> {
    let dirs = directories::BaseDirs::new().ok_or(IdentityError::NoStartMenu)?;
    Ok(dirs.data_dir().join(r"Microsoft\Windows\Start Menu\Programs\Swarmbell.lnk"))
}

#[allow(unsafe_code, reason = "COM calls; their pointers are strings that outlive the call")]
fn write_shortcut(program: &Path, shortcut: &Path) -> Result<(), IdentityError> {
    // SAFETY: COM is initialised on this thread, and every string lives until its call returns.
    unsafe {
        let link: IShellLinkW = CoCreateInstance(&ShellLink, None, CLSCTX_INPROC_SERVER)?;
        link.SetPath(&HSTRING::from(program))?;
        let properties: IPropertyStore = link.cast()?;
        properties.SetValue(&PKEY_AppUserModel_ID, &PROPVARIANT::from(IDENTIFIER))?;
        properties.Commit()?;
        link.cast::<IPersistFile>()?.Save(&HSTRING::from(shortcut), true)?;
    }
    Ok(())
}

/// Registers `swarmbell:` for this user. What such a link may say is decided where it is read.
fn write_scheme(program: &Path) -> Result<(), IdentityError> {
    let scheme = windows_registry::CURRENT_USER.create(r"Software\Classes\swarmbell")?;
    scheme.set_string("", "URL:Swarmbell")?;
    scheme.set_string("URL Protocol", "")?;
    let command = scheme.create(r"shell\open\command")?;
    command.set_string("", format!("\"{}\" \"%1\"", program.display()))?;
    Ok(())
}
