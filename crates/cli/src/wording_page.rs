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
    text
}

/// A bar would end the cell, a line break the row.
fn cell(words: &str) -> String {
    words.replace('|', "\\|").replace('\n', " ")
}
