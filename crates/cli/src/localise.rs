//! Makes the frame that clap prints (usage, headings, faults) Chinese. The texts of the options stand in `args`.

use clap::builder::{Command, Styles};
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};
use clap::{Arg, ArgAction, CommandFactory};

use crate::args::Cli;

/// The whole command with Chinese usage, headings and help option.
pub fn command() -> Command {
    localised(Cli::command().disable_help_subcommand(true), "")
}

fn localised(command: Command, parent: &str) -> Command {
    let name = command.get_name().to_string();
    let path = if parent.is_empty() { name } else { format!("{parent} {name}") };
    let is_root = parent.is_empty();
    let subcommands: Vec<String> = command.get_subcommands().map(|child| child.get_name().to_string()).collect();
    let mut command = command
        .styles(Styles::plain())
        .disable_help_flag(true)
        .subcommand_help_heading("命令")
        .subcommand_value_name("命令")
        .help_template("{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}")
        .mut_args(|argument| {
            let heading = match (argument.is_global_set(), argument.is_positional()) {
                (true, _) => "公共选项",
                (false, true) => "参数",
                (false, false) => "选项",
            };
            // Clap words these in English; our help texts name them.
            let takes_values = argument.get_action().takes_values();
            argument
                .help_heading(heading)
                .hide_possible_values(takes_values)
                .hide_default_value(takes_values)
                .hide_env(takes_values)
        })
        .arg(
            Arg::new("help")
                .short('h')
                .long("help")
                .action(ArgAction::Help)
                .help("显示帮助")
                .display_order(905)
                .help_heading("公共选项"),
        );
    if is_root {
        command = command.disable_version_flag(true).arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(ArgAction::Version)
                .help("显示版本")
                .display_order(906)
                .help_heading("公共选项"),
        );
    }
    for child in subcommands {
        command = command.mut_subcommand(child, |child| localised(child, &path));
    }
    // Options of the parents are left out here as clap itself leaves them out.
    let usage = command.clone().bin_name(path).render_usage().to_string();
    let usage = usage.trim_start_matches("Usage:").trim().replace("[OPTIONS]", "[选项]");
    command.override_usage(usage)
}

/// What was wrong with the command line, in Chinese, and where to look.
pub fn fault(error: &Error) -> String {
    let text = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join("、"),
        Some(other) => other.to_string(),
        None => String::new(),
    };
    let argument = text(ContextKind::InvalidArg);
    let value = text(ContextKind::InvalidValue);
    let valid = text(ContextKind::ValidValue);
    let message = match error.kind() {
        ErrorKind::InvalidValue if value.is_empty() => format!("{argument} 后面缺少内容"),
        ErrorKind::InvalidValue if valid.is_empty() => format!("{argument} 不能是“{value}”"),
        ErrorKind::InvalidValue => format!("{argument} 不能是“{value}”，可用：{valid}"),
        ErrorKind::ValueValidation => {
            let reason = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
            format!("{argument} 不能是“{value}”{}", in_words(&reason))
        }
        ErrorKind::UnknownArgument => format!("没有选项或参数“{argument}”{}", similar(error)),
        ErrorKind::InvalidSubcommand => {
            format!("没有命令“{}”{}", text(ContextKind::InvalidSubcommand), similar(error))
        }
        ErrorKind::MissingRequiredArgument => format!("缺少 {argument}"),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => "缺少命令".to_string(),
        ErrorKind::ArgumentConflict => format!("{argument} 不能重复，也不能与 {} 同用", text(ContextKind::PriorArg)),
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("{argument} 的个数不对")
        }
        ErrorKind::InvalidUtf8 => "命令行中有不是 UTF-8 的文字".to_string(),
        _ => error.to_string(),
    };
    format!("{message}；用法见 junxian --help，或在命令后加 --help")
}

/// Reasons of value parsers; ours are Chinese already, those of libraries are replaced.
fn in_words(reason: &str) -> String {
    if reason.is_empty() {
        String::new()
    } else if reason.is_ascii() {
        "，写法有误：日期应如 2025-12-31，地址应如 127.0.0.1:8787".to_string()
    } else {
        format!("，{reason}")
    }
}

fn similar(error: &Error) -> String {
    let kinds = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand];
    let suggestion = kinds.into_iter().find_map(|kind| error.get(kind));
    suggestion.map(|name| format!("，是否想写“{name}”")).unwrap_or_default()
}
