//! Exceptions to exceptions as one flat list.
//!
//! A reader that followed the nesting as it stands in the bytes could be led as deep as the bytes are long, and the
//! browser's stack is small. In the list each exception says how deep it stands, and the depth is checked.

use super::{Exception, NodeId};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use std::iter::Peekable;

/// The deepest that exceptions may nest; the same as for all nesting in rules.
const MAX_NESTING: u8 = 64;

#[derive(Serialize, Deserialize)]
struct Flat {
    depth: u8,
    name: String,
    guard: NodeId,
    value: NodeId,
    over: Vec<u32>,
}

pub(super) fn serialize<S: Serializer>(exceptions: &[Exception], serializer: S) -> Result<S::Ok, S::Error> {
    let mut list = Vec::new();
    flatten(exceptions, 0, &mut list);
    list.serialize(serializer)
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Exception>, D::Error> {
    let list = Vec::<Flat>::deserialize(deserializer)?;
    if list.iter().any(|flat| flat.depth >= MAX_NESTING) {
        return Err(D::Error::custom("exceptions nest too deeply"));
    }
    let mut rest = list.into_iter().peekable();
    let exceptions = level(&mut rest, 0);
    // What is left over stands deeper than one below the exception before it.
    match rest.next() {
        None => Ok(exceptions),
        Some(_) => Err(D::Error::custom("an exception stands below none")),
    }
}

fn flatten(exceptions: &[Exception], depth: u8, list: &mut Vec<Flat>) {
    for exception in exceptions {
        let Exception { name, guard, value, over, nested } = exception;
        list.push(Flat { depth, name: name.clone(), guard: *guard, value: *value, over: over.clone() });
        flatten(nested, depth.saturating_add(1), list);
    }
}

fn level(rest: &mut Peekable<impl Iterator<Item = Flat>>, depth: u8) -> Vec<Exception> {
    let mut exceptions = Vec::new();
    while let Some(flat) = rest.next_if(|flat| flat.depth == depth) {
        let Flat { depth: _, name, guard, value, over } = flat;
        let nested = level(rest, depth.saturating_add(1));
        exceptions.push(Exception { name, guard, value, over, nested });
    }
    exceptions
}
