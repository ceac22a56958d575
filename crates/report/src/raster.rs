//! Draws SVG pictures as PNG for Word. Reads no file: a picture that needs another one is refused.

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg;

use crate::document::{Document, Figure};
use crate::error::ReportError;
use crate::fonts::{Fonts, glyph_error};

const SVG: &str = "http://www.w3.org/2000/svg";
/// What printers of offices resolve.
const DOTS_PER_INCH: f32 = 300.0;

impl Document {
    /// Gives every picture without one its bitmap, so that `docx` can embed it.
    pub fn rasterise(&mut self, fonts: &Fonts) -> Result<(), ReportError> {
        for figure in self.all_pictures_mut() {
            if figure.png.is_none() {
                figure.png = Some(png(figure, fonts)?);
            }
        }
        Ok(())
    }
}

/// The picture at 300 dots per inch on white.
fn png(figure: &Figure, fonts: &Fonts) -> Result<Vec<u8>, ReportError> {
    check_picture(figure, fonts)?;
    let wrong = |reason: String| ReportError::Picture { caption: figure.caption.clone(), reason };
    let options = usvg::Options {
        fontdb: fonts.database.clone(),
        font_family: fonts.families.hei[0].clone(),
        image_href_resolver: usvg::ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..usvg::Options::default()
    };
    let tree = usvg::Tree::from_str(&figure.svg, &options).map_err(|error| wrong(format!("SVG 无法解析，{error}")))?;
    let dots = |millimetres: u32| millimetres as f32 / 25.4 * DOTS_PER_INCH;
    let (width, height) = (dots(figure.width_mm).round(), dots(figure.height_mm).round());
    let mut pixmap = Pixmap::new(width as u32, height as u32).ok_or_else(|| wrong("图的大小为零".to_string()))?;
    pixmap.fill(Color::WHITE);
    let scale = Transform::from_scale(width / tree.size().width(), height / tree.size().height());
    resvg::render(&tree, scale, &mut pixmap.as_mut());
    pixmap.encode_png().map_err(|error| wrong(format!("PNG 无法写出，{error}")))
}

/// Refuses a picture whose words no font can show, or that would need something outside itself.
pub(crate) fn check_picture(figure: &Figure, fonts: &Fonts) -> Result<(), ReportError> {
    let wrong = |reason: String| ReportError::Picture { caption: figure.caption.clone(), reason };
    let tree =
        usvg::roxmltree::Document::parse(&figure.svg).map_err(|error| wrong(format!("SVG 无法解析，{error}")))?;
    if tree.descendants().any(|node| node.has_tag_name((SVG, "image"))) {
        return Err(wrong("SVG 中嵌有或引用了其他图像，应只含线条和文字".to_string()));
    }
    let words: String = tree.descendants().filter_map(|node| node.text()).collect();
    let missing = fonts.missing(&words);
    if missing.is_empty() { Ok(()) } else { Err(glyph_error(&missing)) }
}
