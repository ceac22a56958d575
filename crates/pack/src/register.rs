//! Registers: blocks → model. Heads and fields in the first pass, conditions in the second.

use model::UnitOfMeasure;
use model::pack::{
    BinaryOperator, Code, Count, Cycle, Deadline, DuplicateRule, Expression, ExpressionKind, Field, FieldPath,
    FieldType, LifeCycle, Measure, NearRule, PlaceLevel, Presence, Register, RuleStrength, SourceSpan, State, Step,
    Subject, UniqueRule, UnlessDuplicate, ValidationRule, ValueType,
};
use model::people::DataClass;
use rust_decimal::Decimal;

use crate::diagnostic::Diagnostics;
use crate::fault::Fault;
use crate::formula::Scope;
use crate::names::{Entry, Names, distinct, field_named, unknown};
use crate::shape::Block;
use crate::value::Mention;

pub(crate) fn cycle(block: &Block, out: &mut Diagnostics) -> Cycle {
    match block.keyword("cycle", out) {
        Some("half_year") => Cycle::HalfYear,
        Some("quarter") => Cycle::Quarter,
        Some("month") => Cycle::Month,
        Some("standing") => Cycle::Standing,
        Some(_) | None => Cycle::Year,
    }
}

pub(crate) fn level(block: &Block, word: &str, out: &mut Diagnostics) -> PlaceLevel {
    match block.keyword(word, out) {
        Some("city") => PlaceLevel::City,
        Some("township") => PlaceLevel::Township,
        Some(_) | None => PlaceLevel::County,
    }
}

fn class(block: &Block, otherwise: DataClass, out: &mut Diagnostics) -> DataClass {
    match block.keyword("class", out) {
        Some("public") => DataClass::Public,
        Some("internal") => DataClass::Internal,
        Some("sensitive") => DataClass::Sensitive,
        Some(_) | None => otherwise,
    }
}

fn always(place: SourceSpan) -> Expression {
    Expression { kind: ExpressionKind::Flag(true), yields: ValueType::Flag, span: place }
}

/// Fields, key, states and the heads of measures. References are resolved once all registers are known.
pub(crate) fn head(block: &Block, names: &Names, registers: &[(String, Code)], out: &mut Diagnostics) -> Register {
    let class = class(block, DataClass::Internal, out);
    let fields: Vec<Field> = block.children("field").map(|child| field(child, class, names, registers, out)).collect();
    distinct("字段", fields.iter().map(|field| Entry { code: &field.code, name: &field.name, span: field.span }), out);
    for field in fields.iter().filter(|field| field.code.as_str() == crate::formula::STATE) {
        out.report(Fault::BadCode, field.span, "代码 `state` 留给状态，字段换一个代码");
    }
    if fields.is_empty() {
        out.report(Fault::Empty, block.span, format!("名录“{}”没有字段", block.name));
    }
    let key = codes_of(&fields, block.names("key", out), out);
    for field in fields.iter().filter(|field| key.contains(&field.code) && field.class > class) {
        let told = format!("“{}”是主键，看得到一行的人就看得到主键，不能比名录更敏感", field.name);
        out.report(Fault::ClassOrder, field.span, told).hint("去掉字段的 `class`，或给名录写同样的 `class`");
    }
    let states: Vec<State> = block
        .children("state")
        .enumerate()
        .map(|(place, child)| State {
            code: child.code(out),
            name: child.name.clone(),
            is_final: child.flag("final", out),
            is_editable: child.flag("editable", out) || place == 0,
            span: child.span,
        })
        .collect();
    distinct("状态", states.iter().map(|state| Entry { code: &state.code, name: &state.name, span: state.span }), out);
    let measures: Vec<Measure> = block
        .children
        .iter()
        .filter(|child| matches!(child.word.word, "count" | "sum"))
        .map(|child| measure_head(child, &fields, out))
        .collect();
    Register {
        code: block.code(out),
        name: block.name.clone(),
        definition: block.text_or("definition", "", out),
        basis: block.text("basis", out),
        cycle: cycle(block, out),
        class,
        key,
        fields,
        rules: Vec::new(),
        unique: Vec::new(),
        duplicates: Vec::new(),
        life: LifeCycle { states, steps: Vec::new() },
        measures,
        intakes: Vec::new(),
        span: block.span,
    }
}

fn codes_of(fields: &[Field], mentions: Vec<Mention>, out: &mut Diagnostics) -> Vec<Code> {
    mentions.iter().filter_map(|mention| Some(field_named(fields, mention, out)?.code.clone())).collect()
}

fn field(block: &Block, least: DataClass, names: &Names, registers: &[(String, Code)], out: &mut Diagnostics) -> Field {
    let kind = block.keyword("type", out);
    let allowed: &[&str] = match kind {
        Some("number") => &["unit", "min", "max", "decimals"],
        Some("money") => &["unit", "min", "max"],
        Some("text") => &["length"],
        Some("choice") => &["choices"],
        Some("reference") => &["register"],
        Some("place") => &["level"],
        Some(_) => &[],
        None => &["unit", "min", "max", "decimals", "length", "choices", "register", "level"],
    };
    for attribute in &block.attributes {
        let word = attribute.word.word;
        let is_common = matches!(word, "code" | "type" | "required" | "definition" | "class");
        if !is_common && !allowed.contains(&word) {
            out.report(
                Fault::ExcludedAttribute,
                attribute.span,
                format!("{}字段没有 `{word}`", kind.unwrap_or("这种")),
            );
        }
    }
    let needed = match kind {
        Some("number" | "money") => Some("unit"),
        Some("choice") => Some("choices"),
        Some("reference") => Some("register"),
        Some("place") => Some("level"),
        Some(_) | None => None,
    };
    if let Some(word) = needed.filter(|word| !block.has(word)) {
        let hint = if word == "unit" { "没有单位写 unit = \"无量纲\"" } else { "在字段块里加一行" };
        out.report(Fault::MissingAttribute, block.span, format!("字段“{}”缺少 `{word}`", block.name)).hint(hint);
    }
    let class = class(block, least, out);
    if class < least {
        let place = block.attribute("class").map_or(block.span, |attribute| attribute.value_span());
        let told = format!("字段“{}”标为{}，名录却是{}", block.name, class.in_words(), least.in_words());
        out.report(Fault::ClassOrder, place, told);
    }
    Field {
        code: block.code(out),
        name: block.name.clone(),
        field_type: field_type(kind, block, names, registers, out),
        presence: if block.flag("required", out) { Presence::Required } else { Presence::Optional },
        class,
        definition: block.text_or("definition", "", out),
        span: block.span,
    }
}

fn field_type(
    kind: Option<&str>,
    block: &Block,
    names: &Names,
    registers: &[(String, Code)],
    out: &mut Diagnostics,
) -> FieldType {
    let unit = |out: &mut Diagnostics| block.unit("unit", out);
    let bounds = |out: &mut Diagnostics| {
        let (min, max) = (block.number("min", out), block.number("max", out));
        if let (Some(least), Some(most)) = (min, max)
            && most < least
        {
            let place = block.attribute("max").map_or(block.span, |attribute| attribute.value_span());
            out.report(Fault::NumberRange, place, format!("最大值 {most} 小于最小值 {least}"));
        }
        (min, max)
    };
    match kind {
        Some("number") => {
            let (min, max) = bounds(out);
            let decimals = block.whole("decimals", 12, out).and_then(|decimals| u8::try_from(decimals).ok());
            FieldType::Number { unit: unit(out), decimals, min, max }
        }
        Some("money") => {
            let (min, max) = bounds(out);
            let unit = unit(out);
            let yuan: UnitOfMeasure = "元".parse().expect("a known unit");
            if block.has("unit") && unit.conversion_to(&yuan).is_none() && !unit.is_dimensionless() {
                let place = block.attribute("unit").map_or(block.span, |attribute| attribute.value_span());
                out.report(Fault::WrongUnit, place, format!("金额的计量单位应为元、万元、亿元，不是“{unit}”"));
            }
            FieldType::Money { unit, min, max }
        }
        Some("date") => FieldType::Date,
        Some("flag") => FieldType::Flag,
        Some("choice") => {
            let list = block.name("choices", out).and_then(|mention| names.choices_named(&mention, out));
            list.map_or(FieldType::Text { characters_max: 200 }, |list| FieldType::Choice { list: list.code.clone() })
        }
        Some("reference") => reference(block, registers, out),
        Some("place") => FieldType::Place { level: level(block, "level", out) },
        Some("agency") => FieldType::Agency,
        Some("enterprise") => FieldType::Enterprise,
        Some("file") => FieldType::File,
        Some(_) | None => FieldType::Text { characters_max: block.whole("length", 10_000, out).unwrap_or(200) },
    }
}

fn reference(block: &Block, registers: &[(String, Code)], out: &mut Diagnostics) -> FieldType {
    let stand_in = FieldType::Text { characters_max: 200 };
    let Some(mention) = block.name("register", out) else { return stand_in };
    match registers.iter().find(|(name, _)| *name == mention.name) {
        Some((_, code)) => FieldType::Reference { register: code.clone() },
        None => {
            unknown("名录", &mention, registers.iter().map(|(name, _)| name.as_str()), out);
            stand_in
        }
    }
}

fn measure_head(block: &Block, fields: &[Field], out: &mut Diagnostics) -> Measure {
    let place = block.name("place", out).and_then(|mention| {
        let field = field_named(fields, &mention, out)?;
        if !matches!(field.field_type, FieldType::Place { .. }) {
            out.report(Fault::TypeMismatch, mention.span, format!("“{}”不是行政区字段", mention.name))
                .hint("计数按行政区归集，用 type = place 的字段");
        }
        Some(field.code.clone())
    });
    let dated = block.name("dated", out).and_then(|mention| {
        let field = field_named(fields, &mention, out)?;
        if !matches!(field.field_type, FieldType::Date) {
            out.report(Fault::TypeMismatch, mention.span, format!("“{}”不是日期字段", mention.name))
                .hint("按日期计入各期，用 type = date 的字段");
        }
        Some(field.code.clone())
    });
    Measure {
        code: block.code(out),
        name: block.name.clone(),
        unit: block.unit("unit", out),
        count: Count::Rows,
        condition: always(block.span),
        place: place.unwrap_or_else(|| Code::new("unknown").expect("a valid code")),
        dated,
        indicator: block.code_in("indicator", out),
        definition: block.text_or("definition", "", out),
        span: block.span,
    }
}

/// Everything that needs formulas: rules, duplicates, steps, measures.
pub(crate) fn body(block: &Block, head: &Register, names: &Names, out: &mut Diagnostics) -> Register {
    let scope =
        Scope { names, subject: Some(Subject::Register(head.code.clone())), evaluation: None, pool_indicators: None };
    let mut register = head.clone();
    register.rules = block.children("rule").filter_map(|child| rule(child, &scope, out)).collect();
    let rules = register.rules.iter().map(|rule| Entry { code: &rule.code, name: &rule.message, span: rule.span });
    distinct("校验规则", rules, out);
    register.unique = block
        .children("unique")
        .map(|child| UniqueRule { fields: codes_of(&head.fields, child.names("fields", out), out), span: child.span })
        .collect();
    register.duplicates = block.children("duplicate").map(|child| duplicate(child, &head.fields, out)).collect();
    register.life.steps =
        block.children("step").map(|child| step(child, head, &register.duplicates, &scope, out)).collect();
    let steps = register.life.steps.iter().map(|step| Entry { code: &step.code, name: &step.name, span: step.span });
    distinct("环节", steps, out);
    separate(block, &mut register, out);
    let moves = names.moves.iter().filter(|known| known.register == register.code);
    crate::life_cycle::check(block, &register.life.states, moves, out);
    let measures = block.children.iter().filter(|child| matches!(child.word.word, "count" | "sum"));
    for (child, measure) in measures.zip(&mut register.measures) {
        let condition = scope.condition_or_true(child.attribute("where"), child.span, out);
        measure.condition = match &measure.dated {
            None => condition,
            Some(field) => and_in_period(condition, field, &head.code),
        };
        if child.word.word == "sum"
            && let Some(value) = child.attribute("value").map(|value| scope.number(value, &measure.unit, out))
        {
            measure.count = Count::Sum(Box::new(value));
        }
    }
    register.intakes =
        block.children("intake").filter_map(|child| crate::intake::intake(child, head, &names.choices, out)).collect();
    let intakes = register.intakes.iter();
    distinct("取数", intakes.map(|one| Entry { code: &one.code, name: &one.name, span: one.span }), out);
    register
}

/// The condition, and the date of the row lies in the period.
fn and_in_period(condition: Expression, field: &Code, register: &Code) -> Expression {
    let span = condition.span;
    let expression = |kind, yields| Expression { kind, yields, span };
    let flag = |operator, left: Expression, right: Expression| {
        let kind = ExpressionKind::Binary { operator, left: Box::new(left), right: Box::new(right) };
        expression(kind, ValueType::Flag)
    };
    let day = || {
        let path = FieldPath { register: register.clone(), through: Vec::new(), field: field.clone() };
        expression(ExpressionKind::Field(path), ValueType::Date)
    };
    let begun = flag(BinaryOperator::AtLeast, day(), expression(ExpressionKind::PeriodStart, ValueType::Date));
    let not_after = flag(BinaryOperator::AtMost, day(), expression(ExpressionKind::PeriodEnd, ValueType::Date));
    let is_in = flag(BinaryOperator::And, begun, not_after);
    match condition.kind {
        ExpressionKind::Flag(true) => is_in,
        _ => flag(BinaryOperator::And, condition, is_in),
    }
}

fn rule(block: &Block, scope: &Scope, out: &mut Diagnostics) -> Option<ValidationRule> {
    let strength = match block.keyword("strength", out) {
        Some("warn") => RuleStrength::Warn,
        Some(_) | None => RuleStrength::Refuse,
    };
    let code = block.code(out);
    let condition = scope.condition(block.attribute("check")?, out);
    Some(ValidationRule { code, message: block.name.clone(), condition, strength, span: block.span })
}

fn duplicate(block: &Block, fields: &[Field], out: &mut Diagnostics) -> DuplicateRule {
    let shares = |word: &str, out: &mut Diagnostics| -> Vec<(Code, Decimal)> {
        let mut found = Vec::new();
        for (mention, share) in block.amounts(word, out) {
            let Some(field) = field_named(fields, &mention, out) else { continue };
            let is_text = matches!(field.field_type, FieldType::Text { .. });
            let is_number = matches!(field.field_type, FieldType::Number { .. } | FieldType::Money { .. });
            let fits = if word == "similar" { is_text } else { is_number };
            if !fits {
                let wanted = if word == "similar" { "文字" } else { "数或金额" };
                out.report(Fault::TypeMismatch, mention.span, format!("`{word}` 里应为{wanted}字段"));
            }
            if !(Decimal::ZERO..=Decimal::ONE).contains(&share) {
                out.report(Fault::NumberRange, mention.span, format!("{share} 不在 0 至 1 之间")).hint("80% 写作 0.8");
            }
            found.push((field.code.clone(), share));
        }
        found
    };
    let (similar, near) = (shares("similar", out), shares("near", out));
    let same = if block.has("same") { codes_of(fields, block.names("same", out), out) } else { Vec::new() };
    if !block.has("same") && !block.has("similar") && !block.has("near") {
        out.report(Fault::Empty, block.span, "疑似重复至少写 `same`、`similar`、`near` 之一");
    }
    DuplicateRule {
        code: block.code(out),
        name: block.name.clone(),
        same,
        similar,
        near: near.into_iter().map(|(field, share_max)| NearRule { field, share_max }).collect(),
        span: block.span,
    }
}

fn step(block: &Block, head: &Register, duplicates: &[DuplicateRule], scope: &Scope, out: &mut Diagnostics) -> Step {
    // Stands in for what was reported; a pack with an error is never handed out.
    let unknown_code = || Code::new("unknown").expect("a valid code");
    let states = &head.life.states;
    let state = |mention: &Mention, out: &mut Diagnostics| {
        let found = states.iter().find(|state| state.name == mention.name);
        if found.is_none() {
            unknown("状态", mention, states.iter().map(|state| state.name.as_str()), out);
        }
        found.map(|state| state.code.clone())
    };
    let from: Vec<Code> = block.names("from", out).iter().filter_map(|mention| state(mention, out)).collect();
    let to = block.name("to", out).and_then(|mention| state(&mention, out));
    let roles = &scope.names.roles;
    let role = block.name("role", out).and_then(|mention| {
        let found = roles.iter().find(|role| role.name == mention.name);
        if found.is_none() {
            unknown("办理角色", &mention, roles.iter().map(|role| role.name.as_str()), out);
        }
        found.map(|role| role.code.clone())
    });
    let mut days = |word: &str| crate::exchange::whole(block, word, 3650, scope.names, out);
    let (working, plain) = (days("working_days"), days("days"));
    let deadline = match (working, plain) {
        (Some(_), Some(_)) => {
            out.report(Fault::ExcludedAttribute, block.span, "`working_days` 与 `days` 只写一个");
            Deadline::None
        }
        (Some(count), None) => Deadline::WorkingDays(count),
        (None, Some(count)) => Deadline::Days(count),
        (None, None) => Deadline::None,
    };
    let condition = scope.condition_or_true(block.attribute("condition"), block.span, out);
    let basis = block.text_or("basis", &head.basis, out);
    let unless_duplicate = unless_duplicate(block, (states, duplicates), scope, out);
    Step {
        code: block.code(out),
        name: block.name.clone(),
        from,
        to: to.unwrap_or_else(unknown_code),
        role: role.unwrap_or_else(unknown_code),
        condition,
        deadline,
        separate_from: Vec::new(),
        is_note_required: block.flag("note_required", out),
        unless_duplicate,
        basis,
        span: block.span,
    }
}

/// Not while the row doubles one that was recorded before it.
fn unless_duplicate(
    block: &Block,
    (states, duplicates): (&[State], &[DuplicateRule]),
    scope: &Scope,
    out: &mut Diagnostics,
) -> Option<UnlessDuplicate> {
    if !block.has("unless_duplicate") {
        for word in ["duplicate_except", "distinct_by"] {
            if let Some(attribute) = block.attribute(word) {
                out.report(
                    Fault::ExcludedAttribute,
                    attribute.span,
                    format!("`{word}` 只与 `unless_duplicate` 一起用"),
                );
            }
        }
        return None;
    }
    let mut rules = Vec::new();
    for mention in block.names("unless_duplicate", out) {
        match duplicates.iter().find(|rule| rule.name == mention.name) {
            Some(rule) => rules.push(rule.code.clone()),
            None => unknown("疑似重复", &mention, duplicates.iter().map(|rule| rule.name.as_str()), out),
        }
    }
    let mut except = Vec::new();
    for mention in if block.has("duplicate_except") { block.names("duplicate_except", out) } else { Vec::new() } {
        match states.iter().find(|state| state.name == mention.name) {
            Some(state) => except.push(state.code.clone()),
            None => unknown("状态", &mention, states.iter().map(|state| state.name.as_str()), out),
        }
    }
    let roles = &scope.names.roles;
    let distinct_by = block.name("distinct_by", out).and_then(|mention| {
        let found = roles.iter().find(|role| role.name == mention.name);
        if found.is_none() {
            unknown("办理角色", &mention, roles.iter().map(|role| role.name.as_str()), out);
        }
        found.map(|role| role.code.clone())
    });
    Some(UnlessDuplicate { rules, except, distinct_by })
}

/// Steps name other steps, so this waits until all are known.
fn separate(block: &Block, register: &mut Register, out: &mut Diagnostics) {
    let known: Vec<(String, Code)> =
        register.life.steps.iter().map(|step| (step.name.clone(), step.code.clone())).collect();
    for child in block.children("step") {
        let mentions = if child.has("separate_from") { child.names("separate_from", out) } else { Vec::new() };
        let Some(step) = register.life.steps.iter_mut().find(|step| step.span == child.span) else { continue };
        for mention in mentions {
            match known.iter().find(|(name, _)| *name == mention.name) {
                Some((_, code)) if *code == step.code => {
                    out.report(Fault::NoSeparation, mention.span, format!("环节“{}”不能与自己不相容", mention.name));
                }
                Some((_, code)) => step.separate_from.push(code.clone()),
                None => unknown("环节", &mention, known.iter().map(|(name, _)| name.as_str()), out),
            }
        }
    }
}
