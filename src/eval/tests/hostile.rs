use super::*;
use crate::eval::evaluate;

/// Twice this many nodes in one chain.
const LONG: usize = 50_000;

/// As small a stack as a browser may give.
fn on_a_small_stack(test: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(256 * 1024).spawn(test).expect("a thread");
    thread.join().expect("no overflow");
}

#[test]
fn a_long_chain_needs_no_deep_stack() {
    on_a_small_stack(|| {
        let mut rules = Rules::new();
        let fact = rules.amount("甲", "0..", false);
        let one = rules.number("1");
        let chain = (0..LONG).fold(fact, |sum, _| rules.arithmetic(Arithmetic::Add, sum, one));
        let test = rules.at_least(chain, "50001");
        let negated = (0..LONG).fold(test, |truth, _| rules.truth(Node::Not(truth)));
        let condition = rules.condition("条件", negated);
        rules.policy("政策", &[condition]);
        assert_eq!(rules.says(chain, r#"{"甲": 5}"#), "50005");
        assert_eq!(rules.splits(negated, "{}"), "TF");
        let facts = rules.facts("{}");
        assert!(evaluate(&rules.program, "政策", &facts, asked()).is_some());
        assert!(Run::new(&rules.program, &facts, asked()).reasons(negated).is_empty());
    });
}

#[test]
fn long_chains_of_definitions_choices_and_tables() {
    on_a_small_stack(|| {
        let mut rules = Rules::new();
        let fact = rules.yes_no("甲");
        let (one, zero) = (rules.number("1"), rules.number("0"));
        let broken = rules.arithmetic(Arithmetic::Divide, one, zero);
        let chain = (0..3_000).fold(broken, |value, _| {
            let value = rules.definition("定义", value);
            let value = rules.count(Node::If(fact, value, one));
            let rows =
                vec![(vec![Cell::Compare(Comparison::AtLeast, one)], Some(value)), (vec![Cell::Anything], Some(one))];
            rules.table(HitPolicy::First, &[one], rows)
        });
        assert_eq!(rules.says(chain, r#"{"甲": true}"#), "!");
        assert_eq!(rules.splits(chain, "{}"), "1m?");
        let facts = rules.facts(r#"{"甲": true}"#);
        let reasons = Run::new(&rules.program, &facts, asked()).reasons(chain);
        assert_eq!(reasons.len(), 1);
    });
}

#[test]
fn a_shared_node_is_worked_out_once() {
    let mut rules = Rules::new();
    let fact = rules.amount("甲", "0..", false);
    // Two to the power of a hundred occurrences, as written.
    let chain = (0..100).fold(fact, |sum, _| rules.arithmetic(Arithmetic::Add, sum, sum));
    let test = rules.at_least(chain, "1");
    assert_eq!(rules.splits(test, "{}"), "TF");
    assert_eq!(rules.says(test, r#"{"甲": 1}"#), "T");
}

#[test]
fn lists_inside_lists_end() {
    on_a_small_stack(|| {
        let mut rules = Rules::new();
        let lists: Vec<FactId> =
            (0..8).map(|index| rules.list(&format!("清单{index}"), &[("数", Kind::Money)], 100)).collect();
        let columns: Vec<NodeId> = lists.iter().map(|list| rules.count(Node::Column(*list, 0))).collect();
        let sum =
            columns.into_iter().reduce(|one, other| rules.arithmetic(Arithmetic::Add, one, other)).expect("columns");
        let nested =
            lists.iter().fold(sum, |value, list| rules.count(Node::OverRecords(Fold::Sum, *list, None, Some(value))));
        let closed = (0..200).fold(nested, |value, index| {
            let list = lists[index % lists.len()];
            rules.count(Node::OverRecords(Fold::Sum, list, None, Some(value)))
        });
        assert!(!rules.value(closed, "{}").is_settled());
        let records: Vec<String> = (0..100).map(|_| r#"{"数": 1}"#.to_owned()).collect();
        let given = format!(r#"{{"清单0": [{0}], "清单1": [{0}]}}"#, records.join(","));
        assert!(!rules.value(nested, &given).is_settled());
    });
}

#[test]
fn scores_that_share_their_parts_end() {
    let mut rules = Rules::new();
    let one = rules.number("1");
    for index in 0..100_u32 {
        let points = match index.checked_sub(1) {
            Some(before) => Points::Parts(vec![ScoreId(before), ScoreId(before)]),
            None => Points::Value(one),
        };
        rules.program.scores.push(Score {
            name: "分".into(),
            policy: None,
            role: ScoreRole::Part,
            parent: None,
            max: None,
            pass: None,
            whole_points: false,
            by: None,
            judged: None,
            set_locally: None,
            points,
            notes: Notes::default(),
        });
    }
    let score = rules.count(Node::Score(ScoreId(99)));
    assert_eq!(rules.says(score, "{}"), n("633825300114114700748351602688").to_plain());
}

#[test]
fn ids_that_point_nowhere_are_undefined() {
    let mut rules = Rules::new();
    let far = NodeId(1_000_000);
    for node in [
        Node::Fact(FactId(99)),
        Node::FactInYear(FactId(99), 1),
        Node::Column(FactId(99), 3),
        Node::Parameter(ParameterId(99)),
        Node::Definition(DefinitionId(99)),
        Node::Condition(ConditionId(99)),
        Node::Policy(PolicyId(99)),
        Node::Table(TableId(99)),
        Node::Score(ScoreId(99)),
        Node::Passes(ScoreId(99)),
        Node::Not(far),
        Node::OverRecords(Fold::Sum, FactId(99), None, Some(far)),
        Node::OverYears(Fold::Sum, Some(FactId(99)), vec![(1, far)]),
    ] {
        let node = rules.count(node);
        rules.value(node, "{}");
        rules.splits(node, "{}");
        let facts = rules.facts("{}");
        Run::new(&rules.program, &facts, asked()).reasons(node);
    }
}

#[test]
fn many_cells_are_judged_row_by_row() {
    let mut rules = Rules::new();
    let inputs: Vec<NodeId> = (0..14).map(|index| rules.yes_no(&format!("事实{index}"))).collect();
    let yes = rules.truth(Node::Truth(true));
    let rows: Vec<(Vec<Cell>, Option<NodeId>)> = (0..14)
        .map(|row| {
            let cells = (0..14)
                .map(|column| if row == column { Cell::Compare(Comparison::Equal, yes) } else { Cell::Anything });
            (cells.collect(), Some(rules.number(&row.to_string())))
        })
        .collect();
    let table = rules.table(HitPolicy::Max, &inputs, rows);
    assert_eq!(rules.says(table, "{}"), "[0,13]m?");
}
