//! `guiju test`: runs the examples, and lists what none of them decides both ways.

use crate::Ending;
use crate::arguments::{Format, TestArguments};
use crate::check::{self, counted};
use crate::failure::Failure;
use crate::input;
use crate::output::{DOUBTFUL, FAINT, HEAD, Output, WELL, WRONG, styled};
use crate::rules::{Naming, named};
use guiju::api::authoring::{Read, read};
use guiju::diagnostic::render::{self, Colour};
use guiju::diagnostic::{Diagnostics, Language, Words};
use guiju::example::{Coverage, ExampleReport, Part, PartKind, PolicyCoverage, coverage, run_examples};
use guiju::span::Span;
use serde_json::{Value as Json, json};

pub(crate) fn run(arguments: &TestArguments, output: &mut Output) -> Result<Ending, Failure> {
    let files = input::read_files(&arguments.paths)?;
    let read = read(&named(&files, Naming::AsGiven));
    if read.diagnostics.has_errors() {
        check::text(&read, output)?;
        return Ok(Ending::Failed);
    }
    let reports = run_examples(&read.checked);
    let coverage = arguments.coverage.then(|| coverage(&read.checked));
    match arguments.format {
        Format::Text => text(&read, &reports, coverage.as_ref(), output)?,
        Format::Json => output.json(&json(&read, &reports, coverage.as_ref()))?,
    }
    let failed = reports.iter().any(|report| !report.failures.is_empty());
    Ok(if failed { Ending::Failed } else { Ending::Done })
}

fn text(
    read: &Read,
    reports: &[ExampleReport],
    coverage: Option<&Coverage>,
    output: &mut Output,
) -> Result<(), Failure> {
    let mut failures = Diagnostics::new();
    for failure in reports.iter().flat_map(|report| &report.failures) {
        failures.push(failure.clone());
    }
    output.text(render::text(&failures, &read.sources, output.language(), Colour::Ansi))?;
    if let Some(coverage) = coverage {
        table(coverage, output)?;
        undecided(read, coverage, output)?;
    }
    let failed = reports.iter().filter(|report| !report.failures.is_empty()).count();
    let summary = Words::new(
        format!("{} 个示例，{failed} 个没有通过", reports.len()),
        format!("{}, {failed} failed", counted(reports.len(), "example")),
    );
    output.line(styled(if failed > 0 { WRONG } else { WELL }, summary.get(output.language())))
}

/// For each policy how many of its parts are decided both ways.
fn table(coverage: &Coverage, output: &mut Output) -> Result<(), Failure> {
    let columns: [(&str, &str, &[PartKind]); 4] = [
        (
            "条件",
            "conditions",
            &[PartKind::Condition, PartKind::Scope, PartKind::Waiver, PartKind::Step, PartKind::Mode],
        ),
        ("行", "lines", &[PartKind::Line]),
        ("表行", "rows", &[PartKind::Row]),
        ("分支", "branches", &[PartKind::Exception, PartKind::Branch]),
    ];
    let mut head = output.pick("两边都定过/共有", "decided both ways/all").to_string();
    for (zh, en, _) in columns {
        head.push_str(&format!("  {}", output.pick(zh, en)));
    }
    output.line(styled(HEAD, head))?;
    for policy in &coverage.policies {
        let mut line = format!("  {}", policy_name(policy, output));
        for (zh, en, kinds) in columns {
            let parts: Vec<&Part> = policy.parts.iter().filter(|part| kinds.contains(&part.kind)).collect();
            if !parts.is_empty() {
                let decided = parts.iter().filter(|part| part.is_decided()).count();
                line.push_str(&format!("  {} {decided}/{}", output.pick(zh, en), parts.len()));
            }
        }
        let examples = Words::new(format!("{} 个示例", policy.examples), counted(policy.examples, "example"));
        output.line(format!("{line}  {}", styled(FAINT, examples.get(output.language()))))?;
    }
    Ok(())
}

/// What is not decided both ways, each at its place.
fn undecided(read: &Read, coverage: &Coverage, output: &mut Output) -> Result<(), Failure> {
    for policy in &coverage.policies {
        let wanting: Vec<(&Part, Words)> =
            policy.parts.iter().filter_map(|part| Some((part, part.wanting()?))).collect();
        if wanting.is_empty() {
            continue;
        }
        output.line(styled(DOUBTFUL, policy_name(policy, output)))?;
        for (part, words) in wanting {
            let place = styled(FAINT, place(read, part.span));
            let what = part_name(part);
            let language = output.language();
            output.line(format!("  {place} {} {}", what.get(language), words.get(language)))?;
        }
    }
    Ok(())
}

fn policy_name(policy: &PolicyCoverage, output: &Output) -> String {
    match policy.policy {
        Some(_) => match &policy.version {
            Some(version) => match output.language() {
                Language::Zh => format!("{}（{version}）", policy.name),
                Language::En => format!("{} ({version})", policy.name),
            },
            None => policy.name.clone(),
        },
        None => output.pick("（各政策共用）", "(shared by policies)").to_string(),
    }
}

fn part_name(part: &Part) -> Words {
    let (name, number) = (&part.name, part.number);
    match part.kind {
        PartKind::Condition => Words::new(format!("条件 `{name}`"), format!("condition `{name}`")),
        PartKind::Line => Words::new(format!("`{name}` 第 {number} 行"), format!("line {number} of `{name}`")),
        PartKind::Waiver => Words::new(format!("`{name}` 的除非"), format!("the waiver of `{name}`")),
        PartKind::Scope => Words::new(format!("`{name}` 的适用"), format!("the scope of `{name}`")),
        PartKind::Row => Words::new(format!("表 `{name}` 第 {number} 行"), format!("row {number} of table `{name}`")),
        PartKind::Exception => Words::new(format!("例外 `{name}`"), format!("exception `{name}`")),
        PartKind::Step => Words::new(format!("步骤 `{name}`"), format!("step `{name}`")),
        PartKind::Mode => Words::new(format!("方式 `{name}`"), format!("mode `{name}`")),
        PartKind::Branch => Words::new(format!("`{name}` 里的如果"), format!("the branch in `{name}`")),
    }
}

fn place(read: &Read, span: Span) -> String {
    match read.sources.get(span.source) {
        Some(source) => format!("{}:{}", source.path, source.place_characters(span.start).line),
        None => String::new(),
    }
}

fn json(read: &Read, reports: &[ExampleReport], coverage: Option<&Coverage>) -> Json {
    let examples: Vec<Json> = reports
        .iter()
        .filter_map(|report| {
            let example = read.checked.examples.get(report.example)?;
            let failures: Vec<Json> = report
                .failures
                .iter()
                .map(|failure| {
                    json!({
                        "code": failure.code.id(),
                        "place": place(read, failure.span),
                        "message": { "zh": failure.message.zh, "en": failure.message.en },
                    })
                })
                .collect();
            let passed = failures.is_empty();
            Some(json!({
                "example": example.name,
                "place": place(read, example.span),
                "passed": passed,
                "failures": failures,
            }))
        })
        .collect();
    let failed = reports.iter().filter(|report| !report.failures.is_empty()).count();
    let mut answer = json!({ "examples": examples, "failed": failed });
    if let (Some(coverage), Json::Object(answer)) = (coverage, &mut answer) {
        let policies: Vec<Json> = coverage.policies.iter().map(|policy| coverage_json(read, policy)).collect();
        answer.insert("coverage".into(), json!(policies));
    }
    answer
}

fn coverage_json(read: &Read, policy: &PolicyCoverage) -> Json {
    let decided = policy.parts.iter().filter(|part| part.is_decided()).count();
    let undecided: Vec<Json> = policy
        .parts
        .iter()
        .filter_map(|part| {
            let (what, wanting) = (part_name(part), part.wanting()?);
            Some(json!({
                "place": place(read, part.span),
                "part": { "zh": what.get(Language::Zh), "en": what.get(Language::En) },
                "wanting": { "zh": wanting.zh, "en": wanting.en },
            }))
        })
        .collect();
    json!({
        "policy": policy.policy.map(|_| policy.name.clone()),
        "version": policy.version,
        "parts": policy.parts.len(),
        "decided": decided,
        "undecided": undecided,
    })
}
