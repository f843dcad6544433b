//! `guiju check --standard`: service items against the element standard, the way a standards office reports.

use crate::failure::Failure;
use crate::output::{DOUBTFUL, FAINT, HEAD, Output, WELL, WRONG, styled};
use guiju::diagnostic::Language;
use guiju::explain::answer::Text;
use guiju::service::implementation::{Cell, CellState, ItemReport, StandardElement, StandardReport};
use unicode_width::UnicodeWidthStr;

/// The table, then what is missing and wrong item by item.
pub(crate) fn report(report: &StandardReport, output: &mut Output) -> Result<(), Failure> {
    let mut groups: Vec<&Text> = Vec::new();
    for element in &report.elements {
        if !groups.contains(&&element.group) {
            groups.push(&element.group);
        }
    }
    let language = output.language();
    let mut rows = vec![head(&groups, language)];
    for item in &report.items {
        let mut row = vec![name(item, language)];
        row.extend(groups.iter().map(|group| score(report, item, group)));
        rows.push(row);
    }
    for (at, row) in rows.iter().enumerate() {
        let line = aligned(row, &rows);
        if at == 0 { output.line(styled(HEAD, line))? } else { output.line(line)? }
    }
    for item in &report.items {
        output.line("")?;
        output.line(styled(HEAD, heading(item, language)))?;
        for (element, cell) in report.elements.iter().zip(&item.cells) {
            self::cell(element, cell, output)?;
        }
    }
    output.line("")?;
    let summary = match language {
        Language::Zh => {
            format!("{} 个事项，缺 {} 项，错 {} 项", report.items.len(), report.missing, report.wrong)
        }
        Language::En => {
            let items = crate::check::counted(report.items.len(), "item");
            format!("{items}: {} missing, {} wrong", report.missing, report.wrong)
        }
    };
    let style = if report.missing > 0 || report.wrong > 0 { WRONG } else { WELL };
    output.line(styled(style, summary))
}

fn head(groups: &[&Text], language: Language) -> Vec<String> {
    let item = match language {
        Language::Zh => "事项",
        Language::En => "item",
    };
    std::iter::once(item.to_owned()).chain(groups.iter().map(|group| pick(group, language).to_owned())).collect()
}

/// An item as the table names it.
fn name(item: &ItemReport, language: Language) -> String {
    match (&item.version, language) {
        (Some(version), Language::Zh) => format!("{}（{version}）", item.item),
        (Some(version), Language::En) => format!("{} ({version})", item.item),
        (None, _) => item.item.clone(),
    }
}

fn heading(item: &ItemReport, language: Language) -> String {
    let (name, region, missing, wrong) = (name(item, language), &item.region, item.missing, item.wrong);
    match language {
        Language::Zh => format!("{name}，{region}：缺 {missing} 项，错 {wrong} 项"),
        Language::En => format!("{name}, {region}: {missing} missing, {wrong} wrong"),
    }
}

/// How many elements of a group are there, of those that are required or there; `!` marks a wrong one.
fn score(report: &StandardReport, item: &ItemReport, group: &Text) -> String {
    let cells = report.elements.iter().zip(&item.cells).filter(|(element, _)| element.group == *group);
    let (mut there, mut all, mut wrong) = (0_usize, 0_usize, false);
    for (_, cell) in cells {
        match cell.state {
            CellState::Present => {
                there = there.saturating_add(1);
                all = all.saturating_add(1);
            }
            CellState::Missing => all = all.saturating_add(1),
            CellState::Wrong => {
                wrong = true;
                all = all.saturating_add(1);
            }
            CellState::Blank => {}
        }
    }
    format!("{there}/{all}{}", if wrong { "!" } else { "" })
}

/// A row with its columns as wide as the widest of each.
fn aligned(row: &[String], rows: &[Vec<String>]) -> String {
    let mut line = String::new();
    for (at, cell) in row.iter().enumerate() {
        let widest = rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.width()).max().unwrap_or(0);
        let gap = widest.saturating_sub(cell.width()).saturating_add(2);
        line.push_str(cell);
        line.push_str(&" ".repeat(gap));
    }
    line.trim_end().to_owned()
}

/// A line for what is missing, wrong or doubtful.
fn cell(element: &StandardElement, cell: &Cell, output: &mut Output) -> Result<(), Failure> {
    let language = output.language();
    let problem = cell.problem.as_ref().map(|problem| pick(problem, language).to_owned());
    let name = pick(&element.name, language);
    let joint = match language {
        Language::Zh => "：",
        Language::En => ": ",
    };
    let with = |words: Option<String>| words.map_or_else(|| name.to_owned(), |words| format!("{name}{joint}{words}"));
    let (style, mark, words) = match cell.state {
        CellState::Missing => (WRONG, output.pick("缺", "missing"), with(problem)),
        CellState::Wrong => (WRONG, output.pick("错", "wrong"), with(problem)),
        CellState::Present if !cell.doubt.is_empty() => {
            (DOUBTFUL, output.pick("存疑", "doubtful"), with(Some(cell.doubt.join("；"))))
        }
        CellState::Present | CellState::Blank => return Ok(()),
    };
    let said = match cell.state {
        CellState::Wrong if !cell.words.is_empty() => format!("  {FAINT}{}{FAINT:#}", cell.words.join("、")),
        _ => String::new(),
    };
    output.line(format!("  {}  {words}{said}", styled(style, mark)))
}

fn pick(text: &Text, language: Language) -> &str {
    match language {
        Language::Zh => &text.zh,
        Language::En => &text.en,
    }
}
