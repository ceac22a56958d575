//! What cells and rows promise, on a small register.

use std::sync::{Arc, LazyLock};

use jiff::civil::date;
use model::pack::{Code, Field, Pack, PlaceLevel, Register};
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::*;
use crate::formula::Column;

pub(super) const PACK: &str = r#"
pack "试点" {
  code       = "pilot"
  version    = "2024.1"
  basis      = "测试"
  valid_from = "2024-01-01"
  certainty  = example
}
role "经办" { code = "clerk" }
role "审核" { code = "checker" }
choices "行业" {
  code    = "trade"
  options = {
    textile = "纺织业"
    machine = "通用设备制造业"
    chem    = "化学原料（基础）"
  }
}
register "企业" {
  code  = "firm"
  basis = "测试"
  cycle = year
  key   = [代码]
  field "代码" {
    code     = "code"
    type     = enterprise
    required = true
  }
  field "名称" {
    code     = "name"
    type     = text
    length   = 20
    required = true
  }
  field "所在县" {
    code     = "county"
    type     = place
    level    = county
    required = true
  }
  field "行业" {
    code    = "trade"
    type    = choice
    choices = 行业
  }
  field "用地面积" {
    code     = "land"
    type     = number
    unit     = "亩"
    min      = 0
    decimals = 2
  }
  field "税金" {
    code = "tax"
    type = money
    unit = "万元"
  }
  field "占比" {
    code = "share"
    type = number
    unit = "%"
    min  = 0
    max  = 100
  }
  field "投产日期" {
    code = "started"
    type = date
  }
  field "规上" {
    code = "large"
    type = flag
  }
  field "批文" {
    code = "paper"
    type = file
  }
  rule "税金按亩不应超过 100 万元" {
    code     = "tax_per_land"
    check    = 税金 / 用地面积 <= quantity(100, "万元/亩")
    strength = refuse
  }
  rule "规上企业应当有用地" {
    code     = "large_has_land"
    check    = 规上 == false || 用地面积 > 0
    strength = warn
  }
  unique { fields = [名称, 所在县] }
  duplicate "名称相近" {
    code    = "same_firm"
    similar = { 名称 = 0.7 }
    near    = { 税金 = 0.05 }
  }
  state "待审核" { code = "to_check" }
  state "待确认" { code = "to_confirm" }
  state "已确认" {
    code  = "confirmed"
    final = true
  }
  step "审核" {
    code         = "check"
    from         = [待审核]
    to           = 待确认
    role         = 审核
    condition    = 用地面积 > 0
    working_days = 5
  }
  step "确认" {
    code          = "confirm"
    from          = [待确认]
    to            = 已确认
    role          = 审核
    days          = 3
    separate_from = [审核]
  }
  step "退回" {
    code          = "back"
    from          = [待确认]
    to            = 待审核
    role          = 经办
    note_required = true
  }
  count "已确认企业数" {
    code  = "confirmed_firms"
    unit  = "家"
    where = state == "已确认"
    place = 所在县
  }
  sum "税金合计" {
    code  = "tax_total"
    unit  = "万元"
    value = 税金
    place = 所在县
  }
}
"#;

static PILOT: LazyLock<Pack> = LazyLock::new(|| {
    let checked = pack::check(&[pack::Source { path: "pilot.hcl".to_string(), text: PACK.to_string() }]);
    let faults: Vec<String> = checked.diagnostics.iter().map(|found| format!("{found:?}")).collect();
    checked.pack.unwrap_or_else(|| panic!("{}", faults.join("\n")))
});

pub(super) fn pack() -> Pack {
    PILOT.clone()
}

pub(super) fn code(text: &str) -> Code {
    Code::new(text).unwrap()
}

pub(super) fn places() -> Vec<PlaceName> {
    let place = |code: &str, name: &str, level| PlaceName { code: code.to_string(), name: name.to_string(), level };
    vec![
        place("370700", "潍坊市", PlaceLevel::City),
        place("370724", "临朐县", PlaceLevel::County),
        place("370783", "寿光市", PlaceLevel::County),
        place("370702", "潍城区", PlaceLevel::County),
    ]
}

fn field<'a>(register: &'a Register, name: &str) -> &'a Field {
    register.fields.iter().find(|field| field.name == name).unwrap()
}

/// The stored text of a cell, or the message.
fn read_text(name: &str, text: &str) -> String {
    let (pack, places) = (pack(), places());
    match read(field(&pack.registers[0], name), text, Directory { pack: &pack, places: &places, agencies: &[] }) {
        Ok(Cell { value: None, .. }) => "（缺）".to_string(),
        Ok(Cell { value: Some(value), note }) => note.unwrap_or_else(|| stored(&value)),
        Err(fault) => fault.to_string(),
    }
}

fn table(name: &str, cells: &[(&str, &str)]) {
    for (text, wanted) in cells {
        assert_eq!(read_text(name, text), *wanted, "{name} {text:?}");
    }
}

#[test]
fn numbers_are_taken_as_written_or_refused_with_what_to_do() {
    table(
        "用地面积",
        &[
            ("12", "12"),
            (" 12.50 ", "12.5"),
            ("１２．５", "12.5"),
            ("1,234.5", "1234.5"),
            ("１，２３４", "1234"),
            ("0", "0"),
            ("0.50", "0.5"),
            ("+3", "3"),
            ("", "（缺）"),
            ("—", "（缺）"),
            ("/", "（缺）"),
            ("12亩", "12"),
            ("12 亩", "12"),
            ("12公顷", "“12公顷”按 180 亩 保存"),
            ("0.1公顷", "“0.1公顷”按 1.5 亩 保存"),
            ("12万元", "“12万元”的单位不能换算为“亩”；请按“亩”填写，单元格里只写数"),
            ("12000平方米", "“12000平方米”按 18 亩 保存"),
            ("12平方米", "0.018 的小数多于 2 位；请按规定位数填写，系统不代为四舍五入"),
            ("1.2万", "“1.2万”没有写明是多少“亩”；请把数写全，单元格里只写数"),
            ("-3", "-3 小于最小值 0 亩；请核对，没有数请留空"),
            ("－3", "-3 小于最小值 0 亩；请核对，没有数请留空"),
            ("(3)", "“(3)”用括号表示负数；请写作 -3"),
            ("0123", "“0123”以 0 开头，像编号不像数；确实是数请去掉前面的 0"),
            ("1,23", "“1,23”的逗号不在千分位上；千分位写作 1,234.5，小数点写作“.”，也可以不写逗号"),
            ("1，2345", "“1，2345”的逗号不在千分位上；千分位写作 1,234.5，小数点写作“.”，也可以不写逗号"),
            ("1.2.3", "“1.2.3”不是数；只填一个数，例：1234.5 亩"),
            ("12-15", "“12-15”是一个范围或约数；请填一个确定的数"),
            ("约12", "“约12”是一个范围或约数；请填一个确定的数"),
            ("12左右", "“12左右”是一个范围或约数；请填一个确定的数"),
            ("1.2E5", "“1.2E5”是科学计数法；请把数写全"),
            ("无", "“无”看不出是没有数还是 0；没有数请留空，是 0 请填 0"),
            ("#DIV/0!", "“#DIV/0!”是 Excel 的错误值；请改正公式，或直接填结果"),
            ("1.234", "1.234 的小数多于 2 位；请按规定位数填写，系统不代为四舍五入"),
            ("十二", "“十二”不是数；只填一个数，例：1234.5 亩"),
            (".5", "“.5”不是数；只填一个数，例：1234.5 亩"),
            (&"9".repeat(40), &format!("“{}”位数太多，超出可以精确保存的范围；请核对", "9".repeat(40))),
        ],
    );
    table(
        "占比",
        &[
            ("12%", "12"),
            ("12.5", "12.5"),
            ("120", "120 大于最大值 100 %；请核对数和计量单位"),
            ("5‰", "“5‰”按 0.5 % 保存"),
        ],
    );
}

#[test]
fn what_does_not_convert_exactly_is_refused() {
    let error = number::read("100亩", &"公顷".parse().unwrap()).unwrap_err();
    assert_eq!(error.to_string(), "“100亩”换算为“公顷”除不尽；请按“公顷”填写，单元格里只写数");
    let amount = number::read("150亩", &"公顷".parse().unwrap()).unwrap();
    assert_eq!(amount.value, Decimal::from(10));
}

#[test]
fn money_goes_down_to_the_cent_in_any_unit() {
    table(
        "税金",
        &[
            ("123.456789", "123.456789"),
            ("123.4567891", "123.4567891 万元 精确到了分以下；金额最小到分，请核对"),
            ("1.5亿元", "“1.5亿元”按 15000 万元 保存"),
            ("300元", "“300元”按 0.03 万元 保存"),
            ("-20", "-20"),
            ("20亩", "“20亩”的单位不能换算为“万元”；请按“万元”填写，单元格里只写数"),
        ],
    );
}

#[test]
fn dates_come_in_every_form_that_offices_use() {
    for text in
        ["2024-03-01", "2024/3/1", "2024.3.1", "2024年3月1日", "２０２４年３月１日", "20240301", "2024-03-01 00:00:00"]
    {
        assert_eq!(read_text("投产日期", text), "2024-03-01", "{text}");
    }
    table(
        "投产日期",
        &[
            ("2024-02-30", "“2024-02-30”这一天不存在；请核对月和日"),
            ("2024年3月", "“2024年3月”缺少月或日；请写到日，例：2024-03-01"),
            ("2024", "“2024”缺少月或日；请写到日，例：2024-03-01"),
            ("24-3-1", "“24-3-1”的年份应为四位；请写作 2024-03-01"),
            ("45352", "“45352”像是 Excel 的日期序号；请把单元格格式改为日期"),
            ("三月一日", "“三月一日”不是日期；请写作 2024-03-01"),
            ("2024-03-01 08:30", "“2024-03-01 08:30”不是日期；请写作 2024-03-01"),
        ],
    );
}

#[test]
fn names_are_found_by_name_and_by_code() {
    table(
        "行业",
        &[
            ("纺织业", "textile"),
            ("textile", "textile"),
            ("化学原料(基础)", "chem"),
            ("纺织", "没有“纺织”这一选项，是否为“纺织业”"),
            ("农业", "没有“农业”这一选项；可选：纺织业、通用设备制造业、化学原料（基础）"),
        ],
    );
    table(
        "所在县",
        &[
            ("寿光市", "370783"),
            ("寿光", "370783"),
            ("370783", "370783"),
            ("潍坊市", "“潍坊市”不是县（市、区）或开发区；请填县（市、区）或开发区"),
            ("寿光县级市", "没有行政区“寿光县级市”，是否为“寿光市”；请写全称或六位代码"),
            ("", "必填，不能为空"),
        ],
    );
    table("规上", &[("是", "true"), ("否", "false"), ("√", "true"), ("1", "“1”应为“是”或“否”")]);
    table(
        "代码",
        &[
            ("9137 0000 7456 7659 02", "913700007456765902"),
            ("913700007456765903", "统一社会信用代码校验不通过，其中至少有一位写错；请对照营业执照逐位核对"),
        ],
    );
    table(
        "名称",
        &[
            (" 甲厂 ", "甲厂"),
            (&"长".repeat(21), "有 21 个字，最多 20 个；请删减"),
            ("甲\u{7}", "含有看不见的控制字符；请重新输入，不要从网页直接粘贴"),
            (
                &format!("{}:8:a.pdf", "0a".repeat(32)),
                "这样写的文字（摘要、大小、名称以冒号相连）是系统记附件用的，不能填在这一格；请改写",
            ),
        ],
    );
    table("批文", &[("a.pdf", "附件不能写在表格里；请把这一格留空（已有的附件保持不变），导入后在网页上打开该行上传")]);
}

pub(super) fn row(key: &str, state: &str, values: &[(&str, &str)]) -> Row {
    let pack = pack();
    let register = &pack.registers[0];
    let value = |field: &Field| {
        let text = values.iter().find(|(code, _)| *code == field.code.as_str())?;
        from_stored(&field.field_type, text.1)
    };
    Row { key: key.into(), state: Some(code(state)), values: register.fields.iter().map(value).collect() }
}

#[test]
fn rows_become_columns_with_the_state_among_them() {
    let pack = pack();
    let rows =
        rows(&pack.registers[0], &[row("甲", "to_check", &[("land", "3")]), row("乙", "confirmed", &[])]).unwrap();
    assert_eq!(rows.column(&code("land")), Some(&Column::Number(vec![Some(Decimal::from(3)), None])));
    let states = ["to_check", "confirmed"].map(|state| Some(Arc::from(state))).to_vec();
    assert_eq!(rows.column(&code(STATE)), Some(&Column::Text(states)));
}

proptest! {
    /// Any text gives a value or a message; nothing panics, and a value comes back from its own words unchanged.
    #[test]
    fn a_value_survives_being_shown_and_typed_in_again(text in "\\PC{0,30}", place in 0_usize..9) {
        let (pack, places) = (pack(), places());
        let directory = Directory { pack: &pack, places: &places, agencies: &[] };
        let field = &pack.registers[0].fields[place];
        if let Ok(Cell { value: Some(value), .. }) = read(field, &text, directory) {
            let again = read(field, &shown(field, &value, directory), directory).unwrap();
            prop_assert_eq!(again.value, Some(value.clone()));
            prop_assert_eq!(from_stored(&field.field_type, &stored(&value)), Some(value));
        }
    }

    #[test]
    fn numbers_keep_every_digit(whole in 0_u64..10_000_000_000, cents in 0_u32..100, is_grouped: bool) {
        let plain = format!("{whole}.{cents:02}");
        let text = if is_grouped { grouped(&plain) } else { plain.clone() };
        let wide: String = text.chars().map(|letter| char::from_u32(u32::from(letter) + 0xfee0).unwrap()).collect();
        for form in [text, wide] {
            let amount = number::read(&form, &"亩".parse().unwrap()).unwrap();
            prop_assert_eq!(amount.value, plain.parse::<Decimal>().unwrap());
        }
    }

    #[test]
    fn every_day_is_read_in_every_form(days in 0_i64..100_000) {
        let day = date(1900, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap();
        let (year, month, number) = (day.year(), day.month(), day.day());
        for form in [
            day.to_string(),
            format!("{year}/{month}/{number}"),
            format!("{year}.{month:02}.{number:02}"),
            format!("{year}年{month}月{number}日"),
            format!("{year}{month:02}{number:02}"),
        ] {
            prop_assert_eq!(super::date::read(&form), Ok(day), "{}", form);
        }
    }

    /// 15 亩 are 1 公顷: what is converted is exact or refused.
    #[test]
    fn converted_units_are_exact(hundredths in 1_i64..1_000_000) {
        let hectares = Decimal::new(hundredths, 2);
        let amount = number::read(&format!("{hectares}公顷"), &"亩".parse().unwrap()).unwrap();
        prop_assert_eq!(amount.value, hectares * Decimal::from(15));
    }
}

fn grouped(plain: &str) -> String {
    let (whole, fraction) = plain.split_once('.').unwrap();
    let mut text = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    format!("{text}.{fraction}")
}
