//! Roles, lists of choices, parameters, tables and statistics: blocks → model, with their own checks.

use jiff::civil::Date;
use model::pack::{
    Certainty, Choice, ChoiceList, Code, Observed, Parameter, ParameterAmount, ParameterValue, Provenance, Role, Table,
    TableReading, TableRow, TableVersion, Validity,
};

use crate::diagnostic::{Diagnostics, meant};
use crate::fault::Fault;
use crate::names::{Entry, Names, distinct};
use crate::shape::Block;

pub(crate) fn role(block: &Block, out: &mut Diagnostics) -> Role {
    Role { code: block.code(out), name: block.name.clone(), span: block.span }
}

pub(crate) fn observed(block: &Block, out: &mut Diagnostics) -> Observed {
    Observed { code: block.code(out), name: block.name.clone(), unit: block.unit("unit", out), span: block.span }
}

pub(crate) fn choices(block: &Block, out: &mut Diagnostics) -> ChoiceList {
    let options = block.options("options", out);
    let mut choices = Vec::new();
    let mut places = Vec::new();
    for (mention, name) in options {
        match Code::new(&mention.name) {
            Ok(code) => {
                choices.push(Choice { code, name });
                places.push(mention.span);
            }
            Err(error) => {
                out.report(Fault::BadCode, mention.span, error.to_string()).hint("写作 代码 = \"名称\"");
            }
        }
    }
    let entries = choices.iter().zip(&places);
    distinct("选项", entries.map(|(choice, span)| Entry { code: &choice.code, name: &choice.name, span: *span }), out);
    ChoiceList { code: block.code(out), name: block.name.clone(), choices, span: block.span }
}

/// The parameter and the list of choices that its values differ by.
pub(crate) fn parameter(block: &Block, names: &Names, out: &mut Diagnostics) -> (Parameter, Option<Code>) {
    let list = block.name("by", out).and_then(|mention| names.choices_named(&mention, out));
    let mut values: Vec<ParameterValue> = Vec::new();
    for child in block.children("value") {
        if let Some(value) = parameter_value(child, block.has("by"), list, out) {
            values.push(value);
        }
    }
    if block.children("value").next().is_none() {
        out.report(Fault::Empty, block.span, format!("参数“{}”没有值", block.name))
            .hint("写 value { value = … valid_from = … issuer = … document = … certainty = … }，各占一行");
    }
    if values.len() < block.children("value").count() {
        out.undated(block.span);
    }
    values.sort_by_key(|value| value.validity.from);
    for pair in values.windows(2) {
        if pair[0].validity.overlaps(&pair[1].validity) {
            overlap(&pair[0].validity, &pair[1], out);
        }
    }
    let parameter = Parameter {
        code: block.code(out),
        name: block.name.clone(),
        unit: block.unit("unit", out),
        definition: block.text_or("definition", "", out),
        values,
        span: block.span,
    };
    (parameter, list.map(|list| list.code.clone()))
}

fn overlap(earlier: &Validity, later: &ParameterValue, out: &mut Diagnostics) {
    out.report(Fault::Overlap, later.span, format!("自 {} 起的值与前一个值的有效期重叠", later.validity.from))
        .note(format!("前一个值：{} 至 {}", earlier.from, until(earlier)))
        .hint("给前一个值写 valid_to");
}

fn until(validity: &Validity) -> String {
    validity.to.map_or("今".to_string(), |day| day.to_string())
}

fn parameter_value(
    block: &Block,
    is_by_choice: bool,
    list: Option<&ChoiceList>,
    out: &mut Diagnostics,
) -> Option<ParameterValue> {
    let single = block.number("value", out);
    let amounts = block.amounts("values", out);
    let (wanted, excluded) = if is_by_choice { ("values", "value") } else { ("value", "values") };
    if let Some(attribute) = block.attribute(excluded) {
        out.report(Fault::ExcludedAttribute, attribute.span, format!("这里应写 `{wanted}`，不写 `{excluded}`"))
            .hint("有 `by` 的参数写 values，没有的写 value");
    }
    if !block.has(wanted) {
        out.report(Fault::MissingAttribute, block.span, format!("参数值缺少 `{wanted}`"));
    }
    let amount = match (is_by_choice, list) {
        (false, _) => ParameterAmount::Single(single.unwrap_or_default()),
        (true, Some(list)) => {
            let known: Vec<&str> = list.choices.iter().map(|choice| choice.name.as_str()).collect();
            let mut found = Vec::new();
            for (mention, amount) in amounts {
                match list.choices.iter().position(|choice| choice.name == mention.name) {
                    Some(place) => found.push((place, list.choices[place].code.clone(), amount)),
                    None => {
                        out.report(
                            Fault::UnknownChoice,
                            mention.span,
                            format!("“{}”没有“{}”这一项", list.name, mention.name),
                        )
                        .hint_if(meant(&mention.name, &known));
                    }
                }
            }
            found.sort_by_key(|(place, _, _)| *place);
            let amounts = found.into_iter().map(|(_, code, amount)| (code, amount)).collect();
            ParameterAmount::ByChoice { list: list.code.clone(), amounts }
        }
        // The list is not known; the dates of the value are.
        (true, None) => ParameterAmount::Single(single.unwrap_or_default()),
    };
    Some(ParameterValue {
        validity: validity(block, out)?,
        amount,
        provenance: provenance(block, out),
        span: block.span,
    })
}

/// First and last day; nothing when the first is not readable.
pub(crate) fn validity(block: &Block, out: &mut Diagnostics) -> Option<Validity> {
    let (from, to) = (block.date("valid_from", out), block.date("valid_to", out));
    if let (Some(first), Some(last)) = (from, to)
        && last < first
    {
        let place = block.attribute("valid_to").map_or(block.span, |attribute| attribute.value_span());
        out.report(Fault::DateOrder, place, format!("失效日期 {last} 早于生效日期 {first}"));
    }
    Some(Validity { from: from?, to })
}

pub(crate) fn certainty(block: &Block, out: &mut Diagnostics) -> Certainty {
    match block.keyword("certainty", out) {
        Some("official") => Certainty::Official,
        Some("secondary") => Certainty::Secondary,
        Some(_) | None => Certainty::Example,
    }
}

fn provenance(block: &Block, out: &mut Diagnostics) -> Provenance {
    Provenance {
        issuer: block.text("issuer", out),
        document: block.text("document", out),
        certainty: certainty(block, out),
        note: block.text_or("note", "", out),
    }
}

pub(crate) fn table(block: &Block, out: &mut Diagnostics) -> Table {
    let reading = match block.keyword("reading", out) {
        Some("above") => TableReading::Steps(model::pack::BandEdge::Above),
        Some("at_most") => TableReading::Steps(model::pack::BandEdge::AtMost),
        Some("below") => TableReading::Steps(model::pack::BandEdge::Below),
        Some("linear") => TableReading::Linear,
        Some(_) | None => TableReading::Steps(model::pack::BandEdge::AtLeast),
    };
    let mut versions: Vec<TableVersion> = Vec::new();
    for child in block.children("version") {
        versions.extend(table_version(child, reading, out));
    }
    if block.children("version").next().is_none() {
        out.report(Fault::Empty, block.span, format!("分段表“{}”没有版本", block.name))
            .hint("写 version { rows = [[界限, 值]] … }");
    }
    if versions.len() < block.children("version").count() {
        out.undated(block.span);
    }
    versions.sort_by_key(|version| version.validity.from);
    for pair in versions.windows(2) {
        if pair[0].validity.overlaps(&pair[1].validity) {
            out.report(
                Fault::Overlap,
                pair[1].span,
                format!("自 {} 起的版本与前一个版本的有效期重叠", pair[1].validity.from),
            )
            .hint("给前一个版本写 valid_to");
        }
    }
    Table {
        code: block.code(out),
        name: block.name.clone(),
        operand_unit: block.unit("operand_unit", out),
        unit: block.unit("unit", out),
        definition: block.text_or("definition", "", out),
        reading,
        versions,
        span: block.span,
    }
}

fn table_version(block: &Block, reading: TableReading, out: &mut Diagnostics) -> Option<TableVersion> {
    let is_down = matches!(reading, TableReading::Steps(model::pack::BandEdge::AtLeast | model::pack::BandEdge::Above));
    let mut rows: Vec<TableRow> = Vec::new();
    for (numbers, place) in block.rows("rows", out) {
        let [bound, value] = numbers[..] else {
            out.report(Fault::WrongType, place, "每一行应为 [界限, 值]");
            continue;
        };
        if let Some(before) = rows.last()
            && ((is_down && bound >= before.bound) || (!is_down && bound <= before.bound))
        {
            let order = if is_down { "从大到小" } else { "从小到大" };
            out.report(Fault::TableOrder, place, format!("界限应{order}，{bound} 在 {} 之后", before.bound));
        }
        rows.push(TableRow { bound, value });
    }
    let otherwise = block.number("otherwise", out);
    if reading == TableReading::Linear
        && let Some(attribute) = block.attribute("otherwise")
    {
        out.report(Fault::ExcludedAttribute, attribute.span, "插值的表没有 `otherwise`，表外即缺失");
    }
    Some(TableVersion {
        validity: validity(block, out)?,
        rows,
        otherwise,
        provenance: provenance(block, out),
        span: block.span,
    })
}

/// The first day of a stretch without a value inside a validity, and its last day where it ends.
pub(crate) fn first_gap(wanted: &Validity, known: impl Iterator<Item = Validity>) -> Option<(Date, Option<Date>)> {
    let mut next = wanted.from;
    for validity in known {
        if validity.from > next {
            let last = validity.from.yesterday().ok();
            return wanted.to.is_none_or(|end| next <= end).then_some((next, last.min(wanted.to.or(last))));
        }
        match validity.to {
            None => return None,
            Some(last) if last >= next => next = last.tomorrow().ok()?,
            Some(_) => {}
        }
    }
    wanted.to.is_none_or(|end| next <= end).then_some((next, wanted.to))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(from: &str, to: &str) -> Validity {
        Validity { from: from.parse().unwrap(), to: to.parse().ok() }
    }

    #[test]
    fn gaps_before_between_and_after_are_found() {
        let gap = |known: &[(&str, &str)], wanted: (&str, &str)| {
            let known: Vec<Validity> = known.iter().map(|(from, to)| days(from, to)).collect();
            first_gap(&days(wanted.0, wanted.1), known.into_iter()).map(|(first, _)| first.to_string())
        };
        let two = [("2021-01-01", "2021-12-31"), ("2022-01-01", "2022-12-31")];
        assert_eq!(gap(&two, ("2021-01-01", "2022-12-31")), None);
        assert_eq!(gap(&two, ("2020-01-01", "2022-12-31")), Some("2020-01-01".to_string()));
        assert_eq!(gap(&two, ("2021-06-01", "-")), Some("2023-01-01".to_string()));
        let hole = [("2021-01-01", "2021-12-31"), ("2023-01-01", "-")];
        assert_eq!(gap(&hole, ("2021-01-01", "-")), Some("2022-01-01".to_string()));
        assert_eq!(gap(&[], ("2021-01-01", "-")), Some("2021-01-01".to_string()));
    }
}
