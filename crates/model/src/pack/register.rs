//! Registers (名录、清单、台账、项目库): typed fields, validation, uniqueness, life cycle and the counts they yield.
//!
//! Declarations only: rows, their history and the calendar of working days live elsewhere.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Code, Constant, Cycle, Expression, PlaceLevel, SourceSpan};
use crate::UnitOfMeasure;
use crate::people::DataClass;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Register {
    pub code: Code,
    pub name: String,
    pub definition: String,
    pub basis: String,
    pub cycle: Cycle,
    /// Of the rows: who sees that there is one.
    pub class: DataClass,
    /// Fields that together name a row, for each period when the register is kept by period. At least one.
    pub key: Vec<Code>,
    pub fields: Vec<Field>,
    pub rules: Vec<ValidationRule>,
    pub unique: Vec<UniqueRule>,
    pub duplicates: Vec<DuplicateRule>,
    pub life: LifeCycle,
    pub measures: Vec<Measure>,
    /// Where its rows come from. People add and remove none of a register that has any, and fill in what no intake does.
    #[serde(default)]
    pub intakes: Vec<Intake>,
    pub span: SourceSpan,
}

impl Register {
    pub fn field(&self, code: &Code) -> Option<&Field> {
        self.fields.iter().find(|field| field.code == *code)
    }

    /// Whether a field is taken from another pack (取数), so that nobody fills it in here.
    pub fn is_taken(&self, code: &Code) -> bool {
        self.intakes.iter().any(|intake| intake.writes(code))
    }

    /// Fields that people fill in on rows that are taken.
    pub fn own_fields(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(|field| !self.is_taken(&field.code))
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Field {
    pub code: Code,
    pub name: String,
    pub field_type: FieldType,
    pub presence: Presence,
    /// That of the register unless it says so; never below it.
    pub class: DataClass,
    /// 口径; may be empty.
    pub definition: String,
    pub span: SourceSpan,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Presence {
    /// 必填.
    Required,
    /// May be missing, which is not zero.
    Optional,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldType {
    Text {
        characters_max: u32,
    },
    Number {
        unit: UnitOfMeasure,
        decimals: Option<u8>,
        min: Option<Decimal>,
        max: Option<Decimal>,
    },
    /// Kept exactly to the 分.
    Money {
        unit: UnitOfMeasure,
        min: Option<Decimal>,
        max: Option<Decimal>,
    },
    Date,
    Flag,
    /// One of a list of choices.
    Choice {
        list: Code,
    },
    /// The key of a row of another register of this pack.
    Reference {
        register: Code,
    },
    Place {
        level: PlaceLevel,
    },
    Agency,
    /// 统一社会信用代码 of a firm, with its check digit by GB 32100.
    Enterprise,
    File,
}

/// A condition that every row keeps.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ValidationRule {
    pub code: Code,
    /// What the person who fills in is told.
    pub message: String,
    /// A flag. Missing counts as kept: a missing field is complained about where it is required.
    pub condition: Expression,
    pub strength: RuleStrength,
    pub span: SourceSpan,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RuleStrength {
    /// The row is refused.
    Refuse,
    /// The row is accepted with a warning.
    Warn,
}

/// No two rows (of a period) have the same values in these fields. Rows that lack one of them are not compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UniqueRule {
    pub fields: Vec<Code>,
    pub span: SourceSpan,
}

/// Two rows are probably the same thing (疑似重复) when all of this holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DuplicateRule {
    pub code: Code,
    pub name: String,
    /// Fields with equal values.
    pub same: Vec<Code>,
    /// Text fields whose values resemble each other at least so much, between 0 and 1.
    pub similar: Vec<(Code, Decimal)>,
    pub near: Vec<NearRule>,
    pub span: SourceSpan,
}

/// Two numbers differ by at most this share of the larger one, between 0 and 1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NearRule {
    pub field: Code,
    pub share_max: Decimal,
}

/// States and steps. A register without states has none of either.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct LifeCycle {
    /// The first one is where a new row begins.
    pub states: Vec<State>,
    pub steps: Vec<Step>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    pub code: Code,
    pub name: String,
    /// Nothing need follow.
    pub is_final: bool,
    /// Whether the fields of a row may be changed in it: the first state, and those that say so.
    pub is_editable: bool,
    pub span: SourceSpan,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Step {
    pub code: Code,
    pub name: String,
    pub from: Vec<Code>,
    pub to: Code,
    pub role: Code,
    /// A flag that must be true for the step to be offered.
    pub condition: Expression,
    pub deadline: Deadline,
    /// Steps whose last actor on the same row may not take this one (不相容岗位).
    pub separate_from: Vec<Code>,
    pub is_note_required: bool,
    /// Not while the row probably doubles one that was recorded before it.
    #[serde(default)]
    pub unless_duplicate: Option<UnlessDuplicate>,
    pub basis: String,
    pub span: SourceSpan,
}

/// 首报保护: who recorded a thing first counts it. What people type as the day of their report protects nobody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnlessDuplicate {
    /// Rules of the register for rows that are too much alike.
    pub rules: Vec<Code>,
    /// States in which the other row stands in nobody's way.
    pub except: Vec<Code>,
    /// Only who has this role finds that two rows are two things; with none, whoever keeps one of the two.
    pub distinct_by: Option<Code>,
}

/// Counted from the day on which the row entered the state that the step leaves, by the number in force on that day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deadline {
    None,
    WorkingDays(Constant),
    Days(Constant),
}

/// A count or sum by place that feeds an indicator: 入库企业 2500 家 is counted, not typed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Measure {
    pub code: Code,
    pub name: String,
    pub unit: UnitOfMeasure,
    pub count: Count,
    /// A flag; rows where it is not true are left out.
    pub condition: Expression,
    /// The place field by which rows are attributed.
    pub place: Code,
    /// The date field by which rows are counted in the period that it lies in: what was added in a year, in a register that
    /// stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dated: Option<Code>,
    /// The indicator of the dictionary that takes its values from here.
    pub indicator: Option<Code>,
    pub definition: String,
    pub span: SourceSpan,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Count {
    Rows,
    /// The sum of a number in the unit of the measure; missing when the value of a counted row is missing.
    Sum(Box<Expression>),
}

/// Rows that are taken from another pack (取数), so that nobody types them again: a line for each row there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Intake {
    pub code: Code,
    pub name: String,
    /// Of the other pack: its code, and what is read by its codes there.
    pub pack: Code,
    pub register: Code,
    /// Fields here with the field there that is copied.
    pub fields: Vec<(Code, Code)>,
    /// Fields here that are the same in every line, as they are stored.
    pub fixed: Vec<(Code, String)>,
    /// Nothing where every row there makes a line as it is.
    pub amount: Option<IntakeAmount>,
    pub span: SourceSpan,
}

impl Intake {
    /// Whether its lines have this field.
    pub fn writes(&self, code: &Code) -> bool {
        self.fields.iter().any(|(field, _)| field == code)
            || self.fixed.iter().any(|(field, _)| field == code)
            || self.amount.as_ref().is_some_and(|amount| amount.field == *code)
    }
}

/// What is counted: what has the same key adds up, what is nought makes no line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IntakeAmount {
    /// There: a formula over the rows of that register, or a number of it.
    pub value: Code,
    /// The number or amount here that the results add up to.
    pub field: Code,
    /// A result below nought is counted from the other side: these two fields change places, the amount is above nought.
    pub swap: Option<(Code, Code)>,
}
