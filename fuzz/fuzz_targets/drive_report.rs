//! Whatever somebody drops on the page as a drive health report is read, or
//! refused with a reason: never a panic.
//!
//! `cargo xtask fuzz 600`

#![no_main]

use cover::contract::read_drive_report;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|report: &[u8]| {
    let read = read_drive_report(report);
    if let Err(problems) = read {
        assert!(!problems.is_empty());
    }
});
