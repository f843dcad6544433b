//! What is doubtful anywhere in an answer.

use crate::failure::Failure;
use crate::output::{FAINT, HEAD, Output, styled};
use guiju::explain::answer::to_json;
use serde::Serialize;
use serde_json::Value;

/// Each doubt once, with where it stands; without those of the parts that `told` names, which tell their own.
pub(crate) fn doubts(answer: &impl Serialize, told: &[&str], output: &mut Output) -> Result<(), Failure> {
    let mut found: Vec<(String, Vec<String>)> = Vec::new();
    // Answers are written by the engine itself: they are JSON.
    let answer: Value = serde_json::from_str(&to_json(answer)).unwrap_or_default();
    gather(&answer, None, told, &mut found);
    if found.is_empty() {
        return Ok(());
    }
    output.line("")?;
    output.line(styled(HEAD, output.pick("存疑", "In doubt").to_owned()))?;
    for (doubt, places) in found {
        let places = if places.is_empty() { String::new() } else { format!("  {}", places.join("、")) };
        output.line(format!("  {doubt}{}", styled(FAINT, places)))?;
    }
    Ok(())
}

/// The doubts of a part and of all parts in it, but for those that this case does not need.
fn gather<'a>(part: &'a Value, within: Option<&'a str>, told: &[&str], found: &mut Vec<(String, Vec<String>)>) {
    match part {
        Value::Array(parts) => parts.iter().for_each(|part| gather(part, within, told, found)),
        Value::Object(fields) => {
            let says = |key: &str, word: &str| fields.get(key).and_then(Value::as_str) == Some(word);
            if says("needed", "no") || says("given", "no") || says("applies", "no") || says("state", "skipped") {
                return;
            }
            let name = fields.get("id").and_then(Value::as_str).or(within);
            let own = fields.get("doubt").and_then(Value::as_array).into_iter().flatten();
            for doubt in own.filter_map(Value::as_str) {
                match found.iter_mut().find(|(known, _)| known == doubt) {
                    Some((_, places)) => places.extend(name.map(str::to_owned).filter(|name| !places.contains(name))),
                    None => found.push((doubt.to_owned(), name.map(str::to_owned).into_iter().collect())),
                }
            }
            let inner = fields.iter().filter(|(key, _)| !told.contains(&key.as_str()));
            inner.for_each(|(_, part)| gather(part, name, told, found));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
