//! A small writer of XML text: tags, attributes, escaped words. Knows nothing of Word.

use quick_xml::escape::escape;

pub(super) struct Xml {
    text: String,
}

impl Xml {
    pub(super) fn new() -> Xml {
        Xml { text: "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>".to_string() }
    }

    pub(super) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes);
        self.text.push('>');
    }

    pub(super) fn close(&mut self, name: &str) {
        self.text.push_str("</");
        self.text.push_str(name);
        self.text.push('>');
    }

    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes);
        self.text.push_str("/>");
    }

    pub(super) fn words(&mut self, words: &str) {
        self.text.push_str(&escape(words));
    }

    /// `<name>words</name>`
    pub(super) fn element(&mut self, name: &str, attributes: &[(&str, &str)], words: &str) {
        self.open(name, attributes);
        self.words(words);
        self.close(name);
    }

    pub(super) fn finish(self) -> Vec<u8> {
        self.text.into_bytes()
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.text.push('<');
        self.text.push_str(name);
        for (key, value) in attributes {
            self.text.push(' ');
            self.text.push_str(key);
            self.text.push_str("=\"");
            self.text.push_str(&escape(*value));
            self.text.push('"');
        }
    }
}
