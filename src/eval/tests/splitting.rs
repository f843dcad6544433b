use super::*;
use crate::eval::graph::Target;

#[test]
fn a_fact_that_occurs_twice_is_one_fact() {
    let mut rules = Rules::new();
    let fact = rules.yes_no("甲");
    let not = rules.truth(Node::Not(fact));
    let excluded = rules.truth(Node::Any(vec![fact, not]));
    assert_eq!(rules.says(excluded, "{}"), "TF");
    assert_eq!(rules.splits(excluded, "{}"), "T");
}

#[test]
fn numbers_are_cut_at_the_figures_they_are_compared_with() {
    let mut rules = Rules::new();
    let amount = rules.amount("甲", "0..", false);
    let five = rules.number("5");
    let up_to = rules.compare(amount, Comparison::AtMost, five);
    let above = rules.compare(amount, Comparison::Greater, five);
    let either = rules.truth(Node::Any(vec![up_to, above]));
    assert_eq!(rules.says(either, "{}"), "TF");
    assert_eq!(rules.splits(either, "{}"), "T");
    let facts = rules.facts("{}");
    let mut run = Run::new(&rules.program, &facts, asked());
    let cases = run.cases(Target::Node(either)).expect("cases");
    let parts: Vec<String> = cases.split[0].parts.iter().map(show).collect();
    assert_eq!(parts, ["[0,5]m", "(5,)m"]);
}

#[test]
fn few_whole_numbers_are_looked_at_one_by_one() {
    let mut rules = Rules::new();
    let eight = rules.amount("八", "0..7", true);
    let nine = rules.amount("九", "0..8", true);
    for (amount, count) in [(eight, 8), (nine, 1)] {
        let square = rules.arithmetic(Arithmetic::Multiply, amount, amount);
        let facts = rules.facts("{}");
        let candidates = Run::new(&rules.program, &facts, asked()).candidates(Target::Node(square));
        assert_eq!(candidates[0].declared, count);
    }
}

#[test]
fn a_day_later_is_cut_at_the_day_itself() {
    let mut rules = Rules::new();
    let founded = rules.day_fact("注册日期");
    let twelve = rules.number("12");
    let later = rules.node(Node::Shift(founded, twelve, MONTHS), Kind::Date);
    let today = rules.node(Node::Today, Kind::Date);
    let old = rules.compare(later, Comparison::AtMost, today);
    let young = rules.compare(later, Comparison::Greater, today);
    let either = rules.truth(Node::All(vec![old, young]));
    let facts = rules.facts(r#"{"注册日期": {"from": "2000-01-01"}}"#);
    let mut run = Run::new(&rules.program, &facts, asked());
    let candidates = run.candidates(Target::Node(either));
    let Value::Number(first) = &candidates[0].parts[0] else { panic!("a day") };
    assert_eq!(first.high().number().and_then(Date::from_number), Some(day("2025-11-22")));
    // Founded later than the last year of the calendar, a year later is no day: unmet or undefined, never met.
    assert_eq!(show(&run.split(either)), "FU");
}

#[test]
fn a_shared_definition_counts_each_time_it_is_used() {
    let mut rules = Rules::new();
    let fact = rules.yes_no("甲");
    let named = rules.definition("定义", fact);
    let not = rules.truth(Node::Not(named));
    let both = rules.truth(Node::All(vec![named, not]));
    assert_eq!(rules.splits(both, "{}"), "F");
}

#[test]
fn a_table_column_counts_once() {
    let mut rules = Rules::new();
    let amount = rules.amount("甲", "0..", false);
    let (one, five) = (rules.number("1"), rules.number("5"));
    let rows = vec![
        (vec![Cell::Compare(Comparison::AtMost, one)], Some(one)),
        (vec![Cell::Compare(Comparison::AtMost, five)], Some(five)),
    ];
    let table = rules.table(HitPolicy::First, &[amount], rows);
    let facts = rules.facts("{}");
    assert!(Run::new(&rules.program, &facts, asked()).candidates(Target::Node(table)).is_empty());
}

#[test]
fn the_longest_prefix_of_at_most_sixty_four_cases() {
    let mut rules = Rules::new();
    let mut terms = Vec::new();
    for index in 0..8 {
        let fact = rules.yes_no(&format!("事实{index}"));
        let not = rules.truth(Node::Not(fact));
        terms.push(rules.truth(Node::All(vec![fact, not])));
    }
    let any = rules.truth(Node::Any(terms));
    let facts = rules.facts("{}");
    let mut run = Run::new(&rules.program, &facts, asked());
    let cases = run.cases(Target::Node(any)).expect("cases");
    assert_eq!((cases.split.len(), cases.values.len()), (6, 64));
    assert_eq!(show(&run.split(any)), "TF");
    // Two known facts make room for two more.
    let facts = rules.facts(r#"{"事实1": true, "事实2": false}"#);
    let mut run = Run::new(&rules.program, &facts, asked());
    assert_eq!(show(&run.split(any)), "F");
}

#[test]
fn few_parts_first_and_never_one_skipped() {
    let mut rules = Rules::new();
    let sizes: Vec<String> = (0..33).map(|index| format!("选{index}")).collect();
    let names: Vec<&str> = sizes.iter().map(String::as_str).collect();
    let choices = rules.options(&names, false);
    let wide = rules.fact_id("宽", Kind::Choice(choices));
    let wide = rules.node(Node::Fact(wide), Kind::Choice(choices));
    let first = rules.node(Node::Choice(choices, 0), Kind::Choice(choices));
    let (a, b) = (rules.yes_no("甲"), rules.yes_no("乙"));
    let is = rules.compare(wide, Comparison::Equal, first);
    let is_not = rules.compare(wide, Comparison::NotEqual, first);
    let root = rules.truth(Node::All(vec![is, is_not, a, a, b, b]));
    let facts = rules.facts("{}");
    let mut run = Run::new(&rules.program, &facts, asked());
    let order: Vec<(String, usize)> = run
        .candidates(Target::Node(root))
        .into_iter()
        .map(|candidate| (candidate.slot.name(&rules.program), candidate.declared))
        .collect();
    assert_eq!(order, [("甲".into(), 2), ("乙".into(), 2), ("宽".into(), 33)]);
    let cases = run.cases(Target::Node(root)).expect("cases");
    assert_eq!(cases.split.len(), 2);
}

#[test]
fn knowing_more_never_widens() {
    let mut rules = Rules::new();
    let (a, b) = (rules.amount("甲", "0..20", true), rules.amount("乙", "0..20", true));
    let (five, ten) = (rules.number("5"), rules.number("10"));
    let difference = rules.arithmetic(Arithmetic::Subtract, a, b);
    let quotient = rules.arithmetic(Arithmetic::Divide, a, difference);
    let guard = rules.compare(a, Comparison::Greater, ten);
    let chosen = rules.count(Node::If(guard, quotient, five));
    let test = rules.at_least(chosen, "2");
    let small = rules.compare(b, Comparison::Less, five);
    let root = rules.truth(Node::Any(vec![test, small]));
    let all: Vec<String> = (0..=20).map(|value| value.to_string()).collect();
    let open = rules.splits(root, "{}");
    for first in &all {
        let some = rules.splits(root, &format!(r#"{{"甲": {first}}}"#));
        assert!(some.chars().all(|member| open.contains(member)), "{first}: {some} in {open}");
        for second in &all {
            let settled = rules.splits(root, &format!(r#"{{"甲": {first}, "乙": {second}}}"#));
            assert!(settled.len() == 1 && some.contains(&settled), "{first} {second}: {settled} in {some}");
        }
    }
}
