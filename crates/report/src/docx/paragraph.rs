//! One paragraph of Word: its style, what differs from the style, its runs and their bookmarks.

use super::xml::Xml;
use crate::document::{Align, HeadingLevel, Revised, Reviser, Revision, Run};
use crate::layout::characters_to_twips;

/// What a paragraph adds to its style. Indents count hundredths of a character.
pub(super) struct Paragraph {
    pub style: &'static str,
    pub align: Option<Align>,
    pub half_points: Option<u32>,
    pub before_twips: Option<u32>,
    pub left: Option<u32>,
    pub right: Option<u32>,
    pub hanging: Option<u32>,
    /// A right-aligned tab stop, in twips from the left.
    pub tab_at: Option<u32>,
    pub has_red_rule: bool,
    pub is_kept_with_next: bool,
    pub starts_page: bool,
}

pub(super) fn heading_style(level: HeadingLevel) -> &'static str {
    match level {
        HeadingLevel::One => "Heading1",
        HeadingLevel::Two => "Heading2",
        HeadingLevel::Three => "Heading3",
        HeadingLevel::Four => "Heading4",
    }
}

impl Paragraph {
    pub(super) fn new(style: &'static str) -> Paragraph {
        Paragraph {
            style,
            align: None,
            half_points: None,
            before_twips: None,
            left: None,
            right: None,
            hanging: None,
            tab_at: None,
            has_red_rule: false,
            is_kept_with_next: false,
            starts_page: false,
        }
    }

    /// The order of the elements is that of the schema; Word refuses a file that mixes it.
    pub(super) fn write(&self, xml: &mut Xml, ids: &mut u32, runs: &[Run]) {
        xml.open("w:p", &[]);
        self.write_properties(xml, |_| {});
        for run in runs {
            self.write_run(xml, ids, run);
        }
        xml.close("w:p");
    }

    /// The same with what was written and struck out, as Word tracks it.
    pub(super) fn write_revised(&self, xml: &mut Xml, ids: &mut u32, revised: &Revised) {
        xml.open("w:p", &[]);
        self.write_properties(xml, |xml| {
            let marks = [("w:ins", &revised.mark.inserted), ("w:del", &revised.mark.deleted)];
            if marks.iter().any(|(_, reviser)| reviser.is_some()) {
                xml.open("w:rPr", &[]);
                for (name, reviser) in marks {
                    if let Some(reviser) = reviser {
                        with_reviser(ids, reviser, |attributes| xml.empty(name, attributes));
                    }
                }
                xml.close("w:rPr");
            }
        });
        for (run, Revision { inserted, deleted }) in &revised.runs {
            if let Some(reviser) = inserted {
                with_reviser(ids, reviser, |attributes| xml.open("w:ins", attributes));
            }
            match deleted {
                Some(reviser) => {
                    with_reviser(ids, reviser, |attributes| xml.open("w:del", attributes));
                    self.write_words(xml, &run.text, "w:delText");
                    xml.close("w:del");
                }
                None => self.write_run(xml, ids, run),
            }
            if inserted.is_some() {
                xml.close("w:ins");
            }
        }
        xml.close("w:p");
    }

    /// `last` writes what stands behind all else, the properties of the mark of the paragraph.
    fn write_properties(&self, xml: &mut Xml, last: impl FnOnce(&mut Xml)) {
        xml.open("w:pPr", &[]);
        xml.empty("w:pStyle", &[("w:val", self.style)]);
        if self.is_kept_with_next {
            xml.empty("w:keepNext", &[]);
        }
        if self.starts_page {
            xml.empty("w:pageBreakBefore", &[]);
        }
        if self.has_red_rule {
            // 7.2.7: 4 mm below the number; the line of text itself leaves about a third of that.
            xml.open("w:pBdr", &[]);
            xml.empty("w:bottom", &[("w:val", "single"), ("w:sz", "12"), ("w:space", "8"), ("w:color", "FF0000")]);
            xml.close("w:pBdr");
        }
        if let Some(position) = self.tab_at {
            xml.open("w:tabs", &[]);
            xml.empty("w:tab", &[("w:val", "right"), ("w:pos", &position.to_string())]);
            xml.close("w:tabs");
        }
        self.write_spacing(xml);
        self.write_indents(xml);
        if let Some(align) = self.align {
            xml.empty("w:jc", &[("w:val", justification(align))]);
        }
        last(xml);
        xml.close("w:pPr");
    }

    fn write_spacing(&self, xml: &mut Xml) {
        let mut attributes = Vec::new();
        if let Some(before) = self.before_twips {
            attributes.push(("w:before", before.to_string()));
        }
        // A large mark needs a line of its own height.
        if let (Some(half_points), "IssuerMark") = (self.half_points, self.style) {
            attributes.push(("w:line", (half_points * 11).to_string()));
            attributes.push(("w:lineRule", "exact".to_string()));
        }
        if !attributes.is_empty() {
            let attributes: Vec<(&str, &str)> = attributes.iter().map(|(key, value)| (*key, value.as_str())).collect();
            xml.empty("w:spacing", &attributes);
        }
    }

    fn write_indents(&self, xml: &mut Xml) {
        let sides = [
            ("w:left", "w:leftChars", self.left),
            ("w:right", "w:rightChars", self.right),
            ("w:hanging", "w:hangingChars", self.hanging),
        ];
        let mut attributes = Vec::new();
        for (name, name_in_characters, hundredths) in sides {
            if let Some(hundredths) = hundredths {
                attributes.push((name, characters_to_twips(hundredths).to_string()));
                attributes.push((name_in_characters, hundredths.to_string()));
            }
        }
        if !attributes.is_empty() {
            let attributes: Vec<(&str, &str)> = attributes.iter().map(|(key, value)| (*key, value.as_str())).collect();
            xml.empty("w:ind", &attributes);
        }
    }

    fn write_run(&self, xml: &mut Xml, ids: &mut u32, run: &Run) {
        let bookmark = run.figure.as_ref().map(|name| {
            let number = next(ids);
            xml.empty("w:bookmarkStart", &[("w:id", &number), ("w:name", name)]);
            number
        });
        self.write_words(xml, &run.text, "w:t");
        if let Some(number) = bookmark {
            xml.empty("w:bookmarkEnd", &[("w:id", &number)]);
        }
    }

    /// `element`: `w:t`, or `w:delText` for what is struck out.
    fn write_words(&self, xml: &mut Xml, text: &str, element: &str) {
        xml.open("w:r", &[]);
        xml.open("w:rPr", &[]);
        xml.empty("w:rFonts", &[("w:hint", "eastAsia")]);
        if let Some(half_points) = self.half_points {
            let size = half_points.to_string();
            xml.empty("w:sz", &[("w:val", &size)]);
            xml.empty("w:szCs", &[("w:val", &size)]);
        }
        xml.close("w:rPr");
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                xml.empty("w:br", &[]);
            }
            for (index, part) in line.split('\t').enumerate() {
                if index > 0 {
                    xml.empty("w:tab", &[]);
                }
                xml.element(element, &[("xml:space", "preserve")], part);
            }
        }
        xml.close("w:r");
    }
}

/// Bookmarks and changes are numbered through the whole text.
fn next(ids: &mut u32) -> String {
    let number = ids.to_string();
    *ids += 1;
    number
}

fn with_reviser(ids: &mut u32, reviser: &Reviser, write: impl FnOnce(&[(&str, &str)])) {
    // Word writes the time of the place where it runs and puts the letter of the universal time behind it.
    let date = format!("{}Z", reviser.at.strftime("%Y-%m-%dT%H:%M:%S"));
    write(&[("w:id", &next(ids)), ("w:author", &reviser.name), ("w:date", &date)]);
}

fn justification(align: Align) -> &'static str {
    match align {
        Align::Left => "left",
        Align::Center => "center",
        Align::Right => "right",
    }
}
