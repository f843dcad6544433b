use super::*;

#[test]
fn only_what_is_chosen_is_evaluated() {
    let mut rules = Rules::new();
    let a = rules.amount("甲", "0..", true);
    let b = rules.amount("乙", "0..", true);
    let zero = rules.number("0");
    let none = rules.compare(b, Comparison::Equal, zero);
    let quotient = rules.arithmetic(Arithmetic::Divide, a, b);
    let safe = rules.count(Node::If(none, zero, quotient));
    assert_eq!(rules.says(safe, r#"{"甲": 6, "乙": 0}"#), "0");
    assert_eq!(rules.says(safe, r#"{"甲": 6, "乙": 2}"#), "3");
    // Plainly the quotient knows nothing of the guard; by cases it does.
    assert_eq!(rules.says(safe, r#"{"甲": 6, "乙": {"from": 0, "to": 3}}"#), "[0,6]m?");
    assert_eq!(rules.splits(safe, r#"{"甲": 6, "乙": {"from": 0, "to": 3}}"#), "[0,6]m");
}

#[test]
fn an_undefined_guard_makes_the_choice_undefined() {
    let mut rules = Rules::new();
    let b = rules.amount("乙", "0..", true);
    let one = rules.number("1");
    let quotient = rules.arithmetic(Arithmetic::Divide, one, b);
    let guard = rules.at_least(quotient, "1");
    let same = rules.count(Node::If(guard, one, one));
    assert_eq!(rules.says(same, r#"{"乙": 0}"#), "!");
    assert_eq!(rules.says(same, "{}"), "1m?");
    let facts = rules.facts(r#"{"乙": 0}"#);
    let reasons = Run::new(&rules.program, &facts, asked()).reasons(same);
    let codes: Vec<Reason> = reasons.iter().map(|blocked| blocked.reason).collect();
    assert_eq!(codes, [Reason::DivisionByZero, Reason::UndefinedGuard]);
}

#[test]
fn an_open_guard_joins_its_branches() {
    let mut rules = Rules::new();
    let fact = rules.yes_no("甲");
    let judged = rules.judged("乙");
    let (one, five) = (rules.number("1"), rules.number("5"));
    let by_fact = rules.count(Node::If(fact, one, five));
    let by_judge = rules.count(Node::If(judged, one, five));
    let same = rules.count(Node::If(fact, five, five));
    assert_eq!(rules.says(by_fact, "{}"), "[1,5]m");
    assert_eq!(rules.says(by_judge, "{}"), "[1,5]j");
    assert_eq!(rules.says(by_judge, r#"{"乙": true}"#), "1");
    assert_eq!(rules.says(same, "{}"), "5");
}

#[test]
fn a_truth_chosen_by_judgement() {
    let mut rules = Rules::new();
    let judged = rules.judged("甲");
    let fact = rules.yes_no("乙");
    let (t, f) = (rules.truth(Node::Truth(true)), rules.truth(Node::Truth(false)));
    for (then, otherwise, says) in [(t, t, "T"), (t, f, "J"), (t, fact, "TJ"), (fact, fact, "TFJ")] {
        let choice = rules.truth(Node::If(judged, then, otherwise));
        assert_eq!(rules.says(choice, "{}"), says);
    }
}

fn exception(name: &str, guard: NodeId, value: NodeId) -> Exception {
    Exception { name: name.into(), guard, value, over: vec![], nested: vec![] }
}

#[test]
fn exceptions() {
    let mut rules = Rules::new();
    let (a, b) = (rules.yes_no("甲"), rules.yes_no("乙"));
    let (one, two, three) = (rules.number("1"), rules.number("2"), rules.number("3"));
    let clashing = rules.count(Node::Exceptions(one, vec![exception("一", a, two), exception("二", b, three)]));
    let agreeing = rules.count(Node::Exceptions(one, vec![exception("一", a, two), exception("二", b, two)]));
    let mut winner = exception("一", a, two);
    winner.over = vec![1];
    let ranked = rules.count(Node::Exceptions(one, vec![winner, exception("二", b, three)]));
    for (node, facts, says) in [
        (clashing, r#"{"甲": false, "乙": false}"#, "1"),
        (clashing, r#"{"甲": true, "乙": false}"#, "2"),
        (clashing, r#"{"甲": true, "乙": true}"#, "!"),
        (clashing, r#"{"甲": true}"#, "2m?"),
        (clashing, "{}", "[1,3]m?"),
        (agreeing, r#"{"甲": true, "乙": true}"#, "2"),
        (agreeing, r#"{"甲": true}"#, "2"),
        (agreeing, "{}", "[1,2]m"),
        (ranked, r#"{"甲": true, "乙": true}"#, "2"),
        (ranked, r#"{"甲": true}"#, "2"),
        (ranked, "{}", "[1,3]m"),
    ] {
        assert_eq!(rules.says(node, facts), says, "{facts}");
    }
    let facts = rules.facts(r#"{"甲": true, "乙": true}"#);
    let reasons = Run::new(&rules.program, &facts, asked()).reasons(clashing);
    assert_eq!(reasons.iter().map(|blocked| blocked.reason).collect::<Vec<_>>(), [Reason::Clash]);
}

#[test]
fn what_may_clash_says_why() {
    let mut rules = Rules::new();
    let b = rules.amount("乙", "0..2", false);
    let (one, zero) = (rules.number("1"), rules.number("0"));
    let sure = rules.truth(Node::Truth(true));
    let value = rules.count(Node::Exceptions(one, vec![exception("一", sure, b), exception("二", sure, zero)]));
    assert_eq!(rules.says(value, "{}"), "0m?");
}

#[test]
fn nested_exceptions_are_looked_at_only_where_their_parent_holds() {
    let mut rules = Rules::new();
    let (a, b) = (rules.yes_no("甲"), rules.amount("乙", "0..", true));
    let (one, two, three) = (rules.number("1"), rules.number("2"), rules.number("3"));
    let quotient = rules.arithmetic(Arithmetic::Divide, one, b);
    let inner_guard = rules.at_least(quotient, "1");
    let mut outer = exception("外", a, two);
    outer.nested = vec![exception("内", inner_guard, three)];
    let value = rules.count(Node::Exceptions(one, vec![outer]));
    assert_eq!(rules.says(value, r#"{"甲": false, "乙": 0}"#), "1");
    assert_eq!(rules.says(value, r#"{"甲": true, "乙": 0}"#), "!");
    assert_eq!(rules.says(value, r#"{"甲": true, "乙": 1}"#), "3");
    assert_eq!(rules.says(value, r#"{"甲": true, "乙": 2}"#), "2");
}

#[test]
fn an_undefined_guard_of_an_exception() {
    let mut rules = Rules::new();
    let b = rules.amount("乙", "0..", true);
    let (one, two) = (rules.number("1"), rules.number("2"));
    let quotient = rules.arithmetic(Arithmetic::Divide, one, b);
    let guard = rules.at_least(quotient, "1");
    let value = rules.count(Node::Exceptions(one, vec![exception("一", guard, two)]));
    assert_eq!(rules.says(value, r#"{"乙": 0}"#), "!");
    assert_eq!(rules.says(value, "{}"), "[1,2]m?");
}

#[test]
fn exceptions_guarded_by_judgement() {
    let mut rules = Rules::new();
    let judged = rules.judged("甲");
    let (t, f) = (rules.truth(Node::Truth(true)), rules.truth(Node::Truth(false)));
    let (one, two) = (rules.number("1"), rules.number("2"));
    let number = rules.count(Node::Exceptions(one, vec![exception("一", judged, two)]));
    let truth = rules.truth(Node::Exceptions(t, vec![exception("一", judged, f)]));
    let same = rules.truth(Node::Exceptions(t, vec![exception("一", judged, t)]));
    assert_eq!(rules.says(number, "{}"), "[1,2]j");
    assert_eq!(rules.says(truth, "{}"), "J");
    assert_eq!(rules.says(same, "{}"), "T");
    // Two judgements side by side may turn out apart.
    let other = rules.judged("乙");
    let both = rules.truth(Node::Exceptions(f, vec![exception("一", t, judged), exception("二", t, other)]));
    assert_eq!(rules.says(both, "{}"), "JU");
}
