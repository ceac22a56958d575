//! Data in the forms of other systems: what goes out comes back on another site as the same values and versions; what a
//! form cannot hold is refused or told.

use std::io::Read;

use app::view::{ImportReport, ObservationQuery};
use app::{Actor, App, DataFormat, Told};
use model::people::{Assignment, Role};
use model::{Dataset, Observation};
use serde_json::{Value, json};

use crate::support::{Site, actor, at, demo, now, site};

const HEADER: &str = "指标,地区,报告期,数值,单位,口径,等级,状态,来源,获知日期,备注\n";

/// The dictionaries of the demo and none of its values.
async fn empty() -> Site {
    let site = site().await;
    let folder = tempfile::tempdir().unwrap();
    let demo = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo");
    for name in ["indicators.csv", "places.csv", "sources.csv"] {
        std::fs::copy(demo.join(name), folder.path().join(name)).unwrap();
    }
    site.app.load_content(&actor(), folder.path(), at("2026-11-25T01:00:00Z")).await.unwrap();
    site
}

fn all(dataset: Dataset) -> ObservationQuery {
    ObservationQuery {
        dataset: Some(dataset),
        all_versions: Some(true),
        limit: Some(500),
        ..ObservationQuery::default()
    }
}

/// Everything but the number of the row, in a fixed order.
async fn held(app: &App, query: &ObservationQuery) -> Vec<Observation> {
    let mut found = Vec::new();
    let mut query = query.clone();
    loop {
        let page = app.observations(&crate::support::actor(), &query, at("2026-11-26T00:00:00Z")).await.unwrap();
        let plain = |held: Observation| Observation { id: 0, value: held.value.normalize(), ..held };
        found.extend(page.rows.into_iter().map(|row| plain(row.observation)));
        query.cursor = page.next;
        if query.cursor.is_none() {
            break;
        }
    }
    found.sort_by_key(|one| {
        (one.indicator.clone(), one.place.clone(), one.period, one.scope, one.source.clone(), one.known_since)
    });
    found
}

async fn import(app: &App, name: &str, bytes: &[u8], dataset: Dataset) -> ImportReport {
    app.import_data(&actor(), (name, bytes), &Told::default(), dataset, false, now()).await.unwrap()
}

/// One value three times: preliminary, final, and revised; with everything that a form may lose.
async fn add_versions(app: &App) {
    for (value, status, day, note) in [
        ("1100.50", "初步", "2026-02-01", ""),
        ("1101", "最终", "2026-05-01", "经济普查，\"含\"引号"),
        ("1099.9", "修订", "2026-09-01T01:02:03.456Z", "=1+1"),
    ] {
        for period in ["2025", "2025-H1", "2025-Q3", "2025-07"] {
            let note = note.replace('"', "\"\"");
            let file = format!(
                "{HEADER}地区生产总值,寿光市,{period},{value},亿元,管理区,A,{status},统计公报（测试）,{day},\"{note}\"\n"
            );
            let report = import(app, "表.csv", file.as_bytes(), Dataset::Real).await;
            assert!(report.accepted, "{:?}", report.errors);
        }
    }
}

#[tokio::test]
async fn sdmx_carries_every_value_and_version_to_another_site() {
    let from = demo().await;
    add_versions(&from.app).await;
    let expected = held(&from.app, &all(Dataset::Real)).await;
    assert!(expected.len() > 300);
    for format in [DataFormat::SdmxCsv, DataFormat::SdmxJson] {
        let file =
            from.app.export_observations(&crate::support::actor(), &all(Dataset::Real), format, now()).await.unwrap();
        let to = empty().await;
        let report = import(&to.app, &file.file_name, &file.bytes, Dataset::Real).await;
        assert_eq!(report.errors, [], "{format:?}");
        assert_eq!((report.inserted, report.revised, report.unchanged), (expected.len(), 0, 0), "{format:?}");
        assert_eq!(held(&to.app, &all(Dataset::Real)).await, expected, "{format:?}");
        // The same file again changes nothing.
        let again = import(&to.app, &file.file_name, &file.bytes, Dataset::Real).await;
        assert_eq!((again.inserted, again.revised, again.unchanged), (0, 0, expected.len()), "{format:?}");
    }
}

#[tokio::test]
async fn dhis2_carries_every_standing_value_and_refuses_versions() {
    let from = demo().await;
    add_versions(&from.app).await;
    let standing = ObservationQuery { all_versions: None, ..all(Dataset::Real) };
    let file =
        from.app.export_observations(&crate::support::actor(), &standing, DataFormat::Dhis2, now()).await.unwrap();
    let to = empty().await;
    let report = import(&to.app, &file.file_name, &file.bytes, Dataset::Real).await;
    assert_eq!(report.errors, []);
    let expected = held(&from.app, &standing).await;
    assert_eq!(report.inserted, expected.len());
    assert_eq!(held(&to.app, &standing).await, expected);
    let refused = from
        .app
        .export_observations(&crate::support::actor(), &all(Dataset::Real), DataFormat::Dhis2, now())
        .await
        .unwrap_err();
    assert!(refused.to_string().contains("旧值"), "{refused}");

    let message: Value = serde_json::from_slice(&file.bytes).unwrap();
    let values = message["dataValues"].as_array().unwrap();
    let half = values.iter().find(|value| value["period"] == "2025S1").unwrap();
    assert_eq!(
        *half,
        json!({
            "dataElement": "gdp", "period": "2025S1", "orgUnit": "370783", "categoryOptionCombo": "managed",
            "attributeOptionCombo": "A.revised.统计公报（测试）", "value": "1099.9",
            "lastUpdated": "2026-09-01T01:02:03.456+0000", "comment": "=1+1",
        })
    );
    // Every value has the members that DHIS2 asks for, as text, and none that it does not know.
    const KNOWN: [&str; 8] = [
        "dataElement",
        "period",
        "orgUnit",
        "categoryOptionCombo",
        "attributeOptionCombo",
        "value",
        "lastUpdated",
        "comment",
    ];
    for value in values {
        for (key, member) in value.as_object().unwrap() {
            assert!(KNOWN.contains(&key.as_str()) && member.is_string(), "{value}");
        }
    }
}

#[tokio::test]
async fn a_dhis2_file_of_another_site_is_taken_with_what_is_told() {
    let site = empty().await;
    let file = json!({
        "dataSet": "pBOMPrpg1QX", "period": "2025", "orgUnit": "370783",
        "dataValues": [
            { "dataElement": "gdp", "categoryOptionCombo": "HllvX50cXC0", "attributeOptionCombo": "HllvX50cXC0", "value": "1100.5" },
            { "dataElement": "gdp", "period": "2024Q1", "value": 3, "comment": "说明" },
        ],
    });
    let bytes = serde_json::to_vec_pretty(&file).unwrap();
    let untold = import(&site.app, "值.json", &bytes, Dataset::Real).await;
    let said: Vec<(usize, &str)> =
        untold.errors.iter().map(|error| (error.line, error.column.as_deref().unwrap_or_default())).collect();
    assert_eq!(said, [(6, "口径"), (6, "等级"), (6, "来源"), (12, "口径"), (12, "等级"), (12, "来源")]);
    let told = Told {
        scope: Some("管理区".into()),
        grade: Some("B".into()),
        source: Some("卫健系统".into()),
        ..Told::default()
    };
    let report = site.app.import_data(&actor(), ("值.json", &bytes), &told, Dataset::Real, false, now()).await.unwrap();
    assert_eq!((report.inserted, report.errors.len()), (2, 0), "{:?}", report.errors);
    let rows = held(&site.app, &all(Dataset::Real)).await;
    assert!(rows.iter().all(|row| row.unit == "亿元" && row.source == "卫健系统"), "{rows:?}");
}

#[tokio::test]
async fn every_fault_of_an_exchange_file_is_named_with_its_line_and_nothing_is_imported() {
    let site = empty().await;
    let head = "STRUCTURE;STRUCTURE_ID;ACTION;FREQ;REF_AREA;INDICATOR;SCOPE;DATA_SOURCE;TIME_PERIOD;OBS_VALUE;UNIT_MEASURE;OBS_STATUS;GRADE;UPDATED\n";
    let row = |flow: &str, action: &str, freq: &str, period: &str, value: &str, unit: &str| {
        format!("dataflow;{flow};{action};{freq};370783;gdp;managed;S01;{period};{value};{unit};A;A;x\n")
    };
    let ours = "JUNXIAN:OBSERVATION(1.0.0)";
    let file = [
        head.to_string(),
        row(ours, "R", "A", "2025", "1100.5", "亿元"),
        row(ours, "D", "A", "2024", "1", "亿元"),
        row("JUNXIAN:OBSERVATION_DEMO(1.0.0)", "M", "A", "2023", "1", "亿元"),
        row(ours, "M", "Q", "2022", "1", "亿元"),
        row(ours, "M", "A", "2021", "很多", "万元"),
    ]
    .concat();
    let report = import(&site.app, "数.csv", file.as_bytes(), Dataset::Real).await;
    let said: Vec<(usize, &str)> =
        report.errors.iter().map(|error| (error.line, error.column.as_deref().unwrap_or_default())).collect();
    assert_eq!(said, [(3, "ACTION"), (4, "STRUCTURE_ID"), (5, "FREQ"), (6, "数值"), (6, "单位")]);
    assert_eq!(report.notes, ["“UPDATED”列不属于本系统的数据结构，没有读取"]);
    assert!(!report.accepted && held(&site.app, &all(Dataset::Real)).await.is_empty());

    for (text, word) in [
        ("{\"data\": {\"dataStructures\": []}}", "结构消息"),
        ("{\"x\": 1}", "既不是"),
        ("{\"dataValues\": [\n{]}", "第 2 行"),
    ] {
        let told = Told::default();
        let refused = site
            .app
            .import_data(&actor(), ("文件.json", text.as_bytes()), &told, Dataset::Real, false, now())
            .await
            .unwrap_err();
        assert!(refused.to_string().contains(word), "{refused}");
    }
    let told = Told { format: Some(DataFormat::Dhis2), ..Told::default() };
    let refused = site
        .app
        .import_data(&actor(), ("数.csv", file.as_bytes()), &told, Dataset::Real, false, now())
        .await
        .unwrap_err();
    assert!(refused.to_string().contains("内容却是SDMX-CSV"), "{refused}");
}

#[tokio::test]
async fn series_of_sdmx_json_are_read_as_well_as_flat_lists() {
    let site = empty().await;
    let message = json!({
        "meta": { "id": "x", "prepared": "2026-11-01T00:00:00Z", "sender": { "id": "OTHER" } },
        "data": {
            "structures": [{
                "dimensions": {
                    "dataSet": [{ "id": "INDICATOR", "keyPosition": 0, "name": "i", "values": [{ "id": "gdp", "name": "x" }] }],
                    "series": [
                        { "id": "REF_AREA", "keyPosition": 1, "name": "a", "values": [{ "id": "370783", "name": "x" }, { "id": "370782", "name": "y" }] },
                        { "id": "SCOPE", "keyPosition": 2, "name": "s", "values": [{ "id": "managed", "name": "x" }] },
                    ],
                    "observation": [{ "id": "TIME_PERIOD", "keyPosition": 3, "name": "t", "values": [{ "id": "2024-A1", "name": "x" }, { "id": "2025-S1", "name": "y" }] }],
                },
                "measures": { "observation": [{ "id": "OBS_VALUE", "name": "v" }] },
                "attributes": {
                    "dataSet": [{ "id": "GRADE", "name": "g", "values": [{ "id": "B", "name": "x" }] }],
                    "series": [{ "id": "UNIT_MEASURE", "name": "u" }],
                    "observation": [
                        { "id": "DECIMALS", "name": "d" },
                        { "id": "DATA_SOURCE", "name": "s", "values": [{ "id": "S01", "name": "x" }] },
                        { "id": "OBS_STATUS", "name": "s", "values": [{ "id": "A", "name": "x" }, { "id": "P", "name": "y" }] },
                    ],
                },
            }],
            "dataSets": [{
                "structure": 0, "action": "Merge", "attributes": [0],
                "series": {
                    "0:0": { "attributes": ["亿元"], "observations": { "0": [10.5, 1, 0, 0], "1": ["5", 0, 0, 1] } },
                    "1:0": { "attributes": ["亿元"], "observations": { "0": [7, null, 0, 0] } },
                },
            }],
        },
    });
    let report = import(&site.app, "数.json", message.to_string().as_bytes(), Dataset::Real).await;
    assert_eq!((report.errors.len(), report.inserted), (0, 3), "{:?}", report.errors);
    assert_eq!(report.notes, ["“DECIMALS”不属于本系统的数据结构，没有读取"]);
    let rows = held(&site.app, &all(Dataset::Real)).await;
    let shown: Vec<String> =
        rows.iter().map(|row| format!("{} {} {} {:?}", row.place, row.period, row.value, row.status)).collect();
    assert_eq!(shown, ["370782 2024 7 Final", "370783 2024 10.5 Final", "370783 2025-H1 5 Provisional"]);
}

#[tokio::test]
async fn a_preview_counts_and_writes_nothing() {
    let site = empty().await;
    let file = format!("{HEADER}地区生产总值,寿光市,2025,1100.5,亿元,管理区,A,最终,统计公报,2026-03-01,\n");
    let told = Told::default();
    let look = async || {
        let file = ("表.csv", file.as_bytes());
        site.app.import_data(&actor(), file, &told, Dataset::Real, true, now()).await.unwrap()
    };
    let report = look().await;
    assert_eq!((report.accepted, report.is_preview, report.inserted), (true, true, 1));
    assert!(held(&site.app, &all(Dataset::Real)).await.is_empty());
    import(&site.app, "表.csv", file.as_bytes(), Dataset::Real).await;
    assert_eq!((look().await.inserted, look().await.unchanged), (0, 1));
}

#[tokio::test]
async fn the_rights_of_the_importer_hold_for_every_form() {
    let site = empty().await;
    let from = demo().await;
    let liaison = {
        let role = Assignment {
            user: "liu".into(),
            role: Role::CountyLiaison,
            agency: None,
            place: Some("370783".into()),
            valid_from: "2026-01-01".parse().unwrap(),
            valid_to: None,
            deputy_of: None,
        };
        Actor::entered("liu", vec![role], "2026-11-25".parse().unwrap())
    };
    let query = ObservationQuery { indicator: Some("gdp".into()), ..ObservationQuery::default() };
    for format in [DataFormat::SdmxCsv, DataFormat::SdmxJson, DataFormat::Dhis2] {
        let file = from.app.export_observations(&crate::support::actor(), &query, format, now()).await.unwrap();
        for is_preview in [true, false] {
            let file = (file.file_name.as_str(), file.bytes.as_slice());
            let refused =
                site.app.import_data(&liaison, file, &Told::default(), Dataset::Real, is_preview, now()).await;
            assert!(matches!(refused, Err(app::AppError::Forbidden { .. })), "{format:?} {refused:?}");
        }
    }
    assert!(held(&site.app, &all(Dataset::Real)).await.is_empty());
}

#[tokio::test]
async fn demo_data_keep_their_mark_in_every_form() {
    let from = demo().await;
    let standing = ObservationQuery { all_versions: None, ..all(Dataset::Demo) };
    for format in [DataFormat::SdmxCsv, DataFormat::SdmxJson, DataFormat::Dhis2] {
        let file = from.app.export_observations(&crate::support::actor(), &standing, format, now()).await.unwrap();
        assert!(file.file_name.contains("演示"), "{}", file.file_name);
        let to = empty().await;
        let refused = to
            .app
            .import_data(&actor(), (&file.file_name, &file.bytes), &Told::default(), Dataset::Real, false, now())
            .await;
        match refused {
            Ok(report) => assert!(!report.accepted && !report.errors.is_empty()),
            Err(error) => assert!(error.to_string().contains("演示"), "{error}"),
        }
        let report = import(&to.app, &file.file_name, &file.bytes, Dataset::Demo).await;
        assert_eq!(report.errors, []);
        assert!(report.inserted > 100);
        assert!(held(&to.app, &all(Dataset::Real)).await.is_empty());
    }
}

#[tokio::test]
async fn what_waits_for_its_release_is_in_no_form() {
    let site = empty().await;
    let draft = app::view::ReleaseDraft {
        indicator: "gdp".into(),
        period: "2026-Q3".into(),
        release: at("2026-11-30T02:00:00Z"),
        reason: None,
        dataset: None,
    };
    site.app.set_release(&actor(), &draft, now()).await.unwrap();
    let file = "STRUCTURE,STRUCTURE_ID,ACTION,REF_AREA,INDICATOR,SCOPE,DATA_SOURCE,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE,OBS_STATUS,GRADE,KNOWN_SINCE\n\
                dataflow,JUNXIAN:OBSERVATION(1.0.0),M,370783,gdp,managed,S01,2026-Q3,98765.4,亿元,P,P,2026-11-01\n";
    let report = import(&site.app, "数.csv", file.as_bytes(), Dataset::Real).await;
    assert_eq!((report.inserted, report.embargoed), (1, 1), "{:?}", report.errors);
    for format in
        [DataFormat::SdmxCsv, DataFormat::SdmxJson, DataFormat::Dhis2, DataFormat::Csv, DataFormat::SdmxStructure]
    {
        let file = site
            .app
            .export_observations(&crate::support::actor(), &ObservationQuery::default(), format, now())
            .await
            .unwrap();
        assert!(!String::from_utf8(file.bytes).unwrap().contains("98765"), "{format:?}");
    }
    let package = site
        .app
        .export_observations(&crate::support::actor(), &ObservationQuery::default(), DataFormat::DataPackage, now())
        .await
        .unwrap();
    assert!(!unzipped(&package.bytes).iter().any(|(_, text)| text.contains("98765")));
}

/// Name and text of every file.
fn unzipped(bytes: &[u8]) -> Vec<(String, String)> {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    (0..zip.len())
        .map(|at| {
            let mut file = zip.by_index(at).unwrap();
            let mut text = String::new();
            file.read_to_string(&mut text).unwrap();
            (file.name().unwrap().to_string(), text)
        })
        .collect()
}

#[tokio::test]
async fn a_data_package_is_described_and_loads_as_a_folder_of_content() {
    let from = demo().await;
    add_versions(&from.app).await;
    let file = from
        .app
        .export_observations(&crate::support::actor(), &ObservationQuery::default(), DataFormat::DataPackage, now())
        .await
        .unwrap();
    let again = from
        .app
        .export_observations(&crate::support::actor(), &ObservationQuery::default(), DataFormat::DataPackage, now())
        .await
        .unwrap();
    assert_eq!(file.bytes, again.bytes, "the same bytes");
    let files = unzipped(&file.bytes);
    let package: Value = serde_json::from_str(&files[0].1).unwrap();
    assert_eq!(files[0].0, "datapackage.json");
    let resources = package["resources"].as_array().unwrap();
    assert_eq!(resources.len(), files.len() - 1);
    for resource in resources {
        let (_, text) = files.iter().find(|(name, _)| resource["path"] == name.as_str()).unwrap();
        assert_eq!(resource["bytes"], text.len());
        assert_eq!(resource["hash"], format!("sha256:{}", model::digest(text.as_bytes())));
        let fields = resource["schema"]["fields"].as_array().unwrap();
        let header: Vec<&str> = fields.iter().map(|field| field["name"].as_str().unwrap()).collect();
        assert_eq!(text.lines().next().unwrap(), header.join(","));
        let keys: Vec<&str> =
            resource["schema"]["primaryKey"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let places: Vec<usize> = keys.iter().map(|key| header.iter().position(|field| field == key).unwrap()).collect();
        let mut seen = std::collections::BTreeSet::new();
        for record in csv::Reader::from_reader(text.as_bytes()).records() {
            let record = record.unwrap();
            for (field, cell) in fields.iter().zip(&record) {
                let is_required = field["constraints"]["required"] == true;
                assert!(!is_required || !cell.is_empty(), "{} {} {record:?}", resource["name"], field["name"]);
                let choices = field["constraints"]["enum"].as_array();
                assert!(choices.is_none_or(|known| known.iter().any(|one| one == cell)), "{field} {cell}");
            }
            let key: Vec<&str> = places.iter().map(|place| &record[*place]).collect();
            assert!(keys.is_empty() || seen.insert(key.join("|")), "{} {key:?}", resource["name"]);
        }
    }
    assert!(
        package["sources"]
            .as_array()
            .unwrap()
            .iter()
            .any(|source| source["title"].as_str().unwrap().starts_with("S01 "))
    );
    assert_eq!(package.get("licenses"), None, "nobody said under which terms");

    let folder = tempfile::tempdir().unwrap();
    for (name, text) in &files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let to = site().await;
    to.app.load_content(&actor(), folder.path(), now()).await.unwrap();
    assert_eq!(held(&to.app, &all(Dataset::Real)).await, held(&from.app, &all(Dataset::Real)).await);
    assert_eq!(to.app.dictionary().await.unwrap().indicators, from.app.dictionary().await.unwrap().indicators);
}

#[tokio::test]
async fn the_structure_of_sdmx_names_everything_that_the_data_use() {
    let site = demo().await;
    let query = all(Dataset::Real);
    let read = async |format| {
        let file = site.app.export_observations(&crate::support::actor(), &query, format, now()).await.unwrap();
        serde_json::from_slice::<Value>(&file.bytes).unwrap()
    };
    let structure = read(DataFormat::SdmxStructure).await;
    let data = read(DataFormat::SdmxJson).await;
    let used = &data["data"]["structures"][0];
    let declared = &structure["data"]["dataStructures"][0]["dataStructureComponents"];
    let ids = |list: &Value| -> Vec<String> {
        list.as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_string()).collect()
    };
    let mut dimensions = ids(&declared["dimensionList"]["dimensions"]);
    dimensions.push("TIME_PERIOD".to_string());
    assert_eq!(ids(&used["dimensions"]["observation"]), dimensions);
    assert_eq!(ids(&used["attributes"]["observation"]), ids(&declared["attributeList"]["attributes"]));
    let lists = structure["data"]["codelists"].as_array().unwrap();
    for dimension in used["dimensions"]["observation"].as_array().unwrap() {
        let list = declared["dimensionList"]["dimensions"].as_array().unwrap().iter();
        let Some(list) = list
            .filter(|one| one["id"] == dimension["id"])
            .find_map(|one| one["localRepresentation"]["enumeration"].as_str())
        else {
            continue;
        };
        let list = lists.iter().find(|one| list.ends_with(&format!("JUNXIAN:{}(1.0.0)", one["id"].as_str().unwrap())));
        let codes = ids(&list.unwrap()["codes"]);
        for value in dimension["values"].as_array().unwrap() {
            assert!(codes.iter().any(|code| value["id"] == code.as_str()), "{value}");
        }
    }
    // Keys lead to values, and every observation has the members that the structure announces.
    let sizes: Vec<usize> = used["dimensions"]["observation"]
        .as_array()
        .unwrap()
        .iter()
        .map(|dimension| dimension["values"].as_array().unwrap().len())
        .collect();
    let count = 1 + used["attributes"]["observation"].as_array().unwrap().len();
    for set in data["data"]["dataSets"].as_array().unwrap() {
        // The schema of 2.0.0 asks for them.
        assert_eq!(set["links"][0]["rel"], "dataflow");
        for (key, values) in set["observations"].as_object().unwrap() {
            let places: Vec<usize> = key.split(':').map(|part| part.parse().unwrap()).collect();
            assert!(
                places.len() == sizes.len() && places.iter().zip(&sizes).all(|(place, size)| place < size),
                "{key}"
            );
            assert_eq!(values.as_array().unwrap().len(), count);
        }
    }
}
