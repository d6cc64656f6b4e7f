//! How well texts are read: precision and recall of suspicions, how many texts
//! without any raise one, and how often a proposed answer is the right one.

use super::corpus::Sample;
use cover::domain::triage::Said;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// Counts by policy and language.
#[derive(Default)]
pub struct Table(BTreeMap<(String, String), Counts>);

#[derive(Clone, Default)]
struct Counts {
    texts: usize,
    /// Suspicions that are labelled, that are not, and labels without a suspicion.
    right: usize,
    wrong: usize,
    missed: usize,
    /// Texts without a label, and those of them that raise a suspicion.
    clean: usize,
    alarms: usize,
    /// Texts with an answer, and those for which it is proposed.
    asked: usize,
    answered: usize,
}

impl Table {
    /// Counts a text and what was read of it.
    pub fn count(&mut self, sample: &Sample, said: &Said) {
        for policy in [sample.policy.as_str(), "all"] {
            let key = (policy.to_owned(), sample.language.clone());
            self.0.entry(key).or_default().count(sample, said);
        }
    }

    /// The figures in percent, a line for each policy and language.
    pub fn told(&self) -> String {
        let mut out = String::from(
            "policy            language  texts  precision  recall  false alarms  answers\n",
        );
        for ((policy, language), counts) in &self.0 {
            let suspicions = counts.right.saturating_add(counts.wrong);
            let labels = counts.right.saturating_add(counts.missed);
            let _ = writeln!(
                out,
                "{policy:<18}{language:<8}{:>7}{:>11}{:>8}{:>14}{:>9}",
                counts.texts,
                percent(counts.right, suspicions, labels > 0),
                percent(counts.right, labels, labels > 0),
                percent(counts.alarms, counts.clean, labels > 0),
                percent(counts.answered, counts.asked, true),
            );
        }
        out
    }
}

impl Counts {
    fn count(&mut self, sample: &Sample, said: &Said) {
        let suspected: BTreeSet<&str> = said
            .suspicions
            .iter()
            .map(|one| one.fact.as_str())
            .collect();
        let labelled: BTreeSet<&str> = sample.suspects.iter().map(|(id, _)| id.as_str()).collect();
        self.texts = self.texts.saturating_add(1);
        self.right = self
            .right
            .saturating_add(suspected.intersection(&labelled).count());
        self.wrong = self
            .wrong
            .saturating_add(suspected.difference(&labelled).count());
        self.missed = self
            .missed
            .saturating_add(labelled.difference(&suspected).count());
        if labelled.is_empty() {
            self.clean = self.clean.saturating_add(1);
            self.alarms = self
                .alarms
                .saturating_add(usize::from(!suspected.is_empty()));
        }
        if let Some((fact, is)) = &sample.answer {
            self.asked = self.asked.saturating_add(1);
            let right = said
                .proposals
                .iter()
                .any(|one| one.fact == *fact && one.is == *is);
            self.answered = self.answered.saturating_add(usize::from(right));
        }
    }
}

/// Tells of a text that was read wrongly.
#[allow(dead_code, reason = "each program tells what it needs")]
pub fn tell_error(sample: &Sample, said: &Said) {
    let suspected: BTreeSet<&str> = said
        .suspicions
        .iter()
        .map(|one| one.fact.as_str())
        .collect();
    let labelled: BTreeSet<&str> = sample.suspects.iter().map(|(id, _)| id.as_str()).collect();
    let wrong: Vec<String> = said
        .suspicions
        .iter()
        .filter(|one| !labelled.contains(one.fact.as_str()))
        .map(|one| format!("+{} ({})", one.fact, one.evidence))
        .chain(labelled.difference(&suspected).map(|id| format!("-{id}")))
        .collect();
    let mut told = wrong.join(" ");
    if let Some((fact, is)) = &sample.answer {
        let proposed = said.proposals.iter().find(|one| one.fact == *fact);
        let proposed = proposed.map_or("nothing", |one| one.is.as_str());
        if proposed != is {
            let _ = write!(told, " {is} read as {proposed}");
        }
    }
    if !told.is_empty() {
        let trap = sample.trap.as_deref().unwrap_or("-");
        println!("{}\t{told}\t[{trap}] {}", sample.id, sample.text);
    }
}

fn percent(part: usize, whole: usize, matters: bool) -> String {
    if !matters || whole == 0 {
        return "-".to_owned();
    }
    let tenths = part.saturating_mul(1000).checked_div(whole).unwrap_or(0);
    format!("{}.{}", tenths / 10, tenths % 10)
}
