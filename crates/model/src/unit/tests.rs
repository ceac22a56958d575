//! What units of measure promise.

use super::*;

fn unit(text: &str) -> UnitOfMeasure {
    text.parse().unwrap()
}

fn convert(value: i64, from: &str, to: &str) -> Option<String> {
    let conversion = unit(from).conversion_to(&unit(to))?;
    Some(conversion.apply(Decimal::from(value)).unwrap().normalize().to_string())
}

#[test]
fn conversions_are_exact() {
    for (value, from, to, wanted) in [
        (15, "亩", "公顷", "1"),
        (1, "公顷", "亩", "15"),
        (1, "平方公里", "亩", "1500"),
        (3, "亿元", "万元", "30000"),
        (1, "万元", "亿元", "0.0001"),
        (1, "万元/亩", "元/平方米", "15"),
        (5, "%", "‰", "50"),
        (1, "万千瓦时", "GJ", "36"),
        (1, "GJ", "千焦", "1000000"),
        (1, "万m³", "立方米", "10000"),
        (1, "km²", "hm²", "100"),
        (88, "亿斤", "万吨", "440"),
        (1, "tCO2/MWh", "千克二氧化碳/千瓦时", "1"),
        (2, "年", "月", "24"),
        (1, "万Nm³", "Nm3", "10000"),
        (1, "吨标准煤", "kgce", "1000"),
        (50, "名", "人", "50"),
    ] {
        assert_eq!(convert(value, from, to).as_deref(), Some(wanted), "{value} {from} in {to}");
    }
}

#[test]
fn different_things_do_not_convert() {
    for (from, to) in [
        ("亩", "万元"),
        ("家", "人"),
        ("千瓦时", "吨标准煤"),
        ("吨碳", "吨二氧化碳"),
        ("吨", "吨标准煤"),
        ("天", "年"),
        ("天", "工作日"),
        ("立方米", "Nm³"),
        ("元", "美元"),
        ("%", "元"),
    ] {
        assert_eq!(convert(1, from, to), None, "{from} {to}");
    }
}

#[test]
fn products_and_quotients_cancel() {
    let load = unit("mg/L").times(&unit("万m³")).unwrap();
    assert_eq!(load.conversion_to(&unit("t")).unwrap().apply(Decimal::from(100)), Some(Decimal::ONE));
    let tax = unit("万元").divided_by(&unit("亩")).unwrap();
    assert_eq!(tax.to_string(), "万元/亩");
    assert_eq!(tax.times(&unit("亩")).unwrap().to_string(), "万元");
    let water = unit("mm").times(&unit("km²")).unwrap();
    assert_eq!(water.conversion_to(&unit("m³")).unwrap().apply(Decimal::ONE), Some(Decimal::from(1000)));
    let each = unit("万元").divided_by(&unit("元")).unwrap();
    assert!(each.is_dimensionless() && !each.is_same_measure(&UnitOfMeasure::none()));
    assert_eq!(
        unit("千瓦").times(&unit("小时")).unwrap().conversion_to(&unit("kWh")).unwrap().multiplier,
        Decimal::ONE
    );
}

#[test]
fn units_print_as_they_are_read() {
    for text in ["万元/亩", "千克标准煤/(人·年)", "元/千瓦时", "无量纲", "亿kWh", "GJ/万Nm³", "%", "无量纲/年"]
    {
        assert_eq!(unit(text).to_string(), text);
        let json = serde_json::to_string(&unit(text)).unwrap();
        assert_eq!(serde_json::from_str::<UnitOfMeasure>(&json).unwrap(), unit(text));
    }
    assert_eq!(unit("元/人/年").to_string(), "元/(人·年)");
}

#[test]
fn faults_are_named() {
    for (text, wanted) in [
        ("", "计量单位为空，没有单位请写“无量纲”"),
        ("万元／亩", "计量单位里的全角符号“／”应写作“/”"),
        ("吨标煤", "计量单位不认识“吨标煤”，是否为“吨标准煤”"),
        ("KWH", "计量单位不认识“KWH”，是否为“kWh”"),
        ("斛", "计量单位不认识“斛”"),
        ("万元/", "计量单位“万元/”的写法不完整，例：万元/亩、千克标准煤/(人·年)"),
        ("(((((元)))))", "计量单位“(((((元)))))”的写法不完整，例：万元/亩、千克标准煤/(人·年)"),
    ] {
        assert_eq!(text.parse::<UnitOfMeasure>().unwrap_err().to_string(), wanted, "{text}");
    }
    assert!("元·".repeat(100).parse::<UnitOfMeasure>().is_err());
}

#[test]
fn no_word_is_listed_twice() {
    let mut words: Vec<&str> = super::words::WORDS
        .iter()
        .map(|word| word.word)
        .chain(super::words::NOUNS.iter().map(|(word, _)| *word))
        .collect();
    words.sort_unstable();
    let before = words.len();
    words.dedup();
    assert_eq!(words.len(), before);
}
