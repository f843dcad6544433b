//! How far an unmet condition is off: for each comparison that fails, the nearest value of each of its facts at
//! which it would be as wanted.

use std::collections::HashSet;

use super::grid::Grid;
use super::reading::{Reading, declared_range, reading};
use super::search::{Found, nearest};
use crate::eval::{Run, Slot};
use crate::program::{Exception, Node, NodeId, Period};
use crate::value::{Date, Number, Range, Truth, Value};

/// So many days is today moved on at most: ten years.
const MOST_DAYS: i64 = 3_660;

/// So many searches are made for one condition; no text compares as many facts, and a hostile pack must not make us search without end.
const MOST_SEARCHES: usize = 500;

/// A change of one fact that makes one failing comparison as wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The fact to change, or 今天.
    pub slot: Slot,
    /// What it is; a day as its number.
    pub now: Number,
    /// What it would have to be.
    pub need: Number,
    /// The other facts of the comparison, taken as unchanged; a list stands for its fields.
    pub held: Vec<Slot>,
    /// This change alone makes the condition met.
    pub enough: bool,
    /// The fact's period is over: it tells how far off the year was.
    pub past: bool,
}

impl Gap {
    /// Needed less present.
    pub fn change(&self) -> Number {
        &self.need - &self.now
    }
}

/// The gaps of an unmet condition, in catalogue order, of one fact the nearest first.
pub fn gaps(run: &mut Run<'_>, root: NodeId) -> Vec<Gap> {
    let mut found: Vec<Gap> = Vec::new();
    let mut searches = 0_usize;
    for (comparison, wanted) in failing_comparisons(run, root) {
        let Reading { known, all_known } = reading(run, comparison);
        if !all_known {
            continue;
        }
        for slot in known.iter().copied() {
            searches += 1;
            if searches > MOST_SEARCHES {
                break;
            }
            let Some((now, need)) = nearest_value(run, comparison, wanted, slot) else { continue };
            if found.iter().any(|gap| gap.slot == slot && gap.need == need) {
                continue;
            }
            let held = known.iter().copied().filter(|other| *other != slot).collect();
            let point = Value::Number(Range::point(need.clone()));
            let enough = run.under(&[(slot, point)], |run| run.split_truth(root)) == Truth::MET;
            let past = is_over(run, slot);
            found.push(Gap { slot, now, need, held, enough, past });
        }
    }
    found.sort_by_cached_key(|gap| (gap.slot, gap.change().abs()));
    found
}

/// The comparisons inside a condition that are not as wanted, each with the truth that is wanted of it.
fn failing_comparisons(run: &mut Run<'_>, root: NodeId) -> Vec<(NodeId, bool)> {
    let program = run.program();
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    let mut stack = vec![(root, true)];
    while let Some((id, wanted)) = stack.pop() {
        if run.truth(id) == Truth::from(wanted) || !seen.insert((id, wanted)) {
            continue;
        }
        match program.nodes.get(id.index()) {
            Some(Node::All(nodes) | Node::Any(nodes) | Node::AtLeast(_, nodes)) => {
                stack.extend(nodes.iter().rev().map(|node| (*node, wanted)));
            }
            Some(Node::Not(node)) => stack.push((*node, !wanted)),
            Some(Node::Definition(definition)) => {
                stack.extend(program.definitions.get(definition.index()).map(|it| (it.root, wanted)));
            }
            Some(Node::Condition(condition)) => {
                stack.extend(program.conditions.get(condition.index()).map(|it| (it.root, wanted)));
            }
            Some(Node::If(guard, then, otherwise)) => match run.truth(*guard) {
                Truth::MET => stack.push((*then, wanted)),
                Truth::UNMET => stack.push((*otherwise, wanted)),
                _ => {}
            },
            Some(Node::Exceptions(base, exceptions)) => {
                stack.extend(chosen(run, *base, exceptions).map(|node| (node, wanted)));
            }
            Some(Node::Compare(..) | Node::OneOf(..) | Node::Passes(_)) => found.push((id, wanted)),
            _ => {}
        }
    }
    found
}

/// The value that guards choose, if all guards are settled and one value is chosen.
fn chosen(run: &mut Run<'_>, base: NodeId, exceptions: &[Exception]) -> Option<NodeId> {
    let (mut value, mut level) = (base, exceptions);
    loop {
        let mut holding: Vec<(u32, &Exception)> = Vec::new();
        for (place, exception) in (0_u32..).zip(level) {
            match run.truth(exception.guard) {
                Truth::MET => holding.push((place, exception)),
                Truth::UNMET => {}
                _ => return None,
            }
        }
        let beaten: Vec<u32> = holding.iter().flat_map(|(_, exception)| exception.over.iter().copied()).collect();
        holding.retain(|(place, _)| !beaten.contains(place));
        match holding.as_slice() {
            [] => return Some(value),
            [(_, exception)] => (value, level) = (exception.value, &exception.nested),
            _ => return None,
        }
    }
}

/// The present value of a fact and the nearest one that makes a comparison as wanted.
fn nearest_value(run: &mut Run<'_>, comparison: NodeId, wanted: bool, slot: Slot) -> Option<(Number, Number)> {
    let program = run.program();
    if slot.fact().and_then(|fact| program.facts.get(fact.index())).is_some_and(|fact| fact.given) {
        return None;
    }
    let Value::Number(present) = run.possible(slot) else { return None };
    let now = present.only_number()?.clone();
    let within = declared_range(run, slot);
    let mut grid = Grid::new(program, slot, &within)?;
    if slot == Slot::Today {
        let today = Date::from_number(&now)?;
        grid.last = grid.last.min(i128::from(today.add_days(MOST_DAYS).unwrap_or(Date::LAST).day_number()));
    }
    let wanted = Truth::from(wanted);
    let mut ask = |low: i128, high: i128| {
        let Some(stretch) = grid.stretch(low, high) else { return Found::Nowhere };
        match run.under(&[(slot, Value::Number(stretch))], |run| run.truth(comparison)) {
            truth if truth == wanted => Found::Everywhere,
            truth if truth.contains(wanted) => Found::Perhaps,
            _ => Found::Nowhere,
        }
    };
    let first = grid.after(&now)?.max(grid.first);
    let up = nearest(grid.last - first + 1, |near, far| ask(first + near - 1, first + far - 1));
    let up = up.and_then(|distance| grid.value(first + distance - 1));
    let down = if slot == Slot::Today {
        None
    } else {
        let first = grid.before(&now)?.min(grid.last);
        let down = nearest(first - grid.first + 1, |near, far| ask(first - far + 1, first - near + 1));
        down.and_then(|distance| grid.value(first - distance + 1))
    };
    let need = match (up, down) {
        // Equally far: the greater.
        (Some(up), Some(down)) => {
            if &up - &now <= &now - &down {
                up
            } else {
                down
            }
        }
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => return None,
    };
    Some((now, need))
}

/// Whether the period that a fact speaks of is over on the day of asking, so that nobody can change it any more.
fn is_over(run: &mut Run<'_>, slot: Slot) -> bool {
    let program = run.program();
    let Some(fact) = slot.fact().and_then(|fact| program.facts.get(fact.index())) else { return false };
    let law_day = run.law_day().is_day();
    let law_year = law_day.map(Date::year);
    let last_day = match (slot, fact.period) {
        (Slot::Year(_, year), _) => Date::year_end(year),
        (_, Some(Period::LastYear | Period::EndOfLastYear)) => {
            law_year.and_then(|year| Date::year_end(year.checked_sub(1)?))
        }
        (_, Some(Period::ThisYear | Period::YearEnd)) => law_year.and_then(Date::year_end),
        // 近两年 and the like run up to the law day.
        (_, Some(Period::Day | Period::LastOneYear | Period::LastTwoYears | Period::LastThreeYears)) => law_day,
        (_, None) => None,
    };
    last_day.is_some_and(|day| day < run.asked().today)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eval::Facts;
    use crate::explain::testing::{Builder, asked, known, number};
    use crate::program::{Arithmetic, Comparison, FactId, Kind};

    /// What the gaps of a root say, in a few words: the fact's place, what is needed, `!` if enough.
    fn told(builder: &Builder, facts: &Facts, root: NodeId) -> Vec<String> {
        let mut run = Run::new(&builder.program, facts, asked("2026-11-22"));
        let mut words = Vec::new();
        for gap in gaps(&mut run, root) {
            let marks = [if gap.enough { "!" } else { "" }, if gap.past { " past" } else { "" }].concat();
            words.push(format!("{} {}{marks}", gap.slot.name(&builder.program), gap.need.to_plain()));
        }
        words
    }

    fn facts(given: &[(FactId, &str)]) -> Facts {
        let mut facts = Facts::default();
        for (fact, value) in given {
            facts.put(Slot::Fact(*fact), known(value));
        }
        facts
    }

    #[test]
    fn a_ratio_names_both_facts_each_with_the_other_held() {
        let mut builder = Builder::new();
        let (part, part_node) = builder.people("科技人员", "0", None);
        let (all, all_node) = builder.people("职工总数", "0", None);
        let ratio = builder.node(Node::Arithmetic(Arithmetic::Divide, part_node, all_node), Kind::Percent);
        let root = builder.test(ratio, Comparison::AtLeast, "0.1");
        let facts = facts(&[(part, "12"), (all, "146")]);
        assert_eq!(told(&builder, &facts, root), ["科技人员 15!", "职工总数 120!"]);
    }

    #[test]
    fn a_broken_headcount_goes_to_a_whole_one() {
        let mut builder = Builder::new();
        let (fact, node) = builder.fact("职工总数", Kind::Number("人".to_owned()), Some("0"), None);
        let root = builder.test(node, Comparison::AtLeast, "10");
        assert_eq!(told(&builder, &facts(&[(fact, "9.5")]), root), ["职工总数 10!"]);
    }

    #[test]
    fn equally_far_up_and_down_goes_up() {
        let mut builder = Builder::new();
        let (fact, node) = builder.people("人数", "0", None);
        let root = builder.test(node, Comparison::NotEqual, "5");
        assert_eq!(told(&builder, &facts(&[(fact, "5")]), root), ["人数 6!"]);
    }

    #[test]
    fn out_of_range_is_no_gap() {
        let mut builder = Builder::new();
        let (fact, node) = builder.people("人数", "0", Some("9"));
        let root = builder.test(node, Comparison::AtLeast, "10");
        assert!(told(&builder, &facts(&[(fact, "5")]), root).is_empty());
    }

    #[test]
    fn a_range_that_names_another_fact_holds_at_its_present_value() {
        let mut builder = Builder::new();
        let (all, all_node) = builder.people("职工总数", "0", None);
        let (part, part_node) = builder.people("科技人员", "0", None);
        builder.of(part).bounds.high = Some(all_node);
        let root = builder.test(part_node, Comparison::AtLeast, "10");
        assert!(told(&builder, &facts(&[(all, "9"), (part, "5")]), root).is_empty());
        assert_eq!(told(&builder, &facts(&[(all, "10"), (part, "5")]), root), ["科技人员 10!"]);
    }

    #[test]
    fn what_the_enterprise_cannot_change_is_not_offered_but_waiting_is() {
        let mut builder = Builder::new();
        let (founded, founded_node) = builder.fact("注册日期", Kind::Date, None, None);
        builder.of(founded).given = true;
        let kind = Kind::Duration(crate::value::DurationUnit::Days);
        let year = builder.number("365", kind);
        let then = builder.node(Node::Shift(founded_node, year, crate::value::DurationUnit::Days), Kind::Date);
        let today = builder.node(Node::Today, Kind::Date);
        let root = builder.compare(then, Comparison::AtMost, today);
        let day = Date::parse("2026-01-10").expect("a day");
        let facts = facts(&[(founded, &day.day_number().to_string())]);
        let needed = Date::parse("2027-01-10").expect("a day").day_number();
        assert_eq!(told(&builder, &facts, root), [format!("今天 {needed}!")]);
    }

    #[test]
    fn not_and_groups_are_seen_through_and_each_failing_comparison_counts() {
        let mut builder = Builder::new();
        let (one, one_node) = builder.people("甲", "0", None);
        let (two, two_node) = builder.people("乙", "0", None);
        let small = builder.test(one_node, Comparison::Less, "3");
        let not_small = builder.truth(Node::Not(small));
        let many = builder.test(two_node, Comparison::Greater, "7");
        let all = builder.truth(Node::All(vec![not_small, many]));
        assert_eq!(told(&builder, &facts(&[(one, "1"), (two, "2")]), all), ["甲 3", "乙 8"]);
        let any = builder.truth(Node::Any(vec![not_small, many]));
        assert_eq!(told(&builder, &facts(&[(one, "1"), (two, "2")]), any), ["甲 3!", "乙 8!"]);
    }

    #[test]
    fn a_comparison_with_an_unknown_fact_has_no_gap() {
        let mut builder = Builder::new();
        let (one, one_node) = builder.people("甲", "0", Some("5"));
        let (_, two_node) = builder.people("乙", "0", Some("5"));
        let sum = builder.node(Node::Arithmetic(Arithmetic::Add, one_node, two_node), Kind::Number("人".to_owned()));
        let root = builder.test(sum, Comparison::Greater, "20");
        assert!(told(&builder, &facts(&[(one, "1")]), root).is_empty());
    }

    #[test]
    fn a_year_that_is_over_is_marked() {
        let mut builder = Builder::new();
        let (income, _) = builder.fact("营业收入", Kind::Money, Some("0"), None);
        builder.of(income).yearly = true;
        let node = builder.node(Node::FactInYear(income, 1), Kind::Money);
        let root = builder.test(node, Comparison::AtLeast, "100");
        let mut facts = Facts::default();
        facts.put(Slot::Year(income, 2025), known("99.99"));
        assert_eq!(told(&builder, &facts, root), ["营业收入(2025) 100! past"]);
    }

    /// Law 7: gap equals search over the grid.
    #[test]
    fn gaps_equal_a_search_over_the_grid() {
        let mut builder = Builder::new();
        let unit = || Kind::Number("人".to_owned());
        let (x, x_node) = builder.people("甲", "-8", Some("12"));
        let (y, y_node) = builder.people("乙", "-3", Some("3"));
        let mut roots = Vec::new();
        for sign in [Arithmetic::Add, Arithmetic::Subtract, Arithmetic::Multiply, Arithmetic::Divide] {
            let one = builder.node(Node::Arithmetic(sign, x_node, y_node), unit());
            let square = builder.node(Node::Arithmetic(Arithmetic::Multiply, one, x_node), unit());
            let least = builder.node(Node::Least(vec![one, square]), unit());
            for value in [one, square, least] {
                for comparison in [Comparison::AtLeast, Comparison::Less, Comparison::Equal, Comparison::NotEqual] {
                    roots.push(builder.test(value, comparison, "4"));
                }
            }
        }
        for root in roots {
            for (now_x, now_y) in [(0, 0), (1, 2), (-8, 3), (12, -3), (5, 1), (2, 2), (4, 1)] {
                let given = facts(&[(x, &now_x.to_string()), (y, &now_y.to_string())]);
                let mut run = Run::new(&builder.program, &given, asked("2026-11-22"));
                let met = |run: &mut Run<'_>, fact, value: i64| {
                    let value = Value::Number(Range::point(Number::from(value)));
                    run.under(&[(Slot::Fact(fact), value)], |run| run.truth(root)) == Truth::MET
                };
                if run.truth(root) == Truth::MET {
                    continue;
                }
                let mut expected = Vec::new();
                for (fact, now, low, high) in [(x, now_x, -8, 12), (y, now_y, -3, 3)] {
                    let found = (low..=high).filter(|value| met(&mut run, fact, *value));
                    let best = found.min_by_key(|value: &i64| ((value - now).abs(), -value));
                    expected.extend(best.map(|value| (Slot::Fact(fact), number(&value.to_string()))));
                }
                let found: Vec<_> = gaps(&mut run, root).into_iter().map(|gap| (gap.slot, gap.need)).collect();
                assert_eq!(found, expected, "{root:?} {now_x} {now_y}");
            }
        }
    }
}
