//! Words of what differs, which comparisons of two states and of several places share.

use crate::output::{DOUBTFUL, FAINT, HEAD, Output, WELL, WRONG};
use crate::people::said;
use clap::builder::styling::Style;
use guiju::diagnostic::Language;
use guiju::explain::answer::Text;
use guiju::service::{Direction, ElementKind, Witness};
use serde_json::Value as Json;

/// A direction in words, with its style.
pub(crate) fn direction(direction: Option<Direction>, of: ElementKind, output: &Output) -> (Style, &'static str) {
    let time = matches!(of, ElementKind::StatutoryLimit | ElementKind::PromisedLimit);
    let (style, zh, en) = match direction {
        Some(Direction::More) if time => (HEAD, "更长", "longer"),
        Some(Direction::Less) if time => (HEAD, "更短", "shorter"),
        Some(Direction::Stricter) => (WRONG, "更严", "stricter"),
        Some(Direction::Looser) => (WELL, "更宽", "looser"),
        Some(Direction::More) => (HEAD, "更多", "more"),
        Some(Direction::Less) => (HEAD, "更少", "less"),
        Some(Direction::Mixed) => (DOUBTFUL, "对有的更有利、对有的更不利", "better for some, worse for others"),
        Some(Direction::NoneFound) => (FAINT, "没有找到因此结果不同的企业", "no profile found that it changes"),
        None => (FAINT, "", ""),
    };
    match output.language() {
        Language::Zh => (style, zh),
        Language::En => (style, en),
    }
}

/// A profile that shows a difference, on one line, with the names of the two sides.
pub(crate) fn witness_line(witness: &Witness, sides: (&str, &str), output: &Output) -> String {
    let facts = witness.facts.iter().map(|(name, it)| format!("{name} = {}", value(it, output))).collect::<Vec<_>>();
    let (before, after) = (said(&witness.before, output), said(&witness.after, output));
    match output.language() {
        Language::Zh if facts.is_empty() => format!("{} {before}，{} {after}", sides.0, sides.1),
        Language::En if facts.is_empty() => format!("{} {before}, {} {after}", sides.0, sides.1),
        Language::Zh => format!("如 {}：{} {before}，{} {after}", facts.join("，"), sides.0, sides.1),
        Language::En => format!("e.g. {}: {} {before}, {} {after}", facts.join(", "), sides.0, sides.1),
    }
}

/// A value of a facts file as people write it.
fn value(value: &str, output: &Output) -> String {
    if let Ok(Json::Array(items)) = serde_json::from_str::<Json>(value) {
        let items = items.iter().map(|item| match item {
            Json::Object(record) => {
                let columns = record.iter().map(|(name, it)| format!("{name} {}", self::value(&plain(it), output)));
                columns.collect::<Vec<_>>().join(output.pick("、", ", "))
            }
            other => self::value(&plain(other), output),
        });
        return format!("[{}]", items.collect::<Vec<_>>().join(output.pick("；", "; ")));
    }
    let lasting = |unit: char| {
        let number = value.strip_prefix('P')?.strip_suffix(unit)?;
        number.chars().all(|digit| digit.is_ascii_digit()).then_some(number)
    };
    match (value, lasting('M'), lasting('D'), lasting('Y')) {
        ("true", ..) => output.pick("是", "yes").to_owned(),
        ("false", ..) => output.pick("否", "no").to_owned(),
        (_, Some(months), ..) => format!("{months}{}", output.pick("个月", " months")),
        (_, _, Some(days), _) => format!("{days}{}", output.pick("天", " days")),
        (_, _, _, Some(years)) => format!("{years}{}", output.pick("年", " years")),
        _ => value.to_owned(),
    }
}

fn plain(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// What an element is called among the others.
pub(crate) fn element_name(of: ElementKind, name: Option<&str>, title: Option<&Text>, output: &Output) -> String {
    match title {
        Some(title) => said(title, output).to_owned(),
        None => {
            let (zh, en) = kind(of);
            format!("{} {}", output.pick(zh, en), name.unwrap_or_default()).trim_end().to_owned()
        }
    }
}

fn kind(kind: ElementKind) -> (&'static str, &'static str) {
    match kind {
        ElementKind::Version => ("版本", "version"),
        ElementKind::Authority => ("主管", "authority"),
        ElementKind::Handler => ("承办", "handler"),
        ElementKind::Level => ("层级", "level"),
        ElementKind::Delegated => ("委托", "delegated"),
        ElementKind::Element => ("要素", "element"),
        ElementKind::Document => ("文件", "documents"),
        ElementKind::Effective => ("有效", "effective"),
        ElementKind::Applies => ("适用", "applies"),
        ElementKind::LawDay => ("适用日", "law day"),
        ElementKind::Window => ("申报", "window"),
        ElementKind::Condition => ("条件", "condition"),
        ElementKind::Each => ("逐项", "each"),
        ElementKind::Transition => ("过渡", "transition"),
        ElementKind::Case => ("情形", "case"),
        ElementKind::Parameter => ("参数", "parameter"),
        ElementKind::Definition => ("定义", "definition"),
        ElementKind::Table => ("表", "table"),
        ElementKind::Score => ("评分", "score"),
        ElementKind::Material => ("材料", "paper"),
        ElementKind::DeferralRule => ("容缺办法", "rules for papers that may follow"),
        ElementKind::PromiseRule => ("告知承诺办法", "rules for promises"),
        ElementKind::Benefit => ("待遇", "benefit"),
        ElementKind::Result => ("结果", "result"),
        ElementKind::Apply => ("申请", "where to apply"),
        ElementKind::Accepts => ("受理", "accepted by"),
        ElementKind::Decides => ("决定", "decided by"),
        ElementKind::Decider => ("决定机关", "deciding organ"),
        ElementKind::StatutoryLimit => ("法定时限", "statutory limit"),
        ElementKind::PromisedLimit => ("承诺时限", "promised limit"),
        ElementKind::Visits => ("跑动", "visits"),
        ElementKind::Mode => ("方式", "ways to handle it"),
        ElementKind::SpecialProcedure => ("特别程序", "special procedures"),
        ElementKind::Fee => ("收费", "fee"),
        ElementKind::Hotline => ("咨询", "whom to ask"),
        ElementKind::Hint => ("提示", "notice"),
        ElementKind::Duty => ("义务", "duty"),
        ElementKind::Stack => ("叠加", "stack"),
        ElementKind::Sharing => ("共享", "sharing"),
        ElementKind::Policy => ("政策", "policy"),
        ElementKind::Chain => ("一件事", "chain"),
        ElementKind::Fact => ("事实", "fact"),
        ElementKind::Choices => ("选项", "choices"),
        ElementKind::QuestionGroup => ("组", "group"),
        ElementKind::Region => ("地区", "region"),
        ElementKind::Calendar => ("日历", "calendar"),
        ElementKind::Department => ("部门", "department"),
        ElementKind::Organ => ("机关", "organ"),
        ElementKind::Empowerment => ("赋权", "empowerment"),
    }
}
