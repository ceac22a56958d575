//! Numbers, texts, flags and dates written in a formula; never names.

use hcl_edit::expr::Expression as Tree;
use model::UnitOfMeasure;
use model::pack::{Band, Code, Expression, ExpressionKind, SourceSpan, ValueType};

use super::{Compiler, Domain, Typed, typed};
use crate::diagnostic::meant;
use crate::fault::Fault;
use crate::value::{number, read_date, read_unit};

impl Compiler<'_, '_> {
    pub(super) fn literal(&mut self, tree: &Tree, place: SourceSpan) -> Option<Typed> {
        match tree {
            Tree::Bool(flag) => typed(ExpressionKind::Flag(*flag.value()), ValueType::Flag, place),
            Tree::String(text) => typed(ExpressionKind::Text(text.value().to_string()), ValueType::Text, place),
            _ => {
                let Some(number) = number(tree) else {
                    self.fault(Fault::NumberForm, place, "数字写法不对或位数过多", None);
                    return None;
                };
                typed(ExpressionKind::Number(number), ValueType::Number(UnitOfMeasure::none()), place)
            }
        }
    }

    /// `quantity(20, "万元/亩")`.
    pub(super) fn quantity(&mut self, amount: &Tree, unit: &Tree, place: SourceSpan) -> Option<Typed> {
        let amount_place = self.place(amount);
        let Some(number) = number(amount) else {
            self.fault(Fault::Arguments, amount_place, "第一项应为写明的数", Some("例：quantity(20, \"万元/亩\")"));
            return None;
        };
        let unit = self.unit_text(unit)?;
        typed(ExpressionKind::Number(number), ValueType::Number(unit), place)
    }

    pub(super) fn unit_text(&mut self, tree: &Tree) -> Option<UnitOfMeasure> {
        let text = self.text_literal(tree)?;
        let place = self.place(tree);
        read_unit(&text, place, self.out)
    }

    pub(super) fn date_text(&mut self, tree: &Tree, place: SourceSpan) -> Option<Typed> {
        let text = self.text_literal(tree)?;
        let at = self.place(tree);
        let date = read_date(&text, at, self.out)?;
        typed(ExpressionKind::Date(date), ValueType::Date, place)
    }

    pub(super) fn text_literal(&mut self, tree: &Tree) -> Option<String> {
        if let Some(text) = tree.as_str() {
            return Some(text.to_string());
        }
        let place = self.place(tree);
        self.fault(Fault::Arguments, place, "这里应为加引号的文字", None);
        None
    }

    pub(super) fn text_list(&mut self, tree: &Tree) -> Option<Vec<(String, SourceSpan)>> {
        let place = self.place(tree);
        let texts: Option<Vec<(String, SourceSpan)>> = tree
            .as_array()
            .and_then(|array| array.iter().map(|item| Some((item.as_str()?.to_string(), self.place(item)))).collect());
        match texts {
            Some(texts) if !texts.is_empty() => Some(texts),
            Some(_) | None => {
                self.fault(Fault::Arguments, place, "这里应为加引号的文字的列表", Some("例：[\"甲\", \"乙\"]"));
                None
            }
        }
    }

    /// A text as it is stored: choices, grades and states by their code.
    pub(super) fn stored_text(&mut self, text: &str, domain: &Domain, place: SourceSpan) -> Option<String> {
        let known: Vec<(Code, String)> = match domain {
            Domain::Free => return Some(text.to_string()),
            Domain::List(list) => {
                let list = self.scope.names.list(list)?;
                list.choices.iter().map(|choice| (choice.code.clone(), choice.name.clone())).collect()
            }
            Domain::Grades(evaluation) => {
                let found = self.scope.names.evaluations.iter().find(|head| head.code == *evaluation)?;
                found.grades.clone()
            }
            Domain::States(register) => {
                let register = self.scope.names.register(register)?;
                register.life.states.iter().map(|state| (state.code.clone(), state.name.clone())).collect()
            }
        };
        if let Some((code, _)) = known.iter().find(|(_, name)| name == text) {
            return Some(code.to_string());
        }
        let names: Vec<&str> = known.iter().map(|(_, name)| name.as_str()).collect();
        self.out.report(Fault::UnknownChoice, place, format!("没有“{text}”这一项")).hint_if(meant(text, &names));
        None
    }

    /// An expression beside a text of a closed list: what its author wrote becomes codes of that list.
    pub(super) fn in_domain(&mut self, found: Typed, domain: &Domain) -> Option<Expression> {
        if found.domain == Domain::Free { self.with_domain(found.node, domain) } else { Some(found.node) }
    }

    /// The closed list that alternatives of one result are of; reports when they are of different ones.
    pub(super) fn common_domain(&mut self, domains: &[&Domain], place: SourceSpan) -> Option<Domain> {
        let mut closed = domains.iter().filter(|domain| ***domain != Domain::Free);
        let Some(first) = closed.next() else { return Some(Domain::Free) };
        if closed.any(|other| other != first) {
            self.fault(Fault::TypeMismatch, place, "几种结果取自不同的选项表", None);
            return None;
        }
        Some(Domain::clone(first))
    }

    /// Text literals beside a text of a closed list become the codes of its choices, also in the branches of 如果 and bands.
    /// A text that was computed from anything else stays as it is.
    fn with_domain(&mut self, node: Expression, domain: &Domain) -> Option<Expression> {
        let Expression { kind, yields, span } = node;
        let mut inside = |inner: Box<Expression>| Some(Box::new(self.with_domain(*inner, domain)?));
        let kind = match kind {
            ExpressionKind::Text(text) => ExpressionKind::Text(self.stored_text(&text, domain, span)?),
            ExpressionKind::If { condition, then, otherwise } => {
                ExpressionKind::If { condition, then: inside(then)?, otherwise: inside(otherwise)? }
            }
            ExpressionKind::Bands { operand, edge, bands, otherwise } => {
                let otherwise = inside(otherwise)?;
                let bands: Option<Vec<Band>> = bands
                    .into_iter()
                    .map(|band| Some(Band { bound: band.bound, value: *inside(Box::new(band.value))? }))
                    .collect();
                ExpressionKind::Bands { operand, edge, bands: bands?, otherwise }
            }
            ExpressionKind::FirstKnown(operands) => {
                let operands: Option<Vec<Expression>> =
                    operands.into_iter().map(|operand| self.with_domain(operand, domain)).collect();
                ExpressionKind::FirstKnown(operands?)
            }
            other => other,
        };
        Some(Expression { kind, yields, span })
    }
}
