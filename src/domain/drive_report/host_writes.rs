//! What the computer has written to an ATA drive: which counter, in which unit.
//!
//! The name of a counter is believed where somebody chose it for that drive.
//! `Total_LBAs_Written` is also what a drive gets that nobody has looked at; so
//! it is believed only if what it would mean is not absurdly little. Else another
//! counter has to prove the unit, or a family that is known; or the readings are
//! listed and none is chosen.

use super::attributes::{ANY_UNIT, Attribute, Counts, unit_of_family};
use super::drive::{Candidate, HostWrites, Note, Source, Unit};
use super::figure::{Count, MOST};
use super::unit_proof::{MEANWHILE, WRAPS_AT};

/// What is known of an ATA drive whose writes are to be told.
pub(super) struct Counters<'a> {
    /// Its attributes.
    pub(super) attributes: &'a [Attribute],
    /// Logical sectors written, from the device statistics.
    pub(super) statistics: Option<Count>,
    /// Bytes of a logical block.
    pub(super) sector: u64,
    /// Hours under power.
    pub(super) hours: Option<u64>,
    /// Whether it has rotating disks.
    pub(super) rotating: bool,
    /// Its model.
    pub(super) model: &'a str,
}

/// Below this an LBA reading is not believed: a drive that was ever used has
/// written more.
const LITTLE: u64 = 1_000_000_000;

/// Nor below so much for each hour: a drive that counts in 32 MiB looks, read in
/// sectors, 65,536 times as idle as it is.
const LITTLE_AN_HOUR: u64 = 1_000_000;

/// How long a drive is taken to have run that does not say so.
const LONG: u64 = 100_000;

/// From so many hours on, what a link can carry rules readings out. A counter
/// of hours that stands still would rule out the true one.
const RULES_OUT: u64 = 24;

/// No ATA link carries more in an hour. (600 MB/s.)
const MOST_AN_HOUR: u64 = 600_000_000 * 3600;

impl Counters<'_> {
    /// What was written, and what is to be said about the figure.
    pub(super) fn resolve(&self, notes: &mut Vec<Note>) -> HostWrites {
        if let Some(writes) = self.by_a_telling_name(notes) {
            return writes;
        }
        let counting = |wanted: fn(Counts) -> bool| {
            self.attributes
                .iter()
                .find(|attribute| attribute.counts().is_some_and(wanted))
        };
        if let Some(low) = counting(|counts| counts == Counts::WritesLow) {
            return self.of_two_parts(low, counting(|counts| counts == Counts::WritesHigh));
        }
        if let Some(attribute) = counting(|counts| counts == Counts::WritesInSectors) {
            return self.by_the_default_name(attribute, notes);
        }
        let open = self
            .attributes
            .iter()
            .find_map(|attribute| match attribute.counts() {
                Some(Counts::WritesInOneOf(units)) => Some((attribute, units)),
                _ => None,
            });
        match open {
            Some((attribute, units)) => self.by_no_unit(attribute, units, notes),
            None => self.by_statistics(notes),
        }
    }

    fn exact(&self, attribute: &Attribute, unit: Unit, notes: &mut Vec<Note>) -> HostWrites {
        let raw = attribute.raw.unwrap_or_default();
        match Count::Whole(raw).times(unit.bytes(self.sector)) {
            Count::Whole(bytes) => HostWrites::Exact {
                bytes,
                from: source(attribute),
            },
            _ => {
                notes.push(Note::FigureOutOfRange);
                HostWrites::Absent
            }
        }
    }

    /// Names that say their unit. Of several counters the larger counts: one of
    /// them may have started late.
    fn by_a_telling_name(&self, notes: &mut Vec<Note>) -> Option<HostWrites> {
        let telling = self.attributes.iter().filter_map(|attribute| {
            match (attribute.counts()?, attribute.raw?) {
                (Counts::Writes(unit), raw) => {
                    let bytes = u128::from(raw).checked_mul(u128::from(unit.bytes(self.sector)))?;
                    Some((bytes, unit, attribute))
                }
                _ => None,
            }
        });
        let (bytes, unit, attribute) = telling.max_by_key(|(bytes, ..)| *bytes)?;
        let counted = self.statistics_bytes();
        let more = |counted: u64| {
            let slack =
                u128::from(unit.bytes(self.sector).saturating_mul(2)) + u128::from(MEANWHILE);
            u128::from(counted) > bytes + slack
        };
        if let Some(counted) = counted.filter(|counted| more(*counted)) {
            notes.push(Note::CountersDisagree);
            let mut candidates = self.candidates(attribute, &[unit]);
            candidates.push(Candidate {
                bytes: counted,
                unit: Unit::Sector,
            });
            return Some(HostWrites::UnitUnknown {
                candidates,
                from: source(attribute),
            });
        }
        Some(self.exact(attribute, unit, notes))
    }

    /// Counters of two attributes: how many bits the low one has is not said, so
    /// only a high one of zero leaves no doubt.
    fn of_two_parts(&self, low: &Attribute, high: Option<&Attribute>) -> HostWrites {
        let (Some(raw), Some(high)) = (low.raw, high.and_then(|high| high.raw)) else {
            return HostWrites::Absent;
        };
        let all = |bits: u32| {
            let sectors = (u128::from(high) << bits) + u128::from(raw);
            u64::try_from(sectors.checked_mul(u128::from(self.sector))?)
                .ok()
                .filter(|bytes| *bytes <= MOST)
        };
        let from = source(low);
        if high == 0 {
            return all(0).map_or(HostWrites::Absent, |bytes| HostWrites::Exact {
                bytes,
                from,
            });
        }
        let candidates: Vec<Candidate> = [16, 32, 48]
            .into_iter()
            .filter(|bits| raw >> bits == 0)
            .filter_map(all)
            .map(|bytes| Candidate {
                bytes,
                unit: Unit::Sector,
            })
            .collect();
        unknown(candidates, from)
    }

    fn by_the_default_name(&self, attribute: &Attribute, notes: &mut Vec<Note>) -> HostWrites {
        let Some(raw) = attribute.raw else {
            return self.by_statistics(notes);
        };
        // Zero is zero in every unit, and rotating drives count sectors.
        if raw == 0 && self.statistics_bytes().unwrap_or_default() == 0 || self.rotating {
            return self.exact(attribute, Unit::Sector, notes);
        }
        if let Some(unit) = self.proved(attribute, raw, ANY_UNIT, notes) {
            return self.exact(attribute, unit, notes);
        }
        if self.statistics_bytes().is_some() {
            notes.push(Note::CountersDisagree);
            return self.doubtful(attribute, ANY_UNIT);
        }
        let family = unit_of_family(self.model);
        let hours = self.hours.filter(|hours| *hours > 0).unwrap_or(LONG);
        let little = LITTLE.max(hours.saturating_mul(LITTLE_AN_HOUR));
        let believable = raw.saturating_mul(self.sector) >= little;
        match family {
            _ if believable => self.exact(attribute, Unit::Sector, notes),
            Some(unit) => {
                if unit != Unit::Sector {
                    notes.push(Note::UnitNotAsNamed);
                }
                self.exact(attribute, unit, notes)
            }
            None => self.doubtful(attribute, ANY_UNIT),
        }
    }

    fn by_no_unit(
        &self,
        attribute: &Attribute,
        units: &[Unit],
        notes: &mut Vec<Note>,
    ) -> HostWrites {
        let Some(raw) = attribute.raw else {
            return self.by_statistics(notes);
        };
        if raw == 0 && self.statistics_bytes().unwrap_or_default() == 0 {
            return self.exact(attribute, Unit::Sector, notes);
        }
        match self.proved(attribute, raw, units, notes) {
            Some(unit) => self.exact(attribute, unit, notes),
            None => self.doubtful(attribute, units),
        }
    }

    fn by_statistics(&self, notes: &mut Vec<Note>) -> HostWrites {
        match (self.statistics, self.statistics_bytes()) {
            (Some(Count::Whole(sectors)), Some(bytes)) => {
                if sectors < WRAPS_AT && sectors > 0 {
                    notes.push(Note::CounterMayHaveWrapped);
                }
                HostWrites::Exact {
                    bytes,
                    from: Source::DeviceStatistics,
                }
            }
            (Some(_), _) => {
                notes.push(Note::FigureOutOfRange);
                HostWrites::Absent
            }
            (None, _) => HostWrites::Absent,
        }
    }

    /// What the device statistics count, in bytes.
    pub(super) fn statistics_bytes(&self) -> Option<u64> {
        match self.statistics?.times(self.sector) {
            Count::Whole(bytes) => Some(bytes),
            _ => None,
        }
    }

    fn doubtful(&self, attribute: &Attribute, units: &[Unit]) -> HostWrites {
        unknown(self.candidates(attribute, units), source(attribute))
    }

    /// The readings that can be: within range, and not more than the link could
    /// have carried in the drive's life.
    fn candidates(&self, attribute: &Attribute, units: &[Unit]) -> Vec<Candidate> {
        let raw = attribute.raw.unwrap_or_default();
        let hours = self.hours.filter(|hours| *hours >= RULES_OUT);
        let most = hours.map_or(MOST, |hours| {
            hours
                .saturating_add(1)
                .saturating_mul(MOST_AN_HOUR)
                .min(MOST)
        });
        let readings = units.iter().filter_map(|unit| {
            let bytes = raw.checked_mul(unit.bytes(self.sector))?;
            (bytes <= most).then_some(Candidate { bytes, unit: *unit })
        });
        readings.collect()
    }
}

fn unknown(candidates: Vec<Candidate>, from: Source) -> HostWrites {
    if candidates.is_empty() {
        HostWrites::Absent
    } else {
        HostWrites::UnitUnknown { candidates, from }
    }
}

fn source(attribute: &Attribute) -> Source {
    Source::Attribute(attribute.number, attribute.name.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attribute(number: u8, name: &str, raw: u64) -> Attribute {
        Attribute {
            number,
            name: name.to_owned(),
            normalised: Some(100),
            raw: Some(raw),
            shown: raw.to_string(),
        }
    }

    fn resolved(
        attributes: &[Attribute],
        statistics: Option<u64>,
        hours: Option<u64>,
    ) -> (HostWrites, Vec<Note>) {
        let mut notes = Vec::new();
        let counters = Counters {
            attributes,
            statistics: statistics.map(Count::Whole),
            sector: 512,
            hours,
            rotating: false,
            model: "EXAMPLE",
        };
        (counters.resolve(&mut notes), notes)
    }

    fn exact(writes: &HostWrites) -> Option<u64> {
        match writes {
            HostWrites::Exact { bytes, .. } => Some(*bytes),
            _ => None,
        }
    }

    #[test]
    fn the_default_name_is_believed_only_of_much() {
        let lbas = |raw, hours| {
            let attributes = [attribute(241, "Total_LBAs_Written", raw)];
            exact(&resolved(&attributes, None, hours).0)
        };
        assert_eq!(lbas(60_000_000_000, Some(20_000)), Some(30_720_000_000_000));
        assert_eq!(lbas(300_000, Some(20)), None);
        // 4,000,000 are 134 TB in 32 MiB, and 2 GB in sectors.
        assert_eq!(lbas(4_000_000, Some(20_000)), None);
        assert_eq!(lbas(4_000_000, None), None);
        assert_eq!(lbas(4_000_000, Some(0)), None);
        assert_eq!(lbas(0, Some(20_000)), Some(0));
    }

    #[test]
    fn statistics_prove_a_unit_though_they_have_wrapped() {
        let attributes = [attribute(241, "Total_LBAs_Written", 84_155)];
        let (writes, notes) = resolved(&attributes, Some(1_220_270_441), Some(3_000));
        assert_eq!(exact(&writes), Some(84_155 << 25));
        assert_eq!(notes, [Note::CounterWrapped, Note::UnitNotAsNamed]);
    }

    #[test]
    fn counters_that_contradict_one_another_give_no_figure() {
        let attributes = [attribute(241, "Lifetime_Writes_GiB", 100)];
        let (writes, notes) = resolved(&attributes, Some(9_000_000_000), Some(3_000));
        assert_eq!(exact(&writes), None);
        assert_eq!(notes, [Note::CountersDisagree]);
        // A statistic that has wrapped is less, and contradicts nothing.
        let (writes, _) = resolved(&attributes, Some(1_000), Some(3_000));
        assert_eq!(exact(&writes), Some(100 << 30));
    }

    #[test]
    fn readings_that_no_link_can_carry_are_left_out() {
        let attributes = [attribute(241, "Host_Writes", 1_000_000_000)];
        let units = |hours| match resolved(&attributes, None, hours).0 {
            HostWrites::UnitUnknown { candidates, .. } => candidates.len(),
            _ => 0,
        };
        assert_eq!(units(Some(1_000)), 1);
        assert_eq!(units(Some(20_000)), 2);
        assert_eq!(units(Some(3)), 3);
    }
}
