//! `ledger-check FILE [HEAD]`: proves an exported log or names its first fault. HEAD is a digest that was noted down
//! earlier, on a receipt or in another office: the log must lead to it or through it.

use std::io::Write;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut out = std::io::stdout().lock();
    let (words, is_proved) = run(&arguments);
    match out.write_all(words.as_bytes()) {
        Ok(()) if is_proved => ExitCode::SUCCESS,
        Ok(()) | Err(_) => ExitCode::FAILURE,
    }
}

fn run(arguments: &[String]) -> (String, bool) {
    let (file, noted) = match arguments {
        [file] => (file, None),
        [file, noted] => (file, Some(noted.as_str())),
        _ => return ("用法：ledger-check 日志文件 [另行留存的摘要]\n".to_string(), false),
    };
    let log = match std::fs::read_to_string(file) {
        Ok(log) => log,
        Err(error) => return (format!("日志文件 {file} 不能读取：{error}\n"), false),
    };
    match ledger_check::check(&log) {
        Err(fault) => (format!("有误：第 {} 行：{}\n", fault.line, fault.what), false),
        Ok(proof) => {
            if let Some(noted) = noted
                && !log.lines().any(|line| line.starts_with(&format!("{noted}\t")))
            {
                return (format!("有误：日志中没有留存的摘要 {noted}，日志被整体改写或者不是同一账本\n"), false);
            }
            let mut words = format!("无误：账本 {}，{} 条记录，摘要 {}\n", proof.ledger, proof.records, proof.head);
            for row in &proof.balances {
                let shown = |units| ledger_check::decimal(units, row.decimals);
                words +=
                    &format!("{}\t{}\t{}\t其中冻结 {}\n", row.account, row.asset, shown(row.balance), shown(row.held));
            }
            (words, true)
        }
    }
}
