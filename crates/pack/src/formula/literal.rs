//! Numbers, texts, flags and dates written in a formula; never names.

use hcl_edit::expr::Expression as Tree;
use model::UnitOfMeasure;
use model::pack::{Code, Expression, ExpressionKind, SourceSpan, ValueType};

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

    /// A text literal beside a text of a closed list becomes the code of the choice.
    pub(super) fn with_domain(&mut self, node: Expression, domain: &Domain) -> Option<Expression> {
        match &node.kind {
            ExpressionKind::Text(text) => {
                let stored = self.stored_text(text, domain, node.span)?;
                Some(Expression { kind: ExpressionKind::Text(stored), ..node })
            }
            _ => Some(node),
        }
    }
}
