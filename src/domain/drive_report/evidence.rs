//! What a report's lines or members say, gathered for one drive.

use super::attributes::{Attribute, tell_solid_state};
use super::drive::{Drive, HostWrites, Kind, Note, Source};
use super::figure::{Count, MOST};
use super::host_writes::Counters;
use super::{masked, wear};

/// What a drive speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Protocol {
    Ata,
    Nvme,
    Scsi,
}

/// Everything that was said of a drive. Nothing is decided yet.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    pub(super) model: Option<String>,
    /// The serial as written, masked or not.
    pub(super) serial: Option<String>,
    /// The maker's name, which SCSI gives apart.
    pub(super) vendor: Option<String>,
    pub(super) protocol: Option<Protocol>,
    /// Whether it stands behind a USB bridge.
    pub(super) usb: bool,
    /// Whether it has rotating disks.
    pub(super) rotating: Option<bool>,
    pub(super) capacity: Option<u64>,
    /// Bytes of a logical block.
    pub(super) sector: Option<u64>,
    pub(super) attributes: Vec<Attribute>,
    /// NVMe's thousands of 512 bytes.
    pub(super) data_units_written: Option<Count>,
    /// Logical sectors, from the device statistics.
    pub(super) sectors_written: Option<Count>,
    /// Bytes, from the SCSI error counter log.
    pub(super) scsi_written: Option<Count>,
    /// What the report's own program made of the counters.
    pub(super) worked_out: Option<HostWrites>,
    pub(super) percentage_used: Option<u64>,
    pub(super) power_on_hours: Option<u64>,
    /// Whether anything was said of how the drive is.
    pub(super) health: bool,
    /// Whether the drive is a volume that a RAID controller makes.
    pub(super) volume: bool,
    pub(super) notes: Vec<Note>,
}

/// What NVMe counts in, whatever the size of its blocks.
const DATA_UNIT: u64 = 512_000;

/// Sizes of logical blocks that there are. Others are misread.
const SECTORS: [u64; 2] = [512, 4096];

impl Evidence {
    /// Keeps what is said first: a later line of the same name is of something
    /// else.
    pub(super) fn first<T>(place: &mut Option<T>, said: Option<T>) {
        if place.is_none() {
            *place = said;
        }
    }

    pub(super) fn note(&mut self, note: Note) {
        self.notes.push(note);
    }

    pub(super) fn has_identity(&self) -> bool {
        self.model.is_some() || self.serial.is_some()
    }

    pub(super) fn has_writes(&self) -> bool {
        self.data_units_written.is_some()
            || self.sectors_written.is_some()
            || self.scsi_written.is_some()
            || self.worked_out.is_some()
            || self
                .attributes
                .iter()
                .any(|attribute| attribute.counts().is_some())
    }

    fn has_health(&self) -> bool {
        self.health
            || self.has_writes()
            || !self.attributes.is_empty()
            || self.percentage_used.is_some()
            || self.power_on_hours.is_some()
    }

    pub(super) fn is_identity_only(&self) -> bool {
        self.has_identity() && !self.has_health()
    }

    pub(super) fn is_empty(&self) -> bool {
        !self.has_identity() && !self.has_health()
    }

    /// A volume is no drive, unless a drive's figures came through all the same.
    pub(super) fn is_volume(&self) -> bool {
        let product = self.model.as_deref().unwrap_or_default();
        let named = self.serial.as_deref().is_some_and(|serial| {
            // Intel's driver numbers its volumes so.
            serial
                .strip_prefix("Volume")
                .is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()))
        });
        let controller = [
            "LOGICAL VOLUME",
            "Virtual Disk",
            "RAID",
            "PERC ",
            "MegaRAID",
        ];
        let said = self.volume || named || controller.iter().any(|word| product.contains(word));
        said && !self.has_writes() && self.attributes.is_empty()
    }

    /// What was said of the same drive in another run.
    pub(super) fn add(&mut self, other: Evidence) {
        Evidence::first(&mut self.model, other.model);
        Evidence::first(&mut self.serial, other.serial);
        Evidence::first(&mut self.vendor, other.vendor);
        Evidence::first(&mut self.protocol, other.protocol);
        Evidence::first(&mut self.rotating, other.rotating);
        Evidence::first(&mut self.capacity, other.capacity);
        Evidence::first(&mut self.sector, other.sector);
        Evidence::first(&mut self.data_units_written, other.data_units_written);
        Evidence::first(&mut self.sectors_written, other.sectors_written);
        Evidence::first(&mut self.scsi_written, other.scsi_written);
        Evidence::first(&mut self.worked_out, other.worked_out);
        Evidence::first(&mut self.percentage_used, other.percentage_used);
        Evidence::first(&mut self.power_on_hours, other.power_on_hours);
        self.attributes.extend(other.attributes);
        self.usb |= other.usb;
        self.health |= other.health;
        self.volume |= other.volume;
        self.notes.extend(other.notes);
    }

    /// What it all adds up to.
    pub(super) fn into_drive(self) -> Drive {
        let mut notes = self.notes.clone();
        let kind = self.kind();
        let (hours, capacity) = (self.hours(), self.capacity);
        let host_writes = self.host_writes(kind, &mut notes);
        let serial = self.serial.as_deref().and_then(masked::serial);
        if self.serial.is_some() && serial.is_none() {
            notes.push(Note::SerialHidden);
        }
        if self.is_identity_only() {
            notes.push(Note::IdentityOnly);
        }
        notes.sort_unstable();
        notes.dedup();
        let in_range = |figure: Option<u64>| figure.filter(|figure| *figure <= MOST);
        Drive {
            kind,
            serial,
            capacity_bytes: in_range(capacity),
            host_writes,
            percentage_used: self.used(),
            power_on_hours: in_range(hours),
            notes,
            model: self.whole_model(),
        }
    }

    fn whole_model(self) -> Option<String> {
        let model = self.model.as_deref().and_then(masked::model)?;
        match self.vendor.as_deref().and_then(masked::model) {
            Some(vendor) if !model.starts_with(&vendor) => Some(format!("{vendor} {model}")),
            _ => Some(model),
        }
    }

    fn used(&self) -> Option<u64> {
        let model = self.model.as_deref().unwrap_or_default();
        self.percentage_used
            .or_else(|| wear::percentage_used(&self.attributes, model))
            .filter(|used| *used <= wear::MOST_USED)
    }

    fn hours(&self) -> Option<u64> {
        self.power_on_hours
            .or_else(|| wear::power_on_hours(&self.attributes))
    }

    fn kind(&self) -> Kind {
        let protocol = self.protocol.or_else(|| {
            if self.data_units_written.is_some() {
                Some(Protocol::Nvme)
            } else if self.scsi_written.is_some() {
                Some(Protocol::Scsi)
            } else if !self.attributes.is_empty() {
                Some(Protocol::Ata)
            } else {
                None
            }
        });
        let rotating = self
            .rotating
            .or_else(|| tell_solid_state(&self.attributes).map(|solid| !solid));
        match (protocol, rotating) {
            (Some(Protocol::Nvme), _) => Kind::Nvme,
            (Some(Protocol::Scsi), _) => Kind::Scsi,
            (Some(Protocol::Ata), Some(true)) => Kind::Hdd,
            (Some(Protocol::Ata), Some(false)) => Kind::SataSsd,
            _ if self.usb => Kind::Usb,
            _ => Kind::Unknown,
        }
    }

    fn host_writes(&self, kind: Kind, notes: &mut Vec<Note>) -> HostWrites {
        let counted = [
            (
                self.data_units_written.map(|units| units.times(DATA_UNIT)),
                Source::DataUnitsWritten,
            ),
            (self.scsi_written, Source::GigabytesProcessed),
        ];
        for (count, from) in counted {
            match count {
                Some(Count::Whole(bytes)) => return HostWrites::Exact { bytes, from },
                Some(Count::Rounded(bytes)) => return HostWrites::Rounded { bytes, from },
                Some(Count::TooLarge) => {
                    notes.push(Note::FigureOutOfRange);
                    return HostWrites::Absent;
                }
                None => {}
            }
        }
        if let Some(worked_out) = &self.worked_out {
            return worked_out.clone();
        }
        let sector = self.sector.filter(|sector| SECTORS.contains(sector));
        let counters = Counters {
            attributes: &self.attributes,
            statistics: self.sectors_written,
            sector: sector.unwrap_or(512),
            hours: self.hours(),
            rotating: kind == Kind::Hdd,
            model: self.model.as_deref().unwrap_or_default(),
        };
        counters.resolve(notes)
    }
}
