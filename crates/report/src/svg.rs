//! Words and shapes of SVG pictures. One unit is a tenth of a millimetre, so that 32 units are 9-point type.
//!
//! Fonts are named and never embedded; the open faces of the product and a licensed 黑体 share the same widths.

use std::fmt::Write;

use crate::layout::may_break;

/// 黑体 reads best at small sizes; rare characters come from the last.
const FONTS: &str = "FandolHei, SimHei, 黑体, 'LXGW WenKai', 'Noto Sans CJK SC', sans-serif";

#[derive(Clone, Copy)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

#[derive(Clone, Copy)]
pub(crate) enum Ink {
    Black,
    White,
}

pub(crate) struct Svg {
    text: String,
}

impl Svg {
    /// `title` is for screen readers; the printed caption belongs to the document.
    pub(crate) fn new(width: i64, height: i64, title: &str) -> Svg {
        let mut svg = Svg { text: String::new() };
        let (millimetres_wide, millimetres_high) = (tenths(width), tenths(height));
        svg.push(&format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{millimetres_wide}mm\" height=\"{millimetres_high}mm\" \
             viewBox=\"0 0 {width} {height}\" role=\"img\" font-family=\"{FONTS}\">\n"
        ));
        svg.push(&format!("<title>{}</title>\n", escape(title)));
        svg
    }

    /// A piece of SVG without any words of the caller.
    pub(crate) fn push(&mut self, piece: &str) {
        self.text.push_str(piece);
    }

    pub(crate) fn line(&mut self, from: (i64, i64), to: (i64, i64), style: &str) {
        let _ =
            writeln!(self.text, "<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" {style}/>", from.0, from.1, to.0, to.1);
    }

    pub(crate) fn rectangle(&mut self, corner: (i64, i64), size: (i64, i64), style: &str) {
        let _ = writeln!(
            self.text,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" {style}/>",
            corner.0, corner.1, size.0, size.1
        );
    }

    /// `at` is the start, middle or end of the base line.
    pub(crate) fn words(&mut self, at: (i64, i64), size: i64, anchor: Anchor, words: &str) {
        self.words_in(at, size, anchor, Ink::Black, words);
    }

    pub(crate) fn words_in(&mut self, at: (i64, i64), size: i64, anchor: Anchor, ink: Ink, words: &str) {
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        let ink = match ink {
            Ink::Black => "#1a1a1a",
            Ink::White => "#ffffff",
        };
        let _ = writeln!(
            self.text,
            "<text x=\"{}\" y=\"{}\" font-size=\"{size}\" text-anchor=\"{anchor}\" fill=\"{ink}\">{}</text>",
            at.0,
            at.1,
            escape(words)
        );
    }

    pub(crate) fn finish(mut self) -> String {
        self.text.push_str("</svg>\n");
        self.text
    }
}

/// Width of words in units at a size: Latin characters take half a square.
pub(crate) fn words_width(words: &str, size: i64) -> i64 {
    i64::from(crate::layout::half_widths(words)) * size / 2
}

/// Splits words into lines that fit a width; Chinese may break anywhere but before a closing mark.
pub(crate) fn wrap(words: &str, size: i64, width: i64) -> Vec<String> {
    let mut lines = vec![String::new()];
    for character in words.chars() {
        let mut line = lines.pop().unwrap_or_default();
        let mut longer = line.clone();
        longer.push(character);
        if words_width(&longer, size) > width && !line.is_empty() {
            // What may not stand apart from the next character goes to the next line with it.
            let mut carried = vec![character];
            while let Some(last) = line.pop() {
                if line.is_empty() || may_break(last, carried[0]) {
                    line.push(last);
                    break;
                }
                carried.insert(0, last);
            }
            lines.push(line);
            line = carried.into_iter().collect();
        } else {
            line = longer;
        }
        lines.push(line);
    }
    lines
}

/// Hatching that tells a fill apart where colour is not seen.
pub(crate) fn hatch(id: &str, ground: &str, stroke: &str) -> String {
    format!(
        "<pattern id=\"{id}\" width=\"16\" height=\"16\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
         <rect width=\"16\" height=\"16\" fill=\"{ground}\"/><line x1=\"0\" y1=\"0\" x2=\"0\" y2=\"16\" stroke=\"{stroke}\" \
         stroke-width=\"6\"/></pattern>\n"
    )
}

/// Words as XML; characters that XML cannot hold become spaces.
pub(crate) fn escape(words: &str) -> String {
    let clean: String = words.chars().map(|character| if character.is_control() { ' ' } else { character }).collect();
    quick_xml::escape::escape(clean).into_owned()
}

fn tenths(units: i64) -> String {
    format!("{}.{}", units / 10, units % 10)
}

#[cfg(test)]
mod tests {
    use super::wrap;

    #[test]
    fn numbers_and_closing_marks_stay_with_what_they_belong_to() {
        assert_eq!(wrap("地区生产总值（2021年）", 10, 100), ["地区生产总值", "（2021年）"]);
        assert_eq!(wrap("地区生产总值", 10, 30), ["地区生", "产总值"]);
        assert_eq!(wrap("（甲）", 10, 10), ["（", "甲", "）"], "what fits nowhere is still drawn");
    }
}
