//! FRBR identification: the work, its Chinese expression and this file. Invents neither number nor author.

use jiff::civil::Date;
use model::Plan;

use super::references::{MARKUP, References};
use crate::error::ReportError;
use crate::exchange::ExchangeMeta;
use crate::exchange::xml::Xml;

pub(super) fn write(
    xml: &mut Xml,
    plan: &Plan,
    meta: &ExchangeMeta,
    date: Date,
    references: &References,
) -> Result<(), ReportError> {
    let day = date.to_string();
    let dated = if plan.metadata.date.is_some() { "issued" } else { "draft" };
    let author = format!("#{}", references.issuer);
    let work = format!("/akn/cn/doc/plan/{day}/{}", meta.code);
    let expression = format!("{work}/zho@{day}");
    xml.open("identification", &[("source", &format!("#{MARKUP}"))])?;

    xml.open("FRBRWork", &[])?;
    address(xml, &work, "")?;
    if !plan.metadata.title.is_empty() {
        xml.empty("FRBRalias", &[("value", &plan.metadata.title), ("name", "title")])?;
    }
    xml.empty("FRBRdate", &[("date", &day), ("name", dated)])?;
    xml.empty("FRBRauthor", &[("href", &author)])?;
    xml.empty("FRBRcountry", &[("value", "cn")])?;
    xml.empty("FRBRsubtype", &[("value", "plan")])?;
    if let Some(number) = &plan.metadata.document_number {
        xml.empty("FRBRnumber", &[("value", number)])?;
    }
    xml.empty("FRBRname", &[("value", &meta.code)])?;
    xml.close("FRBRWork")?;

    xml.open("FRBRExpression", &[])?;
    address(xml, &expression, "")?;
    xml.empty("FRBRdate", &[("date", &day), ("name", dated)])?;
    xml.empty("FRBRauthor", &[("href", &author)])?;
    // A copy of a web page or a file; the official print decides.
    xml.empty("FRBRauthoritative", &[("value", "false")])?;
    xml.empty("FRBRlanguage", &[("language", "zho")])?;
    xml.close("FRBRExpression")?;

    xml.open("FRBRManifestation", &[])?;
    address(xml, &expression, ".xml")?;
    if let Some(source) = &meta.source {
        xml.empty("FRBRalias", &[("value", source), ("name", "source")])?;
    }
    xml.empty("FRBRdate", &[("date", &day), ("name", dated)])?;
    xml.empty("FRBRauthor", &[("href", &format!("#{MARKUP}"))])?;
    xml.empty("FRBRformat", &[("value", "application/akn+xml")])?;
    xml.close("FRBRManifestation")?;
    xml.close("identification")
}

fn address(xml: &mut Xml, uri: &str, ending: &str) -> Result<(), ReportError> {
    xml.empty("FRBRthis", &[("value", &format!("{uri}/!main{ending}"))])?;
    xml.empty("FRBRuri", &[("value", &format!("{uri}{ending}"))])
}
