//! Analyses over what an installation knows: published figures, shipped borders, conventions, downloads.

use app::view::AnalysisQuestion;
use model::Dataset;

use crate::support::{actor, demo, now, site};

fn question(analysis: &str, period: Option<&str>) -> AnalysisQuestion {
    AnalysisQuestion {
        pack: "regional_balance".into(),
        analysis: Some(analysis.into()),
        period: period.map(Into::into),
        dataset: Some(Dataset::Real),
        ..Default::default()
    }
}

#[tokio::test]
async fn published_figures_are_analysed_over_the_shipped_borders() {
    let site = demo().await;
    let view = site.app.analysis_view(&actor(), &question("gdp_moran", Some("2021")), now()).await.unwrap();
    assert_eq!(view.refused, None);
    assert_eq!(view.rows.len(), 12, "all twelve counties have a figure of 2021");
    let neighbours = view.columns.iter().position(|column| column.name == "邻居").unwrap();
    let linqu = view.rows.iter().find(|row| row.key == "370724").unwrap();
    assert_eq!(linqu.cells[neighbours].as_deref(), Some("昌乐县、青州市、安丘市"));
    assert!(view.conventions.iter().any(|line| line.contains("随机置换 9999 次，种子 2024")));

    let id = format!("{}370724", view.figure_root);
    let explained = site.app.explain(&actor(), &id, now()).await.unwrap().derivation;
    assert_eq!(Some(explained.value.as_str()), linqu.cells[0].as_deref());
    assert!(explained.title.contains("临朐县的局部莫兰指数"), "{}", explained.title);
    let gdp = explained.inputs.iter().find(|input| input.title.starts_with("地区生产总值")).unwrap();
    assert_eq!(gdp.value, "389.4");
    let source = gdp.inputs.first().and_then(|published| published.source.clone());
    assert!(matches!(source, Some(model::SourceRef::Observation { .. })), "{source:?}");

    let file = site.app.analysis_xlsx(&actor(), &question("gdp_moran", Some("2021")), now()).await.unwrap();
    assert!(file.file_name.ends_with("经济总量空间关联.xlsx") && file.bytes.starts_with(b"PK"));
}

#[tokio::test]
async fn without_a_period_the_newest_one_that_gives_a_result_counts() {
    let site = demo().await;
    let view = site.app.analysis_view(&actor(), &question("gdp_theil", None), now()).await.unwrap();
    assert_eq!((view.refused, view.period.to_string().as_str()), (None, "2020"));
    assert_eq!(view.rows.len(), 8);
    assert_eq!(view.left_out.len(), 4, "districts without a published population are named, not guessed");
    assert!(view.left_out.iter().all(|gap| gap.reason.contains("户籍人口")));
}

#[tokio::test]
async fn what_cannot_be_analysed_says_why() {
    let site = demo().await;
    let view = site.app.analysis_view(&actor(), &question("gdp_gini_by_kind", Some("2020")), now()).await.unwrap();
    let refused = view.refused.unwrap();
    assert!(refused.starts_with("有完整数据的对象只有 0 个，不足 2 个，不能分析"), "{refused}");
    let bare = site_without_data().await;
    let error = bare.app.analysis_view(&actor(), &question("gdp_moran", None), now()).await.unwrap_err().to_string();
    assert!(error.contains("还没有任何一期的数据"), "{error}");
}

async fn site_without_data() -> crate::support::Site {
    site().await
}
