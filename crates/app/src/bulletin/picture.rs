//! Chart and map of a bulletin, as data for the renderer.

use model::Dataset;
use report::{Bar, BarChart, BarGroup, ChoroplethMap, MapClass, MapPlace};
use rust_decimal::Decimal;
use serde::Deserialize;

use crate::view::{MapView, StatusCount};
use crate::{AppError, Result};

/// Rows by status.
pub(super) fn status_chart(counts: &[StatusCount]) -> BarChart {
    let group = |count: &StatusCount| BarGroup {
        label: count.label.clone(),
        bars: vec![Bar { value: count.count.text.parse().ok(), text: count.count.text.clone() }],
    };
    BarChart {
        title: "目标完成情况".to_string(),
        unit: "项".to_string(),
        series: vec!["目标数".to_string()],
        groups: counts.iter().map(group).collect(),
        reference: None,
    }
}

#[derive(Deserialize)]
struct Collection {
    features: Vec<Feature>,
}

#[derive(Deserialize)]
struct Feature {
    properties: Properties,
    geometry: Geometry,
}

#[derive(Deserialize)]
struct Properties {
    adcode: String,
}

#[derive(Deserialize)]
#[serde(tag = "type", content = "coordinates")]
enum Geometry {
    Polygon(Vec<Vec<[f64; 2]>>),
    MultiPolygon(Vec<Vec<Vec<[f64; 2]>>>),
}

type Rings = Vec<Vec<[f64; 2]>>;

pub(super) fn map(view: &MapView, period_in_words: &str, boundaries: &str) -> Result<ChoroplethMap> {
    let shapes = rings(boundaries)?;
    let mut places = Vec::new();
    for row in &view.rows {
        let Some((_, rings)) = shapes.iter().find(|(code, _)| *code == row.place.code) else { continue };
        let rings = rings.clone();
        places.push(MapPlace {
            name: row.place.name.clone(),
            rings,
            value: row.value.text.parse().ok(),
            text: row.value.text.clone(),
        });
    }
    let values: Vec<Decimal> = places.iter().filter_map(|place| place.value).collect();
    let mark = match view.frame.dataset {
        Dataset::Demo => "（演示数据）",
        Dataset::Real => "",
    };
    Ok(ChoroplethMap {
        title: format!("{}（{period_in_words}）{mark}", view.indicator.name),
        unit: view.indicator.unit.clone(),
        classes: classes(values),
        approval: Some(view.map_approval.clone()),
        note: None,
        places,
    })
}

/// Rings of longitude and latitude by division code.
pub(crate) fn rings(boundaries: &str) -> Result<Vec<(String, Rings)>> {
    let collection: Collection = serde_json::from_str(boundaries)
        .map_err(|error| AppError::Internal { message: format!("县市区边界数据无法识别：{error}") })?;
    let of = |feature: Feature| {
        let rings = match feature.geometry {
            Geometry::Polygon(rings) => rings,
            Geometry::MultiPolygon(polygons) => polygons.concat(),
        };
        (feature.properties.adcode, rings)
    };
    Ok(collection.features.into_iter().map(of).collect())
}

/// At most four classes with about equally many places in each.
pub(crate) fn classes(mut values: Vec<Decimal>) -> Vec<MapClass> {
    values.sort();
    values.dedup();
    let count = values.len().min(4);
    let mut bounds: Vec<Decimal> =
        (1..count).filter_map(|part| values.get(part * values.len() / count)).copied().collect();
    bounds.dedup();
    let shown = |value: &Decimal| value.normalize().to_string();
    let mut classes = Vec::new();
    match bounds.first() {
        None => classes.push(MapClass { from: None, label: "有数据".to_string() }),
        Some(first) => classes.push(MapClass { from: None, label: format!("{}以下", shown(first)) }),
    }
    for (index, from) in bounds.iter().enumerate() {
        let label = match bounds.get(index + 1) {
            Some(next) => format!("{}—{}", shown(from), shown(next)),
            None => format!("{}及以上", shown(from)),
        };
        classes.push(MapClass { from: Some(*from), label });
    }
    classes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(values: &[i64]) -> Vec<String> {
        classes(values.iter().map(|value| Decimal::from(*value)).collect())
            .into_iter()
            .map(|class| class.label)
            .collect()
    }

    #[test]
    fn classes_hold_about_equally_many_places() {
        assert_eq!(labels(&[1, 2, 3, 4, 5, 6, 7, 8]), ["3以下", "3—5", "5—7", "7及以上"]);
        assert_eq!(labels(&[5, 9]), ["9以下", "9及以上"]);
        assert_eq!(labels(&[5]), ["有数据"]);
        assert_eq!(labels(&[]), ["有数据"]);
    }
}
