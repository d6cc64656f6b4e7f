#![allow(
    clippy::expect_used,
    reason = "a test stops at what it does not expect"
)]

use super::*;
use crate::contract::bundled;
use crate::domain::drive_report::read;
use crate::journey::{IsoFormats, Language};

fn told(report: &str, language: Language) -> Vec<DriveView> {
    let bundle = bundled::bundle("storage-warranty").expect("bundled");
    let policy = bundle.newest().expect("an edition");
    let report = read(report.as_bytes()).expect("a report");
    drives_told(&report, policy, drive_words(language), &IsoFormats)
}

#[test]
fn a_drive_of_the_table_fills_in_all_three() {
    let report = "smartctl 7.3\nModel Number: Sample  SSD 480GB\nSerial Number: SD24090001230\n\
                  Percentage Used: 7%\nData Units Written: 82,000,000 [41.9 TB]\nPower On Hours: 1,234\n";
    let all = told(report, Language::Vietnamese);
    let drive = all.first().expect("a drive");
    assert_eq!(drive.taken.item.as_deref(), Some("sample-ssd-480"));
    assert_eq!(drive.taken.serial.as_deref(), Some("SD24090001230"));
    assert_eq!(drive.taken.bytes_written, Some(41_984_000_000_000));
    assert_eq!(drive.takes, "Sẽ điền sản phẩm, số sê-ri, lượng ghi.");
    let values: Vec<&str> = drive
        .rows
        .iter()
        .map(|(_, value, _)| value.as_str())
        .collect();
    assert_eq!(
        values,
        [
            "Sample  SSD 480GB",
            "SD24090001230",
            "41,98 TB (41984000000000 byte)",
            "7%",
            "1234"
        ]
    );
}

#[test]
fn a_counter_without_a_certain_unit_fills_in_no_amount() {
    let report = "smartctl 7.3\nDevice Model: NOBODY KNOWS IT\nUser Capacity: 240,057,409,536 bytes\n\
                  ID# ATTRIBUTE_NAME FLAG VALUE WORST THRESH TYPE UPDATED WHEN_FAILED RAW_VALUE\n\
                  \x20 9 Power_On_Hours 0x0032 100 100 000 Old_age Always - 9000\n\
                  241 Total_LBAs_Written 0x0032 100 100 000 Old_age Always - 84155\n";
    let all = told(report, Language::English);
    let drive = all.first().expect("a drive");
    assert_eq!(drive.taken.bytes_written, None);
    assert!(drive.taken.is_empty(), "{drive:?}");
    assert_eq!(drive.takes, drive_words(Language::English).takes_nothing);
    let written = &drive.rows.get(2).expect("a row").1;
    assert!(
        written.contains("2.82 TB (2823773224960 bytes) if it counts in 32MiB"),
        "{written}"
    );
}

#[test]
fn every_refusal_has_words_of_its_own_and_commands_are_named() {
    use NotAReport::*;
    let all = [
        Empty,
        TooLarge,
        CutOff,
        ScanList,
        RaidVolume,
        UnknownUsbBridge,
        DeviceTypeNeeded,
        PermissionDenied,
        OpenFailed,
        Unknown,
    ];
    for language in Language::ALL {
        let words = drive_words(language);
        let mut told: Vec<_> = all
            .iter()
            .map(|reason| refusal_told(*reason, words))
            .collect();
        told.sort_unstable();
        told.dedup();
        assert_eq!(told.len(), all.len());
        let (_, help) = refusal_told(UnknownUsbBridge, words);
        assert!(BEHIND_USB.iter().all(|option| help.contains(option)));
    }
}
