//! What is given about an enterprise, and how it is read.

mod bounds;
mod error;
mod json;
mod name;
mod nearest;
mod read;
mod single;

pub use error::{FactsCode, FactsError, FactsProblem};
pub(crate) use nearest::nearest;
pub use read::ExtraFacts;

use super::slot::Slot;
use crate::program::FactId;
use crate::value::Value;
use std::collections::BTreeMap;

/// What is given: facts, and decisions of judged items. What is not given is unknown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    slots: BTreeMap<Slot, Value>,
    /// How many records each list has that is given.
    lists: BTreeMap<FactId, u32>,
}

impl Facts {
    /// Whether nothing is given.
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty() && self.lists.is_empty()
    }

    /// What is given of a slot; none if nothing is.
    pub fn known(&self, slot: Slot) -> Option<&Value> {
        self.slots.get(&slot)
    }

    /// How many records a list has; none if the list is not given.
    pub fn records(&self, list: FactId) -> Option<u32> {
        self.lists.get(&list).copied()
    }

    /// All that is given, in catalogue order; a list shows by its fields.
    pub fn slots(&self) -> impl Iterator<Item = (Slot, &Value)> {
        self.slots.iter().map(|(slot, value)| (*slot, value))
    }

    /// The lists that are given, in catalogue order.
    pub fn lists(&self) -> impl Iterator<Item = FactId> {
        self.lists.keys().copied()
    }

    /// Writes down what is known of a slot.
    pub fn put(&mut self, slot: Slot, value: Value) {
        self.slots.insert(slot, value);
    }

    /// Writes down that a list is given, with so many records whose fields are unknown.
    pub fn put_list(&mut self, list: FactId, records: u32) {
        self.forget_all(list);
        self.lists.insert(list, records);
    }

    /// Forgets a slot.
    pub fn forget(&mut self, slot: Slot) {
        self.slots.remove(&slot);
    }

    /// Forgets all that is known of a fact: every year, every record.
    pub fn forget_all(&mut self, fact: FactId) {
        self.lists.remove(&fact);
        self.slots.retain(|slot, _| slot.fact() != Some(fact));
    }
}
