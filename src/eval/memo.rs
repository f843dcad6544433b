//! Values worked out before, kept for as long as what they were read from stays the same.

use super::context::Unit;
use super::graph::Target;
use super::slot::Slot;
use crate::program::{FactId, NodeId};
use crate::value::Value;
use std::collections::HashMap;

/// What a value was read from: one bit for some facts each, so that a bit not set proves independence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Reads(u64);

const SLOT_BITS: u32 = 60;

impl Reads {
    pub(super) const NOTHING: Reads = Reads(0);
    /// 今天.
    pub(super) const TODAY: Reads = Reads(1 << 60);
    /// The law day, the place, or how ranges left to judges are taken.
    pub(super) const CONTEXT: Reads = Reads(1 << 61);

    pub(super) fn slot(slot: Slot) -> Reads {
        match slot {
            Slot::Fact(fact) | Slot::Year(fact, _) | Slot::YearBefore(fact, _) | Slot::Field(fact, _, _) => {
                Reads(1 << (fact.0 % SLOT_BITS))
            }
            // Facts and judged items share bits; starting elsewhere keeps small programs apart.
            Slot::Judged(judged) => Reads(1 << (judged.0.wrapping_add(31) % SLOT_BITS)),
            Slot::Today => Reads::TODAY,
        }
    }

    pub(super) fn meets(self, other: Reads) -> bool {
        self.0 & other.0 != 0
    }

    pub(super) fn with(self, other: Reads) -> Reads {
        Reads(self.0 | other.0)
    }

    /// Whether no fact and no decision was read, 今天 aside.
    pub(super) fn is_given_by_the_day(self) -> bool {
        self.0 & ((1 << SLOT_BITS) - 1) == 0
    }
}

/// A value with what it was read from.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) value: Value,
    pub(super) tally: Tally,
}

/// What has been read so far.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally {
    pub(super) reads: Reads,
    /// Which of the record frames were read from, one bit each, the outermost the lowest; and [`OUTSIDE`].
    pub(super) frames: u64,
}

/// A column was read while no record of its list was at hand: what was read does not hold once one is.
const OUTSIDE: u64 = 1 << 63;

impl Tally {
    pub(super) fn add(&mut self, other: Tally) {
        self.reads = self.reads.with(other.reads);
        self.frames |= other.frames;
    }

    /// Whether what was kept with so many records at hand holds with so many.
    fn holds_at(self, kept: usize, now: usize) -> bool {
        kept == now || self.frames & OUTSIDE == 0
    }
}

/// Assumptions that hold for a while, and the values that follow from them.
#[derive(Debug, Default)]
struct Layer {
    changed: Reads,
    /// How many records were at hand before it.
    frames: usize,
    slots: HashMap<Slot, Value>,
    entries: HashMap<Unit, Entry>,
}

/// A record at hand.
#[derive(Debug)]
struct Frame {
    list: FactId,
    /// Which record; none for any record of a list that is not given.
    record: Option<u32>,
    /// How many layers there were before it: those above are gone before it is.
    layers: usize,
    entries: HashMap<Unit, Entry>,
}

/// All values known so far.
#[derive(Debug)]
pub(super) struct Memo {
    /// By node, one more than the place in `entries`: of nodes in the plain context, and of those the same in every context.
    places: Vec<u32>,
    entries: Vec<Entry>,
    others: HashMap<Unit, Entry>,
    layers: Vec<Layer>,
    frames: Vec<Frame>,
}

impl Memo {
    pub(super) fn new(nodes: usize) -> Memo {
        Memo {
            places: vec![0; nodes],
            entries: Vec::new(),
            others: HashMap::new(),
            layers: Vec::new(),
            frames: Vec::new(),
        }
    }

    pub(super) fn find(&self, unit: Unit) -> Option<&Entry> {
        let depth = self.frames.len();
        let mut frames = self.frames.iter().enumerate().rev();
        if let Some(entry) = frames.find_map(|(index, frame)| self.find_in_frame(frame, index + 1, unit)) {
            return Some(entry);
        }
        let mut changed = Reads::NOTHING;
        for layer in self.layers.iter().rev() {
            match layer.entries.get(&unit) {
                Some(entry) if !entry.tally.reads.meets(changed) && entry.tally.holds_at(layer.frames, depth) => {
                    return Some(entry);
                }
                _ => changed = changed.with(layer.changed),
            }
        }
        let holds = |entry: &&Entry| !entry.tally.reads.meets(changed) && entry.tally.holds_at(0, depth);
        let shared = match unit.target {
            Target::Node(node) => self.entry(node),
            Target::Score(_) => None,
        };
        // One that is the same in every context may hold no longer where one of this context does.
        let shared = shared.filter(|entry| unit.is_plain() || !entry.tally.reads.meets(Reads::CONTEXT)).filter(holds);
        shared.or_else(|| self.others.get(&unit).filter(holds))
    }

    /// Keeps a value as far down as what it was read from allows, so that it outlives the assumptions that it does not depend on.
    pub(super) fn keep(&mut self, unit: Unit, entry: Entry) {
        let innermost =
            (entry.tally.frames & !OUTSIDE).checked_ilog2().and_then(|innermost| usize::try_from(innermost).ok());
        let frame = innermost.and_then(|innermost| self.frames.get_mut(innermost));
        let first_layer = frame.as_ref().map_or(0, |frame| frame.layers);
        let mut above = self.layers.iter_mut().skip(first_layer).rev();
        if let Some(layer) = above.find(|layer| entry.tally.reads.meets(layer.changed)) {
            layer.entries.insert(unit, entry);
            return;
        }
        if let Some(frame) = frame {
            frame.entries.insert(unit, entry);
            return;
        }
        if let Target::Node(node) = unit.target
            && (unit.is_plain() || !entry.tally.reads.meets(Reads::CONTEXT))
            && let Some(place) = self.places.get_mut(node.index())
            && let Ok(next) = u32::try_from(self.entries.len() + 1)
        {
            *place = next;
            self.entries.push(entry);
            return;
        }
        self.others.insert(unit, entry);
    }

    /// What is kept in a frame holds for its record, but not where something has been assumed since.
    fn find_in_frame<'m>(&self, frame: &'m Frame, at: usize, unit: Unit) -> Option<&'m Entry> {
        let entry = frame.entries.get(&unit)?;
        if !entry.tally.holds_at(at, self.frames.len()) {
            return None;
        }
        let mut since = self.layers.iter().skip(frame.layers);
        (!since.any(|layer| entry.tally.reads.meets(layer.changed))).then_some(entry)
    }

    fn entry(&self, node: NodeId) -> Option<&Entry> {
        let place = self.places.get(node.index())?.checked_sub(1)?;
        self.entries.get(usize::try_from(place).ok()?)
    }

    pub(super) fn push_layer(&mut self, changes: &[(Slot, Value)]) {
        let changed = changes.iter().fold(Reads::NOTHING, |reads, (slot, _)| reads.with(Reads::slot(*slot)));
        let slots = changes.iter().cloned().collect();
        self.layers.push(Layer { changed, frames: self.frames.len(), slots, entries: HashMap::new() });
    }

    pub(super) fn pop_layer(&mut self) {
        self.layers.pop();
    }

    /// What is assumed of a slot.
    pub(super) fn assumed(&self, slot: Slot) -> Option<&Value> {
        self.layers.iter().rev().find_map(|layer| layer.slots.get(&slot))
    }

    pub(super) fn push_frame(&mut self, list: FactId, record: Option<u32>) {
        self.frames.push(Frame { list, record, layers: self.layers.len(), entries: HashMap::new() });
    }

    pub(super) fn pop_frame(&mut self) {
        self.frames.pop();
    }

    pub(super) fn frames(&self) -> usize {
        self.frames.len()
    }

    /// The bits of a column whose list has no record at hand: it holds as long as no other record is taken up.
    pub(super) fn outside(&self) -> u64 {
        OUTSIDE | self.frames.len().checked_sub(1).map_or(0, frame_bit)
    }

    /// The bit of the innermost frame.
    pub(super) fn innermost_frame(&self) -> u64 {
        frame_bit(self.frames.len().saturating_sub(1))
    }

    /// The lists of which a record is at hand.
    pub(super) fn lists_at_hand(&self) -> impl Iterator<Item = FactId> {
        self.frames.iter().map(|frame| frame.list)
    }

    /// The record of a list that is at hand, and the bit of its frame.
    pub(super) fn record(&self, list: FactId) -> Option<(u64, Option<u32>)> {
        let index = self.frames.iter().rposition(|frame| frame.list == list)?;
        self.frames.get(index).map(|frame| (frame_bit(index), frame.record))
    }
}

fn frame_bit(index: usize) -> u64 {
    // Beyond 63 frames the last bit stands for all: `Run` nests only a few.
    1 << index.min(62)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eval::context::{Context, Law};
    use crate::program::FactId;
    use crate::value::Truth;

    #[test]
    fn what_is_kept_under_an_assumption_is_found_beside_what_it_puts_aside() {
        let (slot, node) = (Slot::Fact(FactId(0)), NodeId(0));
        let mut memo = Memo::new(1);
        let context = Context { law: Law::Stated(node), ..Context::PLAIN };
        let unit = Unit { context, target: Target::Node(node) };
        let entry =
            |truth: Truth, reads: Reads| Entry { value: Value::Truth(truth), tally: Tally { reads, frames: 0 } };
        memo.keep(unit, entry(Truth::OPEN, Reads::slot(slot)));
        memo.push_layer(&[(slot, Value::Truth(Truth::MET))]);
        assert!(memo.find(unit).is_none());
        // Under the assumption it turned out to hang on the law day alone.
        memo.keep(unit, entry(Truth::MET, Reads::CONTEXT));
        assert_eq!(memo.find(unit).map(|entry| entry.value.clone()), Some(Value::Truth(Truth::MET)));
    }
}
