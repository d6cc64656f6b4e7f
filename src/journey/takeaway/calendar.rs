//! The dates of an answer as a calendar file: iCalendar, RFC 5545.

use super::Takeaway;
use super::words::TakeawayWords;
use crate::domain::instant::Instant;
use crate::domain::policy::Due;
use crate::domain::promises::Deadline;
use crate::domain::world::civil_date;
use crate::journey::told::Teller;
use crate::journey::wording::fill;
use chrono::{Days, NaiveDate};

/// The dates: the last covered day of each line, what is due when, each stage, and
/// the day on which to ask for the issuer's number. `None` where there is no date.
///
/// Instants are written in UTC, days as days. The same answer gives the same file.
pub(super) fn calendar(
    teller: &Teller<'_>,
    words: &'static TakeawayWords,
    taken: &Takeaway<'_>,
    contact: &str,
) -> Option<String> {
    let judged = taken.judged;
    let policy = teller.policy;
    let item = judged
        .claim
        .item
        .and_then(|item| policy.items.get(item.index()));
    let of = item.map_or_else(
        || teller.text(&policy.title),
        |item| teller.text(&item.name),
    );
    let mut events = Vec::new();
    for (place, line) in judged.assessment.lines.iter().enumerate() {
        let Some(last) = line.term.as_ref().and_then(|term| term.last) else {
            continue;
        };
        events.push(Event {
            id: format!("last-covered-day-{place}"),
            title: fill(words.last_day_of, &[of]),
            when: When::Days(last.from, last.until),
            warns: true,
        });
    }
    for deadline in &judged.promises.deadlines {
        let Some(rule) = policy.commitments.get(deadline.commitment) else {
            continue;
        };
        events.push(Event {
            id: rule.id.clone(),
            title: fill(words.is_due, &[teller.text(&rule.title)]),
            when: due(teller, deadline, &rule.due),
            warns: false,
        });
    }
    for stage in &judged.promises.stages {
        let Some(rule) = policy.stages.get(stage.stage) else {
            continue;
        };
        events.push(Event {
            id: format!("stage-{}", rule.id),
            title: teller.text(&rule.title).to_owned(),
            when: When::Instants(stage.earliest, stage.latest),
            warns: false,
        });
    }
    if taken.waits() {
        let today = civil_date(teller.world, &policy.zone, judged.claim.as_of);
        events.push(Event {
            id: "rma-number".to_owned(),
            title: fill(words.ask_for_number, &[of]),
            when: When::Days(today, today),
            warns: false,
        });
    }
    if events.is_empty() {
        return None;
    }
    let about = [
        &fill(
            teller.words.named,
            &[words.reference, &taken.reference.to_string()],
        ),
        "\n",
        contact,
    ]
    .concat();
    let mut file = File::default();
    file.line("BEGIN", "VCALENDAR");
    file.line("VERSION", "2.0");
    file.line("PRODID", "-//Covercheck//Covercheck//EN");
    file.line("CALSCALE", "GREGORIAN");
    file.line("METHOD", "PUBLISH");
    for event in &events {
        file.event(event, taken, about.trim_end());
    }
    file.line("END", "VCALENDAR");
    Some(file.0)
}

/// When something is due, or the days in which it is done.
fn due(teller: &Teller<'_>, deadline: &Deadline, rule: &Due) -> When {
    match (deadline.last_day, rule, deadline.starts) {
        (Some(last), Due::By(Some(_), _), Some(opens)) => When::Days(teller.day_of(opens), last),
        (Some(last), _, _) => When::Days(last, last),
        (None, ..) => When::Instants(deadline.due, deadline.due),
    }
}

struct Event {
    id: String,
    title: String,
    when: When,
    /// Whether calendars remind of it a week before.
    warns: bool,
}

enum When {
    /// From a day through another.
    Days(NaiveDate, NaiveDate),
    /// From an instant to another.
    Instants(Instant, Instant),
}

#[derive(Default)]
struct File(String);

impl File {
    fn event(&mut self, event: &Event, taken: &Takeaway<'_>, about: &str) {
        self.line("BEGIN", "VEVENT");
        let id = [&taken.reference.symbols(), "-", &event.id, "@covercheck"].concat();
        self.line("UID", &escaped(&id));
        self.line("DTSTAMP", &instant(taken.judged.claim.as_of));
        match event.when {
            When::Days(from, until) => {
                self.line("DTSTART;VALUE=DATE", &date(from));
                // The end is the first day that is not part of it.
                let end = until.checked_add_days(Days::new(1)).unwrap_or(until);
                self.line("DTEND;VALUE=DATE", &date(end));
                self.line("TRANSP", "TRANSPARENT");
            }
            When::Instants(from, until) => {
                self.line("DTSTART", &instant(from));
                // Without an end it ends as it starts; an end must lie behind it.
                if until > from {
                    self.line("DTEND", &instant(until));
                }
            }
        }
        self.line("SUMMARY", &escaped(&event.title));
        self.line("DESCRIPTION", &escaped(about));
        if event.warns {
            self.line("BEGIN", "VALARM");
            self.line("ACTION", "DISPLAY");
            self.line("TRIGGER", "-P7D");
            self.line("DESCRIPTION", &escaped(&event.title));
            self.line("END", "VALARM");
        }
        self.line("END", "VEVENT");
    }

    /// A content line: at most 75 bytes, then folded, never within a character.
    fn line(&mut self, name: &str, value: &str) {
        let mut length = 0;
        for letter in [name, ":", value].into_iter().flat_map(str::chars) {
            if length + letter.len_utf8() > 75 {
                self.0.push_str("\r\n ");
                length = 1;
            }
            self.0.push(letter);
            length += letter.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

/// A text: what would end it, or a line, stands behind a backslash. Control
/// characters have no place in it.
fn escaped(text: &str) -> String {
    let mut written = String::new();
    for letter in text.replace("\r\n", "\n").chars() {
        match letter {
            '\n' | '\r' => written.push_str("\\n"),
            '\\' | ';' | ',' => {
                written.push('\\');
                written.push(letter);
            }
            '\t' => written.push(' '),
            letter if letter.is_control() => {}
            letter => written.push(letter),
        }
    }
    written
}

fn date(day: NaiveDate) -> String {
    day.to_string().replace('-', "")
}

fn instant(at: Instant) -> String {
    let utc = Instant::new(at.seconds(), 0).to_string();
    utc.replace(['-', ':'], "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_instants_and_days() {
        let at = Instant::parse("2026-11-22T10:00:00+08:00").expect("an instant");
        assert_eq!(instant(at), "20261122T020000Z");
        assert_eq!(date("2026-11-22".parse().expect("a day")), "20261122");
    }

    #[test]
    fn folds_between_characters_and_keeps_every_line_short() {
        let mut file = File::default();
        let title = "保修到期；".repeat(30);
        file.line("SUMMARY", &title);
        assert!(file.0.lines().all(|line| line.len() <= 75));
        let unfolded = file.0.replace("\r\n ", "");
        assert_eq!(unfolded, format!("SUMMARY:{title}\r\n"));
    }

    #[test]
    fn a_text_stays_in_its_line() {
        let hostile = "a\r\nATTENDEE:mailto:x\n;,\\\u{7}";
        assert_eq!(escaped(hostile), "a\\nATTENDEE:mailto:x\\n\\;\\,\\\\");
    }
}
