//! Rows that are taken anew (取数) beside those that stand: what people did with a row stays with it. Never gives up what
//! somebody filled in or decided on: a row that would lose it is named, with the reason.

use std::collections::BTreeMap;

use model::pack::{Code, Register, State};

use super::rows::Row;

/// The rows as they would stand: each with its state and with what people filled in of it. A row that is new begins in
/// the first state. `name` is how people call a row.
///
/// # Errors
/// Rows that have left the first state and that the packs no longer give, or give differently; rows that they no longer
/// give and in which people filled something in.
pub fn beside(
    here: &Register,
    taken: Vec<Row>,
    held: &[Row],
    name: &dyn Fn(&Row) -> String,
) -> Result<Vec<Row>, Vec<String>> {
    let mut standing: BTreeMap<&str, &Row> = held.iter().map(|row| (&*row.key, row)).collect();
    let (mut rows, mut problems) = (Vec::with_capacity(taken.len()), Vec::new());
    for mut row in taken {
        let Some(held) = standing.remove(&*row.key) else {
            row.state = here.life.states.first().map(|state| state.code.clone());
            rows.push(row);
            continue;
        };
        let mut differing = Vec::new();
        for ((field, value), kept) in here.fields.iter().zip(&mut row.values).zip(&held.values) {
            if !here.is_taken(&field.code) {
                value.clone_from(kept);
            } else if value != kept {
                differing.push(field.name.as_str());
            }
        }
        if let (Some(state), false) = (left(here, held), differing.is_empty()) {
            let what = format!("来源的“{}”有变化", differing.join("”“"));
            problems.push(refusal(here, &name(held), state, &what));
        }
        row.state.clone_from(&held.state);
        rows.push(row);
    }
    for held in standing.into_values() {
        if let Some(state) = left(here, held) {
            problems.push(refusal(here, &name(held), state, "来源已没有这一行"));
            continue;
        }
        let has_value = |code: &Code| {
            let place = here.fields.iter().position(|field| field.code == *code);
            place.is_some_and(|place| held.values.get(place).is_some_and(Option::is_some))
        };
        let filled: Vec<&str> =
            here.own_fields().filter(|field| has_value(&field.code)).map(|field| field.name.as_str()).collect();
        if !filled.is_empty() {
            problems.push(format!(
                "“{}”已填写“{}”，来源已没有这一行；请恢复来源，或先清空所填内容（历史仍保留）",
                name(held),
                filled.join("”“")
            ));
        }
    }
    if problems.is_empty() { Ok(rows) } else { Err(problems) }
}

/// The state of a row that is no longer in the first one.
fn left<'here>(here: &'here Register, row: &Row) -> Option<&'here State> {
    let state = row.state.as_ref()?;
    let place = here.life.states.iter().position(|known| known.code == *state)?;
    (place > 0).then(|| &here.life.states[place])
}

fn refusal(here: &Register, row: &str, state: &State, what: &str) -> String {
    let first = here.life.states.first();
    let leads_back =
        |step: &&model::pack::Step| step.from.contains(&state.code) && first.is_some_and(|first| first.code == step.to);
    let how = match (here.life.steps.iter().find(leads_back), first) {
        (Some(step), _) => format!("请先办理“{}”，或更正来源", step.name),
        (None, Some(first)) => format!("请先把它退回“{}”，或更正来源", first.name),
        (None, None) => "请更正来源".to_string(),
    };
    format!("“{row}”已处于“{}”，{what}；{how}", state.name)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use model::pack::{Code, Pack};

    use super::*;
    use crate::formula::Value;

    const PACK: &str = r#"
pack "试点" {
  code       = "pilot"
  version    = "2024.1"
  basis      = "测试"
  valid_from = "2024-01-01"
  certainty  = example
}
role "经办" { code = "clerk" }
register "名单" {
  code  = "list"
  basis = "测试"
  cycle = year
  key   = [县]
  field "县" {
    code     = "county"
    type     = text
    required = true
  }
}
register "事项" {
  code  = "entry"
  basis = "测试"
  cycle = year
  key   = [县]
  field "县" {
    code     = "county"
    type     = text
    required = true
  }
  field "单位" {
    code = "agency"
    type = text
  }
  field "举措" {
    code = "measure"
    type = text
  }
  state "待办" { code = "open" }
  state "在办" {
    code  = "working"
    final = true
  }
  step "开始" {
    code = "start"
    from = [待办]
    to   = 在办
    role = 经办
  }
  step "退回" {
    code = "back"
    from = [在办]
    to   = 待办
    role = 经办
  }
  intake "名单" {
    code     = "all"
    pack     = "pilot"
    register = "list"
    fields   = { 县 = "county" }
    fixed    = { 单位 = "甲局" }
  }
}
"#;

    fn pack() -> Pack {
        let checked = pack::check(&[pack::Source { path: "pilot.hcl".to_string(), text: PACK.to_string() }]);
        let faults: Vec<String> = checked.diagnostics.iter().map(|found| format!("{found:?}")).collect();
        checked.pack.unwrap_or_else(|| panic!("{}", faults.join("\n")))
    }

    fn row(state: Option<&str>, values: [&str; 3]) -> Row {
        Row {
            key: values[0].into(),
            state: state.map(|state| Code::new(state).unwrap()),
            values: values.map(|text| (!text.is_empty()).then(|| Value::Text(Arc::from(text)))).to_vec(),
        }
    }

    /// What stands afterwards, or what was said.
    fn taken(rows: &[[&str; 3]], held: &[Row]) -> Result<Vec<String>, Vec<String>> {
        let pack = pack();
        let rows = rows.iter().map(|values| row(None, *values)).collect();
        let rows = beside(&pack.registers[1], rows, held, &|row| row.key.to_string())?;
        let text = |value: &Option<Value>| value.as_ref().map_or("—".to_string(), super::super::stored);
        let line = |row: &Row| {
            let values: Vec<String> = row.values.iter().map(text).collect();
            format!("{} {}", row.state.as_ref().map_or("", Code::as_str), values.join(" "))
        };
        Ok(rows.iter().map(line).collect())
    }

    #[test]
    fn a_new_row_begins_in_the_first_state_and_one_that_stands_keeps_its_own_and_what_people_filled_in() {
        let held = [row(Some("working"), ["乙县", "甲局", "拨款"]), row(Some("open"), ["丙县", "乙局", "立项"])];
        let stands = taken(&[["甲县", "甲局", ""], ["乙县", "甲局", ""], ["丙县", "甲局", ""]], &held);
        assert_eq!(stands.unwrap(), ["open 甲县 甲局 —", "working 乙县 甲局 拨款", "open 丙县 甲局 立项"]);
    }

    #[test]
    fn what_has_left_the_first_state_is_neither_changed_nor_removed() {
        let held = [row(Some("working"), ["甲县", "乙局", ""]), row(Some("working"), ["乙县", "甲局", ""])];
        assert_eq!(
            taken(&[["甲县", "甲局", ""]], &held).unwrap_err(),
            [
                "“甲县”已处于“在办”，来源的“单位”有变化；请先办理“退回”，或更正来源",
                "“乙县”已处于“在办”，来源已没有这一行；请先办理“退回”，或更正来源"
            ]
        );
    }

    #[test]
    fn a_row_goes_with_its_source_unless_somebody_filled_something_in() {
        assert_eq!(taken(&[], &[row(Some("open"), ["甲县", "甲局", ""])]).unwrap(), Vec::<String>::new());
        assert_eq!(
            taken(&[], &[row(Some("open"), ["甲县", "甲局", "立项"])]).unwrap_err(),
            ["“甲县”已填写“举措”，来源已没有这一行；请恢复来源，或先清空所填内容（历史仍保留）"]
        );
    }
}
