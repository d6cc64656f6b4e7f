//! What weights look at: the words of a text and their neighbours, each with how it
//! stands.

use super::hash::Name;
use super::standing::Stand;
use super::words::{Break, Script, Words};

/// A feature of a text and the words that it is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Feature {
    /// Its name in a table of weights.
    pub name: Name,
    /// Its first word.
    pub first: usize,
    /// Its last word.
    pub last: usize,
}

/// Takes a feature and the parts of its name.
pub type Take<'a> = &'a mut dyn FnMut(Feature, &[&str]);

/// How many words a feature has at most: signs, and other words.
const MOST_SIGNS: usize = 4;
const MOST_WORDS: usize = 3;

/// The features of a text, in the order of their words. What is denied has a
/// name of its own, and what is not said of the product another.
pub fn features(words: &Words<'_>, stands: &[Stand], take: Take<'_>) {
    let names: Vec<&str> = words.words.iter().map(|word| words.name(word)).collect();
    for (place, word) in words.words.iter().enumerate() {
        let sign = stands.get(place).copied().unwrap_or_default().sign();
        let han = word.script == Script::Sign;
        let longest = if han { MOST_SIGNS } else { MOST_WORDS };
        let mut joined = Name::of(sign);
        // The sign, and each word with what stands before it.
        let mut parts = [""; 2 * MOST_SIGNS + 1];
        let mut filled = 1;
        if let Some(first) = parts.first_mut() {
            *first = sign;
        }
        for (next, name) in names.iter().enumerate().skip(place).take(longest) {
            let Some(word) = words.words.get(next) else {
                break;
            };
            if next > place {
                if word.after > Break::List {
                    break;
                }
                if !han || word.script != Script::Sign {
                    joined = joined.and(" ");
                    if let Some(part) = parts.get_mut(filled) {
                        *part = " ";
                    }
                }
                filled += 1;
            }
            joined = joined.and(name);
            if let Some(part) = parts.get_mut(filled) {
                *part = name;
            }
            filled += 1;
            let feature = Feature {
                name: joined,
                first: place,
                last: next,
            };
            take(feature, parts.get(..filled).unwrap_or_default());
        }
    }
}
