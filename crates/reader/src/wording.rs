//! Wording tables: what words mean, as data with an example each. Read once; nothing here reads a plan.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use model::PeriodKind;
use serde::Deserialize;

use crate::tables::Column;

mod examples;
mod meaning;
mod own;
mod words;

pub(crate) use meaning::{Comparison, Cue, RoleWord, SectionKind, UnitKind};
use meaning::{column, comparison, cue, period_kind, role_word, section_kind, unit_kind};
pub use own::{WordingFault, check_wording};
pub(crate) use words::Words;

/// One row of a table: words of one meaning, with a sentence in which each of them stands for `{}`.
#[derive(Debug, Clone)]
pub struct Wording {
    /// Name of the table: comparators, units, …
    pub table: &'static str,
    pub meaning: String,
    pub words: Vec<String>,
    pub example: String,
}

/// A row says something that its table does not know.
#[derive(Debug, thiserror::Error)]
#[error("词表“{table}”中的“{word}”取值“{value}”不认识；请参照同表其他行")]
struct LexiconError {
    table: String,
    word: String,
    value: String,
}

#[derive(Debug, Clone)]
pub(crate) struct Abbreviation {
    pub word: String,
    pub full: Option<String>,
}

/// The wording tables, ready for use.
#[derive(Debug, Clone)]
pub struct Lexicon {
    entries: Vec<Wording>,
    pub(crate) comparator_before: Words<Comparison>,
    pub(crate) comparator_after: Words<Comparison>,
    pub(crate) comparator_middle: Words<Comparison>,
    pub(crate) units: Words<UnitKind>,
    pub(crate) periods: Words<PeriodKind>,
    pub(crate) carry: Words<()>,
    pub(crate) beside: Words<()>,
    pub(crate) flow: Words<()>,
    pub(crate) reach: Words<()>,
    pub(crate) maintain: Words<()>,
    pub(crate) strive: Words<()>,
    pub(crate) relate: Words<()>,
    pub(crate) role_labels: Words<RoleWord>,
    pub(crate) role_verbs: Words<RoleWord>,
    /// Other names of an agency, and its full name.
    pub(crate) aliases: BTreeMap<String, String>,
    pub(crate) agency_suffix: Words<()>,
    pub(crate) agency_department: Words<()>,
    pub(crate) agency_class: Words<()>,
    pub(crate) agency_independent: Words<()>,
    pub(crate) sections: Words<SectionKind>,
    pub(crate) work_sections: Words<()>,
    pub(crate) cues: Words<Cue>,
    pub(crate) sentence_cues: Words<Cue>,
    pub(crate) set_aside_behind: Words<()>,
    pub(crate) works_set_aside: Words<()>,
    pub(crate) works_target: Words<()>,
    /// Verbs that keep up or improve what is there.
    pub(crate) keeps: Words<()>,
    pub(crate) place_suffix: Words<()>,
    pub(crate) place_common: Words<()>,
    pub(crate) place_ambiguous: Words<()>,
    pub(crate) place_whole: Words<()>,
    pub(crate) tails: Words<()>,
    pub(crate) levels: Words<()>,
    pub(crate) each: Words<()>,
    pub(crate) money: Words<()>,
    pub(crate) ceiling: Words<()>,
    pub(crate) yearly: Words<()>,
    pub(crate) rates: Words<()>,
    pub(crate) parts: Words<()>,
    pub(crate) abbreviations: Vec<Abbreviation>,
    pub(crate) columns: Words<Column>,
    pub(crate) boilerplate: Words<()>,
    pub(crate) page_header: Words<()>,
    pub(crate) page_footer: Words<()>,
    pub(crate) soft: BTreeMap<String, Words<()>>,
}

#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    words: Vec<String>,
    example: String,
    /// Full name, of an alias.
    #[serde(default)]
    name: String,
    #[serde(default)]
    place: String,
    #[serde(default)]
    comparator: String,
    #[serde(default)]
    strict: bool,
    #[serde(default)]
    approach: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    role: String,
    #[serde(default)]
    form: String,
    #[serde(default)]
    reason: String,
    #[serde(default, rename = "where")]
    scope: String,
}

impl Row {
    /// Sets a value that is text; false when there is no such key.
    fn set(&mut self, key: &str, value: &str) -> bool {
        let field = match key {
            "example" => &mut self.example,
            "name" => &mut self.name,
            "place" => &mut self.place,
            "comparator" => &mut self.comparator,
            "approach" => &mut self.approach,
            "kind" => &mut self.kind,
            "role" => &mut self.role,
            "form" => &mut self.form,
            "reason" => &mut self.reason,
            "where" => &mut self.scope,
            _ => return false,
        };
        *field = value.to_string();
        true
    }
}

/// What a row says about its words: key and value, in the order in which the reference page shows them.
fn meaning(row: &Row) -> Vec<(&'static str, &str)> {
    let all = [
        ("place", row.place.as_str()),
        ("form", &row.form),
        ("where", &row.scope),
        ("comparator", &row.comparator),
        ("kind", &row.kind),
        ("role", &row.role),
        ("reason", &row.reason),
        ("approach", &row.approach),
        ("name", &row.name),
        ("strict", if row.strict { "strict" } else { "" }),
    ];
    all.into_iter().filter(|(_, value)| !value.is_empty()).collect()
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct AbbreviationRow {
    word: String,
    full: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    entry: Vec<Row>,
    #[serde(default)]
    abbreviation: Vec<AbbreviationRow>,
}

const TABLES: [(&str, &str); 12] = [
    ("tables", include_str!("../wording/tables.toml")),
    ("comparators", include_str!("../wording/comparators.toml")),
    ("units", include_str!("../wording/units.toml")),
    ("periods", include_str!("../wording/periods.toml")),
    ("verbs", include_str!("../wording/verbs.toml")),
    ("roles", include_str!("../wording/roles.toml")),
    ("agencies", include_str!("../wording/agencies.toml")),
    ("sections", include_str!("../wording/sections.toml")),
    ("cues", include_str!("../wording/cues.toml")),
    ("places", include_str!("../wording/places.toml")),
    ("indicators", include_str!("../wording/indicators.toml")),
    ("pages", include_str!("../wording/pages.toml")),
];

static BUILTIN: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::build(Vec::new()).expect("the built-in tables are read by a test"));

static BUILTIN_FILES: LazyLock<Vec<(&str, File)>> = LazyLock::new(|| {
    let read = |text| toml::from_str(text).expect("the built-in tables are read by a test");
    TABLES.iter().map(|(table, text)| (*table, read(text))).collect()
});

/// The rows of the tables that are part of the program, with the names of their tables.
static BUILTIN_ROWS: LazyLock<Vec<(&str, Row)>> = LazyLock::new(|| {
    BUILTIN_FILES.iter().flat_map(|(table, file)| file.entry.iter().map(|row| (*table, row.clone()))).collect()
});

impl Lexicon {
    /// The tables of `wording/*.toml`, which are part of the program.
    pub fn builtin() -> &'static Lexicon {
        &BUILTIN
    }

    /// The built-in tables with rows of one's own, which stand first and so win over the built-in ones.
    fn build(own: Vec<(&'static str, Row)>) -> Result<Lexicon, LexiconError> {
        let mut tables = Tables { rows: BTreeMap::new(), entries: Vec::new(), abbreviations: Vec::new() };
        for (table, row) in own.into_iter().chain(BUILTIN_ROWS.iter().cloned()) {
            tables.add(table, row);
        }
        let abbreviations = BUILTIN_FILES.iter().flat_map(|(_, file)| file.abbreviation.iter().cloned());
        tables.abbreviations = abbreviations.map(|row| Abbreviation { word: row.word, full: row.full }).collect();
        tables.lexicon()
    }

    /// All rows, for the reference page.
    pub fn entries(&self) -> &[Wording] {
        &self.entries
    }

    /// Other names of agencies, each with the full name.
    pub fn aliases(&self) -> impl Iterator<Item = (&str, &str)> {
        self.aliases.iter().map(|(alias, name)| (alias.as_str(), name.as_str()))
    }

    /// Words for commitments without a number, by their kind in `pages.toml`.
    pub(crate) fn soft_words(&self, kind: &str) -> &Words<()> {
        &self.soft[kind]
    }
}

struct Tables {
    rows: BTreeMap<&'static str, Vec<Row>>,
    entries: Vec<Wording>,
    abbreviations: Vec<Abbreviation>,
}

impl Tables {
    fn add(&mut self, table: &'static str, row: Row) {
        self.entries.push(Wording {
            table,
            meaning: meaning(&row).iter().map(|(_, value)| *value).collect::<Vec<_>>().join(" "),
            words: row.words.clone(),
            example: row.example.clone(),
        });
        self.rows.entry(table).or_default().push(row);
    }

    fn rows(&self, table: &str) -> impl Iterator<Item = &Row> {
        self.rows.get(table).into_iter().flatten()
    }

    /// The words of all rows that a test accepts.
    fn pick(&self, table: &str, accept: impl Fn(&Row) -> bool) -> Words<()> {
        let rows = self.rows(table).filter(|row| accept(row));
        Words::new(rows.flat_map(|row| row.words.iter().map(|word| (word.clone(), ()))))
    }

    /// The words of all rows that a test accepts, with what each row means.
    fn values<T: Clone>(
        &self,
        table: &str,
        accept: impl Fn(&Row) -> bool,
        meaning: impl Fn(&Row) -> Result<T, String>,
    ) -> Result<Words<T>, LexiconError> {
        let mut words = Vec::new();
        for row in self.rows(table).filter(|row| accept(row)) {
            let value = meaning(row).map_err(|value| LexiconError {
                table: table.to_string(),
                word: row.words.first().cloned().unwrap_or_default(),
                value,
            })?;
            words.extend(row.words.iter().map(|word| (word.clone(), value.clone())));
        }
        Ok(Words::new(words))
    }

    fn lexicon(self) -> Result<Lexicon, LexiconError> {
        let comparators = |place: &'static str| self.values("comparators", move |row| row.place == place, comparison);
        let verbs = |role: &'static str| self.pick("verbs", move |row| row.role == role);
        let agencies = |kind: &'static str| self.pick("agencies", move |row| row.kind == kind);
        let places = |kind: &'static str| self.pick("places", move |row| row.kind == kind);
        let indicators = |kind: &'static str| self.pick("indicators", move |row| row.kind == kind);
        let pages = |kind: &'static str| self.pick("pages", move |row| row.kind == kind);
        let roles = |form: &'static str| self.values("roles", move |row| row.form == form, role_word);
        let soft = ["interval", "deliverable", "coverage", "settled", "relation", "direction"];
        Ok(Lexicon {
            comparator_before: comparators("before")?,
            comparator_after: comparators("after")?,
            comparator_middle: comparators("middle")?,
            units: self.values("units", |_| true, unit_kind)?,
            periods: self.values("periods", |_| true, period_kind)?,
            carry: verbs("carry"),
            beside: verbs("beside"),
            flow: verbs("flow"),
            reach: verbs("reach"),
            maintain: verbs("maintain"),
            strive: verbs("strive"),
            relate: verbs("relate"),
            role_labels: roles("label")?,
            role_verbs: roles("verb")?,
            aliases: self
                .rows("aliases")
                .flat_map(|row| row.words.iter().map(|word| (word.clone(), row.name.clone())))
                .collect(),
            agency_suffix: agencies("suffix"),
            agency_department: agencies("department"),
            agency_class: agencies("class"),
            agency_independent: agencies("independent"),
            sections: self.values("sections", |row| row.kind != "work", section_kind)?,
            work_sections: self.pick("sections", |row| row.kind == "work"),
            cues: self.values("cues", |row| row.scope == "clause", cue)?,
            sentence_cues: self.values("cues", |row| row.scope == "sentence", cue)?,
            set_aside_behind: self.pick("cues", |row| row.scope == "behind"),
            works_set_aside: self.pick("cues", |row| row.scope == "works" && row.reason == "mention"),
            works_target: self.pick("cues", |row| row.scope == "works" && row.reason == "target"),
            keeps: self.pick("cues", |row| row.scope == "kept"),
            place_suffix: places("suffix"),
            place_common: places("common"),
            place_ambiguous: places("ambiguous"),
            place_whole: places("whole"),
            tails: indicators("tail"),
            levels: indicators("level"),
            each: indicators("each"),
            money: indicators("money"),
            ceiling: indicators("ceiling"),
            yearly: indicators("yearly"),
            rates: indicators("rate"),
            parts: indicators("part"),
            columns: self.values("tables", |_| true, column)?,
            boilerplate: pages("boilerplate"),
            page_header: pages("header"),
            page_footer: pages("footer"),
            soft: soft.into_iter().map(|kind| (kind.to_string(), pages(kind))).collect(),
            abbreviations: self.abbreviations,
            entries: self.entries,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_tables_can_be_read() {
        let lexicon = Lexicon::build(Vec::new()).expect("tables");
        assert!(lexicon.entries().len() > 40);
        assert!(lexicon.entries().iter().all(|entry| !entry.example.is_empty() && !entry.words.is_empty()));
    }

    #[test]
    fn the_longest_word_wins() {
        let words = Words::new([("人".to_string(), 1), ("人次".to_string(), 2)]);
        let text: Vec<char> = "万人次".chars().collect();
        assert_eq!(words.at(&text, 1), Some((2, &2)));
        assert_eq!(words.before(&text, 3), Some((2, &2)));
        assert_eq!(words.find(&text), Some((1, 2, &2)));
    }
}
