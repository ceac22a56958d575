//! The numbers of an exchange on a day: constants of the pack, parameters looked up. Never decides about a case.

use jiff::civil::Date;
use model::pack::{
    Constant, Deposit, Exchange, Extension, Margin, Method, Pack, ParameterAmount, Priority, Settlement, Unopened,
    WhenAllDefault, WhenFew,
};
use rust_decimal::Decimal;

/// What holds for one case; fixed when the case is opened.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Rules {
    pub method: MethodRule,
    pub notice_days: i64,
    pub notice_months_max: Option<i32>,
    pub second_notice_days: Option<i64>,
    pub bidders_min: usize,
    pub when_few: WhenFew,
    pub deposit: DepositRule,
    pub priority: Option<PriorityRule>,
    pub objection_days: i64,
}

#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MethodRule {
    Ascending {
        step: Decimal,
        extension: Option<ExtensionRule>,
    },
    Sealed {
        opening_minutes: i64,
        #[serde(default)]
        unopened: Unopened,
    },
    Call {
        margin: Margin,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ExtensionRule {
    pub window_minutes: i64,
    pub minutes: i64,
}

#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DepositRule {
    None,
    /// Percent of the lowest total price.
    Share(Decimal),
    /// Yuan.
    Amount(Decimal),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct PriorityRule {
    pub hours: i64,
    pub when_all_default: WhenAllDefault,
}

/// A rule that has no usable number on the day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RulesError {
    #[error("参数“{name}”在{day}没有单一的值，不能按它办理；请在机制包中补上有效期内的值")]
    NoValue { name: String, day: Date },
    #[error("“{what}”取值 {value}，应为 {min} 至 {max} 的整数；请改正机制包")]
    NotWhole { what: &'static str, value: Decimal, min: i64, max: i64 },
    #[error("“{what}”取值 {value}，应大于 0{upper}；请改正机制包", upper = upper(.is_percent))]
    NotPositive { what: &'static str, value: Decimal, is_percent: bool },
}

fn upper(is_percent: &bool) -> &'static str {
    if *is_percent { "、不超过 100" } else { "" }
}

impl Rules {
    /// The rules in force on `day`.
    pub fn of(exchange: &Exchange, pack: &Pack, day: Date) -> Result<Rules, RulesError> {
        let look = Look { pack, day };
        let method = match &exchange.method {
            Method::Ascending { step, extension } => MethodRule::Ascending {
                step: look.positive("竞价阶梯", step, false)?,
                extension: extension.as_ref().map(|extension| look.extension(extension)).transpose()?,
            },
            Method::Sealed { opening_minutes, unopened } => MethodRule::Sealed {
                opening_minutes: look.whole("开标时限", opening_minutes, 1, 100_000)?,
                unopened: *unopened,
            },
            Method::Call { margin } => MethodRule::Call { margin: *margin },
        };
        let notice = &exchange.notice;
        let months_max = notice.months_max.as_ref().map(|months| look.whole("公告最长月数", months, 1, 120));
        let second = notice.second_days.as_ref().map(|days| look.whole("第二次公告工作日", days, 0, 1_000));
        let bidders_min = look.whole("竞价所需人数", &notice.bidders_min, 1, 1_000)?;
        Ok(Rules {
            method,
            notice_days: look.whole("公告工作日", &notice.days, 0, 1_000)?,
            notice_months_max: months_max.transpose()?.and_then(|months| i32::try_from(months).ok()),
            second_notice_days: second.transpose()?,
            bidders_min: usize::try_from(bidders_min).unwrap_or(usize::MAX),
            when_few: notice.when_few,
            deposit: match &exchange.deposit {
                Deposit::None => DepositRule::None,
                Deposit::Share(share) => DepositRule::Share(look.positive("保证金比例", share, true)?),
                Deposit::Amount(amount) => DepositRule::Amount(look.positive("保证金", amount, false)?),
            },
            priority: match &exchange.priority {
                Priority::None => None,
                Priority::Match { hours, when_all_default } => Some(PriorityRule {
                    hours: look.whole("行使优先权的时限", hours, 1, 10_000)?,
                    when_all_default: *when_all_default,
                }),
            },
            objection_days: look.whole("成交公示工作日", &exchange.objection_days, 0, 1_000)?,
        })
    }
}

/// After how many months a hold of a ledger ends by itself, when it is made on `day`.
///
/// # Errors
/// The pack says none, or none that is a number of months.
pub fn hold_months(settlement: &Settlement, pack: &Pack, day: Date) -> Result<i32, RulesError> {
    let months = Look { pack, day }.whole("冻结最长月数", &settlement.hold_months, 1, 120)?;
    Ok(i32::try_from(months).unwrap_or(i32::MAX))
}

struct Look<'pack> {
    pack: &'pack Pack,
    day: Date,
}

impl Look<'_> {
    fn number(&self, constant: &Constant) -> Result<Decimal, RulesError> {
        let code = match constant {
            Constant::Number(number) => return Ok(*number),
            Constant::Parameter(code) => code,
        };
        let parameter = self.pack.parameter(code);
        match parameter.and_then(|parameter| parameter.on(self.day)).map(|value| &value.amount) {
            Some(ParameterAmount::Single(number)) => Ok(*number),
            Some(ParameterAmount::ByChoice { .. }) | None => Err(RulesError::NoValue {
                name: parameter.map_or_else(|| code.to_string(), |parameter| parameter.name.clone()),
                day: self.day,
            }),
        }
    }

    fn whole(&self, what: &'static str, constant: &Constant, min: i64, max: i64) -> Result<i64, RulesError> {
        let value = self.number(constant)?;
        let whole = i64::try_from(value).ok().filter(|whole| value.fract().is_zero() && (min..=max).contains(whole));
        whole.ok_or(RulesError::NotWhole { what, value, min, max })
    }

    fn positive(&self, what: &'static str, constant: &Constant, is_percent: bool) -> Result<Decimal, RulesError> {
        let value = self.number(constant)?;
        let is_good = value > Decimal::ZERO && (!is_percent || value <= Decimal::ONE_HUNDRED);
        if is_good { Ok(value) } else { Err(RulesError::NotPositive { what, value, is_percent }) }
    }

    fn extension(&self, extension: &Extension) -> Result<ExtensionRule, RulesError> {
        Ok(ExtensionRule {
            window_minutes: self.whole("延时窗口", &extension.window, 1, 1_440)?,
            minutes: self.whole("延时长度", &extension.minutes, 1, 1_440)?,
        })
    }
}
