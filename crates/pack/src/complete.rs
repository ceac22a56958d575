//! What may be written at a place of a pack file: words of the vocabulary and names that the pack declares, for editors.
//!
//! Reads a text as far as it goes, also one that does not parse yet, because that is what is being written. Never changes
//! a text and never judges it.

use std::collections::BTreeSet;

use crate::source::Source;
use crate::words::{self, BlockWord, FUNCTIONS, Keyword, Kind, Label, Need};

/// Something that may stand at the place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    pub word: String,
    /// What it means, in Chinese.
    pub about: String,
}

/// A block that is open at a place, or one that was met before.
#[derive(Debug, Clone)]
struct Opened {
    word: String,
    name: String,
    /// Words of the attributes written in it so far.
    written: BTreeSet<String>,
}

/// A declared block and the blocks around it, the outermost first.
#[derive(Debug)]
struct Declared {
    path: Vec<Opened>,
}

/// What may be written at a byte of a file, whatever follows it.
pub fn complete(sources: &[Source], file: usize, byte: usize) -> Vec<Completion> {
    let Some(source) = sources.get(file) else { return Vec::new() };
    let mut byte = byte.min(source.text.len());
    while !source.text.is_char_boundary(byte) {
        byte -= 1;
    }
    let (before, after) = source.text.split_at(byte);
    let line_start = before.rfind('\n').map_or(0, |place| place + 1);
    let (above, line) = before.split_at(line_start);
    let mut declared = Vec::new();
    for other in sources {
        scan(&other.text, &mut declared);
    }
    let mut around = scan(above, &mut Vec::new());
    if let Some(inner) = around.last_mut() {
        // What stands below in the same block is written too.
        inner.written.extend(written_below(after));
    }
    let path: Vec<&str> = around.iter().map(|block| block.word.as_str()).collect();
    let known = known(&path);
    match (line.split_once('='), known) {
        (Some((attribute, value)), Some(block)) => of_value(block, attribute.trim(), value, &around, &declared),
        (Some(_), None) => Vec::new(),
        (None, _) if !around.is_empty() && known.is_none() => Vec::new(),
        (None, known) => of_line(known, around.last(), line.trim_start()),
    }
}

/// Attributes that are still to be written, required ones first, and blocks that may stand here.
fn of_line(block: Option<&'static BlockWord>, held: Option<&Opened>, typed: &str) -> Vec<Completion> {
    let mut found = Vec::new();
    if let Some(block) = block {
        let is_free = |word: &str| held.is_none_or(|held| !held.written.contains(word));
        for need in [Need::Required, Need::Optional] {
            let words = block.attributes.iter().filter(|word| word.need == need && is_free(word.word));
            found.extend(words.map(|word| {
                let must = if need == Need::Required { "（必填）" } else { "" };
                let example = format!("{} = {}", word.word, word.example);
                Completion { word: word.word.to_string(), about: format!("{}{must}，例：{example}", word.chinese) }
            }));
        }
    }
    let parent = block.map_or("", |block| block.word);
    let inside = words::blocks()
        .filter(|known| known.parents.contains(&parent) || (known.parents.is_empty() && parent.is_empty()));
    found.extend(inside.map(|known| {
        let name = if known.label == Label::Name { " \"名称\"" } else { "" };
        Completion {
            word: known.word.to_string(), about: format!("{}，写作 {}{name} {{", known.chinese, known.word)
        }
    }));
    begun(found, typed)
}

fn of_value(
    block: &'static BlockWord,
    attribute: &str,
    value: &str,
    around: &[Opened],
    declared: &[Declared],
) -> Vec<Completion> {
    let Some(word) = block.attributes.iter().find(|word| word.word == attribute) else { return Vec::new() };
    // Inside quotes anything may stand.
    if value.matches('"').count() % 2 == 1 {
        return Vec::new();
    }
    let start = value.rfind(|letter: char| !(letter.is_alphanumeric() || matches!(letter, '_' | '.')));
    let typed = start.map_or(value, |place| value[place..].trim_start_matches(|c: char| !is_of_name(c)));
    let fixed = |keywords: &[Keyword]| -> Vec<Completion> {
        keywords
            .iter()
            .map(|keyword| Completion { word: keyword.word.to_string(), about: keyword.chinese.to_string() })
            .collect()
    };
    let found = match word.kind {
        Kind::Flag => fixed(&[Keyword { word: "true", chinese: "是" }, Keyword { word: "false", chinese: "否" }]),
        Kind::Keyword(keywords) => fixed(keywords),
        Kind::KeywordOrName(keywords) => [fixed(keywords), named(block.word, attribute, around, declared)].concat(),
        Kind::Name | Kind::Names => named(block.word, attribute, around, declared),
        Kind::Constant | Kind::Constants => prefixed("parameter", declared),
        Kind::Formula | Kind::Condition | Kind::TextFormula | Kind::Formulas => of_formula(declared),
        Kind::Text
        | Kind::Code
        | Kind::Date
        | Kind::Whole
        | Kind::Number
        | Kind::Unit
        | Kind::Pairs
        | Kind::Matrix
        | Kind::Amounts
        | Kind::Options
        | Kind::Texts
        | Kind::Numbers => {
            vec![Completion { word: word.example.to_string(), about: format!("{}，例", word.kind.in_words()) }]
        }
    };
    begun(found, typed)
}

fn is_of_name(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '_' | '.')
}

/// Functions, and everything that a formula can name.
fn of_formula(declared: &[Declared]) -> Vec<Completion> {
    let mut found = names_of("field", &[], declared, "字段");
    for word in ["parameter", "formula", "observed"] {
        found.extend(prefixed(word, declared));
    }
    found.extend(FUNCTIONS.iter().map(|function| Completion {
        word: format!("{}(", function.word),
        about: format!("{}：{}", function.signature, function.chinese),
    }));
    found
}

/// `parameter.名称`.
fn prefixed(word: &'static str, declared: &[Declared]) -> Vec<Completion> {
    let chinese = words::block(word, "").map_or("", |block| block.chinese);
    let with_prefix = |found: Completion| Completion { word: format!("{word}.{}", found.word), ..found };
    names_of(word, &[], declared, chinese).into_iter().map(with_prefix).collect()
}

/// What an attribute that takes a name may name, of the block around it where names belong to one.
fn named(block: &str, attribute: &str, around: &[Opened], declared: &[Declared]) -> Vec<Completion> {
    let outer = around.get(..around.len().saturating_sub(1)).unwrap_or_default();
    let (word, within): (&str, &[Opened]) = match (block, attribute) {
        (_, "subject" | "register" | "limits" | "to_register") => ("register", &[]),
        (_, "role" | "second_role" | "closing_role") => ("role", &[]),
        (_, "by" | "choices") => ("choices", &[]),
        (_, "ledger") => ("ledger", &[]),
        ("step", "from" | "to") => ("state", outer),
        ("step", "separate_from") => ("step", outer),
        ("entry", "from" | "to" | "own_first") => ("account", outer),
        ("entry", "assets") => ("asset", outer),
        ("entry", "posts_as" | "carry_into") => ("entry", outer),
        ("entry", "amount") => ("formula", &[]),
        ("register", "key") => ("field", around),
        ("evaluation", "unmet_grade") => ("grade", around),
        (_, "grade" | "at_best") => ("grade", outer),
        ("unique" | "duplicate" | "count" | "sum", _) => ("field", outer),
        _ => ("field", &[]),
    };
    let chinese = words::blocks().find(|known| known.word == word).map_or("", |known| known.chinese);
    names_of(word, within, declared, chinese)
}

/// Names of declared blocks of a word, right within a block of the same words and names.
fn names_of(word: &str, within: &[Opened], declared: &[Declared], chinese: &str) -> Vec<Completion> {
    let mut found: Vec<Completion> = Vec::new();
    for block in declared {
        let Some((own, outer)) = block.path.split_last() else { continue };
        let is_within = within.is_empty()
            || outer.len() == within.len()
                && outer.iter().zip(within).all(|(one, other)| one.word == other.word && one.name == other.name);
        let of = outer.last().map(|outer| format!("，{}", outer.name)).unwrap_or_default();
        let new = Completion { word: own.name.clone(), about: format!("{chinese}{of}") };
        if own.word == word && !own.name.is_empty() && is_within && !found.contains(&new) {
            found.push(new);
        }
    }
    found
}

/// Those that begin with what is typed; else those that hold it somewhere.
fn begun(found: Vec<Completion>, typed: &str) -> Vec<Completion> {
    let of = |fits: &dyn Fn(&str) -> bool| -> Vec<Completion> {
        found.iter().filter(|one| fits(&one.word)).cloned().collect()
    };
    let begun = of(&|word| word.starts_with(typed));
    if begun.is_empty() { of(&|word| word.contains(typed)) } else { begun }
}

/// The word of the vocabulary for the innermost of some blocks.
fn known(path: &[&str]) -> Option<&'static BlockWord> {
    let (word, outer) = path.split_last()?;
    words::block(word, outer.last().unwrap_or(&""))
}

/// Goes over a text, notes the blocks that it declares, and gives those that are open at its end.
fn scan(text: &str, declared: &mut Vec<Declared>) -> Vec<Opened> {
    let mut open: Vec<Opened> = Vec::new();
    for line in text.lines() {
        let line = without_remark(line);
        let trimmed = line.trim();
        if let Some((head, _)) = trimmed.split_once('=').filter(|(head, _)| head.trim().chars().all(is_of_name))
            && let Some(inner) = open.last_mut()
        {
            inner.written.insert(head.trim().to_string());
        }
        let (mut is_quoted, mut start) = (false, 0);
        for (place, letter) in line.char_indices() {
            match letter {
                '"' => is_quoted = !is_quoted,
                '{' if !is_quoted => {
                    let head = line[start..place].trim();
                    let word: String = head.chars().take_while(|letter| is_of_name(*letter)).collect();
                    let name = head.split('"').nth(1).unwrap_or_default().to_string();
                    open.push(Opened { word, name, written: BTreeSet::new() });
                    declared.push(Declared { path: open.clone() });
                    start = place + 1;
                }
                '}' if !is_quoted => {
                    open.pop();
                    start = place + 1;
                }
                _ => {}
            }
        }
    }
    open
}

/// Attributes between a place and the end of the block that holds it.
fn written_below(after: &str) -> BTreeSet<String> {
    let (mut depth, mut found) = (0_i32, BTreeSet::new());
    for line in after.lines().skip(1) {
        let line = without_remark(line);
        let head = line.split_once('=').map(|(head, _)| head.trim());
        if let Some(head) = head.filter(|head| depth == 0 && !head.is_empty() && head.chars().all(is_of_name)) {
            found.insert(head.to_string());
        }
        depth += line.matches('{').count() as i32 - line.matches('}').count() as i32;
        if depth < 0 {
            break;
        }
    }
    found
}

fn without_remark(line: &str) -> &str {
    let mut is_quoted = false;
    for (place, letter) in line.char_indices() {
        match letter {
            '"' => is_quoted = !is_quoted,
            '#' if !is_quoted => return &line[..place],
            _ => {}
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"
role "审核人" {
  code = "reviewer"
}
parameter "公示天数" {
  code = "publicity_days"
}
register "企业" {
  code = "firm"
  field "税收" {
    code = "tax"
  }
  state "待审" {
    code = "waiting"
  }
  state "已审" {
    code = "reviewed"
  }
  step "审核" {
    code = "review"
    from = [待审]
    ‸
  }
}
register "项目" {
  code = "project"
  state "开工" {
    code = "begun"
  }
}
"#;

    /// What may stand where `‸` is after it was replaced by `typed`.
    fn at(typed: &str) -> Vec<String> {
        let place = TEXT.find('‸').unwrap();
        let text = TEXT.replace('‸', typed);
        let sources = [Source { path: "例.hcl".to_string(), text }];
        complete(&sources, 0, place + typed.len()).into_iter().map(|found| found.word).collect()
    }

    #[test]
    fn a_new_line_offers_what_is_not_written_yet_and_what_is_required_first() {
        let words = at("");
        assert_eq!(words[..2], ["to", "role"]);
        assert!(words.contains(&"working_days".to_string()));
        assert!(!words.contains(&"code".to_string()) && !words.contains(&"from".to_string()), "{words:?}");
        assert_eq!(at("wor"), ["working_days"]);
    }

    #[test]
    fn a_name_is_one_that_the_pack_declares_in_the_right_place() {
        assert_eq!(at("to = "), ["待审", "已审"]);
        assert_eq!(at("to = 已"), ["已审"]);
        assert_eq!(at("from = [待审, "), ["待审", "已审"]);
        assert_eq!(at("role = "), ["审核人"]);
    }

    #[test]
    fn fixed_words_numbers_and_formulas_are_offered_by_the_kind_of_the_attribute() {
        assert_eq!(at("note_required = "), ["true", "false"]);
        assert_eq!(at("working_days = "), ["parameter.公示天数"]);
        assert!(at("condition = 税").contains(&"税收".to_string()));
        assert_eq!(at("condition = working"), ["working_days_between("]);
        assert_eq!(at("basis = \"鲁"), Vec::<String>::new());
        assert_eq!(at("nothing = "), Vec::<String>::new());
    }

    #[test]
    fn the_top_of_a_file_offers_blocks() {
        let sources = [Source { path: "例.hcl".to_string(), text: "eva".to_string() }];
        let found = complete(&sources, 0, 3);
        assert_eq!(found.iter().map(|one| one.word.as_str()).collect::<Vec<_>>(), ["evaluation"]);
        assert!(complete(&sources, 1, 0).is_empty() && !complete(&sources, 0, 99).is_empty());
    }

    #[test]
    fn every_block_of_the_vocabulary_offers_all_its_attributes() {
        for block in words::blocks() {
            let parents = if block.parents.is_empty() { vec![""] } else { block.parents.to_vec() };
            let parent = parents[0];
            // Of blocks that stand in others, one way down is enough.
            let above = words::blocks().find(|known| known.word == parent);
            let outer = above.and_then(|known| known.parents.first()).copied().unwrap_or_default();
            let open = |word: &str| if word.is_empty() { String::new() } else { format!("{word} \"甲\" {{\n") };
            let text = format!("{}{}{} \"乙\" {{\n", open(outer), open(parent), block.word);
            let sources = [Source { path: "例.hcl".to_string(), text: text.clone() }];
            let found: Vec<String> = complete(&sources, 0, text.len()).into_iter().map(|one| one.word).collect();
            for attribute in block.attributes {
                assert!(found.contains(&attribute.word.to_string()), "{}.{}", block.word, attribute.word);
            }
        }
    }
}
