//! XML as a tree, just enough to ask questions.

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

#[derive(Debug, Default, PartialEq)]
pub struct Element {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub nodes: Vec<Node>,
}

#[derive(Debug, PartialEq)]
pub enum Node {
    Element(Element),
    Words(String),
}

impl Element {
    pub fn children(&self) -> impl Iterator<Item = &Element> {
        self.nodes.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Words(_) => None,
        })
    }

    pub fn child(&self, name: &str) -> Option<&Element> {
        self.children().find(|child| child.name == name)
    }

    pub fn attribute(&self, key: &str) -> &str {
        let found = self.attributes.iter().find(|(name, _)| name == key);
        found.map(|(_, value)| value.as_str()).unwrap_or_else(|| panic!("{} has no {key}", self.name))
    }

    pub fn has(&self, key: &str) -> bool {
        self.attributes.iter().any(|(name, _)| name == key)
    }

    /// All words below, in order.
    pub fn text(&self) -> String {
        let parts = self.nodes.iter().map(|node| match node {
            Node::Element(element) => element.text(),
            Node::Words(words) => words.clone(),
        });
        parts.collect()
    }

    /// This element and all below it, in order.
    pub fn all(&self) -> Vec<&Element> {
        let mut list = vec![self];
        list.extend(self.children().flat_map(Element::all));
        list
    }

    pub fn find_all(&self, name: &str) -> Vec<&Element> {
        self.all().into_iter().filter(|element| element.name == name).collect()
    }

    pub fn find(&self, name: &str) -> &Element {
        self.find_all(name).first().copied().unwrap_or_else(|| panic!("no {name}"))
    }

    pub fn with_id(&self, id: &str) -> &Element {
        let found = self.all().into_iter().find(|element| element.has("eId") && element.attribute("eId") == id);
        found.unwrap_or_else(|| panic!("no {id}"))
    }
}

pub fn parse(xml: &str) -> Element {
    let mut reader = Reader::from_str(xml);
    let mut path = vec![Element::default()];
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) => path.push(element(&tag)),
            Event::Empty(tag) => put(&mut path, Node::Element(element(&tag))),
            Event::End(_) => {
                let done = path.pop().unwrap();
                put(&mut path, Node::Element(done));
            }
            Event::Text(text) => {
                put(&mut path, Node::Words(text.to_string()));
            }
            Event::GeneralRef(name) => {
                put(&mut path, Node::Words(resolve_predefined_entity(&name).unwrap().to_string()));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(path.len(), 1, "every element is closed");
    let found = path.pop().unwrap().nodes.into_iter().find_map(|node| match node {
        Node::Element(element) => Some(element),
        Node::Words(_) => None,
    });
    found.unwrap()
}

fn put(path: &mut [Element], node: Node) {
    path.last_mut().unwrap().nodes.push(node);
}

fn element(tag: &BytesStart<'_>) -> Element {
    let attributes = tag.attributes().map(|attribute| {
        let attribute = attribute.unwrap();
        let key = attribute.key.as_ref().to_string();
        (key, attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).unwrap().into_owned())
    });
    Element { name: tag.name().as_ref().to_string(), attributes: attributes.collect(), nodes: Vec::new() }
}

/// Words without white space, to compare texts that are laid out differently.
pub fn squeezed(words: &str) -> String {
    words.chars().filter(|c| !c.is_whitespace()).collect()
}
