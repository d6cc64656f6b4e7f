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
use crate::ui::markup::{Node, Shown};
use js_sys::{Array, Uint8Array};
use leptos::tachys::view::{Mountable, Render};
use std::cell::RefCell;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{CustomEvent, CustomEventInit, HtmlElement};

/// Told to the page, with what is taken over: the item, the serial number, the
/// bytes written, the percentage used and the hours under power, each as text,
/// empty where the report does not say.
const TAKEN: &str = "covercheck-take";

thread_local! {
    /// Every reader that stands in the document. They are few: mostly one.
    static READERS: RefCell<Vec<Reader>> = const { RefCell::new(Vec::new()) };
}

/// A reader in its element.
struct Reader {
    host: HtmlElement,
    words: &'static DriveWords,
    policy: Option<&'static Bundle>,
    stand: Stand,
    shown: Option<Shown>,
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
    let hand = Hand(host.clone());
    if hand
        .with(|reader| reader.words = drive_words(language))
        .is_none()
    {
        let reader = Reader {
            host,
            words: drive_words(language),
            policy: None,
            stand: Stand::default(),
            shown: None,
        };
        READERS.with_borrow_mut(|readers| readers.push(reader));
    }
    spawn_local(async move {
        let policy = async {
            let site = packs::site(language).await.ok()?;
            let entry = site.policies.iter().find(|entry| entry.id == policy)?;
            packs::load(entry, language).await.ok()
        };
        let policy = policy.await;
        hand.with(|reader| reader.policy = policy);
        hand.show();
    });
}

/// Forgets the reader of an element that has left the document.
#[wasm_bindgen(js_name = forgetDriveReader)]
pub fn forget(host: HtmlElement) {
    let gone = READERS.with_borrow_mut(|readers| {
        let place = readers.iter().position(|reader| reader.host == host)?;
        Some(readers.swap_remove(place))
    });
    if let Some(mut shown) = gone.and_then(|reader| reader.shown) {
        shown.unmount();
    }
}

impl Hand {
    fn with<T>(&self, change: impl FnOnce(&mut Reader) -> T) -> Option<T> {
        READERS.with_borrow_mut(|readers| {
            let reader = readers.iter_mut().find(|reader| reader.host == self.0)?;
            Some(change(reader))
        })
    }

    /// Shows how it stands.
    fn show(&self) {
        let Some(node) = self.with(|reader| self.node(reader)) else {
            return;
        };
        let shown = self.with(|reader| reader.shown.take()).flatten();
        let shown = match shown {
            Some(mut shown) => {
                node.rebuild(&mut shown);
                shown
            }
            None => self.mounted(node),
        };
        self.with(|reader| reader.shown = Some(shown));
    }

    /// The reader takes the place of the button that asked for it, and its focus.
    fn mounted(&self, node: Node) -> Shown {
        let host = &self.0;
        let mut shown = node.build();
        shown.mount(host, None);
        let button = host.first_element_child();
        let focused = host
            .owner_document()
            .and_then(|document| document.active_element());
        if let Some(button) = button {
            let _ = button.set_attribute("hidden", "");
            if Some(button) == focused
                && let Ok(Some(first)) = host.query_selector("input")
                && let Ok(first) = first.dyn_into::<HtmlElement>()
            {
                let _ = first.focus();
            }
        }
        shown
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

    /// Tells the page what is taken over.
    fn tell(&self, taken: &Taken) {
        let number = |number: Option<i64>| number.map(|number| number.to_string());
        let detail: Array = [
            taken.item.clone(),
            taken.serial.clone(),
            number(taken.bytes_written),
            number(taken.percentage_used),
            number(taken.power_on_hours),
        ]
        .into_iter()
        .map(|text| JsValue::from(text.unwrap_or_default()))
        .collect();
        let with_detail = CustomEventInit::new();
        with_detail.set_detail(&detail);
        if let Ok(event) = CustomEvent::new_with_event_init_dict(TAKEN, &with_detail) {
            // Nobody cancels it.
            let _ = self.0.dispatch_event(&event);
        }
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
