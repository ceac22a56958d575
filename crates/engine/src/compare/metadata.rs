//! Changes of title, number, issuer, date and term. Where they stand in the text does not matter.

use model::PlanMetadata;

use super::{ChangedField, FieldChange};

pub(super) fn changes(old: &PlanMetadata, new: &PlanMetadata) -> Vec<FieldChange> {
    let title = |data: &PlanMetadata| Some(data.title.clone()).filter(|title| !title.is_empty());
    let date = |data: &PlanMetadata| data.date.map(|date| date.to_string());
    let term = |data: &PlanMetadata| data.term.map(|(first, last)| format!("{first}—{last}年"));
    let fields = [
        FieldChange::of(ChangedField::Title, "标题", title(old), title(new)),
        FieldChange::of(
            ChangedField::DocumentNumber,
            "发文字号",
            old.document_number.clone(),
            new.document_number.clone(),
        ),
        FieldChange::of(ChangedField::Issuer, "发文机关", old.issuer.clone(), new.issuer.clone()),
        FieldChange::of(ChangedField::Date, "成文日期", date(old), date(new)),
        FieldChange::of(ChangedField::Term, "规划期", term(old), term(new)),
    ];
    fields.into_iter().flatten().collect()
}
