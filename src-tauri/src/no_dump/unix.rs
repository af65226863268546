use rustix::process::{Resource, Rlimit, setrlimit};

pub(super) fn keep_memory_out_of_crash_reports() {
    // Lowering a limit is always allowed.
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    // A collector such as systemd-coredump is handed the memory whatever the limit says, unless the process is
    // marked. This also keeps other programs of this user from reading it.
    #[cfg(target_os = "linux")]
    let _ = rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable);
}
