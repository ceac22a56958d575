//! Probable duplicates (疑似重复): pairs of rows that a rule of the register finds too much alike.
//!
//! Near-linear in the number of rows and complete: rows are compared only when they share one of their rarest pairs of
//! characters, which any two names that are alike enough must do (prefix filter: Chaudhuri, Ganti, Kaushik 2006;
//! Bayardo, Ma, Srikant 2007). Never decides that two rows are the same thing: a person does.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use model::pack::{Code, DuplicateRule, Register};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::rows::{Row, stored};
use super::similarity::bigrams;
use crate::formula::Value;

/// Two rows that are probably the same thing; `left` stands before `right`.
#[derive(Debug, Clone, PartialEq)]
pub struct Duplicate {
    pub left: usize,
    pub right: usize,
    /// The rule that found them.
    pub rule: Code,
    /// The smallest likeness of the texts compared; 1 when the rule compares none.
    pub similarity: f64,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Duplicates {
    /// By place of the left row, then of the right one.
    pub pairs: Vec<Duplicate>,
    /// False when there are so many rows alike that the search was given up: then there are more.
    pub is_complete: bool,
}

/// Comparisons after which a register full of copies is given up.
const COMPARISONS_MAX: usize = 20_000_000;
const PAIRS_MAX: usize = 100_000;

/// All pairs that some rule finds, each with the first rule that does.
pub fn duplicates(register: &Register, rows: &[Row]) -> Duplicates {
    let mut found: BTreeMap<(usize, usize), Duplicate> = BTreeMap::new();
    let mut is_complete = true;
    for rule in &register.duplicates {
        let search = Search::new(register, rule, rows);
        let mut budget = COMPARISONS_MAX;
        let mut keep = |left: usize, right: usize, similarity: f64| {
            let (left, right) = (left.min(right), left.max(right));
            found.entry((left, right)).or_insert(Duplicate { left, right, rule: rule.code.clone(), similarity });
            found.len() < PAIRS_MAX
        };
        is_complete &= search.pairs(&mut budget, &mut keep);
    }
    Duplicates { pairs: found.into_values().collect(), is_complete }
}

/// Rows that a new or changed row probably doubles, by their place; itself, under the same key, is left out.
pub fn duplicates_of(register: &Register, row: &Row, rows: &[Row]) -> Vec<Duplicate> {
    let mut found: BTreeMap<usize, Duplicate> = BTreeMap::new();
    for rule in &register.duplicates {
        let search = Search::new(register, rule, std::slice::from_ref(row));
        let Some(wanted) = search.facts.first().and_then(Option::as_ref) else { continue };
        for (place, other) in rows.iter().enumerate().filter(|(_, other)| other.key != row.key) {
            let facts = search.facts_of(register, other);
            if let Some(similarity) = facts.as_ref().and_then(|facts| search.compared(wanted, facts)) {
                let duplicate = Duplicate { left: place, right: rows.len(), rule: rule.code.clone(), similarity };
                found.entry(place).or_insert(duplicate);
            }
        }
    }
    found.into_values().collect()
}

/// A pair of characters and which of its occurrences in the text it is, so that a text is a set of them.
type Token = (char, char, u32);

/// What a rule looks at in one row.
struct Facts {
    same: Vec<String>,
    /// Sorted, for each similar field.
    similar: Vec<Vec<Token>>,
    near: Vec<Decimal>,
}

struct Search<'a> {
    rule: &'a DuplicateRule,
    /// Nothing for a row that lacks one of the fields: it is not compared.
    facts: Vec<Option<Facts>>,
}

impl<'a> Search<'a> {
    fn new(register: &Register, rule: &'a DuplicateRule, rows: &[Row]) -> Search<'a> {
        let mut search = Search { rule, facts: Vec::new() };
        search.facts = rows.iter().map(|row| search.facts_of(register, row)).collect();
        search
    }

    fn facts_of(&self, register: &Register, row: &Row) -> Option<Facts> {
        let value = |code: &Code| {
            let place = register.fields.iter().position(|field| field.code == *code)?;
            row.values.get(place)?.as_ref()
        };
        let number = |code: &Code| match value(code)? {
            Value::Number(number) => Some(*number),
            Value::Text(_) | Value::Flag(_) | Value::Date(_) => None,
        };
        Some(Facts {
            same: self.rule.same.iter().map(|code| value(code).map(stored)).collect::<Option<_>>()?,
            similar: self.rule.similar.iter().map(|(code, _)| value(code).map(tokens)).collect::<Option<_>>()?,
            near: self.rule.near.iter().map(|near| number(&near.field)).collect::<Option<_>>()?,
        })
    }

    /// How alike two rows are when the rule holds for them.
    fn compared(&self, left: &Facts, right: &Facts) -> Option<f64> {
        let is_near = |((near, left), right): ((&model::pack::NearRule, &Decimal), &Decimal)| {
            let (apart, largest) = ((*left - *right).abs(), left.abs().max(right.abs()));
            largest.checked_mul(near.share_max).is_some_and(|most| apart <= most)
        };
        if left.same != right.same || !self.rule.near.iter().zip(&left.near).zip(&right.near).all(is_near) {
            return None;
        }
        let mut least = 1.0_f64;
        for (((_, wanted), left), right) in self.rule.similar.iter().zip(&left.similar).zip(&right.similar) {
            let alike = dice(left, right);
            if alike < wanted.to_f64()? {
                return None;
            }
            least = least.min(alike);
        }
        Some(least)
    }

    /// Hands all pairs to `keep` until it has enough; false when the search was given up.
    fn pairs(&self, budget: &mut usize, keep: &mut dyn FnMut(usize, usize, f64) -> bool) -> bool {
        let mut blocks: BTreeMap<&[String], Vec<usize>> = BTreeMap::new();
        for (place, facts) in self.facts.iter().enumerate() {
            if let Some(facts) = facts {
                blocks.entry(&facts.same).or_default().push(place);
            }
        }
        blocks.into_values().all(|block| match self.rule.similar.first() {
            Some((_, share)) if *share > Decimal::ZERO => {
                self.by_token(&block, share.to_f64().unwrap_or(1.0), budget, keep)
            }
            Some(_) | None => self.by_amount(block, budget, keep),
        })
    }

    fn by_token(
        &self,
        block: &[usize],
        share: f64,
        budget: &mut usize,
        keep: &mut dyn FnMut(usize, usize, f64) -> bool,
    ) -> bool {
        let tokens_of =
            |place: usize| self.facts[place].as_ref().map(|facts| facts.similar[0].as_slice()).unwrap_or(&[]);
        let mut frequency: HashMap<Token, u32> = HashMap::new();
        for token in block.iter().flat_map(|place| tokens_of(*place)) {
            *frequency.entry(*token).or_insert(0) += 1;
        }
        let mut holders: HashMap<Token, Vec<usize>> = HashMap::new();
        for place in block {
            let mut rarest = tokens_of(*place).to_vec();
            rarest.sort_by_key(|token| (frequency[token], *token));
            // Two sets with Dice ≥ t share at least t ÷ (2 − t) of either, so their rarest others cannot all differ.
            let shared = (rarest.len() as f64 * share / (2.0 - share) - 1e-9).ceil().max(1.0) as usize;
            let prefix = (rarest.len() + 1).saturating_sub(shared);
            let mut candidates: BTreeSet<usize> = BTreeSet::new();
            for token in rarest.iter().take(prefix) {
                candidates.extend(holders.get(token).into_iter().flatten());
                holders.entry(*token).or_default().push(*place);
            }
            for other in candidates {
                if !self.pair(other, *place, budget, keep) {
                    return false;
                }
            }
        }
        true
    }

    /// Without names to go by: neighbours in the order of the first amount.
    fn by_amount(
        &self,
        mut block: Vec<usize>,
        budget: &mut usize,
        keep: &mut dyn FnMut(usize, usize, f64) -> bool,
    ) -> bool {
        let amount = |place: usize| self.facts[place].as_ref().and_then(|facts| facts.near.first().copied());
        block.sort_by_key(|place| (amount(*place), *place));
        for (start, left) in block.iter().enumerate() {
            for right in &block[start + 1..] {
                let is_far =
                    amount(*left).zip(amount(*right)).zip(self.rule.near.first()).is_some_and(|((low, high), near)| {
                        let most = low.abs().max(high.abs()).checked_mul(near.share_max);
                        most.is_some_and(|most| high - low > most)
                    });
                if is_far {
                    break;
                }
                if !self.pair(*left, *right, budget, keep) {
                    return false;
                }
            }
        }
        true
    }

    fn pair(
        &self,
        left: usize,
        right: usize,
        budget: &mut usize,
        keep: &mut dyn FnMut(usize, usize, f64) -> bool,
    ) -> bool {
        if *budget == 0 {
            return false;
        }
        *budget -= 1;
        let alike = self.facts[left].as_ref().zip(self.facts[right].as_ref());
        alike.and_then(|(left, right)| self.compared(left, right)).is_none_or(|alike| keep(left, right, alike))
    }
}

fn tokens(value: &Value) -> Vec<Token> {
    let counted = bigrams(&stored(value));
    counted.into_iter().flat_map(|((first, second), count)| (0..count).map(move |nth| (first, second, nth))).collect()
}

/// Both sorted.
fn dice(left: &[Token], right: &[Token]) -> f64 {
    let (mut l, mut r, mut shared) = (0, 0, 0_usize);
    while l < left.len() && r < right.len() {
        match left[l].cmp(&right[r]) {
            std::cmp::Ordering::Less => l += 1,
            std::cmp::Ordering::Greater => r += 1,
            std::cmp::Ordering::Equal => (l, r, shared) = (l + 1, r + 1, shared + 1),
        }
    }
    match left.len() + right.len() {
        0 => 0.0,
        total => (2 * shared) as f64 / total as f64,
    }
}
