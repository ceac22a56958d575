//! Rows taken from another pack (取数): blocks → model. Only this pack is seen: whether the other one has what is read from
//! it is asked where all packs are known.

use model::pack::{ChoiceList, Code, Field, FieldType, Intake, IntakeAmount, Presence, Register};

use crate::diagnostic::Diagnostics;
use crate::fault::Fault;
use crate::names::{field_named, unknown};
use crate::shape::Block;
use crate::value::Mention;

/// Nothing when it cannot be used.
pub(crate) fn intake(
    block: &Block,
    register: &Register,
    lists: &[ChoiceList],
    out: &mut Diagnostics,
) -> Option<Intake> {
    let codes = ["pack", "register"].map(|word| block.code_in(word, out));
    let mut written: Vec<(Code, Mention)> = Vec::new();
    let mut fields = Vec::new();
    for (mention, there) in block.texts("fields", out) {
        let Some(field) = field_named(&register.fields, &mention, out) else { continue };
        match Code::new(&there) {
            Ok(there) => fields.push((field.code.clone(), there)),
            Err(error) => {
                out.report(Fault::BadCode, mention.span, error.to_string());
            }
        }
        written.push((field.code.clone(), mention));
    }
    let mut fixed = Vec::new();
    for (mention, text) in block.texts("fixed", out) {
        let Some(field) = field_named(&register.fields, &mention, out) else { continue };
        let text = match &field.field_type {
            FieldType::Text { .. } | FieldType::Reference { .. } | FieldType::Agency => text,
            FieldType::Choice { list } => match option(lists, list, &mention, &text, out) {
                Some(code) => code,
                None => continue,
            },
            _ => {
                out.report(
                    Fault::TypeMismatch,
                    mention.span,
                    format!("“{}”不是文字、选项、单位或引用字段", mention.name),
                )
                .hint("`fixed` 只写文字");
                text
            }
        };
        fixed.push((field.code.clone(), text));
        written.push((field.code.clone(), mention));
    }
    let amount = block.name("amount", out).and_then(|mention| {
        let field = field_named(&register.fields, &mention, out)?;
        if !matches!(field.field_type, FieldType::Number { .. } | FieldType::Money { .. }) {
            out.report(Fault::TypeMismatch, mention.span, format!("“{}”不是数或金额字段", mention.name));
        }
        written.push((field.code.clone(), mention));
        Some(field.code.clone())
    });
    for (place, (code, mention)) in written.iter().enumerate() {
        if written[..place].iter().any(|(earlier, _)| earlier == code) {
            out.report(Fault::DuplicateName, mention.span, format!("“{}”写了两次", mention.name));
        }
    }
    let is_written = |field: &Field| written.iter().any(|(code, _)| *code == field.code);
    let is_due = |field: &&Field| field.presence == Presence::Required || register.key.contains(&field.code);
    for field in register.fields.iter().filter(is_due).filter(|field| !is_written(field)) {
        out.report(Fault::MissingAttribute, block.span, format!("取数“{}”没有写必填字段“{}”", block.name, field.name))
            .hint("写在 `fields` 或 `fixed` 里");
    }
    let swap = swap(block, register, &written, out);
    let amount = match (block.has("value"), block.has("amount")) {
        (false, false) => {
            if let Some(attribute) = block.attribute("swap") {
                out.report(Fault::ExcludedAttribute, attribute.span, "`swap` 只与 `value`、`amount` 一起用");
            }
            None
        }
        (true, true) => {
            let (value, field) = (block.code_in("value", out), amount);
            Some(IntakeAmount { value: value?, field: field?, swap })
        }
        (has_value, _) => {
            let (there, lacking) = if has_value { ("value", "amount") } else { ("amount", "value") };
            out.report(
                Fault::MissingAttribute,
                block.span,
                format!("取数“{}”写了 `{there}`，缺少 `{lacking}`", block.name),
            )
            .hint("结果记入数的，两个都写；逐行照抄、不记数的，两个都不写");
            None
        }
    };
    let [Some(pack), Some(there)] = codes else { return None };
    let (code, name) = (block.code(out), block.name.clone());
    Some(Intake { code, name, pack, register: there, fields, fixed, amount, span: block.span })
}

/// The code of an option that is written by its name.
fn option(lists: &[ChoiceList], list: &Code, mention: &Mention, text: &str, out: &mut Diagnostics) -> Option<String> {
    let list = lists.iter().find(|known| known.code == *list)?;
    let found = list.choices.iter().find(|choice| choice.name == text);
    if found.is_none() {
        let wrong = Mention { name: text.to_string(), span: mention.span };
        unknown("选项", &wrong, list.choices.iter().map(|choice| choice.name.as_str()), out);
    }
    found.map(|choice| choice.code.to_string())
}

/// Two fields that every line has and that may stand for each other.
fn swap(
    block: &Block,
    register: &Register,
    written: &[(Code, Mention)],
    out: &mut Diagnostics,
) -> Option<(Code, Code)> {
    let attribute = block.attribute("swap")?;
    let mentions = block.names("swap", out);
    let found: Vec<&Field> =
        mentions.iter().filter_map(|mention| field_named(&register.fields, mention, out)).collect();
    if found.len() < mentions.len() {
        return None;
    }
    let has = |field: &Field| written.iter().any(|(code, _)| *code == field.code);
    match found.as_slice() {
        [one, other] if one.code != other.code && one.field_type == other.field_type && has(one) && has(other) => {
            Some((one.code.clone(), other.code.clone()))
        }
        _ => {
            out.report(Fault::TypeMismatch, attribute.value_span(), "`swap` 写两个类型相同、取数时都写了的字段")
                .hint("swap = [付方, 收方]");
            None
        }
    }
}
