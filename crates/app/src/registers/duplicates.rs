//! Pairs of rows that are probably the same thing, side by side, and what a person decided about them.

use std::collections::BTreeSet;

use engine::register::{Duplicate, Row, duplicates, duplicates_of, stored as in_store};
use jiff::Timestamp;
use jiff::civil::Date;
use model::pack::{Code, UnlessDuplicate};
use model::people::Capability;
use store::StoredRow;

use super::book::Opened;
use super::list::cells;
use crate::reach::{NOT_YOURS, Reach, Seen};
use crate::view::{DistinctRequest, DuplicateList, DuplicateSide, DuplicateView, RegisterBookQuery};
use crate::{Actor, App, AppError, Result, blocking, day_in_china};

/// So many pairs a page shows; nobody works through more at once.
const SHOWN_MAX: usize = 200;

impl App {
    /// All pairs of a book that some rule finds, but for those that somebody found to be two things.
    pub async fn register_duplicates(
        &self,
        actor: &Actor,
        names: (&str, &str),
        book: &RegisterBookQuery,
        now: Timestamp,
    ) -> Result<DuplicateList> {
        let opened = self.opened(names.0, names.1, book, now).await?;
        let reach = self.reach(actor, &opened).await?;
        let (keys, seen) = (self.store.keys_within(&opened.book, reach.rows()).await?, reach.listed(&opened.register));
        let is_within = |key: &str| keys.as_ref().is_none_or(|keys| keys.contains(key));
        let stored = self.store.standing_rows(&opened.book).await?;
        let rows = stored.iter().map(|row| opened.row(row)).collect::<Result<Vec<Row>>>()?;
        let register = opened.register.clone();
        let (rows, found) = blocking(move || {
            let found = duplicates(&register, &rows);
            Ok((rows, found))
        })
        .await?;
        let apart = self.apart(&opened).await?;
        let (mut pairs, mut distinct) = (Vec::new(), 0);
        let mut total = 0;
        for pair in &found.pairs {
            let (left, right) = (&rows[pair.left].key, &rows[pair.right].key);
            if !is_within(left) && !is_within(right) {
                continue;
            }
            if apart.contains(&ordered(left, right)) {
                distinct += 1;
                continue;
            }
            total += 1;
            if pairs.len() < SHOWN_MAX {
                let side = |place: usize| match is_within(&rows[place].key) {
                    true => side(&opened, &seen, &rows[place], Some(&stored[place])),
                    false => foreign(&opened, &seen, &rows[place]),
                };
                pairs.push(view(&opened, &seen, pair, side(pair.left), side(pair.right)));
            }
        }
        Ok(DuplicateList { pairs, total, distinct, is_complete: found.is_complete })
    }

    /// Rows that one row probably doubles by some rule and that were recorded before it, as place and day; those that
    /// somebody found to be another thing are left out. Whoever asks is told of rows out of reach too: the first report is
    /// protected. What people type as the day of their report does not count.
    pub(crate) async fn earlier_alike(&self, opened: &Opened, row: &Row, place: &Code) -> Result<Vec<(String, Date)>> {
        let apart = self.apart(opened).await?;
        let found = self.recorded_before(opened, row, |_| true, &apart).await?;
        let field = opened.register.fields.iter().position(|field| field.code == *place);
        let whose = |other: &Row| field.and_then(|at| other.values.get(at)?.as_ref()).map(in_store).unwrap_or_default();
        Ok(found.iter().map(|(other, day)| (whose(other), *day)).collect())
    }

    /// Why a step that a row may not take while it doubles another one is not taken; nothing where it may be.
    pub(super) async fn doubles(&self, opened: &Opened, row: &Row, unless: &UnlessDuplicate) -> Result<Option<String>> {
        let apart = match &unless.distinct_by {
            None => self.apart(opened).await?,
            Some(role) => {
                let mut apart = BTreeSet::new();
                for (left, right, actor) in self.store.distinct_finders(&opened.book).await? {
                    let roles = self.store.roles_of(&actor, opened.pack.code.as_str()).await?;
                    if roles.iter().any(|held| held == role.as_str()) {
                        apart.insert(ordered(&left, &right));
                    }
                }
                apart
            }
        };
        let found = self.recorded_before(opened, row, |rule| unless.rules.contains(rule), &apart).await?;
        let stands = |other: &Row| other.state.as_ref().is_none_or(|state| !unless.except.contains(state));
        let Some((other, day)) = found.iter().find(|(other, _)| stands(other)) else { return Ok(None) };
        let place = opened.place_name(&opened.place_of(&other.values));
        let role = unless.distinct_by.as_ref().and_then(|role| {
            opened.pack.roles.iter().find(|known| known.code == *role).map(|known| known.name.as_str())
        });
        let by = role.map(|role| format!("由“{role}”")).unwrap_or_default();
        Ok(Some(format!(
            "与{place}于 {day} 先登记的一行疑似重复，先登记的受保护，一个项目只计一次；确非同一项目的，请先{by}在“疑似重复”中认定"
        )))
    }

    /// The first ones first. Rows of one file were recorded at once: none of them is before the others, and each stands in
    /// the way of the other until somebody looks.
    async fn recorded_before(
        &self,
        opened: &Opened,
        row: &Row,
        is_asked: impl Fn(&Code) -> bool,
        apart: &BTreeSet<(String, String)>,
    ) -> Result<Vec<(Row, Date)>> {
        let mut register = opened.register.clone();
        register.duplicates.retain(|rule| is_asked(&rule.code));
        if register.duplicates.is_empty() {
            return Ok(Vec::new());
        }
        let stored = self.store.standing_rows(&opened.book).await?;
        let rows = stored.iter().map(|row| opened.row(row)).collect::<Result<Vec<Row>>>()?;
        let wanted = row.clone();
        let (rows, found) = blocking(move || {
            let found = duplicates_of(&register, &wanted, &rows);
            Ok((rows, found))
        })
        .await?;
        if found.is_empty() {
            return Ok(Vec::new());
        }
        let recorded = self.store.recorded(&opened.book).await?;
        let own = recorded.get(&*row.key).map(|(seq, _)| *seq);
        let mut earlier: Vec<(i64, Row, Date)> = Vec::new();
        for other in found.iter().map(|pair| &rows[pair.left]) {
            let Some((seq, at)) = recorded.get(&*other.key) else { continue };
            if own.is_none_or(|own| *seq <= own) && !apart.contains(&ordered(&other.key, &row.key)) {
                earlier.push((*seq, other.clone(), day_in_china(*at)));
            }
        }
        earlier.sort_by_key(|(seq, _, _)| *seq);
        Ok(earlier.into_iter().map(|(_, other, day)| (other, day)).collect())
    }

    /// Rows that one row probably doubles. Of one that is out of reach it is told where it is, and nothing else.
    pub(crate) async fn duplicates_of(&self, opened: &Opened, reach: &Reach, row: &Row) -> Result<Vec<DuplicateView>> {
        if opened.register.duplicates.is_empty() {
            return Ok(Vec::new());
        }
        let stored = self.store.standing_rows(&opened.book).await?;
        let rows = stored.iter().map(|row| opened.row(row)).collect::<Result<Vec<Row>>>()?;
        let (register, wanted) = (opened.register.clone(), row.clone());
        let (rows, found) = blocking(move || {
            let found = duplicates_of(&register, &wanted, &rows);
            Ok((rows, found))
        })
        .await?;
        if found.is_empty() {
            return Ok(Vec::new());
        }
        let apart = self.apart(opened).await?;
        let own = stored.iter().find(|held| *held.key == *row.key);
        let (keys, seen) = (self.store.keys_within(&opened.book, reach.rows()).await?, reach.listed(&opened.register));
        let pairs = found.iter().filter(|pair| !apart.contains(&ordered(&rows[pair.left].key, &row.key)));
        Ok(pairs
            .take(SHOWN_MAX)
            .map(|pair| {
                let other = &rows[pair.left];
                let other = match keys.as_ref().is_none_or(|keys| keys.contains(&*other.key)) {
                    true => side(opened, &seen, other, Some(&stored[pair.left])),
                    false => foreign(opened, &seen, other),
                };
                view(opened, &seen, pair, side(opened, &seen, row, own), other)
            })
            .collect())
    }

    /// Records that two rows that look alike are two things.
    pub async fn set_distinct(
        &self,
        actor: &Actor,
        names: (&str, &str),
        book: &RegisterBookQuery,
        request: &DistinctRequest,
        now: Timestamp,
    ) -> Result<()> {
        let opened = self.opened(names.0, names.1, book, now).await?;
        let note = request.note.trim();
        if note.is_empty() {
            return Err(AppError::bad_input("认定“不是同一个”必须写明理由；请填写后重试"));
        }
        if request.left == request.right {
            return Err(AppError::bad_input("两行的主键相同；请重新选择"));
        }
        let reach = self.reach(actor, &opened).await?;
        // Whoever keeps one of the two may say that they are two.
        let mut is_own = false;
        for key in [&request.left, &request.right] {
            is_own |= self.store.reaches(&opened.book, key, reach.edits()).await?;
        }
        if !is_own {
            return Err(self.refused_row(actor, &opened, &request.left, Capability::EditRegister, now).await);
        }
        let object = format!("{}/{}", opened.object(), request.left);
        let note_of = format!("与“{}”不是同一个：{note}", request.right);
        let audit = actor.audit("排除疑似重复", object, Some(&note_of), now);
        Ok(self.store.set_distinct(&opened.book, (&request.left, &request.right), true, note, &audit).await?)
    }

    async fn apart(&self, opened: &Opened) -> Result<BTreeSet<(String, String)>> {
        let pairs = self.store.distinct_pairs(&opened.book).await?;
        Ok(pairs.into_iter().map(|(left, right)| ordered(&left, &right)).collect())
    }
}

fn ordered(left: &str, right: &str) -> (String, String) {
    let (left, right) = if left <= right { (left, right) } else { (right, left) };
    (left.to_string(), right.to_string())
}

/// A row of somebody else.
fn foreign(opened: &Opened, seen: &Seen, row: &Row) -> DuplicateSide {
    DuplicateSide {
        key: String::new(),
        name: format!("{}的一行（{NOT_YOURS}）", opened.place_name(&opened.place_of(&row.values))),
        cells: seen.fields(&opened.register).map(|_| NOT_YOURS.to_string()).collect(),
        state_name: None,
        pulse: 0,
        is_within: false,
    }
}

fn side(opened: &Opened, seen: &Seen, row: &Row, stored: Option<&StoredRow>) -> DuplicateSide {
    DuplicateSide {
        key: row.key.to_string(),
        name: opened.name_of(&row.key, &row.values),
        cells: cells(opened, seen, &row.values),
        state_name: opened.state_name(row.state.as_ref().map(|state| state.as_str())),
        pulse: stored.map_or(0, |stored| stored.pulse),
        is_within: true,
    }
}

fn view(opened: &Opened, seen: &Seen, pair: &Duplicate, left: DuplicateSide, right: DuplicateSide) -> DuplicateView {
    let rule = opened.register.duplicates.iter().find(|rule| rule.code == pair.rule);
    let fields = seen.fields(&opened.register).map(|(_, field)| field).zip(left.cells.iter().zip(&right.cells));
    DuplicateView {
        rule: rule.map_or_else(|| pair.rule.to_string(), |rule| rule.name.clone()),
        similarity: format!("{:.0}%", pair.similarity * 100.0),
        differing: fields.filter(|(_, (left, right))| left != right).map(|(field, _)| field.code.to_string()).collect(),
        left,
        right,
    }
}
