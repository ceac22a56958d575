//! `audit-check FILE [HEAD]`: proves an exported record of operations or names its first fault. HEAD is a digest that was
//! noted down earlier: the record must lead to it or through it.

use std::io::{BufRead, BufReader, Write};
use std::process::ExitCode;

use ledger_check::record::Chain;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (words, is_proved) = match run(&arguments) {
        Ok(words) => (words, true),
        Err(words) => (words, false),
    };
    match writeln!(std::io::stdout().lock(), "{words}") {
        Ok(()) if is_proved => ExitCode::SUCCESS,
        Ok(()) | Err(_) => ExitCode::FAILURE,
    }
}

fn run(arguments: &[String]) -> Result<String, String> {
    let (file, noted) = match arguments {
        [file] => (file, None),
        [file, noted] => (file, Some(noted.as_str())),
        _ => return Err("用法：audit-check 操作记录文件 [另行留存的摘要]".to_string()),
    };
    let unreadable = |error: std::io::Error| format!("操作记录文件 {file} 不能读取：{error}");
    let lines = BufReader::new(std::fs::File::open(file).map_err(unreadable)?).lines();
    let mut chain = Chain::default();
    let mut is_through = noted.is_none();
    for line in lines {
        let line = line.map_err(unreadable)?;
        chain.add(&line).map_err(|what| format!("有误：第 {} 行：{what}", chain.count() + 1))?;
        is_through |= noted == Some(chain.head());
    }
    match (is_through, noted) {
        (false, Some(noted)) => {
            Err(format!("有误：记录中没有留存的摘要 {noted}，记录被整体改写、截断，或者不是同一系统"))
        }
        _ => Ok(format!("无误：{} 条操作记录，末条摘要 {}", chain.count(), chain.head())),
    }
}
