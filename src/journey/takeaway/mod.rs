//! What a person takes away: the sheet on paper, in mails and in tickets, the
//! dates as a calendar, a link and a record.
//!
//! Everything here is made of what was typed, when it is asked for. Its words stand
//! apart from the page's: they come with the module that shows it.

mod calendar;
mod codes;
mod en;
mod mail;
mod opened;
mod paper;
mod vi;
mod words;
mod written;
mod zh;

pub use codes::{Code, bar_code, qr_code};
pub use mail::{MAIL_LENGTH, Mail};
pub use opened::{Comparison, Finding, OpenedLink, answers_of, compared, open_link, verdict_told};
pub use paper::{Line, Paper, Part, Section};
pub use words::{TakeawayWords, takeaway_words};

use super::check::{Judged, judge, told};
use super::route::Route;
use super::told::Teller;
use super::wording::Wording;
use super::{Answers, Formats};
use crate::contract::{link, record};
use crate::domain::claim::Claim;
use crate::domain::coverage::Verdict;
use crate::domain::instant::Instant;
use crate::domain::policy::document::{ChannelKind, RequestKind, Role};
use crate::domain::policy::{Bundle, FactId, Policy};
use crate::domain::returns::{Reference, Request, request};
use crate::domain::world::World;
use crate::json::Json;

/// Who asks. Kept on the device, and on what the person hands on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// Their name.
    pub name: String,
    /// A telephone number or an e-mail address.
    pub contact: String,
    /// Where the goods go back to.
    pub address: String,
    /// What was paid for the goods, where the person wants it said.
    pub paid: String,
}

impl Person {
    const PARTS: [&'static str; 4] = ["name", "contact", "address", "paid"];

    /// As JSON, to keep on the device.
    pub fn to_json(&self) -> Json {
        let said = [&self.name, &self.contact, &self.address, &self.paid];
        let parts = Person::PARTS.into_iter().zip(said);
        Json::Object(
            parts
                .map(|(part, said)| (part.to_owned(), said.as_str().into()))
                .collect(),
        )
    }

    /// From what was kept. What is not understood is left out.
    pub fn from_json(json: &Json) -> Person {
        let [name, contact, address, paid] = Person::PARTS.map(|part| {
            let said = json.get(part).and_then(Json::as_text);
            said.map(str::to_owned).unwrap_or_default()
        });
        Person {
            name,
            contact,
            address,
            paid,
        }
    }
}

/// An answer and what can be made of it.
#[derive(Clone, Debug)]
pub struct Takeaway<'a> {
    judged: &'a Judged<'a>,
    request: Option<Request>,
    reference: Reference,
    words: &'static TakeawayWords,
}

impl Takeaway<'_> {
    fn waits(&self) -> bool {
        let request = self.request.as_ref();
        request.is_some_and(|request| request.waits_for_number)
    }
}

/// A link to an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The fragment.
    pub fragment: String,
    /// Whether the description of the fault is in it.
    pub has_description: bool,
}

/// All that telling needs.
#[derive(Clone, Copy)]
pub struct Around<'a> {
    /// The policy.
    pub bundle: &'a Bundle,
    /// What was typed.
    pub answers: &'a Answers,
    /// As of when it is judged.
    pub as_of: Instant,
    /// The words of the page.
    pub wording: &'static Wording,
    /// The words of what is taken away.
    pub words: &'static TakeawayWords,
    /// How dates and numbers are written.
    pub formats: &'a dyn Formats,
    /// What knows the zones.
    pub world: &'a dyn World,
}

/// What a person can take away of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Things {
    /// The sheet.
    pub paper: Paper,
    /// The sheet as plain text.
    pub plain: String,
    /// The sheet as Markdown.
    pub markdown: String,
    /// A draft of an e-mail.
    pub mail: Mail,
    /// The dates as a calendar file, where there are any.
    pub calendar: Option<String>,
    /// A link to the answer.
    pub link: Option<Link>,
    /// The claim, to be assessed and recorded.
    pub claim: Json,
    /// The reference without hyphens.
    pub symbols: String,
    /// Whether nothing may be sent before the issuer has given its number.
    pub waits: bool,
    /// Who sends, and where goods go, where that is said; for the parcel.
    pub parcel: (String, Option<String>),
    /// Whether goods are sent in, or a service is asked for; `None` where the policy
    /// knows of no request.
    pub kind: Option<RequestKind>,
    /// Whether the claim describes a fault, which is read when it is assessed.
    pub describes: bool,
}

/// How long a link with a description may be; a code of a longer one is too fine
/// for most cameras.
const LINK_LENGTH: usize = 1_200;

impl Around<'_> {
    /// Everything that can be made of what was typed; `None` only for a policy
    /// without editions, of which there is none.
    pub fn things(&self, person: &Person) -> Option<Things> {
        let Around {
            bundle,
            answers,
            as_of,
            wording,
            words,
            formats,
            world,
        } = *self;
        let judged = judge(bundle, answers, as_of, wording.spoken, formats, world)?;
        let policy = judged.policy;
        let teller = Teller {
            policy,
            language: wording.spoken,
            words: wording,
            formats,
            world,
        };
        let answer = told(&teller, answers, &judged);
        let taken = Takeaway {
            judged: &judged,
            request: request(policy, &judged.claim, &judged.assessment),
            reference: record::reference(policy, &judged.claim),
            words,
        };
        let paper = paper::paper(&teller, words, &answer, &taken, person);
        let plain = written::plain(&paper, wording, words.reference);
        let to = policy
            .channels
            .iter()
            .find(|channel| channel.kind == ChannelKind::Email);
        let to = to
            .and_then(|channel| channel.address.as_deref())
            .unwrap_or_default();
        let reached = paper::reached_at(&answer);
        Some(Things {
            markdown: written::markdown(&paper, words.reference),
            mail: mail::mail(to, &paper, &plain, words, wording),
            calendar: calendar::calendar(&teller, words, &taken, &reached.join(wording.list_comma)),
            link: link_to(&judged),
            claim: record::claim(policy, &judged.claim),
            symbols: taken.reference.symbols(),
            waits: taken.waits(),
            parcel: (
                [person.name.trim(), person.address.trim()].join("\n"),
                paper::address(&teller, &taken),
            ),
            kind: taken.request.as_ref().map(|request| request.kind),
            describes: !descriptions(policy, &judged.claim).is_empty(),
            plain,
            paper,
        })
    }
}

/// The facts that describe a fault and were said.
fn descriptions(policy: &Policy, claim: &Claim) -> Vec<FactId> {
    let all = policy.facts.iter().enumerate();
    let all = all.filter(|(_, entry)| entry.role == Role::Fault);
    let all = all.map(|(index, _)| FactId::from_index(index));
    all.filter(|fact| claim.fact(*fact).is_some()).collect()
}

/// The fragment that leads to an answer; `None` where no link can be made.
pub fn fragment(policy: &Policy, claim: &Claim, verdict: Verdict) -> Option<String> {
    let item = claim.item.and_then(|item| policy.items.get(item.index()));
    let route = Route {
        policy: Some(policy.id.clone()),
        item: item.map(|item| item.id.clone()),
        ..Route::default()
    };
    let text = link::write(policy, claim, verdict)?;
    Some([&route.fragment(), "?claim=", &text].concat())
}

/// A link to the answer, with the description if that is not too long.
fn link_to(judged: &Judged<'_>) -> Option<Link> {
    let policy = judged.policy;
    let verdict = judged.assessment.verdict;
    let of = |claim: &Claim| fragment(policy, claim, verdict);
    let whole = of(&judged.claim)?;
    let described = descriptions(policy, &judged.claim);
    if whole.len() <= LINK_LENGTH || described.is_empty() {
        let has_description = !described.is_empty();
        return Some(Link {
            fragment: whole,
            has_description,
        });
    }
    let mut claim = judged.claim.clone();
    for fact in described {
        claim.set(fact, None);
    }
    Some(Link {
        fragment: of(&claim)?,
        has_description: false,
    })
}
