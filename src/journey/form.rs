//! The questions: only those that the item and the answers so far call for.

use super::answers::{ClockParts, DateParts, Mistyped, Number, Period, Typed, TypingError, units};
use super::told::Teller;
use super::wording::{Wording, fill};
use super::{Answers, Language};
use crate::domain::claim::Claim;
use crate::domain::coverage::{Assessment, Subject};
use crate::domain::known::{Known, Truth, View, holds};
use crate::domain::policy::document::{FactType, Role, SerialPartKind};
use crate::domain::policy::{FactEntry, FactId, LineRules};
use crate::domain::term::{Expected, SerialError};

/// At most so many options stand as a list; more are a select.
const MOST_RADIOS: usize = 7;

/// The questions of a policy.
#[derive(Clone, Debug, PartialEq)]
pub struct Form {
    /// What decides the verdict, in the order in which a person would be asked.
    pub fields: Vec<Field>,
    /// The exclusions, where they can matter.
    pub checklist: Option<Checklist>,
    /// What changes only times, costs and routes.
    pub details: Vec<Field>,
    /// Every field with an error, in order.
    pub errors: Vec<(String, String)>,
}

/// A question with what was typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// The fact's id, or `item`.
    pub id: String,
    /// The question.
    pub label: String,
    /// What is meant, and where to find it.
    pub hint: Option<String>,
    /// What is wrong with what was typed.
    pub error: Option<FieldError>,
    /// How it is asked.
    pub input: Input,
    /// What helps to answer it, if anything does.
    pub companion: Option<Companion>,
}

/// What stands beside a question or the answer: parts that are fetched when they
/// are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Companion {
    /// A drive's health report answers it, and more.
    Report,
    /// The description of the fault raises questions and proposes answers.
    Triage,
    /// The answer is taken away, and comes back from a link.
    Takeaway,
    /// How other pages show the checker.
    Embedding,
    /// Items side by side.
    Compare,
}

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// In words.
    pub message: String,
    /// The part that is wrong, where the field has parts.
    pub error: Option<TypingError>,
    /// The entry beside which it is told, counted from 0, where the field is a list.
    pub entry: Option<usize>,
}

/// How a question is asked.
#[derive(Clone, Debug, PartialEq)]
pub enum Input {
    /// One of a few, each with a line of its own.
    Radios(Vec<Choice>),
    /// One of many.
    Select(Vec<Choice>),
    /// Yes, no or not sure.
    YesNo(YesNo),
    /// A line of text.
    Line(String),
    /// A longer text.
    Area(String),
    /// A date.
    Date(DateParts),
    /// A date and a time.
    Moment(DateParts, ClockParts),
    /// A number in one of the units, or in the only one.
    Number(Number, Vec<String>),
    /// Dates.
    Dates(Vec<DateParts>),
    /// Periods.
    Periods(Vec<Period>),
}

/// What was answered to a question of yes or no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum YesNo {
    /// Nothing yet.
    Open,
    /// That the person is not sure.
    NotSure,
    /// Yes or no.
    Said(bool),
}

impl YesNo {
    pub(super) fn of(typed: Option<&Typed>) -> YesNo {
        match typed {
            Some(Typed::YesNo(answer)) => YesNo::Said(*answer),
            Some(Typed::NotSure) => YesNo::NotSure,
            _ => YesNo::Open,
        }
    }
}

/// One of several answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Its value.
    pub value: String,
    /// What it is called.
    pub label: String,
    /// More on it.
    pub line: Option<String>,
    /// A word that marks it.
    pub tag: Option<String>,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// The exclusions.
#[derive(Clone, Debug, PartialEq)]
pub struct Checklist {
    /// One for each.
    pub rows: Vec<ChecklistRow>,
    /// Whether every one is answered no.
    pub all_clear: bool,
}

/// An exclusion and its answer.
#[derive(Clone, Debug, PartialEq)]
pub struct ChecklistRow {
    /// The fact.
    pub id: String,
    /// Did it happen?
    pub question: String,
    /// What is meant.
    pub help: Option<String>,
    /// The answer.
    pub answer: YesNo,
}

/// The questions that the claim calls for.
pub(super) fn form(
    teller: &Teller<'_>,
    answers: &Answers,
    claim: &Claim,
    assessment: &Assessment,
    errors: &[Mistyped],
) -> Form {
    let policy = teller.policy;
    let view = View::new(policy, claim, assessment.today);
    let mut fields = Vec::new();
    let mut details = Vec::new();
    if !policy.items.is_empty() {
        fields.push(item_field(teller, answers));
    }
    for (index, entry) in policy.facts.iter().enumerate() {
        let fact = FactId::from_index(index);
        if entry.is_exclusion() {
            continue;
        }
        let called_for = entry
            .when
            .as_ref()
            .is_none_or(|when| holds(when, &view) == Truth::True);
        // What follows from the item is not asked, unless it was said.
        let follows = claim.fact(fact).is_none() && view.fact(fact) != Known::Unknown;
        if !called_for || follows {
            continue;
        }
        let field = field(
            teller,
            answers,
            fact,
            error(teller, fact, assessment, errors),
        );
        // Replacements are never asked for, but move the end of cover.
        let moves_cover = |line: &LineRules| {
            let term = line.term.as_ref();
            let rule = term.and_then(|term| term.after_remedy.as_ref());
            rule.is_some_and(|(replaced, _)| *replaced == fact)
        };
        if entry.role == Role::Detail && !policy.lines.iter().any(moves_cover) {
            details.push(field);
        } else {
            fields.push(field);
        }
    }
    let checklist = checklist(teller, answers, claim, assessment, &view);
    let errors = fields
        .iter()
        .chain(&details)
        .filter_map(|field| {
            Some((
                field.id.clone(),
                format!("{} {}", field.label, field.error.as_ref()?.message),
            ))
        })
        .collect();
    Form {
        fields,
        checklist,
        details,
        errors,
    }
}

fn item_field(teller: &Teller<'_>, answers: &Answers) -> Field {
    let choices = teller.policy.items.iter().map(|item| Choice {
        value: item.id.as_str().to_owned(),
        label: teller.text(&item.name).to_owned(),
        line: item
            .summary
            .as_ref()
            .map(|line| teller.text(line).to_owned()),
        tag: item.tag.as_ref().map(|tag| teller.text(tag).to_owned()),
        chosen: answers.item.as_deref() == Some(item.id.as_str()),
    });
    let choices: Vec<Choice> = choices.collect();
    let reported = teller.policy.facts.iter().any(FactEntry::is_in_report);
    let input = if choices.len() > MOST_RADIOS {
        Input::Select(choices)
    } else {
        Input::Radios(choices)
    };
    Field {
        id: "item".to_owned(),
        label: teller.asked(Subject::Item).to_owned(),
        hint: None,
        error: None,
        input,
        companion: reported.then_some(Companion::Report),
    }
}

fn field(teller: &Teller<'_>, answers: &Answers, fact: FactId, error: Option<FieldError>) -> Field {
    let words = teller.words;
    let entry = teller.policy.fact_entry(fact);
    let id = entry.map_or("", |entry| entry.id.as_str());
    let typed = answers.typed(id);
    let mut companion = None;
    let mut hints: Vec<String> = entry
        .into_iter()
        .flat_map(|entry| [&entry.help, &entry.find])
        .flatten()
        .map(|text| teller.text(text).to_owned())
        .collect();
    let own_zone = teller.formats.zone(&teller.formats.own_zone());
    let input = match entry.map(|entry| entry.kind) {
        Some(FactType::YesNo) => Input::YesNo(YesNo::of(typed)),
        Some(FactType::Choice) => {
            let options = entry.map_or(&[][..], |entry| entry.options.as_slice());
            let chosen =
                |value: &str| matches!(typed, Some(Typed::Choice(chosen)) if chosen == value);
            let choices: Vec<Choice> = options
                .iter()
                .map(|option| Choice {
                    value: option.value.clone(),
                    label: teller.text(&option.label).to_owned(),
                    line: option
                        .help
                        .as_ref()
                        .map(|help| teller.text(help).to_owned()),
                    tag: None,
                    chosen: chosen(&option.value),
                })
                .collect();
            if choices.len() > MOST_RADIOS {
                // A select cannot explain its options: the chosen one is
                // explained in the hint, on a line of its own.
                let chosen = choices.iter().find(|choice| choice.chosen);
                let line = chosen.and_then(|choice| choice.line.as_deref());
                hints.extend(line.map(|line| ["\n", line].concat()));
                Input::Select(choices)
            } else {
                let mut choices = choices;
                choices.push(Choice {
                    value: String::new(),
                    label: words.not_sure.to_owned(),
                    line: None,
                    tag: None,
                    chosen: typed == Some(&Typed::NotSure),
                });
                Input::Radios(choices)
            }
        }
        Some(FactType::Date) => {
            hints.push(fill(words.date_hint, &[example(teller.language)]));
            Input::Date(match typed {
                Some(Typed::Date(parts)) => parts.clone(),
                _ => DateParts::default(),
            })
        }
        Some(FactType::Instant) => {
            hints.push(fill(words.moment_hint, &[&own_zone]));
            match typed {
                Some(Typed::Moment(day, clock)) => Input::Moment(day.clone(), clock.clone()),
                _ => Input::Moment(DateParts::default(), ClockParts::default()),
            }
        }
        Some(FactType::Integer | FactType::Money) => {
            let unit = entry.and_then(|entry| entry.unit.as_deref());
            let offered: Vec<String> = match units(unit) {
                [_] => {
                    let name = entry.and_then(|entry| entry.unit_name.as_ref());
                    let name = name.map(|name| teller.text(name)).or(unit);
                    name.map(str::to_owned).into_iter().collect()
                }
                several => several.iter().map(|(name, _)| (*name).to_owned()).collect(),
            };
            let number = match typed {
                Some(Typed::Number(number)) => number.clone(),
                _ => Number::default(),
            };
            Input::Number(number, offered)
        }
        Some(FactType::Dates) => Input::Dates(match typed {
            Some(Typed::Dates(dates)) => dates.clone(),
            _ => Vec::new(),
        }),
        Some(FactType::Events) => {
            hints.push(fill(words.moment_hint, &[&own_zone]));
            Input::Periods(match typed {
                Some(Typed::Periods(periods)) => periods.clone(),
                _ => Vec::new(),
            })
        }
        kind => {
            let text = match typed {
                Some(Typed::Text(text)) => text.clone(),
                _ => String::new(),
            };
            let long = kind == Some(FactType::Text)
                && entry.is_some_and(|entry| entry.role == Role::Fault);
            if long {
                companion = Some(Companion::Triage);
                Input::Area(text)
            } else {
                Input::Line(text)
            }
        }
    };
    let hint = (!hints.is_empty()).then(|| {
        hints.join(match teller.language {
            // The full stop of Chinese carries its own space.
            Language::Chinese => "",
            Language::English | Language::Vietnamese => " ",
        })
    });
    Field {
        id: id.to_owned(),
        label: teller.question(fact).to_owned(),
        hint,
        error,
        input,
        companion,
    }
}

/// 29 February 2024, in the order of the fields.
const fn example(language: Language) -> &'static str {
    match language {
        Language::Chinese => "2024\u{a0}2\u{a0}29",
        Language::English | Language::Vietnamese => "29\u{a0}2\u{a0}2024",
    }
}

fn error(
    teller: &Teller<'_>,
    fact: FactId,
    assessment: &Assessment,
    errors: &[Mistyped],
) -> Option<FieldError> {
    let words = teller.words;
    if let Some(wrong) = errors.iter().find(|wrong| wrong.fact == fact) {
        let message = match wrong.error {
            TypingError::DayMissing => words.error_day,
            TypingError::MonthMissing => words.error_month,
            TypingError::YearMissing => words.error_year,
            TypingError::YearShort => words.error_year_short,
            TypingError::NotADate => words.error_date,
            TypingError::NotATime => words.error_time,
            TypingError::NotANumber => words.error_number,
            TypingError::NotWhole => words.error_whole,
            TypingError::TooLarge => words.error_large,
            TypingError::EndsFirst => words.error_ends_first,
            TypingError::TooLong => words.error_long,
            TypingError::NoEdition => words.error_no_edition,
        };
        let entry = wrong.entry.and_then(|entry| i64::try_from(entry).ok());
        let message = match entry.map(|entry| entry.saturating_add(1)) {
            Some(entry) => {
                let entry = fill(words.entry, &[&teller.formats.number(entry)]);
                fill(words.named, &[&entry, message])
            }
            None => message.to_owned(),
        };
        return Some(FieldError {
            message,
            error: Some(wrong.error),
            entry: wrong.entry,
        });
    }
    let problem = assessment
        .serial_problem
        .filter(|_| teller.policy.serial == Some(fact))?;
    let message = serial_message(words, problem);
    let message = match &assessment.serial_meant {
        Some(meant) => fill(words.serial_meant, &[&message, meant]),
        None => message,
    };
    Some(FieldError {
        message,
        error: None,
        entry: None,
    })
}

/// What is wrong with a serial. People count its characters from 1.
fn serial_message(words: &Wording, problem: SerialError) -> String {
    let mut one = [0; 4];
    let (template, number, what, found) = match problem {
        SerialError::Form {
            at,
            expected,
            found,
        } => {
            let what = match expected {
                Expected::Exactly(character) => character.encode_utf8(&mut one),
                Expected::Digit => words.serial_parts[0],
                Expected::Letter => words.serial_parts[1],
                Expected::LetterOrDigit => words.serial_parts[2],
                Expected::DigitOrX => words.serial_parts[3],
            };
            let found = String::from(found);
            (words.serial_form, at.saturating_add(1), what, found)
        }
        SerialError::Length { expected, found } => {
            (words.serial_length, expected, "", found.to_string())
        }
        SerialError::Impossible { at, part } => {
            let what = match part {
                SerialPartKind::Week => words.serial_parts[4],
                SerialPartKind::Day => words.serial_parts[6],
                _ => words.serial_parts[5],
            };
            let place = at.saturating_add(1);
            (words.serial_impossible, place, what, String::new())
        }
        SerialError::Check { at } => (words.serial_check, at.saturating_add(1), "", String::new()),
        SerialError::Future => (words.serial_future, 0, "", String::new()),
    };
    fill(template, &[&number.to_string(), what, &found])
}

/// The exclusions that are asked here, while any of them is answered or can
/// still settle the claim.
fn checklist(
    teller: &Teller<'_>,
    answers: &Answers,
    claim: &Claim,
    assessment: &Assessment,
    view: &View<'_>,
) -> Option<Checklist> {
    let policy = teller.policy;
    let mut rows = Vec::new();
    let mut matters = false;
    for (index, entry) in policy.facts.iter().enumerate() {
        if !entry.is_exclusion() {
            continue;
        }
        if entry
            .when
            .as_ref()
            .is_some_and(|when| holds(when, view) != Truth::True)
        {
            continue;
        }
        let fact = FactId::from_index(index);
        matters |= claim.fact(fact).is_some()
            || assessment
                .questions
                .iter()
                .any(|question| question.about == Subject::Fact(fact));
        // What the person's own words raise is asked beside them.
        if claim.suspicion(fact).is_some() {
            continue;
        }
        rows.push(ChecklistRow {
            id: entry.id.clone(),
            question: teller.text(&entry.question).to_owned(),
            help: entry.help.as_ref().map(|help| teller.text(help).to_owned()),
            answer: YesNo::of(answers.typed(&entry.id)),
        });
    }
    let all_clear = rows.iter().all(|row| row.answer == YesNo::Said(false));
    (matters && !rows.is_empty()).then_some(Checklist { rows, all_clear })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::bundled::{bundle, read_bundle};
    use crate::domain::instant::Instant;
    use crate::domain::policy::Bundle;
    use crate::domain::world::BuiltInZones;
    use crate::journey::wording::wording;
    use crate::journey::{IsoFormats, check};

    /// What stands beside the field once this was typed in it.
    fn told(bundle: &Bundle, item: &str, serial: &str, language: Language) -> Option<String> {
        let mut answers = Answers {
            item: Some(item.to_owned()),
            ..Answers::default()
        };
        answers.set("serial", Some(Typed::Text(serial.to_owned())));
        let as_of = Instant::parse("2026-11-22T10:00:00+08:00").expect("an instant");
        let words = wording(language);
        let view = check(bundle, &answers, as_of, words, &IsoFormats, &BuiltInZones);
        let form = view.expect("a view").form;
        let field = form.fields.iter().find(|field| field.id == "serial");
        let error = field.expect("a field").error.as_ref();
        error.map(|error| error.message.clone())
    }

    #[test]
    fn a_wrong_serial_is_told_in_every_language() {
        let bundle = bundle("storage-warranty").expect("a bundled policy");
        let typed = [
            (
                "SD24O90001231",
                [
                    "Character 5 of the serial number must be a digit, not O. Compare it with the label. Did you mean SD24090001231?",
                    "序列号第 5 位应为：数字（现在是 O），请对照标签核对。是不是 SD24090001231？",
                    "Ký tự thứ 5 của số sê-ri phải là chữ số, không phải O. Hãy so lại với nhãn. Có phải là SD24090001231 không?",
                ],
            ),
            (
                "TF24090001231",
                [
                    "Character 1 of the serial number must be S, not T. Compare it with the label",
                    "序列号第 1 位应为：S（现在是 T），请对照标签核对",
                    "Ký tự thứ 1 của số sê-ri phải là S, không phải T. Hãy so lại với nhãn",
                ],
            ),
            (
                "SD24",
                [
                    "The serial number must have 13 characters, not 4",
                    "序列号应为 13 位，现在是 4 位",
                    "Số sê-ri phải có 13 ký tự, không phải 4",
                ],
            ),
            (
                "SD24090001232",
                [
                    "Character 13 of the serial number checks the others and does not match, so one of them is wrong. Compare each with the label",
                    "序列号第 13 位是校验位，与其他各位不符，说明有一位填错，请对照标签逐位核对",
                    "Ký tự thứ 13 của số sê-ri dùng để kiểm tra và không khớp, nên có ký tự bị sai. Hãy so từng ký tự với nhãn",
                ],
            ),
            (
                "SD23530001231",
                [
                    "At character 5 the serial number names a week that its year does not have. Compare it with the label",
                    "序列号第 5 位起的周数在该年中不存在，请对照标签核对",
                    "Từ ký tự thứ 5, số sê-ri ghi một tuần mà năm đó không có. Hãy so lại với nhãn",
                ],
            ),
            (
                "SD26480000012",
                [
                    "By this serial number it would be made after today. Compare it with the label",
                    "按这个序列号，生产日期在今天之后，请对照标签核对",
                    "Theo số sê-ri này, ngày sản xuất ở sau hôm nay. Hãy so lại với nhãn",
                ],
            ),
        ];
        for (serial, messages) in typed {
            for (language, message) in Language::ALL.into_iter().zip(messages) {
                let told = told(&bundle, "sample-ssd-480", serial, language);
                assert_eq!(told.as_deref(), Some(message), "{serial}");
            }
        }
        let right = told(
            &bundle,
            "sample-ssd-480",
            "SD24090001231",
            Language::English,
        );
        assert_eq!(right, None);
    }

    #[test]
    fn what_a_scheme_asks_for_is_told() {
        let pack = include_bytes!("../../tests/packs/cordless-drill.json");
        let bundle = read_bundle(pack).expect("an example pack");
        for (item, serial, must) in [
            (
                "drill",
                "K320240229017P",
                "Character 2 of the serial number must be a letter, not 3. ",
            ),
            (
                "drill",
                "KX20240229017#",
                "Character 14 of the serial number must be a letter or a digit, not #. ",
            ),
            (
                "battery",
                "IL02402123A",
                "Character 11 of the serial number must be a digit or X, not A. ",
            ),
            (
                "drill",
                "KX20241301017P",
                "At character 7 the serial number names a month that does not exist. ",
            ),
            (
                "drill",
                "KX202302290178",
                "At character 9 the serial number names a day that its month does not have. ",
            ),
        ] {
            let told = told(&bundle, item, serial, Language::English).expect("an error");
            assert!(told.starts_with(must), "{told}");
        }
    }
}
