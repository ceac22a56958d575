//! Preface, clauses and conclusions in the order of the text. Each character is written once; a stretch that belongs
//! to no heading stays where it stands.

use model::{Heading, Plan, Span};

use super::PLACE;
use super::marks::Marks;
use super::source::Source;
use crate::error::ReportError;
use crate::exchange::ids::Ids;
use crate::exchange::wrong;
use crate::exchange::xml::Xml;

pub(super) struct Clauses<'text> {
    pub xml: Xml,
    source: Option<Source<'text>>,
    marks: Marks,
    /// The first mark that has not begun.
    next_mark: usize,
    /// Marks that began and reach beyond what is written, outer ones first.
    open: Vec<usize>,
    ids: Ids,
}

/// A heading with those that lie in its body.
struct Clause<'plan> {
    heading: &'plan Heading,
    children: Vec<Clause<'plan>>,
}

impl<'text> Clauses<'text> {
    pub(super) fn new(xml: Xml, source: Option<Source<'text>>, marks: Marks) -> Clauses<'text> {
        Clauses { xml, source, marks, next_mark: 0, open: Vec::new(), ids: Ids::default() }
    }

    pub(super) fn write(&mut self, plan: &Plan) -> Result<(), ReportError> {
        let clauses = tree(&plan.outline);
        let first = clauses.first().map(|clause| clause.heading.span.start);
        if self.source.is_none() {
            self.preface_without_text(plan)?;
        }
        let length = self.source.as_ref().map_or(0, Source::len);
        let front_end = first.unwrap_or(length);
        let mut title_end = title_end(plan, front_end);
        if clauses.is_empty() && self.lines(title_end, length).is_empty() {
            // A text that is all title: the format demands a body.
            title_end = 0;
        }
        self.container("preface", 0, title_end)?;
        // Without headings what follows the title is the body itself.
        let body_start = if clauses.is_empty() { title_end } else { front_end };
        self.container("preamble", title_end, body_start)?;

        if clauses.is_empty() && self.lines(body_start, length).is_empty() {
            return Err(wrong(PLACE, "没有识读出标题，也没有正文，无法生成正文部分"));
        }
        self.xml.open("mainBody", &[])?;
        let mut written = body_start;
        for clause in &clauses {
            self.paragraphs(written, clause.heading.span.start)?;
            written = self.clause(clause, None)?;
        }
        if clauses.is_empty() {
            self.paragraphs(body_start, length)?;
            written = length;
        }
        self.xml.close("mainBody")?;
        self.container("conclusions", written, length)
    }

    fn preface_without_text(&mut self, plan: &Plan) -> Result<(), ReportError> {
        let metadata = &plan.metadata;
        let date = metadata.date.map(|date| date.to_string());
        let day = metadata.date.map(|date| format!("{}年{}月{}日", date.year(), date.month(), date.day()));
        let fields = [
            ("docTitle", Some(metadata.title.as_str()).filter(|title| !title.is_empty())),
            ("docNumber", metadata.document_number.as_deref()),
            ("docAuthority", metadata.issuer.as_deref()),
            ("docDate", day.as_deref()),
        ];
        if fields.iter().all(|(_, words)| words.is_none()) {
            return Ok(());
        }
        self.xml.open("preface", &[])?;
        for (element, words) in fields {
            let Some(words) = words else { continue };
            self.xml.start("p", &[])?;
            match (element, &date) {
                ("docDate", Some(date)) => self.xml.start(element, &[("date", date)])?,
                _ => self.xml.start(element, &[])?,
            }
            self.xml.words(words)?;
            self.xml.end(element)?;
            self.xml.close("p")?;
        }
        self.xml.close("preface")
    }

    /// Writes a clause with all below it; gives back where its body ends.
    fn clause(&mut self, clause: &Clause<'_>, parent: Option<&str>) -> Result<usize, ReportError> {
        let heading = clause.heading;
        let (element, short) = element_of(heading);
        let number = heading.id.rsplit('.').next().unwrap_or_default();
        let wish = match parent {
            Some(parent) => format!("{parent}__{short}_{number}"),
            None => format!("{short}_{number}"),
        };
        let id = self.ids.give(&wish);
        self.xml.open(element, &[("eId", &id)])?;
        let end = heading.body_end;
        let own_end = clause.children.first().map_or(end, |child| child.heading.span.start);
        let mut written = self.heading(heading, own_end)?;
        if clause.children.is_empty() {
            self.block("content", &id, written, end)?;
        } else {
            for (ordinal, child) in clause.children.iter().enumerate() {
                if ordinal == 0 {
                    self.block("intro", &id, written, child.heading.span.start)?;
                } else {
                    self.between(&id, written, child.heading.span.start)?;
                }
                written = self.clause(child, Some(&id))?;
            }
            self.block("wrapUp", &id, written, end)?;
        }
        self.xml.close(element)?;
        Ok(end.max(written))
    }

    /// `num` and `heading`; the punctuation after a heading inside a line stays with it.
    fn heading(&mut self, heading: &Heading, own_end: usize) -> Result<usize, ReportError> {
        let Some(source) = &self.source else {
            if !heading.label.is_empty() {
                self.xml.element("num", &[], &heading.label)?;
            }
            if !heading.title.is_empty() {
                self.xml.element("heading", &[], &heading.title)?;
            }
            return Ok(heading.span.end);
        };
        let words = source.words(heading.span);
        let label_end = words.find(&heading.label).map_or(0, |found| found + heading.label.len());
        let label_len = words.get(..label_end).unwrap_or_default().chars().count();
        let after = source.words(Span { start: heading.span.end, end: own_end.max(heading.span.end) });
        let punctuation = after.chars().take_while(|c| "。．.:：".contains(*c)).count();
        let title = Span { start: heading.span.start + label_len, end: heading.span.end + punctuation };
        if label_len > 0 {
            self.inline("num", Span { start: heading.span.start, end: title.start })?;
        }
        if !self.lines(title.start, title.end).is_empty() {
            self.inline("heading", title)?;
        }
        Ok(title.end)
    }

    fn block(&mut self, element: &str, clause: &str, start: usize, end: usize) -> Result<(), ReportError> {
        if self.lines(start, end).is_empty() {
            return Ok(());
        }
        let id = self.ids.give(&format!("{clause}__{}", element.to_ascii_lowercase()));
        self.xml.open(element, &[("eId", &id)])?;
        self.paragraphs(start, end)?;
        self.xml.close(element)
    }

    /// Words between two clauses that belong to the clause above both.
    fn between(&mut self, clause: &str, start: usize, end: usize) -> Result<(), ReportError> {
        if self.lines(start, end).is_empty() {
            return Ok(());
        }
        let id = self.ids.give(&format!("{clause}__hcontainer"));
        self.xml.open("hcontainer", &[("eId", &id), ("name", "between")])?;
        self.block("content", &id, start, end)?;
        self.xml.close("hcontainer")
    }

    fn container(&mut self, element: &str, start: usize, end: usize) -> Result<(), ReportError> {
        if self.lines(start, end).is_empty() {
            return Ok(());
        }
        self.xml.open(element, &[])?;
        self.paragraphs(start, end)?;
        self.xml.close(element)
    }

    fn paragraphs(&mut self, start: usize, end: usize) -> Result<(), ReportError> {
        for line in self.lines(start, end) {
            self.inline("p", line)?;
        }
        Ok(())
    }

    fn lines(&self, start: usize, end: usize) -> Vec<Span> {
        self.source.as_ref().map_or_else(Vec::new, |source| source.lines(start, end))
    }

    /// An element with a stretch of text and its marks. Stretches come in the order of the text.
    fn inline(&mut self, element: &str, stretch: Span) -> Result<(), ReportError> {
        self.xml.start(element, &[])?;
        let marks = &self.marks.list;
        self.open.retain(|mark| marks.get(*mark).is_some_and(|mark| mark.span.end > stretch.start));
        for ordinal in self.open.clone() {
            self.start_mark(ordinal, false)?;
        }
        let mut written = stretch.start;
        while let Some(mark) = self.marks.list.get(self.next_mark) {
            let start = mark.span.start.max(stretch.start);
            if start >= stretch.end {
                break;
            }
            let mut end = mark.span.end;
            let ordinal = self.next_mark;
            self.next_mark += 1;
            if end <= stretch.start {
                continue;
            }
            written = self.write_until(written, start)?;
            // Marks nest: one that would cross its outer mark ends with it.
            if let Some(outer) = self.open.last().and_then(|outer| self.marks.list.get(*outer)) {
                end = end.min(outer.span.end);
            }
            if let Some(mark) = self.marks.list.get_mut(ordinal) {
                mark.span.end = end;
            }
            self.start_mark(ordinal, true)?;
            self.open.push(ordinal);
        }
        self.write_until(written, stretch.end)?;
        for ordinal in self.open.clone().into_iter().rev() {
            self.end_mark(ordinal)?;
        }
        self.xml.close(element)
    }

    /// Writes words up to a place and closes the marks that end before or at it.
    fn write_until(&mut self, from: usize, to: usize) -> Result<usize, ReportError> {
        let mut written = from;
        while let Some(ordinal) = self.open.last().copied() {
            let Some(end) = self.marks.list.get(ordinal).map(|mark| mark.span.end).filter(|end| *end <= to) else {
                break;
            };
            self.words(written, end)?;
            written = end.max(written);
            self.end_mark(ordinal)?;
            self.open.pop();
        }
        self.words(written, to)?;
        Ok(to)
    }

    fn words(&mut self, start: usize, end: usize) -> Result<(), ReportError> {
        match &self.source {
            Some(source) if start < end => self.xml.words(source.words(Span { start, end })),
            _ => Ok(()),
        }
    }

    fn start_mark(&mut self, ordinal: usize, is_first_piece: bool) -> Result<(), ReportError> {
        let Some(mark) = self.marks.list.get(ordinal) else { return Ok(()) };
        let id = mark.id.as_deref().filter(|_| is_first_piece).map(|id| ("eId", id));
        let rest = mark.attributes.iter().map(|(key, value)| (*key, value.as_str()));
        let attributes: Vec<(&str, &str)> = id.into_iter().chain(rest).collect();
        self.xml.start(mark.element, &attributes)
    }

    fn end_mark(&mut self, ordinal: usize) -> Result<(), ReportError> {
        match self.marks.list.get(ordinal) {
            Some(mark) => self.xml.end(mark.element),
            None => Ok(()),
        }
    }
}

/// Where the line of the title ends, when it stands before the first heading.
fn title_end(plan: &Plan, front_end: usize) -> usize {
    let title = plan.metadata.spans.iter().filter(|(field, _)| field == "title").map(|(_, span)| span.end).max();
    title.filter(|end| *end <= front_end).unwrap_or(if plan.outline.is_empty() { 0 } else { front_end })
}

/// Nests headings by their bodies; a body never reaches out of the one around it.
fn tree(outline: &[Heading]) -> Vec<Clause<'_>> {
    let mut headings: Vec<&Heading> = outline.iter().collect();
    headings.sort_by_key(|heading| heading.span.start);
    let mut top = Vec::new();
    let mut path: Vec<Clause<'_>> = Vec::new();
    for heading in headings {
        fold(&mut path, &mut top, heading.span.start);
        path.push(Clause { heading, children: Vec::new() });
    }
    fold(&mut path, &mut top, usize::MAX);
    top
}

/// Puts the finished clauses at the end of the path into those above them.
fn fold<'plan>(path: &mut Vec<Clause<'plan>>, top: &mut Vec<Clause<'plan>>, start: usize) {
    while path.last().is_some_and(|last| last.heading.body_end <= start) {
        let Some(done) = path.pop() else { break };
        match path.last_mut() {
            Some(above) => above.children.push(done),
            None => top.push(done),
        }
    }
}

/// Element of a clause and its short name in identifiers, by the printed label, else by depth.
fn element_of(heading: &Heading) -> (&'static str, &'static str) {
    let label = heading.label.trim();
    let named = |words: &[char]| label.starts_with('第') && label.ends_with(words);
    if named(&['编', '篇']) || label.ends_with("部分") {
        return ("part", "part");
    }
    if named(&['章']) {
        return ("chapter", "chp");
    }
    if named(&['节']) {
        return ("section", "sec");
    }
    if named(&['条']) {
        return ("article", "art");
    }
    match heading.level {
        0 | 1 => ("section", "sec"),
        2 => ("paragraph", "para"),
        3 => ("subparagraph", "subpara"),
        4 => ("point", "point"),
        _ => ("level", "level"),
    }
}
