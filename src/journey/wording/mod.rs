//! The words of the page, in three languages.
//!
//! One typed table: a language with a hole in it does not compile. Words of a
//! policy are the pack's own. `{0}`, `{1}` … stand for what is filled in.
//!
//! A visitor needs one language, so the page does not carry the tables: it
//! fetches the lines of one, with the list of the policies.

#[cfg(not(target_arch = "wasm32"))]
mod en;
#[cfg(not(target_arch = "wasm32"))]
mod vi;
#[cfg(not(target_arch = "wasm32"))]
mod zh;

use super::Language;
use std::str::Split;

/// The words of the page in a language.
#[cfg(not(target_arch = "wasm32"))]
pub const fn wording(language: Language) -> &'static Wording {
    match language {
        Language::English => &en::WORDING,
        Language::Chinese => &zh::WORDING,
        Language::Vietnamese => &vi::WORDING,
    }
}

/// The line after the last word.
const END: &str = "end";

/// Fills in a template.
pub fn fill(template: &str, values: &[&str]) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let filled = after
            .split_once('}')
            .and_then(|(place, after)| Some((values.get(digit(place)?)?, after)));
        match filled {
            Some((value, after)) => {
                out.push_str(value);
                rest = after;
            }
            None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// The number of a single digit.
pub fn digit(text: &str) -> Option<usize> {
    match text.as_bytes() {
        [digit @ b'0'..=b'9'] => Some(usize::from(digit - b'0')),
        _ => None,
    }
}

/// A phrase for one and for any other number. Chinese and Vietnamese have one
/// form.
#[derive(Clone, Copy, Debug)]
pub struct Plural {
    /// For 1.
    pub one: &'static str,
    /// For any other number.
    pub other: &'static str,
}

impl Plural {
    /// The phrase for a number, which is written as `text`.
    pub fn of(self, number: i64, text: &str) -> String {
        fill(if number == 1 { self.one } else { self.other }, &[text])
    }
}

/// What stands in the table, and on how many lines.
trait Entry {
    /// Takes its lines; where there are none, it is empty.
    fn take(lines: &mut Split<'static, char>) -> Self;

    /// Gives its lines.
    #[cfg(not(target_arch = "wasm32"))]
    fn give(&self, lines: &mut Vec<&'static str>);
}

impl Entry for &'static str {
    #[inline(never)]
    fn take(lines: &mut Split<'static, char>) -> &'static str {
        lines.next().unwrap_or_default()
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn give(&self, lines: &mut Vec<&'static str>) {
        lines.push(self);
    }
}

impl Entry for Plural {
    #[inline(never)]
    fn take(lines: &mut Split<'static, char>) -> Plural {
        Plural {
            one: Entry::take(lines),
            other: Entry::take(lines),
        }
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn give(&self, lines: &mut Vec<&'static str>) {
        lines.extend([self.one, self.other]);
    }
}

impl Entry for [&'static str; 7] {
    fn take(lines: &mut Split<'static, char>) -> [&'static str; 7] {
        [(); 7].map(|()| Entry::take(lines))
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn give(&self, lines: &mut Vec<&'static str>) {
        lines.extend(self);
    }
}

/// Declares the table: every word with what it is for.
macro_rules! table {
    ($( $(#[doc = $doc:literal])+ $name:ident : $ty:ty, )+) => {
        /// Every word of the page that is not a policy's own.
        #[derive(Debug)]
        pub struct Wording {
            /// The language that they are in.
            pub spoken: Language,
            $( $(#[doc = $doc])+ pub $name: $ty, )+
        }

        impl Wording {
            /// Reads the lines of a language, to be kept for good; `None` where
            /// they are not those that [`Wording::lines`] gives.
            pub fn read(language: Language, lines: String) -> Option<&'static Wording> {
                let mut lines = lines.leak().split('\n');
                let words = Wording { spoken: language, $( $name: Entry::take(&mut lines), )+ };
                (lines.next() == Some(END)).then(|| &*Box::leak(Box::new(words)))
            }

            /// The words, a line each, and a line that says that they are all.
            #[cfg(not(target_arch = "wasm32"))]
            pub fn lines(&self) -> String {
                let mut lines = Vec::new();
                $( self.$name.give(&mut lines); )+
                lines.push(END);
                lines.join("\n")
            }
        }

        #[cfg(test)]
        impl Wording {
            /// Every entry by its name, as one text, for the tests.
            pub fn entries(&self) -> Vec<(&'static str, String)> {
                vec![$( (stringify!($name), format!("{:?}", self.$name)), )+]
            }
        }
    };
}

table! {
    /// By an instant: {0} in the company's zone, {1} the zone.
    due_by: &'static str,
    /// The same instant in the person's own zone: {0}.
    due_own: &'static str,
    /// By the end of a day: {0} with its weekday.
    due_day: &'static str,
    /// Every month; {0} is the next last day.
    due_every_month: &'static str,
    /// Every year; {0} is the next last day.
    due_every_year: &'static str,
    /// A deadline past the known public holidays.
    provisional: &'static str,
    /// {0} of time, all of it counted, from {1} to {2}.
    count_elapsed: &'static str,
    /// {0} of open time from {1}: {2}, which is how it adds up.
    count_open: &'static str,
    /// So many working days, {0}: {1}.
    count_days: &'static str,
    /// So much time, {0}, on a day, {1}.
    count_on: &'static str,
    /// So much time, {0}, on each of some days, {1}.
    count_each: &'static str,
    /// The days that do not count: {0}.
    not_counted_days: &'static str,
    /// Time that counts.
    counted: &'static str,
    /// Time that does not.
    not_counted: &'static str,
    /// The present, in a drawing.
    now: &'static str,
    /// What is left of a time: {0}.
    time_left: &'static str,
    /// Nothing is left of the time.
    passed: &'static str,
    /// Summary: each day of a deadline.
    day_by_day: &'static str,
    /// The desk is closed when a clock starts; it opens at {0}.
    desk_closed_then: &'static str,
    /// A channel is open at present.
    open_now: &'static str,
    /// A channel is closed at present and opens at {0}.
    opens_at: &'static str,
    /// When a stage is done: from {0} to {1} at the latest.
    stage_window: &'static str,
    /// Time used of an allowance: {0} used, {1} allowed.
    ledger: &'static str,
    /// What is left of it: {0}.
    ledger_left: &'static str,
    /// What is over it: {0}.
    ledger_over: &'static str,
    /// When it ran out: {0}.
    ledger_exhausted: &'static str,
    /// In which period: from {0} through {1}.
    ledger_period: &'static str,
    /// Availability over the whole period, in percent: {0}.
    ledger_availability: &'static str,
    /// Link that jumps over the header.
    skip: &'static str,
    /// Name of the appearance switch.
    appearance: &'static str,
    /// Appearance: follow the device.
    appearance_system: &'static str,
    /// Appearance: light.
    appearance_light: &'static str,
    /// Appearance: dark.
    appearance_dark: &'static str,
    /// Name of the language switch.
    language: &'static str,
    /// Footer: nothing is sent.
    stays_here: &'static str,
    /// Home: title.
    home_title: &'static str,
    /// Home: one sentence.
    home_lead: &'static str,
    /// While packs or their index load.
    loading: &'static str,
    /// Title: a pack could not be loaded.
    failed_title: &'static str,
    /// What to do when a pack could not be loaded.
    failed_text: &'static str,
    /// Title: the link names a policy that there is not.
    unknown_policy_title: &'static str,
    /// Text for that.
    unknown_policy_text: &'static str,
    /// Button: try again.
    retry: &'static str,
    /// Link back to all policies.
    back: &'static str,
    /// Name of the form.
    questions: &'static str,
    /// Bar on the phone: go to the answer.
    see_answer: &'static str,
    /// What was typed stays on the device.
    kept_here: &'static str,
    /// Storage is refused: what was typed is lost on leaving.
    not_kept: &'static str,
    /// Button: erase what was typed.
    erase: &'static str,
    /// Said after erasing.
    erased: &'static str,
    /// Heading of the details that change no verdict.
    details: &'static str,
    /// Hint there.
    details_hint: &'static str,
    /// Yes.
    yes: &'static str,
    /// No.
    no: &'static str,
    /// Not sure: leaves it open.
    not_sure: &'static str,
    /// First entry of a select.
    choose: &'static str,
    /// Day of a date.
    day: &'static str,
    /// Month of a date.
    month: &'static str,
    /// Year of a date.
    year: &'static str,
    /// Hour.
    hour: &'static str,
    /// Minute.
    minute: &'static str,
    /// Hint of a date: {0} is an example in the order of the fields.
    date_hint: &'static str,
    /// Hint of a time: {0} is the person's zone.
    moment_hint: &'static str,
    /// Name of a unit select.
    unit: &'static str,
    /// Name of an entry in a list of dates: {0} is its number.
    entry: &'static str,
    /// Button: add an entry.
    add: &'static str,
    /// Button: remove an entry.
    remove: &'static str,
    /// When a period started.
    period_start: &'static str,
    /// When it ended; left blank while it goes on.
    period_end: &'static str,
    /// Title of the exclusions.
    exclusions: &'static str,
    /// Hint there.
    exclusions_hint: &'static str,
    /// Button: none of the things below happened.
    none_of_these: &'static str,
    /// Title of the error summary.
    problem: &'static str,
    /// Read out before an error.
    error: &'static str,
    /// A date without a day.
    error_day: &'static str,
    /// A date without a month.
    error_month: &'static str,
    /// A date without a year.
    error_year: &'static str,
    /// A year with fewer than four digits.
    error_year_short: &'static str,
    /// No such date.
    error_date: &'static str,
    /// No such time.
    error_time: &'static str,
    /// Not a number.
    error_number: &'static str,
    /// A fraction of the smallest unit.
    error_whole: &'static str,
    /// Too large a number.
    error_large: &'static str,
    /// Ends before it starts.
    error_ends_first: &'static str,
    /// Text too long, or with characters that cannot be.
    error_long: &'static str,
    /// A date on which no edition of the policy was in force.
    error_no_edition: &'static str,
    /// Serial: at {0} must stand {1}, which may be one character, and not {2}.
    serial_form: &'static str,
    /// Serial: what must stand at a place, a digit, a letter, either, a digit or
    /// X; and what cannot be, a week of its year, a month, a day of its month.
    serial_parts: [&'static str; 7],
    /// Serial: wrong length. {0} is the right one, {2} the one that it has.
    serial_length: &'static str,
    /// Serial: wrong check character, at {0}.
    serial_check: &'static str,
    /// Serial: {1}, which begins at {0}, cannot be.
    serial_impossible: &'static str,
    /// Serial: made after today.
    serial_future: &'static str,
    /// Serial: after what is wrong, {0}, the one that was probably meant, {1}.
    serial_meant: &'static str,
    /// Above the verdict: {0} is today.
    on_day: &'static str,
    /// Verdict: covered.
    covered: &'static str,
    /// Verdict: not covered.
    not_covered: &'static str,
    /// Verdict: chargeable.
    chargeable: &'static str,
    /// Verdict: the issuer decides.
    issuer_decides: &'static str,
    /// Verdict: undetermined.
    undetermined: &'static str,
    /// Covered until {0}.
    covered_until: &'static str,
    /// Covered, last day between {0} and {1}.
    covered_between: &'static str,
    /// Covered without an end.
    covered_open: &'static str,
    /// Not covered.
    not_covered_text: &'static str,
    /// Not covered; cover ended on {0}.
    not_covered_since: &'static str,
    /// Chargeable.
    chargeable_text: &'static str,
    /// What is said of the charges, {0}, and that they hold until {1}.
    charges_until: &'static str,
    /// The issuer decides.
    issuer_decides_text: &'static str,
    /// Open questions.
    open_questions: Plural,
    /// So many questions, after which others may follow.
    open_more: Plural,
    /// What is said, {0}, where the last day depends on the item, which is open.
    choose_item: &'static str,
    /// A day known only to lie between two, one of which would be covered.
    only_exact_day: &'static str,
    /// An answer leads to covered until {0}.
    leads_covered_until: &'static str,
    /// An answer leads to covered.
    leads_covered: &'static str,
    /// An answer leads to not covered.
    leads_not_covered: &'static str,
    /// An answer leads to chargeable.
    leads_chargeable: &'static str,
    /// An answer leads to the issuer's decision.
    leads_issuer: &'static str,
    /// An answer leaves other questions.
    leads_open: &'static str,
    /// With the day that an answer leads to: {0} what it leads to, {1} the day.
    leads_with_day: &'static str,
    /// Section: what would settle it.
    settle: &'static str,
    /// More questions.
    more_questions: Plural,
    /// Numbers below {0}.
    less_than: &'static str,
    /// Numbers up to {0}.
    or_less: &'static str,
    /// Numbers from {0} on.
    or_more: &'static str,
    /// Numbers above {0}.
    more_than: &'static str,
    /// A range until {0}.
    range_until: &'static str,
    /// A range from {0}.
    range_from: &'static str,
    /// A range from {0} to {1}.
    range_between: &'static str,
    /// Any value.
    range_any: &'static str,
    /// A range of manufacturing days: {0} is the range.
    range_made: &'static str,
    /// Section: how long.
    how_long: &'static str,
    /// Name of the last covered day.
    last_covered_day: &'static str,
    /// Days left.
    days_left: Plural,
    /// It is the last day.
    last_day_today: &'static str,
    /// Days ago.
    days_ago: Plural,
    /// Not yet started: {0} days until.
    days_until: Plural,
    /// Between {0} and {1}.
    between: &'static str,
    /// No end.
    no_end: &'static str,
    /// The end with a thing that the person may have: {0}.
    if_with: &'static str,
    /// The end without it: {0}.
    if_without: &'static str,
    /// The end if the start is {0}: shown where several are possible.
    if_start: &'static str,
    /// The end if the start lies between {0} and {1}.
    if_start_between: &'static str,
    /// Summary: how the last covered day came about.
    how_day: &'static str,
    /// Cover starts on {0}; from the answer to {1}.
    how_start: &'static str,
    /// Cover starts between {0} and {1}, when the unit was made, by its serial.
    how_made: &'static str,
    /// Length {0}: first day not counted.
    how_length: &'static str,
    /// Length {0}: first day counted.
    how_length_counted: &'static str,
    /// The month has no such day.
    how_clamped: &'static str,
    /// Covered until midnight in {0}.
    how_midnight: &'static str,
    /// The replacement on {0} is covered for at least {1}, so until {2}.
    how_replacement: &'static str,
    /// The agreement's end.
    how_agreed: &'static str,
    /// Years.
    years: Plural,
    /// Months.
    months: Plural,
    /// Days.
    days: Plural,
    /// Hours.
    hours: Plural,
    /// Minutes.
    minutes: Plural,
    /// Working days.
    working_days: Plural,
    /// Used {0} of {1}.
    used_of: &'static str,
    /// Limit {0}, use not known.
    limit_only: &'static str,
    /// {0} left.
    left: &'static str,
    /// Limit reached.
    nothing_left: &'static str,
    /// At this rate reached about {0}.
    projected: &'static str,
    /// {0}, the projection, before the last covered day.
    before_last_day: &'static str,
    /// {0}, the projection, after the last covered day.
    after_last_day: &'static str,
    /// Button: fill in from a health report.
    read_report: &'static str,
    /// The person's own words {0}, which raise a question.
    you_wrote: &'static str,
    /// The drive says that {0} percent of its endurance is used.
    drive_used: &'static str,
    /// The drive was powered on for {0} hours.
    drive_hours: &'static str,
    /// The first unit of a chain of replacements is covered until {0}.
    unit_original: &'static str,
    /// The unit that was given on {0} is covered until {1}.
    unit_given: &'static str,
    /// Section: why.
    why: &'static str,
    /// Cover runs.
    reason_running: &'static str,
    /// Cover ended on {0}.
    reason_over: &'static str,
    /// Cover is over.
    reason_over_unknown: &'static str,
    /// Cover starts only on {0}.
    reason_not_started: &'static str,
    /// Cover starts only later, {0}, which may be a slip.
    correct_date: &'static str,
    /// Cover has not started.
    reason_not_started_unknown: &'static str,
    /// There is no agreement.
    reason_no_agreement: &'static str,
    /// A limit is reached.
    reason_limit: &'static str,
    /// An exclusion: {0} is its question.
    reason_exclusion: &'static str,
    /// Outside what is served: {0} is the question.
    reason_out_of_scope: &'static str,
    /// Excluded: {0} is the kind of request.
    reason_excluded: &'static str,
    /// Not listed: {0} is the kind of request.
    reason_not_listed: &'static str,
    /// Listed in these: {0}.
    reason_listed_in: &'static str,
    /// What follows, {2}, from the answer {1} to the question {0}.
    reason_answer: &'static str,
    /// Included: {0} is the kind of request.
    reason_included: &'static str,
    /// Nothing excludes it.
    reason_no_exclusion: &'static str,
    /// The issuer decides.
    reason_issuer: &'static str,
    /// The serial does not fit.
    contradiction_serial: &'static str,
    /// The count and the answer disagree.
    contradiction_count: &'static str,
    /// Made after the day of {0}.
    contradiction_made: &'static str,
    /// Replacements cannot have followed so.
    contradiction_replacement: &'static str,
    /// The agreement ends before it starts.
    contradiction_ends_first: &'static str,
    /// The item says otherwise.
    contradiction_item: &'static str,
    /// The policy is silent on this.
    silent: &'static str,
    /// Section: what it costs.
    costs: &'static str,
    /// Table head: what.
    cost_what: &'static str,
    /// Table head: who pays.
    cost_who: &'static str,
    /// Parts.
    cost_parts: &'static str,
    /// Labour.
    cost_labour: &'static str,
    /// Travel.
    cost_travel: &'static str,
    /// Sending in.
    cost_ship_in: &'static str,
    /// Sending back.
    cost_ship_out: &'static str,
    /// The company pays.
    payer_issuer: &'static str,
    /// You pay.
    payer_customer: &'static str,
    /// By quotation.
    payer_quotation: &'static str,
    /// Not stated.
    payer_not_stated: &'static str,
    /// Section: what is done for you.
    remedies: &'static str,
    /// Section: what is done if it turns out to be covered.
    remedies_if: &'static str,
    /// Repair.
    remedy_repair: &'static str,
    /// Exchange.
    remedy_exchange: &'static str,
    /// Return.
    remedy_return: &'static str,
    /// Refund.
    remedy_refund: &'static str,
    /// Credit.
    remedy_credit: &'static str,
    /// On site.
    remedy_on_site: &'static str,
    /// Remote.
    remedy_remote: &'static str,
    /// At the company's choice.
    choice_issuer: &'static str,
    /// At your choice.
    choice_customer: &'static str,
    /// A new unit.
    unit_new: &'static str,
    /// A refurbished unit.
    unit_refurbished: &'static str,
    /// Either.
    unit_either: &'static str,
    /// Section: promised times.
    promised: &'static str,
    /// Within {0}.
    within: &'static str,
    /// Within {0} of {1}, the fact that starts the clock.
    clock_elapsed: &'static str,
    /// Open hours of {0} are counted.
    clock_open: &'static str,
    /// The day itself is not counted.
    clock_day_after: &'static str,
    /// From {0} to {1}.
    window: &'static str,
    /// By {0}.
    by_day: &'static str,
    /// The policy gives no time.
    no_time: &'static str,
    /// The stages of handling.
    stages: &'static str,
    /// What the marks in their drawing are.
    stage_ends: &'static str,
    /// At once.
    at_once: &'static str,
    /// {0} to {1}.
    from_to: &'static str,
    /// Allowed in each year of the agreement: {0}.
    allowance_year: &'static str,
    /// Allowed in each period: {0}.
    allowance_period: &'static str,
    /// Section: what to do now.
    next: &'static str,
    /// Section: how to reach the company.
    reach: &'static str,
    /// Address for goods.
    goods_address: &'static str,
    /// Not stated: ask.
    not_stated_ask: &'static str,
    /// Whom you may turn to: {0}.
    turn_to: &'static str,
    /// Open at all times.
    always_open: &'static str,
    /// Hours {0} in the zone {1}.
    hours_in: &'static str,
    /// Names of weekdays, Monday first.
    weekdays: [&'static str; 7],
    /// {0} to {1}, for weekdays.
    weekday_range: &'static str,
    /// What stands between items of a list.
    list_comma: &'static str,
    /// What stands between what is said of a thing.
    list_semicolon: &'static str,
    /// Separates the things that one may choose from.
    list_or: &'static str,
    /// A thing, {0}, and in brackets what to add to it, {1}.
    aside: &'static str,
    /// A name, {0}, and its value, {1}.
    named: &'static str,
    /// Section: good to know.
    notes: &'static str,
    /// Summary: assumptions.
    assumptions: &'static str,
    /// Summary: all rules checked.
    rules: &'static str,
    /// Table head: rule.
    rule: &'static str,
    /// Table head: does it hold.
    holds: &'static str,
    /// Table head: clause.
    clause: &'static str,
    /// Unknown.
    unknown: &'static str,
    /// Rule: the agreement.
    rule_agreement: &'static str,
    /// Rule: the term.
    rule_term: &'static str,
    /// Rule: a limit; {0} is what is counted.
    rule_limit: &'static str,
    /// Rule: the table of inclusions.
    rule_inclusion: &'static str,
    /// Rule: the issuer decides.
    rule_issuer: &'static str,
    /// Summary: what you told us.
    told: &'static str,
    /// Name of the item.
    item: &'static str,
    /// The estimate.
    estimate: &'static str,
    /// Edition {0}.
    edition: &'static str,
    /// Button: print, save or send the answer.
    take_away: &'static str,
    /// Link, and title: open a decision record.
    records: &'static str,
    /// The way to where items stand side by side, and the heading there.
    compare: &'static str,
    /// The way to how other pages show the checker, and the heading there.
    embed: &'static str,
    /// G7b: fault reported while cover ran: {0} is the day.
    reported_in_time: &'static str,
    /// Button for that.
    judge_then: &'static str,
    /// Judged as of {0}; back to now.
    judged_then: &'static str,
    /// Button: back to today.
    judge_now: &'static str,
    /// Title of the page while an error stands: {0} is the title.
    title_error: &'static str,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fills_places() {
        assert_eq!(fill("{1} and {0}", &["a", "b"]), "b and a");
        assert_eq!(fill("{7} {x} {", &["a"]), "{7} {x} {");
    }

    /// Each language fills in the same places.
    #[test]
    fn places_agree_between_languages() {
        let places = |text: &str| {
            let mut found: Vec<&str> = (0..4)
                .map(|place| ["{0}", "{1}", "{2}", "{3}"][place])
                .filter(|place| text.contains(place))
                .collect();
            found.dedup();
            found
        };
        let english = wording(Language::English).entries();
        for language in [Language::Chinese, Language::Vietnamese] {
            for ((name, ours), (_, theirs)) in english.iter().zip(wording(language).entries()) {
                assert_eq!(
                    places(ours),
                    places(&theirs),
                    "{name} in {}",
                    language.name()
                );
                assert!(
                    *ours != theirs
                        || ["aside", "choose", "named"].contains(name)
                        || name.starts_with("list_"),
                    "{name} in {} is English",
                    language.name()
                );
            }
        }
    }

    #[test]
    fn reads_the_lines_it_gives() {
        for language in Language::ALL {
            let lines = wording(language).lines();
            let read = Wording::read(language, lines.clone()).expect("whole");
            assert_eq!(read.spoken, language);
            assert_eq!(read.lines(), lines);
            let (but_the_last, _) = lines.rsplit_once('\n').expect("lines");
            assert!(Wording::read(language, but_the_last.to_owned()).is_none());
            assert!(Wording::read(language, format!("one more\n{lines}")).is_none());
        }
    }
}
