//! Which candidates continue a numbering; the rest are enumerations in running text.

use super::candidates::Candidate;
use crate::document::Document;
use crate::duties;
use crate::labels::{Label, Rank};
use crate::wording::Lexicon;

/// Keeps the candidates whose numbers continue a numbering; the rest are enumerations in running text.
pub(super) fn in_sequence(document: &Document, lexicon: &Lexicon, candidates: &[Candidate]) -> Vec<Candidate> {
    let mut accepted: Vec<Candidate> = Vec::new();
    let mut open: Vec<Label> = Vec::new();
    // The last number of each rank, for numbering that runs on across groups.
    let mut last: [u64; 8] = [0; 8];
    for &candidate in candidates {
        let mut candidate = candidate;
        if candidate.is_unlabelled {
            candidate.label.number = last[Rank::Item as usize] + 1;
        }
        let Label { rank, number, .. } = candidate.label;
        // Below an article only measures with duties of their own are headings; the rest enumerates.
        if open.iter().any(|label| label.rank == Rank::Article)
            && rank > Rank::Article
            && !(rank == Rank::Bracket
                && duties::closes_with_note(document, lexicon, document.trim(document.line(candidate.start))))
        {
            continue;
        }
        let sibling = open.iter().find(|label| label.rank == rank).map(|label| label.number);
        let reach = if candidate.at_line_start { 3 } else { 1 };
        let follows = |previous: u64| number > previous && number <= previous + reach;
        let is_top_restart = candidate.at_line_start && number == 1 && rank <= Rank::Item;
        let fits = match sibling {
            Some(previous) => follows(previous) || is_top_restart,
            None => number == 1 || follows(last[rank as usize]),
        };
        if !fits && !candidate.is_unlabelled {
            continue;
        }
        if is_top_restart && sibling.is_some() && is_contents(document, &accepted, candidate.start) {
            accepted.clear();
            open.clear();
            last = [0; 8];
        }
        open.retain(|label| label.rank < rank);
        open.push(candidate.label);
        last[rank as usize] = number;
        accepted.push(candidate);
    }
    accepted
}

/// A table of contents in front of the body has headings but no sentences.
fn is_contents(document: &Document, accepted: &[Candidate], end: usize) -> bool {
    accepted.first().is_some_and(|first| !document.chars[first.start..end].contains(&'。'))
}
