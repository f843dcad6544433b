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
use guiju::diagnostic::Words;
use guiju::explain::answer::{CatalogueAnswer, ColumnEntry, FactEntry, KindEntry, QuestionAnswer, to_json};
use serde_json::{Value as Json, json};
use std::collections::BTreeSet;
use std::io::BufRead;

/// What a line from the terminal says.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Said {
    /// An answer.
    Answer(Json),
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
    // What nobody knows, and the steps so far: each the fact that was put off, or none for an answer.
    let (mut skipped, mut steps) = (BTreeSet::new(), Vec::new());
    while let Some(question) = talk.next_question(&skipped) {
        let entry = catalogue.facts.iter().find(|entry| entry.fact == question.catalogue);
        if question.group != group {
            group.clone_from(&question.group);
            if let Some(group) = &group {
                output.prompt(format!("\n{}\n", styled(HEAD, group)));
            }
        }
        put(&question, entry, output);
        let Some(line) = lines.next() else {
            output.prompt("\n");
            return Ok(());
        };
        let line = line.map_err(|_| Failure::new("标准输入不是 UTF-8 文本", "the standard input is not UTF-8 text"))?;
        match understood(&input::composed(&line), &question, entry) {
            Said::Quit => return Ok(()),
            Said::Unknown => {
                skipped.insert(question.fact.clone());
                steps.push(Some(question.fact));
            }
            Said::Undo => match steps.pop() {
                Some(Some(fact)) => {
                    skipped.remove(&fact);
                }
                Some(None) => {
                    talk.undo();
                }
                None => output.note(&Words::new("还没有回答可以撤销", "there is no answer to take back")),
            },
            Said::Answer(value) => match talk.set(&question.fact, &value.to_string()) {
                Ok(()) => steps.push(None),
                Err(refused) => output.complain(&refused.into()),
            },
        }
    }
    Ok(())
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
        let how = how(entry);
        output.prompt(format!("  {}\n", styled(FAINT, how.get(output.language()))));
    }
    output.prompt("> ");
}

/// How an answer is written.
fn how(entry: &FactEntry) -> Words {
    let unit = entry.unit.clone().unwrap_or_default();
    let (zh, en) = match entry.kind {
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
        KindEntry::List => {
            let columns: Vec<&str> = entry.columns.iter().map(|column: &ColumnEntry| column.column.as_str()).collect();
            let columns = columns.join("、");
            (
                format!("JSON 数组，每条有 {columns}；没有写 无"),
                format!("a JSON array of records with {columns}; none: 无"),
            )
        }
    };
    Words::new(format!("{zh}（不知道：? 撤销：< 结束：q）"), format!("{en} (do not know: ?, take back: <, end: q)"))
}

fn understood(line: &str, question: &QuestionAnswer, entry: Option<&FactEntry>) -> Said {
    let line = line.trim();
    match line {
        "" | "?" | "？" | "不知道" => return Said::Unknown,
        "<" | "《" | "撤销" => return Said::Undo,
        "q" | "结束" => return Said::Quit,
        _ => {}
    }
    let Some(entry) = entry else { return Said::Answer(json!(line)) };
    // A field of a list is of the kind of its column.
    let column =
        question.fact.rsplit_once("].").and_then(|(_, name)| entry.columns.iter().find(|column| column.column == name));
    let (kind, options) = match column {
        Some(column) => (&column.kind, &column.options),
        None => (&entry.kind, &entry.options),
    };
    let option = |word: &str| -> String {
        let place = word.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        place.and_then(|place| options.get(place)).map_or_else(|| word.to_string(), |option| option.option.clone())
    };
    Said::Answer(match kind {
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
        KindEntry::List if line == "无" => json!([]),
        // What is no JSON is refused with the words for a value of the wrong type.
        KindEntry::List => serde_json::from_str(line).unwrap_or_else(|_| json!(line)),
        _ => json!(line),
    })
}
