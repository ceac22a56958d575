//! Prints the words that the reader knows as Markdown; `docs/wording.md` is made from it.

use reader::Lexicon;

pub fn markdown() -> String {
    let mut text = String::from(
        "# 读取用语表\n\n由 `junxian docs wording` 按 `crates/reader/wording/` 中的词表生成，请勿手改。\n\
         每一行的例句同时是测试：去掉该词，例句的读法就会改变。\n",
    );
    let mut table = "";
    for entry in Lexicon::builtin().entries() {
        if entry.table != table {
            table = entry.table;
            text.push_str(&format!("\n## {table}\n\n| 含义 | 用语 | 例句 |\n|---|---|---|\n"));
        }
        let cells = [entry.meaning.as_str(), &entry.words.join("、"), &entry.example];
        text.push_str(&format!("| {} |\n", cells.map(cell).join(" | ")));
    }
    text.push_str(OWN);
    text
}

/// How to add words of one's own; the example is checked by a test.
const OWN: &str = r#"
## 增加本单位用语

不改程序，在数据目录中放一个 `wording.toml`，`junxian serve` 和 `junxian plan import` 启动时读入；
`junxian plan read 方案.docx --wording 文件` 可先试读。自己的行优先于内置的同一个词。每一行都要有例句，用 `{}` 表示这个词的位置。

- `[[alias]]`：单位别名。读到 `words` 中的任何一个，责任单位都记为 `name`。
- `[[entry]]`：用语。`table` 是上面的词表名；`kind`、`role`、`comparator` 等键和取值与该词表 `crates/reader/wording/` 中的行相同，
  写错时会列出可用的取值。

```toml
[[alias]]
name = "市发展和改革委员会"
words = ["市发改委", "市发展改革委"]
example = "1.办好一件事。做好各项工作。({}牵头)"

[[entry]]
table = "units"
kind = "count"
words = ["方舱"]
example = "到2026年,全县新建示范点12{}。"
```

改好后执行 `junxian wording check`：错误逐行列出并说明改法；例句当作测试，用每个词各读一遍，
没有读出所写含义的，或者没有这一行读法也一样的，都会指出。文件有错时程序不启动，也不会只用其中一部分。
"#;

/// A bar would end the cell, a line break the row.
fn cell(words: &str) -> String {
    words.replace('|', "\\|").replace('\n', " ")
}
