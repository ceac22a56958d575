//! Everything that a pack declares, by name: what formulas and attributes refer to.
//!
//! Built in a first pass, so that the order of blocks in a file does not matter.

use model::UnitOfMeasure;
use model::pack::{
    ChoiceList, Code, Cycle, Field, Observed, Parameter, Register, Role, SourceSpan, Subject, Table, ValueType,
};

use crate::diagnostic::{Diagnostics, meant};
use crate::fault::Fault;
use crate::value::Mention;

#[derive(Debug, Default)]
pub(crate) struct Names {
    pub(crate) roles: Vec<Role>,
    pub(crate) choices: Vec<ChoiceList>,
    pub(crate) parameters: Vec<Parameter>,
    /// The list of choices by which a parameter differs, in the order of `parameters`.
    pub(crate) parameter_keys: Vec<Option<Code>>,
    pub(crate) tables: Vec<Table>,
    pub(crate) observed: Vec<Observed>,
    /// With fields, states and the heads of measures; conditions come in the second pass.
    pub(crate) registers: Vec<Register>,
    pub(crate) formulas: Vec<FormulaHead>,
    pub(crate) evaluations: Vec<EvaluationHead>,
    /// Ways from state to state that no step of a register takes.
    pub(crate) moves: Vec<Move>,
}

/// Rows of a register pass from one of these states to another because of something outside of it.
#[derive(Debug, Clone)]
pub(crate) struct Move {
    pub(crate) register: Code,
    pub(crate) from: Vec<Code>,
    pub(crate) to: Code,
}

#[derive(Debug, Clone)]
pub(crate) struct FormulaHead {
    pub(crate) code: Code,
    pub(crate) name: String,
    pub(crate) subject: Subject,
    pub(crate) cycle: Cycle,
    pub(crate) yields: ValueType,
    /// The list of choices that a text is of.
    pub(crate) list: Option<Code>,
    pub(crate) span: SourceSpan,
}

#[derive(Debug, Clone)]
pub(crate) struct EvaluationHead {
    pub(crate) code: Code,
    pub(crate) name: String,
    pub(crate) subject: Subject,
    /// Code, name and unit; an indicator of several pools stands here once for each.
    pub(crate) indicators: Vec<(Code, String, UnitOfMeasure)>,
    pub(crate) grades: Vec<(Code, String)>,
    pub(crate) group_list: Option<Code>,
    pub(crate) span: SourceSpan,
}

/// Something with a code, a name and a place.
pub(crate) struct Entry<'names> {
    pub(crate) code: &'names Code,
    pub(crate) name: &'names str,
    pub(crate) span: SourceSpan,
}

impl Names {
    pub(crate) fn register(&self, code: &Code) -> Option<&Register> {
        self.registers.iter().find(|register| register.code == *code)
    }

    pub(crate) fn register_named(&self, mention: &Mention, out: &mut Diagnostics) -> Option<&Register> {
        let found = self.registers.iter().find(|register| register.name == mention.name);
        if found.is_none() {
            unknown("名录", mention, self.registers.iter().map(|register| register.name.as_str()), out);
        }
        found
    }

    pub(crate) fn choices_named(&self, mention: &Mention, out: &mut Diagnostics) -> Option<&ChoiceList> {
        let found = self.choices.iter().find(|list| list.name == mention.name);
        if found.is_none() {
            unknown("选项表", mention, self.choices.iter().map(|list| list.name.as_str()), out);
        }
        found
    }

    pub(crate) fn list(&self, code: &Code) -> Option<&ChoiceList> {
        self.choices.iter().find(|list| list.code == *code)
    }

    pub(crate) fn parameter_named(
        &self,
        mention: &Mention,
        out: &mut Diagnostics,
    ) -> Option<(&Parameter, Option<&Code>)> {
        let place = self.parameters.iter().position(|parameter| parameter.name == mention.name);
        if place.is_none() {
            unknown("参数", mention, self.parameters.iter().map(|parameter| parameter.name.as_str()), out);
        }
        let place = place?;
        Some((&self.parameters[place], self.parameter_keys[place].as_ref()))
    }

    pub(crate) fn table_named(&self, mention: &Mention, out: &mut Diagnostics) -> Option<&Table> {
        let found = self.tables.iter().find(|table| table.name == mention.name);
        if found.is_none() {
            unknown("分段表", mention, self.tables.iter().map(|table| table.name.as_str()), out);
        }
        found
    }

    pub(crate) fn evaluation_named(&self, mention: &Mention, out: &mut Diagnostics) -> Option<&EvaluationHead> {
        let found = self.evaluations.iter().find(|evaluation| evaluation.name == mention.name);
        if found.is_none() {
            unknown("评价", mention, self.evaluations.iter().map(|evaluation| evaluation.name.as_str()), out);
        }
        found
    }
}

/// The field of a register by its name.
pub(crate) fn field_named<'fields>(
    fields: &'fields [Field],
    mention: &Mention,
    out: &mut Diagnostics,
) -> Option<&'fields Field> {
    let found = fields.iter().find(|field| field.name == mention.name);
    if found.is_none() {
        unknown("字段", mention, fields.iter().map(|field| field.name.as_str()), out);
    }
    found
}

/// Says that a name is not there, with the nearest one.
pub(crate) fn unknown<'known>(
    what: &str,
    mention: &Mention,
    known: impl Iterator<Item = &'known str>,
    out: &mut Diagnostics,
) {
    let known: Vec<&str> = known.collect();
    let hint =
        if known.is_empty() { Some(format!("还没有声明任何{what}")) } else { meant(&mention.name, &known) };
    out.report(Fault::UnknownName, mention.span, format!("没有名为“{}”的{what}", mention.name))
        .hint_if(hint.or_else(|| dash_hint(&mention.name)));
}

/// `收入-支出` without spaces is one name to HCL.
pub(crate) fn dash_hint(name: &str) -> Option<String> {
    name.contains('-').then(|| "减号两边要有空格".to_string())
}

/// Names and codes of one kind differ within a scope.
pub(crate) fn distinct<'names>(what: &str, entries: impl IntoIterator<Item = Entry<'names>>, out: &mut Diagnostics) {
    let entries: Vec<Entry> = entries.into_iter().collect();
    for (place, entry) in entries.iter().enumerate() {
        let earlier = &entries[..place];
        if !entry.name.is_empty() && earlier.iter().any(|other| other.name == entry.name) {
            out.report(Fault::DuplicateName, entry.span, format!("{what}“{}”重名", entry.name));
        }
        // The stand-in for a code that was reported already.
        let is_real = entry.code.as_str() != "unknown";
        if let Some(other) = earlier.iter().find(|other| is_real && other.code == entry.code) {
            out.report(Fault::DuplicateCode, entry.span, format!("{what}代码 `{}` 重复", entry.code))
                .note(format!("已用于“{}”", other.name))
                .hint("代码不复用，换一个");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::nearest;

    #[test]
    fn a_slip_of_one_character_is_understood() {
        assert_eq!(nearest("用地面级", ["实缴税金", "用地面积"]), Some("用地面积"));
        assert_eq!(nearest("wieght", ["weight", "value"]), Some("weight"));
        assert_eq!(nearest("zzz", ["weight", "value"]), None);
    }
}
