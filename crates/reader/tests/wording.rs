//! Every word of the wording tables, in the example sentence of its row, read by the whole reader.

use model::{AgencyRef, Comparator, Duties, Nature, PeriodKind, Plan, ResidueReason, Target, TaskType};
use reader::{Lexicon, Wording, read, uncovered_numbers};

/// The example as part of a small plan; examples that bring their own headings stand alone.
fn plan_with(example: &str) -> (Plan, String) {
    let text = if example.starts_with("一、") || example.starts_with("四、") || example.starts_with("五、") {
        format!("甲乙市造林方案\n{example}\n做好各项工作,确保落到实处。\n")
    } else if example.starts_with("1.") {
        format!("甲乙市造林方案\n一、任务\n（一）一组\n{example}\n")
    } else {
        format!("甲乙市造林方案\n一、任务\n（一）办好一件事。{example}\n")
    };
    (read(&text), text)
}

/// Reads the example of every row with every word of the row; lists the words that fail the check.
fn each_word(table: &str, check: impl Fn(&Wording, &str, &Plan) -> bool) {
    let mut count = 0;
    let mut failures = Vec::new();
    for entry in Lexicon::builtin().entries().iter().filter(|entry| entry.table == table) {
        assert!(entry.example.contains("{}"), "{table}: {} needs a {{}}", entry.example);
        for word in &entry.words {
            let (plan, text) = plan_with(&entry.example.replace("{}", word));
            assert_eq!(uncovered_numbers(&plan, &text), Vec::new(), "{text}");
            if !check(entry, word, &plan) {
                let targets: Vec<_> = plan.targets.iter().map(|target| (&target.subject, &target.text)).collect();
                failures.push(format!("{} | {word} | {} | {targets:?}", entry.meaning, entry.example));
            }
            count += 1;
        }
    }
    assert!(count > 0, "{table} is empty");
    assert!(failures.is_empty(), "{table}:\n{}", failures.join("\n"));
}

fn first(plan: &Plan, check: impl Fn(&Target) -> bool) -> bool {
    plan.targets.first().is_some_and(check)
}

fn duties(plan: &Plan) -> Duties {
    plan.tasks.last().map_or_else(Duties::none, |task| task.duties.clone())
}

#[test]
fn comparators_compare() {
    each_word("comparators", |entry, word, plan| {
        let expected = match entry.meaning.as_str() {
            meaning if meaning.contains("at_least") => Comparator::AtLeast,
            meaning if meaning.contains("at_most") => Comparator::AtMost,
            meaning if meaning.contains("about") => Comparator::About,
            _ => Comparator::Equal,
        };
        let is_strict = entry.meaning.contains("strict");
        first(plan, |target| target.comparator == expected && target.strict == is_strict && target.text.contains(word))
    });
}

#[test]
fn units_measure_or_do_not() {
    each_word("units", |entry, word, plan| match entry.meaning.as_str() {
        "mention" => plan.targets.is_empty(),
        _ => plan.targets.iter().any(|target| target.unit.ends_with(word)),
    });
}

#[test]
fn periods_say_when() {
    each_word("periods", |entry, _, plan| {
        let expected = match entry.meaning.as_str() {
            "each-year" => PeriodKind::EachYear,
            "annual-average" => PeriodKind::AnnualAverage,
            "cumulative" => PeriodKind::Cumulative,
            _ => PeriodKind::InYear,
        };
        first(plan, |target| target.period.kind == expected)
    });
}

#[test]
fn verbs_carry_a_target_and_stay_out_of_its_name() {
    each_word("verbs", |entry, word, plan| {
        first(plan, |target| match entry.meaning.as_str() {
            "carry" => !target.subject.starts_with(word),
            "maintain" => target.nature == Nature::Maintain,
            "strive" => target.modality.as_deref() == Some(word),
            "relate" => target.subject.starts_with(word),
            "flow" => target.nature == Nature::Flow,
            _ => !target.subject.is_empty(),
        })
    });
}

#[test]
fn roles_give_duties() {
    each_word("roles", |entry, _, plan| {
        let duties = duties(plan);
        let has = |list: &[AgencyRef]| list.iter().any(|agency| agency.name == "县甲局");
        match entry.meaning.split(' ').next_back() {
            Some("lead") => has(&duties.lead),
            Some("cooperate") => has(&duties.cooperate),
            Some("responsible") => has(&duties.undifferentiated),
            _ => duties.all().count() == 1,
        }
    });
}

#[test]
fn agencies_are_recognised_by_their_form() {
    each_word("agencies", |entry, word, plan| {
        let duties = duties(plan);
        match entry.meaning.as_str() {
            "class" => duties.cooperate.iter().any(|agency| agency.is_open),
            "department" => duties.undifferentiated.iter().any(|agency| agency.name == format!("省甲{word}")),
            "independent" => {
                duties.all().count() == 2 && duties.all().all(|agency| !agency.name.starts_with(&format!("省{word}")))
            }
            _ => duties.all().count() == 1,
        }
    });
}

#[test]
fn titles_announce_kinds_of_sections() {
    each_word("sections", |entry, _, plan| {
        let expected = match entry.meaning.as_str() {
            "review" => return plan.tasks.is_empty(),
            "goal" | "general" => TaskType::Goal,
            "principle" => TaskType::Principle,
            "guarantee" => TaskType::Guarantee,
            "definition" => TaskType::Definition,
            "work" => TaskType::Task,
            _ => TaskType::Supplementary,
        };
        plan.tasks.first().is_some_and(|task| task.task_type == expected)
    });
}

#[test]
fn cues_set_numbers_aside() {
    each_word("cues", |entry, _, plan| {
        let expected = match entry.meaning.split(' ').next_back() {
            Some("target") => return plan.targets.len() == 1,
            Some("incentive") => ResidueReason::Incentive,
            Some("cap") => ResidueReason::Cap,
            Some("achievement") => ResidueReason::Achievement,
            Some("definition") => ResidueReason::Definition,
            Some("validity") => ResidueReason::Validity,
            Some("threshold") => ResidueReason::Threshold,
            _ => ResidueReason::Mention,
        };
        plan.targets.is_empty() && plan.residue.iter().any(|residue| residue.reason == expected)
    });
}

#[test]
fn places_are_told_by_their_form() {
    each_word("places", |entry, word, plan| {
        first(plan, |target| match entry.meaning.as_str() {
            "suffix" => target.places == [format!("甲乙{word}")],
            _ => target.places == ["甲乙市"],
        })
    });
}

#[test]
fn indicators_give_targets() {
    each_word("indicators", |entry, _, plan| match entry.meaning.as_str() {
        "each" | "tail" => plan.targets.len() == 2,
        "total" => plan.targets.len() == 1,
        _ => !plan.targets.is_empty(),
    });
}

#[test]
fn pages_have_furniture_and_commitments_without_a_number() {
    each_word("pages", |entry, _, plan| match entry.meaning.as_str() {
        "boilerplate" | "footer" | "header" => plan.targets.is_empty() && plan.soft_targets.is_empty(),
        _ => plan.soft_targets.len() == 1,
    });
}

#[test]
fn tables_are_read_by_column() {
    each_word("tables", |entry, _, plan| {
        let duties = duties_of_rows(plan);
        let names = |list: &[AgencyRef]| list.iter().map(|agency| agency.name.clone()).collect::<Vec<_>>();
        let both = ["县甲局".to_string(), "县乙局".to_string()];
        match entry.meaning.as_str() {
            "task" | "responsible" => names(&duties.undifferentiated) == both,
            "lead" => names(&duties.lead) == both,
            "cooperate" => names(&duties.cooperate) == both,
            _ => {
                plan.targets.len() == 1 && first(plan, |target| target.unit == "%" && target.period.year == Some(2027))
            }
        }
    });
}

fn duties_of_rows(plan: &Plan) -> Duties {
    plan.tasks.iter().map(|task| &task.duties).find(|duties| !duties.is_empty()).cloned().unwrap_or_else(Duties::none)
}
