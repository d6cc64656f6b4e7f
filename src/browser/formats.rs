//! Dates and numbers in words, by `Intl`.

use crate::domain::instant::Instant;
use crate::journey::{Formats, Language};
use chrono::{Datelike, NaiveDate};
use js_sys::{Array, Date, Function, Intl, Object, Reflect};
use std::cell::RefCell;
use wasm_bindgen::JsValue;

/// Dates and numbers in a language.
#[derive(Clone, Copy, Debug)]
pub struct IntlFormats {
    language: Language,
}

/// Formatters are dear to make and are kept: by language, zone and style.
struct Kept {
    language: Language,
    zone: String,
    style: &'static str,
    format: Function,
}

/// The style of a number among those of dates.
const NUMBER: &str = "number";
/// The style of a date with the time of day.
const MOMENT: &str = "moment";
/// The style of a day of the week with its date, without the year.
const DAY: &str = "day";

thread_local! {
    static KEPT: RefCell<Vec<Kept>> = const { RefCell::new(Vec::new()) };
    static OWN_ZONE: RefCell<Option<String>> = const { RefCell::new(None) };
}

impl IntlFormats {
    /// Formats in this language.
    pub const fn new(language: Language) -> IntlFormats {
        IntlFormats { language }
    }

    /// A value as a formatter writes it, which is made where there is none yet.
    fn kept(self, zone: &str, style: &'static str, value: &JsValue) -> String {
        KEPT.with_borrow_mut(|kept| {
            let same = |one: &Kept| {
                one.language == self.language && one.style == style && one.zone == zone
            };
            if let Some(one) = kept.iter().find(|one| same(one)) {
                return written(&one.format, value);
            }
            let format = self.format(zone, style);
            let text = written(&format, value);
            kept.push(Kept {
                language: self.language,
                zone: zone.to_owned(),
                style,
                format,
            });
            text
        })
    }

    /// A date that stays on its line.
    fn unbroken(self, zone: &str, style: &'static str, value: &JsValue) -> String {
        self.kept(zone, style, value).replace(' ', "\u{a0}")
    }

    fn format(self, zone: &str, style: &'static str) -> Function {
        let locales = locales(self.language);
        if style == NUMBER {
            return Intl::NumberFormat::new(&locales, &Object::new()).format();
        }
        let options = options([
            ("timeZone", zone),
            ("calendar", "gregory"),
            ("numberingSystem", "latn"),
        ]);
        let rest: &[(&str, &str)] = match style {
            MOMENT => &[
                ("dateStyle", "long"),
                ("timeStyle", "short"),
                ("hourCycle", "h23"),
            ],
            DAY => &[("weekday", "long"), ("day", "numeric"), ("month", "long")],
            style => &[("dateStyle", style)],
        };
        for (name, value) in rest {
            let _ = Reflect::set(&options, &(*name).into(), &(*value).into());
        }
        Intl::DateTimeFormat::new(&locales, &options).format()
    }
}

fn locales(language: Language) -> Array {
    Array::of1(&language.locale().into())
}

fn options<const N: usize>(members: [(&str, &str); N]) -> Object {
    let options = Object::new();
    for (name, value) in members {
        // Setting a member of a new object cannot fail.
        let _ = Reflect::set(&options, &name.into(), &value.into());
    }
    options
}

fn written(format: &Function, value: &JsValue) -> String {
    format
        .call1(&JsValue::UNDEFINED, value)
        .ok()
        .and_then(|text| text.as_string())
        .unwrap_or_default()
}

#[expect(
    clippy::cast_precision_loss,
    reason = "milliseconds between 1970 and 2202 are far below 2^53"
)]
fn date_of(seconds: i64) -> Date {
    Date::new(&JsValue::from_f64(seconds as f64 * 1000.0))
}

/// Seconds since 1970 at which a day begins in UTC.
fn seconds_of(day: NaiveDate) -> i64 {
    let days =
        i64::from(day.num_days_from_ce()) - i64::from(NaiveDate::default().num_days_from_ce());
    days * 86_400
}

impl Formats for IntlFormats {
    fn date(&self, day: NaiveDate) -> String {
        self.unbroken("UTC", "long", &date_of(seconds_of(day)))
    }

    fn weekday(&self, day: NaiveDate) -> String {
        self.unbroken("UTC", "full", &date_of(seconds_of(day)))
    }

    fn day(&self, day: NaiveDate) -> String {
        // In a table on a narrow phone there is no room for the whole of it.
        self.kept("UTC", DAY, &date_of(seconds_of(day)))
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "a figure above 2^53 is shown to its first fifteen digits"
    )]
    fn number(&self, number: i64) -> String {
        self.kept("", NUMBER, &JsValue::from_f64(number as f64))
    }

    fn moment(&self, at: Instant, zone: &str) -> String {
        self.unbroken(zone, MOMENT, &date_of(at.seconds()))
    }

    fn zone(&self, zone: &str) -> String {
        let options = options([("timeZone", zone), ("timeZoneName", "longGeneric")]);
        let format = Intl::DateTimeFormat::new(&locales(self.language), &options);
        let parts = format.format_to_parts(&date_of(0));
        let text = |part: &JsValue, key: &str| Reflect::get(part, &key.into()).ok()?.as_string();
        let is_name = |part: &JsValue| text(part, "type").as_deref() == Some("timeZoneName");
        let name = parts.iter().find(is_name);
        name.and_then(|part| text(&part, "value"))
            .unwrap_or_else(|| zone.to_owned())
    }

    fn own_zone(&self) -> String {
        OWN_ZONE.with_borrow_mut(|zone| {
            zone.get_or_insert_with(|| {
                let options =
                    Intl::DateTimeFormat::new(&Array::new(), &Object::new()).resolved_options();
                let zone = Reflect::get(&options, &"timeZone".into())
                    .ok()
                    .and_then(|zone| zone.as_string());
                zone.unwrap_or_else(|| "UTC".to_owned())
            })
            .clone()
        })
    }
}
