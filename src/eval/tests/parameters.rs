use super::*;
use crate::eval::Slot;
use crate::value::{Number, Range, Value};

fn row(rules: &mut Rules, from: &str, to: &str, region: RegionId, value: &str) -> ParameterRow {
    let text = |text: &str| (!text.is_empty()).then(|| day(text));
    ParameterRow {
        from: text(from),
        to: text(to),
        region,
        value: rules.number(value),
        published: None,
        supersedes: vec![],
        citations: vec![],
        doubts: vec![],
    }
}

fn parameter(rules: &mut Rules, rows: Vec<ParameterRow>) -> NodeId {
    rules.program.parameters.push(Parameter {
        name: "参数".into(),
        policy: None,
        kind: Kind::Percent,
        rows,
        set_locally: None,
        bounds: Bounds::default(),
        notes: Notes::default(),
    });
    rules.node(Node::Parameter(ParameterId(rules.program.parameters.len() as u32 - 1)), Kind::Percent)
}

const EVERYWHERE: RegionId = RegionId(0);

fn on(rules: &Rules, node: NodeId, today: &str, law_day: &str) -> String {
    let facts = Facts::default();
    let asked = Asked { today: day(today), law_day: Some(day(law_day)), region: Some(EVERYWHERE) };
    show(&Run::new(&rules.program, &facts, asked).value(node))
}

#[test]
fn a_row_holds_on_both_its_end_days() {
    let mut rules = Rules::new();
    let rows = vec![
        row(&mut rules, "2021-01-01", "2022-12-31", EVERYWHERE, "0.025"),
        row(&mut rules, "2023-01-01", "2027-12-31", EVERYWHERE, "0.05"),
    ];
    let rate = parameter(&mut rules, rows);
    for (law_day, says) in [
        ("2020-12-31", "!"),
        ("2021-01-01", "0.025"),
        ("2022-12-31", "0.025"),
        ("2023-01-01", "0.05"),
        ("2028-01-01", "!"),
    ] {
        assert_eq!(on(&rules, rate, "2026-11-22", law_day), says, "{law_day}");
    }
    let facts = Facts::default();
    let asked = Asked { today: day("2026-11-22"), law_day: Some(day("2028-01-01")), region: None };
    let reasons = Run::new(&rules.program, &facts, asked).reasons(rate);
    assert_eq!((reasons[0].reason, reasons[0].at.as_str()), (Reason::NoValue, "参数"));
}

#[test]
fn what_is_published_later_is_not_known_today() {
    let mut rules = Rules::new();
    let mut rows = vec![row(&mut rules, "2026-01-01", "", EVERYWHERE, "0.5")];
    rows[0].published = Some(day("2026-06-15"));
    let rate = parameter(&mut rules, rows);
    assert_eq!(on(&rules, rate, "2026-06-14", "2026-03-01"), "!");
    assert_eq!(on(&rules, rate, "2026-06-15", "2026-03-01"), "0.5");
}

#[test]
fn the_smallest_place_wins_and_a_later_document_supersedes() {
    let mut rules = Rules::new();
    let fujian = rules.place("福建省", Some(EVERYWHERE));
    let xiamen = rules.place("厦门市", Some(fujian));
    let document = DocumentId(7);
    let mut rows = vec![
        row(&mut rules, "2025-01-01", "", EVERYWHERE, "0.3"),
        row(&mut rules, "2025-07-01", "2025-12-31", fujian, "0.5"),
        row(&mut rules, "2025-10-01", "", EVERYWHERE, "0.35"),
    ];
    rows[0].citations = vec![Citation { document: Some(document), article: None }];
    rows[2].supersedes = vec![document];
    let rate = parameter(&mut rules, rows);
    let facts = Facts::default();
    let at = |law_day: &str, region: RegionId| {
        let asked = Asked { today: day("2026-11-22"), law_day: Some(day(law_day)), region: Some(region) };
        show(&Run::new(&rules.program, &facts, asked).value(rate))
    };
    assert_eq!(at("2025-08-01", xiamen), "0.5");
    assert_eq!(at("2025-08-01", EVERYWHERE), "0.3");
    assert_eq!(at("2025-11-01", fujian), "0.5");
    assert_eq!(at("2025-11-01", EVERYWHERE), "0.35");
    assert_eq!(at("2026-01-01", xiamen), "0.35");
}

#[test]
fn an_open_place_joins_what_it_may_pick() {
    let mut rules = Rules::new();
    let fujian = rules.place("福建省", Some(EVERYWHERE));
    let fact = rules.fact_id("注册地区", Kind::Region);
    let rows = vec![row(&mut rules, "", "", EVERYWHERE, "0.3"), row(&mut rules, "", "", fujian, "0.5")];
    let rate = parameter(&mut rules, rows);
    assert_eq!(rules.says(rate, "{}"), "[0.3,0.5]m");
    assert_eq!(rules.says(rate, r#"{"注册地区": "福建省"}"#), "0.5");
    assert_eq!(rules.fact_mut(fact).name, "注册地区");
}

#[test]
fn an_open_law_day_joins_what_it_may_pick() {
    let mut rules = Rules::new();
    let year = rules.fact_id("纳税年度", Kind::Year);
    let year = rules.node(Node::Fact(year), Kind::Year);
    let law_day = rules.node(Node::YearEnd(year), Kind::Date);
    let rows = vec![
        row(&mut rules, "2021-01-01", "2022-12-31", EVERYWHERE, "0.025"),
        row(&mut rules, "2023-01-01", "", EVERYWHERE, "0.05"),
    ];
    let rate = parameter(&mut rules, rows);
    let policy = rules.policy("政策", &[]);
    rules.policy_mut(policy).law_day = Some(law_day);
    let says = |json: &str| {
        let facts = rules.facts(json);
        let mut run = Run::new(&rules.program, &facts, asked());
        run.enter(policy);
        show(&run.value(rate))
    };
    assert_eq!(says(r#"{"纳税年度": 2022}"#), "0.025");
    assert_eq!(says(r#"{"纳税年度": 2023}"#), "0.05");
    assert_eq!(says(r#"{"纳税年度": {"from": 2022, "to": 2023}}"#), "[0.025,0.05]m");
    assert_eq!(says("{}"), "[0.025,0.05]m?");
}

#[test]
fn a_bound_set_by_law_is_cut_to_its_range() {
    let mut rules = Rules::new();
    let half = rules.number("0.5");
    let ceiling = rules.node(Node::Between(Some(half), None, Openness::Law), Kind::Percent);
    let mut rows = vec![row(&mut rules, "", "", EVERYWHERE, "0")];
    rows[0].value = ceiling;
    let rate = parameter(&mut rules, rows);
    let one = rules.number("1");
    let parameter = &mut rules.program.parameters[0];
    parameter.bounds.high = Some(one);
    assert_eq!(rules.says(rate, "{}"), "[0.5,1]l");
}

#[test]
fn a_figure_left_to_places_is_everything_within_its_range() {
    let mut rules = Rules::new();
    let award = parameter(&mut rules, vec![]);
    let (zero, most) = (rules.number("0"), rules.number("1000000"));
    let declared = &mut rules.program.parameters[0];
    declared.set_locally = Some("市、区".into());
    declared.bounds = Bounds { low: Some(zero), high: Some(most) };
    assert_eq!(rules.says(award, "{}"), "[0,1000000]l");
    let enough = rules.at_least(award, "500000");
    assert_eq!(rules.says(enough, "{}"), "J");
}

#[test]
fn a_yearly_fact_counts_back_from_the_law_day() {
    let mut rules = Rules::new();
    let founded = rules.day_fact("注册日期");
    let revenue = rules.yearly("营业收入", Some(FactId(0)));
    let last = rules.node(Node::FactInYear(revenue, 1), Kind::Money);
    assert_eq!(rules.says(last, r#"{"营业收入": {"2025": 7}, "注册日期": "2020-01-01"}"#), "7");
    // A year before the anchor's does not exist; the anchor's own does.
    assert_eq!(rules.says(last, r#"{"注册日期": "2026-01-01"}"#), "!");
    assert_eq!(rules.says(last, r#"{"营业收入": {"2025": 7}, "注册日期": "2025-12-31"}"#), "7");
    // While the anchor is open, its existence is; but a figure given says that its year exists.
    assert_eq!(rules.says(last, "{}"), "[0,)m?");
    assert_eq!(rules.says(last, r#"{"营业收入": {"2024": 7}}"#), "[0,)m?");
    assert_eq!(rules.says(last, r#"{"营业收入": {"2025": 7}}"#), "7");
    assert_eq!(rules.says(last, r#"{"营业收入(上年)": 7}"#), "7");
    // One that is only assumed says nothing.
    let assumed = [(Slot::Year(revenue, 2025), Value::Number(Range::point(Number::from(7))))];
    let nothing = rules.facts("{}");
    let mut run = Run::new(&rules.program, &nothing, asked());
    assert_eq!(show(&run.under(&assumed, |run| run.value(last))), "7m?");
    assert_eq!(rules.says(last, r#"{"注册日期": "2020-01-01"}"#), "[0,)m");
    let facts = rules.facts("{}");
    let mut run = Run::new(&rules.program, &facts, asked());
    assert_eq!(run.slot(last).map(|slot| slot.name(&rules.program)).as_deref(), Some("营业收入(2025)"));
    assert_eq!(run.reasons(last)[0].look_at, [Slot::Fact(FactId(0))]);
    assert!(rules.value(founded, "{}").marks().missing);
}

#[test]
fn aggregates_skip_years_that_do_not_exist() {
    let mut rules = Rules::new();
    rules.day_fact("注册日期");
    let anchor = FactId(0);
    let costs = rules.yearly("研发费用", Some(anchor));
    let years: Vec<(u8, NodeId)> =
        (1..=3).map(|before| (before, rules.node(Node::FactInYear(costs, before), Kind::Money))).collect();
    let mut over = |fold: Fold| rules.node(Node::OverYears(fold, Some(anchor), years.clone()), Kind::Money);
    let (sum, mean, least, count) = (over(Fold::Sum), over(Fold::Mean), over(Fold::Min), over(Fold::Count));
    for (given, says) in [
        (r#"{"研发费用": {"2025": 30, "2024": 20, "2023": 10}, "注册日期": "2020-01-01"}"#, ["60", "20", "10", "3"]),
        (r#"{"研发费用": {"2025": 30, "2024": 20}, "注册日期": "2024-06-01"}"#, ["50", "25", "20", "2"]),
        (r#"{"注册日期": "2026-01-01"}"#, ["0", "!", "!", "0"]),
        // A figure given says that its year exists, whatever is known of the day.
        (r#"{"研发费用": {"2025": 30, "2024": 20, "2023": 10}}"#, ["60", "20", "10", "3"]),
        // Which of the others count is open, but each counts only where it exists.
        (r#"{"研发费用": {"2025": 30, "2024": 20}}"#, ["[50,)m", "[50/3,)m", "[0,20]m", "[2,3]m"]),
    ] {
        let found = [sum, mean, least, count].map(|node| rules.says(node, given));
        assert_eq!(found.each_ref().map(String::as_str), says, "{given}");
    }
}

#[test]
fn an_open_law_day_leaves_the_year_open() {
    let mut rules = Rules::new();
    let year = rules.fact_id("纳税年度", Kind::Year);
    let year = rules.node(Node::Fact(year), Kind::Year);
    let law_day = rules.node(Node::YearEnd(year), Kind::Date);
    let revenue = rules.yearly("营业收入", None);
    let this = rules.node(Node::FactInYear(revenue, 0), Kind::Money);
    let policy = rules.policy("政策", &[]);
    rules.policy_mut(policy).law_day = Some(law_day);
    let says = |json: &str| {
        let facts = rules.facts(json);
        let mut run = Run::new(&rules.program, &facts, asked());
        run.enter(policy);
        let slot = run.slot(this).map(|slot| slot.name(&rules.program)).unwrap_or_default();
        (slot, show(&run.value(this)))
    };
    let both = r#""营业收入": {"2024": 4, "2025": 5}"#;
    assert_eq!(says(&format!(r#"{{"纳税年度": 2024, {both}}}"#)), ("营业收入(2024)".into(), "4".into()));
    let open = format!(r#"{{"纳税年度": {{"from": 2024, "to": 2025}}, {both}}}"#);
    assert_eq!(says(&open), ("营业收入(当年)".into(), "[4,5]m".into()));
    assert_eq!(says("{}"), ("营业收入(当年)".into(), "[0,)m".into()));
    assert_eq!(says(r#"{"营业收入(当年)": 9}"#), ("营业收入(当年)".into(), "9".into()));
}
