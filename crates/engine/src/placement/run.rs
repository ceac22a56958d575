//! Runs a placement of a pack: rules × facts → which project goes where and why, with the proof.
//!
//! Decides nothing itself: [`super::place`] does, and what it found is recounted here from the decimals of the facts.

use std::collections::BTreeMap;
use std::sync::Arc;

use model::pack::{Code, Constant, Expression, ParameterAmount, Placement, Subject};
use model::{LimitStep, LimitUse, Period, PlacementOutcome, ProjectPlaced, ProofLine};
use num_bigint::BigInt;
use rust_decimal::Decimal;

use super::bound::PRICE_SCALE;
use super::words::Told;
use super::{Choice, NoSolution, Problem, Row, RowKind, Solution, Use, place};
use crate::formula::{Column, Subjects, World, compute, missing_reasons, name_of};
use crate::run::parameters_of_placement;

/// Why nothing is placed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlacementError {
    #[error("{0}")]
    Facts(String),
    /// Limits that cannot all be kept, each in words.
    #[error("这些规则互相冲突，不能同时满足：{}；请放宽其中一条", .0.join("；"))]
    Conflict(Vec<String>),
    /// Limits that whole projects cannot all keep, each in words.
    #[error("这些规则互相冲突，不能同时满足（各项合计并不冲突，是项目不能拆分所致；所有安排已逐一排除）：{}；请放宽其中一条", .0.join("；"))]
    Whole(Vec<String>),
    #[error("没有找到满足全部规则的安排，也没能证明规则互相冲突；请放宽下限、增加指标，或减少必须落地的项目后重试")]
    Unknown,
    #[error("结果没有通过复核：{0}；结果不予采用，请反馈给维护人员")]
    Broken(String),
}

/// More decimals than this are no measured amount.
const DECIMALS_MAX: u32 = 4;

/// A limit of the problem, by what it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Limit {
    Cap { quota: usize, place: usize },
    Total { quota: usize },
    Floor { floor: usize, place: usize },
    Required { project: usize },
}

/// Rows of the register as choices, with the decimals that they were made of.
pub(super) struct Gathered<'a> {
    pub rule: &'a Placement,
    pub projects: Vec<Arc<str>>,
    pub place_names: Vec<String>,
    /// Keys of the rows, in the order of the choices.
    pub rows: Vec<Arc<str>>,
    pub problem: Problem,
    pub limits: Vec<Limit>,
    /// Decimals that amounts of each row of the problem were multiplied away with.
    pub decimals: Vec<u32>,
    pub value_decimals: u32,
}

/// A limit as it would be (假设), by its name in the outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LimitChange {
    pub name: String,
    pub bound: Decimal,
}

/// Puts projects at places. `names` says how a place is called, `supposed` which limits are taken to be others; what was
/// supposed must not be kept as an official outcome.
///
/// # Errors
/// Missing values and limits that contradict each other stop the placement and are named.
pub fn placement(
    rule: &Placement,
    period: Period,
    world: World<'_>,
    names: &dyn Fn(&str) -> String,
    supposed: &[LimitChange],
) -> Result<PlacementOutcome, PlacementError> {
    let mut gathered = Reader { rule, period, world, names }.gathered()?;
    gathered.suppose(supposed)?;
    let told = Told { gathered: &gathered };
    let limits = |rows: &[usize]| rows.iter().map(|row| told.limit(*row)).collect();
    let solution = place(&gathered.problem).map_err(|error| match error {
        NoSolution::Range(why) => PlacementError::Facts(why),
        NoSolution::Conflict(rows) => PlacementError::Conflict(limits(&rows)),
        NoSolution::Whole(rows) => PlacementError::Whole(limits(&rows)),
        NoSolution::Unknown => PlacementError::Unknown,
        NoSolution::Broken(rows) => {
            PlacementError::Broken(rows.iter().map(|row| told.limit(*row)).collect::<Vec<String>>().join("；"))
        }
    })?;
    let recount = gathered.problem.recount(&solution.chosen);
    let proof = gathered.proof(&solution, &recount.taken);
    if let Some(line) = proof.iter().find(|line| !line.holds) {
        return Err(PlacementError::Broken(format!("{}（{}）", line.claim, line.figures)));
    }
    let steps = super::steps::steps(&gathered.problem, &solution);
    let placed = |project: usize| {
        let choice = solution.chosen[project];
        ProjectPlaced {
            project: gathered.projects[project].to_string(),
            place: choice.map(|choice| gathered.place_names[gathered.problem.choices[choice].place].clone()),
            row: choice.map(|choice| gathered.rows[choice].to_string()),
            value: choice.map(|choice| gathered.value(i128::from(gathered.problem.choices[choice].value))),
            reasons: told.reasons(project, &solution, &recount.taken),
        }
    };
    Ok(PlacementOutcome {
        pack: world.pack.code.clone(),
        version: world.pack.version.clone(),
        placement: rule.code.clone(),
        name: rule.name.clone(),
        period,
        unit: rule.unit.to_string(),
        value: gathered.value(solution.value),
        bound: gathered.value(solution.bound),
        projects: (0..gathered.projects.len()).map(placed).collect(),
        limits: (0..gathered.limits.len())
            .filter(|row| !matches!(gathered.limits[*row], Limit::Required { .. }))
            .map(|row| LimitUse {
                name: told.name(row),
                unit: told.unit(row),
                is_floor: gathered.problem.rows[row].kind == RowKind::Floor,
                bound: gathered.amount(row, i128::from(gathered.problem.rows[row].bound)),
                taken: gathered.amount(row, recount.taken[row]),
                price: gathered.price(row, &solution),
                step: steps.as_ref().and_then(|steps| steps[row]).map(|step| LimitStep {
                    by: gathered.amount(row, i128::from(step.by)),
                    gain: gathered.value(step.gain),
                }),
                words: match &steps {
                    Some(steps) => told.step(row, steps[row]),
                    None => told.price(row, &solution),
                },
            })
            .collect(),
        proof,
        parameters: parameters_of_placement(rule, world.pack, period.last_day()),
    })
}

impl Gathered<'_> {
    fn suppose(&mut self, supposed: &[LimitChange]) -> Result<(), PlacementError> {
        for change in supposed {
            let named = |row: &usize| {
                let is_required = matches!(self.limits[*row], Limit::Required { .. });
                !is_required && Told { gathered: &*self }.name(*row) == change.name
            };
            let row = (0..self.limits.len()).find(named).ok_or_else(|| {
                PlacementError::Facts(format!("没有叫“{}”的限额，不能假设；请从列出的限额中选择", change.name))
            })?;
            self.problem.rows[row].bound = whole(change.bound, self.decimals[row]).ok_or_else(|| {
                PlacementError::Facts(format!(
                    "“{}”假设为 {}，应不小于 0，小数不超过 {} 位",
                    change.name,
                    change.bound.normalize(),
                    self.decimals[row]
                ))
            })?;
        }
        Ok(())
    }

    /// An amount of a row in its unit.
    pub fn amount(&self, row: usize, whole: i128) -> Decimal {
        Decimal::from_i128_with_scale(whole, self.decimals[row]).normalize()
    }

    pub fn value(&self, whole: i128) -> Decimal {
        Decimal::from_i128_with_scale(whole, self.value_decimals).normalize()
    }

    /// What one unit more of a limit is worth, rounded down to four decimals; zero where the price is a leftover of the
    /// search for prices.
    pub fn price(&self, row: usize, solution: &Solution) -> Decimal {
        if !super::bound::matters(&self.problem, &solution.prices, row) {
            return Decimal::ZERO;
        }
        // Price is value-units over amount-units, both multiplied by powers of ten.
        let ten = |power: u32| BigInt::from(10).pow(power);
        let over = BigInt::from(solution.prices.scaled(row)) * ten(self.decimals[row]) * ten(4);
        let under = BigInt::from(PRICE_SCALE) * ten(self.value_decimals);
        let whole = i128::try_from(over / under).unwrap_or(i128::MAX);
        Decimal::try_from_i128_with_scale(whole, 4).unwrap_or(Decimal::MAX).normalize()
    }

    fn proof(&self, solution: &Solution, taken: &[i128]) -> Vec<ProofLine> {
        let line = |claim: &str, holds: bool, figures: String| ProofLine { claim: claim.to_string(), holds, figures };
        let problem = &self.problem;
        let chosen: Vec<usize> = solution.chosen.iter().flatten().copied().collect();
        let is_own = |(project, choice): (usize, &Option<usize>)| {
            choice.is_none_or(|choice| problem.choices[choice].project == project)
        };
        let kept = |kind: RowKind, is_required: bool| {
            let of = |row: &usize| {
                problem.rows[*row].kind == kind && matches!(self.limits[*row], Limit::Required { .. }) == is_required
            };
            let rows: Vec<usize> = (0..problem.rows.len()).filter(of).collect();
            let holds = rows.iter().all(|row| {
                let bound = i128::from(problem.rows[*row].bound);
                if kind == RowKind::Cap { taken[*row] <= bound } else { taken[*row] >= bound }
            });
            (holds, rows.len())
        };
        let (caps, floors, required) =
            (kept(RowKind::Cap, false), kept(RowKind::Floor, false), kept(RowKind::Floor, true));
        let value: i128 = chosen.iter().map(|choice| i128::from(problem.choices[*choice].value)).sum();
        let passed_over = problem.passed_over(&solution.chosen);
        let priced = super::bound(problem, &solution.prices);
        let gap = match priced > 0 {
            true => Decimal::from_i128_with_scale((priced - value) * 1_000_000 / priced, 4).normalize(),
            false => Decimal::ZERO,
        };
        vec![
            line(
                "每个项目至多落在一个地方",
                solution.chosen.iter().enumerate().all(is_own),
                format!("项目 {} 个，落地 {} 个", self.projects.len(), chosen.len()),
            ),
            line("各项指标都没有超过", caps.0, format!("指标 {} 项", caps.1)),
            line("保底都已达到", floors.0, format!("保底 {} 项", floors.1)),
            line("必须落地的都已落地", required.0, format!("必须落地 {} 个", required.1)),
            line(
                "总值由落地项目逐个相加",
                value == solution.value,
                format!("{} {}", self.value(value), self.rule.unit),
            ),
            line(
                "没有一个价值更高、占用不更多的项目给同一地方的别的项目让位（单调）",
                passed_over.is_none(),
                match passed_over {
                    None => format!("未落地 {} 个，逐个比较", self.projects.len() - chosen.len()),
                    Some((out, kept)) => format!("“{}”让位给“{}”", self.projects[out], self.projects[kept]),
                },
            ),
            match solution.is_best {
                true => line(
                    "没有更好的安排（其余安排已逐一排除）",
                    value == solution.bound && value <= priced,
                    format!("{} {}", self.value(value), self.rule.unit),
                ),
                false => line(
                    "任何安排都不能超过上界（由各项指标的价格证明）",
                    value <= priced && priced == solution.bound,
                    format!("上界 {} {}，相差 {gap}%", self.value(priced), self.rule.unit),
                ),
            },
        ]
    }
}

struct Reader<'a> {
    rule: &'a Placement,
    period: Period,
    world: World<'a>,
    names: &'a dyn Fn(&str) -> String,
}

impl<'a> Reader<'a> {
    fn gathered(&self) -> Result<Gathered<'a>, PlacementError> {
        let rule = self.rule;
        let everyone = self.subjects(&rule.register)?;
        let flags = self.flags(&rule.condition, &everyone);
        let keys: Vec<Arc<str>> =
            everyone.keys.iter().zip(&flags).filter(|(_, is_choice)| **is_choice).map(|(key, _)| key.clone()).collect();
        if keys.is_empty() {
            return Err(PlacementError::Facts("没有一个项目符合条件，无从安排；请核对条件和数据".to_string()));
        }
        let choices = Subjects::new(Subject::Register(rule.register.clone()), keys);
        let limits = self.subjects(&rule.limits)?;
        let place_codes = self.texts(&rule.limits, &rule.limits_place, &limits)?;
        let place_at: BTreeMap<&str, usize> = place_codes.iter().enumerate().map(|(at, code)| (&**code, at)).collect();
        let of_place = self.texts(&rule.register, &rule.place, &choices)?;
        let of_project = self.texts(&rule.register, &rule.project, &choices)?;
        let mut projects: Vec<Arc<str>> = Vec::new();
        let mut project_at: BTreeMap<Arc<str>, usize> = BTreeMap::new();
        for project in &of_project {
            if !project_at.contains_key(project) {
                project_at.insert(project.clone(), projects.len());
                projects.push(project.clone());
            }
        }
        let (value_decimals, values) = self.wholes("价值", &[(&rule.value, &choices)])?;
        let mut problem = Problem { projects: projects.len(), places: place_codes.len(), ..Problem::default() };
        for (row, value) in values[0].iter().enumerate() {
            let place = place_at.get(&*of_place[row]).copied().ok_or_else(|| {
                PlacementError::Facts(format!(
                    "“{}”要落在{}，而“{}”里没有这个地方的一行，不知道有多少指标；请补充",
                    choices.keys[row],
                    (self.names)(&of_place[row]),
                    name_of(self.world.pack, &rule.limits)
                ))
            })?;
            problem.choices.push(Choice {
                project: project_at[&of_project[row]],
                place,
                value: *value,
                uses: Vec::new(),
            });
        }
        let mut made = Gathered {
            rule,
            place_names: place_codes.iter().map(|code| (self.names)(code)).collect(),
            projects,
            rows: choices.keys.clone(),
            problem,
            limits: Vec::new(),
            decimals: Vec::new(),
            value_decimals,
        };
        self.add_quotas(&mut made, &choices, &limits)?;
        self.add_floors(&mut made, &choices, &limits)?;
        self.add_required(&mut made, &choices);
        Ok(made)
    }

    fn add_quotas(&self, made: &mut Gathered<'a>, choices: &Subjects, limits: &Subjects) -> Result<(), PlacementError> {
        for (quota, rule) in self.rule.quotas.iter().enumerate() {
            let of_choices = (&rule.amount, choices);
            let total = rule.total.as_ref().map(|total| self.constant(total)).transpose()?;
            if let Some(cap) = &rule.cap {
                let (decimals, amounts) = self.wholes(&rule.name, &[of_choices, (cap, limits)])?;
                let limit = |place| Limit::Cap { quota, place };
                self.by_place(made, RowKind::Cap, decimals, &amounts, limit);
            }
            if let Some(total) = total {
                let amounts = self.known(&rule.name, &rule.amount, choices)?;
                let decimals = self.decimals(&rule.name, amounts.iter().chain([&total]))?;
                let bound = whole(total, decimals)
                    .ok_or_else(|| PlacementError::Facts(format!("“{}”的总量过大或是负数", rule.name)))?;
                let amounts = self.fine(&rule.name, &amounts, choices, decimals)?;
                let row = made.problem.rows.len();
                made.problem.rows.push(Row { kind: RowKind::Cap, bound });
                made.limits.push(Limit::Total { quota });
                made.decimals.push(decimals);
                for (choice, amount) in made.problem.choices.iter_mut().zip(amounts) {
                    choice.uses.push(Use { row, amount });
                }
            }
        }
        Ok(())
    }

    fn add_floors(&self, made: &mut Gathered<'a>, choices: &Subjects, limits: &Subjects) -> Result<(), PlacementError> {
        for (floor, rule) in self.rule.floors.iter().enumerate() {
            let (decimals, amounts) = self.wholes(&rule.name, &[(&rule.amount, choices), (&rule.least, limits)])?;
            let limit = |place| Limit::Floor { floor, place };
            self.by_place(made, RowKind::Floor, decimals, &amounts, limit);
        }
        Ok(())
    }

    /// One row of the problem for each place: what its choices take, and its bound.
    fn by_place(
        &self,
        made: &mut Gathered<'a>,
        kind: RowKind,
        decimals: u32,
        amounts: &[Vec<i64>],
        limit: impl Fn(usize) -> Limit,
    ) {
        let first = made.problem.rows.len();
        for (place, bound) in amounts[1].iter().enumerate() {
            made.problem.rows.push(Row { kind, bound: *bound });
            made.limits.push(limit(place));
            made.decimals.push(decimals);
        }
        for (choice, amount) in made.problem.choices.iter_mut().zip(&amounts[0]) {
            choice.uses.push(Use { row: first + choice.place, amount: *amount });
        }
    }

    fn add_required(&self, made: &mut Gathered<'a>, choices: &Subjects) {
        let Some(required) = &self.rule.required else { return };
        let flags = self.flags(required, choices);
        for project in 0..made.projects.len() {
            let own = |choice: &usize| made.problem.choices[*choice].project == project;
            let rows: Vec<usize> = (0..made.problem.choices.len()).filter(own).collect();
            if rows.iter().any(|choice| flags[*choice]) {
                let row = made.problem.rows.len();
                made.problem.rows.push(Row { kind: RowKind::Floor, bound: 1 });
                made.limits.push(Limit::Required { project });
                made.decimals.push(0);
                for choice in rows {
                    made.problem.choices[choice].uses.push(Use { row, amount: 1 });
                }
            }
        }
    }

    fn subjects(&self, register: &Code) -> Result<Subjects, PlacementError> {
        let rows = self.world.facts.rows(self.world.pack, register, self.period);
        let missing = || {
            let name = name_of(self.world.pack, register);
            PlacementError::Facts(format!("“{name}”没有{}的数据；请先导入", self.period.in_words()))
        };
        let rows = rows.filter(|rows| !rows.keys().is_empty()).ok_or_else(missing)?;
        Ok(Subjects::new(Subject::Register(register.clone()), rows.keys().to_vec()))
    }

    fn flags(&self, condition: &Expression, subjects: &Subjects) -> Vec<bool> {
        match compute(condition, subjects, self.period, self.world).values {
            Column::Flag(flags) => flags.into_iter().map(|flag| flag == Some(true)).collect(),
            Column::Number(_) | Column::Text(_) | Column::Date(_) => vec![false; subjects.keys.len()],
        }
    }

    /// A text field of each row.
    fn texts(&self, register: &Code, field: &Code, subjects: &Subjects) -> Result<Vec<Arc<str>>, PlacementError> {
        let rows = self.world.facts.rows(self.world.pack, register, self.period);
        let column = rows.and_then(|rows| Some((rows, rows.column(field)?)));
        let at: BTreeMap<&str, usize> =
            rows.map(|rows| rows.keys().iter().enumerate().map(|(at, key)| (&**key, at)).collect()).unwrap_or_default();
        let text = |key: &Arc<str>| {
            let (_, column) = column?;
            match column {
                Column::Text(values) => values.get(*at.get(&**key)?)?.clone(),
                Column::Number(_) | Column::Flag(_) | Column::Date(_) => None,
            }
        };
        let named = |key: &Arc<str>| {
            text(key).ok_or_else(|| {
                let pack = self.world.pack;
                PlacementError::Facts(format!("“{key}”没有填写“{}”，无从安排；请补充", name_of(pack, field)))
            })
        };
        subjects.keys.iter().map(named).collect()
    }

    /// Numbers of several formulas as whole numbers of one fine unit, with its decimals.
    fn wholes(
        &self,
        what: &str,
        formulas: &[(&Expression, &Subjects)],
    ) -> Result<(u32, Vec<Vec<i64>>), PlacementError> {
        let all = formulas.iter().map(|(formula, subjects)| self.known(what, formula, subjects));
        let all: Vec<Vec<Decimal>> = all.collect::<Result<_, _>>()?;
        let decimals = self.decimals(what, all.iter().flatten())?;
        let fine = formulas.iter().zip(&all).map(|((_, subjects), values)| self.fine(what, values, subjects, decimals));
        Ok((decimals, fine.collect::<Result<_, _>>()?))
    }

    fn decimals<'v>(&self, what: &str, values: impl Iterator<Item = &'v Decimal>) -> Result<u32, PlacementError> {
        match values.map(|value| value.normalize().scale()).max().unwrap_or(0) {
            decimals if decimals > DECIMALS_MAX => Err(PlacementError::Facts(format!(
                "“{what}”的数有 {decimals} 位小数，最多 {DECIMALS_MAX} 位；请在公式里写明取几位"
            ))),
            decimals => Ok(decimals),
        }
    }

    fn fine(
        &self,
        what: &str,
        values: &[Decimal],
        subjects: &Subjects,
        decimals: u32,
    ) -> Result<Vec<i64>, PlacementError> {
        let one = |(key, value): (&Arc<str>, &Decimal)| {
            whole(*value, decimals).ok_or_else(|| {
                PlacementError::Facts(format!("“{key}”的“{what}”是 {}，应不小于 0 且不过大", value.normalize()))
            })
        };
        subjects.keys.iter().zip(values).map(one).collect()
    }

    /// One number for every row.
    fn known(&self, what: &str, formula: &Expression, subjects: &Subjects) -> Result<Vec<Decimal>, PlacementError> {
        let Column::Number(values) = compute(formula, subjects, self.period, self.world).values else {
            return Err(PlacementError::Facts(format!("“{what}”没有得出数")));
        };
        let one = |(at, value): (usize, Option<Decimal>)| {
            value.ok_or_else(|| {
                let why = missing_reasons(formula, at, subjects, self.period, self.world).join("，");
                PlacementError::Facts(format!(
                    "“{}”的“{what}”缺失（{why}），不能安排；缺失不等于零，请补充数据",
                    subjects.keys[at]
                ))
            })
        };
        values.into_iter().enumerate().map(one).collect()
    }

    fn constant(&self, constant: &Constant) -> Result<Decimal, PlacementError> {
        let code = match constant {
            Constant::Number(number) => return Ok(*number),
            Constant::Parameter(code) => code,
        };
        let day = self.period.last_day();
        let value = self.world.pack.parameter(code).and_then(|parameter| parameter.on(day));
        match value.map(|value| &value.amount) {
            Some(ParameterAmount::Single(amount)) => Ok(*amount),
            Some(ParameterAmount::ByChoice { .. }) | None => Err(PlacementError::Facts(format!(
                "参数“{}”在{day}没有生效的值，不能安排；请在机制包中补充",
                name_of(self.world.pack, code)
            ))),
        }
    }
}

/// A number that is not negative as so many fine units; nothing when it does not fit.
fn whole(value: Decimal, decimals: u32) -> Option<i64> {
    let value = value.normalize();
    let fine = value.mantissa().checked_mul(10i128.checked_pow(decimals.checked_sub(value.scale())?)?)?;
    i64::try_from(fine).ok().filter(|fine| *fine >= 0)
}
