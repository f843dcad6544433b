//! `guiju ask`: one question after the other until it is decided.
//!
//! Questions go to the standard error and answers come from the standard input, a line each, so that the result at
//! the end stands alone on the standard output. Where the input ends, the result is that of what is known by then.

use crate::Ending;
use crate::arguments::{AskArguments, Format};
use crate::engine::{Opened, asking, open};
use crate::failure::Failure;
use crate::input;
use crate::output::{FAINT, HEAD, Output, styled};
use crate::people::{self, said, titled};
use guiju::api::Talk;
use guiju::diagnostic::{Language, Words};
use guiju::explain::answer::{CatalogueAnswer, FactEntry, KindEntry, OptionEntry, QuestionAnswer, to_json};
use serde_json::{Value as Json, json};
use std::collections::BTreeSet;
use std::io::BufRead;

/// What a reply did: how many facts it set, and what is not asked again after it.
struct Step {
    answers: usize,
    put_off: Vec<String>,
}

/// What a line from the terminal says.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Said {
    /// An answer.
    Answer(Json),
    /// The first row of a list; more follow, up to an empty line.
    Row(String),
    /// Nobody knows; it is not asked again.
    Unknown,
    /// The last answer was wrong.
    Undo,
    /// Enough.
    Quit,
}

pub(crate) fn run(arguments: &AskArguments, output: &mut Output) -> Result<Ending, Failure> {
    if arguments.asking.facts.as_deref() == Some("-") || arguments.paths.iter().any(|path| path.as_os_str() == "-") {
        return Err(Failure::new(
            "`ask` 要从标准输入读回答，规则和事实不能也从那里读",
            "`ask` reads answers from the standard input, so neither rules nor facts can come from there",
        ));
    }
    let Opened::Rules(engine) = open(&arguments.paths, output)? else { return Ok(Ending::Failed) };
    let asking = asking(&arguments.asking, &arguments.paths, output)?;
    let catalogue = engine.catalogue();
    let policy = arguments.policy.as_deref().map(input::composed);
    let policies = policy.as_ref().map(std::slice::from_ref);
    let mut talk = engine.talk(&asking, policies)?;
    converse(&mut talk, &catalogue, output)?;
    match (&policy, arguments.format) {
        (Some(policy), Format::Json) => output.line(to_json(&talk.evaluate(policy)?))?,
        (Some(policy), Format::Text) => people::policy(&talk.evaluate(policy)?, output)?,
        (None, Format::Json) => output.line(to_json(&talk.results()))?,
        (None, Format::Text) => people::matching(&talk.results(), output)?,
    }
    Ok(Ending::Done)
}

fn converse(talk: &mut Talk, catalogue: &CatalogueAnswer, output: &mut Output) -> Result<(), Failure> {
    let mut lines = std::io::stdin().lock().lines();
    let mut group = None;
    let (mut skipped, mut steps) = (BTreeSet::new(), Vec::<Step>::new());
    while let Some(question) = talk.next_question(&skipped) {
        let entry = catalogue.facts.iter().find(|entry| entry.fact == question.catalogue);
        if question.group != group {
            group.clone_from(&question.group);
            if let Some(group) = &group {
                output.prompt(format!("\n{}\n", styled(HEAD, group)));
            }
        }
        put(&question, entry, output);
        let Some(line) = next_line(&mut lines, output)? else { return Ok(()) };
        match understood(&line, entry) {
            Said::Quit => return Ok(()),
            Said::Unknown => {
                // Fields that are wanting are put off with their list.
                let put_off: Vec<String> = std::iter::once(&question.fact).chain(&question.fields).cloned().collect();
                skipped.extend(put_off.iter().cloned());
                steps.push(Step { answers: 0, put_off });
            }
            Said::Undo => match steps.pop() {
                Some(step) => {
                    skipped.retain(|fact| !step.put_off.contains(fact));
                    undo(talk, step.answers);
                }
                None => output.note(&Words::new("还没有回答可以撤销", "there is no answer to take back")),
            },
            Said::Row(first) => {
                let Some(entry) = entry else { continue };
                let mut rows = vec![first];
                while let Some(line) = next_line(&mut lines, output)?.filter(|line| !line.trim().is_empty()) {
                    rows.push(line);
                }
                let step = match question.fields.is_empty() {
                    true => table(talk, &question, entry, &rows),
                    false => fields(talk, &question, entry, &rows),
                };
                match step {
                    Ok(step) => {
                        skipped.extend(step.put_off.iter().cloned());
                        steps.push(step);
                    }
                    Err(refused) => output.complain(&refused),
                }
            }
            Said::Answer(value) => match talk.set(&question.fact, &value.to_string()) {
                Ok(()) => steps.push(Step { answers: 1, put_off: Vec::new() }),
                Err(refused) => output.complain(&refused.into()),
            },
        }
    }
    Ok(())
}

/// The next line; none at the end of the input.
fn next_line(
    lines: &mut impl Iterator<Item = std::io::Result<String>>,
    output: &mut Output,
) -> Result<Option<String>, Failure> {
    let Some(line) = lines.next() else {
        output.prompt("\n");
        return Ok(None);
    };
    let line = line.map_err(|_| Failure::new("标准输入不是 UTF-8 文本", "the standard input is not UTF-8 text"))?;
    Ok(Some(input::composed(&line)))
}

/// A list from its rows; cells that are left blank are not asked for again.
fn table(talk: &mut Talk, question: &QuestionAnswer, entry: &FactEntry, rows: &[String]) -> Result<Step, Failure> {
    let (mut records, mut put_off) = (Vec::new(), Vec::new());
    for (number, row) in rows.iter().enumerate() {
        let mut record = serde_json::Map::new();
        for (column, cell) in question.columns.iter().zip(cells(row, question.columns.len())?) {
            match entry.columns.iter().find(|entry| entry.column == *column) {
                Some(column) if !cell.is_empty() => {
                    record.insert(column.column.clone(), value(&cell, &column.kind, &column.options));
                }
                _ => put_off.push(format!("{}[{number}].{column}", question.fact)),
            }
        }
        records.push(Json::Object(record));
    }
    talk.set(&question.fact, &Json::Array(records).to_string())?;
    Ok(Step { answers: 1, put_off })
}

/// Fields of a list that is given: a row for each record, with the cells that are wanting in it.
fn fields(talk: &mut Talk, question: &QuestionAnswer, entry: &FactEntry, rows: &[String]) -> Result<Step, Failure> {
    let mut step = Step { answers: 0, put_off: Vec::new() };
    for (record, row) in wanting(question).into_iter().zip(rows.iter().map(String::as_str).chain(std::iter::repeat("")))
    {
        for (field, cell) in record.iter().zip(cells(row, record.len())?) {
            let column =
                field.rsplit_once("].").and_then(|(_, name)| entry.columns.iter().find(|it| it.column == name));
            match column {
                Some(column) if !cell.is_empty() => {
                    if let Err(refused) = talk.set(field, &value(&cell, &column.kind, &column.options).to_string()) {
                        undo(talk, step.answers);
                        return Err(refused.into());
                    }
                    step.answers += 1;
                }
                _ => step.put_off.push(field.clone()),
            }
        }
    }
    Ok(step)
}

fn undo(talk: &mut Talk, answers: usize) {
    for _ in 0..answers {
        talk.undo();
    }
}

/// The fields that are wanting, record by record.
fn wanting(question: &QuestionAnswer) -> Vec<Vec<String>> {
    let mut records: Vec<Vec<String>> = Vec::new();
    let record_of = |field: &str| field.split_once("].").map(|(record, _)| record.to_owned());
    for field in &question.fields {
        match records.last_mut() {
            Some(record) if record.first().is_some_and(|first| record_of(first) == record_of(field)) => {
                record.push(field.clone());
            }
            _ => records.push(vec![field.clone()]),
        }
    }
    records
}

/// The cells of a row, as many as there are columns; those that are not written are blank.
fn cells(row: &str, columns: usize) -> Result<Vec<String>, Failure> {
    let mut cells: Vec<String> = row.split([',', '，', '\t']).map(|cell| cell.trim().to_owned()).collect();
    if cells.len() > columns {
        return Err(Failure::new(
            format!("这一行有 {} 格，只要 {columns} 格：{row}", cells.len()),
            format!("this row has {} cells and {columns} are asked for: {row}", cells.len()),
        ));
    }
    cells.resize(columns, String::new());
    for cell in &mut cells {
        if matches!(cell.as_str(), "?" | "？" | "不知道") {
            cell.clear();
        }
    }
    Ok(cells)
}

/// The question with what helps to answer it.
fn put(question: &QuestionAnswer, entry: Option<&FactEntry>, output: &mut Output) {
    let left = match (question.left.at_least, question.left.at_most) {
        (least, most) if least == most => Words::new(format!("还有 {most} 问"), format!("{most} left")),
        (least, most) => Words::new(format!("还有 {least} 至 {most} 问"), format!("{least} to {most} left")),
    };
    let left = styled(FAINT, format!("[{}]", left.get(output.language())));
    output.prompt(format!("{} {left}\n", styled(HEAD, said(&question.ask, output))));
    output.prompt(format!("  {}\n", styled(FAINT, said(&question.text, output))));
    if let Some(entry) = entry {
        if let Some(help) = &entry.help {
            output.prompt(format!("  {}\n", styled(FAINT, titled(help, output))));
        }
        for (number, option) in (1_usize..).zip(&entry.options) {
            let title = option.title.as_ref().map(|title| titled(title, output));
            output.prompt(format!("  {number} {}\n", title.unwrap_or(&option.option)));
        }
        if entry.kind == KindEntry::List {
            put_columns(question, entry, output);
        }
        let how = how(question, entry);
        output.prompt(format!("  {}\n", styled(FAINT, how.get(output.language()))));
    }
    output.prompt("> ");
}

/// The columns of a list with their questions, or the records of which some fields are wanting.
fn put_columns(question: &QuestionAnswer, entry: &FactEntry, output: &mut Output) {
    let columns = question.columns.iter().filter_map(|name| entry.columns.iter().find(|it| it.column == *name));
    for column in columns.filter(|_| question.fields.is_empty()) {
        let ask = column.ask.as_ref().or(column.title.as_ref());
        let ask = ask.map_or(column.column.as_str(), |title| titled(title, output)).to_owned();
        let options: Vec<String> = (1_usize..)
            .zip(&column.options)
            .map(|(number, option)| {
                let title = option.title.as_ref().map_or(option.option.as_str(), |title| titled(title, output));
                format!("{number} {title}")
            })
            .collect();
        let how = match options.is_empty() {
            true => kind_words(&column.kind, column.unit.as_deref()).get(output.language()).trim_end().to_owned(),
            false => options.join(output.pick("，", ", ")),
        };
        output.prompt(match output.language() {
            Language::Zh => format!("  {}：{ask}（{how}）\n", column.column),
            Language::En => format!("  {}: {ask} ({how})\n", column.column),
        });
    }
    for record in wanting(question) {
        output.prompt(format!("  {}\n", record.join("、")));
    }
}

/// How an answer is written.
fn how(question: &QuestionAnswer, entry: &FactEntry) -> Words {
    let (zh, en) = match entry.kind {
        KindEntry::List if question.fields.is_empty() => {
            let columns = question.columns.join("，");
            (
                format!("一行一条：{columns}；不知道的空着，写完空一行；没有写 无"),
                format!(
                    "a record a line: {columns}; leave blank what you do not know, end with an empty line; none: 无"
                ),
            )
        }
        KindEntry::List => (
            "一行一条，只写上面这些格，用逗号隔开，写完空一行".to_string(),
            "a record a line, only the cells above, parted by commas; end with an empty line".to_string(),
        ),
        _ => {
            let words = kind_words(&entry.kind, entry.unit.as_deref());
            (words.get(Language::Zh).to_string(), words.get(Language::En).to_string())
        }
    };
    Words::new(format!("{zh}（不知道：? 撤销：< 结束：q）"), format!("{en} (do not know: ?, take back: <, end: q)"))
}

/// How a value is written.
fn kind_words(kind: &KindEntry, unit: Option<&str>) -> Words {
    let unit = unit.unwrap_or_default();
    let (zh, en) = match kind {
        KindEntry::YesNo => ("是 / 否".to_string(), "yes / no".to_string()),
        KindEntry::Number | KindEntry::Year => (format!("一个数 {unit}"), format!("a number {unit}")),
        KindEntry::Money => ("多少元".to_string(), "an amount in yuan".to_string()),
        KindEntry::Percent => ("百分比，如 5%".to_string(), "a percentage such as 5%".to_string()),
        KindEntry::Date => ("日期，如 2019-03-01".to_string(), "a day such as 2019-03-01".to_string()),
        KindEntry::Duration => ("时长，如 3个月".to_string(), "a length of time such as P3M".to_string()),
        KindEntry::Text => ("文字".to_string(), "a text".to_string()),
        KindEntry::Choice => ("写名称或编号".to_string(), "a name or its number".to_string()),
        KindEntry::Choices => {
            ("写名称或编号，用、隔开；都没有写 无".to_string(), "names or numbers, parted by 、; none: 无".to_string())
        }
        KindEntry::Region => ("地区的名称或代码".to_string(), "the name or code of a place".to_string()),
        KindEntry::List => ("清单".to_string(), "a list".to_string()),
    };
    Words::new(zh, en)
}

fn understood(line: &str, entry: Option<&FactEntry>) -> Said {
    let line = line.trim();
    match line {
        "" | "?" | "？" | "不知道" => return Said::Unknown,
        "<" | "《" | "撤销" => return Said::Undo,
        "q" | "结束" => return Said::Quit,
        _ => {}
    }
    let Some(entry) = entry else { return Said::Answer(json!(line)) };
    match entry.kind {
        KindEntry::List if line == "无" => Said::Answer(json!([])),
        // A list may also come as it stands in a facts file.
        KindEntry::List if line.starts_with('[') => {
            Said::Answer(serde_json::from_str(line).unwrap_or_else(|_| json!(line)))
        }
        KindEntry::List => Said::Row(line.to_owned()),
        _ => Said::Answer(value(line, &entry.kind, &entry.options)),
    }
}

/// A value as facts files write it.
fn value(line: &str, kind: &KindEntry, options: &[OptionEntry]) -> Json {
    let option = |word: &str| -> String {
        let place = word.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        place.and_then(|place| options.get(place)).map_or_else(|| word.to_string(), |option| option.option.clone())
    };
    match kind {
        KindEntry::YesNo => match line {
            "是" | "y" | "Y" | "yes" => json!(true),
            "否" | "n" | "N" | "no" => json!(false),
            other => json!(other),
        },
        KindEntry::Choice => json!(option(line)),
        KindEntry::Choices if line == "无" => json!([]),
        KindEntry::Choices => {
            let words = line.split(['、', ',', '，']).map(str::trim).filter(|word| !word.is_empty());
            json!(words.map(option).collect::<Vec<String>>())
        }
        _ => json!(line),
    }
}
