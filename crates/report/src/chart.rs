//! Bar charts as SVG: horizontal bars, so that names of agencies and counties stay readable.
//!
//! Draws what it is given: values are already computed, and each bar says its own text.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::document::Figure;
use crate::svg::{Anchor, Svg, hatch, words_width, wrap};

const WIDTH: i64 = 1500;
const TYPE: i64 = 32;
const SMALL_TYPE: i64 = 28;
/// Names of groups are broken into lines above this width.
const LABEL_WIDTH: i64 = 420;
/// Fill and rim of each series; the second is hatched, so that grey prints tell them apart.
const FILLS: [(&str, &str); 3] = [("#2c6aa8", "#1d4a78"), ("url(#second)", "#7a4a10"), ("#d9dde2", "#555b63")];

/// Grouped bars, one group a row.
#[derive(Debug, Clone, PartialEq)]
pub struct BarChart {
    /// Read out by screen readers, not drawn.
    pub title: String,
    /// 亿元, %.
    pub unit: String,
    /// Names of the bars in a group; the legend is drawn when there are at least two. At most three.
    pub series: Vec<String>,
    pub groups: Vec<BarGroup>,
    /// A dashed line over all bars, such as the share of time elapsed.
    pub reference: Option<Reference>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct BarGroup {
    pub label: String,
    /// One for each series.
    pub bars: Vec<Bar>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// `None` draws no bar, only the text.
    pub value: Option<Decimal>,
    /// As rounded by the caller: `98.5`, 「—」.
    pub text: String,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Reference {
    pub value: Decimal,
    /// 序时进度 75%.
    pub text: String,
}

impl Figure {
    /// A chart as picture of a document, 150 mm wide.
    pub fn bar_chart(chart: &BarChart, caption: impl Into<String>) -> Figure {
        Figure {
            svg: bar_chart_svg(chart),
            caption: caption.into(),
            width_mm: (WIDTH / 10) as u32,
            height_mm: (Plot::new(chart).height / 10) as u32,
            png: None,
            map_approval: None,
        }
    }
}

/// The chart as SVG text, the same for the same chart.
pub fn bar_chart_svg(chart: &BarChart) -> String {
    let plot = Plot::new(chart);
    let mut svg = Svg::new(WIDTH, plot.height, &chart.title);
    svg.push("<defs>\n");
    svg.push(&hatch("second", "#fbe3c0", "#d08a2a"));
    svg.push("</defs>\n");
    svg.rectangle((0, 0), (WIDTH, plot.height), "fill=\"#ffffff\"");
    draw_legend(&mut svg, chart);
    draw_grid(&mut svg, chart, &plot);
    for (group, row) in chart.groups.iter().zip(&plot.rows) {
        draw_group(&mut svg, group, row, &plot);
    }
    if let Some(reference) = &chart.reference {
        let x = plot.x(reference.value);
        svg.line((x, plot.top), (x, plot.bottom), "stroke=\"#b02020\" stroke-width=\"4\" stroke-dasharray=\"14 9\"");
        svg.words((x, plot.top - 12), SMALL_TYPE, Anchor::Middle, &reference.text);
    }
    svg.finish()
}

/// Where things are.
struct Plot {
    left: i64,
    right: i64,
    top: i64,
    bottom: i64,
    height: i64,
    bar_height: i64,
    rows: Vec<Row>,
    low: Decimal,
    high: Decimal,
    step: Decimal,
}

struct Row {
    label: Vec<String>,
    top: i64,
    height: i64,
}

impl Plot {
    fn new(chart: &BarChart) -> Plot {
        let bars_in_group = chart.series.len().max(1) as i64;
        let bar_height = if bars_in_group == 1 { 36 } else { 28 };
        let labels: Vec<Vec<String>> = chart.groups.iter().map(|group| wrap(&group.label, TYPE, LABEL_WIDTH)).collect();
        let label_width = labels.iter().flatten().map(|line| words_width(line, TYPE)).max().unwrap_or(0);
        let text_width = chart
            .groups
            .iter()
            .flat_map(|group| &group.bars)
            .map(|bar| words_width(&bar.text, SMALL_TYPE))
            .max()
            .unwrap_or(0);

        let top = 60 + if chart.reference.is_some() { 44 } else { 0 };
        let mut y = top;
        let mut rows = Vec::new();
        for label in labels {
            let height = (bars_in_group * bar_height + 22).max(label.len() as i64 * 38 + 10);
            rows.push(Row { label, top: y, height });
            y += height;
        }
        let (low, high, step) = scale(chart);
        // Whole millimetres, because a document places pictures by them.
        let height = (y + 60 + 9) / 10 * 10;
        Plot {
            left: label_width + 34,
            right: WIDTH - text_width - 34,
            top,
            bottom: y,
            height,
            bar_height,
            rows,
            low,
            high,
            step,
        }
    }

    fn x(&self, value: Decimal) -> i64 {
        let share = (value - self.low) / (self.high - self.low);
        let units = share * Decimal::from(self.right - self.left);
        self.left + units.round().to_i64().unwrap_or(0)
    }
}

/// Round ends and step of the axis, zero included: at most six steps of 1, 2 or 5 times a power of ten.
fn scale(chart: &BarChart) -> (Decimal, Decimal, Decimal) {
    let values = chart
        .groups
        .iter()
        .flat_map(|group| group.bars.iter().filter_map(|bar| bar.value))
        .chain(chart.reference.iter().map(|reference| reference.value));
    let (mut least, mut most) = (Decimal::ZERO, Decimal::ZERO);
    for value in values {
        least = least.min(value);
        most = most.max(value);
    }
    if least == most {
        most = Decimal::ONE;
    }
    let mut step = Decimal::new(1, 6);
    let factors = [Decimal::TWO, Decimal::new(25, 1), Decimal::TWO];
    let mut turn = 0;
    // A quotient too large for a decimal is too many steps as well.
    while (most - least).checked_div(step).is_none_or(|steps| steps > Decimal::from(6)) {
        let Some(larger) = step.checked_mul(factors[turn % 3]) else { break };
        step = larger;
        turn += 1;
    }
    ((least / step).floor() * step, (most / step).ceil() * step, step.normalize())
}

fn draw_legend(svg: &mut Svg, chart: &BarChart) {
    let mut x = 20;
    if chart.series.len() > 1 {
        for (name, (fill, rim)) in chart.series.iter().zip(FILLS) {
            svg.rectangle((x, 14), (46, 28), &format!("fill=\"{fill}\" stroke=\"{rim}\" stroke-width=\"2\""));
            svg.words((x + 56, 40), TYPE, Anchor::Start, name);
            x += 56 + words_width(name, TYPE) + 44;
        }
    }
    svg.words((WIDTH - 20, 40), TYPE, Anchor::End, &format!("单位：{}", chart.unit));
}

fn draw_grid(svg: &mut Svg, chart: &BarChart, plot: &Plot) {
    let mut tick = plot.low;
    while tick <= plot.high {
        let x = plot.x(tick);
        let style = match tick.is_zero() {
            true => "stroke=\"#333333\" stroke-width=\"3\"",
            false => "stroke=\"#d5d8dc\" stroke-width=\"2\"",
        };
        svg.line((x, plot.top), (x, plot.bottom), style);
        // Words at both ends would run out of the picture when the axis is very short; the unit stands above.
        svg.words((x, plot.bottom + 38), SMALL_TYPE, Anchor::Middle, &tick.normalize().to_string());
        tick += plot.step;
    }
    if chart.groups.is_empty() {
        svg.words((WIDTH / 2, plot.top + 30), TYPE, Anchor::Middle, "无数据");
    }
}

fn draw_group(svg: &mut Svg, group: &BarGroup, row: &Row, plot: &Plot) {
    let middle = row.top + row.height / 2;
    let first_line = middle - row.label.len() as i64 * 19 + 30;
    for (index, line) in row.label.iter().enumerate() {
        svg.words((plot.left - 14, first_line + index as i64 * 38), TYPE, Anchor::End, line);
    }
    let zero = plot.x(Decimal::ZERO);
    let mut y = middle - plot.bar_height * group.bars.len() as i64 / 2;
    for (bar, (fill, rim)) in group.bars.iter().zip(FILLS) {
        let end = bar.value.map_or(zero, |value| plot.x(value));
        if bar.value.is_some() {
            let style = format!("fill=\"{fill}\" stroke=\"{rim}\" stroke-width=\"2\"");
            svg.rectangle((zero.min(end), y + 2), ((end - zero).abs(), plot.bar_height - 4), &style);
        }
        svg.words((zero.max(end) + 10, y + plot.bar_height / 2 + 10), SMALL_TYPE, Anchor::Start, &bar.text);
        y += plot.bar_height;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dec(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    fn chart(values: &[Option<Decimal>]) -> BarChart {
        let groups = values
            .iter()
            .enumerate()
            .map(|(index, value)| BarGroup {
                label: format!("示例{index}县"),
                bars: vec![Bar { value: *value, text: value.map_or("—".to_string(), |value| value.to_string()) }],
            })
            .collect();
        BarChart { title: "示例".into(), unit: "%".into(), series: vec!["完成率".into()], groups, reference: None }
    }

    #[test]
    fn the_axis_ends_at_round_numbers_and_holds_zero() {
        assert_eq!(scale(&chart(&[Some(dec("98.5")), Some(dec("61"))])), (dec("0"), dec("100"), dec("20")));
        assert_eq!(scale(&chart(&[Some(dec("-3.2")), Some(dec("5.1"))])), (dec("-4"), dec("6"), dec("2")));
        assert_eq!(scale(&chart(&[None])), (dec("0"), dec("1"), dec("0.2")));
    }

    #[test]
    fn a_missing_value_has_its_dash_and_no_bar() {
        let bars = |svg: &str| svg.matches("stroke=\"#1d4a78\"").count();
        let svg = bar_chart_svg(&chart(&[Some(dec("5")), None]));
        assert_eq!(bars(&svg), 1);
        assert!(svg.contains(">—</text>"));
    }

    #[test]
    fn words_cannot_become_markup() {
        let mut chart = chart(&[Some(dec("5"))]);
        chart.groups[0].label = "<script>&\"".to_string();
        assert!(bar_chart_svg(&chart).contains("&lt;script&gt;&amp;"));
    }
}
