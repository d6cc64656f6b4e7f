//! What a report says of its drives.

/// A report that was read: at least one drive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DriveReport {
    /// Which tool printed it, and how.
    pub format: Format,
    /// The drives, in the report's order.
    pub drives: Vec<Drive>,
}

/// The tool that printed a report, and the form it printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// `smartctl --json`.
    SmartctlJson,
    /// `smartctl`, for people.
    SmartctlText,
    /// `nvme … -o json`.
    NvmeJson,
    /// `nvme`, for people.
    NvmeText,
    /// CrystalDiskInfo's copied or saved text.
    CrystalDiskInfo,
}

impl Format {
    /// All of them.
    pub const ALL: [Format; 5] = [
        Format::SmartctlJson,
        Format::SmartctlText,
        Format::NvmeJson,
        Format::NvmeText,
        Format::CrystalDiskInfo,
    ];

    /// The id by which the contract names it.
    pub fn id(self) -> &'static str {
        match self {
            Format::SmartctlJson => "smartctl-json",
            Format::SmartctlText => "smartctl-text",
            Format::NvmeJson => "nvme-json",
            Format::NvmeText => "nvme-text",
            Format::CrystalDiskInfo => "crystaldiskinfo",
        }
    }
}

/// A drive. What the report does not say is absent; a zero was reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drive {
    /// The model, as the drive gives it.
    pub model: Option<String>,
    /// The serial number; one that was masked is absent.
    pub serial: Option<String>,
    /// What kind of drive it is.
    pub kind: Kind,
    /// Its size in bytes.
    pub capacity_bytes: Option<u64>,
    /// What the computer has written to it.
    pub host_writes: HostWrites,
    /// How much of its rated endurance the drive says is used, in percent; may
    /// exceed 100. Not what a warranty counts by.
    pub percentage_used: Option<u64>,
    /// Hours under power.
    pub power_on_hours: Option<u64>,
    /// What else there is to know, each once, in the order of [`Note`].
    pub notes: Vec<Note>,
}

/// What kind of drive a report is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A solid-state drive that speaks NVMe.
    Nvme,
    /// A solid-state drive that speaks ATA.
    SataSsd,
    /// A drive with rotating disks that speaks ATA.
    Hdd,
    /// A drive that speaks SCSI, as SAS drives do, rotating or not.
    Scsi,
    /// A drive behind a USB bridge that does not let through what it is.
    Usb,
    /// The report does not say.
    Unknown,
}

impl Kind {
    /// All of them.
    pub const ALL: [Kind; 6] = [
        Kind::Nvme,
        Kind::SataSsd,
        Kind::Hdd,
        Kind::Scsi,
        Kind::Usb,
        Kind::Unknown,
    ];

    /// The id by which the contract names it.
    pub fn id(self) -> &'static str {
        match self {
            Kind::Nvme => "nvme",
            Kind::SataSsd => "sata-ssd",
            Kind::Hdd => "hdd",
            Kind::Scsi => "scsi",
            Kind::Usb => "usb",
            Kind::Unknown => "unknown",
        }
    }
}

/// What the computer has written to a drive over its life.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HostWrites {
    /// As exact as the drive counts.
    Exact {
        /// Bytes written.
        bytes: u64,
        /// The counter this is from.
        from: Source,
    },
    /// The report itself gives a rounded figure.
    Rounded {
        /// Bytes written, within the rounding.
        bytes: u64,
        /// The counter this is from.
        from: Source,
    },
    /// There is a counter, and what it counts in is not certain.
    UnitUnknown {
        /// What it would mean in each unit that is possible; at least one, the
        /// likeliest not marked.
        candidates: Vec<Candidate>,
        /// The counter this is from.
        from: Source,
    },
    /// The report has no such counter, or none that can be read.
    Absent,
}

/// One reading of a counter whose unit is not certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Bytes written, if the counter counts in this unit.
    pub bytes: u64,
    /// The unit.
    pub unit: Unit,
}

/// What counters of written data count in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// Logical blocks, nearly always of 512 bytes.
    Sector,
    /// 2^20 bytes.
    Mebibyte,
    /// 2^25 bytes.
    ThirtyTwoMebibytes,
    /// 10^9 bytes.
    Gigabyte,
    /// 2^30 bytes.
    Gibibyte,
}

impl Unit {
    /// All of them.
    pub const ALL: [Unit; 5] = [
        Unit::Sector,
        Unit::Mebibyte,
        Unit::ThirtyTwoMebibytes,
        Unit::Gigabyte,
        Unit::Gibibyte,
    ];

    /// How many bytes one is, on a drive with logical blocks of this size.
    pub fn bytes(self, sector: u64) -> u64 {
        match self {
            Unit::Sector => sector,
            Unit::Mebibyte => 1 << 20,
            Unit::ThirtyTwoMebibytes => 1 << 25,
            Unit::Gigabyte => 1_000_000_000,
            Unit::Gibibyte => 1 << 30,
        }
    }

    /// The id by which the contract names it.
    pub fn id(self) -> &'static str {
        match self {
            Unit::Sector => "LBA",
            Unit::Mebibyte => "MiB",
            Unit::ThirtyTwoMebibytes => "32MiB",
            Unit::Gigabyte => "GB",
            Unit::Gibibyte => "GiB",
        }
    }
}

/// The counter that a figure is from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// NVMe's own counter, of thousands of 512 bytes.
    DataUnitsWritten,
    /// A SMART attribute: its number, and the name that the report gives it.
    Attribute(u8, String),
    /// The device statistics' logical sectors written.
    DeviceStatistics,
    /// The gigabytes processed by writing, in the SCSI error counter log.
    GigabytesProcessed,
    /// The figure that CrystalDiskInfo works out itself.
    HostWritesLine,
}

impl Source {
    /// The text by which the contract names it: `data_units_written`,
    /// `241 Total_LBAs_Written`.
    pub fn id(&self) -> String {
        match self {
            Source::DataUnitsWritten => "data_units_written".to_owned(),
            Source::Attribute(number, name) if name.is_empty() => number.to_string(),
            Source::Attribute(number, name) => format!("{number} {name}"),
            Source::DeviceStatistics => "logical_sectors_written".to_owned(),
            Source::GigabytesProcessed => "gigabytes_processed".to_owned(),
            Source::HostWritesLine => "host_writes".to_owned(),
        }
    }
}

/// What else there is to know of a drive's report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Note {
    /// The report tells who the drive is, and nothing of its health.
    IdentityOnly,
    /// The serial number is masked.
    SerialHidden,
    /// Several drives are named and the figures do not say whose they are.
    DriveNotNamed,
    /// The report ends in the middle of its counter of written data.
    CutOff,
    /// A figure is larger than 2^63-1 and was not read.
    FigureOutOfRange,
    /// Two counters of written data contradict one another.
    CountersDisagree,
    /// The counter counts in another unit than its name says, as another
    /// counter or the drive's family proves.
    UnitNotAsNamed,
    /// The only counter may have started again from zero.
    CounterMayHaveWrapped,
    /// A counter that was not used has started again from zero.
    CounterWrapped,
    /// The drive has raised a critical warning.
    CriticalWarning,
    /// The drive says that it is failing.
    Failing,
    /// An attribute is below its threshold.
    AttributeFailing,
}

impl Note {
    /// All of them.
    pub const ALL: [Note; 12] = [
        Note::IdentityOnly,
        Note::SerialHidden,
        Note::DriveNotNamed,
        Note::CutOff,
        Note::FigureOutOfRange,
        Note::CountersDisagree,
        Note::UnitNotAsNamed,
        Note::CounterMayHaveWrapped,
        Note::CounterWrapped,
        Note::CriticalWarning,
        Note::Failing,
        Note::AttributeFailing,
    ];

    /// The id by which the contract names it.
    pub fn id(self) -> &'static str {
        match self {
            Note::IdentityOnly => "identity-only",
            Note::SerialHidden => "serial-hidden",
            Note::DriveNotNamed => "drive-not-named",
            Note::CutOff => "cut-off",
            Note::FigureOutOfRange => "figure-out-of-range",
            Note::CountersDisagree => "counters-disagree",
            Note::UnitNotAsNamed => "unit-not-as-named",
            Note::CounterMayHaveWrapped => "counter-may-have-wrapped",
            Note::CounterWrapped => "counter-wrapped",
            Note::CriticalWarning => "critical-warning",
            Note::Failing => "failing",
            Note::AttributeFailing => "attribute-failing",
        }
    }
}
