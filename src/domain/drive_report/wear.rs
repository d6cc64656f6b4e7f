//! How much of its endurance a drive says is used, and for how long it ran:
//! what makers put into SMART attributes for both.

use super::attributes::Attribute;
use super::figure::leading;

/// Where drives stop counting; what is above is no percentage.
pub(super) const MOST_USED: u64 = 255;

/// What an attribute of wear holds.
#[derive(Clone, Copy)]
enum Holds {
    /// The raw value is what is used.
    Used,
    /// The raw value is what is left.
    Left,
    /// The normalised value is what is left.
    NormalisedLeft,
    /// The same, but on Samsung's drives only: it is a default name elsewhere.
    NormalisedLeftAtSamsung,
    /// The second byte of the raw value is what is used.
    UsedInSecondByte,
}

/// Attributes of wear: number, how the name begins, and what they hold, the
/// more telling first. What a raw value holds is told by the name; a normalised
/// one sinks whatever it is called.
const WEAR: [(u8, &str, Holds); 13] = [
    (202, "Percent_Lifetime", Holds::Used),
    (202, "Perc_Rated_Life_Used", Holds::Used),
    (169, "Remaining_Lifetime_Perc", Holds::Left),
    (231, "SSD_Life_Left", Holds::Left),
    (231, "Remaining_Lifetime", Holds::Left),
    (245, "Percent_Life_Remaining", Holds::Left),
    (245, "Drive_Life_Remaining", Holds::Left),
    (233, "Media_Wearout_Indicator", Holds::NormalisedLeft),
    (230, "Perc_Write/Erase_Count", Holds::UsedInSecondByte),
    (230, "Media_Wearout_Indicator", Holds::UsedInSecondByte),
    (177, "Wear_Leveling_Count", Holds::NormalisedLeftAtSamsung),
    (209, "Remaining_Lifetime_Perc", Holds::Left),
    (232, "Lifetime_Left", Holds::NormalisedLeft),
];

/// The percentage used, from the most telling attribute of a drive of a model.
pub(super) fn percentage_used(attributes: &[Attribute], model: &str) -> Option<u64> {
    let samsung = model
        .get(..8)
        .is_some_and(|start| start.eq_ignore_ascii_case("samsung "));
    WEAR.iter().find_map(|(number, name, holds)| {
        let attribute = attributes
            .iter()
            .find(|attribute| attribute.number == *number && attribute.name.starts_with(name))?;
        let left = |percent: u64| 100_u64.checked_sub(percent);
        match holds {
            Holds::Used => attribute.raw.filter(|used| *used <= MOST_USED),
            // SandForce keeps flags there too; then the normalised value counts.
            Holds::Left => attribute
                .raw
                .and_then(left)
                .or_else(|| attribute.normalised.and_then(left)),
            Holds::NormalisedLeftAtSamsung if !samsung => None,
            Holds::NormalisedLeft | Holds::NormalisedLeftAtSamsung => {
                attribute.normalised.and_then(left)
            }
            Holds::UsedInSecondByte => {
                let used = attribute.raw.map(|raw| (raw >> 8) & 0xFF);
                used.filter(|used| *used <= 100)
            }
        }
    })
}

/// Hours under power, from attribute 9. Its raw value may hold minutes or
/// milliseconds above the hours, so what is shown comes first:
/// `6206h+47m+20.770s`, `2725 (151 234 0)`.
pub(super) fn power_on_hours(attributes: &[Attribute]) -> Option<u64> {
    let attribute = attributes.iter().find(|attribute| attribute.number == 9)?;
    let shown = match attribute.name.as_str() {
        "Power_On_Minutes" => in_hours(&attribute.shown, 60),
        "Power_On_Seconds" => in_hours(&attribute.shown, 3600),
        "Power_On_Half_Minutes" => in_hours(&attribute.shown, 120),
        _ => leading(&attribute.shown),
    };
    shown.or_else(|| attribute.raw.map(|raw| raw & 0xFFFF_FFFF))
}

/// smartctl shows `12h+30m` for all of these, unless told to show the raw number.
fn in_hours(shown: &str, in_one: u64) -> Option<u64> {
    let number = leading(shown)?;
    if shown.contains('h') {
        Some(number)
    } else {
        number.checked_div(in_one)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attribute(number: u8, name: &str, normalised: u64, raw: u64, shown: &str) -> Attribute {
        Attribute {
            number,
            name: name.to_owned(),
            normalised: Some(normalised),
            raw: Some(raw),
            shown: shown.to_owned(),
        }
    }

    #[test]
    fn wear_is_where_the_maker_puts_it() {
        let used = |number, name, normalised, raw| {
            percentage_used(&[attribute(number, name, normalised, raw, "")], "Any")
        };
        assert_eq!(used(202, "Percent_Lifetime_Remain", 30, 70), Some(70));
        assert_eq!(used(233, "Media_Wearout_Indicator", 84, 0), Some(16));
        assert_eq!(used(231, "SSD_Life_Left", 100, 74), Some(26));
        assert_eq!(used(231, "SSD_Life_Left", 97, 4_294_967_297), Some(3));
        assert_eq!(used(230, "Perc_Write/Erase_Count", 100, 0x304F), Some(48));
        assert_eq!(used(233, "Flash_Writes_GiB", 100, 979), None);
        assert_eq!(used(177, "Wear_Leveling_Count", 90, 12), None);
        let of_samsung = [attribute(177, "Wear_Leveling_Count", 90, 12, "12")];
        assert_eq!(percentage_used(&of_samsung, "Samsung SSD"), Some(10));
    }

    #[test]
    fn hours_may_be_packed() {
        let hours = |raw, shown| power_on_hours(&[attribute(9, "Power_On_Hours", 100, raw, shown)]);
        assert_eq!(hours(167_031_278_144_165, "2725 (151 234 0)"), Some(2725));
        assert_eq!(hours(0, "6206h+47m+20.770s"), Some(6206));
        assert_eq!(hours((7 << 32) + 12, ""), Some(12));
    }
}
