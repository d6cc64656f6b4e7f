//! Time zones, by the browser's own database through `Intl`.

use crate::domain::instant::Instant;
use crate::domain::world::World;
use js_sys::{Array, Date, Intl, Object, Reflect};
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};

/// Zones as the browser knows them.
#[derive(Clone, Copy, Debug, Default)]
pub struct Zones;

/// Since 1973 every change of a clock has fallen on a full minute, so an offset
/// holds for its minute. Quarters of an hour would be too much: Newfoundland
/// changed at one minute past midnight until 2011, and Casey station in 2020.
const MINUTE: i64 = 60;
const SINCE_1973: i64 = 94_694_400;
/// Offsets kept before all are forgotten.
const MOST_KEPT: usize = 4096;

/// A zone with its formatter, which is dear to make, and the offsets asked for.
struct Known {
    formatter: Option<Intl::DateTimeFormat>,
    /// By the minute, in rising order.
    offsets: Vec<(i64, i32)>,
}

thread_local! {
    static KNOWN: RefCell<Vec<(String, Known)>> = const { RefCell::new(Vec::new()) };
}

impl World for Zones {
    fn offset_seconds(&self, zone: &str, at: Instant) -> Option<i32> {
        KNOWN.with_borrow_mut(|zones| {
            if !zones.iter().any(|(name, _)| name == zone) {
                let known = Known {
                    formatter: formatter(zone),
                    offsets: Vec::new(),
                };
                zones.push((zone.to_owned(), known));
            }
            let (_, known) = zones.iter_mut().find(|(name, _)| name == zone)?;
            let minute = at.seconds().div_euclid(MINUTE);
            let place = match known
                .offsets
                .binary_search_by_key(&minute, |(minute, _)| *minute)
            {
                Ok(place) => return known.offsets.get(place).map(|(_, offset)| *offset),
                Err(place) => place,
            };
            let offset = offset(known.formatter.as_ref()?, at.seconds())?;
            if at.seconds() >= SINCE_1973 {
                if known.offsets.len() < MOST_KEPT {
                    known.offsets.insert(place, (minute, offset));
                } else {
                    known.offsets.clear();
                }
            }
            Some(offset)
        })
    }
}

/// The same zones for whoever asks for ever other instants of the same days, as a handle
/// on a week does: of a day that begins and ends with one offset, the browser is asked
/// no more. No zone has changed its clocks and changed them back within a day since 1973.
#[cfg(feature = "compare")]
#[derive(Clone, Copy, Debug, Default)]
pub struct SteadyZones;

/// A zone with days that are known: their number since 1970, and the offset, where it is
/// one for all of the day.
#[cfg(feature = "compare")]
type Days = (String, Vec<(i64, Option<i32>)>);

#[cfg(feature = "compare")]
impl World for SteadyZones {
    fn offset_seconds(&self, zone: &str, at: Instant) -> Option<i32> {
        thread_local! {
            static DAYS: RefCell<Vec<Days>> = const { RefCell::new(Vec::new()) };
        }
        const DAY: i64 = 86_400;
        if at.seconds() < SINCE_1973 {
            return Zones.offset_seconds(zone, at);
        }
        let day = at.seconds().div_euclid(DAY);
        let known = DAYS.with_borrow(|zones| {
            let (_, days) = zones.iter().find(|(name, _)| name == zone)?;
            let place = days.binary_search_by_key(&day, |(day, _)| *day).ok()?;
            days.get(place).map(|(_, offset)| *offset)
        });
        let offset = match known {
            Some(offset) => offset,
            None => {
                let first = Instant::new(day.saturating_mul(DAY), 0);
                let last = Instant::new(first.seconds().saturating_add(DAY), 0);
                let first = Zones.offset_seconds(zone, first)?;
                let offset =
                    Some(first).filter(|_| Zones.offset_seconds(zone, last) == Some(first));
                DAYS.with_borrow_mut(|zones| {
                    if !zones.iter().any(|(name, _)| name == zone) {
                        zones.push((zone.to_owned(), Vec::new()));
                    }
                    let days = zones.iter_mut().find(|(name, _)| name == zone);
                    if let Some((_, days)) = days
                        && let Err(place) = days.binary_search_by_key(&day, |(day, _)| *day)
                    {
                        days.insert(place, (day, offset));
                    }
                });
                offset
            }
        };
        offset.or_else(|| Zones.offset_seconds(zone, at))
    }
}

/// Writes an instant as numbers in a zone. Calendar, digits and the hour cycle
/// are pinned: left to the locale they are not what they seem.
fn formatter(zone: &str) -> Option<Intl::DateTimeFormat> {
    let options = Object::new();
    let pinned = [
        ("timeZone", zone),
        ("calendar", "gregory"),
        ("numberingSystem", "latn"),
        ("hourCycle", "h23"),
        ("year", "numeric"),
        ("month", "numeric"),
        ("day", "numeric"),
        ("hour", "numeric"),
        ("minute", "numeric"),
        ("second", "numeric"),
    ];
    for (name, value) in pinned {
        Reflect::set(&options, &name.into(), &value.into()).ok()?;
    }
    // The constructor throws for a zone that it does not know; called through
    // `Reflect`, that is a value and not an exception through our frames.
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let constructor: js_sys::Function = Reflect::get(&intl, &"DateTimeFormat".into())
        .ok()?
        .dyn_into()
        .ok()?;
    let arguments = Array::of2(&"en-US".into(), &options);
    Reflect::construct(&constructor, &arguments)
        .ok()
        .map(JsCast::unchecked_into)
}

fn offset(formatter: &Intl::DateTimeFormat, seconds: i64) -> Option<i32> {
    #[expect(
        clippy::cast_precision_loss,
        reason = "seconds between 1970 and 2199 are far below 2^53"
    )]
    let date = Date::new(&JsValue::from_f64(seconds as f64 * 1000.0));
    let mut fields = [0_i64; 6];
    for part in formatter.format_to_parts(&date).iter() {
        let text = |name: &str| {
            Reflect::get(&part, &name.into())
                .ok()
                .and_then(|value| value.as_string())
        };
        let place = match text("type")?.as_str() {
            "year" => 0,
            "month" => 1,
            "day" => 2,
            "hour" => 3,
            "minute" => 4,
            "second" => 5,
            _ => continue,
        };
        if let Some(field) = fields.get_mut(place) {
            *field = text("value")?.parse().ok()?;
        }
    }
    let [year, month, day, hour, minute, second] = fields;
    let date = chrono::NaiveDate::from_ymd_opt(
        i32::try_from(year).ok()?,
        u32::try_from(month).ok()?,
        u32::try_from(day).ok()?,
    )?;
    let days = date
        .signed_duration_since(chrono::NaiveDate::default())
        .num_days();
    let local = days * 86_400 + hour * 3600 + minute * 60 + second;
    i32::try_from(local - seconds).ok()
}
