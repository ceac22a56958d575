//! Two at once, a full disk, kill -9: nothing lost, nothing half done.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::support::{Answer, SAMPLE, Site, site};

/// Much text, so that an import takes long enough to be interrupted.
fn long_plan() -> String {
    (0..400).map(|index| format!("{index}\n{SAMPLE}\n")).collect()
}

#[test]
fn of_two_imports_at_once_one_wins_and_the_other_is_told() {
    let site = site();
    site.file("方案.txt", SAMPLE);
    let start = |code: &str| {
        let mut command = site.command(&["plan", "import", "方案.txt", "--code", code]);
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    };
    let both = [start("first"), start("second")];
    let answers = both.map(|child| Answer::from(child.wait_with_output().unwrap()));
    let winners = answers.iter().filter(|answer| answer.code == Some(0)).count();
    assert_eq!(winners, 1, "{:?}", answers.map(|answer| answer.err));
    for answer in answers {
        if answer.code != Some(0) {
            answer.fails_with(1, &["方案.txt"]);
        }
    }
    assert_eq!(site.plan_codes().len(), 1);
    site.run(&["verify"]).succeeds();
}

#[cfg(unix)]
#[test]
fn a_full_disk_stops_the_import_and_leaves_the_rest_intact() {
    let site = site();
    site.file("小.txt", SAMPLE).file("大.txt", long_plan());
    site.run(&["plan", "import", "小.txt", "--code", "before"]).succeeds();
    // A file may grow to 1 MiB and no more: for the database the same as a disk without room.
    let mut shell = Command::new("sh");
    let script = "trap '' XFSZ; ulimit -f 2048; exec \"$0\" plan import 大.txt --code large";
    shell.args(["-c", script, env!("CARGO_BIN_EXE_junxian")]);
    shell.current_dir(site.folder.path()).env("JUNXIAN_DATA", site.data());
    let refused = Answer::from(shell.output().unwrap()).fails_with(1, &["大.txt", "没有写入"]);
    assert!(refused.out.is_empty(), "{}", refused.out);
    assert_eq!(site.plan_codes(), ["before"]);
    site.run(&["verify"]).succeeds();
    site.run(&["plan", "import", "大.txt", "--code", "large"]).succeeds();
}

/// Not a limit on one file but a file system without room, which only a mount namespace gives to a test.
#[cfg(target_os = "linux")]
#[test]
fn a_file_system_without_room_is_told_as_such_and_nothing_is_half_done() {
    let site = site();
    site.file("小.txt", SAMPLE).file("大.txt", long_plan());
    let shell = |script: &str| {
        let mut unshare = Command::new("unshare");
        unshare.args(["--user", "--map-root-user", "--mount", "sh", "-c", script, env!("CARGO_BIN_EXE_junxian")]);
        unshare.current_dir(site.folder.path()).env("JUNXIAN_DATA", "disk/data");
        unshare.output()
    };
    let mount = "mkdir -p disk && mount -t tmpfs -o size=2m tmpfs disk";
    if !shell(mount).is_ok_and(|output| output.status.success()) {
        eprintln!("SKIPPED: this system lets no test mount a file system of its own");
        return;
    }
    let script = format!(
        "{mount} && \"$0\" init --plan 小.txt >&2 && ! \"$0\" plan import 大.txt --code large && \"$0\" plan list \
         && \"$0\" verify && echo 文件系统 $(df -k disk | awk 'NR==2 {{ print $2 }}')"
    );
    let answer = Answer::from(shell(&script).unwrap()).succeeds();
    assert!(answer.err.contains("大.txt：磁盘空间不足，本次操作没有写入任何内容"), "{}", answer.err);
    assert!(answer.out.contains("全部相符") && !answer.out.contains("large"), "{}", answer.out);
    assert!(answer.out.contains("文件系统 2048"), "{}", answer.out);
}

#[test]
fn an_import_killed_at_any_moment_is_done_or_undone() {
    let site = site();
    site.file("方案.txt", long_plan());
    for pause in [0, 20, 60, 150, 300, 600] {
        let mut child = site
            .command(&["plan", "import", "方案.txt", "--code", "large"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(pause));
        child.kill().unwrap();
        child.wait().unwrap();
        site.run(&["verify"]).succeeds();
        whole_or_absent(&site);
    }
    if site.plan_codes().is_empty() {
        site.run(&["plan", "import", "方案.txt", "--code", "large"]).succeeds();
    }
    whole_or_absent(&site);
    assert_eq!(site.plan_codes(), ["large"]);
    site.run(&["verify"]).succeeds();
}

fn whole_or_absent(site: &Site) {
    if site.plan_codes().is_empty() {
        return;
    }
    let json = site.run(&["plan", "export", "large"]).succeeds().out;
    let file: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(file["draft"]["text_digest"], model::digest(long_plan().as_bytes()));
    let count = |list: &str| file["draft"][list].as_array().unwrap().len();
    let items = file["items"].as_array().unwrap().len();
    assert!(items >= count("tasks") + count("targets") + count("soft_targets"), "{items}");
}

/// How many entries the record has, by the program that checks it.
fn entries(site: &Site) -> usize {
    let told = site.run(&["verify"]).succeeds().out;
    let number =
        told.split("操作记录").nth(1).and_then(|rest| rest.split_whitespace().find_map(|word| word.parse().ok()));
    number.unwrap_or_else(|| panic!("{told}"))
}

/// One write over the network: a login that fails is on record before it is answered. Whether it was answered.
fn is_answered(address: &str, number: usize) -> std::io::Result<bool> {
    let body = format!("{{\"username\":\"stranger{number}\",\"password\":\"Not-this-one-1\"}}");
    let head = format!(
        "POST /api/session HTTP/1.1\r\nHost: {address}\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    let mut stream = TcpStream::connect(address)?;
    stream.write_all(head.as_bytes())?;
    stream.write_all(body.as_bytes())?;
    let mut reply = String::new();
    stream.read_to_string(&mut reply)?;
    Ok(reply.starts_with("HTTP/1.1 401"))
}

#[test]
fn a_server_killed_while_people_write_has_every_answer_that_it_gave() {
    let site = site();
    let mut answered = 0;
    for pause in [400, 900, 1500] {
        let before = entries(&site);
        let mut server = site
            .command(&["serve", "--listen", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let line = BufReader::new(server.stdout.take().unwrap()).lines().next().unwrap().unwrap();
        let address = line.split("http://").nth(1).and_then(|rest| rest.split('/').next()).unwrap().to_string();
        let writers: Vec<_> = (0..4)
            .map(|writer| {
                let address = address.clone();
                std::thread::spawn(move || {
                    let told = (0..).map(|number| is_answered(&address, writer * 10_000 + number));
                    // Until there is nobody to answer any more.
                    told.take_while(Result::is_ok).filter(|told| matches!(told, Ok(true))).count()
                })
            })
            .collect();
        std::thread::sleep(Duration::from_millis(pause));
        server.kill().unwrap();
        server.wait().unwrap();
        let told: usize = writers.into_iter().map(|writer| writer.join().unwrap()).sum();
        let kept = entries(&site) - before;
        assert!(kept >= told, "{told} answered, {kept} kept");
        answered += told;
    }
    assert!(answered > 0, "nobody was answered");
}
