//! What each item has of everything that the policy promises: a row for each
//! promise, a cell for each item.

use super::Comparison;
use crate::domain::claim::{Claim, Value};
use crate::domain::instant::Instant;
use crate::domain::known::{Known, Truth, View, definite, each_value, holds};
use crate::domain::policy::document::{
    Amount, Calendar, CalendarSpan, Every, FactType, Inclusion, Pay, Payer, TimeSpan, Window,
};
use crate::domain::policy::{
    Clock, Condition, Due, FactId, FactSource, ItemId, LineRules, Policy, Selected, TermRules,
};
use crate::domain::world::{World, civil_date};

/// A row: what it is about, and what each item has of it, in the order of the items.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What it is about.
    pub of: Aspect,
    /// A cell for each item.
    pub cells: Vec<Cell>,
}

/// What a row is about. Places are the policy's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Aspect {
    /// How long a line runs.
    Term(usize),
    /// A limit of a line: the line, and the limit in it.
    Limit(usize, usize),
    /// By when something must be done.
    Commitment(usize),
    /// A step of handling a request.
    Stage(usize),
    /// When these channels can be reached. They have the same hours with every item.
    Hours(Vec<usize>),
    /// Work that comes again, by its place in the comparison.
    Upkeep(usize),
    /// A kind of request: the line, its choice, and the option.
    Kind(usize, FactId, u16),
    /// Something that is not covered, by the fact that asks for it.
    Exclusion(FactId),
    /// Who pays for something where a line covers.
    Pays(usize, Payment),
    /// Whom a person may turn to.
    Route(usize),
}

/// What is paid for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Payment {
    /// Parts.
    Parts,
    /// Work.
    Labour,
    /// The engineer's way.
    Travel,
    /// Sending the goods in.
    ShipIn,
    /// Sending them back.
    ShipOut,
}

impl Payment {
    /// All of them.
    pub const ALL: [Payment; 5] = [
        Payment::Parts,
        Payment::Labour,
        Payment::Travel,
        Payment::ShipIn,
        Payment::ShipOut,
    ];

    /// Who pays for it.
    pub const fn of(self, pay: &Pay) -> Option<Payer> {
        match self {
            Payment::Parts => pay.parts,
            Payment::Labour => pay.labour,
            Payment::Travel => pay.travel,
            Payment::ShipIn => pay.ship_in,
            Payment::ShipOut => pay.ship_out,
        }
    }
}

/// What an item has of something: one case, or one for each answer that it depends on.
/// INVARIANT: never empty.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell(Vec<Case>);

/// What an item has in a case.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// When it is the case.
    pub when: When,
    /// What the item has.
    pub said: Said,
    /// The section that says so, where the policy keeps it.
    pub clause: Option<String>,
}

/// When something is the case.
#[derive(Clone, Debug, PartialEq)]
pub enum When {
    /// In every case.
    Always,
    /// A fact has this value.
    Fact(FactId, Value),
    /// Cover starts on this, by its place among the starts of the line.
    Start(usize),
    /// It depends on several answers together.
    Open,
}

/// What an item has of something.
#[derive(Clone, Debug, PartialEq)]
pub enum Said {
    /// There is no such thing with this item.
    Nothing,
    /// It is so, without a figure.
    Yes,
    /// The policy promises it and names no figure.
    NotStated,
    /// Cover runs without an end.
    Endless,
    /// Cover runs as the agreement says.
    AsAgreed,
    /// A length of the calendar.
    Length(CalendarSpan),
    /// A number of this fact.
    Number(FactId, i64),
    /// An amount of time on a clock.
    Within(Amount, Clock),
    /// From the least time to the most, on a clock.
    Between(TimeSpan, TimeSpan, Clock),
    /// At the end of every such period.
    Every(Every),
    /// The hours of the calendar in this place.
    Hours(usize),
    /// Once in such a length of the calendar.
    Once(CalendarSpan),
    /// The answer of an inclusion table.
    Answer(Inclusion),
    /// Who pays.
    Pays(Payer),
    /// The policy does not cover it.
    Excluded,
}

/// How a cell differs from that of the item before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// The item has more of it, for whoever has the item.
    More,
    /// The item has less of it.
    Less,
}

impl Cell {
    fn of(said: Said, clause: Option<&str>) -> Cell {
        Cell(vec![Case {
            when: When::Always,
            said,
            clause: clause.map(str::to_owned),
        }])
    }

    /// What the item has, case by case.
    pub fn cases(&self) -> &[Case] {
        &self.0
    }

    /// What the item has, if that depends on nothing.
    pub fn settled(&self) -> Option<&Said> {
        match self.0.as_slice() {
            [case] if case.when == When::Always => Some(&case.said),
            _ => None,
        }
    }

    /// How the cell differs from that of the item before: more, where it is in no case
    /// less and in some case more. `None` where they are alike, or cannot be compared.
    pub fn change(&self, before: &Cell, policy: &Policy) -> Option<Change> {
        let (least, most) = before.ranks(policy)?;
        let (own_least, own_most) = self.ranks(policy)?;
        // Hours and working days are not measured by one another.
        if least.0 == own_least.0 && before.0.first()?.said.clock() != self.0.first()?.said.clock()
        {
            return None;
        }
        let (low, high) = (own_least.cmp(&least), own_most.cmp(&most));
        if low.is_eq() && high.is_eq() {
            None
        } else if low.is_ge() && high.is_ge() {
            Some(Change::More)
        } else if low.is_le() && high.is_le() {
            Some(Change::Less)
        } else {
            None
        }
    }

    /// How much its cases are worth: the least, and the most.
    fn ranks(&self, policy: &Policy) -> Option<((u8, i64), (u8, i64))> {
        let ranks: Option<Vec<_>> = self.0.iter().map(|case| case.said.rank(policy)).collect();
        let ranks = ranks?;
        Some((*ranks.iter().min()?, *ranks.iter().max()?))
    }
}

impl Said {
    /// How much it is worth to whoever has the item: first whether there is a figure at
    /// all, then the figure.
    fn rank(&self, policy: &Policy) -> Option<(u8, i64)> {
        /// What has a figure, or has no end.
        const FIGURE: u8 = 2;
        const BEST: u8 = 3;
        let seconds = |span: &TimeSpan| -i64::from(span.seconds);
        Some(match self {
            Said::Nothing => (0, 0),
            Said::Yes | Said::NotStated | Said::AsAgreed => (1, 0),
            Said::Endless => (BEST, 0),
            Said::Length(span) => (FIGURE, super::most_days(*span)),
            Said::Number(_, number) => (FIGURE, *number),
            Said::Within(Amount::Time(span), _) => (FIGURE, seconds(span)),
            Said::Within(Amount::WorkingDays { days, .. }, _) => (FIGURE, days.saturating_neg()),
            Said::Between(_, most, _) => (FIGURE, seconds(most)),
            Said::Hours(calendar) => (FIGURE, open_minutes(policy.calendars.get(*calendar)?)),
            Said::Once(span) => (FIGURE, super::most_days(*span).saturating_neg()),
            Said::Answer(Inclusion::Included) => (1, 1),
            Said::Answer(Inclusion::Excluded | Inclusion::NotListed) => (1, 0),
            Said::Pays(Payer::Issuer) => (1, 1),
            Said::Pays(_) => (1, 0),
            // Nothing excluded is better than something.
            Said::Excluded => (0, -1),
            Said::Every(_) => return None,
        })
    }

    fn clock(&self) -> Option<Clock> {
        match self {
            Said::Within(_, clock) | Said::Between(_, _, clock) => Some(*clock),
            _ => None,
        }
    }
}

/// For how many minutes of an ordinary week a calendar is open.
fn open_minutes(calendar: &Calendar) -> i64 {
    const DAY: i64 = 1440;
    let Some(hours) = calendar.hours.as_ref().filter(|_| !calendar.always) else {
        return if calendar.always { 7 * DAY } else { 0 };
    };
    let minutes = |window: &Window| {
        let length = i64::from(window.until) - i64::from(window.from);
        // One that ends at or before its start crosses midnight; one that ends at 24:00
        // may be the whole day.
        if length > 0 { length } else { length + DAY }
    };
    let days = [
        &hours.mon, &hours.tue, &hours.wed, &hours.thu, &hours.fri, &hours.sat, &hours.sun,
    ];
    let windows = days.into_iter().flatten();
    windows.map(minutes).fold(0, i64::saturating_add)
}

/// Every row of the table, in the order in which it is read: cover, what happens by
/// when, how the company is reached, work that comes again, what is included, what is
/// not covered, who pays, and whom a person may turn to. Rows in which no item has
/// anything are left out.
pub fn table(
    policy: &Policy,
    comparison: &Comparison,
    as_of: Instant,
    world: &dyn World,
) -> Vec<Row> {
    let claim = Claim::new(as_of, policy.facts.len());
    let view = View::new(policy, &claim, civil_date(world, &policy.zone, as_of));
    let table = Table {
        policy,
        comparison,
        view,
    };
    let mut rows = table.rows();
    rows.retain(|row| {
        let mut cells = row.cells.iter();
        cells.any(|cell| cell.settled() != Some(&Said::Nothing))
    });
    rows
}

struct Table<'a> {
    policy: &'a Policy,
    comparison: &'a Comparison,
    view: View<'a>,
}

impl<'a> Table<'a> {
    fn rows(&self) -> Vec<Row> {
        let policy = self.policy;
        let mut rows = Vec::new();
        for (place, line) in policy.lines.iter().enumerate() {
            rows.push(self.row(Aspect::Term(place), |view| term(line, view)));
            for (limit, rule) in line.limits.iter().enumerate() {
                rows.push(self.row(Aspect::Limit(place, limit), |view| {
                    let number = |number: Option<&i64>| {
                        number.map_or(Said::Nothing, |number| Said::Number(rule.fact, *number))
                    };
                    cell(line.applies.as_ref(), &rule.limit, None, view, number)
                }));
            }
        }
        for (place, rule) in policy.commitments.iter().enumerate() {
            let when = rule.only_for.as_ref();
            rows.push(self.row(Aspect::Commitment(place), |view| {
                let clause = Some(rule.clause.as_str());
                if is_never(when, view) {
                    return Cell::of(Said::Nothing, None);
                }
                match &rule.due {
                    Due::NotStated => Cell::of(Said::NotStated, clause),
                    Due::By(..) => Cell::of(Said::Yes, clause),
                    Due::Every(every) => Cell::of(Said::Every(*every), clause),
                    Due::Within(_, amount, clock) => {
                        let within = |amount: Option<&Amount>| {
                            amount.map_or(Said::Nothing, |amount| Said::Within(*amount, *clock))
                        };
                        cell(None, amount, clause, view, within)
                    }
                }
            }));
        }
        for (place, stage) in policy.stages.iter().enumerate() {
            let said = Said::Between(stage.at_least, stage.at_most, stage.clock);
            rows.push(self.row(Aspect::Stage(place), |_| {
                Cell::of(said.clone(), Some(&stage.clause))
            }));
        }
        rows.extend(self.hours());
        for (place, upkeep) in self.comparison.upkeep.iter().enumerate() {
            rows.push(self.row(Aspect::Upkeep(place), |view| {
                let done = view.item.and_then(|item| upkeep.of_item(item));
                match done {
                    Some((every, clause)) => Cell::of(Said::Once(every), Some(clause)),
                    None => Cell::of(Said::Nothing, None),
                }
            }));
        }
        self.inclusions(&mut rows);
        self.exclusions(&mut rows);
        self.payments(&mut rows);
        // Where there is but one, nobody can choose.
        let routes = policy.routes.iter().enumerate();
        for (place, route) in routes.filter(|_| policy.routes.len() > 1) {
            rows.push(self.row(Aspect::Route(place), |view| {
                if is_never(route.when.as_ref(), view) {
                    Cell::of(Said::Nothing, None)
                } else {
                    Cell::of(Said::Yes, Some(&route.clause))
                }
            }));
        }
        rows
    }

    fn row(&self, of: Aspect, cell: impl Fn(&View<'a>) -> Cell) -> Row {
        let items = (0..self.policy.items.len()).map(ItemId::from_index);
        let cells = items.map(|item| cell(&self.view.of_item(Some(item))));
        Row {
            of,
            cells: cells.collect(),
        }
    }

    /// The channels with hours, together where they have the same with every item.
    fn hours(&self) -> Vec<Row> {
        let mut rows: Vec<Row> = Vec::new();
        for (place, channel) in self.policy.channels.iter().enumerate() {
            let Some(hours) = &channel.hours else {
                continue;
            };
            let row = self.row(Aspect::Hours(vec![place]), |view| {
                let said = |calendar: Option<&usize>| {
                    calendar.map_or(Said::Nothing, |calendar| Said::Hours(*calendar))
                };
                cell(channel.when.as_ref(), hours, None, view, said)
            });
            match rows.iter_mut().find(|before| before.cells == row.cells) {
                Some(Row {
                    of: Aspect::Hours(channels),
                    ..
                }) => channels.push(place),
                _ => rows.push(row),
            }
        }
        rows
    }

    /// Each kind of request, in the order of the choice. What no row of a table names
    /// is not listed.
    fn inclusions(&self, rows: &mut Vec<Row>) {
        for (place, line) in self.policy.lines.iter().enumerate() {
            let Some(inclusions) = &line.inclusions else {
                continue;
            };
            let options = self.policy.fact_entry(inclusions.fact);
            let options = options.map_or(0, |entry| entry.options.len());
            for option in (0..options).filter_map(|option| u16::try_from(option).ok()) {
                let mut named = inclusions.rows.iter();
                let rule = named.find(|row| row.kinds.contains(&option));
                let of = Aspect::Kind(place, inclusions.fact, option);
                rows.push(self.row(of, |view| {
                    let kind = [(inclusions.fact, Known::Option(option))];
                    let view = &view.assuming(&kind);
                    match rule {
                        _ if is_never(line.applies.as_ref(), view) => Cell::of(Said::Nothing, None),
                        Some(rule) => answer(&rule.answer, view),
                        None => Cell::of(Said::Answer(Inclusion::NotListed), None),
                    }
                }));
            }
        }
    }

    /// What is not covered, once, whatever lines it ends.
    fn exclusions(&self, rows: &mut Vec<Row>) {
        let mut told: Vec<FactId> = Vec::new();
        for rule in self.policy.lines.iter().flat_map(|line| &line.exclusions) {
            if told.contains(&rule.fact) {
                continue;
            }
            told.push(rule.fact);
            let entry = self.policy.fact_entry(rule.fact);
            let clause = entry.and_then(|entry| match &entry.source {
                FactSource::Exclusion(_, clause) => Some(clause.as_str()),
                FactSource::Declared(_) => None,
            });
            rows.push(self.row(Aspect::Exclusion(rule.fact), |view| {
                if is_never(rule.only_for.as_ref(), view) {
                    Cell::of(Said::Nothing, None)
                } else {
                    Cell::of(Said::Excluded, clause)
                }
            }));
        }
    }

    fn payments(&self, rows: &mut Vec<Row>) {
        for (place, line) in self.policy.lines.iter().enumerate() {
            let Some(covered) = &line.covered else {
                continue;
            };
            for payment in Payment::ALL {
                rows.push(self.row(Aspect::Pays(place, payment), |view| {
                    let pays = |pay: Option<&Pay>| {
                        let payer = pay.and_then(|pay| payment.of(pay));
                        payer.map_or(Said::Nothing, Said::Pays)
                    };
                    cell(line.applies.as_ref(), covered, None, view, pays)
                }));
            }
        }
    }
}

/// Whether something is never so with the item.
fn is_never(when: Option<&Condition>, view: &View<'_>) -> bool {
    when.is_some_and(|when| holds(when, view) == Truth::False)
}

/// How long a line runs, by each of its starts where they differ.
fn term(line: &LineRules, view: &View<'_>) -> Cell {
    let Some(rules) = &line.term else {
        return Cell::of(Said::Endless, None);
    };
    if is_never(line.applies.as_ref(), view) {
        return Cell::of(Said::Nothing, None);
    }
    let lengths: Vec<Cell> = rules
        .starts
        .iter()
        .map(|start| {
            let said = |span: Option<&CalendarSpan>| endless(rules, span);
            match &start.length {
                Some(length) => cell(None, length, Some(&start.clause), view, said),
                None => Cell::of(endless(rules, None), Some(&start.clause)),
            }
        })
        .collect();
    let saids = |cell: &Cell| -> Vec<Said> {
        let cases = cell.cases().iter();
        cases.map(|case| case.said.clone()).collect()
    };
    let is_one = lengths.windows(2).all(|pair| match pair {
        [one, next] => saids(one) == saids(next),
        _ => true,
    });
    match lengths.first() {
        None => Cell::of(endless(rules, None), None),
        Some(first) if is_one => first.clone(),
        Some(_) => {
            let by_start = lengths.into_iter().enumerate().flat_map(|(start, length)| {
                length.0.into_iter().map(move |case| Case {
                    when: match case.when {
                        When::Always => When::Start(start),
                        other => other,
                    },
                    ..case
                })
            });
            Cell(by_start.collect())
        }
    }
}

fn endless(rules: &TermRules, span: Option<&CalendarSpan>) -> Said {
    match (span, &rules.ends) {
        (Some(span), _) => Said::Length(*span),
        (None, Some(_)) => Said::AsAgreed,
        (None, None) => Said::Endless,
    }
}

/// The answer of an inclusion table, with the section that gives each.
fn answer(selected: &Selected<(Inclusion, String)>, view: &View<'_>) -> Cell {
    let cases = by_answer(selected, view).into_iter().map(|(when, answer)| {
        let (is, clause) = match answer {
            Some((is, clause)) => (*is, Some(clause.clone())),
            None => (Inclusion::NotListed, None),
        };
        Case {
            when,
            said: Said::Answer(is),
            clause,
        }
    });
    Cell(merged(cases.collect()))
}

/// What a choice says of an item, where it is offered at all.
fn cell<T: PartialEq>(
    when: Option<&Condition>,
    selected: &Selected<T>,
    clause: Option<&str>,
    view: &View<'_>,
    said: impl Fn(Option<&T>) -> Said,
) -> Cell {
    if is_never(when, view) {
        return Cell::of(Said::Nothing, None);
    }
    let cases = by_answer(selected, view).into_iter();
    let cases = cases.map(|(when, value)| Case {
        when,
        said: said(value),
        clause: clause.map(str::to_owned),
    });
    Cell(merged(cases.collect()))
}

/// One case where all say the same.
fn merged(cases: Vec<Case>) -> Vec<Case> {
    let are_alike = cases.windows(2).all(|pair| match pair {
        [one, next] => one.said == next.said && one.clause == next.clause,
        _ => true,
    });
    match cases.first() {
        Some(first) if are_alike => vec![Case {
            when: When::Always,
            ..first.clone()
        }],
        _ => cases,
    }
}

/// Every value that a choice can have with an item, and the answer that leads to it:
/// none where it depends on nothing, those of one fact where that alone settles it.
fn by_answer<'s, T: PartialEq>(
    selected: &'s Selected<T>,
    view: &View<'_>,
) -> Vec<(When, Option<&'s T>)> {
    if let Some(value) = definite(selected, view) {
        return vec![(When::Always, value)];
    }
    let mut facts = Vec::new();
    selected.facts(&mut facts);
    for fact in facts {
        let each = answers(view.policy, fact).into_iter();
        let settled: Option<Vec<_>> = each
            .map(|(known, value)| {
                let assumed = [view.assumed, &[(fact, known)]].concat();
                let value_of_it = definite(selected, &view.assuming(&assumed))?;
                Some((When::Fact(fact, value), value_of_it))
            })
            .collect();
        if let Some(settled) = settled.filter(|settled| !settled.is_empty()) {
            return settled;
        }
    }
    let mut all: Vec<(When, Option<&T>)> = Vec::new();
    each_value(selected, view, &mut |value| {
        if !all.iter().any(|(_, before)| *before == value) {
            all.push((When::Open, value));
        }
    });
    all
}

/// The answers to a fact that has few.
fn answers(policy: &Policy, fact: FactId) -> Vec<(Known<'static>, Value)> {
    let Some(entry) = policy.fact_entry(fact) else {
        return Vec::new();
    };
    match entry.kind {
        FactType::YesNo => [true, false]
            .map(|yes| (Known::YesNo(yes), Value::YesNo(yes)))
            .into(),
        FactType::Choice => {
            let options = (0..entry.options.len()).filter_map(|option| u16::try_from(option).ok());
            options
                .map(|option| (Known::Option(option), Value::Choice(option)))
                .collect()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::policy::document::{Hours, Id, Text};

    fn open(mon: Vec<Window>, tue: Vec<Window>) -> i64 {
        let hours = Hours {
            mon,
            tue,
            wed: Vec::new(),
            thu: Vec::new(),
            fri: Vec::new(),
            sat: Vec::new(),
            sun: Vec::new(),
        };
        let calendar = Calendar {
            id: <Id as crate::json::Shape>::stand_in(),
            name: Text::only("desk"),
            zone: "UTC".to_owned(),
            always: false,
            hours: Some(hours),
            holidays: None,
            cut_off: None,
            assumption: None,
        };
        open_minutes(&calendar)
    }

    #[test]
    fn open_time_of_whole_days_and_across_midnight() {
        let window = |from, until| Window { from, until };
        assert_eq!(open(vec![window(540, 1080)], Vec::new()), 540);
        assert_eq!(open(vec![window(0, 1440)], vec![window(0, 1440)]), 2880);
        assert_eq!(open(vec![window(1320, 360)], Vec::new()), 480);
        assert_eq!(open(Vec::new(), Vec::new()), 0);
    }
}
