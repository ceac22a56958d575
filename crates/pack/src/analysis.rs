//! Analyses (分析): blocks → model. What a method needs and what does not go with it stands in one table.

use model::pack::{
    Analysis, AnalysisMethod, AnalysisVariable, ChanceRule, Constant, CouplingForm, DeviationRule,
    EfficiencyOrientation, EfficiencyReturns, Grouping, NeighbourRule, SlackRule, Subject, TheilForm, VariableRole,
};
use rust_decimal::Decimal;

use crate::diagnostic::Diagnostics;
use crate::evaluation::{constant, constants, group_field};
use crate::fault::Fault;
use crate::formula::Scope;
use crate::indicator::every_value;
use crate::item::subject;
use crate::names::{Entry, Names, distinct};
use crate::register::cycle;
use crate::shape::{Attribute, Block};

/// What a method asks for.
struct Needs {
    method: &'static str,
    /// Attributes that must be there; all other attributes of methods must not, except those of `may`.
    must: &'static [&'static str],
    may: &'static [&'static str],
    /// Role, the least and the greatest number of variables; other roles do not go with it.
    roles: &'static [(VariableRole, usize, usize)],
}

const MANY: usize = usize::MAX;

const NEEDS: &[Needs] = &[
    Needs {
        method: "dea",
        must: &["orientation", "returns", "slacks"],
        may: &["super_efficiency"],
        roles: &[(VariableRole::Input, 1, MANY), (VariableRole::Output, 1, MANY)],
    },
    Needs {
        method: "malmquist",
        must: &["orientation", "returns", "years_back"],
        may: &[],
        roles: &[(VariableRole::Input, 1, MANY), (VariableRole::Output, 1, MANY)],
    },
    Needs { method: "coupling", must: &["coupling", "bounds"], may: &[], roles: &[(VariableRole::Part, 2, MANY)] },
    Needs { method: "location_quotient", must: &[], may: &[], roles: &[(VariableRole::Part, 2, MANY)] },
    Needs { method: "similarity", must: &[], may: &[], roles: &[(VariableRole::Part, 2, MANY)] },
    Needs { method: "gini", must: &[], may: &["group_by"], roles: &[(VariableRole::Value, 1, 1)] },
    Needs {
        method: "theil",
        must: &["theil"],
        may: &["group_by"],
        roles: &[(VariableRole::Value, 1, 1), (VariableRole::People, 0, 1)],
    },
    Needs {
        method: "moran",
        must: &["neighbours", "alternative", "permutations", "seed"],
        may: &[],
        roles: &[(VariableRole::Value, 1, 1)],
    },
    Needs {
        method: "convergence",
        must: &["years_back", "deviation"],
        may: &[],
        roles: &[(VariableRole::Value, 1, 1)],
    },
];

/// Attributes that only some methods have.
const OF_METHODS: &[&str] = &[
    "group_by",
    "orientation",
    "returns",
    "slacks",
    "super_efficiency",
    "years_back",
    "coupling",
    "bounds",
    "theil",
    "neighbours",
    "alternative",
    "permutations",
    "seed",
    "deviation",
];

const YEARS_MAX: u32 = 30;
const PERMUTATIONS_MAX: u32 = 99_999;

pub(crate) fn body(block: &Block, names: &Names, out: &mut Diagnostics) -> Option<Analysis> {
    let subject = subject(block, names, out);
    let scope = Scope { names, subject: Some(subject.clone()), evaluation: None, pool_indicators: None };
    let word = block.keyword("method", out);
    let needs = word.and_then(|word| NEEDS.iter().find(|needs| needs.method == word));
    if let Some(needs) = needs {
        attributes_fit(block, needs, out);
    }
    let variables: Vec<AnalysisVariable> =
        block.children("variable").filter_map(|child| variable(child, needs, &scope, names, out)).collect();
    let entries = variables.iter().map(|item| Entry { code: &item.code, name: &item.name, span: item.span });
    distinct("变量", entries, out);
    if let Some(needs) = needs {
        roles_fit(block, needs, out);
        parts_share_a_unit(block, needs, &variables, out);
    }
    if needs.is_some_and(|needs| needs.method == "moran")
        && let (Subject::Register(code), Some(attribute)) = (&subject, block.attribute("subject"))
        && names.register(code).is_some()
    {
        out.report(Fault::TypeMismatch, attribute.value_span(), "莫兰指数的对象应为行政区，邻接关系是行政区之间的")
            .hint("subject = county");
    }
    let method = needs.and_then(|needs| method(block, needs.method, names, out));
    let analysis = Analysis {
        code: block.code(out),
        name: block.name.clone(),
        basis: block.text("basis", out),
        definition: block.text_or("definition", "", out),
        cycle: cycle(block, out),
        condition: scope.condition_or_true(block.attribute("where"), block.span, out),
        grouping: grouping(block, &subject, &scope, names, out),
        subject,
        variables,
        method: method?,
        span: block.span,
    };
    Some(analysis)
}

fn attributes_fit(block: &Block, needs: &Needs, out: &mut Diagnostics) {
    for word in OF_METHODS {
        let is_needed = needs.must.contains(word);
        match block.attribute(word) {
            None if is_needed => {
                let known = block.word.attributes.iter().find(|known| known.word == *word);
                let example = known.map(|known| format!("{word} = {}", known.example));
                let chinese = known.map_or("", |known| known.chinese);
                out.report(
                    Fault::MissingAttribute,
                    block.span,
                    format!("method = {} 的分析缺少 `{word}`：{chinese}", needs.method),
                )
                .hint_if(example);
            }
            Some(attribute) if !is_needed && !needs.may.contains(word) => {
                let allowed: Vec<&str> = needs.must.iter().chain(needs.may).copied().collect();
                let told = if allowed.is_empty() {
                    "它没有这类属性".to_string()
                } else {
                    format!("它用 {}", allowed.join("、"))
                };
                out.report(
                    Fault::ExcludedAttribute,
                    attribute.span,
                    format!("`{word}` 不用于 method = {}；{told}", needs.method),
                );
            }
            Some(_) | None => {}
        }
    }
}

fn roles_fit(block: &Block, needs: &Needs, out: &mut Diagnostics) {
    let of = |role: VariableRole| {
        let mut quiet = Diagnostics::default();
        let roles: Vec<_> = block.children("variable").filter_map(|child| read_role(child, &mut quiet)).collect();
        roles.into_iter().filter(|found| *found == role).count()
    };
    for (role, least, most) in needs.roles {
        let found = of(*role);
        if found < *least {
            out.report(
                Fault::Empty,
                block.span,
                format!("method = {} 至少要 {least} 个{}，现有 {found} 个", needs.method, role.in_words()),
            )
            .hint(format!("variable \"名称\" {{ role = {} … }}", role_word(*role)));
        } else if found > *most {
            out.report(
                Fault::NumberRange,
                block.span,
                format!("method = {} 只能有 {most} 个{}，现有 {found} 个", needs.method, role.in_words()),
            )
            .hint("每个指标写一个 analysis 块");
        }
    }
}

/// Parts of a structure are added up, so they are measured alike.
fn parts_share_a_unit(block: &Block, needs: &Needs, variables: &[AnalysisVariable], out: &mut Diagnostics) {
    if !matches!(needs.method, "location_quotient" | "similarity") {
        return;
    }
    let Some(first) = variables.first() else { return };
    for other in variables.iter().filter(|other| !other.unit.is_same_measure(&first.unit)) {
        let place =
            block.children("variable").find(|child| child.name == other.name).and_then(|child| child.attribute("unit"));
        out.report(
            Fault::WrongUnit,
            place.map_or(other.span, Attribute::value_span),
            format!("“{}”用“{}”，“{}”用“{}”，不能相加成一个结构", first.name, first.unit, other.name, other.unit),
        )
        .hint("各组成部分用同一计量单位");
    }
}

fn variable(
    block: &Block,
    needs: Option<&Needs>,
    scope: &Scope,
    names: &Names,
    out: &mut Diagnostics,
) -> Option<AnalysisVariable> {
    let (code, unit) = (block.code(out), block.unit("unit", out));
    let role = read_role(block, out);
    let weight = constant(block, "weight", names, out);
    if let (Some(role), Some(needs)) = (role, needs)
        && needs.roles.iter().all(|(known, _, _)| *known != role)
    {
        let known: Vec<&str> = needs.roles.iter().map(|(role, _, _)| role_word(*role)).collect();
        let place = block.attribute("role").map_or(block.span, Attribute::value_span);
        out.report(
            Fault::ExcludedAttribute,
            place,
            format!("method = {} 没有{}（role = {}）", needs.method, role.in_words(), role_word(role)),
        )
        .hint(format!("role = {}", known.join(" 或 ")));
    }
    let is_weighted = needs.is_some_and(|needs| needs.method == "coupling");
    match block.attribute("weight") {
        Some(attribute) if !is_weighted => {
            out.report(Fault::ExcludedAttribute, attribute.span, "只有 method = coupling 的子系统写 `weight`");
        }
        None if is_weighted => {
            out.report(Fault::MissingAttribute, block.span, format!("子系统“{}”缺少 `weight`", block.name))
                .hint("各子系统同样重要时都写 weight = 1");
        }
        Some(_) | None => {}
    }
    if let Some(weight) = &weight
        && every_value(weight, names).iter().any(|value| *value <= Decimal::ZERO)
    {
        let place = block.attribute("weight").map_or(block.span, Attribute::value_span);
        out.report(Fault::NumberRange, place, "`weight` 应大于 0");
    }
    let value = scope.number(block.attribute("value")?, &unit, out);
    Some(AnalysisVariable { code, name: block.name.clone(), unit, role: role?, value, weight, span: block.span })
}

fn read_role(block: &Block, out: &mut Diagnostics) -> Option<VariableRole> {
    Some(match block.keyword("role", out)? {
        "input" => VariableRole::Input,
        "output" => VariableRole::Output,
        "part" => VariableRole::Part,
        "people" => VariableRole::People,
        _ => VariableRole::Value,
    })
}

fn role_word(role: VariableRole) -> &'static str {
    match role {
        VariableRole::Input => "input",
        VariableRole::Output => "output",
        VariableRole::Part => "part",
        VariableRole::Value => "value",
        VariableRole::People => "people",
    }
}

fn method(block: &Block, word: &str, names: &Names, out: &mut Diagnostics) -> Option<AnalysisMethod> {
    let orientation = |out: &mut Diagnostics| {
        block.keyword("orientation", out).map(|word| match word {
            "output" => EfficiencyOrientation::Output,
            _ => EfficiencyOrientation::Input,
        })
    };
    let returns = |out: &mut Diagnostics| {
        block.keyword("returns", out).map(|word| match word {
            "variable" => EfficiencyReturns::Variable,
            "non_increasing" => EfficiencyReturns::NonIncreasing,
            "non_decreasing" => EfficiencyReturns::NonDecreasing,
            "free_disposal" => EfficiencyReturns::FreeDisposal,
            _ => EfficiencyReturns::Constant,
        })
    };
    let years_back = |out: &mut Diagnostics| at_least_one(block, "years_back", YEARS_MAX, out);
    Some(match word {
        "dea" => {
            let (orientation, returns) = (orientation(out), returns(out));
            let slacks = block.keyword("slacks", out).map(|word| match word {
                "in_units" => SlackRule::InUnits,
                "by_mean" => SlackRule::ByMean,
                _ => SlackRule::None,
            });
            let is_self_excluded = block.flag("super_efficiency", out);
            AnalysisMethod::Dea { orientation: orientation?, returns: returns?, slacks: slacks?, is_self_excluded }
        }
        "malmquist" => {
            let (orientation, returns, years_back) = (orientation(out), returns(out), years_back(out));
            if returns == Some(EfficiencyReturns::FreeDisposal) {
                let place = block.attribute("returns").map_or(block.span, Attribute::value_span);
                out.report(Fault::ExcludedAttribute, place, "`free_disposal` 只用于 method = dea")
                    .hint("returns = constant");
            }
            let years_back = u8::try_from(years_back?).unwrap_or(u8::MAX);
            AnalysisMethod::Malmquist { orientation: orientation?, returns: returns?, years_back }
        }
        "coupling" => {
            let form = block.keyword("coupling", out).map(|word| match word {
                "modified" => CouplingForm::Modified,
                _ => CouplingForm::Standard,
            });
            let bounds = bounds(block, names, out);
            AnalysisMethod::Coupling { form: form?, bounds: bounds? }
        }
        "location_quotient" => AnalysisMethod::LocationQuotient,
        "similarity" => AnalysisMethod::Similarity,
        "gini" => AnalysisMethod::Gini,
        "theil" => AnalysisMethod::Theil {
            form: match block.keyword("theil", out)? {
                "l" => TheilForm::L,
                _ => TheilForm::T,
            },
        },
        "moran" => {
            let neighbours = block.keyword("neighbours", out).map(|word| match word {
                "binary" => NeighbourRule::Binary,
                _ => NeighbourRule::RowStandardised,
            });
            let alternative = block.keyword("alternative", out).map(|word| match word {
                "greater" => ChanceRule::Greater,
                "less" => ChanceRule::Less,
                "folded" => ChanceRule::Folded,
                _ => ChanceRule::TwoSided,
            });
            let permutations = at_least_one(block, "permutations", PERMUTATIONS_MAX, out);
            let seed = block.whole("seed", u32::MAX, out).map(u64::from);
            AnalysisMethod::Moran {
                neighbours: neighbours?,
                alternative: alternative?,
                permutations: permutations?,
                seed: seed?,
            }
        }
        _ => {
            let years_back = years_back(out);
            let deviation = block.keyword("deviation", out).map(|word| match word {
                "population" => DeviationRule::Population,
                _ => DeviationRule::Sample,
            });
            AnalysisMethod::Convergence {
                years_back: u8::try_from(years_back?).unwrap_or(u8::MAX),
                deviation: deviation?,
            }
        }
    })
}

fn at_least_one(block: &Block, word: &str, most: u32, out: &mut Diagnostics) -> Option<u32> {
    let number = block.whole(word, most, out)?;
    if number == 0 {
        let place = block.attribute(word).map_or(block.span, Attribute::value_span);
        out.report(Fault::NumberRange, place, format!("`{word}` 应为 1 至 {most} 的整数"));
        return None;
    }
    Some(number)
}

/// Numbers and parameters between 0 and 1, from low to high whichever of their values hold.
fn bounds(block: &Block, names: &Names, out: &mut Diagnostics) -> Option<Vec<Constant>> {
    let place = block.attribute("bounds").map(Attribute::value_span)?;
    let bounds = constants(block, "bounds", names, out)?;
    let values: Vec<Vec<Decimal>> = bounds.iter().map(|bound| every_value(bound, names)).collect();
    let is_inside = |bound: &Decimal| *bound > Decimal::ZERO && *bound < Decimal::ONE;
    let times = values.iter().map(Vec::len).max().unwrap_or(0);
    let rises = |time: usize| {
        let at: Vec<&Decimal> = values.iter().filter_map(|values| values.get(time).or(values.last())).collect();
        at.windows(2).all(|pair| pair[0] < pair[1])
    };
    if bounds.is_empty() || !values.iter().flatten().all(is_inside) || !(0..times).all(rises) {
        out.report(Fault::TableOrder, place, "`bounds` 应在 0 与 1 之间，从小到大，不重复")
            .hint("bounds = [0.2, 0.4, 0.6, 0.8]");
        return None;
    }
    Some(bounds)
}

/// A choice of the subject's row, or of the row that a register keeps about the place.
fn grouping(block: &Block, subject: &Subject, scope: &Scope, names: &Names, out: &mut Diagnostics) -> Grouping {
    let found = block.attribute("group_by").zip(group_field(block, subject, names, out));
    match found.and_then(|(attribute, (_, list))| Some((list, scope.any(attribute, attribute.value, out)?))) {
        Some((list, found)) => Grouping::By { list, value: Box::new(found.node) },
        None => Grouping::None,
    }
}
