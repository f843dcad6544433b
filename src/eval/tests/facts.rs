use super::*;
use crate::eval::{FactsCode, FactsProblem, Slot};

fn catalogue() -> Rules {
    let mut rules = Rules::new();
    let jiangsu = rules.place("江苏省", Some(RegionId(0)));
    rules.place("铜山区", Some(jiangsu));
    rules.program.regions[2].code = Some("320312".into());
    rules.yes_no("查账征收");
    rules.amount("职工总数", "0..", false);
    rules.amount("科技人员", "0..", false);
    let all = rules.count(Node::Fact(FactId(1)));
    rules.fact_mut(FactId(2)).bounds.high = Some(all);
    rules.amount("人数", "0..300", true);
    rules.day_fact("注册日期");
    let options = rules.options(&["新申请", "复核"], false);
    rules.fact_id("类型", Kind::Choice(options));
    rules.fact_id("地区", Kind::Region);
    rules.yearly("营业收入", None);
    rules.list("知识产权", &[("类别", Kind::Choice(options)), ("年限", Kind::Duration(MONTHS))], 2);
    rules.fact_id("比例", Kind::Percent);
    rules.fact_id("期限", Kind::Duration(MONTHS));
    rules.fact_id("工期", Kind::Duration(WORKING_DAYS));
    rules.fact_id("年度", Kind::Year);
    rules.fact_id("企业名称", Kind::Text);
    rules.judged("发挥核心支持作用");
    rules.policy("政策", &[]);
    rules
}

fn problems(rules: &Rules, json: &str) -> Vec<FactsProblem> {
    match Facts::read(&rules.program, json, ExtraFacts::Refuse) {
        Ok(facts) => panic!("{json} was read as {facts:?}"),
        Err(error) => error.problems,
    }
}

#[test]
fn values_are_read_by_their_types() {
    let rules = catalogue();
    let year_of = |fact: u32, year: i32| Slot::Year(FactId(fact), year);
    for (json, slot, says) in [
        (r#"{"查账征收": true}"#, Slot::Fact(FactId(0)), "T"),
        (r#"{"职工总数": 12.50}"#, Slot::Fact(FactId(1)), "12.5"),
        (r#"{"职工总数": "12.50"}"#, Slot::Fact(FactId(1)), "12.5"),
        (r#"{"职工总数": 1.5e3}"#, Slot::Fact(FactId(1)), "1500"),
        (
            r#"{"职工总数": 0.1000000000000000055511151231}"#,
            Slot::Fact(FactId(1)),
            "1000000000000000055511151231/10000000000000000000000000000",
        ),
        (r#"{"职工总数": {"from": 8, "below": "13"}}"#, Slot::Fact(FactId(1)), "[8,13)m"),
        (r#"{"人数": {"above": 8, "below": "13"}}"#, Slot::Fact(FactId(3)), "[9,12]m"),
        (r#"{"注册日期": "0001-01-02"}"#, Slot::Fact(FactId(4)), "2"),
        (r#"{"类型": "复核"}"#, Slot::Fact(FactId(5)), "1"),
        (r#"{"营业收入": {"2025": "50000000"}}"#, year_of(7, 2025), "50000000"),
        (r#"{"营业收入(2024)": 3}"#, year_of(7, 2024), "3"),
        (r#"{"营业收入(上年)": 3}"#, Slot::YearBefore(FactId(7), 1), "3"),
        (r#"{"知识产权": [{}, {"类别": "新申请", "年限": "2年"}]}"#, Slot::Field(FactId(8), 1, 0), "0"),
        (r#"{"知识产权": [{}, {"类别": "新申请", "年限": "2年"}]}"#, Slot::Field(FactId(8), 1, 1), "24"),
        (r#"{"比例": "5%"}"#, Slot::Fact(FactId(9)), "0.05"),
        (r#"{"比例": 0.05}"#, Slot::Fact(FactId(9)), "0.05"),
        (r#"{"期限": "P3M"}"#, Slot::Fact(FactId(10)), "3"),
        (r#"{"期限": "3个月"}"#, Slot::Fact(FactId(10)), "3"),
        (r#"{"期限": 3}"#, Slot::Fact(FactId(10)), "3"),
        (r#"{"工期": "P5BD"}"#, Slot::Fact(FactId(11)), "5"),
        (r#"{"年度": 2024}"#, Slot::Fact(FactId(12)), "2024"),
        (r#"{"发挥核心支持作用": true}"#, Slot::Judged(JudgedId(0)), "T"),
        (r#"{"政策·发挥核心支持作用": false}"#, Slot::Judged(JudgedId(0)), "F"),
    ] {
        let facts = rules.facts(json);
        assert_eq!(facts.known(slot).map(show).as_deref(), Some(says), "{json}");
    }
    let by_code = rules.facts(r#"{"地区": "320312"}"#);
    assert_eq!(by_code, rules.facts(r#"{"地区": "铜山区"}"#));
    assert_eq!(rules.facts(r#"{"职工总数": null, "知识产权": null, "营业收入": {"2025": null}}"#), Facts::default());
    assert_eq!(rules.facts(r#"{"知识产权": []}"#).records(FactId(8)), Some(0));
}

#[test]
fn every_problem_stands_at_its_path() {
    use FactsCode::*;
    let rules = catalogue();
    let digits = "1".repeat(31);
    for (json, code, path) in [
        ("[]".to_owned(), BadJson, ""),
        ("{".to_owned(), BadJson, ""),
        (r#"{"职工总数": 1, "职工总数": 2}"#.to_owned(), DuplicateKey, "职工总数"),
        (r#"{"知识产权": [{"类别": "复核", "类别": "复核"}]}"#.to_owned(), DuplicateKey, "知识产权[0].类别"),
        (r#"{"营业收入": {"2025": 1}, "营业收入(2025)": 2}"#.to_owned(), DuplicateKey, "营业收入(2025)"),
        (r#"{"职工数": 1}"#.to_owned(), UnknownFact, "职工数"),
        (r#"{"知识产权": [{"类型": "复核"}]}"#.to_owned(), UnknownFact, "知识产权[0].类型"),
        (r#"{"查账征收": "是"}"#.to_owned(), WrongType, "查账征收"),
        (r#"{"职工总数": "十"}"#.to_owned(), WrongType, "职工总数"),
        (r#"{"职工总数": [1]}"#.to_owned(), WrongType, "职工总数"),
        (r#"{"人数": 1.5}"#.to_owned(), WrongType, "人数"),
        (r#"{"人数": {"most": 1}}"#.to_owned(), WrongType, "人数.most"),
        (r#"{"人数": 301}"#.to_owned(), OutOfRange, "人数"),
        (r#"{"人数": -1}"#.to_owned(), OutOfRange, "人数"),
        (r#"{"人数": {"from": 5, "to": 4}}"#.to_owned(), OutOfRange, "人数"),
        (r#"{"职工总数": 10, "科技人员": 11}"#.to_owned(), OutOfRange, "科技人员"),
        (r#"{"注册日期": "2026-02-29"}"#.to_owned(), BadDate, "注册日期"),
        (r#"{"注册日期": 20260228}"#.to_owned(), WrongType, "注册日期"),
        (r#"{"类型": "复合"}"#.to_owned(), UnknownChoice, "类型"),
        (r#"{"地区": "铜山县"}"#.to_owned(), UnknownRegion, "地区"),
        (r#"{"营业收入": 5}"#.to_owned(), WrongType, "营业收入"),
        (r#"{"营业收入": {"去年": 5}}"#.to_owned(), BadDate, "营业收入.去年"),
        (r#"{"营业收入": {"2025": -5}}"#.to_owned(), OutOfRange, "营业收入(2025)"),
        (r#"{"知识产权": [{}, {}, {}]}"#.to_owned(), TooLarge, "知识产权"),
        (r#"{"知识产权": [1]}"#.to_owned(), WrongType, "知识产权[0]"),
        (r#"{"期限": "P3D"}"#.to_owned(), WrongType, "期限"),
        (format!(r#"{{"职工总数": {digits}}}"#), TooLarge, "职工总数"),
        (r#"{"职工总数": 1e999}"#.to_owned(), TooLarge, "职工总数"),
        (r#"{"职工总数(2025)": 1}"#.to_owned(), WrongType, "职工总数(2025)"),
        (r#"{"发挥核心支持作用": 1}"#.to_owned(), WrongType, "发挥核心支持作用"),
    ] {
        let found = problems(&rules, &json);
        assert_eq!((found[0].code, found[0].path.as_str()), (code, path), "{json}");
        assert!(!found[0].zh.is_empty() && !found[0].en.is_empty() && !found[0].en.ends_with('.'));
    }
}

#[test]
fn the_nearest_name_is_suggested() {
    let rules = catalogue();
    for (json, suggestion) in [
        (r#"{"职工数": 1}"#, Some("职工总数")),
        (r#"{"类型": "复合"}"#, Some("复核")),
        (r#"{"地区": "铜山县"}"#, Some("铜山区")),
        (r#"{"天气预报": 1}"#, None),
    ] {
        assert_eq!(problems(&rules, json)[0].suggestion.as_deref(), suggestion, "{json}");
    }
}

#[test]
fn all_problems_are_told_at_once() {
    let rules = catalogue();
    let found = problems(&rules, r#"{"人数": 1.5, "职工数": 1, "类型": "复合"}"#);
    assert_eq!(found.len(), 3);
}

#[test]
fn names_that_no_rule_knows_can_be_left_out() {
    let rules = catalogue();
    let read = |json: &str| Facts::read(&rules.program, json, ExtraFacts::Ignore);
    assert_eq!(read(r#"{"天气": 1, "人数": 5}"#), Ok(rules.facts(r#"{"人数": 5}"#)));
    assert!(read(r#"{"天气": 1, "人数": 301}"#).is_err());
    // A column is part of what the rules know.
    assert!(read(r#"{"知识产权": [{"天气": 1}]}"#).is_err());
}

#[test]
fn setting_and_forgetting() {
    let rules = catalogue();
    let program = &rules.program;
    let json = |text: &str| serde_json::from_str::<serde_json::Value>(text).expect("json");
    let start = rules.facts(r#"{"职工总数": 10, "知识产权": [{"类别": "复核"}]}"#);
    let mut facts = start.clone();
    facts.set(program, "职工总数", &json("12")).expect("a number");
    assert_eq!(facts, rules.facts(r#"{"职工总数": 12, "知识产权": [{"类别": "复核"}]}"#));
    facts.set(program, "知识产权[0].类别", &json("null")).expect("a field");
    facts.set(program, "营业收入(2025)", &json("5")).expect("a year");
    facts.set(program, "营业收入(2024)", &json("4")).expect("a year");
    assert_eq!(facts, rules.facts(r#"{"职工总数": 12, "知识产权": [{}], "营业收入": {"2024": 4, "2025": 5}}"#));
    facts.unset(program, "营业收入").expect("a fact");
    facts.set(program, "知识产权[0].类别", &json(r#""复核""#)).expect("a field");
    facts.set(program, "职工总数", &json("10")).expect("a number");
    assert_eq!(facts, start);
    // What is refused changes nothing.
    for (name, value) in [("职工总数", r#""十""#), ("知识产权[1].类别", r#""复核""#), ("科技人员", "11"), ("没有", "1")]
    {
        assert!(facts.set(program, name, &json(value)).is_err(), "{name}");
        assert_eq!(facts, start, "{name}");
    }
}

#[test]
fn judged_lines_of_several_policies_need_their_policy() {
    let mut rules = catalogue();
    rules.policy("另一项", &[]);
    rules
        .program
        .judged
        .push(Judged { name: "发挥核心支持作用".into(), policy: PolicyId(1), by: None, score: None });
    assert_eq!(problems(&rules, r#"{"发挥核心支持作用": true}"#)[0].code, FactsCode::UnknownFact);
    let facts = rules.facts(r#"{"另一项·发挥核心支持作用": true}"#);
    assert!(facts.known(Slot::Judged(JudgedId(0))).is_none());
    assert!(facts.known(Slot::Judged(JudgedId(1))).is_some());
}

#[test]
fn a_figure_for_a_year_before_there_was_an_enterprise_is_refused() {
    let mut rules = Rules::new();
    rules.day_fact("注册日期");
    rules.yearly("营业收入", Some(FactId(0)));
    let json = |day: &str| format!(r#"{{"营业收入": {{"2024": 7}}, "注册日期": {day}}}"#);
    rules.facts(&json(r#""2024-12-31""#));
    // A day that may yet lie early enough is no contradiction.
    rules.facts(&json(r#"{"from": "2024-06-01", "to": "2025-06-01"}"#));
    for day in [r#""2025-01-01""#, r#"{"from": "2025-06-01"}"#] {
        let found = problems(&rules, &json(day));
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].code, found[0].path.as_str()), (FactsCode::OutOfRange, "注册日期"));
        assert_eq!(found[0].zh, "在这一天以前的年度不会有数，却填了 营业收入(2024)");
    }
    let many = r#"{"营业收入": {"2020": 1, "2021": 2, "2022": 3, "2023": 4}, "注册日期": "2025-01-01"}"#;
    let says = "在这一天以前的年度不会有数，却填了 营业收入(2020)、营业收入(2021)、营业收入(2022) 等 4 项";
    assert_eq!(problems(&rules, many)[0].zh, says);
}
