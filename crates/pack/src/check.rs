//! Texts → a checked pack, or what is wrong with them; all faults of one run together.

use model::digest;
use model::pack::{Code, FileId, Pack, SourceFile, Validity};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::fault::{Fault, Severity};
use crate::names::{Entry, Names, distinct};
use crate::shape::{self, Block};
use crate::source::{Source, span};
use crate::{
    agreement, allocation, analysis, coverage, cycle, evaluation, exchange, item, ledger, lexical, matching, network,
    parameter, placement, register, syntax,
};

/// A pack is rules, not data.
const BYTES_MAX: usize = 1 << 20;

/// What came of checking one version of one pack.
#[derive(Debug)]
pub struct Checked {
    /// Nothing when there is an error.
    pub pack: Option<Pack>,
    pub diagnostics: Vec<Diagnostic>,
}

impl Checked {
    pub fn errors(&self) -> usize {
        self.diagnostics.iter().filter(|found| found.fault.severity() == Severity::Error).count()
    }
}

/// Checks the files of one version of one pack.
pub fn check(sources: &[Source]) -> Checked {
    let mut out = Diagnostics::default();
    let bodies: Vec<_> =
        sources.iter().enumerate().map(|(place, source)| parse(file_id(place), source, &mut out)).collect();
    let mut blocks = Vec::new();
    for (place, body) in bodies.iter().enumerate() {
        shape::no_loose_attributes(file_id(place), body, &mut out);
        blocks.extend(shape::blocks(file_id(place), body, None, &mut out));
    }
    let pack = build(&blocks, sources, &mut out);
    let diagnostics = out.into_sorted();
    let has_error = diagnostics.iter().any(|found| found.fault.severity() == Severity::Error);
    Checked { pack: pack.filter(|_| !has_error), diagnostics }
}

fn file_id(place: usize) -> FileId {
    FileId(u16::try_from(place).unwrap_or(u16::MAX))
}

fn parse(file: FileId, source: &Source, out: &mut Diagnostics) -> hcl_edit::structure::Body {
    if source.text.len() > BYTES_MAX {
        out.report(
            Fault::FileTooLarge,
            span(file, 0..0),
            format!("{} 有 {} 字节，超过 1 MB", source.path, source.text.len()),
        )
        .hint("数据放进名录，不写进机制包");
        return hcl_edit::structure::Body::new();
    }
    let fixed = lexical::look(file, source, out);
    syntax::parse(file, source, fixed, out)
}

fn build(blocks: &[Block], sources: &[Source], out: &mut Diagnostics) -> Option<Pack> {
    let of = |word: &'static str| blocks.iter().filter(move |block| block.word.word == word);
    let heads: Vec<&Block> = of("pack").collect();
    match heads.as_slice() {
        [] => {
            out.report(Fault::PackCount, span(FileId(0), 0..0), "没有 `pack` 块").hint("pack \"名称\" {");
        }
        [_] => {}
        [_, others @ ..] => {
            for other in others {
                out.report(Fault::PackCount, other.span, "一个版本只有一个 `pack` 块");
            }
        }
    }
    let names = names(blocks, out);
    let registers: Vec<_> =
        of("register").zip(&names.registers).map(|(block, head)| register::body(block, head, &names, out)).collect();
    let formulas: Vec<_> =
        of("formula").zip(&names.formulas).filter_map(|(block, head)| item::body(block, head, &names, out)).collect();
    let evaluations: Vec<_> = of("evaluation")
        .zip(&names.evaluations)
        .filter_map(|(block, head)| evaluation::body(block, head, &names, out))
        .collect();
    let allocations: Vec<_> = of("allocation").map(|block| allocation::body(block, &names, out)).collect();
    distinct("分配", allocations.iter().map(|item| Entry { code: &item.code, name: &item.name, span: item.span }), out);
    let ledgers: Vec<_> = of("ledger").map(|block| ledger::ledger(block, &names, &allocations, out)).collect();
    let written: Vec<&Block> = of("exchange").collect();
    let known = exchange::Known { names: &names, registers: &registers, ledgers: &ledgers };
    let exchanges: Vec<_> =
        written.iter().filter_map(|block| exchange::exchange(block, &written, known, out)).collect();
    let agreements: Vec<_> =
        of("agreement").filter_map(|block| agreement::agreement(block, &names, &ledgers, out)).collect();
    let matchings: Vec<_> = of("matching").filter_map(|block| matching::matching(block, &names, out)).collect();
    let placements: Vec<_> = of("placement").filter_map(|block| placement::placement(block, &names, out)).collect();
    distinct(
        "落地安排",
        placements.iter().map(|item| Entry { code: &item.code, name: &item.name, span: item.span }),
        out,
    );
    // Frozen runs of both are known by the code alone.
    for item in &placements {
        if let Some(other) = allocations.iter().find(|other| other.code == item.code) {
            out.report(Fault::DuplicateCode, item.span, format!("落地安排代码 `{}` 重复", item.code))
                .note(format!("已用于分配“{}”", other.name))
                .hint("代码不复用，换一个");
        }
    }
    let networks: Vec<_> = of("network").filter_map(|block| network::network(block, &names, out)).collect();
    let analyses: Vec<_> = of("analysis").filter_map(|block| analysis::body(block, &names, out)).collect();
    distinct("分析", analyses.iter().map(|item| Entry { code: &item.code, name: &item.name, span: item.span }), out);
    cycle::check(&registers, &formulas, &evaluations, out);
    let head = heads.first()?;
    let validity = parameter::validity(head, out);
    let pack = Pack {
        code: head.code(out),
        name: head.name.clone(),
        version: head.text("version", out),
        basis: head.text("basis", out),
        validity: validity.unwrap_or(Validity { from: jiff::civil::date(1949, 10, 1), to: None }),
        certainty: parameter::certainty(head, out),
        note: head.text_or("note", "", out),
        files: sources
            .iter()
            .map(|source| SourceFile { path: source.path.clone(), digest: digest(source.text.as_bytes()) })
            .collect(),
        roles: names.roles,
        choices: names.choices,
        parameters: names.parameters,
        tables: names.tables,
        observed: names.observed,
        registers,
        formulas,
        evaluations,
        exchanges,
        agreements,
        matchings,
        allocations,
        placements,
        networks,
        ledgers,
        analyses,
    };
    exchange_names_differ(&pack, out);
    if validity.is_some() {
        coverage::check(&pack, out);
    }
    in_its_folder(&pack, head, sources, out);
    Some(pack)
}

/// The first pass: what there is.
fn names(blocks: &[Block], out: &mut Diagnostics) -> Names {
    let of = |word: &'static str| blocks.iter().filter(move |block| block.word.word == word);
    let mut names = Names { roles: of("role").map(|block| parameter::role(block, out)).collect(), ..Names::default() };
    names.choices = of("choices").map(|block| parameter::choices(block, out)).collect();
    for block in of("parameter") {
        let (found, list) = parameter::parameter(block, &names, out);
        names.parameters.push(found);
        names.parameter_keys.push(list);
    }
    names.tables = of("table").map(|block| parameter::table(block, out)).collect();
    names.observed = of("observed").map(|block| parameter::observed(block, out)).collect();
    let codes: Vec<(String, Code)> =
        of("register").map(|block| (block.name.clone(), block.code(&mut Diagnostics::default()))).collect();
    names.registers = of("register").map(|block| register::head(block, &names, &codes, out)).collect();
    names.formulas = of("formula").map(|block| item::head(block, &names, out)).collect();
    names.evaluations = of("evaluation").map(|block| evaluation::head(block, &names, out)).collect();
    names.moves = of("agreement").flat_map(|block| agreement::moves(block, &names)).collect();
    names_differ(&names, out);
    names
}

fn names_differ(names: &Names, out: &mut Diagnostics) {
    fn entry<'names>(code: &'names Code, name: &'names str, span: &model::pack::SourceSpan) -> Entry<'names> {
        Entry { code, name, span: *span }
    }
    distinct("办理角色", names.roles.iter().map(|item| entry(&item.code, &item.name, &item.span)), out);
    distinct("选项表", names.choices.iter().map(|item| entry(&item.code, &item.name, &item.span)), out);
    distinct("参数", names.parameters.iter().map(|item| entry(&item.code, &item.name, &item.span)), out);
    distinct("分段表", names.tables.iter().map(|item| entry(&item.code, &item.name, &item.span)), out);
    distinct("统计指标", names.observed.iter().map(|item| entry(&item.code, &item.name, &item.span)), out);
    distinct("名录", names.registers.iter().map(|item| entry(&item.code, &item.name, &item.span)), out);
    distinct("核算项", names.formulas.iter().map(|item| entry(&item.code, &item.name, &item.span)), out);
    distinct("评价", names.evaluations.iter().map(|item| entry(&item.code, &item.name, &item.span)), out);
    let measures = names.registers.iter().flat_map(|register| &register.measures);
    distinct("计数", measures.clone().map(|item| entry(&item.code, &item.name, &item.span)), out);
    let fed = measures.filter_map(|item| Some(entry(item.indicator.as_ref()?, &item.name, &item.span)));
    distinct("计数供给的指标", fed, out);
}

fn exchange_names_differ(pack: &Pack, out: &mut Diagnostics) {
    fn entry<'names>(code: &'names Code, name: &'names str, span: &model::pack::SourceSpan) -> Entry<'names> {
        Entry { code, name, span: *span }
    }
    distinct("交易", pack.exchanges.iter().map(|item| entry(&item.code, &item.name, &item.span)), out);
    distinct("账本", pack.ledgers.iter().map(|item| entry(&item.code, &item.name, &item.span)), out);
    distinct("协议", pack.agreements.iter().map(|item| entry(&item.code, &item.name, &item.span)), out);
    distinct("供应链", pack.networks.iter().map(|item| entry(&item.code, &item.name, &item.span)), out);
    distinct("对接", pack.matchings.iter().map(|item| entry(&item.code, &item.name, &item.span)), out);
}

/// A pack in `packs/<code>/<version>/` says the same about itself.
fn in_its_folder(pack: &Pack, head: &Block, sources: &[Source], out: &mut Diagnostics) {
    let Some(path) = sources.first().map(|source| source.path.as_str()) else { return };
    let folders: Vec<&str> = path.split('/').collect();
    let [.., code, version, _] = folders.as_slice() else { return };
    for (word, written, folder) in [("code", pack.code.as_str(), code), ("version", pack.version.as_str(), version)] {
        if let Some(attribute) = head.attribute(word).filter(|_| written != *folder && !written.is_empty()) {
            out.report(
                Fault::VersionFolder,
                attribute.value_span(),
                format!("`{word}` 写作“{written}”，所在目录是“{folder}”"),
            )
            .hint("目录为 packs/代码/版本/");
        }
    }
}
