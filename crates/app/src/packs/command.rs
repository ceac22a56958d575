//! Commands of a test: `evaluate`, `compute`, `intake`, `count`, `explain`, `allocate`, `exchange`, `share`, `match`, one a line. Reads their form; names are resolved later.

use engine::allocation::Supposed;
use jiff::civil::Date;
use model::{AnalysisOutcome, Period};
use rust_decimal::Decimal;

use super::facts::{LineFault, fault};

/// One line of a `run` block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Command {
    pub(super) line: usize,
    pub(super) period: Period,
    pub(super) task: Task,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Task {
    Evaluate {
        evaluation: String,
        sections: Vec<Section>,
        only: Vec<String>,
    },
    Compute {
        formulas: Vec<Asked>,
        /// Totals of places instead of rows.
        is_by_place: bool,
        only: Vec<String>,
    },
    Count {
        measure: Asked,
        only: Vec<String>,
    },
    Check {
        register: String,
    },
    /// 取数.
    Intake {
        register: String,
    },
    Explain {
        name: String,
        key: String,
        indicator: Option<String>,
    },
    /// 交易 as the table of steps tells it.
    Exchange {
        exchange: String,
        views: Vec<TradeView>,
    },
    /// 利益分享.
    Share {
        agreement: String,
    },
    /// 供需对接.
    Match {
        matching: String,
    },
    /// 落地安排.
    Place {
        placement: String,
        sections: Vec<PlaceSection>,
    },
    /// 分配.
    Allocate {
        allocation: String,
        asked: AllocationAsked,
        only: Vec<String>,
    },
    /// 账本 as the table of slips fills it.
    Ledger {
        ledger: String,
        views: Vec<BookView>,
    },
    /// 分析.
    Analyse {
        analysis: String,
        asked: AnalysisAsked,
        only: Vec<String>,
    },
    /// 断链风险.
    Network {
        network: String,
    },
}

/// What of a placement is shown besides who goes where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PlaceSection {
    Reasons,
    Prices,
    Proof,
}

impl PlaceSection {
    const ALL: [(&str, PlaceSection); 3] =
        [("理由", PlaceSection::Reasons), ("影子价格", PlaceSection::Prices), ("证明", PlaceSection::Proof)];
}

/// What of an allocation is shown, and what is supposed for comparison.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct AllocationAsked {
    /// The usual columns where none are named.
    pub(super) columns: Vec<Asked>,
    pub(super) supposed: Supposed,
    pub(super) shows_proof: bool,
}

/// What of an analysis is shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct AnalysisAsked {
    pub(super) has_rows: bool,
    /// All of them where none are named.
    pub(super) columns: Vec<Asked>,
    /// Whether figures for all are shown, and with how many decimals.
    pub(super) figures: Option<Option<u32>>,
    /// The same of groups, years and pairs.
    pub(super) tables: Option<Option<u32>>,
    pub(super) has_gaps: bool,
    pub(super) has_conventions: bool,
}

impl AnalysisAsked {
    /// Every part of an outcome, numbers with so many decimals.
    pub(super) fn everything(outcome: &AnalysisOutcome, decimals: Option<u32>) -> AnalysisAsked {
        let columns = outcome.columns.iter().map(|column| Asked { name: column.name.clone(), decimals });
        AnalysisAsked {
            has_rows: true,
            columns: columns.collect(),
            figures: Some(decimals),
            tables: Some(decimals),
            has_gaps: true,
            has_conventions: true,
        }
    }
}

/// What of an outcome is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Section {
    /// The ranking with these columns; the usual ones where none are named.
    Ranking(Vec<Asked>),
    GradeCounts,
    NotEvaluated,
    Honours,
    Parameters,
}

/// What of a ledger is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum BookView {
    /// What became of each voucher.
    Vouchers,
    /// Balances at the end, or with what is about this day and earlier ones.
    Balances(Option<Date>),
    /// The statement of an account, of one asset where it is named.
    Statement(String, Option<String>),
}

/// What of a trade is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TradeView {
    /// What was done and refused.
    Steps,
    Result,
    /// Prices of a call auction and what each would clear.
    Prices,
    /// What each order of a call auction got.
    Fills,
    /// What the ledger was asked.
    Ledger,
    /// What accounts have after the last step.
    Balances,
}

impl TradeView {
    pub(super) const ALL: [(&str, TradeView); 6] = [
        ("过程", TradeView::Steps),
        ("结果", TradeView::Result),
        ("价格", TradeView::Prices),
        ("成交", TradeView::Fills),
        ("台账", TradeView::Ledger),
        ("余额", TradeView::Balances),
    ];
}

/// Something asked for by name, and how many decimals are shown; all of them where nothing is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Asked {
    pub(super) name: String,
    pub(super) decimals: Option<u32>,
}

const FORMS: &str = "可用：evaluate 评价 时期 [显示 列…] [只看 主键…] [档次统计] [未参评] [荣誉] [参数]；\
                     compute 核算项[:小数位]… 时期 [主键…]（或 按地区 [地区…]）；count 计数 时期 [地区…]；check 名录 时期；intake 名录 时期；explain 评价、分配、分析或核算项 时期 主键 [指标]；\
                     exchange 交易 时期 [过程] [结果] [价格] [成交] [台账]；\
                     allocate 分配 时期 [显示 列…] [只看 主键…] [假设 总额=数 参数=数…] [证明]；share 协议 时期；match 对接 时期；\
                     analyse 分析 时期 [汇总] [显示 列…] [只看 主键…] [附表] [未列入] [口径]；\
                     place 落地安排 时期 [理由] [影子价格] [证明]；\
                     ledger 账本 时期 [记账] [余额 [日期]] [对账单 账户 [标的]]；network 供应链 时期";

/// One command a line; `line` is that of the first one.
pub(super) fn parse(text: &str, line: usize) -> (Vec<Command>, Vec<LineFault>) {
    let (mut commands, mut faults) = (Vec::new(), Vec::new());
    for (line, text) in (line..).zip(text.lines()) {
        let words = words(text);
        if words.is_empty() || words[0].starts_with('#') {
            continue;
        }
        match command(&words, line) {
            Ok(command) => commands.push(command),
            Err(message) => faults.push(fault(line, message)),
        }
    }
    if commands.is_empty() && faults.is_empty() {
        faults.push(fault(line, format!("没有命令；{FORMS}")));
    }
    (commands, faults)
}

fn command(words: &[String], line: usize) -> Result<Command, String> {
    let (verb, rest) = (words[0].as_str(), &words[1..]);
    let place = rest.iter().position(|word| word.parse::<Period>().is_ok());
    let Some(place) = place.filter(|place| *place > 0) else {
        return Err(match verb {
            "evaluate" | "compute" | "count" | "check" | "intake" | "allocate" | "analyse" | "explain" | "exchange"
            | "share" | "match" | "place" | "ledger" | "network" => {
                format!("{verb} 后面依次写名称和时期，如“{verb} 名称 2024”")
            }
            _ => format!("不认识的命令“{verb}”；{FORMS}"),
        });
    };
    let period = rest[place].parse::<Period>().map_err(|error| error.to_string())?;
    let (names, after) = (&rest[..place], &rest[place + 1..]);
    let single = || match names {
        [name] => Ok(name.clone()),
        _ => Err(format!("{verb} 后面只写一个名称；名称含空格时加引号")),
    };
    let task = match verb {
        "evaluate" => {
            let (sections, only) = sections(after)?;
            Task::Evaluate { evaluation: single()?, sections, only }
        }
        "compute" => {
            let formulas = names.iter().map(|name| asked(name)).collect::<Result<Vec<Asked>, String>>()?;
            let is_by_place = after.first().is_some_and(|word| word == "按地区");
            Task::Compute { formulas, is_by_place, only: after[usize::from(is_by_place)..].to_vec() }
        }
        "count" => Task::Count { measure: asked(&single()?)?, only: after.to_vec() },
        "check" => match after {
            [] => Task::Check { register: single()? },
            [more, ..] => return Err(format!("“{more}”多余；写作 check 名录 时期")),
        },
        "intake" => match after {
            [] => Task::Intake { register: single()? },
            [more, ..] => return Err(format!("“{more}”多余；写作 intake 名录 时期")),
        },
        "allocate" => {
            let (asked, only) = allocation(after)?;
            Task::Allocate { allocation: single()?, asked, only }
        }
        "analyse" => {
            let (asked, only) = analysis(after)?;
            Task::Analyse { analysis: single()?, asked, only }
        }
        "explain" => match after {
            [key] => Task::Explain { name: single()?, key: key.clone(), indicator: None },
            [key, indicator] => Task::Explain { name: single()?, key: key.clone(), indicator: Some(indicator.clone()) },
            _ => return Err("explain 后面依次写评价、分配、分析或核算项、时期、主键，可再写一个指标".to_string()),
        },
        "exchange" => Task::Exchange { exchange: single()?, views: views(after)? },
        "ledger" => Task::Ledger { ledger: single()?, views: book_views(after)? },
        "share" | "match" | "network" if !after.is_empty() => return Err(format!("“{}”多余", after.join(" "))),
        "share" => Task::Share { agreement: single()? },
        "match" => Task::Match { matching: single()? },
        "place" => Task::Place { placement: single()?, sections: place_sections(after)? },
        "network" => Task::Network { network: single()? },
        _ => return Err(format!("不认识的命令“{verb}”；{FORMS}")),
    };
    Ok(Command { line, period, task })
}

fn place_sections(words: &[String]) -> Result<Vec<PlaceSection>, String> {
    let known = PlaceSection::ALL.map(|(name, _)| name).join("、");
    let section = |word: &String| PlaceSection::ALL.iter().find(|(name, _)| name == word).map(|(_, section)| *section);
    words.iter().map(|word| section(word).ok_or_else(|| format!("“{word}”应为{known}之一"))).collect()
}

fn views(words: &[String]) -> Result<Vec<TradeView>, String> {
    if words.is_empty() {
        return Ok(vec![TradeView::Steps, TradeView::Result]);
    }
    let view = |word: &String| TradeView::ALL.iter().find(|(known, _)| known == word).map(|(_, view)| *view);
    let known = TradeView::ALL.map(|(name, _)| name).join("、");
    words.iter().map(|word| view(word).ok_or_else(|| format!("“{word}”应为{known}之一"))).collect()
}

fn book_views(words: &[String]) -> Result<Vec<BookView>, String> {
    let (mut views, mut rest) = (Vec::new(), words);
    while let [word, after @ ..] = rest {
        rest = after;
        let is_view = |word: &String| matches!(word.as_str(), "记账" | "余额" | "对账单");
        let mut argument = || match rest {
            [next, after @ ..] if !is_view(next) => {
                rest = after;
                Some(next.clone())
            }
            _ => None,
        };
        views.push(match word.as_str() {
            "记账" => BookView::Vouchers,
            "余额" => BookView::Balances(match argument() {
                Some(day) => Some(day.parse().map_err(|_| format!("“{day}”应为日期，如“余额 2026-03-31”"))?),
                None => None,
            }),
            "对账单" => {
                let account = argument().ok_or("对账单后面写账户，名称含空格时加引号")?;
                BookView::Statement(account, argument())
            }
            other => return Err(format!("“{other}”应为记账、余额、对账单之一")),
        });
    }
    if views.is_empty() {
        views = vec![BookView::Vouchers, BookView::Balances(None)];
    }
    Ok(views)
}

fn sections(words: &[String]) -> Result<(Vec<Section>, Vec<String>), String> {
    let (mut sections, mut only) = (Vec::new(), Vec::new());
    let mut is_only = false;
    for word in words {
        let section = match word.as_str() {
            "显示" => Section::Ranking(Vec::new()),
            "档次统计" => Section::GradeCounts,
            "未参评" => Section::NotEvaluated,
            "荣誉" => Section::Honours,
            "参数" => Section::Parameters,
            "只看" => {
                is_only = true;
                continue;
            }
            other if is_only => {
                only.push(other.to_string());
                continue;
            }
            other => {
                let Some(Section::Ranking(columns)) = sections.last_mut() else {
                    return Err(format!("“{other}”前面应有显示或只看"));
                };
                columns.push(asked(other)?);
                continue;
            }
        };
        is_only = false;
        sections.push(section);
    }
    if sections.is_empty() {
        sections = vec![Section::Ranking(Vec::new()), Section::NotEvaluated, Section::Honours];
    }
    Ok((sections, only))
}

fn allocation(words: &[String]) -> Result<(AllocationAsked, Vec<String>), String> {
    let (mut asked_for, mut only) = (AllocationAsked::default(), Vec::new());
    let mut part = "";
    for word in words {
        match (word.as_str(), part) {
            ("显示" | "只看" | "假设", _) => part = word,
            ("证明", _) => {
                asked_for.shows_proof = true;
                part = "";
            }
            (_, "显示") => asked_for.columns.push(asked(word)?),
            (_, "只看") => only.push(word.clone()),
            (_, "假设") => suppose(word, &mut asked_for.supposed)?,
            (other, _) => return Err(format!("“{other}”前面应有显示、只看或假设")),
        }
    }
    Ok((asked_for, only))
}

/// Without any word everything but the conventions is shown.
fn analysis(words: &[String]) -> Result<(AnalysisAsked, Vec<String>), String> {
    let (mut found, mut only) = (AnalysisAsked::default(), Vec::new());
    let mut part = "";
    for word in words {
        let asked = asked(word)?;
        let mut is_word = true;
        match asked.name.as_str() {
            "汇总" => found.figures = Some(asked.decimals),
            "附表" => found.tables = Some(asked.decimals),
            "显示" => found.has_rows = true,
            "只看" => {}
            "未列入" => found.has_gaps = true,
            "口径" => found.has_conventions = true,
            _ => is_word = false,
        }
        match (is_word, part) {
            (true, _) => part = word,
            (false, "显示") => found.columns.push(asked),
            (false, "只看") => only.push(word.clone()),
            (false, _) => return Err(format!("“{word}”前面应有显示或只看")),
        }
    }
    if found == AnalysisAsked::default() {
        found = AnalysisAsked { has_rows: true, figures: Some(None), tables: Some(None), has_gaps: true, ..found };
    }
    Ok((found, only))
}

/// `总额=5000` or `参数=0.3`.
pub(super) fn suppose(word: &str, supposed: &mut Supposed) -> Result<(), String> {
    let told = || format!("“{word}”应写成“总额=数”或“参数名=数”");
    let (name, amount) = word.split_once(['=', '＝']).ok_or_else(told)?;
    let amount: Decimal = amount.parse().map_err(|_| told())?;
    match name {
        "总额" => supposed.budget = Some(amount),
        name => supposed.parameters.push((name.to_string(), amount)),
    }
    Ok(())
}

fn asked(word: &str) -> Result<Asked, String> {
    match word.rsplit_once([':', '：']) {
        None => Ok(Asked { name: word.to_string(), decimals: None }),
        Some((name, digits)) => match digits.parse::<u32>() {
            Ok(decimals) if decimals <= 20 => Ok(Asked { name: name.to_string(), decimals: Some(decimals) }),
            Ok(_) | Err(_) => Err(format!("“{word}”的小数位应为 0 到 20 的整数，如“得分:2”")),
        },
    }
}

/// Words between blanks; a name with blanks stands in quotation marks.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let quoted = [('“', '”'), ('"', '"')].into_iter().find_map(|(open, close)| {
            let inner = rest.strip_prefix(open)?;
            let end = inner.find(close)?;
            Some((&inner[..end], &inner[end + close.len_utf8()..]))
        });
        let (word, after) =
            quoted.unwrap_or_else(|| rest.split_at(rest.find(char::is_whitespace).unwrap_or(rest.len())));
        words.push(word.to_string());
        rest = after.trim_start();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Task, String> {
        command(&words(line), 1).map(|command| command.task)
    }

    #[test]
    fn columns_and_decimals_are_asked_by_name() {
        let asked = |name: &str, decimals| Asked { name: name.to_string(), decimals };
        assert_eq!(
            parsed("evaluate 综合评价 2024 显示 得分:2 税收.得分 只看 甲 档次统计").unwrap(),
            Task::Evaluate {
                evaluation: "综合评价".to_string(),
                sections: vec![
                    Section::Ranking(vec![asked("得分", Some(2)), asked("税收.得分", None)]),
                    Section::GradeCounts
                ],
                only: vec!["甲".to_string()],
            }
        );
    }

    #[test]
    fn what_cannot_be_read_is_refused() {
        for (line, words) in [
            ("rank 综合评价 2024", "不认识的命令“rank”"),
            ("evaluate 综合评价", "依次写名称和时期"),
            ("evaluate 2024", "依次写名称和时期"),
            ("evaluate 综合评价 2024 得分", "前面应有显示或只看"),
            ("compute 产值:x 2024", "小数位"),
            ("explain 产值 2024", "主键"),
        ] {
            let told = parsed(line).unwrap_err();
            assert!(told.contains(words), "{line}: {told}");
        }
    }

    #[test]
    fn names_with_blanks_stand_in_quotation_marks() {
        assert_eq!(words(" evaluate “R&D 投入” 2024  甲"), ["evaluate", "R&D 投入", "2024", "甲"]);
    }
}
