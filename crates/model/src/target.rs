//! Targets (目标值): who must reach what amount by when.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{Scope, Span};

/// One indicator with one value (or range), as stated in one place of the plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Target {
    pub id: String,
    /// Id of the task it stands in.
    pub task: String,
    /// Full name of the indicator, shared heads restored; restored words in ( ).
    pub subject: String,
    pub comparator: Comparator,
    /// 突破、超过: strictly above.
    pub strict: bool,
    /// For `increase_by`: how the increase itself is compared.
    pub bound: Option<Bound>,
    /// 近千亿元: comes close from below.
    pub approach: Option<Approach>,
    /// In the printed magnitude; two for a range.
    #[schema(value_type = Vec<String>)]
    pub values: Vec<Decimal>,
    /// Unit of measure with its magnitude: 亿元, 万千瓦.
    pub unit: String,
    pub period: TargetPeriod,
    /// Names of places as in the text; the issuing place by default.
    pub places: Vec<String>,
    /// The value holds for each of the places.
    pub distribute_each: bool,
    /// Number, unit and directly adjacent comparator word.
    pub span: Span,
    pub text: String,
    pub strength: Strength,
    /// 力争 and the like, as printed.
    pub modality: Option<String>,
    /// 新建、达到、稳定在…
    pub verb: Option<String>,
    pub nature: Nature,
    /// Which way the figure is meant to move, where the words say so: 增长, 下降, 压减至.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub direction: Option<Direction>,
    /// Ids of targets that share this number (分别), are a component of it (其中), or repeat it.
    pub linked: Vec<String>,
    /// How sure the reader is, 0 to 100; what is below 80 comes first on the checking screen.
    pub confidence: u8,

    // Decided by a person after reading.
    /// Code of the indicator that measures it.
    pub indicator: Option<String>,
    /// Agency that answers for the evidence (一数一源), never the judged one's own figure.
    pub steward: Option<String>,
    /// Declared tolerance for 左右 and 近, in percent of the value.
    #[schema(value_type = Option<String>)]
    pub tolerance: Option<Decimal>,
    pub definition: Option<DefinitionCard>,
}

/// What exactly is counted (口径卡).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct DefinitionCard {
    pub text: String,
    /// Where the definition comes from.
    pub basis: String,
    /// The area that a value must cover to be judged; values of another scope are shown, not judged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<Scope>,
    /// Published indicators that sound alike and measure something else.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_comparable: Vec<NotComparable>,
}

/// A look-alike indicator (名称相近、口径不同) and why its values do not count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct NotComparable {
    /// Code of the other indicator.
    pub indicator: String,
    /// In Chinese, for the reader of a status.
    pub reason: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Comparator {
    /// 以上、不低于、突破(strict).
    AtLeast,
    /// 以内、不超过.
    AtMost,
    /// A bare number; evaluated as at least when it is a count to be reached.
    Equal,
    /// 左右、近.
    About,
    /// M-N.
    Between,
    /// 增长、下降 by so much.
    IncreaseBy,
}

impl Comparator {
    pub fn in_words(self, strict: bool) -> &'static str {
        match (self, strict) {
            (Comparator::AtLeast, false) => "不低于",
            (Comparator::AtLeast, true) => "高于",
            (Comparator::AtMost, false) => "不高于",
            (Comparator::AtMost, true) => "低于",
            (Comparator::Equal, _) => "达到",
            (Comparator::About, _) => "约",
            (Comparator::Between, _) => "介于",
            (Comparator::IncreaseBy, _) => "增长",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    AtLeast,
    AtMost,
    Equal,
    About,
}

/// The way a figure is meant to move.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    Increase,
    Decrease,
}

impl Direction {
    pub fn in_words(self) -> &'static str {
        match self {
            Direction::Increase => "增长",
            Direction::Decrease => "下降",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Approach {
    Below,
    Above,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Strength {
    /// 约束性.
    Binding,
    /// 预期性.
    Expected,
    /// 力争.
    Strive,
}

/// By when, and over which years.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct TargetPeriod {
    pub kind: PeriodKind,
    /// By-year and in-year: that year. Cumulative: the last year.
    pub year: Option<i16>,
    /// Document period, or years that 每年 runs over.
    pub start: Option<i16>,
    pub end: Option<i16>,
    /// Stated in the clause itself, not inherited.
    pub is_explicit: bool,
    /// The words that say so: 到2025年, 每年.
    pub cue: Option<String>,
}

impl TargetPeriod {
    /// The words of the clause, otherwise the years: 到2025年, 每年, 2024—2025年.
    pub fn in_words(&self) -> String {
        match (&self.cue, self.year, self.start, self.end) {
            (Some(cue), ..) => cue.clone(),
            (None, Some(year), ..) => format!("{year}年"),
            (None, None, Some(start), Some(end)) if start != end => format!("{start}—{end}年"),
            (None, None, _, Some(end)) => format!("{end}年"),
            (None, None, Some(start), None) => format!("{start}年起"),
            (None, None, None, None) => "—".to_string(),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PeriodKind {
    ByYear,
    InYear,
    EachYear,
    AnnualAverage,
    Cumulative,
    DocumentPeriod,
    None,
}

/// How the quantity behaves in time; decides how progress is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Nature {
    /// Counted at a date (达到、发展到): 20000 cooperatives.
    Stock,
    /// Must not fall below, all the time (稳定在、保持在).
    Maintain,
    /// Counted over a span (新建、新增、引进).
    Flow,
    /// A level that is measured per period (GDP of a year).
    Level,
    /// Share of a whole, in percent or per thousand (覆盖率、参保率).
    Coverage,
    /// Yes or no.
    Boolean,
}

/// A target for one place: what status is computed for (a row of the ledger).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct TargetRow {
    /// `T07` or, spread over places, `T07-2`.
    pub id: String,
    pub target: String,
    pub place: String,
}

impl Target {
    /// Spreads the target over its places: one row each when the value holds for each of them.
    pub fn rows(&self) -> Vec<TargetRow> {
        if self.distribute_each {
            let row = |(ordinal, place): (usize, &String)| TargetRow {
                id: format!("{}-{}", self.id, ordinal + 1),
                target: self.id.clone(),
                place: place.clone(),
            };
            self.places.iter().enumerate().map(row).collect()
        } else {
            let place = self.places.join("、");
            vec![TargetRow { id: self.id.clone(), target: self.id.clone(), place }]
        }
    }

    /// The demand in words: 不低于1100亿元, 约800亿元, 1—2家.
    pub fn demand_in_words(&self) -> String {
        let values: Vec<String> = self.values.iter().map(|value| value.normalize().to_string()).collect();
        match self.comparator {
            Comparator::Between => format!("{}{}", values.join("—"), self.unit),
            Comparator::About if self.approach == Some(Approach::Below) => {
                format!("接近{}{}", values.concat(), self.unit)
            }
            Comparator::IncreaseBy => {
                let direction = self.direction.unwrap_or(Direction::Increase).in_words();
                let bound = match self.bound {
                    Some(Bound::AtLeast) => Comparator::AtLeast.in_words(self.strict),
                    Some(Bound::AtMost) => Comparator::AtMost.in_words(self.strict),
                    Some(Bound::About) => Comparator::About.in_words(self.strict),
                    Some(Bound::Equal) | None => "",
                };
                format!("{direction}{bound}{}{}", values.join("—"), self.unit)
            }
            Comparator::AtLeast | Comparator::AtMost | Comparator::Equal | Comparator::About => {
                format!("{}{}{}", self.comparator.in_words(self.strict), values.concat(), self.unit)
            }
        }
    }
}
