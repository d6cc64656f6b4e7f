//! What a counter counts in, proved by another counter of the same drive.

use super::attributes::{Attribute, Counts};
use super::drive::{Note, Unit};
use super::host_writes::Counters;

/// The device statistics of some drives keep 32 bits only.
pub(super) const WRAPS_AT: u64 = 1 << 32;

/// The counters of one report are read within a moment in which a little more
/// can be written.
pub(super) const MEANWHILE: u64 = 1 << 25;

impl Counters<'_> {
    /// The one unit in which another counter bears a reading out.
    pub(super) fn proved(
        &self,
        attribute: &Attribute,
        raw: u64,
        units: &[Unit],
        notes: &mut Vec<Note>,
    ) -> Option<Unit> {
        let named_sectors = attribute.counts() == Some(Counts::WritesInSectors);
        if let Some(counted) = self.statistics_bytes() {
            let borne_out: Vec<(Unit, bool)> = units
                .iter()
                .filter_map(|unit| Some((*unit, self.wrapped(raw, *unit, counted)?)))
                .collect();
            // A match without a new start from zero is the better one.
            let plain = borne_out.iter().filter(|(_, wrapped)| !wrapped);
            let (unit, wrapped) = match (plain.clone().count(), borne_out.as_slice()) {
                (1, _) => plain.copied().next()?,
                (_, [only]) => *only,
                _ => return None,
            };
            if wrapped {
                notes.push(Note::CounterWrapped);
            }
            if named_sectors && unit != Unit::Sector {
                notes.push(Note::UnitNotAsNamed);
            }
            return Some(unit);
        }
        // Intel counts the same under two numbers, and always in 32 MiB.
        let twin = self.attributes.iter().find(|other| other.number == 225)?;
        let proved = attribute.number == 241 && twin.raw == Some(raw) && raw > 0;
        if proved && named_sectors {
            notes.push(Note::UnitNotAsNamed);
        }
        proved.then_some(Unit::ThirtyTwoMebibytes)
    }

    /// Whether the statistics bear out a reading, and if so, whether they have
    /// started again from zero since.
    fn wrapped(&self, raw: u64, unit: Unit, counted: u64) -> Option<bool> {
        let unit = u128::from(unit.bytes(self.sector));
        let slack = unit.max(u128::from(MEANWHILE));
        let reading = u128::from(raw).checked_mul(unit)?;
        let least = reading.saturating_sub(slack);
        let most = reading.checked_add(unit)?.checked_add(slack)?;
        let turn = u128::from(WRAPS_AT).checked_mul(u128::from(self.sector))?;
        let counted = u128::from(counted);
        let turns = least.saturating_sub(counted).div_ceil(turn.max(1));
        let unwound = counted.checked_add(turns.checked_mul(turn)?)?;
        // A counter that has passed 2^32 keeps more bits, and never wraps there.
        let can_wrap = counted < turn;
        (unwound <= most && (turns == 0 || can_wrap)).then_some(turns > 0)
    }
}
