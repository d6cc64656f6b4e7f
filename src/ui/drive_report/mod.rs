//! The reader of health reports, as people use it: choose or paste a report,
//! see what it says of the drive, have it filled in.
//!
//! A module of its own, which the page fetches when a person first wants it
//! (`element.js` makes an element of it). It shows itself in the
//! page's element and tells the page what is taken over by an event; otherwise
//! neither knows of the other.

mod panel;

use crate::browser::{IntlFormats, packs};
use crate::domain::drive_report::{DriveReport, MOST_BYTES, NotAReport, read};
use crate::domain::policy::Bundle;
use crate::journey::Language;
use crate::journey::drive_report::{DriveView, DriveWords, Taken, drive_words, drives_told};
use crate::ui::held::{self, Held};
use crate::ui::markup::Node;
use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::HtmlElement;

thread_local! {
    static READERS: Held<Reader> = const { Held::new(Vec::new()) };
}

/// A reader in its element.
struct Reader {
    words: &'static DriveWords,
    policy: Option<&'static Bundle>,
    stand: Stand,
}

/// Where it stands.
#[derive(Default)]
struct Stand {
    pasted: String,
    outcome: Outcome,
    /// Which of several drives it is.
    chosen: Option<usize>,
    /// Whether that was taken over.
    taken: bool,
    /// The command that was copied last, and whether the browser allowed it.
    copied: Option<(String, bool)>,
}

/// What became of a report.
#[derive(Default)]
enum Outcome {
    /// There was none.
    #[default]
    Nothing,
    /// It is being read.
    Reading,
    /// It was read.
    Read(DriveReport),
    /// It is none.
    Refused(NotAReport),
    /// The browser could not read the file.
    Unreadable,
}

/// What a person does.
#[derive(Clone)]
enum Deed {
    /// Types or pastes.
    Paste(String),
    /// Chooses or drops a file.
    Open(web_sys::File),
    /// Chooses one of several drives.
    Choose(usize),
    /// Has it taken over.
    Take(Taken),
    /// Copies a command.
    Copy(&'static str),
}

/// One of the readers, by its element. All that the panel knows of it.
#[derive(Clone)]
struct Hand(HtmlElement);

/// Shows a reader in an element with `policy` and `lang`, or shows it again when
/// those have changed.
#[wasm_bindgen(js_name = showDriveReader)]
pub fn show(host: HtmlElement) {
    let attribute = |name| host.get_attribute(name).unwrap_or_default();
    let language = Language::of_tag(&attribute("lang")).unwrap_or(Language::English);
    let policy = attribute("policy");
    let words = drive_words(language);
    let reader = Reader {
        words,
        policy: None,
        stand: Stand::default(),
    };
    held::hold(&READERS, &host, reader);
    let hand = Hand(host);
    hand.with(|reader| reader.words = words);
    spawn_local(async move {
        let policy = async {
            let site = packs::site(language).await.ok()?;
            packs::policy_around(&hand.0, site, &policy).await.ok()
        };
        let policy = policy.await;
        hand.with(|reader| reader.policy = policy);
        hand.show();
    });
}

/// Forgets the reader of an element that has left the document.
#[wasm_bindgen(js_name = forgetDriveReader)]
pub fn forget(host: HtmlElement) {
    held::forget(&READERS, &host);
}

impl Hand {
    fn with<T>(&self, change: impl FnOnce(&mut Reader) -> T) -> Option<T> {
        held::with(&READERS, &self.0, change)
    }

    /// Shows how it stands.
    fn show(&self) {
        if let Some(node) = self.with(|reader| self.node(reader))
            && held::show(&READERS, &self.0, node)
        {
            held::take_the_place_of_the_button(&self.0, "input");
        }
    }

    fn node(&self, reader: &Reader) -> Node {
        let formats = IntlFormats::new(reader.words.spoken);
        let policy = reader.policy.and_then(Bundle::newest);
        let drives: Vec<DriveView> = match (&reader.stand.outcome, policy) {
            (Outcome::Read(report), Some(policy)) => {
                drives_told(report, policy, reader.words, &formats)
            }
            _ => Vec::new(),
        };
        panel::panel(self, &reader.stand, drives, reader.words, &formats)
    }

    fn act(&self, deed: Deed) {
        match deed {
            Deed::Paste(text) => {
                let outcome = if text.trim().is_empty() {
                    Outcome::Nothing
                } else {
                    read_outcome(text.as_bytes())
                };
                self.with(|reader| {
                    reader.stand.pasted = text;
                    reader.stand.set(outcome);
                });
            }
            Deed::Open(file) => return self.open(file),
            Deed::Choose(drive) => {
                self.with(|reader| {
                    reader.stand.chosen = Some(drive);
                    reader.stand.taken = false;
                });
            }
            Deed::Take(taken) => {
                self.tell(&taken);
                self.with(|reader| reader.stand.taken = true);
            }
            Deed::Copy(command) => return self.copy(command),
        }
        self.show();
    }

    fn open(&self, file: web_sys::File) {
        self.with(|reader| {
            reader.stand.pasted.clear();
            reader.stand.set(Outcome::Reading);
        });
        self.show();
        let hand = self.clone();
        spawn_local(async move {
            let outcome = opened(&file).await;
            hand.with(|reader| reader.stand.set(outcome));
            hand.show();
        });
    }

    fn copy(&self, command: &str) {
        let (hand, command) = (self.clone(), command.to_owned());
        spawn_local(async move {
            let allowed = crate::browser::page::copy_text(&command).await;
            hand.with(|reader| reader.stand.copied = Some((command, allowed)));
            hand.show();
        });
    }

    /// Tells the page what is taken over: the item, the serial number, the bytes
    /// written, the percentage used and the hours under power, each empty where the
    /// report does not say.
    fn tell(&self, taken: &Taken) {
        let number = |number: Option<i64>| number.map(|number| number.to_string());
        let parts = [
            taken.item.clone(),
            taken.serial.clone(),
            number(taken.bytes_written),
            number(taken.percentage_used),
            number(taken.power_on_hours),
        ];
        held::tell(&self.0, &parts.map(Option::unwrap_or_default));
    }
}

impl Stand {
    fn set(&mut self, outcome: Outcome) {
        self.chosen = match &outcome {
            Outcome::Read(report) if report.drives.len() == 1 => Some(0),
            _ => None,
        };
        self.outcome = outcome;
        self.taken = false;
    }
}

/// Reads a file, unless its size alone says that it is no report.
async fn opened(file: &web_sys::File) -> Outcome {
    #[expect(clippy::cast_precision_loss, reason = "five million is exact")]
    if file.size() > MOST_BYTES as f64 {
        return Outcome::Refused(NotAReport::TooLarge);
    }
    match JsFuture::from(file.array_buffer()).await {
        Ok(buffer) => read_outcome(&Uint8Array::new(&buffer).to_vec()),
        Err(_) => Outcome::Unreadable,
    }
}

fn read_outcome(bytes: &[u8]) -> Outcome {
    match read(bytes) {
        Ok(report) => Outcome::Read(report),
        Err(reason) => Outcome::Refused(reason),
    }
}
