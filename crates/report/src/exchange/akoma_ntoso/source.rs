//! The text as received, cut into lines. Knows which stretches are page furniture; changes nothing.

use model::{Plan, Span, TextIndex};

use crate::error::ReportError;
use crate::exchange::wrong;
use crate::exchange::xml::is_break;

pub(super) struct Source<'text> {
    index: TextIndex<'text>,
    /// Page furniture, in order.
    boilerplate: Vec<Span>,
}

impl<'text> Source<'text> {
    /// Refuses a plan whose spans do not lie in the text.
    pub(super) fn new(text: &'text str, plan: &Plan) -> Result<Source<'text>, ReportError> {
        let index = TextIndex::new(text);
        let len = index.len();
        let inside = |span: &Span| span.start <= span.end && span.end <= len;
        let outside = |what: &str| wrong(what, "位置超出正文范围，请重新识读原文");
        for heading in &plan.outline {
            if !inside(&heading.span) || !inside(&Span { start: heading.span.end, end: heading.body_end }) {
                return Err(outside(&format!("标题“{}”", heading.title)));
            }
        }
        for task in &plan.tasks {
            if !inside(&task.span) || task.duties.span.is_some_and(|span| !inside(&span)) {
                return Err(outside(&format!("任务“{}”", task.title)));
            }
        }
        let of_targets = plan.targets.iter().map(|target| (&target.id, target.span));
        let of_soft = plan.soft_targets.iter().map(|soft| (&soft.id, soft.span));
        for (id, span) in of_targets.chain(of_soft) {
            if !inside(&span) {
                return Err(outside(&format!("目标 {id} ")));
            }
        }
        for (field, span) in &plan.metadata.spans {
            if !inside(span) {
                return Err(outside(&format!("文件要素 {field} ")));
            }
        }
        let mut boilerplate: Vec<Span> =
            plan.metadata.spans.iter().filter(|(field, _)| field == "boilerplate").map(|(_, span)| *span).collect();
        boilerplate.sort();
        Ok(Source { index, boilerplate })
    }

    pub(super) fn len(&self) -> usize {
        self.index.len()
    }

    /// Spans were checked, so this is the whole stretch.
    pub(super) fn words(&self, span: Span) -> &'text str {
        self.index.get(span).unwrap_or_default()
    }

    /// Non-empty lines of a stretch without white space around them, page furniture left out.
    pub(super) fn lines(&self, start: usize, end: usize) -> Vec<Span> {
        let mut lines = Vec::new();
        let mut from = start;
        let first = self.boilerplate.partition_point(|span| span.end <= start);
        for furniture in self.boilerplate.iter().skip(first).take_while(|span| span.start < end) {
            if from < furniture.start {
                self.split(from, furniture.start, &mut lines);
            }
            from = from.max(furniture.end);
        }
        if from < end {
            self.split(from, end, &mut lines);
        }
        lines
    }

    fn split(&self, start: usize, end: usize, lines: &mut Vec<Span>) {
        let mut line: Option<Span> = None;
        for (ordinal, c) in self.words(Span { start, end }).chars().enumerate() {
            let place = start + ordinal;
            if is_break(c) && c != '\t' {
                lines.extend(line.take());
            } else if !c.is_whitespace() {
                let from = line.map_or(place, |line| line.start);
                line = Some(Span { start: from, end: place + 1 });
            }
        }
        lines.extend(line);
    }
}
