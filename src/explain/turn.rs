//! The value of the one missing number from which an open condition comes out the other way.

use super::grid::{Grid, slot_kind};
use super::search::only_change;
use crate::eval::{Run, Slot};
use crate::program::{Kind, NodeId};
use crate::value::{Number, Truth, Value};

/// Where an open condition turns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// The one missing fact.
    pub slot: Slot,
    /// The value from which the outcome is the other one.
    pub from: Number,
    /// The outcome below, a set of one.
    pub below: Truth,
    /// The outcome from that value on, a set of one.
    pub then: Truth,
}

/// Where an open condition turns, if one number is all that it lacks; none if it turns more than once, or never.
pub fn turning_value(run: &mut Run<'_>, root: NodeId, missing: &[Slot]) -> Option<Turn> {
    let [slot] = *missing else { return None };
    match slot_kind(run.program(), slot)? {
        Kind::Number(_) | Kind::Money | Kind::Percent | Kind::Duration(_) | Kind::Year => {}
        Kind::Truth | Kind::Date | Kind::Text | Kind::Choice(_) | Kind::Choices(_) | Kind::Region | Kind::List(_) => {
            return None;
        }
    }
    let Value::Number(range) = run.possible(slot) else { return None };
    let grid = Grid::new(run.program(), slot, &range)?;
    let outcome = |low: i128, high: i128| {
        let stretch = Value::Number(grid.stretch(low, high)?);
        let truth = run.under(&[(slot, stretch)], |run| run.split_truth(root));
        truth.is_settled().then_some(truth)
    };
    let (below, place, then) = only_change(grid.first, grid.last, outcome)?;
    Some(Turn { slot, from: grid.value(place)?, below, then })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eval::Facts;
    use crate::explain::testing::{Builder, asked, known};
    use crate::program::{Arithmetic, Comparison, FactId, Node};

    fn turn(builder: &Builder, facts: &Facts, root: NodeId, fact: FactId) -> Option<(String, Truth, Truth)> {
        let mut run = Run::new(&builder.program, facts, asked("2026-11-22"));
        let turn = turning_value(&mut run, root, &[Slot::Fact(fact)])?;
        Some((turn.from.to_plain(), turn.below, turn.then))
    }

    #[test]
    fn a_ratio_turns_where_its_missing_part_is_enough() {
        let mut builder = Builder::new();
        let (part, part_node) = builder.people("科技人员", "0", None);
        let (all, all_node) = builder.people("职工总数", "0", None);
        let ratio = builder.node(Node::Arithmetic(Arithmetic::Divide, part_node, all_node), Kind::Percent);
        let root = builder.test(ratio, Comparison::AtLeast, "0.1");
        let mut facts = Facts::default();
        facts.put(Slot::Fact(all), known("146"));
        assert_eq!(turn(&builder, &facts, root, part), Some(("15".to_owned(), Truth::UNMET, Truth::MET)));
        let mut facts = Facts::default();
        facts.put(Slot::Fact(part), known("12"));
        assert_eq!(turn(&builder, &facts, root, all), None, "undefined at nought, met, then unmet: twice");
    }

    #[test]
    fn a_ceiling_turns_after_its_last_value_and_a_window_not_at_all() {
        let mut builder = Builder::new();
        let (fact, node) = builder.fact("金额", Kind::Money, None, None);
        let most = builder.test(node, Comparison::AtMost, "300");
        assert_eq!(
            turn(&builder, &Facts::default(), most, fact),
            Some(("300.01".to_owned(), Truth::MET, Truth::UNMET))
        );
        let least = builder.test(node, Comparison::AtLeast, "100");
        let both = builder.truth(Node::All(vec![least, most]));
        assert_eq!(turn(&builder, &Facts::default(), both, fact), None);
    }

    #[test]
    fn an_unknown_fact_that_cannot_matter_does_not_hide_the_turn() {
        let mut builder = Builder::new();
        let (fact, node) = builder.people("人数", "0", None);
        let (_, flag) = builder.flag("甲");
        let many = builder.test(node, Comparison::AtLeast, "30");
        let not = builder.truth(Node::Not(flag));
        let one = builder.truth(Node::All(vec![flag, many]));
        let other = builder.truth(Node::All(vec![not, many]));
        let either = builder.truth(Node::Any(vec![one, other]));
        let found = turn(&builder, &Facts::default(), either, fact);
        assert_eq!(found, Some(("30".to_owned(), Truth::UNMET, Truth::MET)));
    }
}
