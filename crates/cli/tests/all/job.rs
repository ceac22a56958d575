//! The main job from the command line, and the running service.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::Stdio;

use crate::support::{SAMPLE, bare, site};

#[test]
fn from_the_text_to_the_bulletin() {
    let site = bare();
    site.file("方案.txt", SAMPLE);
    let first = site.run(&["init", "--plan", "方案.txt", "--code", "sample"]).succeeds().out;
    assert!(first.contains("登录用户：jihua") && first.contains("一次性密码："), "{first}");
    let second = site.run(&["init", "--plan", "方案.txt", "--code", "sample"]).succeeds().out;
    assert!(second.contains("保持不变") && !second.contains("一次性密码"), "{second}");
    assert_eq!(site.plan_codes(), ["sample"]);

    let text = site.run(&["plan", "text", "sample", "方案.txt"]).succeeds().out;
    assert!(text.contains("已在库中"), "{text}");
    site.file("另文.txt", format!("{SAMPLE}。"));
    site.run(&["plan", "text", "sample", "另文.txt"]).fails_with(1, &["另文.txt"]);
    let status = site.run(&["status", "sample", "--as-of", "2026-06-30"]).succeeds().out;
    assert!(status.contains("截至 2026-06-30") && status.contains("无数据"), "{status}");
    let row =
        status.lines().find(|line| line.starts_with("T0")).and_then(|line| line.split_whitespace().next()).unwrap();
    let detail = site.run(&["status", "sample", "--row", row]).succeeds().out;
    assert!(detail.contains("理由：") && detail.contains("从哪来："), "{detail}");
    site.run(&["status", "sample", "--row", "T9999"]).fails_with(1, &["T9999"]);

    let printed = site.run(&["bulletin", "sample", "--as-of", "2026-06-30", "-o", "通报"]).succeeds().out;
    let written: Vec<_> = std::fs::read_dir(site.path("通报")).unwrap().map(|entry| entry.unwrap().path()).collect();
    for ending in ["docx", "pdf", "xlsx"] {
        assert!(written.iter().any(|path| path.extension().is_some_and(|found| found == ending)), "{written:?}");
    }
    assert_eq!(written.len(), 3, "{written:?}");
    let cut = printed.lines().find_map(|line| line.strip_prefix("数据切片：")).unwrap();
    assert!(cut.len() == 64 && cut.bytes().all(|byte| byte.is_ascii_hexdigit()), "{cut}");
    assert!(!site.run(&["explain", "B1-S001"]).succeeds().out.is_empty());
    site.run(&["plan", "export", "sample", "--format", "xlsx", "-o", "分解.xlsx"]).succeeds();
    for (format, root) in [("akn", "<akomaNtoso"), ("stratml", "<PerformancePlanOrReport")] {
        let xml = site.run(&["plan", "export", "sample", "--format", format]).succeeds().out;
        assert!(xml.contains(root), "{xml}");
    }
    site.run(&["verify"]).succeeds();
}

#[test]
fn two_versions_are_compared_from_files_or_from_the_database() {
    let site = bare();
    site.file("旧.txt", SAMPLE);
    site.run(&["init", "--plan", "旧.txt", "--code", "sample"]).succeeds();
    let same = site.run(&["plan", "compare", "sample", "旧.txt"]).succeeds().out;
    assert!(same.contains("没有变化"), "{same}");
    let (agency, other) = ("市工信局", "市水利局");
    assert!(SAMPLE.contains(agency));
    site.file("新.txt", SAMPLE.replace(agency, other));
    let changed = site.run(&["plan", "compare", "旧.txt", "新.txt"]).succeeds().out;
    assert!(changed.contains("【任务】") && changed.contains(other) && changed.contains(agency), "{changed}");
    site.run(&["plan", "compare", "旧.txt", "没有"]).fails_with(1, &["没有", "不存在"]);
}

#[test]
fn users_get_a_password_once() {
    let site = site();
    let password = |out: &str| out.lines().find_map(|line| line.strip_prefix("一次性密码：")).unwrap().to_string();
    let first = password(&site.run(&["user", "add", "tongji", "--display-name", "统计局"]).succeeds().out);
    let second = password(&site.run(&["user", "reset", "tongji", "--second-factor"]).succeeds().out);
    assert_ne!(first, second);
}

#[cfg(unix)]
#[test]
fn the_service_tells_its_address_and_stops_when_asked() {
    let site = site();
    let mut server = site
        .command(&["serve", "--listen", "127.0.0.1:0"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(server.stdout.take().unwrap()).lines();
    let line = lines.next().unwrap().unwrap();
    let address = line.split("http://").nth(1).and_then(|rest| rest.split('/').next()).unwrap().to_string();

    let mut stream = std::net::TcpStream::connect(&address).unwrap();
    let request = format!("GET /healthz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).unwrap();
    let mut reply = String::new();
    stream.read_to_string(&mut reply).unwrap();
    assert!(reply.starts_with("HTTP/1.1 200") && reply.ends_with("ok"), "{reply}");

    let taken = site.run(&["serve", "--listen", &address]);
    taken.fails_with(1, &["已被占用", "--listen"]);
    let stopped = std::process::Command::new("kill").arg(server.id().to_string()).status().unwrap();
    assert!(stopped.success());
    assert!(server.wait().unwrap().success());
    assert_eq!(lines.next().unwrap().unwrap(), "已停止");
}

#[test]
fn nobody_can_log_in_so_nothing_is_served() {
    let site = site();
    std::fs::remove_dir_all(site.data()).unwrap();
    std::fs::create_dir(site.data()).unwrap();
    site.run(&["serve", "--listen", "127.0.0.1:0"]).fails_with(1, &["junxian init"]);
}
