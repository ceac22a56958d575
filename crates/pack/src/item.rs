//! Formula blocks (核算项): blocks → model.

use model::UnitOfMeasure;
use model::pack::{
    Code, FieldType, Formula, FormulaRounding, PlaceLevel, PlaceTotal, Register, RoundingMode, Subject, ValueType,
    WhenMissing,
};

use crate::diagnostic::Diagnostics;
use crate::fault::Fault;
use crate::formula::Scope;
use crate::names::{FormulaHead, Names, field_named, unknown};
use crate::register::cycle;
use crate::shape::Block;
use crate::words::LEVEL;

pub(crate) fn head(block: &Block, names: &Names, out: &mut Diagnostics) -> FormulaHead {
    let (yields, list) = result(block, names, out);
    FormulaHead {
        code: block.code(out),
        name: block.name.clone(),
        subject: subject(block, names, out),
        cycle: cycle(block, out),
        yields,
        list,
        span: block.span,
    }
}

/// What the formula yields, and the list that a choice is of. Attributes that do not go with it are reported.
fn result(block: &Block, names: &Names, out: &mut Diagnostics) -> (ValueType, Option<Code>) {
    let kind = block.keyword("type", out).unwrap_or("number");
    let (needed, excluded): (Option<&str>, &[&str]) = match kind {
        "number" => (Some("unit"), &["choices"]),
        "choice" => (Some("choices"), &["unit", "decimals", "rounding"]),
        _ => (None, &["unit", "decimals", "rounding", "choices"]),
    };
    if let Some(word) = needed.filter(|word| !block.has(word)) {
        let hint = if word == "unit" {
            "没有单位写 unit = \"无量纲\"；得出选项、是否或日期的写 type"
        } else {
            "在块里加一行"
        };
        out.report(Fault::MissingAttribute, block.span, format!("核算项“{}”缺少 `{word}`", block.name)).hint(hint);
    }
    for word in excluded {
        if let Some(attribute) = block.attribute(word) {
            out.report(Fault::ExcludedAttribute, attribute.span, format!("{kind} 的核算项没有 `{word}`"));
        }
    }
    match kind {
        "choice" => {
            let list = block.name("choices", out).and_then(|mention| names.choices_named(&mention, out));
            (ValueType::Text, list.map(|list| list.code.clone()))
        }
        "text" => (ValueType::Text, None),
        "flag" => (ValueType::Flag, None),
        "date" => (ValueType::Date, None),
        _ => (ValueType::Number(block.unit("unit", out)), None),
    }
}

/// The rows of a register. After a fault it is a register that there is not: what its fields would be called nobody knows,
/// so formulas over it keep silent about names.
pub(crate) fn rows_of(register: Option<&Register>) -> Subject {
    let code = register.map(|register| register.code.clone());
    Subject::Register(code.unwrap_or_else(|| Code::new("unknown").expect("a valid code")))
}

/// A register by name, or a level of places.
pub(crate) fn subject(block: &Block, names: &Names, out: &mut Diagnostics) -> Subject {
    let nobody = rows_of(None);
    let Some(mention) = block.name("subject", out) else { return nobody };
    match mention.name.as_str() {
        "city" => return Subject::Place(PlaceLevel::City),
        "county" => return Subject::Place(PlaceLevel::County),
        "township" => return Subject::Place(PlaceLevel::Township),
        _ => {}
    }
    if let Some(register) = names.registers.iter().find(|register| register.name == mention.name) {
        return Subject::Register(register.code.clone());
    }
    let registers = names.registers.iter().map(|register| register.name.as_str());
    unknown("对象", &mention, registers.chain(LEVEL.iter().map(|level| level.word)), out);
    nobody
}

pub(crate) fn body(block: &Block, head: &FormulaHead, names: &Names, out: &mut Diagnostics) -> Option<Formula> {
    let scope = Scope { names, subject: Some(head.subject.clone()), evaluation: None, pool_indicators: None };
    let value = block.attribute("value").map(|value| scope.result(value, &head.yields, head.list.as_ref(), out));
    let condition = scope.condition_or_true(block.attribute("where"), block.span, out);
    let unit = match &head.yields {
        ValueType::Number(unit) => Some(unit.clone()),
        ValueType::Text | ValueType::Flag | ValueType::Date => None,
    };
    let when_missing = match block.keyword("when_missing", out) {
        Some("zero") => WhenMissing::Zero,
        Some(_) | None => WhenMissing::Missing,
    };
    if let Some(attribute) = block.attribute("when_missing").filter(|_| unit.is_none())
        && when_missing == WhenMissing::Zero
    {
        out.report(Fault::ExcludedAttribute, attribute.value_span(), "只有得出数的核算项可以按零计")
            .hint("when_missing = missing");
    }
    let place_total = place_total(block, &head.subject, names, out);
    if let Some(attribute) = block.attribute("place").filter(|_| unit.is_none()) {
        out.report(Fault::ExcludedAttribute, attribute.span, "只有得出数的核算项可以按地区合计");
    }
    let formula = Formula {
        code: head.code.clone(),
        name: head.name.clone(),
        subject: head.subject.clone(),
        cycle: head.cycle,
        unit: unit.unwrap_or_else(UnitOfMeasure::none),
        value: value?,
        choices: head.list.clone(),
        condition,
        when_missing,
        rounding: match decimals_and_mode(block, out) {
            Some((decimals, mode)) => FormulaRounding::To { decimals: i8::try_from(decimals).unwrap_or(12), mode },
            None => FormulaRounding::Exact,
        },
        place_total,
        definition: block.text_or("definition", "", out),
        basis: block.text("basis", out),
        span: head.span,
    };
    Some(formula)
}

/// `decimals` and `rounding` go together: a rule that rounds says how.
pub(crate) fn decimals_and_mode(block: &Block, out: &mut Diagnostics) -> Option<(u32, RoundingMode)> {
    let decimals = block.whole("decimals", 12, out);
    let mode = block.keyword("rounding", out).map(|word| match word {
        "half_even" => RoundingMode::HalfEven,
        "down" => RoundingMode::Down,
        "up" => RoundingMode::Up,
        _ => RoundingMode::HalfUp,
    });
    if block.has("decimals") != block.has("rounding") {
        let (absent, example) = if block.has("decimals") { ("rounding", "half_up") } else { ("decimals", "2") };
        out.report(Fault::MissingAttribute, block.span, "`decimals` 与 `rounding` 要一起写")
            .hint(format!("{absent} = {example}"));
    }
    Some((decimals?, mode?))
}

fn place_total(block: &Block, subject: &Subject, names: &Names, out: &mut Diagnostics) -> PlaceTotal {
    let Some(mention) = block.name("place", out) else { return PlaceTotal::None };
    let Subject::Register(code) = subject else {
        out.report(Fault::ExcludedAttribute, mention.span, "对象是行政区时不写 `place`");
        return PlaceTotal::None;
    };
    let fields = names.register(code).map(|register| register.fields.as_slice());
    let field = fields.and_then(|fields| field_named(fields, &mention, out));
    let Some(field) = field else { return PlaceTotal::None };
    if !matches!(field.field_type, FieldType::Place { .. }) {
        out.report(Fault::TypeMismatch, mention.span, format!("“{}”不是行政区字段", mention.name));
    }
    PlaceTotal::By(Code::clone(&field.code))
}
