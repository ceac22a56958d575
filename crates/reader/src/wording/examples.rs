//! What the example of a wording row must show when the whole reader reads it. Tests apply it to the built-in tables,
//! `junxian wording check` to those of an organisation. Reads nothing itself.

use model::{AgencyRef, Comparator, Duties, Nature, PeriodKind, Plan, ResidueReason, Target, TaskType};

use super::Wording;

impl Wording {
    /// The example with a word of the row, as part of a small plan; one that brings its own headings stands alone.
    pub fn example_plan(&self, word: &str) -> String {
        let example = self.example.replace("{}", word);
        if ["一、", "四、", "五、"].iter().any(|label| example.starts_with(label)) {
            format!("甲乙市造林方案\n{example}\n做好各项工作,确保落到实处。\n")
        } else if example.starts_with("1.") {
            format!("甲乙市造林方案\n一、任务\n（一）一组\n{example}\n")
        } else {
            format!("甲乙市造林方案\n一、任务\n（一）办好一件事。{example}\n")
        }
    }

    /// Whether the word means in this reading of its example what the row says.
    pub fn is_read_as_meant(&self, word: &str, plan: &Plan) -> bool {
        match self.table {
            "comparators" => self.compares(word, plan),
            "units" if self.meaning == "mention" => plan.targets.is_empty(),
            "units" => plan.targets.iter().any(|target| target.unit.ends_with(word)),
            "periods" => self.says_when(plan),
            "verbs" => self.carries(word, plan),
            "roles" => self.gives_duties(plan),
            "agencies" => self.is_recognised(word, plan),
            "aliases" => all_duties(plan).any(|agency| agency.name == self.meaning),
            "sections" => self.announces(plan),
            "cues" => self.sets_aside(plan),
            "places" => first(plan, |target| match self.meaning.as_str() {
                "suffix" => target.places == [format!("甲乙{word}")],
                _ => target.places == ["甲乙市"],
            }),
            "indicators" => match self.meaning.as_str() {
                "each" | "tail" => plan.targets.len() == 2,
                "total" => plan.targets.len() == 1,
                _ => !plan.targets.is_empty(),
            },
            "pages" => match self.meaning.as_str() {
                "boilerplate" | "footer" | "header" => plan.targets.is_empty() && plan.soft_targets.is_empty(),
                _ => plan.soft_targets.len() == 1,
            },
            "tables" => self.is_a_column(plan),
            _ => false,
        }
    }

    fn compares(&self, word: &str, plan: &Plan) -> bool {
        let expected = match self.meaning.as_str() {
            meaning if meaning.contains("at_least") => Comparator::AtLeast,
            meaning if meaning.contains("at_most") => Comparator::AtMost,
            meaning if meaning.contains("about") => Comparator::About,
            _ => Comparator::Equal,
        };
        let is_strict = self.meaning.contains("strict");
        first(plan, |target| target.comparator == expected && target.strict == is_strict && target.text.contains(word))
    }

    fn says_when(&self, plan: &Plan) -> bool {
        let expected = match self.meaning.as_str() {
            "each-year" => PeriodKind::EachYear,
            "annual-average" => PeriodKind::AnnualAverage,
            "cumulative" => PeriodKind::Cumulative,
            _ => PeriodKind::InYear,
        };
        first(plan, |target| target.period.kind == expected)
    }

    fn carries(&self, word: &str, plan: &Plan) -> bool {
        first(plan, |target| match self.meaning.as_str() {
            "carry" => !target.subject.starts_with(word),
            "maintain" => target.nature == Nature::Maintain,
            "strive" => target.modality.as_deref() == Some(word),
            "relate" => target.subject.starts_with(word),
            "flow" => target.nature == Nature::Flow,
            _ => !target.subject.is_empty(),
        })
    }

    fn gives_duties(&self, plan: &Plan) -> bool {
        let duties = last_duties(plan);
        let has = |list: &[AgencyRef]| list.iter().any(|agency| agency.name == "县甲局");
        match self.meaning.split(' ').next_back() {
            Some("lead") => has(&duties.lead),
            Some("cooperate") => has(&duties.cooperate),
            Some("responsible") => has(&duties.undifferentiated),
            _ => duties.all().count() == 1,
        }
    }

    fn is_recognised(&self, word: &str, plan: &Plan) -> bool {
        let duties = last_duties(plan);
        match self.meaning.as_str() {
            "class" => duties.cooperate.iter().any(|agency| agency.is_open),
            "department" => duties.undifferentiated.iter().any(|agency| agency.name == format!("省甲{word}")),
            "independent" => {
                duties.all().count() == 2 && duties.all().all(|agency| !agency.name.starts_with(&format!("省{word}")))
            }
            _ => duties.all().count() == 1,
        }
    }

    fn announces(&self, plan: &Plan) -> bool {
        let expected = match self.meaning.as_str() {
            "review" => return plan.tasks.is_empty(),
            "goal" | "general" => TaskType::Goal,
            "principle" => TaskType::Principle,
            "guarantee" => TaskType::Guarantee,
            "definition" => TaskType::Definition,
            "work" => TaskType::Task,
            _ => TaskType::Supplementary,
        };
        plan.tasks.first().is_some_and(|task| task.task_type == expected)
    }

    fn sets_aside(&self, plan: &Plan) -> bool {
        let expected = match self.meaning.split(' ').next_back() {
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
    }

    fn is_a_column(&self, plan: &Plan) -> bool {
        let of_rows = plan.tasks.iter().map(|task| &task.duties).find(|duties| !duties.is_empty());
        let duties = of_rows.cloned().unwrap_or_else(Duties::none);
        let names = |list: &[AgencyRef]| list.iter().map(|agency| agency.name.clone()).collect::<Vec<_>>();
        let both = ["县甲局".to_string(), "县乙局".to_string()];
        match self.meaning.as_str() {
            "task" | "responsible" => names(&duties.undifferentiated) == both,
            "lead" => names(&duties.lead) == both,
            "cooperate" => names(&duties.cooperate) == both,
            _ => {
                plan.targets.len() == 1 && first(plan, |target| target.unit == "%" && target.period.year == Some(2027))
            }
        }
    }
}

fn first(plan: &Plan, check: impl Fn(&Target) -> bool) -> bool {
    plan.targets.first().is_some_and(check)
}

fn last_duties(plan: &Plan) -> Duties {
    plan.tasks.last().map_or_else(Duties::none, |task| task.duties.clone())
}

fn all_duties(plan: &Plan) -> impl Iterator<Item = &AgencyRef> {
    plan.tasks.iter().flat_map(|task| task.duties.all())
}
