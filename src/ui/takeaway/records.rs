//! Where decision records are opened: then beside now.

use super::{Deed, Hand, around, assessed};
use crate::browser::files::first_file;
use crate::browser::{IntlFormats, now, page, values};
use crate::contract::read_claim;
use crate::contract::record::{Record, read_record, reference};
use crate::journey::Route;
use crate::journey::takeaway::{Comparison, Finding, TakeawayWords, compared, takeaway_words};
use crate::journey::wording::fill;
use crate::json::Json;
use crate::ui::markup::{Element, Node, tag};
use crate::ui::part::more::more;
use crate::ui::part::table::{Table, table};
use leptos::prelude::event_target_value;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::File;

/// How it stands.
#[derive(Default)]
pub(super) struct Records {
    pasted: String,
    outcome: Outcome,
}

#[derive(Default)]
enum Outcome {
    #[default]
    Nothing,
    /// Why it could not be opened.
    Refused(String),
    Compared(Box<Comparison>),
}

/// More than any record has.
const MOST_BYTES: f64 = 2_000_000.0;

/// The whole of it.
pub(super) fn panel(hand: &Hand, records: &Records, words: &'static TakeawayWords) -> Node {
    let id = |name: &str| format!("{}-{name}", hand.0.id());
    let opens = hand.clone();
    let file = tag("input")
        .class("cc-takeaway__file")
        .id(id("file"))
        .with("type", "file")
        .with("accept", ".json,application/json")
        .on("change", move |event| {
            if let Some(file) = first_file(&event, "target") {
                opens.act(Deed::OpenFile(file));
            }
        });
    let pastes = hand.clone();
    let area = tag("textarea")
        .class("cc-input")
        .id(id("paste"))
        .with("rows", "4")
        .with("spellcheck", "false")
        .value(records.pasted.clone())
        .on("input", move |event| {
            pastes.act(Deed::Paste(event_target_value(&event)));
        });
    let labelled = |id: String, label: &'static str, control: Element| {
        let label = tag("label")
            .class("cc-field__label")
            .with("for", id)
            .child(label);
        tag("div").class("cc-field").child(label).child(control)
    };
    tag("div")
        .class("cc-takeaway")
        .child(tag("p").with("tabindex", "-1").child(words.records_lead))
        .child(labelled(id("file"), words.record_file, file))
        .child(labelled(id("paste"), words.record_paste, area))
        .child(outcome(&records.outcome, words))
        .into()
}

fn outcome(outcome: &Outcome, words: &'static TakeawayWords) -> Element {
    let (said, below): (Option<Element>, Vec<Node>) = match outcome {
        Outcome::Nothing => (None, Vec::new()),
        Outcome::Refused(why) => (Some(tag("p").child(why.clone())), Vec::new()),
        Outcome::Compared(found) => {
            let told = found.finding.told(words);
            (
                Some(tag("p").class("cc-takeaway__finding").child(told)),
                comparison(found, words),
            )
        }
    };
    let said = tag("div").with("role", "status").child(said);
    tag("div")
        .class("cc-takeaway__outcome")
        .child(said)
        .children(below)
}

fn comparison(found: &Comparison, words: &'static TakeawayWords) -> Vec<Node> {
    let mut below: Vec<Node> = Vec::new();
    if !found.own_reference && found.finding != Finding::NotOurs {
        below.push(tag("p").child(words.other_reference).into());
    }
    below.push(table(Table {
        caption: words.row_verdict,
        head: vec![words.absent, words.then, words.again, words.now],
        rows: found.rows.iter().map(|row| row.to_vec()).collect(),
        small: false,
    }));
    if !found.changes.is_empty() {
        let rows = found.changes.iter().map(|row| row.to_vec());
        let all = table(Table {
            caption: words.changes,
            head: vec![words.absent, words.then, words.again],
            rows: rows.collect(),
            small: true,
        });
        below.push(more(words.changes, vec![all]));
    }
    below
}

/// Opens what was pasted: a record, or a link, which the page follows.
pub(super) fn open(hand: &Hand, text: String) {
    hand.with(|stand| stand.records.pasted.clone_from(&text));
    let text = text.trim().to_owned();
    if let Some((_, fragment)) = text.split_once('#')
        && Route::parse(fragment).claim.is_some()
        && !text.starts_with('{')
    {
        page::go_to(&["#", fragment].concat());
        return;
    }
    let hand = hand.clone();
    spawn_local(async move {
        let outcome = if text.is_empty() {
            Outcome::Nothing
        } else {
            read(&hand, &text).await
        };
        hand.with(|stand| stand.records.outcome = outcome);
        hand.show();
    });
}

/// Opens a file.
pub(super) fn open_file(hand: &Hand, file: File) {
    let hand = hand.clone();
    spawn_local(async move {
        let text = if file.size() > MOST_BYTES {
            None
        } else {
            JsFuture::from(file.text()).await.ok()
        };
        let text = text.and_then(|text| text.as_string()).unwrap_or_default();
        let outcome = read(&hand, &text).await;
        hand.with(|stand| {
            stand.records.pasted.clear();
            stand.records.outcome = outcome;
        });
        hand.show();
    });
}

async fn read(hand: &Hand, text: &str) -> Outcome {
    let words = takeaway_words(hand.language());
    match read_and_compare(hand, text, words).await {
        Ok(comparison) => Outcome::Compared(Box::new(comparison)),
        Err(why) => Outcome::Refused(why),
    }
}

async fn read_and_compare(
    hand: &Hand,
    text: &str,
    words: &'static TakeawayWords,
) -> Result<Comparison, String> {
    let json = values::parse(text).ok_or(words.record_none)?;
    let record = read_record(&json).map_err(|problem| match problem.code {
        "record.none" => words.record_none,
        "record.version" => words.record_version,
        _ => words.record_damaged,
    })?;
    let policy = record
        .claim
        .get("policy")
        .and_then(Json::as_text)
        .unwrap_or_default();
    let place = around(&hand.0, hand.language(), policy).await;
    let Some((site, bundle)) = place else {
        let known = around(&hand.0, hand.language(), "").await;
        let known = known.is_some_and(|(site, _)| site.policies.iter().any(|one| one.id == policy));
        return Err(if known {
            words.record_unreachable.to_owned()
        } else {
            fill(words.record_policy, &[policy])
        });
    };
    let bundle = bundle.ok_or(words.record_damaged)?;
    let newest = bundle.newest().ok_or(words.record_damaged)?;
    let claim = read_claim(newest, &record.claim).map_err(|problems| {
        let first = problems.first();
        let told = first.map(|one| [&one.pointer, ": ", &one.message].concat());
        fill(words.record_claim, &[&told.unwrap_or_default()])
    })?;
    let unreachable = || words.record_unreachable.to_owned();
    let again = assessed(&hand.0, bundle, &record.claim)
        .await
        .ok_or_else(unreachable)?;
    let now = assessed(&hand.0, bundle, &as_of_now(&record))
        .await
        .ok_or_else(unreachable)?;
    let reference = reference(newest, &claim).to_string();
    let formats = IntlFormats::new(site.words.spoken);
    Ok(compared(
        &record, &again, &now, &reference, words, site.words, &formats,
    ))
}

/// The claim of a record, as of now.
fn as_of_now(record: &Record) -> Json {
    let mut claim = record.claim.clone();
    if let Json::Object(members) = &mut claim {
        for (key, value) in members {
            if key == "as_of" {
                *value = now().to_string().into();
            }
        }
    }
    claim
}
