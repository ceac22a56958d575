//! The reference of the pack language as Markdown, made from the tables that the checker itself uses.

use pack::words::{self, AttributeWord, BlockWord, FUNCTIONS, Keyword, Kind, Label, Need};
use pack::{Fault, Severity};

/// Examples of faults, which are tests of the checker.
const EXAMPLES: [&str; 5] = [
    include_str!("../../pack/tests/errors/evaluation.md"),
    include_str!("../../pack/tests/errors/formula.md"),
    include_str!("../../pack/tests/errors/register.md"),
    include_str!("../../pack/tests/errors/text.md"),
    include_str!("../../pack/tests/errors/words.md"),
];

/// `docs/pack-reference.md`.
pub fn markdown() -> String {
    let mut page = String::from(HEAD);
    page.push_str("\n## 块和属性\n\n");
    for block in words::blocks() {
        page.push_str(&block_section(block));
    }
    page.push_str("## 函数\n\n| 写法 | 含义 | meaning |\n|---|---|---|\n");
    for function in FUNCTIONS {
        page.push_str(&row(&[&code(function.signature), function.chinese, function.english]));
    }
    page.push_str(FORMULAS);
    page.push_str("\n## 检查出的问题\n\n每一类问题有一个固定代码。例子取自检查器自己的测试。\n");
    for fault in Fault::all() {
        page.push_str(&fault_section(fault));
    }
    page
}

const HEAD: &str = "\
# 机制包参考

由 `junxian docs pack` 生成，请勿手改；来源是检查器使用的词汇表和问题表。

一个机制包的一个版本是一个目录 `packs/代码/版本/`，其中 `.hcl` 文件是规则，`.md` 文件是测试（见 `docs/pack-tests.md`）。
规则用 HCL 书写：块有词、名称和花括号，属性写作 `词 = 值`。词是英文，名称和内容是中文；公式直接写中文名称。
新建一个：`junxian pack new 代码`；检查：`junxian pack check`；测试：`junxian pack test`。
";

const FORMULAS: &str = "
运算：`+ - * / ^`、`== != < <= > >=`、`&& || !`、`条件 ? 甲 : 乙`。计量单位随公式核对：万元 ÷ 亩 = 万元/亩，亩加万元是错误。
缺失不是零：有一项缺失，结果就缺失，除非规则另有规定。除数为零时没有结果，并说明是哪个对象的哪一项。
公式中的名称依次在本名录的字段、核算项、统计指标、计数中找；参数写作 `parameter.名称`，同名时在前面写 `formula.`、`observed.`、`measure.`。
`period_start`、`period_end` 是本期首日和末日，`state` 是行的状态。名录的计数和环节的条件里，本期还没有结束的，`period_end` 是查看的当日。
";

fn row(cells: &[&str]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| cell.replace('|', "\\|")).collect();
    format!("| {} |\n", cells.join(" | "))
}

fn code(text: &str) -> String {
    format!("`{text}`")
}

fn block_section(block: &BlockWord) -> String {
    let place = match block.parents {
        [] => "写在文件顶层".to_string(),
        parents => format!("写在 {} 内", parents.iter().map(|parent| code(parent)).collect::<Vec<_>>().join("、")),
    };
    let label = match block.label {
        Label::Name => format!("`{} \"名称\" {{ … }}`", block.word),
        Label::None => format!("`{} {{ … }}`", block.word),
    };
    let mut section = format!("### {} {}\n\n{} {label}，{place}。\n\n", block.word, block.chinese, block.english);
    if block.attributes.is_empty() {
        return section;
    }
    section.push_str("| 属性 | 取值 | 必填 | 含义 | meaning | 例 |\n|---|---|---|---|---|---|\n");
    for attribute in block.attributes {
        section.push_str(&attribute_row(attribute));
    }
    section.push('\n');
    section
}

fn attribute_row(attribute: &AttributeWord) -> String {
    let need = match attribute.need {
        Need::Required => "是",
        Need::Optional => "",
    };
    let value = match attribute.kind {
        Kind::Keyword(words) => keywords(words),
        Kind::KeywordOrName(words) => format!("{}，或名称", keywords(words)),
        other => other.in_words().to_string(),
    };
    let example = code(attribute.example);
    row(&[&code(attribute.word), &value, need, attribute.chinese, attribute.english, &example])
}

fn keywords(words: &[Keyword]) -> String {
    words.iter().map(|word| format!("`{}` {}", word.word, word.chinese)).collect::<Vec<String>>().join("；")
}

fn fault_section(fault: Fault) -> String {
    let severity = match fault.severity() {
        Severity::Error => "错误",
        Severity::Warning => "提醒",
    };
    let mut section = format!("\n### {}\n\n{severity}：{}。\n", fault.code(), fault.help());
    match EXAMPLES.iter().find_map(|page| example(page, fault)) {
        Some((text, told)) => section.push_str(&format!("\n```hcl\n{text}```\n\n```text\n{told}```\n")),
        None => section.push_str("\n这一类问题涉及文件或目录本身，没有例子。\n"),
    }
    section
}

/// The shortest text of a page whose answer names the fault, with what the author is told about it.
fn example(page: &str, fault: Fault) -> Option<(String, String)> {
    let mark = format!("[{}]", fault.code());
    let mut found: Vec<(String, String)> = Vec::new();
    for part in page.split("```pack\n").skip(1) {
        let (text, rest) = part.split_once("```\n")?;
        let told = rest.split_once("```expect\n").and_then(|(_, told)| told.split_once("```"));
        if let Some((told, _)) = told.filter(|(told, _)| told.contains(&mark)) {
            found.push((text.to_string(), about(told, &mark)));
        }
    }
    found.into_iter().min_by_key(|(text, _)| text.len())
}

/// The lines about one fault: its head, and the hints below it.
fn about(told: &str, mark: &str) -> String {
    let mut kept = String::new();
    let mut is_about = false;
    for line in told.lines() {
        if !line.starts_with(' ') {
            is_about = line.contains(mark);
        }
        if is_about {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}
