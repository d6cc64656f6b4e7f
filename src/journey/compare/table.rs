//! The table, told: rows in groups, each cell in words and with a sign.

use super::Compared;
use crate::domain::comparison::most_days;
use crate::domain::comparison::table::{Aspect, Case, Cell, Change, Payment, Row, Said, When};
use crate::domain::policy::document::{Amount, CalendarSpan, Every, Inclusion, Text};
use crate::domain::policy::{Clock, Due, FactId};
use crate::journey::result::{hours, payer, within};
use crate::journey::wording::fill;

/// The table.
#[derive(Clone, Debug, PartialEq)]
pub struct TableView {
    /// The name of the policy.
    pub title: String,
    /// A column for each item.
    pub columns: Vec<ColumnView>,
    /// The rows, in groups.
    pub groups: Vec<GroupView>,
}

/// An item at the head of its column.
#[derive(Clone, Debug, PartialEq)]
pub struct ColumnView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is, in a few words.
    pub summary: Option<String>,
    /// Words that mark it.
    pub tag: Option<String>,
    /// What it has more of than the item before, where there is one: the heading, and
    /// each.
    pub adds: Option<(String, Vec<String>)>,
}

/// Rows of one kind.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupView {
    /// What they are about.
    pub title: &'static str,
    /// The rows.
    pub rows: Vec<RowView>,
}

/// A row.
#[derive(Clone, Debug, PartialEq)]
pub struct RowView {
    /// Its id, for the keys of what is shown: the kind of row, a dot, and ids of the pack.
    pub id: String,
    /// What it is about.
    pub title: String,
    /// A cell for each item.
    pub cells: Vec<CellView>,
    /// Whether all items have the same.
    pub is_same: bool,
    /// Whether they have it by the same section, too.
    pub is_one_section: bool,
}

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub struct CellView {
    /// What the item has, case by case.
    pub cases: Vec<CaseView>,
    /// How it differs from the item before, and that in words.
    pub change: Option<(Change, String)>,
}

/// What an item has in a case.
#[derive(Clone, Debug, PartialEq)]
pub struct CaseView {
    /// When it is the case, if not always: a question and the answer to it, or what it
    /// depends on.
    pub when: Option<(String, Option<String>)>,
    /// The sign that stands before it.
    pub sign: Sign,
    /// What the item has, in words.
    pub told: String,
    /// More on it.
    pub note: Option<String>,
    /// The label of the section that says so.
    pub clause: Option<String>,
}

/// A sign beside words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// It is included.
    Included,
    /// It is excluded.
    Excluded,
    /// It is not listed, or there is no such thing.
    NotListed,
    /// Words alone.
    None,
}

impl Sign {
    /// The sign, as text.
    pub const fn text(self) -> &'static str {
        match self {
            Sign::Included => "✓",
            Sign::Excluded => "✕",
            Sign::NotListed => "–",
            Sign::None => "",
        }
    }

    /// The word for it in the document.
    pub const fn word(self) -> &'static str {
        match self {
            Sign::Included => "included",
            Sign::Excluded => "excluded",
            Sign::NotListed => "not-listed",
            Sign::None => "none",
        }
    }
}

/// The groups, in the order of the rows.
const GROUPS: usize = 9;

impl Compared<'_> {
    /// The table.
    pub fn table(&self) -> TableView {
        let policy = self.teller.policy;
        let text = |text: Option<&Text>| text.map(|text| self.teller.text(text).to_owned());
        let columns = policy.items.iter().enumerate();
        let columns = columns.map(|(place, item)| ColumnView {
            id: item.id.clone(),
            name: self.item(place).to_owned(),
            summary: text(item.summary.as_ref()),
            tag: text(item.tag.as_ref()),
            adds: self.adds(place),
        });
        let mut groups: Vec<GroupView> = (0..GROUPS)
            .map(|group| GroupView {
                title: self.group_title(group),
                rows: Vec::new(),
            })
            .collect();
        for row in self.rows {
            if let Some(group) = groups.get_mut(group_of(&row.of)) {
                group.rows.push(self.row(row));
            }
        }
        groups.retain(|group| !group.rows.is_empty());
        TableView {
            title: self.teller.text(&policy.title).to_owned(),
            columns: columns.collect(),
            groups,
        }
    }

    fn group_title(&self, group: usize) -> &'static str {
        let (own, words) = (self.own, self.teller.words);
        let titles = [
            own.cover,
            own.reactions,
            words.stages,
            own.reached,
            own.upkeep,
            own.inclusions,
            own.exclusions,
            words.costs,
            own.routes,
        ];
        titles.get(group).copied().unwrap_or_default()
    }

    fn row(&self, row: &Row) -> RowView {
        let are_alike = |alike: fn(&Case, &Case) -> bool| {
            row.cells.windows(2).all(|pair| match pair {
                [one, next] => {
                    let (one, next) = (one.cases(), next.cases());
                    let mut cases = one.iter().zip(next);
                    one.len() == next.len() && cases.all(|(one, next)| alike(one, next))
                }
                _ => true,
            })
        };
        let cells = row.cells.iter().enumerate();
        let cells = cells.map(|(place, cell)| CellView {
            cases: self.cases(&row.of, cell),
            change: self.change(row, place, cell),
        });
        RowView {
            id: self.row_id(&row.of),
            title: self.row_title(&row.of),
            cells: cells.collect(),
            is_same: are_alike(|one, next| one.said == next.said && one.when == next.when),
            is_one_section: are_alike(|one, next| one.clause == next.clause),
        }
    }

    fn change(&self, row: &Row, place: usize, cell: &Cell) -> Option<(Change, String)> {
        let before = place.checked_sub(1)?;
        let change = cell.change(row.cells.get(before)?, self.teller.policy)?;
        let told = match change {
            Change::More => self.own.more,
            Change::Less => self.own.less,
        };
        Some((change, fill(told, &[self.item(before)])))
    }

    /// What an item has more of than the one before.
    fn adds(&self, place: usize) -> Option<(String, Vec<String>)> {
        let before = place.checked_sub(1)?;
        let mut adds = Vec::new();
        for row in self.rows {
            let Some(cell) = row.cells.get(place) else {
                continue;
            };
            if !matches!(self.change(row, place, cell), Some((Change::More, _))) {
                continue;
            }
            let title = self.row_title(&row.of);
            let cases = self.cases(&row.of, cell);
            adds.push(match (&row.of, cases.as_slice()) {
                // That it is included is what adding says.
                (Aspect::Kind(..) | Aspect::Route(_), [_]) => title,
                (Aspect::Kind(..), _) => fill(self.own.in_part, &[&title]),
                (Aspect::Exclusion(_), _) => fill(self.own.no_longer_excluded, &[&title]),
                (_, cases) => {
                    let told: Vec<&str> = cases.iter().map(|case| case.told.as_str()).collect();
                    let told = told.join(self.teller.words.list_semicolon);
                    fill(self.teller.words.named, &[&title, &told])
                }
            });
        }
        let heading = fill(self.own.beyond, &[self.item(before)]);
        (!adds.is_empty()).then_some((heading, adds))
    }

    fn row_title(&self, of: &Aspect) -> String {
        let (teller, words) = (&self.teller, self.teller.words);
        let policy = teller.policy;
        let text = |text| teller.text(text).to_owned();
        // Several lines have a row each, which its title tells apart.
        let of_line = |line: usize, title: &str| {
            let named = policy.lines.get(line).filter(|_| policy.lines.len() > 1);
            match named {
                Some(line) => fill(words.named, &[teller.text(&line.title), title]),
                None => title.to_owned(),
            }
        };
        match of {
            Aspect::Term(line) => of_line(*line, self.own.term),
            Aspect::Limit(line, limit) => {
                let limits = policy.lines.get(*line).map(|line| &line.limits);
                let limit = limits.and_then(|limits| limits.get(*limit));
                let name = limit.map_or("", |limit| teller.named(limit.fact));
                of_line(*line, &fill(words.limit_only, &[name]))
            }
            Aspect::Commitment(place) => {
                let rule = policy.commitments.get(*place);
                rule.map_or_else(String::new, |rule| text(&rule.title))
            }
            Aspect::Stage(place) => {
                let rule = policy.stages.get(*place);
                rule.map_or_else(String::new, |rule| text(&rule.title))
            }
            Aspect::Hours(channels) => {
                let channels = channels.iter();
                let names = channels.filter_map(|place| policy.channels.get(*place));
                let names: Vec<&str> = names.map(|channel| teller.text(&channel.name)).collect();
                names.join(words.list_comma)
            }
            Aspect::Upkeep(place) => {
                let rule = self.comparison.upkeep.get(*place);
                rule.map_or_else(String::new, |rule| text(&rule.title))
            }
            Aspect::Kind(line, fact, option) => of_line(*line, teller.option(*fact, *option)),
            Aspect::Exclusion(fact) => teller.question(*fact).to_owned(),
            Aspect::Pays(line, payment) => of_line(
                *line,
                match payment {
                    Payment::Parts => words.cost_parts,
                    Payment::Labour => words.cost_labour,
                    Payment::Travel => words.cost_travel,
                    Payment::ShipIn => words.cost_ship_in,
                    Payment::ShipOut => words.cost_ship_out,
                },
            ),
            Aspect::Route(place) => {
                let route = policy.routes.get(*place);
                route.map_or_else(String::new, |route| teller.passage(route))
            }
        }
    }

    fn row_id(&self, of: &Aspect) -> String {
        let policy = self.teller.policy;
        let line = |place: &usize| policy.lines.get(*place).map_or("", |line| &line.id);
        let fact = |fact: FactId| policy.fact_entry(fact).map_or("", |entry| &entry.id);
        match of {
            Aspect::Term(place) => ["term.", line(place)].concat(),
            Aspect::Limit(place, limit) => {
                let limits = policy.lines.get(*place).map(|line| &line.limits);
                let limit = limits.and_then(|limits| limits.get(*limit));
                ["limit.", limit.map_or("", |limit| &limit.id)].concat()
            }
            Aspect::Commitment(place) => {
                let rule = policy.commitments.get(*place);
                ["commitment.", rule.map_or("", |rule| &rule.id)].concat()
            }
            Aspect::Stage(place) => {
                let rule = policy.stages.get(*place);
                ["stage.", rule.map_or("", |rule| &rule.id)].concat()
            }
            Aspect::Hours(channels) => {
                let channels = channels.iter();
                let ids = channels.filter_map(|place| policy.channels.get(*place));
                let ids: Vec<&str> = ids.map(|channel| channel.id.as_str()).collect();
                ["hours.", &ids.join("+")].concat()
            }
            Aspect::Upkeep(place) => {
                let rule = self.comparison.upkeep.get(*place);
                ["upkeep.", rule.map_or("", |rule| &rule.id)].concat()
            }
            Aspect::Kind(_, choice, option) => {
                let entry = policy.fact_entry(*choice);
                let option = entry.and_then(|entry| entry.option(*option));
                ["kind.", option.unwrap_or_default()].concat()
            }
            Aspect::Exclusion(exclusion) => ["exclusion.", fact(*exclusion)].concat(),
            Aspect::Pays(_, payment) => {
                let what = match payment {
                    Payment::Parts => "parts",
                    Payment::Labour => "labour",
                    Payment::Travel => "travel",
                    Payment::ShipIn => "ship_in",
                    Payment::ShipOut => "ship_out",
                };
                ["pays.", what].concat()
            }
            Aspect::Route(place) => {
                let route = policy.routes.get(*place);
                ["route.", route.map_or("", |route| &route.id)].concat()
            }
        }
    }

    pub(super) fn cases(&self, of: &Aspect, cell: &Cell) -> Vec<CaseView> {
        cell.cases()
            .iter()
            .map(|case| {
                let (sign, told, note) = self.said(of, &case.said);
                CaseView {
                    when: self.when(of, case),
                    sign,
                    told,
                    note,
                    clause: case.clause.as_deref().map(|clause| {
                        let (label, text) = self.teller.clause(clause);
                        label.unwrap_or(text)
                    }),
                }
            })
            .collect()
    }

    /// A case in one line.
    pub(super) fn in_one_line(&self, case: CaseView) -> String {
        let named = self.teller.words.named;
        match case.when {
            None => case.told,
            Some((what, None)) => fill(named, &[&what, &case.told]),
            Some((question, Some(answer))) => {
                let answered = fill(self.own.answered, &[&question, &answer]);
                fill(named, &[&answered, &case.told])
            }
        }
    }

    fn when(&self, of: &Aspect, case: &Case) -> Option<(String, Option<String>)> {
        let (teller, words) = (&self.teller, self.teller.words);
        match &case.when {
            When::Always => None,
            When::Open => Some((self.own.depends.to_owned(), None)),
            When::Fact(fact, value) => {
                let answer = teller.value(*fact, value);
                Some((teller.question(*fact).to_owned(), Some(answer)))
            }
            When::Start(start) => {
                let Aspect::Term(line) = of else { return None };
                let term = teller.policy.lines.get(*line)?.term.as_ref()?;
                let basis = teller.policy.fact(&term.starts.get(*start)?.basis);
                let basis = basis.map_or(self.own.other_start, |fact| teller.named(fact));
                Some((fill(words.if_start, &[basis]), None))
            }
        }
    }

    fn said(&self, of: &Aspect, said: &Said) -> (Sign, String, Option<String>) {
        let (own, teller, words) = (self.own, &self.teller, self.teller.words);
        let plain = |told: &str| (Sign::None, told.to_owned(), None);
        match said {
            Said::Nothing => (Sign::NotListed, own.nothing.to_owned(), None),
            Said::Yes => (Sign::Included, words.yes.to_owned(), None),
            Said::NotStated => plain(words.no_time),
            Said::Endless => plain(words.no_end),
            Said::AsAgreed => plain(own.as_agreed),
            Said::Length(span) => plain(&teller.span(*span)),
            Said::Number(fact, number) => plain(&teller.amount(*fact, *number)),
            Said::Within(amount, clock) => self.within(of, *amount, *clock),
            Said::Between(least, most, _) if most.seconds == 0 || least == most => {
                let told = if most.seconds == 0 {
                    words.at_once.to_owned()
                } else {
                    teller.time(*most)
                };
                (Sign::None, told, None)
            }
            Said::Between(least, most, _) => plain(&fill(
                words.from_to,
                &[&teller.time(*least), &teller.time(*most)],
            )),
            Said::Every(Every::Month) => plain(own.every_month),
            Said::Every(Every::Year) => plain(own.every_year),
            Said::Hours(calendar) => {
                let calendar = teller.policy.calendars.get(*calendar);
                plain(&calendar.map_or_else(String::new, |calendar| hours(teller, calendar)))
            }
            Said::Once(span) => {
                let keeps = match of {
                    Aspect::Upkeep(place) => self.comparison.upkeep.get(*place),
                    _ => None,
                };
                let keeps = keeps.is_some_and(|upkeep| upkeep.keeps_data);
                let lost = keeps.then(|| fill(own.lost, &[&self.days_of(*span)]));
                (Sign::None, self.every(*span), lost)
            }
            Said::Answer(Inclusion::Included) => (Sign::Included, own.included.to_owned(), None),
            Said::Answer(Inclusion::Excluded) => (Sign::Excluded, own.excluded.to_owned(), None),
            Said::Answer(Inclusion::NotListed) => {
                (Sign::NotListed, own.not_listed.to_owned(), None)
            }
            Said::Pays(who) => plain(payer(teller, *who)),
            Said::Excluded => (Sign::Excluded, words.not_covered.to_owned(), None),
        }
    }

    fn within(&self, of: &Aspect, amount: Amount, clock: Clock) -> (Sign, String, Option<String>) {
        let rule = match of {
            Aspect::Commitment(place) => self.teller.policy.commitments.get(*place),
            _ => None,
        };
        match rule.map(|rule| &rule.due) {
            Some(Due::Within(from, ..)) => {
                let (told, note) = within(&self.teller, *from, amount, clock);
                (Sign::None, told, Some(note))
            }
            _ => (Sign::None, String::new(), None),
        }
    }

    /// How often, in words.
    fn every(&self, span: CalendarSpan) -> String {
        match span {
            CalendarSpan { months: 0, days: 1 } => self.own.every_day.to_owned(),
            CalendarSpan { months: 0, days: 7 } => self.own.every_week.to_owned(),
            CalendarSpan { months: 1, days: 0 } => self.own.every_month.to_owned(),
            CalendarSpan {
                months: 12,
                days: 0,
            } => self.own.every_year.to_owned(),
            span => fill(self.own.every, &[&self.teller.span(span)]),
        }
    }

    /// The most days of a length, in words.
    pub(super) fn days_of(&self, span: CalendarSpan) -> String {
        let days = most_days(span);
        let words = self.teller.words.days;
        words.of(days, &self.teller.formats.number(days))
    }
}

const fn group_of(of: &Aspect) -> usize {
    match of {
        Aspect::Term(_) | Aspect::Limit(..) => 0,
        Aspect::Commitment(_) => 1,
        Aspect::Stage(_) => 2,
        Aspect::Hours(_) => 3,
        Aspect::Upkeep(_) => 4,
        Aspect::Kind(..) => 5,
        Aspect::Exclusion(_) => 6,
        Aspect::Pays(..) => 7,
        Aspect::Route(_) => 8,
    }
}
