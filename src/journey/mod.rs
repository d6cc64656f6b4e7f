//! What is asked and told. Pure: what was typed goes in, view models in the
//! person's language come out; nothing here knows a browser.

mod answers;
mod assessed;
mod check;
pub mod compare;
pub mod drive_report;
pub mod embedding;
mod form;
mod format;
mod language;
mod percent;
mod prefilled;
#[cfg(not(target_arch = "wasm32"))]
pub mod published;
mod result;
mod route;
pub mod takeaway;
mod told;
pub mod triage;
pub mod wording;

pub use answers::{Answers, ClockParts, DateParts, Mistyped, Number, Period, Typed, TypingError};
pub use assessed::assessed;
pub use check::{CheckView, check};
pub use form::{Checklist, ChecklistRow, Choice, Companion, Field, FieldError, Form, Input, YesNo};
pub use format::{Formats, IsoFormats};
pub use language::Language;
pub use prefilled::{Prefilled, prefilled};
pub use result::{
    Answer, Contact, Gauge, OneTap, OpenQuestion, Outcome, PromisedTime, RangeAnswer, ReasonView,
    RuleRow, Settle, StageView, Timeline,
};
pub use route::Route;
