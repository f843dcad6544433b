//! The lines of a service item: 承诺时限, 跑动, 收费, its elements, which rules it goes by.

use super::super::read::{show, value_of, word};
use super::super::report::Report;
use super::change::{Context, plain_bounds};
use super::permit::{Change, permitted};
use crate::program::Element;
use crate::schema::Item;

/// Whether a word is such a line: it has no name, and those of an item are changed word by word.
pub(super) fn is_line(item: &Item) -> bool {
    let of_an_item = item.word().is_some_and(|word| word.block == "事项");
    is_handling(item) || of_an_item && Element::ALL.iter().any(|element| element.key() == word(item))
}

/// Whether it says how an item is handled: bounds may be set for it, so that it is changed by a verb only.
pub(super) fn is_handling(item: &Item) -> bool {
    let of_an_item = item.word().is_some_and(|word| word.block == "事项");
    let said = matches!(
        word(item),
        "apply"
            | "accepts"
            | "decides"
            | "statutory_limit"
            | "promised_limit"
            | "visits"
            | "mode"
            | "special_procedure"
            | "fee"
            | "hotline"
            | "department"
            | "powers"
            | "result"
            | "deferral_rule"
            | "promise_rule"
    );
    of_an_item && said
}

/// Adds, removes or changes lines of a word. A line for a case takes the place of the one for the same case.
pub(super) fn apply(
    verb: &'static str,
    part: &Item,
    body: &mut Vec<Item>,
    context: &Context<'_>,
    changes: &mut Vec<Change>,
    report: &mut Report,
) {
    let en = word(part);
    let before = changes.len();
    if !permitted(verb, &[en.to_owned()], part.span, context.layers, changes, report) {
        return;
    }
    // Figures that are written out are compared here and now.
    let bounded = changes.split_off(before);
    let same_case = |item: &Item| word(item) == en && case_of(item) == case_of(part);
    match verb {
        "change" => {
            let lines: Vec<Item> = body.iter().filter(|item| same_case(item)).cloned().collect();
            let around = |lines: Vec<Item>| Item { body: lines, ..part.clone() };
            let (old, new) = (around(lines), around(vec![part.clone()]));
            bounded.iter().for_each(|change| plain_bounds(change, &old, &new, report));
            let at = body.iter().position(same_case).unwrap_or(body.len());
            body.retain(|item| !same_case(item));
            body.insert(at.min(body.len()), part.clone());
        }
        "remove" => body.retain(|item| word(item) != en),
        _ => body.push(part.clone()),
    }
}

/// The case that a line is for, as the author wrote it.
fn case_of(item: &Item) -> Option<String> {
    value_of(&item.body, "when").map(show)
}
