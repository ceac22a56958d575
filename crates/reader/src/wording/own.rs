//! The wording of an organisation: rows and aliases of its own, laid over the built-in tables.
//!
//! Finds as many faults as it can, each with its line and a way out. Reads no file: the text comes in.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{BUILTIN_ROWS, Lexicon, Row, TABLES, meaning};
use crate::{read, read_with};

/// A row that cannot be used, or whose example does not show what it claims.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("第 {line} 行：{message}；{hint}")]
pub struct WordingFault {
    pub line: usize,
    pub message: String,
    pub hint: String,
}

/// Longest word of a row; longer ones are a mistake in quoting.
const WORD_MAX: usize = 40;

impl Lexicon {
    /// The built-in tables with the rows of an own file. An own row wins over a built-in one for the same word.
    pub fn with_own(text: &str) -> Result<Lexicon, Vec<WordingFault>> {
        let rows = rows(text)?;
        let first_line = rows.first().map_or(1, |own| own.line);
        Lexicon::build(rows.into_iter().map(|own| (own.table, own.row)).collect()).map_err(|error| {
            vec![WordingFault {
                line: first_line, message: error.to_string(), hint: "请参照内置词表的写法".into()
            }]
        })
    }
}

/// Everything that is wrong with an own file, its example sentences read as tests.
pub fn check_wording(text: &str) -> Vec<WordingFault> {
    let lexicon = match Lexicon::with_own(text) {
        Ok(lexicon) => lexicon,
        Err(faults) => return faults,
    };
    let lines: Vec<usize> = rows(text).unwrap_or_default().iter().map(|own| own.line).collect();
    let mut faults = Vec::new();
    for (entry, line) in lexicon.entries().iter().zip(lines) {
        for word in &entry.words {
            let plan_text = entry.example_plan(word);
            let plan = read_with(&plan_text, &lexicon);
            let example = entry.example.replace("{}", word);
            if !entry.is_read_as_meant(word, &plan) {
                faults.push(WordingFault {
                    line,
                    message: format!("例句“{example}”没有读出“{word}”应有的含义（{}）", entry.meaning),
                    hint: format!("请换一个能看出含义的例句，可参照：{}", sample(entry.table, &entry.meaning)),
                });
            } else if read(&plan_text) == plan {
                faults.push(WordingFault {
                    line,
                    message: format!("没有这一行，例句“{example}”的读法也一样"),
                    hint: format!("内置词表已能读“{word}”时请删去这个词，否则请换一个用得上它的例句"),
                });
            }
        }
    }
    faults
}

/// An example of a built-in row of the same meaning.
fn sample(table: &str, meaning: &str) -> String {
    let entries = Lexicon::builtin().entries();
    let found = entries.iter().find(|entry| entry.table == table && entry.meaning == meaning);
    found.map_or_else(|| "1.办好一件事。({}牵头)".to_string(), |entry| entry.example.clone())
}

struct OwnRow {
    table: &'static str,
    line: usize,
    row: Row,
}

/// Reads the file row by row.
fn rows(text: &str) -> Result<Vec<OwnRow>, Vec<WordingFault>> {
    let line_of = |offset: usize| text.get(..offset).map_or(1, |head| head.matches('\n').count() + 1);
    let file = DeTable::parse(text).map_err(|error| {
        let line = error.span().map_or(1, |span| line_of(span.start));
        let words: String = text.lines().nth(line - 1).unwrap_or_default().trim().chars().take(WORD_MAX).collect();
        vec![WordingFault {
            line,
            message: format!("“{words}”不是有效的 TOML，或与前面的行重复"),
            hint: "请检查引号、方括号和等号，文字写在英文双引号内，同一行用语中每个键只写一次".to_string(),
        }]
    })?;
    let mut reading = Reading { line_of: &line_of, rows: Vec::new(), faults: Vec::new() };
    for (key, value) in file.get_ref() {
        match (key.get_ref().as_ref(), value.get_ref().as_array()) {
            ("alias", Some(items)) => items.iter().for_each(|item| reading.alias(item)),
            ("entry", Some(items)) => items.iter().for_each(|item| reading.entry(item)),
            (name, _) => reading.fault(
                key.span().start,
                format!("不认识“{name}”"),
                "只有 [[alias]]（单位别名）和 [[entry]]（用语）两种，注意是双方括号",
            ),
        }
    }
    let Reading { mut rows, mut faults, .. } = reading;
    same_alias_twice(&rows, &mut faults);
    rows.sort_by_key(|own| own.line);
    faults.sort_by_key(|fault| fault.line);
    if faults.is_empty() { Ok(rows) } else { Err(faults) }
}

fn same_alias_twice(rows: &[OwnRow], faults: &mut Vec<WordingFault>) {
    let mut known: BTreeMap<&str, &str> = BTreeMap::new();
    for own in rows.iter().filter(|own| own.table == "aliases") {
        for word in &own.row.words {
            if let Some(other) = known.insert(word, &own.row.name).filter(|other| *other != own.row.name) {
                faults.push(WordingFault {
                    line: own.line,
                    message: format!("别名“{word}”同时指“{other}”和“{}”", own.row.name),
                    hint: "请只保留一个".to_string(),
                });
            }
        }
    }
}

struct Reading<'a> {
    line_of: &'a dyn Fn(usize) -> usize,
    rows: Vec<OwnRow>,
    faults: Vec<WordingFault>,
}

type Item<'i> = Spanned<DeValue<'i>>;

impl Reading<'_> {
    fn fault(&mut self, offset: usize, message: String, hint: impl Into<String>) {
        self.faults.push(WordingFault { line: (self.line_of)(offset), message, hint: hint.into() });
    }

    fn alias(&mut self, item: &Item) {
        let before = self.faults.len();
        let Some(row) = self.row(item, &["name", "words", "example"], "alias") else { return };
        let offset = item.span().start;
        if row.name.trim().is_empty() {
            self.fault(offset, "别名缺少 name".into(), "请写规范全称，如 name = \"市发展和改革委员会\"");
        }
        if row.words.contains(&row.name) {
            self.fault(offset, format!("别名“{}”与全称相同", row.name), "words 中只写别的叫法");
        }
        if self.faults.len() == before {
            self.rows.push(OwnRow { table: "aliases", line: (self.line_of)(offset), row });
        }
    }

    fn entry(&mut self, item: &Item) {
        let before = self.faults.len();
        let offset = item.span().start;
        let named = item.get_ref().get("table").and_then(|table| table.get_ref().as_str().map(String::from));
        let names: Vec<&str> = TABLES.iter().map(|(name, _)| *name).collect();
        let Some(table) = names.iter().copied().find(|name| Some(*name) == named.as_deref()) else {
            let message = named.map_or("缺少 table".to_string(), |name| format!("没有词表“{name}”"));
            self.fault(offset, message, format!("table 可用：{}", names.join("、")));
            return;
        };
        let builtin: Vec<&Row> = BUILTIN_ROWS.iter().filter(|(name, _)| *name == table).map(|(_, row)| row).collect();
        let mut keys = vec!["table", "words", "example"];
        keys.extend(builtin.iter().flat_map(|row| meaning(row)).map(|(key, _)| key));
        keys.sort_unstable();
        keys.dedup();
        let Some(row) = self.row(item, &keys, table) else { return };
        if !builtin.iter().any(|other| meaning(other) == meaning(&row)) {
            let said = meaning(&row).iter().map(|(key, value)| format!("{key} = {value}")).collect::<Vec<_>>();
            let said = if said.is_empty() {
                "没有写含义".to_string()
            } else {
                format!("不认识“{}”", said.join(", "))
            };
            self.fault(offset, format!("词表 {table} 的这一行{said}"), choices(&builtin));
        }
        for word in &row.words {
            if builtin.iter().any(|other| meaning(other) == meaning(&row) && other.words.contains(word)) {
                self.fault(offset, format!("“{word}”已在内置词表 {table} 中，含义相同"), "请删去这个词");
            }
        }
        if self.faults.len() == before {
            self.rows.push(OwnRow { table, line: (self.line_of)(offset), row });
        }
    }

    /// The values of a row, with faults for keys and kinds of value that are not known.
    fn row(&mut self, item: &Item, keys: &[&str], name: &str) -> Option<Row> {
        let (before, offset) = (self.faults.len(), item.span().start);
        let Some(table) = item.get_ref().as_table() else {
            self.fault(offset, format!("{name} 不是一行用语"), "请写成 [[entry]] 或 [[alias]]，注意是双方括号");
            return None;
        };
        let mut row = Row::default();
        for (key, value) in table {
            let (at, key) = (key.span().start, key.get_ref().as_ref());
            if !keys.contains(&key) {
                self.fault(at, format!("{name} 中不认识“{key}”"), format!("可用：{}", keys.join("、")));
                continue;
            }
            let is_set = match (key, value.get_ref()) {
                ("table", _) => true,
                ("words", DeValue::Array(words)) => {
                    row.words = words.iter().filter_map(|word| word.get_ref().as_str().map(String::from)).collect();
                    row.words.len() == words.len()
                }
                ("strict", DeValue::Boolean(strict)) => {
                    row.strict = *strict;
                    true
                }
                (_, DeValue::String(words)) => row.set(key, words),
                _ => false,
            };
            if !is_set {
                let wanted = match key {
                    "words" => "文字的列表，如 words = [\"甲\", \"乙\"]",
                    "strict" => "true 或 false",
                    _ => "文字，写在英文双引号内",
                };
                self.fault(at, format!("“{key}”的值不对"), format!("应为{wanted}"));
            }
        }
        if self.faults.len() == before {
            self.words(offset, &row, name);
        }
        Some(row)
    }

    fn words(&mut self, offset: usize, row: &Row, name: &str) {
        if row.words.is_empty() {
            self.fault(offset, format!("{name} 缺少 words"), "请写至少一个词，如 words = [\"甲\"]");
        }
        for word in &row.words {
            let length = word.chars().count();
            if word.trim() != word || length == 0 || length > WORD_MAX || word.contains('\n') {
                self.fault(offset, format!("词“{word}”是空的、过长或首尾有空格"), format!("每个词 1 至 {WORD_MAX} 字"));
            }
        }
        if !row.example.contains("{}") {
            let hint = "每一行都要有例句，用 {} 表示这个词的位置，如 example = \"1.办好一件事。({}牵头)\"";
            let message = if row.example.is_empty() { "缺少 example" } else { "例句中没有 {}" };
            self.fault(offset, message.to_string(), hint);
        }
    }
}

/// The meanings that a table knows, as they are written.
fn choices(builtin: &[&Row]) -> String {
    let mut known: Vec<String> = Vec::new();
    for row in builtin {
        let keys = meaning(row).into_iter().map(|(key, value)| match key {
            "strict" => "strict = true".to_string(),
            _ => format!("{key} = \"{value}\""),
        });
        let words: Vec<&str> = row.words.iter().take(2).map(String::as_str).collect();
        let written = format!("{}（{}…）", keys.collect::<Vec<_>>().join(", "), words.join("、"));
        if !known.contains(&written) {
            known.push(written);
        }
    }
    format!("可用：{}", known.join("；"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    #[track_caller]
    fn check(text: &str, expect: Expect) {
        let faults: Vec<String> = check_wording(text).iter().map(ToString::to_string).collect();
        expect.assert_eq(&faults.join("\n"));
    }

    const ALIAS: &str = "[[alias]]\nname = \"市发展和改革委员会\"\nwords = [\"市发改委\", \"市发展改革委\"]\n\
                         example = \"1.办好一件事。做好各项工作。({}牵头,市甲局配合)\"\n";

    #[test]
    fn an_alias_gives_the_full_name_in_notes_and_tables() {
        check(ALIAS, expect![""]);
        let lexicon = Lexicon::with_own(ALIAS).expect("an alias");
        let text = "方案\n一、任务\n(一)甲。做好。(市甲局牵头,市发改委、财政局配合)\n\
                    二、分解\n序号\t任务\t责任单位\n1\t做好造林工作。\t市发展改革委\n";
        let plan = read_with(text, &lexicon);
        let named: Vec<&str> =
            plan.tasks.iter().flat_map(|task| task.duties.all()).map(|agency| agency.name.as_str()).collect();
        assert_eq!(named, ["市甲局", "市发展和改革委员会", "市财政局", "市发展和改革委员会"]);
    }

    #[test]
    fn an_own_unit_is_read_and_wins_over_a_built_in_word() {
        let own = "[[entry]]\ntable = \"units\"\nkind = \"count\"\nwords = [\"方舱\", \"门式\"]\n\
                   example = \"到2026年,全县新建示范点12{}。\"\n";
        check(own, expect![""]);
        let plan =
            read_with("方案\n一、目标\n到2026年,全县新建示范点12方舱。\n", &Lexicon::with_own(own).expect("rows"));
        assert_eq!(plan.targets.iter().map(|target| target.unit.as_str()).collect::<Vec<_>>(), ["方舱"]);
    }

    #[test]
    fn every_fault_is_told_with_its_line() {
        check(
            "[[entry]]\ntable = \"unit\"\nwords = [\"方舱\"]\nexample = \"12{}\"\n\n\
             [[entry]]\ntable = \"periods\"\nkind = \"weekly\"\nwords = [\"每周\"]\nexample = \"{}新建12个。\"\n\n\
             [[entry]]\ntable = \"units\"\nkind = \"count\"\nwords = [\"个\"]\nexample = \"建成12。\"\nnote = \"\"\n\n\
             [[alias]]\nwords = \"市发改委\"\nexample = \"{}\"\n[other]\n",
            expect![[r#"
                第 1 行：没有词表“unit”；table 可用：tables、comparators、units、periods、verbs、roles、agencies、sections、cues、places、indicators、pages
                第 6 行：词表 periods 的这一行不认识“kind = weekly”；可用：kind = "each-year"（每年、每年度…）；kind = "annual-average"（年均、平均每年…）；kind = "cumulative"（累计…）；kind = "in-year"（今年、年内…）
                第 12 行：“个”已在内置词表 units 中，含义相同；请删去这个词
                第 17 行：units 中不认识“note”；可用：example、kind、table、words
                第 19 行：别名缺少 name；请写规范全称，如 name = "市发展和改革委员会"
                第 20 行：“words”的值不对；应为文字的列表，如 words = ["甲", "乙"]
                第 22 行：不认识“other”；只有 [[alias]]（单位别名）和 [[entry]]（用语）两种，注意是双方括号"#]],
        );
    }

    #[test]
    fn a_row_that_changes_nothing_or_whose_example_shows_nothing_is_told() {
        check(
            "[[entry]]\ntable = \"units\"\nkind = \"count\"\nwords = [\"方舱\"]\nexample = \"1.建成{}。\"\n\
             [[entry]]\ntable = \"agencies\"\nkind = \"suffix\"\nwords = [\"农业局\"]\nexample = \"1.办好一件事。(甲{}负责)\"\n",
            expect![[r#"
                第 1 行：例句“1.建成方舱。”没有读出“方舱”应有的含义（count）；请换一个能看出含义的例句，可参照：到2026年,全县新建示范点12{}。
                第 6 行：没有这一行，例句“1.办好一件事。(甲农业局负责)”的读法也一样；内置词表已能读“农业局”时请删去这个词，否则请换一个用得上它的例句"#]],
        );
    }

    #[test]
    fn what_is_no_toml_is_told() {
        check(
            "[[alias]]\nname = 市发改委\n",
            expect![[r#"
                第 2 行：“name = 市发改委”不是有效的 TOML，或与前面的行重复；请检查引号、方括号和等号，文字写在英文双引号内，同一行用语中每个键只写一次"#]],
        );
        check("", expect![""]);
    }
}
