//! Makes 演示 rows for a register from ranges that are data. Never imitates a firm: names say 演示, and the nine
//! characters that would be a firm's organisation code fail their own check (GB 11714), so no firm can have one.

use model::Period;
use model::pack::{Field, FieldType, Register};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::credit_code::check_digit;
use super::rows::{Row, key_of};
use crate::formula::Value;
use crate::random::SplitMix64;

/// How the values of a field are made (`demo/register_fields.csv`).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DemoField {
    pub pack: String,
    pub register: String,
    pub field: String,
    /// Range of a number, small ones being commoner; range of years for a date, counted from the year of the rows where
    /// both are small: 0 and 0 are days of that year.
    pub low: Decimal,
    pub high: Decimal,
    /// Code of an earlier field that the number is a multiple of.
    pub times: Option<String>,
    pub decimals: u32,
    /// Of a hundred rows so many lack it.
    pub missing_percent: i64,
    /// Of a hundred rows so many say 是.
    pub yes_percent: i64,
    /// Separated by a bar, taken in turn by the rows of each place: codes of a choice, fixed numbers, or names in which
    /// `{place}` and `{first}` are filled in. Empty where chance decides.
    pub options: String,
}

impl DemoField {
    /// The option whose turn it is.
    fn option(&self, turn: usize) -> Option<&str> {
        let options: Vec<&str> = self.options.split('|').filter(|option| !option.is_empty()).collect();
        options.get(turn % options.len().max(1)).copied()
    }
}

pub struct DemoRows<'a> {
    pub register: &'a Register,
    /// Division code and short name, in official order.
    pub places: &'a [(String, String)],
    pub fields: &'a [DemoField],
    pub choices: &'a [model::pack::ChoiceList],
    pub count: usize,
    pub seed: u64,
}

/// Years below this are counted from the year of the rows.
const RELATIVE_BELOW: i64 = 100;
const FIRST: [&str; 16] = [
    "云杉", "海棠", "青禾", "白鹭", "晨曦", "远山", "金穗", "碧波", "朝霞", "松涛", "流泉", "丰谷", "星河", "雨润",
    "凌霄", "鸣鹤",
];
const TRADE: [&str; 12] =
    ["机械", "纺织", "化工", "食品", "造纸", "电子", "铸造", "橡塑", "建材", "木业", "农机", "新材料"];

/// Rows of one period. The same firm has the same key in every period, and values that go on from the year before.
pub fn demo_rows(input: &DemoRows<'_>, period: Option<Period>) -> Vec<Row> {
    let year = period.map_or(0, |period| i64::from(period.year()));
    let made = (0..input.count).filter_map(|number| {
        let mut lasting = SplitMix64::new(input.seed.wrapping_add(number as u64).wrapping_mul(0x9E37_79B9));
        let mut passing = SplitMix64::new(input.seed ^ (year.unsigned_abs() << 20) ^ number as u64);
        let mut values: Vec<Option<Value>> = Vec::new();
        for field in &input.register.fields {
            let value = value(input, field, number, &values, &mut lasting, &mut passing, year);
            values.push(value);
        }
        let key = key_of(input.register, &values).ok().flatten()?;
        Some(Row { key, state: None, values })
    });
    made.collect()
}

fn value(
    input: &DemoRows<'_>,
    field: &Field,
    number: usize,
    before: &[Option<Value>],
    lasting: &mut SplitMix64,
    passing: &mut SplitMix64,
    year: i64,
) -> Option<Value> {
    let (place, short) = input.places.get(number % input.places.len().max(1))?;
    let rule = input.fields.iter().find(|rule| rule.field == field.code.as_str());
    // Draws are made whether they are needed or not, so that a changed share moves no other value.
    let (draw, drift, missing) = (lasting.between(0, 1000), passing.between(900, 1120), passing.between(0, 99));
    if rule.is_some_and(|rule| missing < rule.missing_percent) {
        return None;
    }
    let turn = number / input.places.len().max(1);
    let option = rule.and_then(|rule| rule.option(turn));
    match &field.field_type {
        FieldType::Text { .. } | FieldType::Agency if option.is_some() => {
            let named = option?.replace("{place}", short).replace("{first}", FIRST[turn % FIRST.len()]);
            Some(Value::Text(named.into()))
        }
        FieldType::Number { .. } | FieldType::Money { .. } if option.is_some() => {
            Decimal::from_str_exact(option?).ok().map(Value::Number)
        }
        FieldType::Choice { .. } if option.is_some() => Some(Value::Text(option?.into())),
        FieldType::Text { .. } | FieldType::Agency => {
            let (first, trade) = (FIRST[(number / 12) % FIRST.len()], TRADE[(number / 12 + number * 5) % TRADE.len()]);
            let suffix = number / (FIRST.len() * 12);
            let nth = if suffix == 0 { String::new() } else { format!("第{}", suffix + 1) };
            Some(Value::Text(format!("演示{short}{first}{nth}{trade}有限公司").into()))
        }
        FieldType::Number { .. } | FieldType::Money { .. } => {
            let rule = rule?;
            let square = Decimal::new(draw * draw, 6);
            let mut amount = rule.low + (rule.high - rule.low) * square;
            if let Some(times) = &rule.times {
                let place = input.register.fields.iter().position(|known| known.code.as_str() == times)?;
                let Some(Some(Value::Number(base))) = before.get(place) else { return None };
                amount *= *base;
            }
            Some(Value::Number((amount * Decimal::new(drift, 3)).round_dp(rule.decimals).normalize()))
        }
        FieldType::Date => {
            let rule = rule?;
            let (low, high) = (i64::try_from(rule.low).ok()?, i64::try_from(rule.high).ok()?);
            let of_rows = if high < RELATIVE_BELOW { year } else { 0 };
            let year = i16::try_from(of_rows + low + (high - low) * draw / 1000).ok()?;
            let (month, day) = ((draw % 12 + 1) as i8, (draw % 28 + 1) as i8);
            jiff::civil::Date::new(year, month, day).ok().map(Value::Date)
        }
        FieldType::Flag => Some(Value::Flag(draw * 100 < rule?.yes_percent * 1000)),
        FieldType::Choice { list } => {
            let choices = &input.choices.iter().find(|known| known.code == *list)?.choices;
            // The last choice is the common one: 不属于.
            let at = if draw < 60 { (draw as usize) % choices.len() } else { choices.len() - 1 };
            choices.get(at).map(|choice| Value::Text(choice.code.as_str().into()))
        }
        FieldType::Place { .. } => Some(Value::Text(place.as_str().into())),
        FieldType::Enterprise => credit_code(place, number).map(|code| Value::Text(code.into())),
        FieldType::Reference { .. } | FieldType::File => None,
    }
}

/// A code whose check character is right and whose organisation code is wrong on purpose.
pub fn credit_code(place: &str, number: usize) -> Option<String> {
    let body = format!("MAX{number:05}");
    let wrong = "0123456789".chars().find(|digit| Some(*digit) != organisation_check(&body))?;
    let first = format!("91{place}{body}{wrong}");
    check_digit(&first).map(|check| format!("{first}{check}"))
}

/// The check character of an organisation code of eight, by GB 11714.
fn organisation_check(body: &str) -> Option<char> {
    let weights = [3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 =
        body.chars().zip(weights).map(|(letter, weight)| Some(letter.to_digit(36)? * weight)).sum::<Option<u32>>()?;
    match 11 - sum % 11 {
        10 => Some('X'),
        11 => Some('0'),
        digit => char::from_digit(digit, 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::checked_credit_code;

    #[test]
    fn demo_codes_pass_the_check_and_are_nobodys() {
        // The organisation code of a published one: 91370700 745676590 2.
        assert_eq!(organisation_check("74567659"), Some('0'));
        for number in 0..500 {
            let code = credit_code("370783", number).unwrap();
            assert_eq!(checked_credit_code(&code).as_deref(), Ok(code.as_str()));
            assert_ne!(organisation_check(&code[8..16]), code[16..17].chars().next());
        }
    }
}
