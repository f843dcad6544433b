//! The Chinese words. The reader is 您, the law's figure always says whether it counts itself.

mod handling;

use super::{Among, Amount, Compared, Figure, Gap, GapKind, Headline, Limit, NotApplicable, Sentence, Shown, Verdict};
use crate::explain::answer::{ConditionOutcome, Text};
use crate::program::{Comparison, Fold, Reason};
use crate::value::Rounding;

/// More names than these are counted, not listed.
const MOST_NAMES: usize = 4;

pub(super) fn words(sentence: &Sentence) -> String {
    match sentence {
        Sentence::Compared(compared) => comparison(compared),
        Sentence::Among(among) => membership(among),
        Sentence::Tier { name, value, because } if because.is_empty() => format!("{}适用 {}", name.zh, shown(value)),
        Sentence::Tier { name, value, because } => {
            format!("{}适用 {}（{}）", name.zh, shown(value), list(because, "；"))
        }
        Sentence::Band { input, value, low, high } => {
            let ends: Vec<String> =
                [low, high].into_iter().flatten().map(|(sign, figure)| requirement(*sign, figure)).collect();
            match ends.as_slice() {
                [] => format!("{} {}", input.zh, shown(value)),
                _ => format!("{} {}，在{}一档", input.zh, shown(value), ends.join("、")),
            }
        }
        Sentence::Holds { from, to } => match (from, to) {
            (Some(from), Some(to)) => format!("{from} 至 {to}"),
            (Some(from), None) => format!("{from} 起"),
            (None, Some(to)) => format!("至 {to}"),
            (None, None) => "一直如此".to_owned(),
        },
        Sentence::Gap(gap) => wanting(gap),
        Sentence::Change(gap) => change(gap),
        Sentence::Turn { from, below: ConditionOutcome::Unmet, then: ConditionOutcome::Met } => {
            format!("满 {0}就符合，不到 {0}不符合。", from.zh())
        }
        Sentence::Turn { from, below: ConditionOutcome::Met, then: ConditionOutcome::Unmet } => {
            format!("不到 {0}就符合，满 {0}不符合。", from.zh())
        }
        Sentence::Turn { from, below, then } => {
            format!("满 {0}{1}，不到 {0}{2}。", from.zh(), turned(*then), turned(*below))
        }
        Sentence::Of { what, said } => format!("{}：{}", what.zh, said.zh),
        Sentence::NoWay => "有一样就行，现在都不符合：".to_owned(),
        Sentence::Ended(text) => format!("{}。", text.zh),
        Sentence::Wanting { facts } => format!("要知道{}。", several(facts)),
        Sentence::Given { facts } => {
            let given: Vec<String> =
                facts.iter().map(|(name, value)| format!("{}“{}”", name.zh, shown(value))).collect();
            format!("您填的：{}。", given.join("，"))
        }
        Sentence::Judge { lines, of, by } => {
            let by = by.as_ref().map_or("由人判断".to_owned(), |by| format!("由{by}判断"));
            match lines.as_slice() {
                [] => format!("{}，{by}。", of.zh),
                lines => format!("是否{}，{by}。", lines.join("、")),
            }
        }
        Sentence::Decided { line, holds } => {
            format!("{line}：已认定为{}。", if *holds { "是" } else { "否" })
        }
        Sentence::Verdicts(verdicts) => {
            let verdicts: Vec<String> =
                verdicts.iter().map(|(name, found)| format!("{}：{}", name.zh, outcome(*found))).collect();
            format!("{}。", verdicts.join("；"))
        }
        Sentence::Blocked { reason, at, stated, facts } => blocked(*reason, at.as_ref(), *stated, facts),
        Sentence::Waived => "按除外的情形，这一条不作要求。".to_owned(),
        Sentence::Deemed { transition, until } => {
            let until = until.as_ref().map(|until| format!("到 {} 为止", shown(until))).unwrap_or_default();
            format!("按过渡规定“{}”，{until}视为符合。", transition.zh)
        }
        Sentence::Records { unit, met, unmet, open, judged } => {
            let unit = unit.as_deref().unwrap_or("条");
            let counted = [(met, "符合"), (unmet, "不符合"), (open, "还缺资料"), (judged, "等人认定")];
            let counted = counted.iter().filter(|(count, _)| **count > 0);
            let counted: Vec<String> = counted.map(|(count, what)| format!("{count} {unit}{what}")).collect();
            if counted.is_empty() { "一条也没有。".to_owned() } else { format!("{}。", counted.join("，")) }
        }
        Sentence::Merged { place, since, into } => format!("{}自{since}起并入{}", place.zh, into.zh),
        Sentence::Parted { place, since, into } => {
            let into: Vec<&str> = into.iter().map(|place| place.zh.as_str()).collect();
            format!("{}自{since}起分为{}，请重新填是哪一个", place.zh, into.join("、"))
        }
        Sentence::Bare(bare) => format!("{}。", outcome(*bare)),
        Sentence::Window(window) => handling::application(window),
        Sentence::Amount(amount) => match amount {
            Amount::Exactly(figure) => figure.zh(),
            Amount::AtMost(figure) => format!("最多 {}", figure.zh()),
            Amount::AtLeast(figure) => format!("至少 {}", figure.zh()),
            Amount::Between(low, high) => format!("{}–{}", low.zh_before(high), high.zh()),
            Amount::Open => "金额未定".to_owned(),
            Amount::NoValue => "金额算不出".to_owned(),
        },
        Sentence::NotGiven => "按您填的，没有这一项".to_owned(),
        Sentence::GivenIf { what, facts } if facts.is_empty() => format!("{}；有没有这一项还不能定", what.zh),
        Sentence::GivenIf { what, facts } => format!("{}；有没有这一项，要看{}", what.zh, several(facts)),
        Sentence::Paper(paper) => handling::material(paper),
        Sentence::Spared(spared) => handling::spared(spared),
        Sentence::Decides(decides) => handling::decides(decides),
        Sentence::Limit(limit) => match limit {
            Limit::Within(figure) => figure.zh(),
            Limit::AtOnce => "即办".to_owned(),
            Limit::NoneSet => "没有统一时限".to_owned(),
            Limit::Open => "时限未定".to_owned(),
        },
        Sentence::Special { takes, uncounted } => {
            let takes = takes.as_ref().map_or("时间不定".to_owned(), Figure::zh);
            if *uncounted { format!("{takes}，不计入时限") } else { takes }
        }
        Sentence::Verdict(verdict) => match verdict {
            Verdict::Eligible => "符合".to_owned(),
            Verdict::Near(gaps) => {
                let gaps: Vec<String> = gaps.iter().map(short).collect();
                format!("还差一点（{}）", gaps.join("；"))
            }
            Verdict::Undetermined => "还不能判断".to_owned(),
            Verdict::Blocked => "算不出".to_owned(),
            Verdict::Pending => "能算的都符合，等人工认定".to_owned(),
            Verdict::Ineligible => "不符合".to_owned(),
            Verdict::NotApplicable => "不适用".to_owned(),
        },
        Sentence::Headline(headline) => match headline {
            Headline::Eligible { checked: 0 } => "没有要核对的条件。".to_owned(),
            Headline::Eligible { checked } => format!("按您填的，{checked} 条都符合。"),
            Headline::Near { changes, checked } => {
                format!("{}，能算的 {checked} 条就都符合。", list(changes, "，"))
            }
            Headline::Ineligible { unmet } => format!("不符合：{}。", several(unmet)),
            Headline::Undetermined { facts } => format!("还不能判断，要知道{}。", several(facts)),
            Headline::Pending { checked: 0, judged: 1 } => "只有 1 条，由人工认定。".to_owned(),
            Headline::Pending { checked: 0, judged } => format!("{judged} 条都由人工认定。"),
            Headline::Pending { checked, judged } => {
                format!("能算的 {checked} 条都符合，等人工认定另外 {judged} 条。")
            }
        },
        Sentence::Disclaimer { open, blocked, judged, not_encoded } => {
            let mut parts = Vec::new();
            if *open > 0 {
                parts.push(format!("{open} 条还不能判断"));
            }
            if *blocked > 0 {
                parts.push(format!("{blocked} 条算不出"));
            }
            if *judged > 0 {
                parts.push(format!("{judged} 条由人工认定"));
            }
            if *not_encoded > 0 {
                parts.push(format!("{not_encoded} 句原文没有写进规则，请自己对照"));
            }
            match parts.is_empty() {
                true => "这是自查，不是行政决定。".to_owned(),
                false => format!("另有 {}。这是自查，不是行政决定。", parts.join("，")),
            }
        }
        Sentence::WhyAsked { settles: 0, hangs } => format!("有 {hangs} 项政策要看这一题。"),
        Sentence::WhyAsked { settles, .. } => format!("答了就能定下 {settles} 项政策。"),
        Sentence::OneChange { change, policies } => match policies.as_slice() {
            [policy] => format!("{}，{}里能算的条件就都符合。", change.zh, policy.zh),
            policies => format!(
                "一处变化，牵动 {} 项：{}，{}里能算的条件就都符合。",
                policies.len(),
                change.zh,
                list(policies, "、")
            ),
        },
        Sentence::NotApplicable(reason) => not_applicable(reason),
        Sentence::Scope => "适用范围".to_owned(),
        Sentence::NoCompletion => "没有哪种情况能让各条同时符合。".to_owned(),
        Sentence::SpokenVerdict(verdict) => match verdict {
            Verdict::Eligible => "可以。".to_owned(),
            Verdict::Near(gaps) => {
                let gaps: Vec<String> = gaps.iter().map(change).collect();
                format!("还差一点，{}就够了。", gaps.join("，"))
            }
            Verdict::Undetermined => String::new(),
            Verdict::Blocked => "现在算不出来。".to_owned(),
            Verdict::Pending => "能算的都符合，其余的等人工认定。".to_owned(),
            Verdict::Ineligible => "现在还不符合。".to_owned(),
            Verdict::NotApplicable => String::new(),
        },
        Sentence::SpokenBenefit { name, what, obtained } => match obtained {
            Some(obtained) => format!("{}：{}，{obtained}。", name.zh, what.zh),
            None => format!("{}：{}。", name.zh, what.zh),
        },
        Sentence::SpokenEnd { by: Some(by) } => format!("这是按您说的情况自查，以{by}的决定为准。"),
        Sentence::SpokenEnd { by: None } => "这是按您说的情况自查，以受理部门的决定为准。".to_owned(),
        Sentence::Rounded { how, step } => {
            let how = match how {
                Rounding::HalfUp => "四舍五入",
                Rounding::HalfEven => "四舍六入",
                Rounding::Up => "进一",
                Rounding::Down => "舍去",
            };
            step.as_ref().map_or(how.to_owned(), |step| format!("{how}到 {}", shown(step)))
        }
        Sentence::Capped => "封顶".to_owned(),
        Sentence::Constant => "规则里的数".to_owned(),
        Sentence::NoLess { of, than } => format!("{}（不足 {} 的按 {1} 算）", of.zh, shown(than)),
        Sentence::NoMore { of, than } => format!("{}（超过 {} 的按 {1} 算）", of.zh, shown(than)),
        Sentence::Later { than, by } => format!("{}加 {}", than.zh, by.zh()),
        Sentence::OfYear { what, year } => format!("{year}年{}", what.zh),
        Sentence::YearsBefore { fact, years } => match years {
            0 => format!("当年{}", fact.zh),
            1 => format!("上年{}", fact.zh),
            2 => format!("前年{}", fact.zh),
            years => format!("{years} 年前的{}", fact.zh),
        },
        Sentence::WorkedOut => "算出的数".to_owned(),
        Sentence::NotKnown => "还不知道".to_owned(),
        Sentence::NoValue => "算不出".to_owned(),
        Sentence::Folded { fold, list, of, some } => {
            let list = if *some { format!("符合要求的{}", list.zh) } else { list.zh.clone() };
            let of = of.as_ref().map_or(String::new(), |of| format!("的{}", of.zh));
            let fold = match fold {
                Fold::Count => "个数",
                Fold::Sum => "合计",
                Fold::Mean => "平均",
                Fold::Max => "最大值",
                Fold::Min => "最小值",
            };
            format!("{list}{of}{fold}")
        }
        Sentence::Value(value) => shown(value),
        Sentence::Includes { name, not, member, outcome } => {
            let (name, member) = (name.as_ref().map_or("", |name| name.zh.as_str()), &member.zh);
            match (not, outcome) {
                (false, ConditionOutcome::Met) => format!("{name}里有{member}，符合要求。"),
                (false, ConditionOutcome::Unmet) => format!("{name}里没有{member}，要求有。"),
                (false, _) => format!("{name}里要有{member}。"),
                (true, ConditionOutcome::Met) => format!("{name}里没有{member}，符合要求。"),
                (true, ConditionOutcome::Unmet) => format!("{name}里有{member}，要求没有。"),
                (true, _) => format!("{name}里不能有{member}。"),
            }
        }
    }
}

fn not_applicable(reason: &NotApplicable) -> String {
    match reason {
        NotApplicable::NotInForce { published: false, .. } => "不适用：规定还没有公布。".to_owned(),
        NotApplicable::NotInForce { day, stretches, .. } => {
            let day = day.as_ref().map(|day| format!("{day} ")).unwrap_or_default();
            format!("不适用：{day}不在有效期，有效期是 {}。", several(stretches))
        }
        NotApplicable::NotInScope { why } => format!("不适用：不在适用范围。{}", list(why, "")),
        NotApplicable::OtherRegion { places } => format!("不适用：不是本地政策，只在{}适用。", several(places)),
    }
}

fn outcome(outcome: ConditionOutcome) -> &'static str {
    match outcome {
        ConditionOutcome::Met => "符合",
        ConditionOutcome::Unmet => "不符合",
        ConditionOutcome::Unknown => "还不能判断",
        ConditionOutcome::Judged => "由人认定",
    }
}

/// Where an answer that is filled in turns a condition: what is then open is so whatever is answered.
fn turned(found: ConditionOutcome) -> &'static str {
    match found {
        ConditionOutcome::Unknown => "算不出",
        found => outcome(found),
    }
}

fn shown(value: &Shown) -> String {
    match value {
        Shown::One(figure) => figure.zh(),
        Shown::Words(words) => words.zh.clone(),
        Shown::Between { low, high } => match (low, high) {
            (Some((low, true)), Some((high, true))) => format!("{} 到 {}", low.zh_before(high), high.zh()),
            (Some(low), Some(high)) => format!("{}、{}", least(low), most(high)),
            (Some(low), None) => least(low),
            (None, Some(high)) => most(high),
            (None, None) => "不定".to_owned(),
        },
    }
}

fn least((figure, closed): &(Figure, bool)) -> String {
    let words = match (figure.is_day(), closed) {
        (false, true) => "至少",
        (false, false) => "超过",
        (true, true) => "不早于",
        (true, false) => "晚于",
    };
    format!("{words} {}", figure.zh())
}

fn most((figure, closed): &(Figure, bool)) -> String {
    let words = match (figure.is_day(), closed) {
        (false, true) => "至多",
        (false, false) => "不到",
        (true, true) => "不晚于",
        (true, false) => "早于",
    };
    format!("{words} {}", figure.zh())
}

fn list(texts: &[Text], between: &str) -> String {
    texts.iter().map(|text| text.zh.as_str()).collect::<Vec<_>>().join(between)
}

fn several(texts: &[Text]) -> String {
    match texts.get(..MOST_NAMES) {
        Some(first) if texts.len() > MOST_NAMES => format!("{}等 {} 项", list(first, "、"), texts.len()),
        _ => list(texts, "、"),
    }
}

/// 不低于 10%（含）: a figure always says whether it counts itself.
fn requirement(sign: Comparison, figure: &Figure) -> String {
    let bound = figure.zh();
    match (sign, figure.is_day()) {
        (Comparison::AtLeast, false) => format!("不低于 {bound}（含）"),
        (Comparison::Greater, false) => format!("超过 {bound}（不含）"),
        (Comparison::AtMost, false) => format!("不超过 {bound}（含）"),
        (Comparison::Less, false) => format!("低于 {bound}（不含）"),
        (Comparison::AtLeast, true) => format!("不早于 {bound}（含）"),
        (Comparison::Greater, true) => format!("晚于 {bound}（不含）"),
        (Comparison::AtMost, true) => format!("不晚于 {bound}（含）"),
        (Comparison::Less, true) => format!("早于 {bound}（不含）"),
        (Comparison::Equal, _) => format!("等于 {bound}"),
        (Comparison::NotEqual, _) => format!("不等于 {bound}"),
    }
}

fn requirement_of(sign: Comparison, threshold: &Shown) -> String {
    match (threshold, sign) {
        (Shown::One(figure), _) => requirement(sign, figure),
        (Shown::Between { .. }, Comparison::AtLeast) => format!("不低于 {} 里定下的数", shown(threshold)),
        (Shown::Between { .. }, Comparison::Greater) => format!("超过 {} 里定下的数", shown(threshold)),
        (Shown::Between { .. }, Comparison::AtMost) => format!("不超过 {} 里定下的数", shown(threshold)),
        (Shown::Between { .. }, Comparison::Less) => format!("低于 {} 里定下的数", shown(threshold)),
        (_, Comparison::Equal) => format!("是{}", shown(threshold)),
        (_, Comparison::NotEqual) => format!("不是{}", shown(threshold)),
        (_, Comparison::AtLeast) => format!("不低于{}", shown(threshold)),
        (_, Comparison::Greater) => format!("高于{}", shown(threshold)),
        (_, Comparison::AtMost) => format!("不高于{}", shown(threshold)),
        (_, Comparison::Less) => format!("低于{}", shown(threshold)),
    }
}

fn comparison(compared: &Compared) -> String {
    let name = compared.name.as_ref().map_or("", |name| name.zh.as_str());
    let wanted = compared.threshold.as_ref().map(|threshold| requirement_of(compared.sign, threshold));
    let (Some(value), Some(wanted)) = (&compared.value, &wanted) else {
        return match (&compared.value, &wanted) {
            (Some(value), None) => format!("{name}现在 {}，要求的数算不出。", shown(value)),
            (None, Some(wanted)) if compared.unknown => format!("{name}还不知道，要求{wanted}。"),
            (None, Some(wanted)) => format!("{name}算不出，要求{wanted}。"),
            _ if compared.unknown => format!("{name}还不知道。"),
            _ => format!("{name}算不出。"),
        };
    };
    if let (Shown::Words(value), Some(threshold)) = (value, &compared.threshold) {
        return named(name, &value.zh, compared, &shown(threshold), wanted);
    }
    let upper = matches!(compared.sign, Comparison::AtMost | Comparison::Less);
    // A day does not grow: it is, and is not so "now".
    let now = match (is_day(value), name.is_empty()) {
        (true, false) => "是",
        (true, true) => "日期是",
        _ => "现在",
    };
    match (value, compared.outcome) {
        (Shown::Between { low, high }, ConditionOutcome::Met | ConditionOutcome::Unmet) => {
            let met = compared.outcome == ConditionOutcome::Met;
            // The end that decides: of a lower bound that is met the least value, of one that is not the greatest.
            let end = if met == upper { high.as_ref().map(most) } else { low.as_ref().map(least) };
            let verdict = match (compared.by_people, met) {
                (false, true) => "已经够了，不用再填准",
                (false, false) => "还是不够，不用再填准",
                (true, true) => "怎么认定都符合",
                (true, false) => "怎么认定都不符合",
            };
            format!("{name}{}，要求{wanted}，{verdict}。", end.unwrap_or_else(|| shown(value)))
        }
        (Shown::Between { .. }, _) => format!("{name}现在能算出的是 {}，要求{wanted}。", shown(value)),
        (_, ConditionOutcome::Met) if compared.sign == Comparison::AtMost && !is_day(value) => {
            format!(
                "{name}{now} {}，没有超过 {}（含）。",
                shown(value),
                compared.threshold.as_ref().map_or(String::new(), shown)
            )
        }
        (_, ConditionOutcome::Unmet) => match &compared.distance {
            Some(distance) if is_day(value) => {
                let how = if compared.above { "晚了" } else { "早了" };
                format!("{name}{now} {}，要求{wanted}，{how} {}。", shown(value), distance.zh())
            }
            Some(distance) => {
                let how = match (compared.sign, compared.above) {
                    (Comparison::Equal, true) => "多",
                    (_, true) => "超了",
                    (_, false) => "少",
                };
                format!("{name}{now} {}，要求{wanted}，{how} {}。", shown(value), distance.zh())
            }
            None => format!("{name}{now} {}，要求{wanted}。", shown(value)),
        },
        _ => format!("{name}{now} {}，要求{wanted}。", shown(value)),
    }
}

/// A choice, a place or a text beside the one that the law names: a name has no "now".
fn named(name: &str, value: &str, compared: &Compared, threshold: &str, wanted: &str) -> String {
    match (compared.sign, compared.outcome) {
        (Comparison::Equal, ConditionOutcome::Met) => format!("{name}是{value}，符合要求。"),
        (Comparison::Equal, _) => format!("{name}是{value}，要求的是{threshold}。"),
        // One that begins with 不 is not to be denied once more.
        (Comparison::NotEqual, ConditionOutcome::Met) => format!("{name}是{value}，不是“{threshold}”。"),
        (Comparison::NotEqual, ConditionOutcome::Unmet) if value == threshold => {
            format!("{name}是{value}，这一种不行。")
        }
        (Comparison::NotEqual, _) => format!("{name}是{value}，不能是“{threshold}”。"),
        _ => format!("{name}是{value}，要求{wanted}。"),
    }
}

fn is_day(value: &Shown) -> bool {
    matches!(value, Shown::One(figure) if figure.is_day())
}

fn membership(among: &Among) -> String {
    let name = among.name.as_ref().map_or("", |name| name.zh.as_str());
    let members: Vec<String> = among.members.iter().map(shown).collect();
    let members = match members.get(..MOST_NAMES) {
        Some(first) if members.len() > MOST_NAMES => format!("{}等 {} 项", first.join("、"), members.len()),
        _ => members.join("、"),
    };
    let one = among.members.len() == 1;
    let wanted = match (among.not, among.places, among.members.as_slice()) {
        (false, true, _) if one => format!("要求在{members}"),
        (false, true, _) => format!("要求在{members}之一"),
        (true, true, _) if one => format!("不能在{members}"),
        (true, true, _) => format!("不能在{members}之一"),
        (false, _, [Shown::Between { .. }]) => format!("要求在 {members}之间（含两端）"),
        (true, _, [Shown::Between { .. }]) => format!("不能在 {members}之间（含两端）"),
        (false, ..) if one => format!("要求的是{members}"),
        (false, ..) => format!("要求是{members}之一"),
        (true, ..) if one => format!("不能是{members}"),
        (true, ..) => format!("不能是{members}之一"),
    };
    match &among.value {
        None => format!("{name}{wanted}。"),
        Some(Shown::Words(value)) if !among.not && one && among.outcome == ConditionOutcome::Met && !among.places => {
            format!("{name}是{}，符合要求。", value.zh)
        }
        Some(Shown::Words(value)) => format!("{name}是{}，{wanted}。", value.zh),
        Some(value) => format!("{name}现在 {}，{wanted}。", shown(value)),
    }
}

fn wanting(gap: &Gap) -> String {
    let fact = &gap.fact.zh;
    let held = match gap.held.as_slice() {
        [] => String::new(),
        held => format!("（{}不变）", list(held, "、")),
    };
    match gap.kind {
        GapKind::Wait => format!("再等 {}，到 {}。", gap.change.zh(), gap.need.zh()),
        GapKind::Day => format!("{fact}要从 {} 变为 {}{held}。", gap.now.zh(), gap.need.zh()),
        GapKind::Past if gap.more => {
            format!(
                "{fact}差 {}（{} → {}），这一期已经过去。",
                gap.change.zh(),
                gap.now.zh_before(&gap.need),
                gap.need.zh()
            )
        }
        GapKind::Past => {
            format!(
                "{fact}多 {}（{} → {}），这一期已经过去。",
                gap.change.zh(),
                gap.now.zh_before(&gap.need),
                gap.need.zh()
            )
        }
        GapKind::Amount if gap.more => format!("{fact}还差 {}{held}。", gap.change.zh()),
        GapKind::Amount => format!("{fact}要减少 {}{held}。", gap.change.zh()),
    }
}

fn change(gap: &Gap) -> String {
    let fact = &gap.fact.zh;
    match gap.kind {
        GapKind::Wait => format!("再等 {}（到 {}）", gap.change.zh(), gap.need.zh()),
        GapKind::Day => format!("{fact}变为 {}", gap.need.zh()),
        GapKind::Amount | GapKind::Past => {
            let how = if gap.more { "再增加" } else { "减少" };
            format!(
                "{fact}{how} {}（{} → {}）",
                gap.change.zh(),
                gap.now.zh_before(&gap.need),
                gap.need.zh_before(&gap.change)
            )
        }
    }
}

/// 还差 3 人: what a list has room for.
fn short(gap: &Gap) -> String {
    match gap.kind {
        GapKind::Wait => format!("再等 {}", gap.change.zh()),
        GapKind::Day => format!("{}变为 {}", gap.fact.zh, gap.need.zh()),
        _ if gap.more => format!("还差 {}", gap.change.zh()),
        _ => format!("要减少 {}", gap.change.zh()),
    }
}

fn blocked(reason: Reason, at: Option<&Text>, stated: bool, facts: &[Text]) -> String {
    let at = at.map_or("", |at| at.zh.as_str());
    let facts = several(facts);
    let because = match reason {
        Reason::DivisionByZero if facts.is_empty() => "除数是 0".to_owned(),
        Reason::DivisionByZero => format!("除数是 0，请看{facts}"),
        Reason::EmptyList => format!("{facts}里没有可算的项"),
        Reason::NoValue if !facts.is_empty() => format!("没有这个数，请看{facts}"),
        Reason::NoValue => "这一天没有收录这个数".to_owned(),
        Reason::CalendarUnknown => "这一年的放假安排没有收录".to_owned(),
        Reason::DateOutOfRange => "日期超出范围".to_owned(),
        Reason::NoRow if stated => "这种情形原文没有规定".to_owned(),
        Reason::NoRow => "表中没有这种情形".to_owned(),
        Reason::ManyRows => "表中有几行同时符合".to_owned(),
        Reason::Clash => "几个例外同时成立，结果不一样".to_owned(),
        Reason::UndefinedInput => "要用的数算不出".to_owned(),
        Reason::UndefinedGuard => "前提算不出".to_owned(),
        Reason::NotInForce => "所依据的政策不在有效期".to_owned(),
        Reason::NotInScope => "所依据的政策不适用这种情形".to_owned(),
        Reason::OtherRegion => "所依据的政策不是本地政策".to_owned(),
        Reason::OpenEndedStep => "这一步的时限还没有定".to_owned(),
    };
    // No brackets: what stands in them is not read out.
    format!("{at}算不出：{because}。")
}
