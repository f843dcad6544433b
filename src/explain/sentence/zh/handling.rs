//! The Chinese words for how a policy is handled: when one may apply, with which papers, who decides.

use super::{several, shown};
use crate::explain::answer::{How, WindowState};
use crate::explain::sentence::{Decides, Paper, Spared, Window};

pub(super) fn application(window: &Window) -> String {
    let at = window.closes_at.as_ref().map_or(" ".to_owned(), |at| format!(" {at} "));
    match (window.state, &window.opens, &window.closes) {
        (WindowState::Open, _, Some(closes)) => match window.days_left {
            Some(0) => format!("今天{}截止（{closes}）", at.trim_end()),
            Some(days) => format!("{closes}{at}截止（还有 {days} 天）"),
            None => format!("{closes}{at}截止"),
        },
        (WindowState::Open, ..) => "现在可以申报".to_owned(),
        (WindowState::Upcoming, Some(opens), _) => format!("现在不能申报，{opens} 开始"),
        (WindowState::Upcoming, ..) => "现在不能申报，还没开始".to_owned(),
        (WindowState::Closed, Some(opens), _) if !window.over => format!("现在不能申报，下一次 {opens} 开始"),
        (WindowState::Closed, _, Some(closes)) => format!("现在不能申报，{closes} 已经截止"),
        (WindowState::Closed, ..) => "现在不能申报，已经截止".to_owned(),
        (WindowState::Always, ..) => "常年可以申报".to_owned(),
        (WindowState::Announced, ..) => {
            window.note.as_ref().map_or("申报时间另行公布".to_owned(), |note| note.zh.clone())
        }
    }
}

pub(super) fn material(paper: &Paper) -> String {
    match paper {
        Paper::Submit { forms, copies, one_of_several } => {
            let mut words = if *one_of_several { "可以交" } else { "要交" }.to_owned();
            if !forms.is_empty() || copies.is_some() {
                words.push_str(" · ");
            }
            words.push_str(&forms.join("、"));
            if let Some(copies) = copies {
                if !forms.is_empty() {
                    words.push(' ');
                }
                words.push_str(&shown(copies));
            }
            words
        }
        Paper::Later { within, by } => {
            let mut words = "可后补".to_owned();
            if let Some(within) = within {
                words.push_str(&format!("（受理后 {}内", within.zh()));
                if let Some(by) = by {
                    words.push_str(&format!("，{by} 前"));
                }
                words.push('）');
            }
            words
        }
        Paper::Promised => "签承诺代替".to_owned(),
        Paper::Shared { by: Some(by) } => format!("不用交（{by}共享）"),
        Paper::Shared { by: None } => "不用交（数据共享）".to_owned(),
        Paper::AnyOf { count: 0 } => "按您填的，下面的都用不上".to_owned(),
        Paper::AnyOf { count: 1 } => "交下面用得上的一样".to_owned(),
        Paper::AnyOf { count } => format!("下面 {count} 样，交一样就行"),
        Paper::NotNeeded => "不用交".to_owned(),
        Paper::Keep { long } => format!("不用交，自己留存 {}", long.zh()),
        Paper::OneOf { ways, facts } => {
            let ways: Vec<&str> = ways.iter().map(|way| way_words(*way)).collect();
            let which = ways.join("，还是");
            if facts.is_empty() {
                format!("{which}，还不知道")
            } else {
                format!("{which}，要看{}", several(facts))
            }
        }
        Paper::Expired { issued, until } => format!("过期了：{issued} 出具，只能用到 {until}，要重新出具"),
        Paper::Unknown { facts } if facts.is_empty() => "还不知道".to_owned(),
        Paper::Unknown { facts } => format!("还不知道，要看{}", several(facts)),
        Paper::NoValue { why } => format!("还不知道：{}", why.zh),
    }
}

fn way_words(way: How) -> &'static str {
    match way {
        How::Submit => "要交",
        How::Shared => "不用交（数据共享）",
        How::Produced => "由前面的步骤产出",
        How::Promised => "签承诺代替",
        How::Later => "可后补",
    }
}

pub(super) fn spared(spared: &Spared) -> String {
    let told = |mut words: String, parts: [(&str, &Option<String>); 3]| {
        for (what, said) in parts {
            if let Some(said) = said {
                words.push_str(&format!("；{what}：{said}"));
            }
        }
        words
    };
    match spared {
        Spared::Later { rule, overdue, recorded } => {
            told(format!("按“{rule}”"), [("逾期", overdue), ("记录", recorded), ("", &None)])
        }
        Spared::Promised { rule, verified, if_false, recorded } => {
            told(format!("按“{rule}”"), [("核查", verified), ("承诺不实", if_false), ("记录", recorded)])
        }
        Spared::Refused { rule } => format!("不符合“{rule}”的前提"),
        Spared::NoRule => "当地没有生效的办法".to_owned(),
    }
}

pub(super) fn decides(decides: &Decides) -> String {
    match decides {
        Decides::Organ { organ, in_name_of, under } => {
            let mut words = format!("由{}", organ.zh);
            if let Some(name) = in_name_of {
                words.push_str(&format!("以{}的名义", name.zh));
            }
            words.push_str("决定");
            if let Some(under) = under {
                words.push_str(&format!("（{under}）"));
            }
            words
        }
        Decides::Department { place, department } => format!("由{}{}决定", place.zh, department.zh),
        Decides::OneOf { organs, facts } => {
            let organs = organs.iter().map(|organ| organ.zh.as_str()).collect::<Vec<_>>().join("或");
            if facts.is_empty() {
                format!("由{organs}决定")
            } else {
                format!("由{organs}决定，要看{}", several(facts))
            }
        }
        Decides::Unknown { facts } if facts.is_empty() => "规则没有写由谁决定".to_owned(),
        Decides::Unknown { facts } => format!("还不知道由谁决定，要看{}", several(facts)),
    }
}
