//! A pack in words, as a Chinese Markdown document for people who will not read rules in HCL. Says what the pack says
//! and nothing else; the same pack gives the same text.

use std::fmt::Write;

use engine::formula::in_names;
use engine::run::words::{
    aggregation_in_words, constant_in_words, cut_in_words, missing_in_words, normalise_in_words, outliers_in_words,
    references_in_words, weights_in_words,
};
use model::Period;
use model::pack::{
    Constant, Cycle, Evaluation, FieldType, Formula, FormulaRounding, Grouping, HonourKind, IndicatorNode,
    IndicatorRule, Pack, Parameter, ParameterAmount, Peers, PlaceLevel, Presence, Provenance, Register, RoundingMode,
    RuleStrength, Subject, Validity, WhenMissing,
};

use super::PackVersion;
use crate::Result;

/// Purpose, basis, registers, formulas, parameters with basis and certainty, rules of evaluation, tests.
pub fn document(version: &PackVersion) -> Result<String> {
    let pack = version.usable()?;
    let mut page = Page { pack, text: String::new() };
    page.head();
    pack.registers.iter().for_each(|register| page.register(register));
    page.statistics();
    page.formulas();
    pack.evaluations.iter().for_each(|evaluation| page.evaluation(evaluation));
    page.rules();
    page.parameters();
    page.tables();
    page.tests(version);
    Ok(page.text)
}

struct Page<'a> {
    pack: &'a Pack,
    text: String,
}

impl Page<'_> {
    fn say(&mut self, line: &str) {
        // Writing to a text cannot fail.
        let _ = writeln!(self.text, "{line}");
    }

    fn heading(&mut self, level: usize, text: &str) {
        self.say(&format!("\n{} {text}\n", "#".repeat(level)));
    }

    fn table(&mut self, header: &[&str], rows: &[Vec<String>]) {
        self.say(&format!("| {} |", header.join(" | ")));
        self.say(&format!("|{}", "---|".repeat(header.len())));
        for row in rows {
            let cells: Vec<String> = row.iter().map(|cell| cell.replace('|', "\\|").replace('\n', " ")).collect();
            self.say(&format!("| {} |", cells.join(" | ")));
        }
    }

    /// What is not an evaluation, as the page of the pack tells it.
    fn rules(&mut self) {
        for section in super::rules::sections(self.pack, self.period()) {
            self.heading(2, &format!("{}：{}", section.kind, section.title));
            self.say(&format!("- 依据：{}", section.basis));
            section.lines.iter().for_each(|line| self.say(&format!("- {}：{}", line.label, line.text)));
        }
    }

    /// Parameters are named with the value on the last day of the version: the document is about the version.
    fn period(&self) -> Period {
        let validity = &self.pack.validity;
        Period::Year(validity.to.unwrap_or(validity.from).year())
    }

    fn constant(&self, constant: &Constant) -> String {
        match constant_in_words(constant, self.pack, self.period()) {
            words if words.ends_with("（当期没有生效的值）") => {
                constant_in_words(constant, self.pack, Period::Year(self.pack.validity.from.year()))
            }
            words => words,
        }
    }

    fn head(&mut self) {
        let pack = self.pack;
        self.say(&format!("# {}", pack.name));
        self.say("");
        self.say(&format!("- 代码：`{}`，版本：{}", pack.code, pack.version));
        self.say(&format!("- 依据：{}", pack.basis));
        self.say(&format!("- 有效期：{}", validity(&pack.validity)));
        self.say(&format!("- 确定程度：{}", pack.certainty.in_words()));
        if !pack.note.is_empty() {
            self.say(&format!("- 须知：{}", pack.note));
        }
    }

    fn register(&mut self, register: &Register) {
        self.heading(2, &format!("名录：{}", register.name));
        let key: Vec<&str> = register
            .key
            .iter()
            .map(|code| register.field(code).map_or(code.as_str(), |field| field.name.as_str()))
            .collect();
        let mut line = format!("{}，以{}区分。", cycle(register.cycle), key.join("、"));
        if !register.basis.is_empty() {
            line.push_str(&format!("依据：{}。", register.basis));
        }
        self.say(&line);
        if !register.definition.is_empty() {
            self.say(&format!("口径：{}。", register.definition.trim_end_matches('。')));
        }
        self.say("");
        let rows: Vec<Vec<String>> = register
            .fields
            .iter()
            .map(|field| {
                let need = if field.presence == Presence::Required { "必填" } else { "" };
                vec![field.name.clone(), self.field_type(&field.field_type), need.to_string(), field.definition.clone()]
            })
            .collect();
        self.table(&["字段", "类型", "必填", "口径"], &rows);
        if !register.rules.is_empty() || !register.duplicates.is_empty() {
            self.say("");
        }
        for rule in &register.rules {
            let strength = match rule.strength {
                RuleStrength::Refuse => "不符合即退回",
                RuleStrength::Warn => "只提醒",
            };
            self.say(&format!(
                "- 校验（{strength}）：{}。应满足：{}",
                rule.message.trim_end_matches('。'),
                in_names(&rule.condition, self.pack)
            ));
        }
        for rule in &register.duplicates {
            self.say(&format!("- 疑似重复：{}", rule.name));
        }
        if !register.life.states.is_empty() {
            let states: Vec<&str> = register.life.states.iter().map(|state| state.name.as_str()).collect();
            self.say(&format!("\n状态：{}。\n", states.join("、")));
            let name = |code: &model::pack::Code| {
                let state = register.life.states.iter().find(|state| state.code == *code);
                state.map_or_else(|| code.to_string(), |state| state.name.clone())
            };
            let rows: Vec<Vec<String>> = register
                .life
                .steps
                .iter()
                .map(|step| {
                    let role = self.pack.roles.iter().find(|role| role.code == step.role);
                    let deadline = match &step.deadline {
                        model::pack::Deadline::None => String::new(),
                        model::pack::Deadline::WorkingDays(days) => format!("{} 个工作日", self.constant(days)),
                        model::pack::Deadline::Days(days) => format!("{} 天", self.constant(days)),
                    };
                    let from: Vec<String> = step.from.iter().map(name).collect();
                    let role = role.map_or_else(|| step.role.to_string(), |role| role.name.clone());
                    vec![step.name.clone(), from.join("、"), name(&step.to), role, deadline]
                })
                .collect();
            self.table(&["环节", "从", "到", "办理角色", "时限"], &rows);
            for step in &register.life.steps {
                let Some(unless) = &step.unless_duplicate else { continue };
                let rules = register.duplicates.iter().filter(|rule| unless.rules.contains(&rule.code));
                let rules: Vec<&str> = rules.map(|rule| rule.name.as_str()).collect();
                let except: Vec<String> = unless.except.iter().map(name).collect();
                let except = match except.is_empty() {
                    true => String::new(),
                    false => format!("（对方处于“{}”的除外）", except.join("”“")),
                };
                let role = self.pack.roles.iter().find(|role| Some(&role.code) == unless.distinct_by.as_ref());
                let by = role.map(|role| format!("，只有“{}”认定不是同一个的才算", role.name)).unwrap_or_default();
                self.say(&format!(
                    "\n“{}”：按“{}”与先登记的一行疑似重复的不能办理{except}，先后以系统登记的时间为准{by}。",
                    step.name,
                    rules.join("”“")
                ));
            }
        }
        for intake in &register.intakes {
            let field =
                |code: &model::pack::Code| register.field(code).map_or(code.to_string(), |field| field.name.clone());
            let how = match &intake.amount {
                None => "每行照抄一行".to_string(),
                Some(amount) => {
                    let swap = amount.swap.as_ref();
                    let swap = swap.map(|(one, other)| format!("，小于 0 的“{}”与“{}”对换", field(one), field(other)));
                    let swap = swap.unwrap_or_default();
                    format!("“{}”为 `{}`，主键相同的相加{swap}", field(&amount.field), amount.value)
                }
            };
            self.say(&format!(
                "\n取数“{}”：取自机制包 `{}` 的名录 `{}`，{how}。",
                intake.name, intake.pack, intake.register
            ));
        }
        for measure in &register.measures {
            let feeds = measure.indicator.as_ref().map(|code| format!("供给指标 {code}。")).unwrap_or_default();
            self.say(&format!(
                "\n计数“{}”（{}）：{}的行。{feeds}",
                measure.name,
                measure.unit,
                in_names(&measure.condition, self.pack)
            ));
        }
    }

    fn field_type(&self, kind: &FieldType) -> String {
        match kind {
            FieldType::Text { .. } => "文字".to_string(),
            FieldType::Number { unit, .. } if unit.is_dimensionless() => "数".to_string(),
            FieldType::Number { unit, .. } => format!("数，{unit}"),
            FieldType::Money { unit, .. } => format!("金额，{unit}"),
            FieldType::Date => "日期".to_string(),
            FieldType::Flag => "是否".to_string(),
            FieldType::Choice { list } => {
                let list = self.pack.choices.iter().find(|known| known.code == *list);
                let names = list.iter().flat_map(|list| &list.choices).map(|choice| choice.name.as_str());
                format!("选项：{}", names.collect::<Vec<&str>>().join("、"))
            }
            FieldType::Reference { register } => {
                let name = self.pack.register(register).map_or(register.as_str(), |register| register.name.as_str());
                format!("引用{name}")
            }
            FieldType::Place { level } => level_in_words(*level).to_string(),
            FieldType::Agency => "部门".to_string(),
            FieldType::Enterprise => "统一社会信用代码".to_string(),
            FieldType::File => "附件".to_string(),
        }
    }

    fn statistics(&mut self) {
        if self.pack.observed.is_empty() {
            return;
        }
        self.heading(2, "用到的统计指标");
        let rows: Vec<Vec<String>> =
            self.pack.observed.iter().map(|one| vec![one.name.clone(), one.unit.to_string()]).collect();
        self.table(&["指标", "单位"], &rows);
    }

    fn formulas(&mut self) {
        if self.pack.formulas.is_empty() {
            return;
        }
        self.heading(2, "核算项");
        for formula in &self.pack.formulas {
            self.formula(formula);
        }
    }

    fn formula(&mut self, formula: &Formula) {
        let unit = if formula.unit.is_dimensionless() { String::new() } else { format!("（{}）", formula.unit) };
        self.say(&format!("**{}**{unit} = {}\n", formula.name, in_names(&formula.value, self.pack)));
        let mut facts = vec![format!("对象：{}", self.subject(&formula.subject))];
        let condition = in_names(&formula.condition, self.pack);
        if condition != "是" {
            facts.push(format!("范围：{condition}"));
        }
        if formula.when_missing == WhenMissing::Zero {
            facts.push("缺数据计为 0".to_string());
        }
        if let FormulaRounding::To { decimals, mode } = formula.rounding {
            facts.push(format!("{}到 {decimals} 位小数", rounding(mode)));
        }
        if !formula.definition.is_empty() {
            facts.push(format!("口径：{}", formula.definition));
        }
        if !formula.basis.is_empty() {
            facts.push(format!("依据：{}", formula.basis));
        }
        self.say(&format!("{}。\n", facts.join("；")));
    }

    fn subject(&self, subject: &Subject) -> String {
        match subject {
            Subject::Register(code) => {
                self.pack.register(code).map_or_else(|| code.to_string(), |register| register.name.clone())
            }
            Subject::Place(level) => level_in_words(*level).to_string(),
        }
    }

    fn evaluation(&mut self, evaluation: &Evaluation) {
        self.heading(2, &format!("评价：{}", evaluation.name));
        let mut line = format!("对象：{}；{}一次。", self.subject(&evaluation.subject), cycle(evaluation.cycle));
        if !evaluation.basis.is_empty() {
            line.push_str(&format!("依据：{}。", evaluation.basis));
        }
        self.say(&line);
        self.say(&format!(
            "定权：{}。合成：{}。",
            weights_in_words(&evaluation.weights),
            aggregation_in_words(&evaluation.aggregation)
        ));
        if let Grouping::By { list, value } = &evaluation.grouping {
            let list = self.pack.choices.iter().find(|known| known.code == *list);
            let names = list.iter().flat_map(|list| &list.choices).map(|choice| choice.name.as_str());
            let names: Vec<&str> = names.collect();
            self.say(&format!("按{}分组：{}。", in_names(value, self.pack), names.join("、")));
        }
        if !evaluation.exclusions.is_empty() {
            self.heading(3, "暂不评价");
            for rule in &evaluation.exclusions {
                self.say(&format!("- {}：{}{}", rule.reason, in_names(&rule.condition, self.pack), based(&rule.basis)));
            }
        }
        for pool in &evaluation.pools {
            if pool.tree.is_empty() {
                continue;
            }
            self.heading(3, &format!("{}的指标", pool.name));
            let condition = in_names(&pool.condition, self.pack);
            if condition != "是" {
                self.say(&format!("条件：{condition}。\n"));
            }
            self.nodes(&pool.tree, 0);
        }
        self.criteria(evaluation);
        self.points_and_grades(evaluation);
    }

    fn nodes(&mut self, nodes: &[IndicatorNode], depth: usize) {
        let indent = "  ".repeat(depth);
        for node in nodes {
            match node {
                IndicatorNode::Branch(branch) => {
                    let weight = self.constant(&branch.weight);
                    let how = aggregation_in_words(&branch.aggregation);
                    self.say(&format!("{indent}- **{}**，权重 {weight}，{how}", branch.name));
                    self.nodes(&branch.children, depth + 1);
                }
                IndicatorNode::Leaf(rule) => self.leaf(rule, &indent),
            }
        }
    }

    fn leaf(&mut self, rule: &IndicatorRule, indent: &str) {
        let weight = self.constant(&rule.weight);
        let unit = if rule.unit.is_dimensionless() { String::new() } else { format!("（{}）", rule.unit) };
        self.say(&format!("{indent}- **{}**{unit}，权重 {weight}", rule.name));
        self.say(&format!("{indent}  - 算法：{}", in_names(&rule.value, self.pack)));
        let score = normalise_in_words(rule, |constant| self.constant(constant));
        self.say(&format!("{indent}  - 计分：{score}"));
        for reference in references_in_words(rule, self.pack) {
            self.say(&format!("{indent}  - {reference}"));
        }
        self.say(&format!("{indent}  - {}", missing_in_words(&rule.when_missing)));
        if let Some(outliers) = outliers_in_words(&rule.outliers) {
            self.say(&format!("{indent}  - {outliers}"));
        }
        if !rule.definition.is_empty() {
            self.say(&format!("{indent}  - 口径：{}", rule.definition));
        }
        if !rule.basis.is_empty() {
            self.say(&format!("{indent}  - 依据：{}", rule.basis));
        }
    }

    fn criteria(&mut self, evaluation: &Evaluation) {
        if !evaluation.criteria.is_empty() {
            self.heading(3, "条件");
            for criterion in &evaluation.criteria {
                let words = criterion_in_words(criterion, self.pack);
                self.say(&format!("- {}：{words}{}", criterion.name, based(&criterion.basis)));
            }
        }
        if !evaluation.direct.is_empty() {
            self.heading(3, "直通");
            for entry in &evaluation.direct {
                self.say(&format!("- {}：{}", entry.name, in_names(&entry.condition, self.pack)));
            }
        }
    }

    fn points_and_grades(&mut self, evaluation: &Evaluation) {
        if !evaluation.adjustments.is_empty() {
            self.heading(3, "加分和扣分");
            for item in &evaluation.adjustments {
                let kind = match item.kind {
                    model::pack::AdjustmentKind::Bonus => "加分",
                    model::pack::AdjustmentKind::Penalty => "扣分",
                };
                let most = item.max.as_ref().map(|max| format!("，最多 {}", self.constant(max))).unwrap_or_default();
                self.say(&format!(
                    "- {kind}“{}”：{}{most}{}",
                    item.name,
                    in_names(&item.value, self.pack),
                    based(&item.basis)
                ));
            }
            for (what, max) in [("加分", &evaluation.bonus_max), ("扣分", &evaluation.penalty_max)] {
                if let Some(max) = max {
                    let max = self.constant(max);
                    self.say(&format!("- {what}合计最多 {max}"));
                }
            }
        }
        if !evaluation.vetoes.is_empty() {
            self.heading(3, "一票否决");
            let grade = |code: &model::pack::Code| {
                let grade = evaluation.grades.iter().find(|grade| grade.code == *code);
                grade.map_or_else(|| code.to_string(), |grade| grade.name.clone())
            };
            for veto in &evaluation.vetoes {
                let effect = match &veto.effect {
                    model::pack::VetoEffect::Grade(code) => format!("列为{}", grade(code)),
                    model::pack::VetoEffect::AtBest(code) => format!("最高列为{}", grade(code)),
                    model::pack::VetoEffect::NoHonour => "不得列入先进名单".to_string(),
                };
                self.say(&format!(
                    "- {}：{}，{effect}{}",
                    veto.name,
                    in_names(&veto.condition, self.pack),
                    based(&veto.basis)
                ));
            }
        }
        if !evaluation.grades.is_empty() {
            self.heading(3, "分档");
            for grade in &evaluation.grades {
                let words = cut_in_words(&grade.cut, |constant| self.constant(constant));
                self.say(&format!("- {}：{words}", grade.name));
            }
            let is_share = |grade: &model::pack::Grade| {
                use model::pack::GradeCut;
                match grade.cut {
                    GradeCut::ShareAtMost(_) | GradeCut::ShareAtLeast(_) | GradeCut::Share(_) => true,
                    GradeCut::ScoreAtLeast(_) | GradeCut::ScoreAbove(_) | GradeCut::Rest => false,
                }
            };
            if evaluation.grades.iter().any(is_share) {
                let base = match evaluation.share_base {
                    model::pack::ShareBase::Ranked => "比例以参加排名的为基数",
                    model::pack::ShareBase::WithNotEvaluated => "比例以参加排名的和暂不评价的合计为基数",
                };
                self.say(&format!("\n{base}。同分同档。"));
            }
        }
        for honour in &evaluation.honours {
            let kind = match honour.kind {
                HonourKind::Leaders => "按得分",
                HonourKind::Improvers { .. } => "按名次比上年上升的位数",
            };
            self.say(&format!("\n名单“{}”：{kind}{}。", honour.name, based(&honour.basis)));
        }
        if evaluation.has_publicity() {
            let days = self.constant(&evaluation.publicity_days);
            self.say(&format!("\n结果公示 {days} 个工作日，期间可以申诉。"));
        }
        if evaluation.peers == Peers::SeenWhenFinal {
            self.say("\n定稿以前，各地只看到本地一行。");
        }
    }

    fn parameters(&mut self) {
        if self.pack.parameters.is_empty() {
            return;
        }
        self.heading(2, "参数");
        let rows: Vec<Vec<String>> =
            self.pack.parameters.iter().flat_map(|parameter| self.parameter(parameter)).collect();
        self.table(&["参数", "数值", "单位", "有效期", "发布机构", "文号", "确定程度", "说明"], &rows);
    }

    fn parameter(&self, parameter: &Parameter) -> Vec<Vec<String>> {
        let amount = |amount: &ParameterAmount| match amount {
            ParameterAmount::Single(amount) => amount.normalize().to_string(),
            ParameterAmount::ByChoice { list, amounts } => {
                let list = self.pack.choices.iter().find(|known| known.code == *list);
                let name = |code: &model::pack::Code| {
                    let choice = list.and_then(|list| list.choices.iter().find(|choice| choice.code == *code));
                    choice.map_or_else(|| code.to_string(), |choice| choice.name.clone())
                };
                let parts = amounts.iter().map(|(code, amount)| format!("{} {}", name(code), amount.normalize()));
                parts.collect::<Vec<String>>().join("；")
            }
        };
        let row = |value: &model::pack::ParameterValue| {
            let mut row = vec![parameter.name.clone(), amount(&value.amount), parameter.unit.to_string()];
            row.extend(sourced(&value.validity, &value.provenance));
            row
        };
        parameter.values.iter().map(row).collect()
    }

    fn tables(&mut self) {
        let pack = self.pack;
        for table in &pack.tables {
            self.heading(2, &format!("分段表：{}", table.name));
            if !table.definition.is_empty() {
                self.say(&format!("口径：{}。\n", table.definition.trim_end_matches('。')));
            }
            for version in &table.versions {
                let source = sourced(&version.validity, &version.provenance).join("，");
                self.say(&format!("{source}\n"));
                let mut rows: Vec<Vec<String>> = version
                    .rows
                    .iter()
                    .map(|row| vec![row.bound.normalize().to_string(), row.value.normalize().to_string()])
                    .collect();
                if let Some(otherwise) = version.otherwise {
                    rows.push(vec!["其余".to_string(), otherwise.normalize().to_string()]);
                }
                self.table(&[&titled("界限", &table.operand_unit), &titled("取值", &table.unit)], &rows);
            }
        }
    }

    fn tests(&mut self, version: &PackVersion) {
        if version.pages.is_empty() {
            return;
        }
        self.heading(2, "测试");
        for page in &version.pages {
            for line in page.text.lines().filter_map(|line| line.strip_prefix("## ")) {
                self.say(&format!("- {line}"));
            }
        }
    }
}

fn criterion_in_words(criterion: &model::pack::Criterion, pack: &Pack) -> String {
    use model::pack::{BandEdge, CriterionTest};
    match &criterion.test {
        CriterionTest::Condition(condition) => in_names(condition, pack),
        CriterionTest::Threshold { value, edge, threshold, .. } => {
            let edge = match edge {
                BandEdge::AtLeast => "不低于",
                BandEdge::Above => "高于",
                BandEdge::AtMost => "不高于",
                BandEdge::Below => "低于",
            };
            format!("{}{edge}{}", in_names(value, pack), in_names(threshold, pack))
        }
    }
}

fn titled(name: &str, unit: &model::UnitOfMeasure) -> String {
    if unit.is_dimensionless() { name.to_string() } else { format!("{name}（{unit}）") }
}

fn based(basis: &str) -> String {
    if basis.is_empty() { String::new() } else { format!("（依据：{basis}）") }
}

fn sourced(held: &Validity, provenance: &Provenance) -> Vec<String> {
    vec![
        validity(held),
        provenance.issuer.clone(),
        provenance.document.clone(),
        provenance.certainty.in_words().to_string(),
        provenance.note.clone(),
    ]
}

fn validity(validity: &Validity) -> String {
    match validity.to {
        Some(to) => format!("{}至{to}", validity.from),
        None => format!("{}起", validity.from),
    }
}

pub(super) fn cycle(cycle: Cycle) -> &'static str {
    match cycle {
        Cycle::Standing => "长期",
        Cycle::Year => "每年",
        Cycle::HalfYear => "每半年",
        Cycle::Quarter => "每季度",
        Cycle::Month => "每月",
    }
}

fn level_in_words(level: PlaceLevel) -> &'static str {
    match level {
        PlaceLevel::City => "市",
        PlaceLevel::County => "县（市、区）",
        PlaceLevel::Township => "乡镇（街道）",
    }
}

fn rounding(mode: RoundingMode) -> &'static str {
    match mode {
        RoundingMode::HalfUp => "四舍五入",
        RoundingMode::HalfEven => "四舍六入五成双",
        RoundingMode::Down => "舍去",
        RoundingMode::Up => "进一",
    }
}
