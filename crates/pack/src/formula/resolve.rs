//! Names in formulas: fields, parameters, other formulas, statistics, counts of registers.
//!
//! A bare name is looked for among what belongs to the subject; everything else has a word in front.

use hcl_edit::Span;
use hcl_edit::expr::{Expression as Tree, Traversal, TraversalOperator};
use model::UnitOfMeasure;
use model::pack::{
    Code, Expression, ExpressionKind, Field, FieldPath, FieldType, ParameterUse, PlaceLevel, Register, SourceSpan,
    Subject, ValueType,
};

use super::{Compiler, Domain, Typed, type_in_words, typed};
use crate::diagnostic::{Diagnostics, meant};
use crate::fault::Fault;
use crate::names::{Names, dash_hint, unknown};
use crate::source::span;
use crate::value::Mention;

/// The code under which the state of a row is read like a field.
pub(crate) const STATE: &str = "state";

impl Compiler<'_, '_> {
    pub(super) fn variable(&mut self, name: &str, place: SourceSpan) -> Option<Typed> {
        match name {
            "period_start" => typed(ExpressionKind::PeriodStart, ValueType::Date, place),
            "period_end" => typed(ExpressionKind::PeriodEnd, ValueType::Date, place),
            "state" => self.state(place),
            _ => self.bare_name(name, place),
        }
    }

    fn state(&mut self, place: SourceSpan) -> Option<Typed> {
        let register = self.own_register().filter(|_| !self.is_subject_unknown())?;
        let Some(register) = self.scope.names.register(&register).filter(|register| !register.life.states.is_empty())
        else {
            self.fault(Fault::UnknownName, place, "这个名录没有声明状态", None);
            return None;
        };
        let path = FieldPath {
            register: register.code.clone(),
            through: Vec::new(),
            field: Code::new(STATE).expect("a valid code"),
        };
        let node = Expression { kind: ExpressionKind::Field(path), yields: ValueType::Text, span: place };
        Some(Typed { node, domain: Domain::States(register.code.clone()) })
    }

    pub(super) fn own_register(&self) -> Option<Code> {
        match &self.scope.subject {
            Some(Subject::Register(code)) => Some(code.clone()),
            Some(Subject::Place(_)) | None => None,
        }
    }

    /// The subject itself was not there, which was told with its name: nothing of it can be found or missed.
    pub(super) fn is_subject_unknown(&self) -> bool {
        self.own_register().is_some_and(|code| self.scope.names.register(&code).is_none())
    }

    pub(super) fn bare_name(&mut self, name: &str, place: SourceSpan) -> Option<Typed> {
        let mut found = self.candidates(name, place);
        if found.is_empty() && self.is_subject_unknown() {
            return None;
        }
        if found.len() > 1 {
            self.out
                .report(Fault::AmbiguousName, place, format!("“{name}”在这里有 {} 个含义", found.len()))
                .hint("改名，或在前面写 formula.、observed.、measure.");
            return None;
        }
        if found.is_empty() {
            let known = self.known_names();
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            let hint = if self.scope.names.parameters.iter().any(|parameter| parameter.name == name) {
                Some(format!("参数写作 `parameter.{name}`"))
            } else {
                dash_hint(name).or_else(|| meant(name, &known))
            };
            self.out.report(Fault::UnknownName, place, format!("没有名为“{name}”的字段或指标")).hint_if(hint);
        }
        found.pop()
    }

    fn candidates(&mut self, name: &str, place: SourceSpan) -> Vec<Typed> {
        let names = self.scope.names;
        let mut found = Vec::new();
        if let Some(register) = self.own_register().and_then(|code| names.register(&code))
            && let Some(field) = register.fields.iter().find(|field| field.name == name)
        {
            found.extend(field_node(&register.code, Vec::new(), field, place));
        }
        found.extend(self.formula_named(name, place));
        if matches!(self.scope.subject, Some(Subject::Place(_))) {
            found.extend(self.observed_named(name, place));
            found.extend(self.measure_named(name, place));
        }
        found
    }

    fn known_names(&self) -> Vec<String> {
        let names = self.scope.names;
        let mut known = Vec::new();
        if let Some(register) = self.own_register().and_then(|code| names.register(&code)) {
            known.extend(register.fields.iter().map(|field| field.name.clone()));
        }
        known.extend(
            names
                .formulas
                .iter()
                .filter(|head| Some(&head.subject) == self.scope.subject.as_ref())
                .map(|h| h.name.clone()),
        );
        if let Some(evaluation) = self.scope.evaluation {
            known.extend(evaluation.indicators.iter().map(|(_, name, _)| name.clone()));
        }
        if matches!(self.scope.subject, Some(Subject::Place(_))) {
            known.extend(names.observed.iter().map(|observed| observed.name.clone()));
            known.extend(
                names
                    .registers
                    .iter()
                    .flat_map(|register| &register.measures)
                    .map(|measure| measure.name.as_str())
                    .map(str::to_string),
            );
        }
        known
    }

    fn formula_named(&self, name: &str, place: SourceSpan) -> Option<Typed> {
        let names = self.scope.names;
        let head = names
            .formulas
            .iter()
            .find(|head| head.name == name && Some(&head.subject) == self.scope.subject.as_ref())
            .map(|head| {
                let domain = head.list.clone().map_or(Domain::Free, Domain::List);
                (head.code.clone(), head.yields.clone(), domain)
            });
        let indicator = self.scope.evaluation.and_then(|evaluation| {
            let is_here = |code: &Code| self.scope.pool_indicators.as_ref().is_none_or(|codes| codes.contains(code));
            let mut indicators = evaluation.indicators.iter();
            indicators
                .find(|(code, known, _)| known == name && is_here(code))
                .map(|(code, _, unit)| (code.clone(), ValueType::Number(unit.clone()), Domain::Free))
        });
        let (code, yields, domain) = head.or(indicator)?;
        let node = Expression { kind: ExpressionKind::Formula(code), yields, span: place };
        Some(Typed { node, domain })
    }

    fn observed_named(&self, name: &str, place: SourceSpan) -> Option<Typed> {
        let observed = self.scope.names.observed.iter().find(|observed| observed.name == name)?;
        typed(ExpressionKind::Observed(observed.code.clone()), ValueType::Number(observed.unit.clone()), place)
    }

    fn measure_named(&self, name: &str, place: SourceSpan) -> Option<Typed> {
        let mut measures = self.scope.names.registers.iter().flat_map(|register| &register.measures);
        let measure = measures.find(|measure| measure.name == name)?;
        typed(ExpressionKind::Measure(measure.code.clone()), ValueType::Number(measure.unit.clone()), place)
    }

    pub(super) fn traversal(&mut self, traversal: &Traversal, place: SourceSpan) -> Option<Typed> {
        let Some(first) = traversal.expr.as_variable().map(|name| name.as_str().to_string()) else {
            self.fault(Fault::Syntax, place, "点号前应为名称", None);
            return None;
        };
        let mut steps = Vec::new();
        let mut key = None;
        for operator in &traversal.operators {
            match operator.value() {
                TraversalOperator::GetAttr(name) if key.is_none() => steps.push(Mention {
                    name: name.as_str().to_string(),
                    span: name.span().map_or(place, |range| span(self.file, range)),
                }),
                TraversalOperator::Index(index) if key.is_none() => key = Some(index),
                _ => {
                    self.fault(Fault::Syntax, place, "这里只用点号，参数按选项取值用方括号", None);
                    return None;
                }
            }
        }
        match (first.as_str(), steps.as_slice()) {
            ("parameter", [name]) => self.parameter(name, key, place),
            ("observed", [name]) if key.is_none() => {
                let found = self.observed_named(&name.name, name.span);
                self.or_unknown(
                    found,
                    "统计指标",
                    name,
                    self.scope.names.observed.iter().map(|o| o.name.clone()).collect(),
                )
            }
            ("formula", [name]) if key.is_none() => {
                let found = self.formula_named(&name.name, name.span);
                self.or_unknown(
                    found,
                    "核算项",
                    name,
                    self.scope.names.formulas.iter().map(|f| f.name.clone()).collect(),
                )
            }
            ("measure", [name]) if key.is_none() => {
                let found = self.measure_named(&name.name, name.span);
                let known = self
                    .scope
                    .names
                    .registers
                    .iter()
                    .flat_map(|register| &register.measures)
                    .map(|measure| measure.name.as_str());
                let known = known.map(str::to_string).collect();
                self.or_unknown(found, "计数", name, known)
            }
            (_, [_, ..]) if key.is_none() => self.path(&first, &steps, place),
            _ => {
                self.fault(Fault::Syntax, place, "方括号只用在 parameter.名称[选项]", None);
                None
            }
        }
    }

    fn or_unknown(&mut self, found: Option<Typed>, what: &str, name: &Mention, known: Vec<String>) -> Option<Typed> {
        // A formula of this name that is about something else is only wrong when it is known what this one is about.
        let may_be = self.is_subject_unknown() && known.contains(&name.name);
        if found.is_none() && !may_be {
            unknown(what, name, known.iter().map(String::as_str), self.out);
        }
        found
    }

    /// `所在县.常住人口`: through reference fields to a field of another register.
    fn path(&mut self, first: &str, steps: &[Mention], place: SourceSpan) -> Option<Typed> {
        let names = self.scope.names;
        if let (Some(Subject::Place(level)), [step]) = (&self.scope.subject, steps) {
            let register = register_about_places(names, first, *level, place, self.out)?;
            let field = crate::names::field_named(&register.fields, step, self.out)?;
            return field_node(&register.code, Vec::new(), field, place);
        }
        if self.is_subject_unknown() {
            return None;
        }
        let Some(start) = self.own_register().and_then(|code| names.register(&code)) else {
            self.fault(Fault::UnknownName, place, format!("“{first}”不是引用字段"), None);
            return None;
        };
        let mut register = start;
        let mut through = Vec::new();
        let mut mention = Mention { name: first.to_string(), span: place };
        for step in steps {
            let field = crate::names::field_named(&register.fields, &mention, self.out)?;
            let FieldType::Reference { register: target } = &field.field_type else {
                self.fault(
                    Fault::TypeMismatch,
                    mention.span,
                    format!("“{}”不是引用字段，后面不能再取字段", mention.name),
                    None,
                );
                return None;
            };
            through.push(field.code.clone());
            register = names.register(target)?;
            mention = step.clone();
        }
        let field = crate::names::field_named(&register.fields, &mention, self.out)?;
        field_node(&start.code, through, field, place)
    }

    fn parameter(&mut self, name: &Mention, key: Option<&Tree>, place: SourceSpan) -> Option<Typed> {
        let (parameter, list) = self.scope.names.parameter_named(name, self.out)?;
        let yields = ValueType::Number(parameter.unit.clone());
        let code = parameter.code.clone();
        let parameter = match (list.cloned(), key) {
            (None, None) => ParameterUse::Single(code),
            (None, Some(_)) => {
                self.fault(Fault::Arguments, place, format!("参数“{}”不按选项分列", name.name), Some("去掉方括号"));
                return None;
            }
            (Some(list), None) => {
                let list = self.scope.names.list(&list)?.name.clone();
                let hint = format!("写作 parameter.{}[{list}]", name.name);
                self.fault(
                    Fault::Arguments,
                    place,
                    format!("参数“{}”按“{list}”分列，要写方括号", name.name),
                    Some(&hint),
                );
                return None;
            }
            (Some(list), Some(key)) => {
                let found = self.expression(key)?;
                if found.node.yields != ValueType::Text {
                    let what = type_in_words(&found.node.yields);
                    self.fault(Fault::TypeMismatch, found.node.span, format!("方括号里应为选项，却是{what}"), None);
                    return None;
                }
                let domain = Domain::List(list);
                if found.domain != Domain::Free && found.domain != domain {
                    self.fault(Fault::TypeMismatch, found.node.span, "方括号里的字段用的是另一个选项表", None);
                    return None;
                }
                let key = Box::new(self.in_domain(found, &domain)?);
                ParameterUse::Keyed { parameter: code, key }
            }
        };
        typed(ExpressionKind::Parameter(parameter), yields, place)
    }
}

/// The register of this name that keeps one row about each place of a level.
pub(crate) fn register_about_places<'names>(
    names: &'names Names,
    name: &str,
    level: PlaceLevel,
    place: SourceSpan,
    out: &mut Diagnostics,
) -> Option<&'names Register> {
    let register = names.register_named(&Mention { name: name.to_string(), span: place }, out)?;
    let key = match register.key.as_slice() {
        [key] => register.field(key).map(|field| &field.field_type),
        _ => None,
    };
    if matches!(key, Some(FieldType::Place { level: own }) if *own == level) {
        return Some(register);
    }
    out.report(Fault::TypeMismatch, place, format!("名录“{name}”不是每个行政区一行，不能这样取字段"))
        .hint("名录的主键只写一个同级的行政区字段");
    None
}

fn field_node(register: &Code, through: Vec<Code>, field: &Field, place: SourceSpan) -> Option<Typed> {
    let path = FieldPath { register: register.clone(), through, field: field.code.clone() };
    let node = Expression { kind: ExpressionKind::Field(path), yields: field_yields(&field.field_type), span: place };
    let domain = match &field.field_type {
        FieldType::Choice { list } => Domain::List(list.clone()),
        _ => Domain::Free,
    };
    Some(Typed { node, domain })
}

fn field_yields(field_type: &FieldType) -> ValueType {
    match field_type {
        FieldType::Number { unit, .. } | FieldType::Money { unit, .. } => ValueType::Number(UnitOfMeasure::clone(unit)),
        FieldType::Date => ValueType::Date,
        FieldType::Flag => ValueType::Flag,
        FieldType::Text { .. }
        | FieldType::Choice { .. }
        | FieldType::Reference { .. }
        | FieldType::Place { .. }
        | FieldType::Agency
        | FieldType::Enterprise
        | FieldType::File => ValueType::Text,
    }
}
