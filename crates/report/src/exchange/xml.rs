//! Writes XML through quick-xml: block elements on lines of their own, inline ones without added white space.
//! Never lets a character through that XML 1.0 does not know.

use std::borrow::Cow;
use std::fmt::Display;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::wrong;
use crate::error::ReportError;

pub(super) type Attributes<'a> = &'a [(&'a str, &'a str)];

pub(super) struct Xml {
    writer: Writer<Vec<u8>>,
    /// Named in an error.
    place: &'static str,
}

impl Xml {
    pub(super) fn new(place: &'static str) -> Result<Xml, ReportError> {
        let mut xml = Xml { writer: Writer::new(Vec::new()), place };
        xml.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        xml.line()?;
        Ok(xml)
    }

    /// Starts an element that holds elements.
    pub(super) fn open(&mut self, name: &str, attributes: Attributes<'_>) -> Result<(), ReportError> {
        self.start(name, attributes)?;
        self.line()
    }

    pub(super) fn close(&mut self, name: &str) -> Result<(), ReportError> {
        self.end(name)?;
        self.line()
    }

    /// Starts an element that holds words.
    pub(super) fn start(&mut self, name: &str, attributes: Attributes<'_>) -> Result<(), ReportError> {
        let tag = self.tag(name, attributes)?;
        self.event(Event::Start(tag))
    }

    pub(super) fn end(&mut self, name: &str) -> Result<(), ReportError> {
        self.event(Event::End(BytesEnd::new(name)))
    }

    pub(super) fn words(&mut self, words: &str) -> Result<(), ReportError> {
        let words = self.clean(words)?;
        self.event(Event::Text(BytesText::new(&words)))
    }

    /// `<name/>` on a line of its own.
    pub(super) fn empty(&mut self, name: &str, attributes: Attributes<'_>) -> Result<(), ReportError> {
        let tag = self.tag(name, attributes)?;
        self.event(Event::Empty(tag))?;
        self.line()
    }

    /// `<name>words</name>` on a line of its own.
    pub(super) fn element(&mut self, name: &str, attributes: Attributes<'_>, words: &str) -> Result<(), ReportError> {
        self.start(name, attributes)?;
        self.words(words)?;
        self.close(name)
    }

    pub(super) fn finish(self) -> Result<String, ReportError> {
        String::from_utf8(self.writer.into_inner()).map_err(|error| wrong(self.place, error.to_string()))
    }

    fn line(&mut self) -> Result<(), ReportError> {
        self.event(Event::Text(BytesText::new("\n")))
    }

    fn event(&mut self, event: Event<'_>) -> Result<(), ReportError> {
        let place = self.place;
        self.writer.write_event(event).map_err(|error: std::io::Error| failed(place, &error))
    }

    fn tag(&self, name: &str, attributes: Attributes<'_>) -> Result<BytesStart<'static>, ReportError> {
        let mut tag = BytesStart::new(name.to_string());
        for (key, value) in attributes {
            let value = self.clean(value)?;
            tag.push_attribute((*key, value.as_ref()));
        }
        Ok(tag)
    }

    /// Line breaks and tabs become spaces; other control characters are refused.
    fn clean<'w>(&self, words: &'w str) -> Result<Cow<'w, str>, ReportError> {
        if let Some(found) = words.chars().find(|c| !is_break(*c) && !is_xml(*c)) {
            return Err(ReportError::ControlCharacter { place: self.place.to_string(), code: u32::from(found) });
        }
        if words.contains(is_break) { Ok(words.replace(is_break, " ").into()) } else { Ok(words.into()) }
    }
}

fn failed(place: &str, error: &dyn Display) -> ReportError {
    wrong(place, error.to_string())
}

/// Separates lines or columns in a text as received; form feeds come from converted PDF files.
pub(super) fn is_break(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\u{b}' | '\u{c}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn is_xml(c: char) -> bool {
    !c.is_control() && c != '\u{FFFE}' && c != '\u{FFFF}'
}
