use super::*;

fn any() -> Cell {
    Cell::Anything
}

/// `<= 50` gives 5, all else 3.
fn tiers(rules: &mut Rules, input: NodeId) -> NodeId {
    let (limit, five, three) = (rules.number("50"), rules.number("5"), rules.number("3"));
    let rows = vec![(vec![Cell::Compare(Comparison::AtMost, limit)], Some(five)), (vec![any()], Some(three))];
    rules.table(HitPolicy::First, &[input], rows)
}

#[test]
fn the_first_row_that_holds() {
    let mut rules = Rules::new();
    let input = rules.amount("甲", "0..", false);
    let table = tiers(&mut rules, input);
    for (facts, says) in [
        (r#"{"甲": 50}"#, "5"),
        (r#"{"甲": "50.01"}"#, "3"),
        ("{}", "[3,5]m"),
        (r#"{"甲": {"above": 50}}"#, "3"),
        (r#"{"甲": {"from": 50}}"#, "[3,5]m"),
        (r#"{"甲": {"to": 50}}"#, "5"),
    ] {
        assert_eq!(rules.says(table, facts), says, "{facts}");
    }
}

#[test]
fn an_input_read_in_many_rows_is_read_once() {
    let mut rules = Rules::new();
    let input = rules.amount("甲", "0..", false);
    let (five, one) = (rules.number("5"), rules.number("1"));
    // `<= 5` and `> 5` give the same and leave no gap.
    let rows = vec![
        (vec![Cell::Compare(Comparison::AtMost, five)], Some(one)),
        (vec![Cell::Compare(Comparison::Greater, five)], Some(one)),
    ];
    let unique = rules.table(HitPolicy::Unique, &[input], rows);
    assert_eq!(rules.says(unique, "{}"), "1");
}

#[test]
fn a_gap_is_undefined() {
    let mut rules = Rules::new();
    let input = rules.amount("甲", "0..", false);
    let (five, one) = (rules.number("5"), rules.number("1"));
    let gap = rules.table(HitPolicy::First, &[input], vec![(vec![Cell::Compare(Comparison::AtMost, five)], Some(one))]);
    let stated = rules.table(
        HitPolicy::First,
        &[input],
        vec![(vec![Cell::Compare(Comparison::AtMost, five)], Some(one)), (vec![any()], None)],
    );
    for table in [gap, stated] {
        assert_eq!(rules.says(table, r#"{"甲": 6}"#), "!");
        assert_eq!(rules.says(table, "{}"), "1m?");
        let facts = rules.facts(r#"{"甲": 6}"#);
        let reasons = Run::new(&rules.program, &facts, asked()).reasons(table);
        assert_eq!(reasons.iter().map(|blocked| blocked.reason).collect::<Vec<_>>(), [Reason::NoRow]);
    }
}

#[test]
fn unique_and_any() {
    let mut rules = Rules::new();
    let input = rules.amount("甲", "0..", false);
    let (five, three, one, two) = (rules.number("5"), rules.number("3"), rules.number("1"), rules.number("2"));
    let rows = |second: NodeId| {
        vec![
            (vec![Cell::Compare(Comparison::AtMost, five)], Some(one)),
            (vec![Cell::Compare(Comparison::AtLeast, three)], Some(second)),
        ]
    };
    let unique = rules.table(HitPolicy::Unique, &[input], rows(one));
    let agreeing = rules.table(HitPolicy::Any, &[input], rows(one));
    let differing = rules.table(HitPolicy::Any, &[input], rows(two));
    for (table, facts, says) in [
        // Two rows are undefined even with equal outputs.
        (unique, r#"{"甲": 4}"#, "!"),
        (unique, r#"{"甲": 2}"#, "1"),
        (unique, "{}", "1m?"),
        (agreeing, r#"{"甲": 4}"#, "1"),
        (agreeing, "{}", "1"),
        (differing, r#"{"甲": 4}"#, "!"),
        (differing, r#"{"甲": 6}"#, "2"),
        (differing, "{}", "[1,2]m?"),
    ] {
        assert_eq!(rules.says(table, facts), says, "{facts}");
    }
    let facts = rules.facts(r#"{"甲": 4}"#);
    let reasons = Run::new(&rules.program, &facts, asked()).reasons(unique);
    assert_eq!(reasons.iter().map(|blocked| blocked.reason).collect::<Vec<_>>(), [Reason::ManyRows]);
}

#[test]
fn a_row_that_looks_at_nothing_is_the_default_of_unique_and_any() {
    let mut rules = Rules::new();
    let input = rules.amount("甲", "0..", false);
    let (five, one, two) = (rules.number("5"), rules.number("1"), rules.number("2"));
    let rows = || vec![(vec![Cell::Compare(Comparison::AtMost, five)], Some(one)), (vec![any()], Some(two))];
    for hit in [HitPolicy::Unique, HitPolicy::Any] {
        let table = rules.table(hit, &[input], rows());
        assert_eq!(rules.says(table, r#"{"甲": 4}"#), "1", "{hit:?}");
        assert_eq!(rules.says(table, r#"{"甲": 6}"#), "2", "{hit:?}");
        assert_eq!(rules.says(table, "{}"), "[1,2]m", "{hit:?}");
    }
}

#[test]
fn collecting_rows() {
    let mut rules = Rules::new();
    let input = rules.amount("甲", "0..", true);
    let (two, five, one, ten) = (rules.number("2"), rules.number("5"), rules.number("1"), rules.number("10"));
    let rows = || {
        vec![
            (vec![Cell::Compare(Comparison::AtLeast, two)], Some(one)),
            (vec![Cell::Compare(Comparison::AtLeast, five)], Some(ten)),
        ]
    };
    for (hit, none, some, all, open) in [
        (HitPolicy::Sum, "0", "1", "11", "[0,11]m"),
        (HitPolicy::Count, "0", "1", "2", "[0,2]m"),
        (HitPolicy::Max, "!", "1", "10", "[1,10]m?"),
        (HitPolicy::Min, "!", "1", "1", "1m?"),
    ] {
        let table = rules.table(hit, &[input], rows());
        assert_eq!(rules.says(table, r#"{"甲": 1}"#), none, "{hit:?}");
        assert_eq!(rules.says(table, r#"{"甲": 3}"#), some, "{hit:?}");
        assert_eq!(rules.says(table, r#"{"甲": 7}"#), all, "{hit:?}");
        assert_eq!(rules.says(table, "{}"), open, "{hit:?}");
    }
}

#[test]
fn a_dash_never_looks() {
    let mut rules = Rules::new();
    let zero = rules.number("0");
    let one = rules.number("1");
    let broken = rules.arithmetic(Arithmetic::Divide, one, zero);
    let fact = rules.amount("甲", "0..", false);
    let rows = |first: Cell| {
        vec![(vec![first, any()], Some(one)), (vec![any(), Cell::Compare(Comparison::AtLeast, one)], Some(zero))]
    };
    let first = rules.table(HitPolicy::First, &[fact, broken], rows(Cell::Compare(Comparison::AtLeast, one)));
    let any_of = rules.table(HitPolicy::Any, &[fact, broken], rows(Cell::Compare(Comparison::AtLeast, one)));
    // First stops at the row that holds; the others want every row known.
    assert_eq!(rules.says(first, r#"{"甲": 1}"#), "1");
    assert_eq!(rules.says(first, r#"{"甲": 0}"#), "!");
    assert_eq!(rules.says(any_of, r#"{"甲": 1}"#), "!");
    assert_eq!(rules.says(first, "{}"), "1m?");
    let facts = rules.facts(r#"{"甲": 0}"#);
    let reasons = Run::new(&rules.program, &facts, asked()).reasons(first);
    let codes: Vec<Reason> = reasons.iter().map(|blocked| blocked.reason).collect();
    assert_eq!(codes, [Reason::DivisionByZero, Reason::UndefinedInput]);
}

#[test]
fn columns_are_independent() {
    let mut rules = Rules::new();
    let (a, b) = (rules.amount("甲", "0..", true), rules.yes_no("乙"));
    let (one, two, three, four) = (rules.number("1"), rules.number("2"), rules.number("3"), rules.number("4"));
    let (yes, no) = (rules.truth(Node::Truth(true)), rules.truth(Node::Truth(false)));
    let rows = vec![
        (vec![Cell::Compare(Comparison::AtLeast, two), Cell::Compare(Comparison::Equal, yes)], Some(one)),
        (vec![Cell::Compare(Comparison::AtLeast, two), Cell::Compare(Comparison::Equal, no)], Some(two)),
        (vec![Cell::Compare(Comparison::Less, two), Cell::Compare(Comparison::Equal, yes)], Some(three)),
        (vec![Cell::Compare(Comparison::Less, two), Cell::Compare(Comparison::Equal, no)], Some(four)),
    ];
    let table = rules.table(HitPolicy::Unique, &[a, b], rows);
    assert_eq!(rules.says(table, "{}"), "[1,4]m");
    assert_eq!(rules.says(table, r#"{"甲": 5}"#), "[1,2]m");
    assert_eq!(rules.says(table, r#"{"乙": true}"#), "[1,3]m");
    assert_eq!(rules.says(table, r#"{"甲": 0, "乙": false}"#), "4");
}

#[test]
fn an_input_for_judges_marks_the_output() {
    let mut rules = Rules::new();
    let judged = rules.judged("甲");
    let (one, two) = (rules.number("1"), rules.number("2"));
    let yes = rules.truth(Node::Truth(true));
    let rows =
        |t: NodeId, f: NodeId| vec![(vec![Cell::Compare(Comparison::Equal, yes)], Some(t)), (vec![any()], Some(f))];
    let number = rules.table(HitPolicy::First, &[judged], rows(one, two));
    assert_eq!(rules.says(number, "{}"), "[1,2]j");
    let no = rules.truth(Node::Truth(false));
    let id = rules.table_id(HitPolicy::First, &[judged], rows(yes, no));
    let truth = rules.truth(Node::Table(id));
    assert_eq!(rules.says(truth, "{}"), "J");
    assert_eq!(rules.says(truth, r#"{"甲": true}"#), "T");
    // The rows are open by facts, each by its own: their judge may have to choose between met and unmet.
    let (a, b) = (rules.yes_no("乙"), rules.yes_no("丙"));
    let id = rules.table_id(HitPolicy::First, &[judged], rows(a, b));
    let open = rules.truth(Node::Table(id));
    assert_eq!(rules.says(open, "{}"), "TFJ");
    assert_eq!(rules.says(open, r#"{"甲": false}"#), "TF");
    // One row only is possible: nothing is chosen.
    let id = rules.table_id(HitPolicy::First, &[judged], vec![(vec![any()], Some(a))]);
    let only = rules.truth(Node::Table(id));
    assert_eq!(rules.says(only, "{}"), "TF");
}

#[test]
fn each_part_at_the_rate_of_its_bracket() {
    let mut rules = Rules::new();
    let income = rules.amount("所得", "..", false);
    let (first, second) = (rules.number("100"), rules.number("300"));
    let (low, high) = (rules.number("0.05"), rules.number("0.1"));
    let rows = |last: Option<NodeId>| {
        vec![
            (vec![Cell::Compare(Comparison::AtMost, first)], Some(low)),
            (vec![Cell::Compare(Comparison::AtMost, second)], Some(high)),
            (vec![any()], last),
        ]
    };
    let top = rules.number("0.2");
    let table = rules.table(HitPolicy::Marginal, &[income], rows(Some(top)));
    let ending = rules.table(HitPolicy::Marginal, &[income], rows(None));
    for (table, facts, says) in [
        (table, r#"{"所得": 100}"#, "5"),
        (table, r#"{"所得": 300}"#, "25"),
        (table, r#"{"所得": 400}"#, "45"),
        (table, r#"{"所得": -10}"#, "0"),
        (table, r#"{"所得": {"from": 50, "to": 400}}"#, "[2.5,45]m"),
        (table, r#"{"所得": {"above": 50, "below": 400}}"#, "(2.5,45)m"),
        (table, "{}", "[0,)m"),
        (ending, r#"{"所得": 300}"#, "25"),
        (ending, r#"{"所得": 301}"#, "!"),
        (ending, r#"{"所得": {"from": 100, "to": 400}}"#, "[5,25]m?"),
    ] {
        assert_eq!(rules.says(table, facts), says, "{facts}");
    }
}

#[test]
fn brackets_of_a_number_that_may_be_undefined() {
    let mut rules = Rules::new();
    let (fact, hundred) = (rules.yes_no("甲"), rules.number("100"));
    let zero = rules.number("0");
    let none = rules.arithmetic(Arithmetic::Divide, hundred, zero);
    let income = rules.count(Node::If(fact, hundred, none));
    let rate = rules.number("0.05");
    let table = rules.table(HitPolicy::Marginal, &[income], vec![(vec![any()], Some(rate))]);
    assert_eq!(rules.says(table, "{}"), "5m?");
}

#[test]
fn a_place_in_a_cell_holds_all_that_lies_in_it() {
    let mut rules = Rules::new();
    let jiangsu = rules.place("江苏省", Some(RegionId(0)));
    let suzhou = rules.place("苏州市", Some(jiangsu));
    rules.place("相城区", Some(suzhou));
    let fact = rules.fact_id("注册地区", Kind::Region);
    let place = rules.node(Node::Fact(fact), Kind::Region);
    let city = rules.node(Node::Region(suzhou), Kind::Region);
    let (one, two) = (rules.number("1"), rules.number("2"));
    let table = rules.table(
        HitPolicy::First,
        &[place],
        vec![(vec![Cell::Compare(Comparison::Equal, city)], Some(one)), (vec![any()], Some(two))],
    );
    assert_eq!(rules.says(table, r#"{"注册地区": "相城区"}"#), "1");
    assert_eq!(rules.says(table, r#"{"注册地区": "江苏省"}"#), "[1,2]m");
    assert_eq!(rules.says(table, "{}"), "[1,2]m");
}

#[test]
fn columns_that_only_some_rows_look_at_do_not_multiply() {
    let mut rules = Rules::new();
    let names: Vec<String> = (0..20).map(|index| format!("行业{index}")).collect();
    let options = rules.options(&names.iter().map(String::as_str).collect::<Vec<_>>(), false);
    let industry = rules.fact_id("行业", Kind::Choice(options));
    let industry = rules.node(Node::Fact(industry), Kind::Choice(options));
    let people = rules.amount("人员", "0..", true);
    let revenue = rules.amount("收入", "0..", false);
    let (one, two) = (rules.number("1"), rules.number("2"));
    let mut rows = Vec::new();
    // 20 industries, each with figures of its own: 20 × 21 × 21 combinations, of which 3 an industry differ.
    for index in 0..20_u32 {
        let this = rules.node(Node::Choice(options, index), Kind::Choice(options));
        let figure = rules.number(&(10 * index + 10).to_string());
        let is = |cell: Cell, other: Cell| vec![Cell::OneOf(vec![Member::Value(this)]), cell, other];
        rows.push((is(Cell::Compare(Comparison::Less, figure), any()), Some(one)));
        rows.push((is(any(), Cell::Compare(Comparison::Less, figure)), Some(one)));
        rows.push((
            is(Cell::Compare(Comparison::AtLeast, figure), Cell::Compare(Comparison::AtLeast, figure)),
            Some(one),
        ));
    }
    rows.push((vec![any(), any(), any()], Some(two)));
    let table = rules.table(HitPolicy::First, &[industry, people, revenue], rows);
    // Each industry's rows cover all its cases, so the last row never counts.
    assert_eq!(rules.says(table, "{}"), "1");
}
