//! What one page draws: glyphs with their places, and whether a picture fills it. Draws nothing itself; work is
//! counted, and an interpretation that takes too much is broken off.

use std::panic::resume_unwind;

use hayro_interpret::font::Glyph as DrawnGlyph;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::{BlendMode, ClipPath, Device, GlyphDrawMode, Image, Paint, PathDrawMode, SoftMask};
use kurbo::{Affine, BezPath, Point, Rect};

use super::bounds::Bounds;

/// Most glyphs of a document: a plan of 1,000 pages has less than a million.
const GLYPHS_MAX: usize = 3_000_000;
/// Most other things that a document draws.
const DRAWINGS_MAX: usize = 20_000_000;

/// One character on the page; lengths in points, y grows downwards.
#[derive(Debug, Clone)]
pub(super) struct Glyph {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) size: f64,
    pub(super) text: String,
}

/// What a document may still draw.
#[derive(Debug, Clone, Copy)]
pub(super) struct Budget {
    glyphs: usize,
    drawings: usize,
    forms: usize,
    is_spent: bool,
}

impl Budget {
    pub(super) fn new(bounds: Bounds) -> Budget {
        Budget { glyphs: GLYPHS_MAX, drawings: DRAWINGS_MAX, forms: bounds.forms, is_spent: false }
    }

    pub(super) fn is_spent(&self) -> bool {
        self.is_spent
    }

    fn take(count: &mut usize, is_spent: &mut bool) {
        match count.checked_sub(1) {
            Some(left) => *count = left,
            None => {
                *is_spent = true;
                // The interpreter has no other way to be stopped; the caller catches this and looks at the budget.
                resume_unwind(Box::new("too much to draw"));
            }
        }
    }
}

pub(super) struct PageReader {
    pub(super) glyphs: Vec<Glyph>,
    /// Glyphs for which the file gives no character.
    pub(super) unknown: usize,
    /// Glyphs that are not painted: the layer under a recognised scan.
    pub(super) invisible: usize,
    pub(super) budget: Budget,
    page: Rect,
    pictures: f64,
    /// The last call set the blend mode: a clip that follows is that of a form.
    is_form: bool,
}

impl PageReader {
    pub(super) fn new(width: f64, height: f64, budget: Budget) -> PageReader {
        let page = Rect::new(0.0, 0.0, width, height);
        PageReader { glyphs: Vec::new(), unknown: 0, invisible: 0, budget, page, pictures: 0.0, is_form: false }
    }

    pub(super) fn picture_covers_half(&self) -> bool {
        self.pictures * 2.0 >= self.page.area()
    }

    /// Looking whether a drawn glyph has ink costs as much as a form.
    fn looks_blank<'a>(&mut self, glyph: &DrawnGlyph<'a>, paint: &Paint<'a>) -> bool {
        if matches!(glyph, DrawnGlyph::Type3(_)) {
            Budget::take(&mut self.budget.forms, &mut self.budget.is_spent);
        }
        is_blank(glyph, paint)
    }

    fn drawing(&mut self) {
        self.is_form = false;
        Budget::take(&mut self.budget.drawings, &mut self.budget.is_spent);
    }
}

impl<'a> Device<'a> for PageReader {
    fn draw_glyph(
        &mut self,
        glyph: &DrawnGlyph<'a>,
        transform: Affine,
        glyph_transform: Affine,
        paint: &Paint<'a>,
        mode: &GlyphDrawMode,
    ) {
        self.is_form = false;
        Budget::take(&mut self.budget.glyphs, &mut self.budget.is_spent);
        let place = transform * glyph_transform;
        let [a, b, c, d, ..] = place.as_coeffs();
        let origin = place * Point::ORIGIN;
        let size = c.hypot(d) * 1000.0;
        // Text along another direction is a watermark or a note at the edge; text off the page is not seen.
        let is_level = a > 0.0 && d < 0.0 && b.abs() <= a * 0.1;
        if !is_level || !size.is_finite() || size < 1.0 || !self.page.inflate(1.0, 1.0).contains(origin) {
            return;
        }
        if matches!(mode, GlyphDrawMode::Invisible) {
            self.invisible += 1;
        }
        let mut text = glyph.as_unicode().map(characters).unwrap_or_default();
        if text.is_empty() && self.looks_blank(glyph, paint) {
            text.push(' ');
        } else if text.is_empty() {
            self.unknown += 1;
            text.push('\u{fffd}');
        }
        let advance = match glyph {
            DrawnGlyph::Outline(outline) => outline.advance_width().map_or(500.0, f64::from),
            // The widths of drawn fonts are not handed out; a Chinese character fills its square.
            DrawnGlyph::Type3(_) if text.chars().all(|c| c >= '\u{2e80}') => 1000.0,
            DrawnGlyph::Type3(_) => 500.0,
        };
        let width = (advance * a).clamp(0.0, size * 4.0);
        self.glyphs.push(Glyph { x: origin.x, y: origin.y, width, size, text });
    }

    fn draw_image(&mut self, _: Image<'_, '_>, transform: Affine) {
        self.drawing();
        let area = transform.transform_rect_bbox(Rect::new(0.0, 0.0, 1.0, 1.0)).intersect(self.page).area();
        if area.is_finite() {
            self.pictures += area;
        }
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        // Every form is clipped to its box after its state is set; a form is unpacked each time it is drawn.
        if std::mem::take(&mut self.is_form) {
            Budget::take(&mut self.budget.forms, &mut self.budget.is_spent);
        }
        self.drawing();
    }

    fn set_blend_mode(&mut self, _: BlendMode) {
        self.is_form = true;
    }

    fn draw_path(&mut self, _: &BezPath, _: Affine, _: &Paint<'_>, _: &PathDrawMode) {
        self.drawing();
    }

    fn begin_marked_content(&mut self, _: &[u8], _: Option<i32>) {
        self.drawing();
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn set_soft_mask(&mut self, _: Option<SoftMask<'_>>) {}
    fn pop_clip_path(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

/// A drawn glyph without ink is a space, whatever the file calls it. Of outlines this would not be safe: where the
/// font is not in the file, a missing glyph has no outline either.
fn is_blank<'a>(glyph: &DrawnGlyph<'a>, paint: &Paint<'a>) -> bool {
    match glyph {
        DrawnGlyph::Outline(_) => false,
        DrawnGlyph::Type3(drawing) => {
            let mut ink = Ink::default();
            drawing.interpret(&mut ink, Affine::IDENTITY, Affine::IDENTITY, paint);
            !ink.is_drawn
        }
    }
}

/// Whether anything is drawn at all.
#[derive(Default)]
struct Ink {
    is_drawn: bool,
    clips: usize,
}

impl Device<'_> for Ink {
    fn draw_path(&mut self, _: &BezPath, _: Affine, _: &Paint<'_>, _: &PathDrawMode) {
        self.is_drawn = true;
    }

    fn draw_glyph(&mut self, _: &DrawnGlyph<'_>, _: Affine, _: Affine, _: &Paint<'_>, _: &GlyphDrawMode) {
        self.is_drawn = true;
    }

    fn draw_image(&mut self, _: Image<'_, '_>, _: Affine) {
        self.is_drawn = true;
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        const CLIPS_MAX: usize = 1000;
        self.clips += 1;
        if self.clips > CLIPS_MAX {
            resume_unwind(Box::new("a glyph that draws forms without end"));
        }
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn set_soft_mask(&mut self, _: Option<SoftMask<'_>>) {}
    fn set_blend_mode(&mut self, _: BlendMode) {}
    fn pop_clip_path(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

/// The characters of a glyph; empty when the file names none that a reader could use.
fn characters(named: BfString) -> String {
    let text = match named {
        BfString::Char(c) => c.to_string(),
        BfString::String(text) => text,
    };
    if text.chars().any(|c| matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{fffd}')) {
        return String::new();
    }
    text.chars().map(plain).filter(|c| !c.is_control()).collect()
}

/// Some fonts share the glyph of a character with the sign for its radical, and some programs then name the radical.
fn plain(c: char) -> char {
    match c {
        '\u{2e80}'..='\u{2fdf}' => RADICALS.binary_search_by_key(&c, |pair| pair.0).map_or(c, |at| RADICALS[at].1),
        '\u{a0}' | '\u{2002}'..='\u{200a}' => ' ',
        '\t' | '\r' | '\n' => ' ',
        _ => c,
    }
}

/// In the order of their code points.
#[rustfmt::skip]
const RADICALS: [(char, char); 241] = [
    ('⺟', '母'), ('⺠', '民'), ('⺫', '罒'), ('⻁', '虎'), ('⻄', '西'), ('⻅', '见'), ('⻆', '角'), ('⻉', '贝'),
    ('⻋', '车'), ('⻓', '长'), ('⻔', '门'), ('⻘', '青'), ('⻚', '页'), ('⻛', '风'), ('⻜', '飞'), ('⻝', '食'),
    ('⻢', '马'), ('⻣', '骨'), ('⻤', '鬼'), ('⻥', '鱼'), ('⻦', '鸟'), ('⻨', '麦'), ('⻩', '黄'), ('⻬', '齐'),
    ('⻮', '齿'), ('⻰', '龙'), ('⻳', '龟'), ('⼀', '一'), ('⼁', '丨'), ('⼂', '丶'), ('⼃', '丿'), ('⼄', '乙'),
    ('⼅', '亅'), ('⼆', '二'), ('⼇', '亠'), ('⼈', '人'), ('⼉', '儿'), ('⼊', '入'), ('⼋', '八'), ('⼌', '冂'),
    ('⼍', '冖'), ('⼎', '冫'), ('⼏', '几'), ('⼐', '凵'), ('⼑', '刀'), ('⼒', '力'), ('⼓', '勹'), ('⼔', '匕'),
    ('⼕', '匚'), ('⼖', '匸'), ('⼗', '十'), ('⼘', '卜'), ('⼙', '卩'), ('⼚', '厂'), ('⼛', '厶'), ('⼜', '又'),
    ('⼝', '口'), ('⼞', '囗'), ('⼟', '土'), ('⼠', '士'), ('⼡', '夂'), ('⼢', '夊'), ('⼣', '夕'), ('⼤', '大'),
    ('⼥', '女'), ('⼦', '子'), ('⼧', '宀'), ('⼨', '寸'), ('⼩', '小'), ('⼪', '尢'), ('⼫', '尸'), ('⼬', '屮'),
    ('⼭', '山'), ('⼮', '巛'), ('⼯', '工'), ('⼰', '己'), ('⼱', '巾'), ('⼲', '干'), ('⼳', '幺'), ('⼴', '广'),
    ('⼵', '廴'), ('⼶', '廾'), ('⼷', '弋'), ('⼸', '弓'), ('⼹', '彐'), ('⼺', '彡'), ('⼻', '彳'), ('⼼', '心'),
    ('⼽', '戈'), ('⼾', '戶'), ('⼿', '手'), ('⽀', '支'), ('⽁', '攴'), ('⽂', '文'), ('⽃', '斗'), ('⽄', '斤'),
    ('⽅', '方'), ('⽆', '无'), ('⽇', '日'), ('⽈', '曰'), ('⽉', '月'), ('⽊', '木'), ('⽋', '欠'), ('⽌', '止'),
    ('⽍', '歹'), ('⽎', '殳'), ('⽏', '毋'), ('⽐', '比'), ('⽑', '毛'), ('⽒', '氏'), ('⽓', '气'), ('⽔', '水'),
    ('⽕', '火'), ('⽖', '爪'), ('⽗', '父'), ('⽘', '爻'), ('⽙', '爿'), ('⽚', '片'), ('⽛', '牙'), ('⽜', '牛'),
    ('⽝', '犬'), ('⽞', '玄'), ('⽟', '玉'), ('⽠', '瓜'), ('⽡', '瓦'), ('⽢', '甘'), ('⽣', '生'), ('⽤', '用'),
    ('⽥', '田'), ('⽦', '疋'), ('⽧', '疒'), ('⽨', '癶'), ('⽩', '白'), ('⽪', '皮'), ('⽫', '皿'), ('⽬', '目'),
    ('⽭', '矛'), ('⽮', '矢'), ('⽯', '石'), ('⽰', '示'), ('⽱', '禸'), ('⽲', '禾'), ('⽳', '穴'), ('⽴', '立'),
    ('⽵', '竹'), ('⽶', '米'), ('⽷', '糸'), ('⽸', '缶'), ('⽹', '网'), ('⽺', '羊'), ('⽻', '羽'), ('⽼', '老'),
    ('⽽', '而'), ('⽾', '耒'), ('⽿', '耳'), ('⾀', '聿'), ('⾁', '肉'), ('⾂', '臣'), ('⾃', '自'), ('⾄', '至'),
    ('⾅', '臼'), ('⾆', '舌'), ('⾇', '舛'), ('⾈', '舟'), ('⾉', '艮'), ('⾊', '色'), ('⾋', '艸'), ('⾌', '虍'),
    ('⾍', '虫'), ('⾎', '血'), ('⾏', '行'), ('⾐', '衣'), ('⾑', '襾'), ('⾒', '見'), ('⾓', '角'), ('⾔', '言'),
    ('⾕', '谷'), ('⾖', '豆'), ('⾗', '豕'), ('⾘', '豸'), ('⾙', '貝'), ('⾚', '赤'), ('⾛', '走'), ('⾜', '足'),
    ('⾝', '身'), ('⾞', '車'), ('⾟', '辛'), ('⾠', '辰'), ('⾡', '辵'), ('⾢', '邑'), ('⾣', '酉'), ('⾤', '釆'),
    ('⾥', '里'), ('⾦', '金'), ('⾧', '長'), ('⾨', '門'), ('⾩', '阜'), ('⾪', '隶'), ('⾫', '隹'), ('⾬', '雨'),
    ('⾭', '靑'), ('⾮', '非'), ('⾯', '面'), ('⾰', '革'), ('⾱', '韋'), ('⾲', '韭'), ('⾳', '音'), ('⾴', '頁'),
    ('⾵', '風'), ('⾶', '飛'), ('⾷', '食'), ('⾸', '首'), ('⾹', '香'), ('⾺', '馬'), ('⾻', '骨'), ('⾼', '高'),
    ('⾽', '髟'), ('⾾', '鬥'), ('⾿', '鬯'), ('⿀', '鬲'), ('⿁', '鬼'), ('⿂', '魚'), ('⿃', '鳥'), ('⿄', '鹵'),
    ('⿅', '鹿'), ('⿆', '麥'), ('⿇', '麻'), ('⿈', '黃'), ('⿉', '黍'), ('⿊', '黑'), ('⿋', '黹'), ('⿌', '黽'),
    ('⿍', '鼎'), ('⿎', '鼓'), ('⿏', '鼠'), ('⿐', '鼻'), ('⿑', '齊'), ('⿒', '齒'), ('⿓', '龍'), ('⿔', '龜'),
    ('⿕', '龠'),
];
