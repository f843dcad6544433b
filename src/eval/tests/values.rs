use super::*;

#[test]
fn unmet_beats_undefined_beats_judged_beats_met() {
    let mut rules = Rules::new();
    let zero = rules.number("0");
    let one = rules.number("1");
    let quotient = rules.arithmetic(Arithmetic::Divide, one, zero);
    let (t, f) = (rules.truth(Node::Truth(true)), rules.truth(Node::Truth(false)));
    let j = rules.judged("甲");
    let u = rules.compare(quotient, Comparison::AtLeast, one);
    for (operands, all, any) in [
        (vec![t, j, u, f], "F", "T"),
        (vec![t, j, u], "U", "T"),
        (vec![t, j], "J", "T"),
        (vec![j, u, f], "F", "U"),
        (vec![j, f], "F", "J"),
        (vec![], "T", "F"),
    ] {
        let all_of = rules.truth(Node::All(operands.clone()));
        let any_of = rules.truth(Node::Any(operands.clone()));
        assert_eq!((rules.says(all_of, "{}").as_str(), rules.says(any_of, "{}").as_str()), (all, any), "{operands:?}");
    }
    let two = rules.truth(Node::AtLeast(2, vec![t, j, f]));
    assert_eq!(rules.says(two, "{}"), "J");
}

#[test]
fn a_number_not_given_is_its_declared_range() {
    let mut rules = Rules::new();
    let people = rules.amount("甲", "0..", true);
    let rate = rules.amount("乙", "0..1", false);
    assert_eq!(rules.says(people, "{}"), "[0,)m");
    assert_eq!(rules.says(rate, "{}"), "[0,1]m");
    assert_eq!(rules.says(people, r#"{"甲": 12}"#), "12");
    assert_eq!(rules.says(people, r#"{"甲": {"from": "8", "below": 13}}"#), "[8,12]m");
}

#[test]
fn a_bound_that_names_another_fact_does_not_narrow() {
    let mut rules = Rules::new();
    let all = rules.amount("职工总数", "0..", false);
    let part = rules.amount("科技人员", "0..", false);
    rules.fact_mut(FactId(1)).bounds.high = Some(all);
    assert_eq!(rules.says(part, r#"{"职工总数": 100}"#), "[0,)m");
}

#[test]
fn division() {
    let mut rules = Rules::new();
    let a = rules.amount("甲", "0..", false);
    let b = rules.amount("乙", "0..", true);
    let quotient = rules.arithmetic(Arithmetic::Divide, a, b);
    let enough = rules.at_least(quotient, "0.1");
    assert_eq!(rules.says(quotient, r#"{"甲": 6, "乙": 73}"#), "6/73");
    assert_eq!(rules.says(quotient, r#"{"甲": 6, "乙": 0}"#), "!");
    assert_eq!(rules.says(quotient, r#"{"甲": 6}"#), "(0,6]m?");
    assert_eq!(rules.says(enough, r#"{"甲": 10, "乙": 100}"#), "T");
    assert_eq!(rules.says(enough, r#"{"甲": "9.99", "乙": 100}"#), "F");
    assert_eq!(rules.says(enough, r#"{"甲": 6}"#), "TFU");
    let facts = rules.facts(r#"{"甲": 6, "乙": 0}"#);
    let named = rules.definition("占比", quotient);
    let mut run = Run::new(&rules.program, &facts, asked());
    let reasons = run.reasons(named);
    assert_eq!(reasons.len(), 1);
    assert_eq!((reasons[0].reason, reasons[0].at.as_str()), (Reason::DivisionByZero, "占比"));
    assert_eq!(reasons[0].look_at, [crate::eval::Slot::Fact(FactId(1))]);
}

#[test]
fn a_comparison_of_what_judges_leave_open_is_judged() {
    let mut rules = Rules::new();
    let (low, high) = (rules.number("68"), rules.number("90"));
    let points = rules.count(Node::Between(Some(low), Some(high), Openness::Judged));
    let ceiling = rules.count(Node::Between(None, Some(high), Openness::Law));
    let fact = rules.amount("甲", "0..10", false);
    let both = rules.arithmetic(Arithmetic::Add, points, fact);
    for (node, figure, says) in
        [(points, "70", "J"), (points, "68", "T"), (points, "91", "F"), (ceiling, "50", "J"), (both, "95", "TFJ")]
    {
        let test = rules.at_least(node, figure);
        assert_eq!(rules.says(test, "{}"), says, "{figure}");
    }
    assert_eq!(rules.says(ceiling, "{}"), "[0,90]l");
}

#[test]
fn days_are_shifted_left_to_right() {
    for (from, by, unit, to) in [
        ("2026-01-31", "1", MONTHS, "2026-02-28"),
        ("2024-02-29", "12", MONTHS, "2025-02-28"),
        ("2026-01-31", "-2", MONTHS, "2025-11-30"),
        ("2026-11-22", "365", DAYS, "2027-11-22"),
        ("9999-12-31", "1", DAYS, "!"),
        ("0001-01-01", "-1", MONTHS, "!"),
        ("2026-11-22", "0", WORKING_DAYS, "2026-11-22"),
        ("2026-11-22", "1", WORKING_DAYS, "!"),
    ] {
        let mut rules = Rules::new();
        let (start, by_node) = (rules.date(from), rules.number(by));
        let shifted = rules.node(Node::Shift(start, by_node, unit), Kind::Date);
        assert_eq!(show_day(&rules.value(shifted, "{}")), to, "{from} {by}");
    }
}

#[test]
fn an_unknown_day_is_any_day() {
    let mut rules = Rules::new();
    let founded = rules.day_fact("注册日期");
    let year = rules.node(Node::YearOf(founded), Kind::Year);
    let today = rules.node(Node::Today, Kind::Date);
    let age = rules.count(Node::FullYears(founded, today));
    let twelve = rules.number("12");
    let later = rules.node(Node::Shift(founded, twelve, MONTHS), Kind::Date);
    let a_year_old = rules.compare(later, Comparison::AtMost, today);
    assert_eq!(rules.says(year, "{}"), "[1,9999]m");
    assert_eq!(rules.says(age, "{}"), "[-7974,2025]m");
    assert_eq!(rules.says(a_year_old, "{}"), "TFU");
    assert_eq!(rules.says(a_year_old, r#"{"注册日期": "2025-11-22"}"#), "T");
    assert_eq!(rules.says(a_year_old, r#"{"注册日期": "2025-11-23"}"#), "F");
    assert_eq!(rules.says(age, r#"{"注册日期": "2000-11-23"}"#), "25");
}

#[test]
fn year_edges() {
    let mut rules = Rules::new();
    let fact = rules.fact_id("纳税年度", Kind::Year);
    let year = rules.node(Node::Fact(fact), Kind::Year);
    let today = rules.node(Node::Today, Kind::Date);
    let of_year = rules.node(Node::YearEnd(year), Kind::Date);
    let of_day = rules.node(Node::YearStart(today), Kind::Date);
    assert_eq!(show_day(&rules.value(of_year, r#"{"纳税年度": 2024}"#)), "2024-12-31");
    assert_eq!(show_day(&rules.value(of_day, "{}")), "2026-01-01");
}

#[test]
fn month_edges() {
    let mut rules = Rules::new();
    let fact = rules.fact_id("取得日", Kind::Date);
    let day = rules.node(Node::Fact(fact), Kind::Date);
    let (first, last) = (rules.node(Node::MonthStart(day), Kind::Date), rules.node(Node::MonthEnd(day), Kind::Date));
    assert_eq!(show_day(&rules.value(first, r#"{"取得日": "2024-02-29"}"#)), "2024-02-01");
    assert_eq!(show_day(&rules.value(last, r#"{"取得日": "2024-02-01"}"#)), "2024-02-29");
    assert_eq!(show_day(&rules.value(last, r#"{"取得日": "9999-12-31"}"#)), "9999-12-31");
    // Of a day that is open, what its ends give.
    let open = r#"{"取得日": {"from": "2026-01-15", "to": "2026-02-03"}}"#;
    let Value::Number(range) = rules.value(last, open) else { panic!("a day is a number") };
    let ends = [range.low(), range.high()]
        .map(|end| show_day(&Value::Number(crate::value::Range::point(end.number().unwrap().clone()))));
    assert_eq!(ends, ["2026-01-31", "2026-02-28"]);
}

#[test]
fn one_of_reads_its_value_once() {
    let mut rules = Rules::new();
    let age = rules.amount("年龄", "0..", false);
    let figures: Vec<NodeId> = ["16", "24", "24", "30", "40"].iter().map(|text| rules.number(text)).collect();
    let members =
        vec![Member::Span(figures[0], figures[1]), Member::Span(figures[2], figures[3]), Member::Value(figures[4])];
    let young = rules.truth(Node::OneOf(age, members));
    assert_eq!(rules.says(young, r#"{"年龄": {"from": 16, "to": 30}}"#), "T");
    assert_eq!(rules.says(young, r#"{"年龄": {"above": 30, "below": 40}}"#), "F");
    assert_eq!(rules.says(young, r#"{"年龄": {"above": 30, "to": 40}}"#), "TF");
}

#[test]
fn ordered_choices_compare_by_their_order() {
    let mut rules = Rules::new();
    let sizes = rules.options(&["微型", "小型", "中型", "大型"], true);
    let fact = rules.fact_id("规模", Kind::Choice(sizes));
    let size = rules.node(Node::Fact(fact), Kind::Choice(sizes));
    let small = rules.node(Node::Choice(sizes, 1), Kind::Choice(sizes));
    let middle = rules.node(Node::Choice(sizes, 2), Kind::Choice(sizes));
    let at_most_small = rules.compare(size, Comparison::AtMost, small);
    let greater = rules.node(Node::Greatest(vec![size, middle]), Kind::Choice(sizes));
    assert_eq!(rules.says(at_most_small, "{}"), "TF");
    assert_eq!(rules.says(at_most_small, r#"{"规模": "微型"}"#), "T");
    assert_eq!(rules.says(greater, "{}"), "2|3");
    assert_eq!(rules.says(greater, r#"{"规模": "微型"}"#), "2");
}

#[test]
fn several_choices() {
    let mut rules = Rules::new();
    let items = rules.options(&["热食类", "冷食类", "预包装"], false);
    let fact = rules.fact_id("项目", Kind::Choices(items));
    let all = rules.node(Node::Fact(fact), Kind::Choices(items));
    let hot = rules.truth(Node::Contains(all, 0));
    let how_many = rules.count(Node::OverRecords(Fold::Count, fact, None, None));
    assert_eq!(rules.says(hot, "{}"), "TF");
    assert_eq!(rules.says(hot, r#"{"项目": ["热食类", "预包装"]}"#), "T");
    assert_eq!(rules.says(hot, r#"{"项目": []}"#), "F");
    assert_eq!(rules.says(how_many, r#"{"项目": ["热食类", "预包装"]}"#), "2");
    assert_eq!(rules.says(how_many, "{}"), "[0,3]m");
}

#[test]
fn places_lie_in_places() {
    let mut rules = Rules::new();
    let jiangsu = rules.place("江苏省", Some(RegionId(0)));
    let xuzhou = rules.place("徐州市", Some(jiangsu));
    let tongshan = rules.place("铜山区", Some(xuzhou));
    let fujian = rules.place("福建省", Some(RegionId(0)));
    let fact = rules.fact_id("注册地区", Kind::Region);
    let place = rules.node(Node::Fact(fact), Kind::Region);
    for (given, within, says) in [
        ("{}", xuzhou, "TF"),
        (r#"{"注册地区": "铜山区"}"#, xuzhou, "T"),
        (r#"{"注册地区": "铜山区"}"#, fujian, "F"),
        // A city given where a district is asked means any of its districts.
        (r#"{"注册地区": "徐州市"}"#, tongshan, "TF"),
        (r#"{"注册地区": "徐州市"}"#, jiangsu, "T"),
        (r#"{"注册地区": "福建省"}"#, tongshan, "F"),
    ] {
        let outer = rules.node(Node::Region(within), Kind::Region);
        let lies = rules.truth(Node::Within(place, outer));
        assert_eq!(rules.says(lies, given), says, "{given} in {within:?}");
    }
    let province = rules.node(Node::Ancestor(place, RegionRank::Country), Kind::Region);
    assert!(rules.value(province, r#"{"注册地区": "铜山区"}"#).is_settled());
}

#[test]
fn rounding() {
    let mut rules = Rules::new();
    let amount = rules.amount("甲", "..", false);
    let step = rules.number("0.01");
    let half_up = rules.count(Node::Round(crate::value::Rounding::HalfUp, amount, step));
    assert_eq!(rules.says(half_up, r#"{"甲": "0.125"}"#), "0.13");
    assert_eq!(rules.says(half_up, r#"{"甲": "-0.125"}"#), "-0.13");
    assert_eq!(rules.says(half_up, r#"{"甲": {"above": "0.125", "below": "0.135"}}"#), "0.13");
}

#[test]
fn a_city_may_have_a_zone_on_the_ground_of_another() {
    let mut rules = Rules::new();
    let shenzhen = rules.place("深圳市", Some(RegionId(0)));
    let shanwei = rules.place("汕尾市", Some(RegionId(0)));
    let zone = rules.place("深汕合作区", Some(shenzhen));
    rules.program.regions[zone.index()].ties.lies_in = Some(shanwei);
    let fact = rules.fact_id("注册地区", Kind::Region);
    let place = rules.node(Node::Fact(fact), Kind::Region);
    let outer = rules.node(Node::Region(shanwei), Kind::Region);
    let lies = rules.truth(Node::Within(place, outer));
    assert_eq!(rules.says(lies, r#"{"注册地区": "深汕合作区"}"#), "T");
    // Somewhere in the city, so perhaps in its zone.
    assert_eq!(rules.says(lies, r#"{"注册地区": "深圳市"}"#), "TF");
}
