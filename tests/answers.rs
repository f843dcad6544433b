//! Recorded answers: each folder under `tests/corpus/explain` holds rules, and beside each `….request.json` (a call as it
//! comes from outside) the whole answer, in both languages. `GUIJU_BLESS=1` writes the answers anew; read the difference.
#![cfg(feature = "authoring")]
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use common::Expected;
use guiju::api::authoring::Files;
use guiju::api::{Engine, Request};
use guiju::explain::answer::{PackStamp, to_json};
use std::fs;
use std::path::{Path, PathBuf};

const FOLDER: &str = "tests/corpus/explain";

/// What fits into a line stands in one.
const WIDTH: usize = 120;

#[test]
fn answers_are_the_recorded_ones() {
    let mut expected = Expected::default();
    for topic in sorted(Path::new(FOLDER)) {
        let rules = common::rule_files(&topic.to_string_lossy());
        let files: Files = rules.iter().map(|path| (path.display().to_string(), common::read(path))).collect();
        let engine =
            Engine::from_source(&files).unwrap_or_else(|_| panic!("{}: the rules have errors", topic.display()));
        let requests = sorted(&topic).into_iter().filter(|path| path.to_string_lossy().ends_with(".request.json"));
        for path in requests {
            let answer = answer(&engine, &common::read(&path));
            let beside = path.to_string_lossy().replace(".request.json", ".answer.json");
            expected.check(Path::new(&beside), &format!("{answer}\n"));
        }
    }
    expected.finish();
}

fn answer(engine: &Engine, request: &str) -> String {
    let request = Request::read(request).unwrap();
    let policy = request.policy.as_deref().unwrap();
    let json = match engine.evaluate(policy, &request.asking) {
        Ok(mut answer) => {
            // The digest changes with every rule and with the format; the rest must not.
            answer.pack = PackStamp::default();
            to_json(&answer)
        }
        Err(refusal) => to_json(&refusal),
    };
    let mut laid_out = String::new();
    lay_out(&json, 0, &mut laid_out);
    laid_out
}

fn sorted(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(!paths.is_empty(), "{} is empty", folder.display());
    paths
}

/// JSON that people can read, its keys in their order: short values in a line, longer ones a member a line.
fn lay_out(json: &str, depth: usize, out: &mut String) {
    let (open, close) = match json.as_bytes().first() {
        Some(b'{') => ('{', '}'),
        Some(b'[') => ('[', ']'),
        _ => return out.push_str(json),
    };
    if json.chars().count() + 2 * depth <= WIDTH {
        return out.push_str(json);
    }
    out.push(open);
    for (place, member) in parted(&json[1..json.len() - 1], ',').into_iter().enumerate() {
        out.push_str(if place == 0 { "\n" } else { ",\n" });
        out.push_str(&" ".repeat(2 * depth + 2));
        let value = match parted(member, ':').as_slice() {
            [name, value] if open == '{' => {
                out.push_str(&format!("{name}: "));
                value
            }
            _ => member,
        };
        lay_out(value, depth + 1, out);
    }
    out.push('\n');
    out.push_str(&" ".repeat(2 * depth));
    out.push(close);
}

/// The parts between signs that stand in no text and no brackets.
fn parted(json: &str, sign: char) -> Vec<&str> {
    let (mut parts, mut begin, mut deep, mut in_text, mut escaped) = (Vec::new(), 0, 0, false, false);
    for (at, character) in json.char_indices() {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = in_text,
            '"' => in_text = !in_text,
            _ if in_text => {}
            '{' | '[' => deep += 1,
            '}' | ']' => deep -= 1,
            _ if character == sign && deep == 0 => {
                parts.push(&json[begin..at]);
                begin = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&json[begin..]);
    parts
}
