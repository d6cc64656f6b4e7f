//! SMART attributes, and which of them count what the computer wrote.
//!
//! The numbers of attributes mean what each maker pleases. Their names are from
//! smartmontools' table of drives, where somebody has found out; a drive that is
//! not in that table gets default names, which say `LBAs` whatever is counted.

use super::drive::Unit;

/// One SMART attribute of an ATA drive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Attribute {
    /// Its number.
    pub(super) number: u8,
    /// Its name in smartmontools' words; empty in reports that have others.
    pub(super) name: String,
    /// The normalised value, which sinks from 100 or 200 as the drive wears.
    pub(super) normalised: Option<u64>,
    /// The raw value, where it is one number.
    pub(super) raw: Option<u64>,
    /// The raw value as it is shown.
    pub(super) shown: String,
}

/// What the name of an attribute says that it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Counts {
    /// Bytes written by the computer, in this unit.
    Writes(Unit),
    /// The same in logical blocks; but this is also the default name.
    WritesInSectors,
    /// The same; the name leaves open which of these units it is.
    WritesInOneOf(&'static [Unit]),
    /// The low part of a count of logical blocks.
    WritesLow,
    /// The high part of that.
    WritesHigh,
    /// An exponent, or something else that no figure can be made of.
    WritesObscurely,
}

/// All that a counter of unknown unit has been seen to count in.
pub(super) const ANY_UNIT: &[Unit] = &[Unit::Sector, Unit::ThirtyTwoMebibytes, Unit::Gibibyte];

/// Neither name says which gigabytes.
const SOME_GIGABYTE: &[Unit] = &[Unit::Gigabyte, Unit::Gibibyte];

/// Names of attributes that count what the computer writes. What is not here is
/// not one: NAND and flash writes, which hold what the drive moves about itself,
/// are other counters, and may be smaller.
const NAMES: [(&str, Counts); 27] = [
    (
        "Host_Writes_32MiB",
        Counts::Writes(Unit::ThirtyTwoMebibytes),
    ),
    (
        "Host_Written_32MiB",
        Counts::Writes(Unit::ThirtyTwoMebibytes),
    ),
    (
        "Total_Writes_32MiB",
        Counts::Writes(Unit::ThirtyTwoMebibytes),
    ),
    (
        "Lifetime_Writes_32MiB",
        Counts::Writes(Unit::ThirtyTwoMebibytes),
    ),
    ("Host_Writes_GiB", Counts::Writes(Unit::Gibibyte)),
    ("Total_Writes_GiB", Counts::Writes(Unit::Gibibyte)),
    ("Lifetime_Writes_GiB", Counts::Writes(Unit::Gibibyte)),
    ("Total_Host_Writes_GiB", Counts::Writes(Unit::Gibibyte)),
    ("Host_Writes_MiB", Counts::Writes(Unit::Mebibyte)),
    ("Total_Writes_MiB", Counts::Writes(Unit::Mebibyte)),
    ("Lifetime_Writes_MiB", Counts::Writes(Unit::Mebibyte)),
    ("Total_LBAs_Written", Counts::WritesInSectors),
    ("Total_Host_LBA_Written", Counts::WritesInSectors),
    ("Total_Host_Sector_Write", Counts::WritesInSectors),
    ("Host_Sectors_Written", Counts::WritesInSectors),
    ("Total_Writes_GB", Counts::WritesInOneOf(SOME_GIGABYTE)),
    ("Host_Writes_GB", Counts::WritesInOneOf(SOME_GIGABYTE)),
    ("Lifetime_Writes_GB", Counts::WritesInOneOf(SOME_GIGABYTE)),
    (
        "Lifetime_Wts_Frm_Hst_GB",
        Counts::WritesInOneOf(SOME_GIGABYTE),
    ),
    ("Host_Writes", Counts::WritesInOneOf(ANY_UNIT)),
    ("Total_Writes", Counts::WritesInOneOf(ANY_UNIT)),
    ("Lifetime_Writes", Counts::WritesInOneOf(ANY_UNIT)),
    ("Total_Host_Writes", Counts::WritesInOneOf(ANY_UNIT)),
    ("Total_LBAs_Written_Low", Counts::WritesLow),
    ("Total_LBAs_Written_High", Counts::WritesHigh),
    ("Host_LBA_Write_Exp", Counts::WritesObscurely),
    ("Total_LBAs_Written_Exp", Counts::WritesObscurely),
];

/// The attribute that counts writes wherever it is used for that at all.
const USUAL: u8 = 241;

impl Attribute {
    /// What it counts, if it counts writes.
    pub(super) fn counts(&self) -> Option<Counts> {
        let named = NAMES.iter().find(|(name, _)| *name == self.name);
        match named {
            Some((_, counts)) => Some(*counts),
            None if self.number == USUAL && self.name.starts_with("Unknown") => {
                Some(Counts::WritesInOneOf(ANY_UNIT))
            }
            None => None,
        }
    }
}

/// Families whose counters are known though smartmontools' default name may
/// stand in a report: how a model begins, and what 241 or 246 counts in.
const FAMILIES: [(&str, Unit); 16] = [
    ("Samsung ", Unit::Sector),
    ("SAMSUNG ", Unit::Sector),
    ("Crucial_CT", Unit::Sector),
    ("Micron_", Unit::Sector),
    ("MTFDDA", Unit::Sector),
    ("INTEL SSDSC", Unit::ThirtyTwoMebibytes),
    ("ADATA_IM2S3338", Unit::ThirtyTwoMebibytes),
    ("ADATA IM2S3338", Unit::ThirtyTwoMebibytes),
    ("IM2S3338", Unit::ThirtyTwoMebibytes),
    ("SDSSD", Unit::Gibibyte),
    ("SanDisk SDSSD", Unit::Gibibyte),
    ("SanDisk SSD PLUS", Unit::Gibibyte),
    ("WDC  WDS", Unit::Gibibyte),
    ("WDC WDS", Unit::Gibibyte),
    ("KINGSTON SA400", Unit::Gibibyte),
    ("KINGSTON SV300", Unit::Gibibyte),
];

/// The unit of the family that a model belongs to.
pub(super) fn unit_of_family(model: &str) -> Option<Unit> {
    let family = FAMILIES.iter().find(|(start, _)| model.starts_with(start));
    family.map(|(_, unit)| *unit)
}

/// Whether names of attributes tell a solid-state drive (`Some(true)`) or one
/// with rotating disks (`Some(false)`) where nothing else does.
pub(super) fn tell_solid_state(attributes: &[Attribute]) -> Option<bool> {
    /// Only a drive without moving parts has these.
    const SOLID: [&str; 8] = [
        "NAND", "Wear", "SSD", "Erase", "Lifetime", "Rsvd", "Reservd", "Flash",
    ];
    /// Only a drive with moving parts has these.
    const MOVING: [&str; 4] = ["Spin_", "Seek_", "Load_", "Head_"];
    let any = |words: &[&str]| {
        attributes
            .iter()
            .any(|attribute| words.iter().any(|word| attribute.name.contains(word)))
    };
    if any(&SOLID) {
        Some(true)
    } else if any(&MOVING) {
        Some(false)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_drive_writes_itself_is_not_what_the_computer_wrote() {
        for name in [
            "NAND_Writes_1GiB",
            "Flash_Writes_GiB",
            "Nand_Sectors_Written",
            "Total_NAND_Writes_GiB",
            "Lifetime_NAND_Prg_GiB",
            "TLC_Writes_32MiB",
        ] {
            let attribute = Attribute {
                number: 241,
                name: name.to_owned(),
                normalised: None,
                raw: Some(1),
                shown: String::new(),
            };
            assert_eq!(attribute.counts(), None, "{name}");
        }
    }
}
