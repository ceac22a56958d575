//! The words for units of measure (计量单位) and what each one measures; never computes with them.
//!
//! Electricity and heat are not converted to standard coal here, nor carbon to carbon dioxide: how much coal a
//! kilowatt-hour stands for depends on the method and the year, so that number must be a parameter with a basis.

/// What cannot be expressed by anything else. Quantities of different bases are never added.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Base {
    Yuan,
    UsDollar,
    /// Kilogram.
    Mass,
    /// Metre; areas and volumes are powers of it.
    Length,
    /// Cubic metre of gas at standard conditions (标准立方米), which is not a cubic metre.
    NormalVolume,
    /// Joule.
    Energy,
    /// Kilogram of standard coal (标准煤).
    StandardCoal,
    /// Kilogram of carbon (碳).
    Carbon,
    /// Kilogram of carbon dioxide or its equivalent (二氧化碳当量).
    CarbonDioxide,
    /// Pollution equivalent (污染当量).
    PollutionEquivalent,
    /// Second. Days are exact multiples of it, months and years are not.
    Time,
    /// Calendar month (月); a year is twelve.
    CalendarMonth,
    /// Working day (工作日).
    WorkingDay,
    /// Degree Celsius of difference.
    Temperature,
    /// Pascal.
    Pressure,
    /// Volt-ampere.
    ApparentPower,
    /// Decibel.
    SoundLevel,
    /// Things counted by a noun: 12 家 are not 12 人.
    Count(&'static str),
}

pub(super) struct Word {
    pub(super) word: &'static str,
    pub(super) bases: &'static [(Base, i8)],
    pub(super) numerator: i128,
    pub(super) denominator: i128,
}

const fn word(word: &'static str, bases: &'static [(Base, i8)], numerator: i128, denominator: i128) -> Word {
    Word { word, bases, numerator, denominator }
}

const NONE: &[(Base, i8)] = &[];
const YUAN: &[(Base, i8)] = &[(Base::Yuan, 1)];
const DOLLAR: &[(Base, i8)] = &[(Base::UsDollar, 1)];
const MASS: &[(Base, i8)] = &[(Base::Mass, 1)];
const LENGTH: &[(Base, i8)] = &[(Base::Length, 1)];
const AREA: &[(Base, i8)] = &[(Base::Length, 2)];
const VOLUME: &[(Base, i8)] = &[(Base::Length, 3)];
const GAS: &[(Base, i8)] = &[(Base::NormalVolume, 1)];
const ENERGY: &[(Base, i8)] = &[(Base::Energy, 1)];
const POWER: &[(Base, i8)] = &[(Base::Energy, 1), (Base::Time, -1)];
const COAL: &[(Base, i8)] = &[(Base::StandardCoal, 1)];
const CARBON: &[(Base, i8)] = &[(Base::Carbon, 1)];
const CO2: &[(Base, i8)] = &[(Base::CarbonDioxide, 1)];
const EQUIVALENT: &[(Base, i8)] = &[(Base::PollutionEquivalent, 1)];
const TIME: &[(Base, i8)] = &[(Base::Time, 1)];
const MONTH: &[(Base, i8)] = &[(Base::CalendarMonth, 1)];
const WORKING_DAY: &[(Base, i8)] = &[(Base::WorkingDay, 1)];
const TEMPERATURE: &[(Base, i8)] = &[(Base::Temperature, 1)];
const PRESSURE: &[(Base, i8)] = &[(Base::Pressure, 1)];
const APPARENT: &[(Base, i8)] = &[(Base::ApparentPower, 1)];
const SOUND: &[(Base, i8)] = &[(Base::SoundLevel, 1)];

/// Every word, by what it measures.
pub(super) const WORDS: &[Word] = &[
    word("无量纲", NONE, 1, 1),
    word("倍", NONE, 1, 1),
    word("分", NONE, 1, 1),
    word("%", NONE, 1, 100),
    word("百分点", NONE, 1, 100),
    word("‰", NONE, 1, 1000),
    word("元", YUAN, 1, 1),
    word("美元", DOLLAR, 1, 1),
    word("t", MASS, 1000, 1),
    word("吨", MASS, 1000, 1),
    word("kg", MASS, 1, 1),
    word("千克", MASS, 1, 1),
    word("公斤", MASS, 1, 1),
    word("斤", MASS, 1, 2),
    word("g", MASS, 1, 1000),
    word("克", MASS, 1, 1000),
    word("mg", MASS, 1, 1_000_000),
    word("毫克", MASS, 1, 1_000_000),
    word("μg", MASS, 1, 1_000_000_000),
    word("微克", MASS, 1, 1_000_000_000),
    word("m", LENGTH, 1, 1),
    word("米", LENGTH, 1, 1),
    word("km", LENGTH, 1000, 1),
    word("公里", LENGTH, 1000, 1),
    word("千米", LENGTH, 1000, 1),
    word("cm", LENGTH, 1, 100),
    word("厘米", LENGTH, 1, 100),
    word("mm", LENGTH, 1, 1000),
    word("毫米", LENGTH, 1, 1000),
    word("亩", AREA, 2000, 3),
    word("公顷", AREA, 10_000, 1),
    word("hm²", AREA, 10_000, 1),
    word("ha", AREA, 10_000, 1),
    word("㎡", AREA, 1, 1),
    word("平方米", AREA, 1, 1),
    word("平方公里", AREA, 1_000_000, 1),
    word("平方千米", AREA, 1_000_000, 1),
    word("立方米", VOLUME, 1, 1),
    word("L", VOLUME, 1, 1000),
    word("升", VOLUME, 1, 1000),
    word("mL", VOLUME, 1, 1_000_000),
    word("毫升", VOLUME, 1, 1_000_000),
    word("Nm³", GAS, 1, 1),
    word("标准立方米", GAS, 1, 1),
    word("标立方米", GAS, 1, 1),
    word("J", ENERGY, 1, 1),
    word("焦", ENERGY, 1, 1),
    word("kJ", ENERGY, 1_000, 1),
    word("千焦", ENERGY, 1_000, 1),
    word("MJ", ENERGY, 1_000_000, 1),
    word("兆焦", ENERGY, 1_000_000, 1),
    word("GJ", ENERGY, 1_000_000_000, 1),
    word("吉焦", ENERGY, 1_000_000_000, 1),
    word("TJ", ENERGY, 1_000_000_000_000, 1),
    word("kWh", ENERGY, 3_600_000, 1),
    word("千瓦时", ENERGY, 3_600_000, 1),
    word("MWh", ENERGY, 3_600_000_000, 1),
    word("兆瓦时", ENERGY, 3_600_000_000, 1),
    word("GWh", ENERGY, 3_600_000_000_000, 1),
    word("W", POWER, 1, 1),
    word("瓦", POWER, 1, 1),
    word("kW", POWER, 1000, 1),
    word("千瓦", POWER, 1000, 1),
    word("MW", POWER, 1_000_000, 1),
    word("兆瓦", POWER, 1_000_000, 1),
    word("GW", POWER, 1_000_000_000, 1),
    word("吉瓦", POWER, 1_000_000_000, 1),
    word("吨标准煤", COAL, 1000, 1),
    word("tce", COAL, 1000, 1),
    word("千克标准煤", COAL, 1, 1),
    word("kgce", COAL, 1, 1),
    word("克标准煤", COAL, 1, 1000),
    word("gce", COAL, 1, 1000),
    word("吨碳", CARBON, 1000, 1),
    word("tC", CARBON, 1000, 1),
    word("千克碳", CARBON, 1, 1),
    word("kgC", CARBON, 1, 1),
    word("吨二氧化碳当量", CO2, 1000, 1),
    word("吨二氧化碳", CO2, 1000, 1),
    word("tCO2e", CO2, 1000, 1),
    word("tCO2", CO2, 1000, 1),
    word("千克二氧化碳当量", CO2, 1, 1),
    word("千克二氧化碳", CO2, 1, 1),
    word("kgCO2e", CO2, 1, 1),
    word("kgCO2", CO2, 1, 1),
    word("克二氧化碳", CO2, 1, 1000),
    word("gCO2", CO2, 1, 1000),
    word("污染当量", EQUIVALENT, 1, 1),
    word("秒", TIME, 1, 1),
    word("s", TIME, 1, 1),
    word("分钟", TIME, 60, 1),
    word("小时", TIME, 3600, 1),
    word("h", TIME, 3600, 1),
    word("天", TIME, 86_400, 1),
    word("日", TIME, 86_400, 1),
    word("月", MONTH, 1, 1),
    word("个月", MONTH, 1, 1),
    word("季度", MONTH, 3, 1),
    word("年", MONTH, 12, 1),
    word("工作日", WORKING_DAY, 1, 1),
    word("℃", TEMPERATURE, 1, 1),
    word("Pa", PRESSURE, 1, 1),
    word("kPa", PRESSURE, 1000, 1),
    word("MPa", PRESSURE, 1_000_000, 1),
    word("VA", APPARENT, 1, 1),
    word("千伏安", APPARENT, 1000, 1),
    word("kVA", APPARENT, 1000, 1),
    word("dB", SOUND, 1, 1),
    word("分贝", SOUND, 1, 1),
];

/// Nouns by which things are counted. Each is its own base.
pub(super) const NOUNS: &[(&str, &str)] = &[
    ("人", "人"),
    ("名", "人"),
    ("人次", "人次"),
    ("家", "家"),
    ("户", "户"),
    ("个", "个"),
    ("项", "项"),
    ("件", "件"),
    ("台", "台"),
    ("套", "套"),
    ("辆", "辆"),
    ("座", "座"),
    ("所", "所"),
    ("处", "处"),
    ("张", "张"),
    ("次", "次"),
    ("场", "场"),
    ("批", "批"),
    ("宗", "宗"),
    ("条", "条"),
    ("支", "支"),
    ("头", "头"),
    ("只", "只"),
    ("株", "株"),
    ("棵", "棵"),
    ("笔", "笔"),
    ("床", "床"),
    ("村", "村"),
    ("镇", "镇"),
    ("县", "县"),
    ("位", "位"),
    ("枚", "枚"),
    ("份", "份"),
];

/// Multiples that may stand before any word.
pub(super) const MULTIPLES: &[(&str, i128)] = &[
    ("万亿", 1_000_000_000_000),
    ("千亿", 100_000_000_000),
    ("百亿", 10_000_000_000),
    ("十亿", 1_000_000_000),
    ("千万", 10_000_000),
    ("百万", 1_000_000),
    ("十万", 100_000),
    ("亿", 100_000_000),
    ("万", 10_000),
    ("千", 1_000),
    ("百", 100),
];
