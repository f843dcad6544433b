//! `guiju compare`: one item over places, element by element.

use crate::Ending;
use crate::arguments::{CompareArguments, Format};
use crate::changes::{direction, element_name, witness_line};
use crate::engine::{Opened, open};
use crate::failure::Failure;
use crate::output::{FAINT, HEAD, Output, WELL, WRONG, styled};
use crate::people::{said, titled};
use crate::{day, input};
use guiju::api::Asking;
use guiju::diagnostic::Language;
use guiju::eval::ExtraFacts;
use guiju::explain::answer::to_json;
use guiju::service::compare::{CompareAnswer, CompareCell, CompareColumn, CompareRow};
use guiju::service::{Change, ElementKind};

pub(crate) fn run(arguments: &CompareArguments, output: &mut Output) -> Result<Ending, Failure> {
    let Opened::Rules(engine) = open(&arguments.paths, output)? else { return Ok(Ending::Failed) };
    let as_of = day::asked(arguments.as_of.as_deref(), output)?;
    let asking = Asking {
        facts: "{}".to_owned(),
        law_day: Some(as_of.clone()),
        as_of,
        region: None,
        extra_facts: ExtraFacts::Refuse,
    };
    let regions: Vec<String> = arguments.regions.iter().map(|name| input::composed(name)).collect();
    let answer = engine.compare(&input::composed(&arguments.item), &regions, &asking)?;
    match arguments.format {
        Format::Json => output.line(to_json(&answer))?,
        Format::Text => text(&answer, arguments.all, output)?,
    }
    Ok(Ending::Done)
}

fn text(answer: &CompareAnswer, all: bool, output: &mut Output) -> Result<(), Failure> {
    let title = answer.title.as_ref().map_or(answer.item.as_str(), |title| titled(title, output));
    output.line(format!("{}  {}", styled(HEAD, title), styled(FAINT, &answer.as_of)))?;
    for column in &answer.columns {
        let doubts = if column.doubt.is_empty() { String::new() } else { format!("  {}", column.doubt.join("；")) };
        output.line(format!("  {}  {}{}", heading(column, output), column.policy, styled(FAINT, doubts)))?;
    }
    for place in &answer.without {
        let none = output.pick("没有写它的规则", "nothing is written for it");
        output.line(format!("  {place}  {}", styled(WRONG, none)))?;
    }
    let unknown = |row: &&CompareRow| row.cells.iter().all(|cell| cell.unknown);
    for row in answer.rows.iter().filter(|row| all || !(row.same || unknown(row))) {
        self::row(row, &answer.columns, output)?;
    }
    if all {
        return Ok(());
    }
    let unknown: Vec<&CompareRow> = answer.rows.iter().filter(unknown).collect();
    if !unknown.is_empty() {
        let names = unknown.into_iter().map(|row| name(row, output)).collect::<Vec<_>>();
        output.line("")?;
        output.line(match output.language() {
            Language::Zh => format!("都没有收录或不详：{}", names.join("、")),
            Language::En => format!("Not known anywhere: {}", names.join(", ")),
        })?;
    }
    let count = answer.rows.iter().filter(|row| row.same).count();
    if count > 0 {
        let words = match (output.language(), answer.columns.len()) {
            (Language::Zh, 2..) if !answer.without.is_empty() => {
                format!("写了规则的几处另有 {count} 项相同（--all 列出）")
            }
            (Language::En, 2..) if !answer.without.is_empty() => {
                format!("{count} more are the same wherever something is written (--all lists them)")
            }
            (Language::Zh, 1) => format!("没有别处可以相比，这一处共 {count} 项（--all 列出）"),
            (Language::Zh, _) => format!("另有 {count} 项处处相同（--all 列出）"),
            (Language::En, 1) => format!("nothing to compare with; it has {count} elements (--all lists them)"),
            (Language::En, _) => format!("{count} more are the same everywhere (--all lists them)"),
        };
        output.line("")?;
        output.line(styled(FAINT, words))?;
    }
    Ok(())
}

/// What a row is called.
fn name(row: &CompareRow, output: &Output) -> String {
    element_name(row.kind, row.name.as_deref(), row.title.as_ref(), output)
}

fn row(row: &CompareRow, columns: &[CompareColumn], output: &mut Output) -> Result<(), Failure> {
    output.line("")?;
    output.line(styled(HEAD, name(row, output)))?;
    // Places differ in these as a matter of course.
    let of_course = matches!(
        row.kind,
        ElementKind::Version
            | ElementKind::Authority
            | ElementKind::Level
            | ElementKind::Decider
            | ElementKind::Document
            | ElementKind::Effective
    );
    let by_standard = columns.first().is_some_and(|column| column.standard);
    let measure = if by_standard { ("标准", "standard") } else { ("第一列", "the first") };
    for (column, cell) in columns.iter().zip(&row.cells) {
        let twins = columns.iter().filter(|other| other.region == column.region).count();
        let mut heading = heading(column, output);
        // A place may have several at once.
        if twins > 1 {
            heading = format!("{heading}·{}", column.policy);
            let alike = |other: &&CompareColumn| other.region == column.region && other.policy == column.policy;
            if let (Some(version), 2..) = (&column.version, columns.iter().filter(alike).count()) {
                heading = format!("{heading}{}", output.pick(&format!("（{version}）"), &format!(" ({version})")));
            }
        }
        self::cell(&heading, cell, row.kind, of_course, measure, output)?;
    }
    Ok(())
}

fn cell(
    heading: &str,
    cell: &CompareCell,
    kind: ElementKind,
    of_course: bool,
    measure: (&str, &str),
    output: &mut Output,
) -> Result<(), Failure> {
    let departs = match cell.change {
        None | Some(Change::Same) => String::new(),
        _ if of_course || cell.unknown => String::new(),
        Some(Change::Added) => format!("  {}", styled(WELL, output.pick("多出来的", "added"))),
        Some(Change::Removed) => format!("  {}", styled(WRONG, output.pick("没有", "left out"))),
        Some(Change::Changed) => match cell.direction {
            None => format!("  {}", styled(HEAD, output.pick("不同", "different"))),
            some => {
                let (style, words) = direction(some, kind, output);
                format!("  {}", styled(style, words))
            }
        },
    };
    let text = cell.text.as_ref().map_or("", |text| said(text, output));
    let mut lines = text.lines();
    let first = lines.next().unwrap_or("—");
    let colon = output.pick("：", ": ").to_owned();
    output.line(format!("  {heading}{colon}{first}{departs}"))?;
    for line in lines {
        output.line(format!("      {line}"))?;
    }
    if !cell.through.is_empty() {
        let words = output.pick("因为它用到的不同：", "as what it rests on differs: ");
        output.line(format!("      {words}{}", cell.through.join("、")))?;
    }
    for witness in &cell.witnesses {
        let sides = (output.pick(measure.0, measure.1), output.pick("这里", "here"));
        output.line(format!("      {}", witness_line(witness, sides, output)))?;
    }
    Ok(())
}

fn heading(column: &CompareColumn, output: &Output) -> String {
    match (&column.region, &column.rule_of) {
        (None, _) => output.pick("标准", "standard").to_owned(),
        (Some(region), None) => region.clone(),
        (Some(region), Some(of)) => match output.language() {
            Language::Zh => format!("{region}（用{of}的）"),
            Language::En => format!("{region} (that of {of})"),
        },
    }
}
