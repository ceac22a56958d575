//! Functions about peers of the subject and about rows of other registers that point to it.

use hcl_edit::expr::Expression as Tree;
use model::UnitOfMeasure;
use model::pack::{
    Expression, ExpressionKind, FieldType, Population, QuantileMethod, RankTies, RowAggregate, SourceSpan, Statistic,
    Subject, ValueType,
};
use rust_decimal::Decimal;

use super::{Compiler, Typed, typed};
use crate::fault::Fault;
use crate::names::field_named;
use crate::value::{Mention, keyword, number};
use crate::words::{FunctionWord, POPULATION, QUANTILE, RANK_ORDER, TIES};

impl Compiler<'_, '_> {
    /// Nothing when the function is about neither.
    pub(super) fn peers_or_rows(
        &mut self,
        function: &FunctionWord,
        arguments: &[&Tree],
        place: SourceSpan,
    ) -> Option<Option<Typed>> {
        let found = match function.word {
            "count" | "sum" | "mean" | "weighted_mean" | "median" | "quantile" | "smallest" | "largest"
            | "deviation" | "sample_deviation" | "rank" => self.statistic(function.word, arguments, place),
            "count_rows" | "sum_rows" | "mean_rows" | "smallest_row" | "largest_row" => {
                self.rows(function.word, arguments, place)
            }
            _ => return None,
        };
        Some(found)
    }

    fn statistic(&mut self, word: &str, arguments: &[&Tree], place: SourceSpan) -> Option<Typed> {
        let (population, value, rest) = match arguments {
            [population, value, rest @ ..] => (population, value, rest),
            _ => return None,
        };
        let population = self.population(population);
        let found = self.expression(value)?;
        let plain = ValueType::Number(UnitOfMeasure::none());
        if word == "count" {
            let kind = ExpressionKind::Statistic {
                statistic: Statistic::Count,
                population: population?,
                operand: Box::new(found.node),
            };
            return typed(kind, plain, place);
        }
        let (operand, unit) = self.numeric(found)?;
        let mut yields = ValueType::Number(unit);
        let statistic = match (word, rest) {
            ("sum", _) => Statistic::Sum,
            ("mean", _) => Statistic::Mean,
            ("median", _) => Statistic::Median,
            ("smallest", _) => Statistic::Minimum,
            ("largest", _) => Statistic::Maximum,
            ("deviation", _) => Statistic::StandardDeviation,
            ("sample_deviation", _) => Statistic::SampleStandardDeviation,
            ("weighted_mean", [weight]) => {
                let weight = self.expression(weight)?;
                Statistic::WeightedMean { weight: Box::new(self.numeric(weight)?.0) }
            }
            ("quantile", [share, method]) => self.quantile(share, method)?,
            ("rank", [order, ties]) => {
                yields = plain;
                self.rank(order, ties)?
            }
            _ => return None,
        };
        let kind = ExpressionKind::Statistic { statistic, population: population?, operand: Box::new(operand) };
        typed(kind, yields, place)
    }

    fn quantile(&mut self, share: &Tree, method: &Tree) -> Option<Statistic> {
        let at = self.place(share);
        let Some(share) = number(share).filter(|share| (Decimal::ZERO..=Decimal::ONE).contains(share)) else {
            self.fault(Fault::Arguments, at, "分位应为 0 至 1 的数", Some("例：0.75"));
            return None;
        };
        let at = self.place(method);
        let method = match keyword(method, at, QUANTILE, "quantile", self.out)? {
            "linear" => QuantileMethod::Linear,
            "weibull" => QuantileMethod::Weibull,
            _ => QuantileMethod::InverseDistribution,
        };
        Some(Statistic::Quantile { share, method })
    }

    fn rank(&mut self, order: &Tree, ties: &Tree) -> Option<Statistic> {
        let (order_place, ties_place) = (self.place(order), self.place(ties));
        let order = keyword(order, order_place, RANK_ORDER, "rank", self.out);
        let ties = keyword(ties, ties_place, TIES, "rank", self.out);
        Some(Statistic::Rank { is_largest_first: order? == "largest_first", ties: rank_ties(ties?) })
    }

    fn population(&mut self, tree: &Tree) -> Option<Population> {
        let place = self.place(tree);
        if let Some(call) = tree.as_func_call().filter(|call| call.name.name.as_str() == "same") {
            let argument = call.args.iter().next()?;
            let found = self.expression(argument)?;
            let ExpressionKind::Field(path) = found.node.kind else {
                self.fault(Fault::Arguments, place, "same 里应为字段", Some("例：same(行业)"));
                return None;
            };
            return Some(Population::Same(path));
        }
        let word = keyword(tree, place, POPULATION, "对象范围", self.out)?;
        let needs_evaluation = word != "all";
        if needs_evaluation && self.scope.evaluation.is_none() {
            self.fault(Fault::Arguments, place, format!("`{word}` 只用在评价里"), Some("用 all 或 same(字段)"));
            return None;
        }
        match word {
            "all" => Some(Population::All),
            "pool" => Some(Population::Pool),
            _ if self.scope.evaluation.is_some_and(|evaluation| evaluation.group_list.is_none()) => {
                self.fault(Fault::Arguments, place, "评价没有声明 `group_by`", None);
                None
            }
            _ => Some(Population::Group),
        }
    }

    /// `sum_rows(明细.所属企业, 数, 条件)`.
    fn rows(&mut self, word: &str, arguments: &[&Tree], place: SourceSpan) -> Option<Typed> {
        let [source, rest @ ..] = arguments else { return None };
        let names = self.scope.names;
        let (register, link) = self.row_source(source)?;
        let register = names.register(&register)?;
        let outer = self.scope.subject.replace(Subject::Register(register.code.clone()));
        let outer_evaluation = self.scope.evaluation.take();
        let found = self.rows_inside(word, rest, place);
        self.scope.subject = outer;
        self.scope.evaluation = outer_evaluation;
        let (aggregate, filter, yields) = found?;
        let kind = ExpressionKind::Rows { register: register.code.clone(), link, filter: Box::new(filter), aggregate };
        typed(kind, yields, place)
    }

    fn rows_inside(
        &mut self,
        word: &str,
        rest: &[&Tree],
        place: SourceSpan,
    ) -> Option<(RowAggregate, Expression, ValueType)> {
        let (value, filter) = match (word, rest) {
            ("count_rows", rest) => (None, rest.first()),
            (_, [value, filter @ ..]) => (Some(value), filter.first()),
            (_, []) => return None,
        };
        let filter = match filter {
            Some(filter) => {
                let found = self.expression(filter)?;
                self.flag(found)?.node
            }
            None => Expression { kind: ExpressionKind::Flag(true), yields: ValueType::Flag, span: place },
        };
        let Some(value) = value else {
            return Some((RowAggregate::Count, filter, ValueType::Number(UnitOfMeasure::none())));
        };
        let found = self.expression(value)?;
        let (value, unit) = self.numeric(found)?;
        let value = Box::new(value);
        let aggregate = match word {
            "sum_rows" => RowAggregate::Sum(value),
            "mean_rows" => RowAggregate::Mean(value),
            "smallest_row" => RowAggregate::Minimum(value),
            _ => RowAggregate::Maximum(value),
        };
        Some((aggregate, filter, ValueType::Number(unit)))
    }

    /// The register and its field that points to the subject.
    fn row_source(&mut self, tree: &Tree) -> Option<(model::pack::Code, model::pack::Code)> {
        let place = self.place(tree);
        let parts = tree.as_traversal().and_then(|traversal| {
            let register = traversal.expr.as_variable()?.as_str().to_string();
            let [operator] = traversal.operators.as_slice() else { return None };
            let hcl_edit::expr::TraversalOperator::GetAttr(field) = operator.value() else { return None };
            Some((register, field.as_str().to_string()))
        });
        let Some((register, field)) = parts else {
            self.fault(
                Fault::Arguments,
                place,
                "第一项应为 名录.引用字段",
                Some("例：sum_rows(燃料消耗.所属企业, 消耗量)"),
            );
            return None;
        };
        let names = self.scope.names;
        let register = names.register_named(&Mention { name: register, span: place }, self.out)?;
        let field = field_named(&register.fields, &Mention { name: field, span: place }, self.out)?;
        let points_here = match (&field.field_type, &self.scope.subject) {
            (FieldType::Reference { register: target }, Some(Subject::Register(own))) => target == own,
            (FieldType::Place { level }, Some(Subject::Place(own))) => own.holds(*level),
            (FieldType::Enterprise, Some(Subject::Register(own))) => names.register(own).is_some_and(|own| {
                own.key.len() == 1 && own.field(&own.key[0]).is_some_and(|key| key.field_type == FieldType::Enterprise)
            }),
            _ => false,
        };
        if !points_here && !self.is_subject_unknown() {
            self.fault(
                Fault::TypeMismatch,
                place,
                format!("“{}.{}”不指向这里的对象", register.name, field.name),
                Some("用引用本对象名录的字段，或本级、下级行政区字段"),
            );
            return None;
        }
        Some((register.code.clone(), field.code.clone()))
    }
}

pub(crate) fn rank_ties(word: &str) -> RankTies {
    match word {
        "dense" => RankTies::Dense,
        "average" => RankTies::Average,
        _ => RankTies::Competition,
    }
}
