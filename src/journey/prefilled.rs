//! What a page around the checker says beforehand, as `fact-purchase-date="2024-02-29"`.

use super::Answers;
use super::takeaway::answers_of;
use crate::contract::read_value;
use crate::domain::claim::Claim;
use crate::domain::instant::Instant;
use crate::domain::policy::document::FactType;
use crate::domain::policy::{Bundle, FactEntry, Policy};
use crate::domain::world::World;
use crate::json::{Json, Node, Problems};

/// Answers with what was said beforehand.
#[derive(Clone, Debug, PartialEq)]
pub struct Prefilled {
    /// The answers.
    pub answers: Answers,
    /// What was no answer, each in one sentence for whoever wrote it.
    pub wrong: Vec<String>,
}

/// Answers with facts that were said beforehand, by their ids, each as text: a yes or
/// no as `yes` or `no`, a date as in claims, dates with spaces between them, a number
/// in the unit of the fact. What cannot be read so is left unknown, and told of.
pub fn prefilled(
    bundle: &Bundle,
    mut answers: Answers,
    facts: &[(String, String)],
    own_zone: &str,
    world: &dyn World,
) -> Prefilled {
    let mut wrong = Vec::new();
    if let Some(policy) = bundle.newest() {
        let mut claim = Claim::new(Instant::new(0, 0), policy.facts.len());
        for (id, text) in facts {
            if let Err(why) = say(policy, &mut claim, id, text) {
                wrong.push(format!("fact-{}=\"{text}\": {why}", id.replace('_', "-")));
            }
        }
        for (fact, typed) in answers_of(policy, &claim, own_zone, world).facts {
            answers.set(&fact, Some(typed));
        }
    }
    Prefilled { answers, wrong }
}

fn say(policy: &Policy, claim: &mut Claim, id: &str, text: &str) -> Result<(), String> {
    let fact = policy.fact(id);
    let (Some(fact), Some(entry)) = (fact, fact.and_then(|fact| policy.fact_entry(fact))) else {
        let known: Vec<&str> = policy.facts.iter().map(|entry| entry.id.as_str()).collect();
        let known = known.join(", ").replace('_', "-");
        return Err(format!("the policy has no such fact; it has {known}"));
    };
    let json = written(entry, text.trim())?;
    let problems = Problems::default();
    let value = read_value(policy, fact, &Node::root(&json, &problems));
    if let Some(problem) = problems.into_vec().into_iter().next() {
        return Err(format!("{}; {}", problem.message, problem.help));
    }
    claim.set(fact, value);
    Ok(())
}

/// The value as a claim would have it.
fn written(entry: &FactEntry, text: &str) -> Result<Json, String> {
    Ok(match entry.kind {
        FactType::YesNo => match text {
            "yes" | "true" => Json::Bool(true),
            "no" | "false" => Json::Bool(false),
            _ => return Err("write yes or no".to_owned()),
        },
        FactType::Integer | FactType::Money => match text.parse() {
            Ok(number) => Json::Integer(number),
            Err(_) => return Err("write a whole number".to_owned()),
        },
        FactType::Dates => Json::list(text.split_whitespace()),
        FactType::Events => return Err("periods cannot be said beforehand".to_owned()),
        _ => text.into(),
    })
}
