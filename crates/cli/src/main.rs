//! The `junxian` binary: every command asks one use case and prints its answer.
//!
//! Contains no rules and no SQL. The clock is read here and nowhere below.

mod args;
mod backup;
mod bulletin;
mod case;
mod data;
mod explain;
mod files;
mod ledger;
mod localise;
mod manual;
mod pack;
mod pack_page;
mod plan;
mod plan_table;
mod progress;
mod serve;
mod setup;
mod status;
mod terminal;
mod wording;
mod wording_page;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result};
use app::{Actor, App, AppError, Config, Packs, ServerAddress};
use clap::FromArgMatches;
use clap::error::ErrorKind;

use crate::args::{Cli, Command, Docs, Output, Page, Shell, Verify};

fn main() -> ExitCode {
    let parsed = localise::command().try_get_matches().and_then(|matches| Cli::from_arg_matches(&matches));
    let cli = match parsed {
        Ok(cli) => cli,
        Err(error) if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => {
            return finished(terminal::show(&error.render().to_string()));
        }
        Err(error) => {
            terminal::complain(&localise::fault(&error));
            return ExitCode::from(2);
        }
    };
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            terminal::complain(&format!("程序无法启动：{error}；请检查系统资源后重试"));
            return ExitCode::FAILURE;
        }
    };
    finished(runtime.block_on(run(cli)))
}

fn finished(outcome: Result<()>) -> ExitCode {
    let Err(error) = outcome else { return ExitCode::SUCCESS };
    if files::is_closed_pipe(&error) {
        return ExitCode::SUCCESS;
    }
    let message: Vec<String> = error.chain().map(ToString::to_string).collect();
    terminal::complain(&message.join("："));
    if let Some(AppError::BadInput { details, .. }) = error.downcast_ref::<AppError>() {
        details.iter().for_each(|detail| terminal::note(&terminal::line_error(detail)));
    }
    ExitCode::FAILURE
}

async fn run(cli: Cli) -> Result<()> {
    let site = Site::of(&cli)?;
    match cli.command {
        Command::Init(command) => setup::init(&site, &command).await,
        Command::Serve(command) => serve::serve(&site, &command).await,
        Command::Plan(command) => plan::run(&site, command).await,
        Command::Data(command) => data::run(&site, command).await,
        Command::Status(command) => status::run(&site, &command).await,
        Command::Pack(command) => pack::run(&site, &command),
        Command::Case(command) => case::run(&site, command).await,
        Command::Ledger(command) => ledger::run(&site, command).await,
        Command::Bulletin(command) => bulletin::run(&site, &command).await,
        Command::Explain(command) => explain::run(&site, &command.id).await,
        Command::User(command) => setup::user(&site, command).await,
        Command::Wording(command) => wording::run(&site, &command),
        Command::Verify(Verify { backup: Some(file) }) => backup::drill(&file).await,
        Command::Verify(Verify { backup: None }) => setup::verify(&site).await,
        Command::Record(Output { output }) => setup::record(&site, output.as_deref()).await,
        Command::Backup(command) => backup::backup(&site, &command.file).await,
        Command::Restore(command) => backup::restore(&site, &command.file).await,
        Command::Move(command) => backup::move_to(&site, &command.to).await,
        Command::Openapi(Output { output }) => {
            let document = serde_json::to_string_pretty(&server::openapi()).context("接口说明无法生成")?;
            files::hand_out(output.as_deref(), format!("{document}\n").as_bytes())
        }
        Command::Completions(command) => files::hand_out(None, &completions(command.shell)),
        Command::Docs(Docs { page, output }) => {
            let text = match page {
                Page::Cli => manual::markdown(),
                Page::Wording => wording_page::markdown(),
                Page::Pack => pack_page::markdown(),
            };
            files::hand_out(output.output.as_deref(), text.as_bytes())
        }
    }
}

fn completions(shell: Shell) -> Vec<u8> {
    let shell = match shell {
        Shell::Bash => clap_complete::Shell::Bash,
        Shell::Zsh => clap_complete::Shell::Zsh,
        Shell::Fish => clap_complete::Shell::Fish,
    };
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut localise::command(), "junxian", &mut script);
    script
}

/// Where this installation keeps its things, and who acts.
#[derive(Clone)]
pub(crate) struct Site {
    data_dir: PathBuf,
    font_dirs: Vec<PathBuf>,
    content_dir: Option<PathBuf>,
    packs_dir: Option<PathBuf>,
    server: Option<ServerAddress>,
    /// The largest file on a row of a register, in bytes.
    attachment_max: u64,
    pub(crate) actor: Actor,
}

impl Site {
    fn content_dir(&self) -> Option<&std::path::Path> {
        self.content_dir.as_deref()
    }

    fn of(cli: &Cli) -> Result<Site> {
        let mut font_dirs = cli.fonts.clone();
        font_dirs.push(cli.data.join("fonts"));
        if let Some(folder) = std::env::current_exe().ok().as_deref().and_then(|path| path.parent()) {
            font_dirs.push(folder.join("fonts"));
            // A binary under target/<profile> of a checkout finds the fonts of the checkout.
            font_dirs.extend(folder.ancestors().take(3).map(|folder| folder.join("assets/fonts")));
        }
        font_dirs.push(PathBuf::from("assets/fonts"));
        font_dirs.retain(|folder| folder.is_dir());
        let account = ["USER", "LOGNAME", "USERNAME"].iter().find_map(|name| std::env::var(name).ok());
        let actor = Actor::new(format!("命令行（{}）", account.as_deref().unwrap_or("未知账户")));
        // Read here and not by clap, which would repeat a mistyped address with its password.
        let server = cli.database.as_deref().filter(|text| !text.is_empty()).map(str::parse).transpose()?;
        Ok(Site {
            data_dir: cli.data.clone(),
            font_dirs,
            content_dir: cli.content.clone(),
            packs_dir: cli.packs.clone(),
            server,
            attachment_max: app::ATTACHMENT_MAX,
            actor,
        })
    }

    /// The same site with another limit for files on rows of registers, in bytes.
    pub(crate) fn with_attachments_of(&self, most: u64) -> Site {
        Site { attachment_max: most, ..self.clone() }
    }

    pub(crate) fn config(&self) -> Config {
        Config {
            data_dir: self.data_dir.clone(),
            font_dirs: self.font_dirs.clone(),
            content_dir: self.content_dir.clone(),
            packs_dir: self.packs_dir.clone(),
            server: self.server.clone(),
            attachment_max: self.attachment_max,
        }
    }

    /// The database as it is told to a person.
    pub(crate) fn place(&self) -> String {
        match &self.server {
            Some(server) => format!("数据库服务器 {server}"),
            None => format!("数据目录 {}", self.data_dir.display()),
        }
    }

    /// Where this site keeps its own packs, whether the folder exists or not.
    pub(crate) fn packs_folder(&self) -> PathBuf {
        self.packs_dir.clone().unwrap_or_else(|| self.data_dir.join("packs"))
    }

    /// The packs of the binary and of this site.
    pub(crate) fn packs(&self) -> Result<Packs> {
        Ok(Packs::load(self.config().own_packs().as_deref())?)
    }

    /// Opens the database of this site and creates it when there is none.
    pub(crate) async fn create(&self) -> Result<App> {
        let app = App::open(self.config()).await?;
        app.adopt_accounts(jiff::Timestamp::now()).await?;
        Ok(app)
    }

    /// Opens the database of this site; a mistyped folder must not become a new database.
    pub(crate) async fn open(&self) -> Result<App> {
        Ok(App::open(self.existing()?).await?)
    }

    /// The settings of a site that is there already.
    pub(crate) fn existing(&self) -> Result<Config> {
        anyhow::ensure!(
            self.server.is_some() || self.data_dir.is_dir(),
            "数据目录 {} 不存在；请用 --data 指定，或先执行 junxian init",
            self.data_dir.display()
        );
        Ok(self.config())
    }
}
