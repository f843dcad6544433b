use super::*;
use crate::eval::{Because, ConditionOutcome, Evaluation, Outcome, evaluate};

fn says(rules: &Rules, json: &str) -> Evaluation {
    says_on(rules, json, asked())
}

fn says_on(rules: &Rules, json: &str, asked: Asked) -> Evaluation {
    let facts = rules.facts(json);
    evaluate(&rules.program, "政策", &facts, asked).expect("a policy")
}

#[test]
fn every_combination_of_settled_conditions() {
    use ConditionOutcome::*;
    let mut rules = Rules::new();
    let fact = rules.yes_no("甲");
    let judged = rules.judged("乙");
    let (zero, one) = (rules.number("0"), rules.number("1"));
    let quotient = rules.arithmetic(Arithmetic::Divide, one, zero);
    let undefined = rules.at_least(quotient, "1");
    let (met, unmet) = (rules.truth(Node::Truth(true)), rules.truth(Node::Truth(false)));
    for (roots, outcome) in [
        (vec![met, unmet, fact, judged, undefined], Outcome::Ineligible),
        (vec![met, fact, judged, undefined], Outcome::Undetermined),
        (vec![met, judged, undefined], Outcome::Undetermined),
        (vec![met, judged], Outcome::Pending),
        (vec![met], Outcome::Eligible),
        (vec![], Outcome::Eligible),
    ] {
        let mut rules = Rules { program: rules.program.clone() };
        let conditions: Vec<ConditionId> = roots.iter().map(|root| rules.condition("条件", *root)).collect();
        rules.policy("政策", &conditions);
        let evaluation = says(&rules, "{}");
        assert_eq!(evaluation.outcome, outcome, "{roots:?}");
        let expected: Vec<ConditionOutcome> = roots
            .iter()
            .map(|root| match root {
                root if *root == met => Met,
                root if *root == unmet => Unmet,
                root if *root == judged => Judged,
                _ => Unknown,
            })
            .collect();
        let found: Vec<ConditionOutcome> = evaluation.conditions.iter().map(|condition| condition.outcome).collect();
        assert_eq!(found, expected);
    }
}

#[test]
fn what_cannot_be_worked_out_says_why() {
    let mut rules = Rules::new();
    let (a, b) = (rules.amount("裁员", "0..", true), rules.amount("参保", "0..", true));
    let quotient = rules.arithmetic(Arithmetic::Divide, a, b);
    let rate = rules.definition("裁员率", quotient);
    let figure = rules.number("0.05");
    let few = rules.compare(rate, Comparison::AtMost, figure);
    let condition = rules.condition("少裁员", few);
    rules.policy("政策", &[condition]);
    let evaluation = says(&rules, r#"{"裁员": 3, "参保": 0}"#);
    assert_eq!(evaluation.outcome, Outcome::Undetermined);
    for blocked in [&evaluation.blocked, &evaluation.conditions[0].blocked] {
        assert_eq!(blocked.len(), 1);
        assert_eq!((blocked[0].reason, blocked[0].at.as_str()), (Reason::DivisionByZero, "裁员率"));
        assert_eq!(blocked[0].look_at[0].name(&rules.program), "参保");
    }
    assert!(says(&rules, r#"{"裁员": 3}"#).blocked.is_empty());
}

#[test]
fn no_completion_meets_conditions_that_exclude_each_other() {
    let mut rules = Rules::new();
    let fact = rules.yes_no("甲");
    let not = rules.truth(Node::Not(fact));
    let conditions = [rules.condition("一", fact), rules.condition("二", not)];
    rules.policy("政策", &conditions);
    let evaluation = says(&rules, "{}");
    assert_eq!(evaluation.outcome, Outcome::Ineligible);
    assert!(evaluation.no_completion);
    assert!(evaluation.conditions.iter().all(|condition| condition.outcome == ConditionOutcome::Unknown));
    let known = says(&rules, r#"{"甲": true}"#);
    assert_eq!((known.outcome, known.no_completion), (Outcome::Ineligible, false));
}

#[test]
fn a_condition_of_a_group_strikes_out_only_with_its_group() {
    let mut rules = Rules::new();
    let facts = ["甲", "乙", "丙"].map(|name| rules.yes_no(name));
    let conditions =
        [rules.condition("一", facts[0]), rules.condition("二", facts[1]), rules.condition("三", facts[2])];
    let policy = rules.policy("政策", &conditions);
    let members = conditions.map(|condition| rules.truth(Node::Condition(condition)));
    let group = rules.truth(Node::Any(vec![members[0], members[1]]));
    let root = rules.truth(Node::All(vec![group, members[2]]));
    rules.policy_mut(policy).root = root;
    let outcome = |json: &str| says(&rules, json).outcome;
    assert_eq!(outcome(r#"{"甲": true, "乙": false, "丙": true}"#), Outcome::Eligible);
    assert_eq!(outcome(r#"{"甲": true, "乙": false}"#), Outcome::Undetermined);
    assert_eq!(outcome(r#"{"乙": false, "丙": true}"#), Outcome::Undetermined);
    assert_eq!(outcome(r#"{"甲": false, "乙": false}"#), Outcome::Ineligible);
}

#[test]
fn not_in_force() {
    let mut rules = Rules::new();
    let policy = rules.policy("政策", &[]);
    rules.policy_mut(policy).effective =
        vec![Rules::effective(Some("2026-01-01"), Some("2026-12-31"), Some("2026-06-15"))];
    let on = |today: &str, law_day: &str| {
        let asked = Asked { today: day(today), law_day: Some(day(law_day)), region: None };
        let evaluation = says_on(&rules, "{}", asked);
        (evaluation.outcome, evaluation.because)
    };
    let not_in_force = (Outcome::NotApplicable, vec![Because::NotInForce]);
    assert_eq!(on("2026-11-22", "2026-01-01"), (Outcome::Eligible, vec![]));
    assert_eq!(on("2026-11-22", "2026-12-31"), (Outcome::Eligible, vec![]));
    assert_eq!(on("2026-11-22", "2025-12-31"), not_in_force);
    assert_eq!(on("2026-11-22", "2027-01-01"), not_in_force);
    // A June notice that holds from January is unknown in March and holds for March when asked in November.
    assert_eq!(on("2026-03-01", "2026-03-01"), not_in_force);
    assert_eq!(on("2026-11-22", "2026-03-01"), (Outcome::Eligible, vec![]));
}

#[test]
fn another_region() {
    let mut rules = Rules::new();
    let jiangsu = rules.place("江苏省", Some(RegionId(0)));
    let suzhou = rules.place("苏州市", Some(jiangsu));
    let fujian = rules.place("福建省", Some(RegionId(0)));
    rules.fact_id("注册地区", Kind::Region);
    let policy = rules.policy("政策", &[]);
    rules.policy_mut(policy).region = jiangsu;
    let at = |json: &str, region: Option<RegionId>| {
        let evaluation = says_on(&rules, json, Asked { region, ..asked() });
        (evaluation.outcome, evaluation.because)
    };
    assert_eq!(at("{}", Some(suzhou)), (Outcome::Eligible, vec![]));
    assert_eq!(at("{}", Some(fujian)), (Outcome::NotApplicable, vec![Because::OtherRegion]));
    assert_eq!(at(r#"{"注册地区": "苏州市"}"#, None), (Outcome::Eligible, vec![]));
    assert_eq!(at(r#"{"注册地区": "福建省"}"#, None), (Outcome::NotApplicable, vec![Because::OtherRegion]));
    // The caller's place goes before the firm's.
    assert_eq!(at(r#"{"注册地区": "苏州市"}"#, Some(fujian)), (Outcome::NotApplicable, vec![Because::OtherRegion]));
    assert_eq!(at("{}", None), (Outcome::Undetermined, vec![]));
}

#[test]
fn not_in_scope_comes_before_all() {
    let mut rules = Rules::new();
    let scope = rules.yes_no("适用");
    let fact = rules.yes_no("甲");
    let condition = rules.condition("条件", fact);
    let policy = rules.policy("政策", &[condition]);
    rules.policy_mut(policy).applies = Some(scope);
    for (json, outcome) in [
        (r#"{"适用": false, "甲": false}"#, Outcome::NotApplicable),
        (r#"{"适用": false}"#, Outcome::NotApplicable),
        (r#"{"甲": false}"#, Outcome::Ineligible),
        (r#"{"甲": true}"#, Outcome::Undetermined),
        (r#"{"适用": true, "甲": true}"#, Outcome::Eligible),
    ] {
        let evaluation = says(&rules, json);
        assert_eq!(evaluation.outcome, outcome, "{json}");
        if outcome == Outcome::NotApplicable {
            assert_eq!(evaluation.because, [Because::NotInScope]);
            assert!(evaluation.conditions.is_empty());
        }
    }
}

/// Two versions, the second from 2026 on, by the year for which tax is paid.
fn versions() -> Rules {
    let mut rules = Rules::new();
    let year = rules.fact_id("纳税年度", Kind::Year);
    let year = rules.node(Node::Fact(year), Kind::Year);
    let law_day = rules.node(Node::YearEnd(year), Kind::Date);
    let (old, new) = (rules.yes_no("甲"), rules.yes_no("乙"));
    for (root, from, to) in [(old, "2020-01-01", Some("2025-12-31")), (new, "2026-01-01", None)] {
        let condition = rules.condition("条件", root);
        let policy = rules.policy("政策", &[condition]);
        rules.policy_mut(policy).law_day = Some(law_day);
        rules.policy_mut(policy).effective = vec![Rules::effective(Some(from), to, None)];
    }
    rules
}

#[test]
fn versions_follow_the_law_day() {
    let rules = versions();
    for (json, version, outcome) in [
        (r#"{"纳税年度": 2025, "甲": true}"#, 0, Outcome::Eligible),
        (r#"{"纳税年度": 2026, "甲": true}"#, 1, Outcome::Undetermined),
        (r#"{"纳税年度": 2026, "乙": false}"#, 1, Outcome::Ineligible),
        (r#"{"纳税年度": 2019, "甲": true}"#, 1, Outcome::NotApplicable),
    ] {
        let evaluation = says(&rules, json);
        assert_eq!((evaluation.policy, evaluation.outcome), (PolicyId(version), outcome), "{json}");
    }
}

#[test]
fn versions_that_may_hold_are_joined() {
    let rules = versions();
    for (json, outcome) in [
        // One of the two holds whichever year it is: none is no possibility.
        (r#"{"纳税年度": {"from": 2025, "to": 2026}, "甲": true, "乙": true}"#, Outcome::Eligible),
        (r#"{"纳税年度": {"from": 2025, "to": 2026}, "甲": true, "乙": false}"#, Outcome::Undetermined),
        (r#"{"纳税年度": {"from": 2019, "to": 2026}, "甲": false, "乙": false}"#, Outcome::Ineligible),
        (r#"{"纳税年度": {"from": 2019, "to": 2026}, "甲": true, "乙": true}"#, Outcome::Undetermined),
    ] {
        assert_eq!(says(&rules, json).outcome, outcome, "{json}");
    }
}

#[test]
fn a_policy_read_by_name() {
    let mut rules = Rules::new();
    let scope = rules.yes_no("适用");
    let fact = rules.yes_no("甲");
    let condition = rules.condition("条件", fact);
    let other = rules.policy("别的", &[condition]);
    rules.policy_mut(other).applies = Some(scope);
    let read = rules.truth(Node::Policy(other));
    for (json, says) in [
        (r#"{"适用": true, "甲": true}"#, "T"),
        (r#"{"适用": true, "甲": false}"#, "F"),
        // Not applicable is unmet.
        (r#"{"适用": false, "甲": true}"#, "F"),
        (r#"{"适用": false}"#, "F"),
        (r#"{"甲": true}"#, "TF"),
    ] {
        assert_eq!(rules.says(read, json), says, "{json}");
    }
}

#[test]
fn today_can_be_assumed_while_law_is_held() {
    let mut rules = Rules::new();
    let today = rules.node(Node::Today, Kind::Date);
    let law_day = rules.node(Node::LawDay, Kind::Date);
    let policy = rules.policy("政策", &[]);
    rules.policy_mut(policy).law_day = Some(today);
    let facts = rules.facts("{}");
    let mut run = Run::new(&rules.program, &facts, asked());
    run.enter(policy);
    let before = (show_day(&run.value(today)), show_day(&run.value(law_day)));
    let later = [(crate::eval::Slot::Today, Value::Number(crate::value::Range::day(day("2027-01-01"))))];
    let after = run.under(&later, |run| (show_day(&run.value(today)), show_day(&run.value(law_day))));
    assert_eq!(before, ("2026-11-22".into(), "2026-11-22".into()));
    assert_eq!(after, ("2027-01-01".into(), "2026-11-22".into()));
}

#[test]
fn amounts_are_worked_out_by_cases() {
    let mut rules = Rules::new();
    let fact = rules.yes_no("甲");
    let (one, two) = (rules.number("1"), rules.number("2"));
    let first = rules.count(Node::If(fact, one, two));
    let second = rules.count(Node::If(fact, two, one));
    let sum = rules.arithmetic(Arithmetic::Add, first, second);
    let policy = rules.policy("政策", &[]);
    rules.policy_mut(policy).benefits = vec![Benefit {
        name: "奖".into(),
        when: Some(fact),
        formula: Some(sum),
        amount: Some(sum),
        rounding: None,
        cap: None,
        right: None,
        term: None,
        budget: None,
        obtained: None,
        paid_by: None,
        purpose: None,
        notes: Notes::default(),
    }];
    let evaluation = says(&rules, "{}");
    let benefit = &evaluation.benefits[0];
    assert_eq!(show_truth(benefit.given), "TF");
    assert_eq!(benefit.amount.clone().map(|amount| show(&Value::Number(amount))).as_deref(), Some("3"));
    let known = says(&rules, r#"{"甲": true}"#);
    assert_eq!(known.read, [crate::eval::Slot::Fact(FactId(0))]);
}
