//! What patterns find in a text.

use super::pattern::{Match, Patterns, Places};
use super::standing::Stand;
use super::words::Words;
use super::{Of, Sign};
use std::collections::{BTreeMap, BTreeSet};

/// What patterns find in a text.
#[derive(Clone, Debug, Default)]
pub(super) struct Evidence {
    /// The signs whose words stand in it, by their places.
    pub signs: BTreeMap<usize, Sighting>,
    /// The advice that its words call for.
    pub advice: Vec<usize>,
}

/// Where a sign stands in a text: the first of its places at which it is said of the
/// product, or else the first of all.
#[derive(Clone, Debug)]
pub(super) struct Sighting {
    /// The words it rests on: first and last of each part.
    pub parts: Vec<(usize, usize)>,
    /// Whether it is said of the product there.
    pub said: bool,
    /// How many of its patterns stand so.
    pub patterns: usize,
}

impl Sighting {
    /// The first and the last word.
    pub fn span(&self) -> (usize, usize) {
        let first = self.parts.iter().map(|(first, _)| *first).min();
        let last = self.parts.iter().map(|(_, last)| *last).max();
        (first.unwrap_or(0), last.unwrap_or(0))
    }
}

impl Evidence {
    /// What patterns find, each of which is of a sign or of advice.
    pub fn new(
        patterns: &Patterns,
        of: &[Of],
        words: &Words<'_>,
        places: &Places,
        stands: &[Stand],
    ) -> Evidence {
        let mut signs: BTreeMap<usize, Sighting> = BTreeMap::new();
        let mut advice = BTreeSet::new();
        let mut counted = None;
        for found in patterns.find(words, places) {
            let said = is_said(&found, stands);
            match of.get(found.pattern) {
                Some(Of::Sign(sign)) => {
                    let sighting = signs.entry(*sign).or_insert_with(|| Sighting {
                        parts: found.parts.clone(),
                        said,
                        patterns: 0,
                    });
                    if said && !sighting.said {
                        *sighting = Sighting {
                            parts: found.parts,
                            said,
                            patterns: 0,
                        };
                        counted = None;
                    }
                    // The places of a pattern come one after the other.
                    if said == sighting.said && counted != Some((found.pattern, said)) {
                        counted = Some((found.pattern, said));
                        sighting.patterns = sighting.patterns.saturating_add(1);
                    }
                }
                Some(Of::Advice(place)) if said => {
                    advice.insert(*place);
                }
                Some(Of::Advice(_)) | None => {}
            }
        }
        Evidence {
            signs,
            advice: advice.into_iter().collect(),
        }
    }

    /// Where a sign is said of the product.
    pub fn said(&self, sign: usize) -> Option<&Sighting> {
        self.signs.get(&sign).filter(|sighting| sighting.said)
    }
}

impl Sign {
    /// The parts of the names of the features that a text has where the sign stands:
    /// it is said, or it is not; and that more than one pattern stands, up to four.
    pub(super) fn parts(&self, sighting: &Sighting) -> Vec<[&str; 5]> {
        let (equals, is) = self.is.as_deref().map_or(("", ""), |is| ("=", is));
        if !sighting.said {
            return vec![["@", "-", &self.fact, equals, is]];
        }
        let mut parts = vec![["@", "", &self.fact, equals, is]];
        let more = ["2", "3", "4"].get(sighting.patterns.min(4).wrapping_sub(2));
        if let (Some(more), None) = (more, &self.is) {
            parts.push(["@", more, &self.fact, equals, is]);
        }
        parts
    }
}

/// Whether every part of a match is said of the product.
fn is_said(found: &Match, stands: &[Stand]) -> bool {
    let allowed = |stand: &Stand| match stand {
        Stand::Said => true,
        Stand::Denied => found.outright,
        Stand::Imagined | Stand::Elsewhere => false,
    };
    found.parts.iter().all(|(first, last)| {
        stands
            .get(*first..=*last)
            .is_some_and(|stands| stands.iter().all(allowed))
    })
}
