//! `guiju explain`: the long form of a diagnostic's code.

use crate::Ending;
use crate::arguments::{ExplainArguments, Format};
use crate::failure::Failure;
use crate::output::{HEAD, Output, styled};
use guiju::diagnostic::{Code, suggest};
use serde_json::json;

pub(crate) fn run(arguments: &ExplainArguments, output: &mut Output) -> Result<Ending, Failure> {
    let Some(id) = &arguments.code else { return list(arguments.format, output) };
    let code = Code::find(id).ok_or_else(|| unknown(id))?;
    let (title, long) = (code.title(), code.explanation());
    match arguments.format {
        Format::Text => {
            let head = styled(HEAD, code.id());
            output.line(format!("{head} {}", title.get(output.language())))?;
            output.line("")?;
            output.line(long.get(output.language()))?;
        }
        Format::Json => output.json(&json!({
            "code": code.id(),
            "title": { "zh": title.zh, "en": title.en },
            "explanation": { "zh": long.zh, "en": long.en },
        }))?,
    }
    Ok(Ending::Done)
}

fn list(format: Format, output: &mut Output) -> Result<Ending, Failure> {
    for code in Code::ALL {
        let title = code.title();
        match format {
            Format::Text => output.line(format!("{} {}", code.id(), title.get(output.language())))?,
            Format::Json => {
                output.json(&json!({ "code": code.id(), "title": { "zh": title.zh, "en": title.en } }))?;
            }
        }
    }
    Ok(Ending::Done)
}

fn unknown(id: &str) -> Failure {
    let upper = id.to_uppercase();
    let failure = Failure::new(format!("没有 `{id}` 这个诊断代码"), format!("there is no code `{id}`"));
    match suggest(&upper, Code::ALL.iter().map(|code| code.id())) {
        Some(near) => failure.with_help(format!("是不是 `{near}`？"), format!("did you mean `{near}`?")),
        None => failure.with_help("`guiju explain` 列出所有代码", "`guiju explain` lists all codes"),
    }
}
