//! A plan as an Akoma Ntoso 3.0 document (OASIS LegalDocML): identification, preface, hierarchy of clauses,
//! agencies, targets and terms marked in the text. Never changes, adds or drops a word of the text, except for
//! page furniture that the reader set aside.

mod hierarchy;
mod identification;
mod marks;
mod references;
mod source;

use model::{Plan, digest};

use super::xml::Xml;
use super::{ExchangeMeta, date_of, wrong};
use crate::error::ReportError;
use hierarchy::Clauses;
use marks::Marks;
use references::References;
use source::Source;

const NAMESPACE: &str = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0";
const PLACE: &str = "Akoma Ntoso 文件";

/// Writes the plan with its text, or only its headings when the text is not at hand.
pub fn akoma_ntoso(plan: &Plan, text: Option<&str>, meta: &ExchangeMeta) -> Result<String, ReportError> {
    meta.check()?;
    let date = date_of(plan, meta).ok_or_else(|| wrong(PLACE, "缺少成文日期，请在核对页补上；草案请给出本稿日期"))?;
    if let Some(text) = text
        && digest(text.as_bytes()) != plan.text_digest
    {
        return Err(wrong(PLACE, "所给正文与识读时的正文不一致，请使用识读时的原文"));
    }
    let references = References::of(plan);
    let source = text.map(|text| Source::new(text, plan)).transpose()?;
    let marks = match &source {
        Some(source) => Marks::of(plan, source, &references),
        None => Marks::default(),
    };
    let mut clauses = Clauses::new(Xml::new(PLACE)?, source, marks);
    clauses.xml.open("akomaNtoso", &[("xmlns", NAMESPACE)])?;
    clauses.xml.open("doc", &[("name", "plan"), ("contains", "originalVersion")])?;
    clauses.xml.open("meta", &[])?;
    identification::write(&mut clauses.xml, plan, meta, date, &references)?;
    references.write(&mut clauses.xml)?;
    clauses.xml.close("meta")?;
    clauses.write(plan)?;
    clauses.xml.close("doc")?;
    clauses.xml.close("akomaNtoso")?;
    clauses.xml.finish()
}
