//! Coloured maps of places (分级设色图) as SVG, with legend and 审图号.
//!
//! Projects longitude and latitude onto the page; knows no boundaries of its own. Coordinates are geometry and
//! so the one kind of number here that is not a decimal.

use rust_decimal::Decimal;

use crate::document::Figure;
use crate::svg::{Anchor, Ink, Svg, hatch, words_width, wrap};

const WIDTH: i64 = 1500;
/// The map itself; the legend stands to its right.
const MAP_WIDTH: f64 = 1080.0;
const MAP_HEIGHT: f64 = 1150.0;
const MARGIN: i64 = 20;
const LEGEND_LEFT: i64 = 1130;
const TYPE: i64 = 32;
const APPROVAL_TYPE: i64 = 28;
/// Light to dark, so that a grey print keeps the order.
const SHADES: [&str; 7] = ["#f1f5fa", "#d3e1f0", "#aecbe5", "#82b0d6", "#568fc0", "#2f6ca3", "#174a7c"];

/// Places coloured by one indicator.
#[derive(Debug, Clone, PartialEq)]
pub struct ChoroplethMap {
    /// Heads the legend: `地区生产总值`.
    pub title: String,
    /// 亿元.
    pub unit: String,
    pub places: Vec<MapPlace>,
    /// Rising; at most seven.
    pub classes: Vec<MapClass>,
    /// `GS(2024)0650号`. A map without one says that it has none.
    pub approval: Option<String>,
    /// Set below the legend: 数据来源:….
    pub note: Option<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct MapPlace {
    pub name: String,
    /// Rings of longitude and latitude in degrees, holes and islands in any order.
    pub rings: Vec<Vec<[f64; 2]>>,
    pub value: Option<Decimal>,
    /// As rounded by the caller.
    pub text: String,
}

#[derive(Debug, Clone, PartialEq)]
pub struct MapClass {
    /// The least value of the class; `None` for the lowest.
    pub from: Option<Decimal>,
    /// `500—800`.
    pub label: String,
}

impl Figure {
    /// A map as picture of a document, 150 mm wide.
    pub fn map(map: &ChoroplethMap, caption: impl Into<String>) -> Figure {
        Figure {
            svg: map_svg(map),
            caption: caption.into(),
            width_mm: (WIDTH / 10) as u32,
            height_mm: (picture_height(map, &Projection::new(map)) / 10) as u32,
            png: None,
            map_approval: None,
        }
    }
}

/// The map as SVG text, the same for the same map.
pub fn map_svg(map: &ChoroplethMap) -> String {
    let projection = Projection::new(map);
    let height = picture_height(map, &projection);
    let mut svg = Svg::new(WIDTH, height, &map.title);
    svg.push("<defs>\n");
    svg.push(&hatch("missing", "#ffffff", "#a0a0a0"));
    svg.push("</defs>\n");
    svg.rectangle((0, 0), (WIDTH, height), "fill=\"#ffffff\"");
    for place in &map.places {
        let fill = fill_of(map, place);
        svg.push(&format!(
            "<path d=\"{}\" fill=\"{fill}\" fill-rule=\"evenodd\" stroke=\"#4a4a4a\" stroke-width=\"3\" \
             stroke-linejoin=\"round\"/>\n",
            projection.path(place)
        ));
    }
    for place in &map.places {
        draw_label(&mut svg, map, place, &projection);
    }
    draw_legend(&mut svg, map);
    svg.words((MARGIN, height - 22), APPROVAL_TYPE, Anchor::Start, &approval_text(map));
    svg.finish()
}

fn approval_text(map: &ChoroplethMap) -> String {
    match &map.approval {
        Some(number) => format!("审图号：{number}"),
        None => "本图无审图号，仅供内部参考，不得公开".to_string(),
    }
}

/// Whole millimetres, because a document places pictures by them.
fn picture_height(map: &ChoroplethMap, projection: &Projection) -> i64 {
    let legend = legend_bottom(map);
    let map_bottom = MARGIN + projection.height().ceil() as i64;
    (map_bottom.max(legend) + 70 + 9) / 10 * 10
}

/// The last class whose least value is reached.
fn class_of(map: &ChoroplethMap, value: Decimal) -> Option<usize> {
    map.classes.iter().rposition(|class| class.from.is_none_or(|from| value >= from))
}

fn fill_of(map: &ChoroplethMap, place: &MapPlace) -> &'static str {
    match place.value.and_then(|value| class_of(map, value)) {
        Some(class) => shade(class, map.classes.len()),
        None => "url(#missing)",
    }
}

/// Few classes are spread over the whole range of shades.
fn shade(class: usize, count: usize) -> &'static str {
    let last = SHADES.len() - 1;
    match count {
        0 | 1 => SHADES[last / 2],
        _ => SHADES[(class * last / (count - 1)).min(last)],
    }
}

fn has_missing(map: &ChoroplethMap) -> bool {
    map.places.iter().any(|place| fill_of(map, place) == "url(#missing)")
}

fn title_lines(map: &ChoroplethMap) -> Vec<String> {
    let mut lines = wrap(&map.title, TYPE, WIDTH - LEGEND_LEFT - MARGIN);
    lines.push(format!("单位：{}", map.unit));
    lines
}

fn note_lines(map: &ChoroplethMap) -> Vec<String> {
    map.note.as_deref().map(|note| wrap(note, APPROVAL_TYPE, WIDTH - LEGEND_LEFT - MARGIN)).unwrap_or_default()
}

fn legend_bottom(map: &ChoroplethMap) -> i64 {
    let entries = map.classes.len() as i64 + i64::from(has_missing(map));
    60 + title_lines(map).len() as i64 * 44 + entries * 58 + note_lines(map).len() as i64 * 38 + 30
}

fn draw_legend(svg: &mut Svg, map: &ChoroplethMap) {
    let mut y = 60;
    for line in title_lines(map) {
        svg.words((LEGEND_LEFT, y), TYPE, Anchor::Start, &line);
        y += 44;
    }
    let mut entries: Vec<(&str, &str)> = map
        .classes
        .iter()
        .enumerate()
        .map(|(index, class)| (shade(index, map.classes.len()), class.label.as_str()))
        .rev()
        .collect();
    if has_missing(map) {
        entries.push(("url(#missing)", "无数据"));
    }
    for (fill, label) in entries {
        let style = format!("fill=\"{fill}\" stroke=\"#4a4a4a\" stroke-width=\"2\"");
        svg.rectangle((LEGEND_LEFT, y - 20), (70, 42), &style);
        svg.words((LEGEND_LEFT + 86, y + 12), TYPE, Anchor::Start, label);
        y += 58;
    }
    y += 10;
    for line in note_lines(map) {
        svg.words((LEGEND_LEFT, y), APPROVAL_TYPE, Anchor::Start, &line);
        y += 38;
    }
}

/// Name and value inside the widest part of the place; smaller where it is narrow, and on a white plate where even
/// that does not fit.
fn draw_label(svg: &mut Svg, map: &ChoroplethMap, place: &MapPlace, projection: &Projection) {
    let Some(spot) = projection.label_spot(place) else { return };
    let width_at = |size: i64| words_width(&place.name, size).max(words_width(&place.text, value_type(size)));
    let room = (spot.room * 0.92) as i64;
    let size = (room * 100 / width_at(100).max(1)).clamp(LABEL_TYPE.0, LABEL_TYPE.1);
    let (x, y) = (spot.x.round() as i64, spot.y.round() as i64);
    let fits = width_at(size) <= room;
    if !fits {
        let width = width_at(size) + 8;
        let plate = "fill=\"#ffffff\" fill-opacity=\"0.85\"";
        svg.rectangle((x - width / 2, y - size - 2), (width, size * 2 + 6), plate);
    }
    let ink = if fits && is_dark(fill_of(map, place)) { Ink::White } else { Ink::Black };
    svg.words_in((x, y - 4), size, Anchor::Middle, ink, &place.name);
    svg.words_in((x, y + value_type(size)), value_type(size), Anchor::Middle, ink, &place.text);
}

/// Smallest and largest type of a label.
const LABEL_TYPE: (i64, i64) = (21, 32);

fn value_type(size: i64) -> i64 {
    size * 92 / 100
}

fn is_dark(fill: &str) -> bool {
    SHADES[4..].contains(&fill)
}

/// Equal scale in both directions at the middle latitude, which is right for a prefecture or a province.
struct Projection {
    west: f64,
    north: f64,
    /// Units per degree of longitude and of latitude.
    scale_x: f64,
    scale_y: f64,
    south: f64,
    left: f64,
}

struct LabelSpot {
    x: f64,
    y: f64,
    /// Width of the place there.
    room: f64,
}

impl Projection {
    fn new(map: &ChoroplethMap) -> Projection {
        let points = || map.places.iter().flat_map(drawable_rings).flatten();
        let bound =
            |pick: fn(f64, f64) -> f64, axis: usize| points().map(|point| point[axis]).reduce(pick).unwrap_or(0.0);
        let (west, east) = (bound(f64::min, 0), bound(f64::max, 0));
        let (south, north) = (bound(f64::min, 1), bound(f64::max, 1));
        let narrowing = cosine_of_degrees((south + north) / 2.0);
        let (wide, high) = (((east - west) * narrowing).max(1e-9), (north - south).max(1e-9));
        let scale_y = (MAP_WIDTH / wide).min(MAP_HEIGHT / high);
        let left = MARGIN as f64 + (MAP_WIDTH - wide * scale_y) / 2.0;
        Projection { west, north, south, scale_x: scale_y * narrowing, scale_y, left }
    }

    fn height(&self) -> f64 {
        (self.north - self.south) * self.scale_y
    }

    fn point(&self, degrees: &[f64; 2]) -> (f64, f64) {
        (self.left + (degrees[0] - self.west) * self.scale_x, MARGIN as f64 + (self.north - degrees[1]) * self.scale_y)
    }

    /// Points closer than a tenth of a millimetre fall together and are written once.
    fn path(&self, place: &MapPlace) -> String {
        let mut path = String::new();
        for ring in drawable_rings(place) {
            let mut last = None;
            for degrees in ring {
                let (x, y) = self.point(degrees);
                let point = (x.round() as i64, y.round() as i64);
                if last == Some(point) {
                    continue;
                }
                path.push_str(&format!("{}{} {}", if last.is_none() { 'M' } else { 'L' }, point.0, point.1));
                last = Some(point);
            }
            path.push('Z');
        }
        path
    }

    /// Cuts the place by horizontal lines and takes the middle of the widest cut that stays inside the place over the
    /// height of a label, preferring the middle heights.
    fn label_spot(&self, place: &MapPlace) -> Option<LabelSpot> {
        let rings: Vec<Vec<(f64, f64)>> =
            drawable_rings(place).map(|ring| ring.iter().map(|degrees| self.point(degrees)).collect()).collect();
        let heights = || rings.iter().flatten().map(|point| point.1);
        let (top, bottom) = (heights().reduce(f64::min)?, heights().reduce(f64::max)?);
        let mut best: Option<(f64, LabelSpot)> = None;
        for cut in 1..=15 {
            let share = f64::from(cut) / 16.0;
            let y = top + (bottom - top) * share;
            for (from, to) in cuts_at(&rings, y) {
                let (from, to) = narrowed(&rings, y, (from, to));
                let room = to - from;
                let weight = room * (1.0 - (share - 0.5).abs() * 0.8);
                if best.as_ref().is_none_or(|(heaviest, _)| weight > *heaviest) {
                    best = Some((weight, LabelSpot { x: (from + to) / 2.0, y, room }));
                }
            }
        }
        best.map(|(_, spot)| spot)
    }
}

/// Half the height of a label of two lines.
const LABEL_REACH: f64 = 22.0;

/// The part of a cut that is inside the place a label's height above and below as well; where there is none, a
/// fifth of it, so that it is chosen last.
fn narrowed(rings: &[Vec<(f64, f64)>], y: f64, (from, to): (f64, f64)) -> (f64, f64) {
    let (mut low, mut high) = (from, to);
    for reach in [-LABEL_REACH, -LABEL_REACH / 2.0, LABEL_REACH / 2.0, LABEL_REACH] {
        let widest = cuts_at(rings, y + reach)
            .into_iter()
            .map(|(start, end)| (start.max(low), end.min(high)))
            .max_by(|left, right| (left.1 - left.0).total_cmp(&(right.1 - right.0)));
        (low, high) = widest.unwrap_or((low, low));
    }
    if high > low {
        return (low, high);
    }
    let middle = (from + to) / 2.0;
    (middle - (to - from) / 10.0, middle + (to - from) / 10.0)
}

/// The stretches of a horizontal line that are inside the rings.
fn cuts_at(rings: &[Vec<(f64, f64)>], y: f64) -> Vec<(f64, f64)> {
    let mut crossings: Vec<f64> = rings.iter().flat_map(|ring| crossings_at(ring, y)).collect();
    crossings.sort_by(f64::total_cmp);
    crossings.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect()
}

fn crossings_at(ring: &[(f64, f64)], y: f64) -> Vec<f64> {
    let next = ring.iter().cycle().skip(1);
    ring.iter()
        .zip(next)
        .filter(|(from, to)| (from.1 <= y) != (to.1 <= y))
        .map(|(from, to)| from.0 + (y - from.1) / (to.1 - from.1) * (to.0 - from.0))
        .collect()
}

fn drawable_rings(place: &MapPlace) -> impl Iterator<Item = &Vec<[f64; 2]>> {
    place.rings.iter().filter(|ring| ring.len() >= 3 && ring.iter().flatten().all(|degree| degree.is_finite()))
}

/// By its series, so that every machine draws the same map to the last bit.
fn cosine_of_degrees(degrees: f64) -> f64 {
    let angle = degrees * std::f64::consts::PI / 180.0;
    let square = angle * angle;
    let mut term = 1.0;
    let mut sum = 1.0;
    for index in 1..=10 {
        let step = f64::from(2 * index);
        term *= -square / (step * (step - 1.0));
        sum += term;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dec(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    fn square(name: &str, west: f64, value: Option<Decimal>) -> MapPlace {
        let ring = vec![[west, 36.0], [west + 1.0, 36.0], [west + 1.0, 37.0], [west, 37.0]];
        MapPlace {
            name: name.into(),
            rings: vec![ring],
            value,
            text: value.map_or("—".to_string(), |value| value.to_string()),
        }
    }

    fn map(places: Vec<MapPlace>) -> ChoroplethMap {
        ChoroplethMap {
            title: "示例指标".into(),
            unit: "亿元".into(),
            places,
            classes: vec![
                MapClass { from: None, label: "不足300".into() },
                MapClass { from: Some(dec("300")), label: "300—500".into() },
                MapClass { from: Some(dec("500")), label: "500以上".into() },
            ],
            approval: Some("示例〔2026〕1号".into()),
            note: None,
        }
    }

    #[test]
    fn a_bound_belongs_to_the_higher_class() {
        let map = map(vec![]);
        let classes = [dec("299.9"), dec("300"), dec("499.9"), dec("500")].map(|value| class_of(&map, value));
        assert_eq!(classes, [Some(0), Some(1), Some(1), Some(2)]);
    }

    #[test]
    fn missing_is_hatched_named_in_the_legend_and_not_the_lowest_class() {
        let svg = map_svg(&map(vec![square("甲县", 118.0, Some(dec("320"))), square("乙县", 119.0, None)]));
        assert_eq!(svg.matches("fill=\"url(#missing)\"").count(), 2, "one place and its entry in the legend");
        assert!(svg.contains(">无数据</text>"));
        assert!(!map_svg(&map(vec![square("甲县", 118.0, Some(dec("320")))])).contains("无数据"));
    }

    #[test]
    fn the_map_prints_its_approval_or_says_that_it_has_none() {
        let mut map = map(vec![square("甲县", 118.0, None)]);
        assert!(map_svg(&map).contains("审图号：示例〔2026〕1号"));
        map.approval = None;
        assert!(map_svg(&map).contains("本图无审图号"));
    }

    #[test]
    fn the_series_is_the_cosine() {
        assert!((cosine_of_degrees(60.0) - 0.5).abs() < 1e-14);
    }

    #[test]
    fn broken_rings_are_left_out_and_do_not_spoil_the_rest() {
        let mut broken = square("乙县", 119.0, None);
        broken.rings = vec![vec![[f64::NAN, 36.0], [119.0, 36.5], [118.0, 37.0]], vec![[118.0, 36.0]]];
        let svg = map_svg(&map(vec![square("甲县", 118.0, None), broken]));
        assert!(svg.contains("甲县") && !svg.contains("乙县") && !svg.contains("NaN"));
    }
}
