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

/// Formatters are dear to make and are kept for each language.
struct Kept {
    language: Language,
    date: Function,
    number: Function,
}

thread_local! {
    static KEPT: RefCell<Vec<Kept>> = const { RefCell::new(Vec::new()) };
    static OWN_ZONE: RefCell<Option<String>> = const { RefCell::new(None) };
}

impl IntlFormats {
    /// Formats in this language.
    pub const fn new(language: Language) -> IntlFormats {
        IntlFormats { language }
    }

    fn with<T>(self, use_kept: impl FnOnce(&Kept) -> T) -> T {
        KEPT.with_borrow_mut(|kept| {
            let place = kept
                .iter()
                .position(|one| one.language == self.language)
                .unwrap_or_else(|| {
                    kept.push(Kept {
                        language: self.language,
                        date: date_format(self.language, "UTC", false),
                        number: Intl::NumberFormat::new(&locales(self.language), &Object::new())
                            .format(),
                    });
                    kept.len().saturating_sub(1)
                });
            match kept.get(place) {
                Some(one) => use_kept(one),
                // The place was found or made above.
                None => use_kept(&Kept {
                    language: self.language,
                    date: Function::default(),
                    number: Function::default(),
                }),
            }
        })
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

fn date_format(language: Language, zone: &str, with_time: bool) -> Function {
    let options = options([
        ("dateStyle", "long"),
        ("timeZone", zone),
        ("calendar", "gregory"),
        ("numberingSystem", "latn"),
    ]);
    if with_time {
        for (name, value) in [("timeStyle", "short"), ("hourCycle", "h23")] {
            let _ = Reflect::set(&options, &name.into(), &value.into());
        }
    }
    Intl::DateTimeFormat::new(&locales(language), &options).format()
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

impl Formats for IntlFormats {
    fn date(&self, day: NaiveDate) -> String {
        let days =
            i64::from(day.num_days_from_ce()) - i64::from(NaiveDate::default().num_days_from_ce());
        self.with(|kept| written(&kept.date, &date_of(days * 86_400)))
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "a figure above 2^53 is shown to its first fifteen digits"
    )]
    fn number(&self, number: i64) -> String {
        self.with(|kept| written(&kept.number, &JsValue::from_f64(number as f64)))
    }

    fn moment(&self, at: Instant, zone: &str) -> String {
        written(
            &date_format(self.language, zone, true),
            &date_of(at.seconds()),
        )
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
