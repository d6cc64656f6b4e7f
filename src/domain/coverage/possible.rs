//! Putting the rules together: which verdicts are still possible.
//!
//! A fact that several rules read must have one value in all of them. So the
//! unknown item and the unknown shared facts are tried one by one: a [`World`]
//! is one such assumption. Within a world each unknown concerns one rule
//! only, and the sets that rules give can be chained without loss.

use super::Contradiction;
use super::contradiction::{contradicted, contradictions, may_contradict, readings};
use super::gate::{self, Possible};
use crate::domain::known::{Known, Truth, View, holds};
use crate::domain::policy::document::FactType;
use crate::domain::policy::{FactId, Gate, ItemId, LineRules};

/// At most so many assumptions are tried; past them facts count as unrelated,
/// which can leave a verdict open but never wrong.
const MOST_WORLDS: usize = 4096;

/// One way in which the unknown item and the unknown shared facts can be.
#[derive(Clone, Debug, Default)]
pub(super) struct World<'a> {
    pub item: Option<ItemId>,
    pub assumed: Vec<(FactId, Known<'a>)>,
    /// Whether what was said contradicts itself here.
    pub doubted: bool,
}

impl<'a> World<'a> {
    /// The view in which this is assumed.
    pub fn of<'v>(&'v self, view: &View<'v>) -> View<'v> {
        let view = if self.item == view.item {
            *view
        } else {
            view.of_item(self.item)
        };
        view.assuming(&self.assumed)
    }
}

/// Every rule's outcomes in every world.
pub(super) struct Tested<'a> {
    pub worlds: Vec<World<'a>>,
    /// Outcomes of the gates of all lines, one world after the other.
    outcomes: Vec<Possible>,
    /// How many gates all lines have together, and one more for each line.
    width: usize,
}

/// The lines and gates in the order in which outcomes are kept: for each line
/// whether it applies, then its gates.
fn each_rule(lines: &[LineRules]) -> impl Iterator<Item = (&LineRules, Option<&Gate>)> {
    lines.iter().flat_map(|line| {
        std::iter::once((line, None)).chain(line.gates.iter().map(move |gate| (line, Some(gate))))
    })
}

fn outcome(line: &LineRules, gate: Option<&Gate>, view: &View<'_>) -> Possible {
    match gate {
        Some(gate) => gate::possible(line, gate, view),
        None => match line
            .applies
            .as_ref()
            .map_or(Truth::True, |applies| holds(applies, view))
        {
            Truth::True => Possible::PASS,
            Truth::False => Possible::ABSENT,
            Truth::Unknown => Possible::PASS.or(Possible::ABSENT),
        },
    }
}

impl<'a> Tested<'a> {
    /// Tests every rule in every world.
    pub fn new(view: &View<'a>) -> Tested<'a> {
        let policy = view.policy;
        let worlds = worlds(view);
        let one_reading = worlds.iter().all(|world| !world.doubted);
        let width = each_rule(&policy.lines).count();
        let mut outcomes: Vec<Possible> = Vec::with_capacity(width.saturating_mul(worlds.len()));
        for (index, world) in worlds.iter().enumerate() {
            let seen = world.of(view);
            for (place, (line, gate)) in each_rule(&policy.lines).enumerate() {
                // A rule that reads nothing that differs between the worlds
                // gives in each what it gave in the first.
                let same = index > 0 && one_reading && gate.is_some_and(|gate| !gate.varies);
                let first = if same {
                    outcomes.get(place).copied()
                } else {
                    None
                };
                outcomes.push(first.unwrap_or_else(|| outcome(line, gate, &seen)));
            }
        }
        Tested {
            worlds,
            outcomes,
            width,
        }
    }

    /// The outcomes of all rules in a world.
    fn in_world(&self, world: usize) -> &[Possible] {
        let start = world.saturating_mul(self.width);
        self.outcomes
            .get(start..start.saturating_add(self.width))
            .unwrap_or_default()
    }

    /// What the rule in this place of this line can make of the claim, over
    /// all worlds.
    pub fn outcomes_of(&self, lines: &[LineRules], line: usize, gate: usize) -> Possible {
        let before = lines
            .iter()
            .take(line)
            .map(|line| line.gates.len().saturating_add(1))
            .fold(0_usize, usize::saturating_add);
        let place = before.saturating_add(1).saturating_add(gate);
        (0..self.worlds.len())
            .filter_map(|world| self.in_world(world).get(place))
            .fold(Possible::NOTHING, |all, one| all.or(*one))
    }

    /// The verdicts that are possible for one line.
    pub fn line_verdicts(&self, lines: &[LineRules], line: usize) -> Possible {
        let mut all = Possible::NOTHING;
        for (world, doubted) in self.worlds.iter().map(|world| world.doubted).enumerate() {
            let mut outcomes = self.in_world(world).iter().copied();
            for (index, rules) in lines.iter().enumerate() {
                let verdicts = chain(&mut outcomes, rules.gates.len());
                if index == line {
                    all = all.or(if doubted {
                        verdicts.doubted()
                    } else {
                        verdicts
                    });
                }
            }
        }
        all
    }

    /// The verdicts that are possible over all lines.
    pub fn verdicts(&self, lines: &[LineRules]) -> Possible {
        self.verdicts_where(lines, &|_| true)
    }

    /// The verdicts that are possible in some of the worlds.
    fn verdicts_where(&self, lines: &[LineRules], which: &dyn Fn(&World<'a>) -> bool) -> Possible {
        let worlds = self
            .worlds
            .iter()
            .enumerate()
            .filter(|(_, world)| which(world));
        let each = worlds.map(|(index, world)| {
            summed_up(
                lines,
                &mut self.in_world(index).iter().copied(),
                world.doubted,
            )
        });
        each.fold(Possible::NOTHING, Possible::or)
    }

    /// The verdicts that are possible if a fact had a value, too.
    pub fn verdicts_if(&self, view: &View<'a>, fact: FactId, value: Known<'a>) -> Possible {
        let lines = &view.policy.lines;
        let of_worlds =
            |world: &World<'_>| world.assumed.iter().any(|(assumed, _)| *assumed == fact);
        if self.worlds.iter().any(of_worlds) {
            return self.verdicts_where(lines, &|world| world.assumed.contains(&(fact, value)));
        }
        let mut all = Possible::NOTHING;
        for (index, world) in self.worlds.iter().enumerate() {
            let mut assumed = Vec::with_capacity(world.assumed.len().saturating_add(1));
            assumed.push((fact, value));
            assumed.extend_from_slice(&world.assumed);
            let seen = world.of(view).assuming(&assumed);
            let rules = each_rule(lines).zip(self.in_world(index));
            let mut changed = rules.map(|((line, gate), before)| {
                let reads = match gate {
                    Some(gate) => gate.facts.contains(&fact),
                    None => line.applies.is_some(),
                };
                if reads {
                    outcome(line, gate, &seen)
                } else {
                    *before
                }
            });
            let doubted = if may_contradict(&seen) {
                contradicted(&seen)
            } else {
                world.doubted
            };
            all = all.or(summed_up(lines, &mut changed, doubted));
        }
        all
    }

    /// The verdicts that are possible if the item were this one.
    pub fn verdicts_of_item(&self, lines: &[LineRules], item: ItemId) -> Possible {
        self.verdicts_where(lines, &|world| world.item == Some(item))
    }
}

/// The verdicts of one line from the outcomes of whether it applies and of its
/// gates, in order.
fn chain(outcomes: &mut impl Iterator<Item = Possible>, gates: usize) -> Possible {
    let applies = outcomes.next().unwrap_or(Possible::PASS);
    let mut decided = applies.and(Possible::ABSENT);
    let (mut in_time, mut late) = (applies.has(Possible::PASS), false);
    for outcome in outcomes.take(gates) {
        let verdicts = outcome.decided();
        if in_time {
            decided = decided.or(verdicts);
        }
        if late {
            decided = decided.or(verdicts.late());
        }
        late = (late && outcome.passes()) || ((in_time || late) && outcome.has(Possible::LATE));
        in_time = in_time && outcome.passes();
    }
    decided
        .or(Possible::COVERED.when(in_time))
        .or(Possible::CHARGEABLE.when(late))
}

/// The verdicts over all lines: the claim is as well served as its best line.
/// A claim that no line serves is not covered.
fn summed_up(
    lines: &[LineRules],
    outcomes: &mut impl Iterator<Item = Possible>,
    doubted: bool,
) -> Possible {
    let mut total = Possible::ABSENT;
    for line in lines {
        total = best(total, chain(outcomes, line.gates.len()));
    }
    let verdicts = total
        .decided()
        .or(Possible::NOT_COVERED.when(total.has(Possible::ABSENT)));
    if doubted {
        verdicts.doubted()
    } else {
        verdicts
    }
}

/// From the best for the person to the worst.
const BY_FAVOUR: [Possible; 5] = [
    Possible::COVERED,
    Possible::ISSUER_DECIDES,
    Possible::CHARGEABLE,
    Possible::NOT_COVERED,
    Possible::ABSENT,
];

/// The set of the better of one of `a` and one of `b`.
fn best(a: Possible, b: Possible) -> Possible {
    let mut all = Possible::NOTHING;
    for (rank, verdict) in BY_FAVOUR.into_iter().enumerate() {
        // It is the better of the two where one can be it and the other can
        // be it or worse.
        let not_better = BY_FAVOUR
            .iter()
            .skip(rank)
            .fold(Possible::NOTHING, |all, one| all.or(*one));
        all = all.or(verdict
            .when((a.has(verdict) && b.has(not_better)) || (b.has(verdict) && a.has(not_better))));
    }
    all
}

/// Every way in which the unknown item and the unknown shared facts can be,
/// and which of two things said is wrong where they contradict each other.
fn worlds<'a>(view: &View<'a>) -> Vec<World<'a>> {
    let policy = view.policy;
    let mut items: Vec<Option<ItemId>> = vec![view.item];
    if view.item.is_none() && !policy.items.is_empty() {
        let agreeing: Vec<Option<ItemId>> = possible_items(view).map(Some).collect();
        if !agreeing.is_empty() {
            items = agreeing;
        }
    }
    let mut worlds: Vec<World<'a>> = Vec::with_capacity(items.len());
    for item in items {
        let contradictions = contradictions(&view.of_item(item));
        let doubted = contradictions.iter().any(Contradiction::opens_the_verdict);
        let readings = readings(view, &contradictions);
        if readings.is_empty() {
            worlds.push(World {
                item,
                assumed: Vec::new(),
                doubted,
            });
        }
        worlds.extend(readings.into_iter().map(|reading| World {
            item,
            assumed: vec![reading],
            doubted,
        }));
    }
    for fact in &policy.shared {
        let Some(entry) = policy
            .fact_entry(*fact)
            .filter(|_| view.said(*fact) == Known::Unknown)
        else {
            continue;
        };
        let values: Vec<Known<'a>> = match entry.kind {
            FactType::YesNo => vec![Known::YesNo(true), Known::YesNo(false)],
            _ => (0..u16::try_from(entry.options.len()).unwrap_or(u16::MAX))
                .map(Known::Option)
                .collect(),
        };
        if worlds.len().saturating_mul(values.len()) > MOST_WORLDS {
            continue;
        }
        worlds = worlds
            .into_iter()
            .flat_map(|world| {
                // A fact that follows from the item is not unknown.
                let seen = world.of(view);
                let follows = seen.fact(*fact) != Known::Unknown;
                let values = if follows { &[][..] } else { values.as_slice() };
                let split: Vec<World<'a>> = values
                    .iter()
                    .map(|value| {
                        let mut assumed = world.assumed.clone();
                        assumed.push((*fact, *value));
                        World {
                            item: world.item,
                            assumed,
                            doubted: world.doubted,
                        }
                    })
                    .collect();
                if follows { vec![world] } else { split }
            })
            .collect();
    }
    worlds
}

/// The items that agree with what was said of the facts that follow from them.
pub(super) fn possible_items<'v>(view: &'v View<'_>) -> impl Iterator<Item = ItemId> + 'v {
    view.policy
        .items
        .iter()
        .enumerate()
        .map(|(index, _)| ItemId::from_index(index))
        .filter(|item| item_contradiction(view, *item).is_none())
}

/// A fact that follows from the item and was said otherwise.
pub(super) fn item_contradiction(view: &View<'_>, item: ItemId) -> Option<FactId> {
    let entry = view.policy.items.get(item.index())?;
    let seen = view.of_item(Some(item));
    let conflicting = |fact: &FactId| {
        let said = view.said(*fact);
        said != Known::Unknown && said != seen.fact(*fact)
    };
    entry.sets.iter().map(|(fact, _)| *fact).find(conflicting)
}
