//! The text of a document with every change kept in it (修改痕迹): who wrote what and who struck out what, and when.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use dissimilar::Chunk;
use jiff::Timestamp;

use super::{Issue, IssueEvent, IssueRefusal, Piece, pieces};

/// Who changed something, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Touch {
    pub by: String,
    pub at: Timestamp,
}

/// What became of a stretch. Both: somebody wrote it, and another struck it out again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Revision {
    pub inserted: Option<Touch>,
    pub deleted: Option<Touch>,
}

/// One line of a changed paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrackedLine {
    pub pieces: Vec<(Piece, Revision)>,
    /// What became of its end: a line that somebody began ends the one before with an inserted mark.
    pub mark: Revision,
}

/// One character of the text, or one figure.
struct Token {
    shown: char,
    revision: Revision,
}

/// Figures are compared whole: each stands as a character of the private area while two texts are compared.
#[derive(Default)]
struct Figures {
    held: BTreeMap<char, (String, String)>,
}

/// Of the last private plane, which no font of rare characters uses.
const FIRST_FIGURE: u32 = 0x10_0000;

impl Figures {
    fn folded(&mut self, text: &str) -> Result<String, IssueRefusal> {
        let mut folded = String::new();
        for piece in pieces(text)? {
            match piece {
                Piece::Words(words) => folded.push_str(&words),
                Piece::Figure { id, value } => folded.push(self.sign(id, value)),
            }
        }
        Ok(folded)
    }

    fn sign(&mut self, id: String, value: String) -> char {
        let figure = (id, value);
        if let Some((sign, _)) = self.held.iter().find(|(_, held)| **held == figure) {
            return *sign;
        }
        let next = u32::try_from(self.held.len()).ok().and_then(|count| char::from_u32(FIRST_FIGURE + count));
        let sign = next.expect("a paragraph of 4000 characters has fewer figures than the private area has places");
        self.held.insert(sign, figure);
        sign
    }
}

impl Issue {
    /// The paragraphs that were ever changed, by their place among the generated ones.
    ///
    /// # Errors
    /// `BrokenFigure`, for a log that was not written by `decide`.
    pub fn tracked(&self) -> Result<BTreeMap<usize, Vec<TrackedLine>>, IssueRefusal> {
        let mut found: BTreeMap<usize, (Figures, Vec<Token>)> = BTreeMap::new();
        for recorded in &self.log {
            let IssueEvent::Edited { change } = &recorded.event else { continue };
            let Some(original) = self.original.get(change.paragraph) else { continue };
            let (figures, tokens) = match found.entry(change.paragraph) {
                Entry::Occupied(held) => held.into_mut(),
                Entry::Vacant(place) => {
                    let mut figures = Figures::default();
                    let folded = figures.folded(original)?;
                    let tokens = folded.chars().map(|shown| Token { shown, revision: Revision::default() }).collect();
                    place.insert((figures, tokens))
                }
            };
            let touch = Touch { by: recorded.by.clone(), at: recorded.at };
            let (before, after) = (figures.folded(&change.before)?, figures.folded(&change.after)?);
            *tokens = edited(std::mem::take(tokens), &before, &after, &touch);
        }
        Ok(found.into_iter().map(|(place, (figures, tokens))| (place, lines(&figures, tokens))).collect())
    }
}

/// The tokens after one change: what is equal stays, what is new is put in, what is gone is struck out. One who strikes
/// out his own addition takes it back.
fn edited(tokens: Vec<Token>, before: &str, after: &str, touch: &Touch) -> Vec<Token> {
    let mut old = tokens.into_iter();
    let mut new = Vec::new();
    for chunk in dissimilar::diff(before, after) {
        match chunk {
            Chunk::Equal(text) => {
                for _ in text.chars() {
                    let token = next_live(&mut old, &mut new);
                    new.extend(token);
                }
            }
            Chunk::Delete(text) => {
                for _ in text.chars() {
                    let Some(mut token) = next_live(&mut old, &mut new) else { continue };
                    let is_own = token.revision.inserted.as_ref().is_some_and(|inserted| inserted.by == touch.by);
                    if !is_own {
                        token.revision.deleted = Some(touch.clone());
                        new.push(token);
                    }
                }
            }
            Chunk::Insert(text) => new.extend(
                text.chars()
                    .map(|shown| Token { shown, revision: Revision { inserted: Some(touch.clone()), deleted: None } }),
            ),
        }
    }
    new.extend(old);
    new
}

/// What was struck out before is no part of the text that is compared; it stays where it is.
fn next_live(old: &mut impl Iterator<Item = Token>, new: &mut Vec<Token>) -> Option<Token> {
    for token in old {
        if token.revision.deleted.is_none() {
            return Some(token);
        }
        new.push(token);
    }
    None
}

fn lines(figures: &Figures, tokens: Vec<Token>) -> Vec<TrackedLine> {
    // A paragraph of which nothing is left loses its end as well, with the last who struck something out.
    let is_gone = tokens.iter().all(|token| token.revision.deleted.is_some());
    let last = tokens.iter().filter_map(|token| token.revision.deleted.clone()).max_by_key(|touch| touch.at);
    let end = Revision { inserted: None, deleted: last.filter(|_| is_gone) };
    let mut found = Vec::new();
    let mut line: Vec<(Piece, Revision)> = Vec::new();
    for Token { shown, revision } in tokens {
        if shown == '\n' {
            // An end of a line that was written and struck out again parts nothing.
            if revision.deleted.is_none() {
                found.push(TrackedLine { pieces: std::mem::take(&mut line), mark: revision });
            }
            continue;
        }
        match (figures.held.get(&shown), line.last_mut()) {
            (Some((id, value)), _) => {
                line.push((Piece::Figure { id: id.clone(), value: value.clone() }, revision));
            }
            (None, Some((Piece::Words(words), held))) if *held == revision => words.push(shown),
            (None, _) => line.push((Piece::Words(shown.to_string()), revision)),
        }
    }
    found.push(TrackedLine { pieces: line, mark: end });
    found
}

#[cfg(test)]
mod tests {
    use model::people::DataClass;
    use proptest::prelude::*;

    use super::super::{IssueCommand, marked};
    use super::*;

    fn at(minute: i64) -> Timestamp {
        Timestamp::from_second(1_795_000_000 + minute * 60).unwrap()
    }

    fn issue(text: &str) -> Issue {
        Issue::replayed("甲".to_string(), vec![text.to_string()], Vec::new())
    }

    fn edit(issue: &mut Issue, by: &str, after: &str) {
        let command = IssueCommand::Edit { paragraph: 0, before: issue.current[0].clone(), after: after.to_string() };
        let at = at(issue.log.len() as i64);
        if let Ok(recorded) = issue.decide(at, by, &command) {
            issue.record(recorded);
        }
    }

    /// Who inserted and who deleted each stretch, as `文字 +乙 -丙`.
    fn told(issue: &Issue) -> Vec<String> {
        let name = |sign: char, touch: &Option<Touch>| match touch {
            Some(touch) => format!(" {sign}{}", touch.by),
            None => String::new(),
        };
        let said = |revision: &Revision| name('+', &revision.inserted) + &name('-', &revision.deleted);
        let mut found = Vec::new();
        for line in &issue.tracked().unwrap()[&0] {
            for (piece, revision) in &line.pieces {
                let shown = match piece {
                    Piece::Words(words) => words.clone(),
                    Piece::Figure { id, value } => marked(id, value),
                };
                found.push(format!("{shown}{}", said(revision)));
            }
            found.push(format!("¶{}", said(&line.mark)));
        }
        found
    }

    /// The text with all changes accepted, and with all rejected.
    fn both_ways(lines: &[TrackedLine]) -> (String, String) {
        let mut both = (String::new(), String::new());
        for (place, line) in lines.iter().enumerate() {
            for (piece, revision) in &line.pieces {
                let shown = match piece {
                    Piece::Words(words) => words.clone(),
                    Piece::Figure { id, value } => marked(id, value),
                };
                if revision.deleted.is_none() {
                    both.0.push_str(&shown);
                }
                if revision.inserted.is_none() {
                    both.1.push_str(&shown);
                }
            }
            if place + 1 < lines.len() {
                assert!(line.mark.inserted.is_some(), "a line that was generated stays one");
                both.0.push('\n');
            }
        }
        both
    }

    #[test]
    fn each_change_keeps_its_author() {
        let mut issue = issue("截至十月，共{S001 61}项。");
        edit(&mut issue, "乙", "截至十月底，共{S001 61}项。");
        edit(&mut issue, "丙", "截至十月底，计{S001 61}项。");
        assert_eq!(told(&issue), ["截至十月", "底 +乙", "，", "共 -丙", "计 +丙", "{S001 61}", "项。", "¶"]);
    }

    #[test]
    fn who_strikes_out_his_own_addition_takes_it_back_and_another_s_stays_to_be_seen() {
        let mut own = issue("甲。");
        edit(&mut own, "乙", "甲乙。");
        edit(&mut own, "乙", "甲。");
        assert_eq!(told(&own), ["甲。", "¶"]);
        let mut other = issue("甲。");
        edit(&mut other, "乙", "甲乙。");
        edit(&mut other, "丙", "甲。");
        assert_eq!(told(&other), ["甲", "乙 +乙 -丙", "。", "¶"]);
    }

    #[test]
    fn a_figure_is_moved_or_left_out_whole() {
        let mut issue = issue("完成{S002 9}项，占{S003 9}%。");
        edit(&mut issue, "乙", "完成{S002 9}项。");
        assert_eq!(told(&issue), ["完成", "{S002 9}", "项", "，占 -乙", "{S003 9} -乙", "% -乙", "。", "¶"]);
    }

    #[test]
    fn a_paragraph_is_parted_and_one_is_left_out_with_its_end() {
        let mut parted = issue("其一。其二。");
        edit(&mut parted, "乙", "其一。\n其二。");
        assert_eq!(told(&parted), ["其一。", "¶ +乙", "其二。", "¶"]);
        let mut gone = issue("其一。");
        edit(&mut gone, "乙", "");
        assert_eq!(told(&gone), ["其一。 -乙", "¶ -乙"]);
    }

    #[test]
    fn what_was_never_edited_is_not_told() {
        let mut issue = issue("其一。");
        let submit = IssueCommand::Submit { class: DataClass::Internal };
        let recorded = issue.decide(at(0), "甲", &submit).unwrap();
        issue.record(recorded);
        assert!(issue.tracked().unwrap().is_empty());
    }

    proptest! {
        #[test]
        fn accepted_it_is_the_text_as_it_stands_and_rejected_the_text_as_it_was(
            edits in prop::collection::vec(("[甲乙]", "([一二三，\n]|\\{S001 61\\}){0,12}"), 1..6),
        ) {
            let original = "一二{S001 61}三，三二{S001 61}一";
            let mut issue = issue(original);
            for (by, after) in &edits {
                edit(&mut issue, by, after);
            }
            for lines in issue.tracked().unwrap().values() {
                let (accepted, rejected) = both_ways(lines);
                prop_assert_eq!(&accepted, &issue.current[0]);
                prop_assert_eq!(rejected, original);
            }
        }
    }
}
