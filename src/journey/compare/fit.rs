//! Which item fits, told: the questions, and the items in the order in which they fit.

use super::Compared;
use super::table::Sign;
use crate::domain::comparison::Need;
use crate::domain::comparison::fit::{Fit, Fitting, ranked};
use crate::domain::known::Truth;
use crate::domain::policy::document::{TimeSpan, Weekday};
use crate::journey::Choice;
use crate::journey::told::clock;
use crate::journey::wording::fill;

/// A question.
#[derive(Clone, Debug, PartialEq)]
pub struct QuestionView {
    /// Its id.
    pub id: String,
    /// The question.
    pub question: String,
    /// Its answers; the value is the place of the answer.
    pub answers: Vec<Choice>,
}

/// An item, and how it fits.
#[derive(Clone, Debug, PartialEq)]
pub struct FitView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// How it fits, in a few words.
    pub told: String,
    /// Whether it has everything that was asked for, and no smaller one has.
    pub is_best: bool,
    /// Each need, and what the item has.
    pub needs: Vec<NeedView>,
}

/// A need, and whether the item has it.
#[derive(Clone, Debug, PartialEq)]
pub struct NeedView {
    /// Whether it has it.
    pub sign: Sign,
    /// That in words.
    pub met: &'static str,
    /// What was asked for.
    pub asked: String,
    /// What the item has.
    pub has: String,
}

impl Compared<'_> {
    /// The questions, with the answers that are chosen.
    pub fn questions(&self, chosen: &[Option<usize>]) -> Vec<QuestionView> {
        let questions = self.comparison.questions.iter().enumerate();
        questions
            .map(|(place, question)| {
                let chosen = chosen.get(place).copied().flatten();
                let answers = question.answers.iter().enumerate();
                QuestionView {
                    id: question.id.clone(),
                    question: self.teller.text(&question.question).to_owned(),
                    answers: answers
                        .map(|(answer, (label, _))| Choice {
                            value: answer.to_string(),
                            label: self.teller.text(label).to_owned(),
                            line: None,
                            tag: None,
                            chosen: chosen == Some(answer),
                        })
                        .collect(),
                }
            })
            .collect()
    }

    /// The items, the one that fits best first; none before anything is asked for.
    pub fn fits(&self, chosen: &[Option<usize>]) -> Vec<FitView> {
        let fits = ranked(self.teller.policy, self.comparison, self.rows, chosen);
        if fits.iter().all(|fit| fit.needs.is_empty()) {
            return Vec::new();
        }
        let best = fits
            .first()
            .filter(|fit| fit.is_whole())
            .map(|fit| fit.item);
        fits.iter()
            .map(|fit| self.fit(fit, best == Some(fit.item)))
            .collect()
    }

    fn fit(&self, fit: &Fit, is_best: bool) -> FitView {
        let item = fit.item.index();
        let number = |number: usize| {
            let number = i64::try_from(number).unwrap_or(i64::MAX);
            self.teller.formats.number(number)
        };
        let (has, _) = fit.score();
        let told = if is_best {
            self.own.fits_best.to_owned()
        } else if fit.is_whole() {
            self.own.fits_too.to_owned()
        } else {
            fill(
                self.own.fits_in_part,
                &[&number(has), &number(fit.needs.len())],
            )
        };
        let id = self.teller.policy.items.get(item);
        FitView {
            id: id.map_or_else(String::new, |item| item.id.clone()),
            name: self.item(item).to_owned(),
            told,
            is_best,
            needs: fit.needs.iter().map(|need| self.need(need, item)).collect(),
        }
    }

    fn need(&self, fitting: &Fitting, item: usize) -> NeedView {
        let (sign, met) = match fitting.met {
            Truth::True => (Sign::Included, self.own.met),
            Truth::Unknown => (Sign::NotListed, self.own.met_in_part),
            Truth::False => (Sign::Excluded, self.own.not_met),
        };
        let row = fitting.row.and_then(|row| self.rows.get(row));
        let has = row.and_then(|row| {
            let cases = self.cases(&row.of, row.cells.get(item)?);
            let told = cases.into_iter().map(|case| self.in_one_line(case));
            Some(
                told.collect::<Vec<_>>()
                    .join(self.teller.words.list_semicolon),
            )
        });
        NeedView {
            sign,
            met,
            asked: self.asked(&fitting.need),
            has: has.unwrap_or_else(|| self.own.nothing.to_owned()),
        }
    }

    /// What was asked for, in words.
    fn asked(&self, need: &Need) -> String {
        let (own, teller, words) = (self.own, &self.teller, self.teller.words);
        match need {
            Need::Reached(day, at) => {
                let minutes = i64::from(at.0);
                let time = clock(minutes / 60, minutes % 60);
                fill(own.asked_reached, &[self.weekday(*day), &time])
            }
            Need::Within(commitment, seconds) => {
                let rule = teller.policy.commitments.get(*commitment);
                let title = rule.map_or("", |rule| teller.text(&rule.title));
                let time = teller.time(TimeSpan { seconds: *seconds });
                fill(words.named, &[title, &fill(words.within, &[&time])])
            }
            Need::Loses(span) => fill(own.lost, &[&self.days_of(*span)]),
            Need::Runs(span) => fill(own.asked_runs, &[&teller.span(*span)]),
            Need::Includes(fact, option) => {
                fill(own.asked_includes, &[teller.option(*fact, *option)])
            }
            Need::Holds(fact, least) => {
                let least = teller.amount(*fact, *least);
                fill(own.asked_holds, &[teller.named(*fact), &least])
            }
        }
    }

    /// The name of a day of the week.
    pub(super) fn weekday(&self, day: Weekday) -> &'static str {
        let names = &self.teller.words.weekdays;
        names
            .get(usize::from(day as u8))
            .copied()
            .unwrap_or_default()
    }
}
