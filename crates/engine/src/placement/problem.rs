//! A placement as plain integers: which project at which place, at most one place for each, under rows of limits.
//!
//! Knows no names and no packs. Whole numbers only: a limit that is kept is kept exactly.

/// Sums of so many choices of at most this size stay far within 64 bits.
const AMOUNT_MAX: i64 = 1 << 36;
const CHOICES_MAX: usize = 1 << 20;

/// What may be chosen, and under which limits.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Problem {
    pub projects: usize,
    pub places: usize,
    /// At most one of a project is taken.
    pub choices: Vec<Choice>,
    pub rows: Vec<Row>,
}

/// One project at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    pub project: usize,
    pub place: usize,
    /// What it is worth; the sum is made as large as possible.
    pub value: i64,
    /// What it takes of caps and adds to floors; each row at most once.
    pub uses: Vec<Use>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Use {
    pub row: usize,
    /// Not negative.
    pub amount: i64,
}

/// A limit on the sum of what is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    pub kind: RowKind,
    /// Not negative.
    pub bound: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// At most (上限).
    Cap,
    /// At least (下限).
    Floor,
}

/// The choice of each project; nothing for one that is not placed.
pub type Chosen = Vec<Option<usize>>;

/// A solution that was recounted from nothing but the problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recount {
    pub value: i128,
    /// Of each row.
    pub taken: Vec<i128>,
    /// Rows that are not kept; empty when the solution may be used.
    pub broken: Vec<usize>,
}

impl Problem {
    /// Whether all numbers are in range.
    ///
    /// # Errors
    /// In words, with the number of the choice or row.
    pub fn check(&self) -> Result<(), String> {
        if self.choices.len() > CHOICES_MAX {
            return Err(format!("可选的安排有 {} 个，超过 {CHOICES_MAX} 个", self.choices.len()));
        }
        for (number, choice) in (1..).zip(&self.choices) {
            if choice.project >= self.projects || choice.place >= self.places {
                return Err(format!("第 {number} 个安排指向不存在的项目或地方"));
            }
            if choice.value.abs() > AMOUNT_MAX || choice.uses.iter().any(|used| used.amount > AMOUNT_MAX) {
                return Err(format!("第 {number} 个安排的数字过大，不能精确计算"));
            }
            if choice.uses.iter().any(|used| used.amount < 0 || used.row >= self.rows.len()) {
                return Err(format!("第 {number} 个安排的用量是负数，或者指向不存在的规则"));
            }
        }
        match self.rows.iter().position(|row| row.bound < 0 || row.bound > AMOUNT_MAX << 10) {
            Some(row) => Err(format!("第 {} 条规则的界限是负数或过大", row + 1)),
            None => Ok(()),
        }
    }

    /// Counts a solution again from the problem alone, in exact integers. Trusts nothing that was reported with it.
    pub fn recount(&self, chosen: &Chosen) -> Recount {
        let mut found = Recount { value: 0, taken: vec![0; self.rows.len()], broken: Vec::new() };
        let mut is_placed = vec![false; self.projects];
        let mut twice = false;
        for choice in chosen.iter().flatten().filter_map(|number| self.choices.get(*number)) {
            twice |= std::mem::replace(&mut is_placed[choice.project], true);
            found.value += i128::from(choice.value);
            for used in &choice.uses {
                found.taken[used.row] += i128::from(used.amount);
            }
        }
        let is_broken = |row: usize| {
            let (taken, bound) = (found.taken[row], i128::from(self.rows[row].bound));
            twice
                || match self.rows[row].kind {
                    RowKind::Cap => taken > bound,
                    RowKind::Floor => taken < bound,
                }
        };
        found.broken = (0..self.rows.len()).filter(|row| is_broken(*row)).collect();
        found
    }

    /// A project that is nowhere while another, that must not be placed, has its place with less worth and no less use; a
    /// good solution has none.
    pub(super) fn passed_over(&self, chosen: &Chosen) -> Option<(usize, usize)> {
        let amount =
            |choice: &Choice, row: usize| choice.uses.iter().find(|used| used.row == row).map_or(0, |used| used.amount);
        let goes_for = |wanted: &Choice, kept: &Choice| {
            let rows = wanted.uses.iter().chain(&kept.uses).map(|used| used.row);
            wanted.value > kept.value
                && rows.into_iter().all(|row| match self.rows[row].kind {
                    RowKind::Cap => amount(wanted, row) <= amount(kept, row),
                    RowKind::Floor => amount(wanted, row) >= amount(kept, row),
                })
        };
        let kept: Vec<&Choice> = chosen.iter().flatten().map(|choice| &self.choices[*choice]).collect();
        let out = self.choices.iter().filter(|choice| chosen[choice.project].is_none());
        out.flat_map(|wanted| kept.iter().map(move |kept| (wanted, *kept)))
            .find(|(wanted, kept)| wanted.place == kept.place && goes_for(wanted, kept))
            .map(|(wanted, kept)| (wanted.project, kept.project))
    }

    /// The choices of each project.
    pub(super) fn by_project(&self) -> Vec<Vec<usize>> {
        let mut found = vec![Vec::new(); self.projects];
        for (number, choice) in self.choices.iter().enumerate() {
            found[choice.project].push(number);
        }
        found
    }
}
