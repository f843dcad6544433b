use super::*;

struct Staff {
    rules: Rules,
    list: FactId,
    /// 已参保
    insured: NodeId,
    /// 月数
    months: NodeId,
}

fn staff() -> Staff {
    let mut rules = Rules::new();
    let number = Kind::Number("月".into());
    let list = rules.list("招用人员", &[("已参保", Kind::Truth), ("月数", number.clone())], 50);
    let insured = rules.truth(Node::Column(list, 0));
    let months = rules.node(Node::Column(list, 1), number);
    let (zero, twelve) = (rules.number("0"), rules.number("12"));
    rules.fact_mut(list).columns[1].bounds = Bounds { low: Some(zero), high: Some(twelve) };
    Staff { rules, list, insured, months }
}

#[test]
fn counting_and_adding_up() {
    let mut it = staff();
    let count = it.rules.count(Node::OverRecords(Fold::Count, it.list, Some(it.insured), None));
    let sum = it.rules.count(Node::OverRecords(Fold::Sum, it.list, Some(it.insured), Some(it.months)));
    let mean = it.rules.count(Node::OverRecords(Fold::Mean, it.list, Some(it.insured), Some(it.months)));
    let most = it.rules.count(Node::OverRecords(Fold::Max, it.list, Some(it.insured), Some(it.months)));
    let least = it.rules.count(Node::OverRecords(Fold::Min, it.list, Some(it.insured), Some(it.months)));
    for (facts, says) in [
        (r#"{"招用人员": []}"#, ["0", "0", "!", "!", "!"]),
        (
            r#"{"招用人员": [{"已参保": true, "月数": 3}, {"已参保": false}, {"已参保": true, "月数": 9}]}"#,
            ["2", "12", "6", "9", "3"],
        ),
        (r#"{"招用人员": [{"已参保": true, "月数": 3}, {"月数": 9}]}"#, ["[1,2]m", "[3,12]m", "[3,6]m", "[3,9]m", "3"]),
        (r#"{"招用人员": [{"月数": 9}]}"#, ["[0,1]m", "[0,9]m", "9m?", "9m?", "9m?"]),
        (r#"{"招用人员": [{"已参保": true}]}"#, ["1", "[0,12]m", "[0,12]m", "[0,12]m", "[0,12]m"]),
        // Not given: so many records as the list may have, each unknown.
        ("{}", ["[0,50]m", "[0,600]m", "[0,12]m?", "[0,12]m?", "[0,12]m?"]),
    ] {
        let found = [count, sum, mean, most, least].map(|node| it.rules.says(node, facts));
        assert_eq!(found.each_ref().map(String::as_str), says, "{facts}");
    }
    let facts = it.rules.facts(r#"{"招用人员": []}"#);
    let reasons = Run::new(&it.rules.program, &facts, asked()).reasons(mean);
    assert_eq!(
        (reasons[0].reason, reasons[0].look_at.as_slice()),
        (Reason::EmptyList, &[crate::eval::Slot::Fact(it.list)][..])
    );
}

#[test]
fn a_list_that_does_not_say_has_at_most_a_thousand_records() {
    let mut it = staff();
    it.rules.fact_mut(it.list).max_records = 0;
    let count = it.rules.count(Node::OverRecords(Fold::Count, it.list, None, None));
    assert_eq!(it.rules.says(count, "{}"), "[0,1000]m");
}

#[test]
fn a_record_for_judges() {
    let mut it = staff();
    let judged = it.rules.judged("合格");
    let filter = it.rules.truth(Node::All(vec![it.insured, judged]));
    let count = it.rules.count(Node::OverRecords(Fold::Count, it.list, Some(filter), None));
    assert_eq!(it.rules.says(count, r#"{"招用人员": [{"已参保": true}, {"已参保": false}]}"#), "[0,1]j");
}

#[test]
fn a_value_is_looked_at_only_where_its_record_counts() {
    let mut it = staff();
    let one = it.rules.number("1");
    let quotient = it.rules.arithmetic(Arithmetic::Divide, one, it.months);
    let sum = it.rules.count(Node::OverRecords(Fold::Sum, it.list, Some(it.insured), Some(quotient)));
    let counted = |insured: bool| {
        format!(r#"{{"招用人员": [{{"已参保": {insured}, "月数": 0}}, {{"已参保": true, "月数": 2}}]}}"#)
    };
    assert_eq!(it.rules.says(sum, &counted(false)), "0.5");
    assert_eq!(it.rules.says(sum, &counted(true)), "!");
    let facts = it.rules.facts(&counted(true));
    let reasons = Run::new(&it.rules.program, &facts, asked()).reasons(sum);
    let look_at: Vec<String> = reasons[0].look_at.iter().map(|slot| slot.name(&it.rules.program)).collect();
    assert_eq!((reasons[0].reason, look_at), (Reason::DivisionByZero, vec!["招用人员".to_owned()]));
}

#[test]
fn a_list_inside_a_record_of_another() {
    let mut rules = Rules::new();
    let number = || Kind::Number(String::new());
    let outer = rules.list("部门", &[("门槛", number())], 10);
    let inner = rules.list("人员", &[("年限", number())], 10);
    let threshold = rules.count(Node::Column(outer, 0));
    let years = rules.count(Node::Column(inner, 0));
    let enough = rules.compare(years, Comparison::AtLeast, threshold);
    let how_many = rules.count(Node::OverRecords(Fold::Count, inner, Some(enough), None));
    let all = rules.count(Node::OverRecords(Fold::Sum, outer, None, Some(how_many)));
    // A list that does not look at the record is the same for each.
    let head_count = rules.count(Node::OverRecords(Fold::Count, inner, None, None));
    let product = rules.count(Node::OverRecords(Fold::Sum, outer, None, Some(head_count)));
    let json = r#"{"部门": [{"门槛": 1}, {"门槛": 5}], "人员": [{"年限": 3}, {"年限": 6}, {"年限": 0}]}"#;
    assert_eq!(rules.says(all, json), "3");
    assert_eq!(rules.says(product, json), "6");
}

#[test]
fn fields_can_be_assumed() {
    let mut it = staff();
    let count = it.rules.count(Node::OverRecords(Fold::Count, it.list, Some(it.insured), None));
    let facts = it.rules.facts(r#"{"招用人员": [{"已参保": true}, {}]}"#);
    let mut run = Run::new(&it.rules.program, &facts, asked());
    assert_eq!(show(&run.value(count)), "[1,2]m");
    let slot = crate::eval::Slot::Field(it.list, 1, 0);
    let assumed = run.under(&[(slot, Value::Truth(Truth::UNMET))], |run| show(&run.value(count)));
    assert_eq!(assumed, "1");
    assert_eq!(show(&run.value(count)), "[1,2]m");
}

#[test]
fn fields_can_be_assumed_while_a_record_is_at_hand() {
    let it = staff();
    let facts = it.rules.facts(r#"{"招用人员": [{"已参保": true}]}"#);
    let mut run = Run::new(&it.rules.program, &facts, asked());
    let slot = crate::eval::Slot::Field(it.list, 0, 0);
    let seen = run.with_record(it.list, Some(0), |run| {
        let before = show(&run.value(it.insured));
        let assumed = run.under(&[(slot, Value::Truth(Truth::UNMET))], |run| show(&run.value(it.insured)));
        (before, assumed, show(&run.value(it.insured)))
    });
    assert_eq!(seen, ("T".into(), "F".into(), "T".into()));
}

#[test]
fn a_column_looked_at_outside_of_its_records_says_nothing_of_them() {
    let mut it = staff();
    let limit = it.rules.amount("上限", "0..3", true);
    let within = it.rules.compare(it.months, Comparison::AtMost, limit);
    let count = it.rules.count(Node::OverRecords(Fold::Count, it.list, Some(within), None));
    let some = it.rules.at_least(count, "1");
    let one = it.rules.number("1");
    let low = it.rules.compare(limit, Comparison::AtMost, one);
    let both = it.rules.truth(Node::All(vec![some, low]));
    let facts = it.rules.facts(r#"{"招用人员": [{"月数": 2}]}"#);
    let mut run = Run::new(&it.rules.program, &facts, asked());
    assert_eq!(show(&run.value(it.months)), "[0,12]m");
    let inside = run.with_record(it.list, Some(0), |run| show(&run.value(it.months)));
    assert_eq!((inside.as_str(), show(&run.value(it.months)).as_str()), ("2", "[0,12]m"));
    // Looking for figures looks at the column outside; by cases it is 2 all the same.
    assert_eq!(it.rules.splits(both, r#"{"招用人员": [{"月数": 2}]}"#), "F");
}

#[test]
fn a_record_that_cannot_belong_may_still_be_undefined() {
    let mut it = staff();
    let (zero, one) = (it.rules.number("0"), it.rules.number("1"));
    let broken = it.rules.arithmetic(Arithmetic::Divide, one, zero);
    let broken = it.rules.at_least(broken, "1");
    // Unmet where not insured, undefined where insured: never met.
    let filter = it.rules.truth(Node::All(vec![it.insured, broken]));
    let count = it.rules.count(Node::OverRecords(Fold::Count, it.list, Some(filter), None));
    let sum = it.rules.count(Node::OverRecords(Fold::Sum, it.list, Some(filter), Some(it.months)));
    let most = it.rules.count(Node::OverRecords(Fold::Max, it.list, Some(filter), Some(it.months)));
    for (facts, says) in [
        (r#"{"招用人员": [{"月数": 9}]}"#, ["0m?", "0m?", "!"]),
        (r#"{"招用人员": [{"已参保": true, "月数": 9}]}"#, ["!", "!", "!"]),
        (r#"{"招用人员": [{"已参保": false, "月数": 9}]}"#, ["0", "0", "!"]),
    ] {
        let found = [count, sum, most].map(|node| it.rules.says(node, facts));
        assert_eq!(found.each_ref().map(String::as_str), says, "{facts}");
    }
}
