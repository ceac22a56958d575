//! Pages of packs (机制包): the rules in words, so that nobody has to read the files.
//!
//! Words what is declared; never runs anything.

use engine::formula::in_names;
use engine::run::words;
use jiff::Timestamp;
use jiff::civil::Date;
use model::Period;
use model::pack::{
    Adjustment, AdjustmentKind, Code, Constant, Deadline, Evaluation, ExpressionKind, Field, FieldType, Formula,
    FormulaRounding, GradeCut, Grouping, HonourKind, IndicatorNode, Pack, ParameterAmount, Peers, Presence, Register,
    RuleStrength, ShareBase, VetoEffect, WhenMissing,
};

use crate::evaluations::{subject_in_words, validity_in_words};
use crate::packs::{PackOrigin, PackVersion, rules};
use crate::view::{
    Named, PackContent, PackFileView, PackPage, PackParameterValueView, PackParameterView, PackRow, PackTestView,
    RuleLine, RuleSection,
};
use crate::{App, Result, day_in_china};

impl App {
    /// Every version of every pack, also those with faults.
    pub fn pack_list(&self, now: Timestamp) -> Vec<PackRow> {
        self.packs().all().iter().map(|version| row(version, day_in_china(now))).collect()
    }

    /// One version with its rules in words.
    pub fn pack_page(&self, code: &str, version: &str, now: Timestamp) -> Result<PackPage> {
        let found = self.packs().find(code, version)?;
        let today = day_in_china(now);
        let (mut sections, mut parameters) = (Vec::new(), Vec::new());
        if let Some(pack) = &found.pack {
            sections.extend(pack.registers.iter().map(|register| register_section(register, pack, today)));
            sections.extend(pack.formulas.iter().map(|formula| formula_section(formula, pack)));
            sections.extend(pack.evaluations.iter().map(|rules| evaluation_section(rules, pack, today)));
            sections.extend(rules::sections(pack, Period::Year(today.year())));
            parameters.extend(pack.parameters.iter().map(|parameter| parameter_view(parameter, pack, today)));
        }
        let files = found.sources.iter().chain(&found.pages).map(|file| PackFileView {
            path: file.path.clone(),
            digest: found
                .pack
                .as_ref()
                .and_then(|pack| pack.files.iter().find(|held| held.path == file.path))
                .map(|held| held.digest.clone()),
        });
        Ok(PackPage {
            pack: row(found, today),
            versions: self.packs().versions(code).map(|known| known.version.clone()).collect(),
            files: files.collect(),
            sections,
            parameters,
            complaints: found.complaints(),
        })
    }

    /// Runs the tests beside a version: rules in words with facts and the answers that must come out.
    pub async fn pack_tests(&self, code: &str, version: &str) -> Result<Vec<PackTestView>> {
        let found = self.packs().find(code, version)?.clone();
        let (calendar, others) = (self.calendar().clone(), self.packs.clone());
        crate::blocking(move || {
            let mut views = Vec::new();
            for page in found.test(None, &others, &calendar)? {
                for fault in &page.faults {
                    views.push(PackTestView {
                        page: format!("{}:{}", page.path, fault.line),
                        heading: "测试页有误".to_string(),
                        sources: Vec::new(),
                        is_ok: false,
                        failures: vec![fault.message.clone()],
                    });
                }
                for case in page.cases {
                    views.push(PackTestView {
                        page: format!("{}:{}", page.path, case.line),
                        heading: case.heading,
                        sources: case.worked,
                        is_ok: case.failures.is_empty(),
                        failures: case.failures,
                    });
                }
            }
            Ok(views)
        })
        .await
    }
}

fn row(version: &PackVersion, today: Date) -> PackRow {
    let pack = version.pack.as_deref();
    let named = |code: &Code, name: &str| Named { code: code.to_string(), name: name.to_string() };
    PackRow {
        code: version.code.clone(),
        name: pack.map_or_else(|| version.code.clone(), |pack| pack.name.clone()),
        version: version.version.clone(),
        origin: match version.origin {
            PackOrigin::Shipped => "随程序发布",
            PackOrigin::Own => "本单位",
        }
        .to_string(),
        basis: pack.map(|pack| pack.basis.clone()).unwrap_or_default(),
        validity: pack.map(|pack| validity_in_words(&pack.validity)).unwrap_or_default(),
        is_in_force: pack.is_some_and(|pack| pack.is_in_force(today)),
        certainty: pack.map(|pack| pack.certainty.in_words().to_string()),
        note: pack.map(|pack| pack.note.clone()).unwrap_or_default(),
        registers: pack
            .map(|pack| pack.registers.iter().map(|held| named(&held.code, &held.name)).collect())
            .unwrap_or_default(),
        formulas: pack.map_or(0, |pack| pack.formulas.len()),
        evaluations: pack
            .map(|pack| pack.evaluations.iter().map(|held| named(&held.code, &held.name)).collect())
            .unwrap_or_default(),
        others: pack.map(|pack| others(pack, today)).unwrap_or_default(),
        errors: version.errors(),
    }
}

/// What has a page of rules beside registers, formulas and evaluations, by kind.
fn others(pack: &Pack, today: Date) -> Vec<PackContent> {
    let mut found: Vec<PackContent> = Vec::new();
    for section in rules::sections(pack, Period::Year(today.year())) {
        match found.iter_mut().find(|held| held.kind == section.kind) {
            Some(held) => held.names.push(section.title),
            None => found.push(PackContent { kind: section.kind, names: vec![section.title] }),
        }
    }
    found
}

fn line(label: &str, text: impl Into<String>) -> RuleLine {
    RuleLine { label: label.to_string(), text: text.into() }
}

fn register_section(register: &Register, pack: &Pack, today: Date) -> RuleSection {
    let days =
        |constant: &Constant| words::constant_in_words(constant, pack, Period::Month(today.year(), today.month()));
    let mut lines = Vec::new();
    if !register.definition.is_empty() {
        lines.push(line("口径", register.definition.clone()));
    }
    let key: Vec<String> = register.key.iter().map(|code| field_title(register, code)).collect();
    lines.push(line("主键", key.join("、")));
    for field in &register.fields {
        lines.push(line("字段", field_in_words(field, pack)));
    }
    for rule in &register.rules {
        let strength = if rule.strength == RuleStrength::Refuse { "拒收" } else { "提醒" };
        lines.push(line("校验", format!("{}（不符合时{strength}）", rule.message)));
    }
    for rule in &register.duplicates {
        lines.push(line("疑似重复", rule.name.clone()));
    }
    let state = |code: &Code| {
        let found = register.life.states.iter().find(|state| state.code == *code);
        found.map_or_else(|| code.to_string(), |state| state.name.clone())
    };
    for step in &register.life.steps {
        let from: Vec<String> = step.from.iter().map(state).collect();
        let role = pack.roles.iter().find(|role| role.code == step.role).map(|role| role.name.clone());
        let deadline = match &step.deadline {
            Deadline::None => String::new(),
            Deadline::WorkingDays(count) => format!("，{} 个工作日内", days(count)),
            Deadline::Days(count) => format!("，{} 天内", days(count)),
        };
        let text = format!(
            "{}：{} → {}，由{}办理{deadline}",
            step.name,
            from.join("、"),
            state(&step.to),
            role.unwrap_or_default()
        );
        lines.push(line("办理", text));
    }
    for intake in &register.intakes {
        lines.push(line("取数", format!("{}：取自机制包 {}", intake.name, intake.pack)));
    }
    for measure in &register.measures {
        lines.push(line("计数", format!("{}（{}）", measure.name, measure.unit)));
    }
    RuleSection {
        kind: "名录".to_string(),
        code: register.code.to_string(),
        title: register.name.clone(),
        basis: register.basis.clone(),
        lines,
    }
}

fn field_title(register: &Register, code: &Code) -> String {
    register.field(code).map_or_else(|| code.to_string(), |field| field.name.clone())
}

fn field_in_words(field: &Field, pack: &Pack) -> String {
    let kind = match &field.field_type {
        FieldType::Text { .. } => "文字".to_string(),
        FieldType::Number { unit, .. } if unit.is_dimensionless() => "数字".to_string(),
        FieldType::Number { unit, .. } => format!("数字，{unit}"),
        FieldType::Money { unit, .. } => format!("金额，{unit}"),
        FieldType::Date => "日期".to_string(),
        FieldType::Flag => "是否".to_string(),
        FieldType::Choice { list } => {
            let found = pack.choices.iter().find(|known| known.code == *list);
            format!("选项，{}", found.map_or_else(|| list.to_string(), |known| known.name.clone()))
        }
        FieldType::Reference { register } => format!("引用{}", engine::formula::name_of(pack, register)),
        FieldType::Place { .. } => "地区".to_string(),
        FieldType::Agency => "单位".to_string(),
        FieldType::Enterprise => "统一社会信用代码".to_string(),
        FieldType::File => "文件".to_string(),
    };
    let required = if field.presence == Presence::Required { "，必填" } else { "" };
    let definition = if field.definition.is_empty() { String::new() } else { format!("：{}", field.definition) };
    format!("{}（{kind}{required}）{definition}", field.name)
}

fn formula_section(formula: &Formula, pack: &Pack) -> RuleSection {
    let unit = if formula.unit.is_dimensionless() { String::new() } else { format!("（{}）", formula.unit) };
    let mut lines = vec![line("公式", format!("{}{unit} = {}", formula.name, in_names(&formula.value, pack)))];
    lines.push(line("对象", subject_in_words(&formula.subject, pack)));
    if !matches!(formula.condition.kind, ExpressionKind::Flag(true)) {
        lines.push(line("范围", in_names(&formula.condition, pack)));
    }
    lines.push(line(
        "缺数据",
        match formula.when_missing {
            WhenMissing::Missing => "结果缺失，并说明缺什么",
            WhenMissing::Zero => "按规则计为 0",
        },
    ));
    if let FormulaRounding::To { decimals, .. } = formula.rounding {
        lines.push(line("修约", format!("保留 {decimals} 位小数")));
    }
    if !formula.definition.is_empty() {
        lines.push(line("口径", formula.definition.clone()));
    }
    RuleSection {
        kind: "核算项".to_string(),
        code: formula.code.to_string(),
        title: formula.name.clone(),
        basis: formula.basis.clone(),
        lines,
    }
}

fn evaluation_section(rules: &Evaluation, pack: &Pack, today: Date) -> RuleSection {
    let period = Period::Year(today.year());
    let constant = |constant: &Constant| words::constant_in_words(constant, pack, period);
    let mut lines = vec![line("对象", subject_in_words(&rules.subject, pack))];
    if !rules.definition.is_empty() {
        lines.push(line("口径", rules.definition.clone()));
    }
    if !matches!(rules.condition.kind, ExpressionKind::Flag(true)) {
        lines.push(line("范围", in_names(&rules.condition, pack)));
    }
    for rule in &rules.exclusions {
        lines.push(line("暂不评价", format!("{}：{}", rule.reason, in_names(&rule.condition, pack))));
    }
    for rule in &rules.criteria {
        lines.push(line("门槛", rule.name.clone()));
    }
    for rule in &rules.direct {
        lines.push(line("直通", rule.name.clone()));
    }
    if let Grouping::By { list, .. } = &rules.grouping {
        let list = pack.choices.iter().find(|known| known.code == *list);
        let names: Vec<&str> =
            list.map(|list| list.choices.iter().map(|choice| choice.name.as_str()).collect()).unwrap_or_default();
        lines.push(line("分组", names.join("、")));
    }
    lines.push(line("权重", words::weights_in_words(&rules.weights)));
    lines.push(line("汇总", words::aggregation_in_words(&rules.aggregation)));
    for pool in &rules.pools {
        let condition = match &pool.condition.kind {
            ExpressionKind::Flag(true) => String::new(),
            _ => format!("：{}", in_names(&pool.condition, pack)),
        };
        lines.push(line("评价池", format!("{}{condition}", pool.name)));
        node_lines(&pool.tree, pack, 0, &constant, &mut lines);
    }
    for item in &rules.adjustments {
        lines.push(adjustment_line(item, pack, &constant));
    }
    for (label, max) in [("加分上限", &rules.bonus_max), ("扣分上限", &rules.penalty_max)] {
        lines.extend(max.as_ref().map(|max| line(label, constant(max))));
    }
    for veto in &rules.vetoes {
        let effect = match &veto.effect {
            VetoEffect::Grade(code) => format!("直接定为 {}", grade_name(rules, code)),
            VetoEffect::AtBest(code) => format!("最高 {}", grade_name(rules, code)),
            VetoEffect::NoHonour => "不得列入先进名单".to_string(),
        };
        lines.push(line("否决", format!("{}：{effect}", veto.name)));
    }
    for grade in &rules.grades {
        lines.push(line("档次", format!("{}：{}", grade.name, words::cut_in_words(&grade.cut, constant))));
    }
    let has_share = rules
        .grades
        .iter()
        .any(|grade| matches!(grade.cut, GradeCut::Share(_) | GradeCut::ShareAtMost(_) | GradeCut::ShareAtLeast(_)));
    if has_share {
        let base = match rules.share_base {
            ShareBase::Ranked => "比例以参加排名的对象为基数",
            ShareBase::WithNotEvaluated => "比例以参加排名和暂不评价的对象合计为基数",
        };
        lines.push(line("基数", base));
    }
    for rule in &rules.consecutive {
        lines.push(line("连续年数", rule.name.clone()));
    }
    for honour in &rules.honours {
        let kind = match honour.kind {
            HonourKind::Leaders => "按总分",
            HonourKind::Improvers { .. } => "按位次上升",
        };
        lines.push(line("名单", format!("{}：{kind}", honour.name)));
    }
    if rules.has_publicity() {
        lines.push(line("公示", format!("{} 个工作日，期间可申诉", constant(&rules.publicity_days))));
    }
    if rules.peers == Peers::SeenWhenFinal {
        lines.push(line("可见范围", "定稿以前，各地只看到本地一行".to_string()));
    }
    RuleSection {
        kind: "评价".to_string(),
        code: rules.code.to_string(),
        title: rules.name.clone(),
        basis: rules.basis.clone(),
        lines,
    }
}

fn grade_name(rules: &Evaluation, code: &Code) -> String {
    let found = rules.grades.iter().find(|grade| grade.code == *code);
    found.map_or_else(|| code.to_string(), |grade| grade.name.clone())
}

fn adjustment_line(item: &Adjustment, pack: &Pack, constant: &dyn Fn(&Constant) -> String) -> RuleLine {
    let label = if item.kind == AdjustmentKind::Bonus { "加分" } else { "扣分" };
    let max = item.max.as_ref().map(|max| format!("，最多 {}", constant(max))).unwrap_or_default();
    line(label, format!("{} = {}{max}", item.name, in_names(&item.value, pack)))
}

fn node_lines(
    nodes: &[IndicatorNode],
    pack: &Pack,
    depth: usize,
    constant: &dyn Fn(&Constant) -> String,
    lines: &mut Vec<RuleLine>,
) {
    let indent = "　".repeat(depth);
    for node in nodes {
        match node {
            IndicatorNode::Branch(branch) => {
                let how = words::aggregation_in_words(&branch.aggregation);
                lines.push(line("维度", format!("{indent}{}，权重 {}，{how}", branch.name, constant(&branch.weight))));
                node_lines(&branch.children, pack, depth + 1, constant, lines);
            }
            IndicatorNode::Leaf(rule) => {
                let mut parts = vec![
                    format!("{}（{}）= {}", rule.name, rule.unit, in_names(&rule.value, pack)),
                    format!("权重 {}", constant(&rule.weight)),
                    words::normalise_in_words(rule, constant),
                ];
                parts.extend(words::references_in_words(rule, pack));
                parts.extend(words::outliers_in_words(&rule.outliers));
                parts.push(words::missing_in_words(&rule.when_missing));
                lines.push(line("指标", format!("{indent}{}", parts.join("；"))));
            }
        }
    }
}

fn parameter_view(parameter: &model::pack::Parameter, pack: &Pack, today: Date) -> PackParameterView {
    let amount = |amount: &ParameterAmount| match amount {
        ParameterAmount::Single(amount) => amount.normalize().to_string(),
        ParameterAmount::ByChoice { list, amounts } => {
            let list = pack.choices.iter().find(|known| known.code == *list);
            let name = |code: &Code| {
                let found = list.and_then(|list| list.choices.iter().find(|choice| choice.code == *code));
                found.map_or_else(|| code.to_string(), |choice| choice.name.clone())
            };
            let words: Vec<String> =
                amounts.iter().map(|(code, amount)| format!("{} {}", name(code), amount.normalize())).collect();
            words.join("，")
        }
    };
    let values = parameter.values.iter().map(|value| PackParameterValueView {
        value: amount(&value.amount),
        validity: validity_in_words(&value.validity),
        is_in_force: value.validity.contains(today),
        source: source_in_words(&value.provenance.issuer, &value.provenance.document),
        certainty: value.provenance.certainty.in_words().to_string(),
        note: value.provenance.note.clone(),
    });
    PackParameterView {
        code: parameter.code.to_string(),
        name: parameter.name.clone(),
        unit: parameter.unit.to_string(),
        definition: parameter.definition.clone(),
        values: values.collect(),
    }
}

/// Who issued a value and in which document; what is an example says so once.
pub(crate) fn source_in_words(issuer: &str, document: &str) -> String {
    if issuer == document { issuer.to_string() } else { format!("{issuer} {document}").trim().to_string() }
}
