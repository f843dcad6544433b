//! Answers requests with the native engine, one JSON object a line, in the very words of the wasm binding:
//!
//! ```sh
//! cargo run --example answers -- rules.pack < requests.jsonl > answers.jsonl
//! ```
//!
//! What a request names says what is asked: a `policy`, `standard`, `chain`, `stack`, or an `item` over `regions`; one that
//! names nothing is matched, and with `old_as_of` it is told what changed from that day. A refusal is an answer too.
#![expect(clippy::print_stdout, clippy::disallowed_methods, reason = "a program that reads and prints")]

use guiju::api::{Engine, Request};
use guiju::explain::answer::{ErrorAnswer, to_json};
use std::io::BufRead;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("name a pack")?;
    let engine = Engine::from_pack(&std::fs::read(path)?).map_err(|error| error.message.en)?;
    println!("{}", to_json(&engine.catalogue()));
    for line in std::io::stdin().lock().lines() {
        let answer = answer(&engine, &line?).unwrap_or_else(|error| to_json(&error));
        println!("{answer}");
    }
    Ok(())
}

fn answer(engine: &Engine, request: &str) -> Result<String, ErrorAnswer> {
    let request = Request::read(request)?;
    let Request { policy, standard, chain, stack, item, regions, asking, old_as_of, not_applicable, .. } = &request;
    if old_as_of.is_some() {
        return Ok(to_json(&engine.diff(engine, old_as_of.as_deref(), asking, policy.as_deref())?));
    }
    Ok(match (policy, standard, chain, stack, item) {
        (Some(name), ..) => to_json(&engine.evaluate(name, asking)?),
        (_, Some(name), ..) => to_json(&engine.standard(name, asking)?),
        (_, _, Some(name), ..) => to_json(&engine.chain(name, asking)?),
        (_, _, _, Some(name), _) => to_json(&engine.stack(name, asking)?),
        (.., Some(name)) => to_json(&engine.compare(name, regions, asking)?),
        _ => to_json(&engine.match_all(asking, *not_applicable)?),
    })
}
