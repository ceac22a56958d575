//! Every word of the wording tables, in the example sentence of its row, read by the whole reader.

use reader::{Lexicon, read, uncovered_numbers};

/// Reads the example of every row with every word of the row; lists the words that do not mean what the row says.
fn each_word(table: &str) {
    let mut count = 0;
    let mut failures = Vec::new();
    for entry in Lexicon::builtin().entries().iter().filter(|entry| entry.table == table) {
        assert!(entry.example.contains("{}"), "{table}: {} needs a {{}}", entry.example);
        for word in &entry.words {
            let text = entry.example_plan(word);
            let plan = read(&text);
            assert_eq!(uncovered_numbers(&plan, &text), Vec::new(), "{text}");
            if !entry.is_read_as_meant(word, &plan) {
                let targets: Vec<_> = plan.targets.iter().map(|target| (&target.subject, &target.text)).collect();
                failures.push(format!("{} | {word} | {} | {targets:?}", entry.meaning, entry.example));
            }
            count += 1;
        }
    }
    assert!(count > 0, "{table} is empty");
    assert!(failures.is_empty(), "{table}:\n{}", failures.join("\n"));
}

#[test]
fn comparators_compare() {
    each_word("comparators");
}

#[test]
fn units_measure_or_do_not() {
    each_word("units");
}

#[test]
fn periods_say_when() {
    each_word("periods");
}

#[test]
fn verbs_carry_a_target_and_stay_out_of_its_name() {
    each_word("verbs");
}

#[test]
fn roles_give_duties() {
    each_word("roles");
}

#[test]
fn agencies_are_recognised_by_their_form() {
    each_word("agencies");
}

#[test]
fn titles_announce_kinds_of_sections() {
    each_word("sections");
}

#[test]
fn cues_set_numbers_aside() {
    each_word("cues");
}

#[test]
fn places_are_told_by_their_form() {
    each_word("places");
}

#[test]
fn indicators_give_targets() {
    each_word("indicators");
}

#[test]
fn pages_have_furniture_and_commitments_without_a_number() {
    each_word("pages");
}

#[test]
fn tables_are_read_by_column() {
    each_word("tables");
}
