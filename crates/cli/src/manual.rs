//! Prints the reference of all commands as Markdown; `docs/cli-reference.md` is made from it.

use clap::Command;

use crate::localise;

pub fn markdown() -> String {
    let mut command = localise::command().term_width(100);
    command.build();
    let mut text = String::from("# junxian 命令参考\n\n由 `junxian docs` 生成，请勿手改。\n");
    chapter(&mut command, 1, "", &mut text);
    text
}

fn chapter(command: &mut Command, depth: usize, parent: &str, text: &mut String) {
    let path = format!("{parent} {}", command.get_name()).trim().to_string();
    let help = command.clone().term_width(100).render_help().to_string();
    let trimmed: Vec<&str> = help.lines().map(str::trim_end).collect();
    text.push_str(&format!("\n{} {path}\n\n```text\n{}\n```\n", "#".repeat(depth + 1), trimmed.join("\n").trim()));
    for child in command.get_subcommands_mut().filter(|child| !child.is_hide_set()) {
        chapter(child, depth + 1, &path, text);
    }
}
