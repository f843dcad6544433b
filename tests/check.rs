//! Rule files that must be refused, each with what is said of it in both languages; and rules that must pass.
//!
//! `tests/corpus/check/bad/*.gj` are the smallest files that show a code, each named after it; a line `#= path` begins
//! another file in it. `GUIJU_BLESS=1` writes anew what is said.

#![expect(clippy::disallowed_methods, reason = "tests read files and the one switch in the environment")]

#[path = "common/checked.rs"]
mod checked;

use checked::checked;
use guiju::diagnostic::render::{Colour, text};
use guiju::diagnostic::{Code, Language, Severity};
use std::fs;
use std::path::PathBuf;

/// The files in a file: each begins with a line `#= path`.
fn parts(name: &str, whole: &str) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = Vec::new();
    for line in whole.lines() {
        match line.strip_prefix("#= ") {
            Some(path) => files.push((path.to_owned(), String::new())),
            None => {
                if files.is_empty() {
                    files.push((name.to_owned(), String::new()));
                }
                let (_, text) = files.last_mut().unwrap();
                text.push_str(line);
                text.push('\n');
            }
        }
    }
    files
}

fn bad_files() -> Vec<(String, PathBuf)> {
    let mut files: Vec<(String, PathBuf)> = fs::read_dir("tests/corpus/check/bad")
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "gj"))
        .map(|path| (path.file_stem().unwrap().to_string_lossy().into_owned(), path))
        .collect();
    files.sort();
    files
}

#[test]
fn every_code_has_a_smallest_file_and_its_message() {
    let mut wrong = Vec::new();
    let mut shown = Vec::new();
    for (id, path) in bad_files() {
        let files = parts(&format!("{id}.gj"), &fs::read_to_string(&path).unwrap());
        let (_, sources, problems) = checked(&files);
        let code = Code::find(&id).unwrap_or_else(|| panic!("{id} is no code"));
        if problems.iter().any(|problem| problem.code == code) {
            shown.push(code);
        } else {
            wrong.push(format!("{id}: the file does not show it, but {problems:?}"));
        }
        for (language, end) in [(Language::Zh, "zh.txt"), (Language::En, "en.txt")] {
            let said = text(&problems, &sources, language, Colour::Plain);
            let beside = path.with_extension(end);
            if std::env::var("GUIJU_BLESS").is_ok() {
                fs::write(&beside, said).unwrap();
            } else if fs::read_to_string(&beside).unwrap_or_default() != said {
                wrong.push(format!("{}: now it says\n{said}", beside.display()));
            }
        }
    }
    for code in
        Code::ALL.iter().filter(|code| (Code::NameUnknown..=Code::MayOutgrow).contains(*code) && !shown.contains(code))
    {
        wrong.push(format!("no file shows {}", code.id()));
    }
    assert!(wrong.is_empty(), "{}\n(GUIJU_BLESS=1 writes them anew)", wrong.join("\n"));
}

#[test]
fn the_rules_of_this_repository_have_no_error() {
    let mut files = Vec::new();
    let mut open = vec![PathBuf::from("rules")];
    while let Some(path) = open.pop() {
        for entry in fs::read_dir(&path).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|end| end == "gj") {
                files.push((path.to_string_lossy().into_owned(), fs::read_to_string(&path).unwrap()));
            }
        }
    }
    let (result, sources, problems) = checked(&files);
    let errors: Vec<_> = problems.iter().filter(|problem| problem.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{}", text(&problems, &sources, Language::En, Colour::Plain));
    assert_eq!(result.program.nodes.len(), result.program.kinds.len());
    assert_eq!(result.program.nodes.len(), result.spans.nodes.len());

    // However the files are handed in, the program is the same.
    files.reverse();
    let (again, _, _) = checked(&files);
    assert_eq!(result.program, again.program);
}

/// What is said of one file.
fn codes(text: &str) -> Vec<&'static str> {
    let (_, _, problems) = checked(&[("甲.gj".to_owned(), text.to_owned())]);
    problems.iter().map(|problem| problem.code.id()).collect()
}

#[test]
fn long_chains_and_doubling_tables_come_to_an_end() {
    // A chain of definitions against the order of the file needs no deep stack.
    let mut chain = String::from("事实 甲：数值\n");
    for step in (1..5_000).rev() {
        chain.push_str(&format!("定义 d{step} = d{} + 1\n", step - 1));
    }
    chain.push_str("定义 d0 = 甲 + 1\n");
    assert_eq!(codes(&chain), Vec::<&str>::new());

    // Tables that use each other twice would double at each step.
    let mut tables = String::from("事实 甲：数值\n表 t0(x：数值) 首个 { | x | => y |；| - | 1 | }\n");
    for step in 1..40 {
        let before = step - 1;
        tables.push_str(&format!("表 t{step}(x：数值) 首个 {{ | t{before}(x) + t{before}(x) | => y |；| - | 1 | }}\n"));
    }
    tables.push_str("定义 乙 = t39(甲)\n");
    assert!(codes(&tables).contains(&"G-NESTING"));
}

#[test]
fn a_policy_may_be_judged_as_a_whole() {
    let text = "文件 办法 名称 \"办法\"\n政策 甲 { 依据 办法；人工认定 市场地位 依据 \"一\" 由 \"专家\" }\n";
    let (result, _, problems) = checked(&[("甲.gj".to_owned(), text.to_owned())]);
    assert!(problems.is_empty(), "{problems:?}");
    let condition = &result.program.conditions[0];
    assert_eq!(condition.name, "市场地位");
    assert_eq!(result.program.judged[condition.judged[0].index()].by.as_deref(), Some("专家"));
    assert_eq!(result.program.policies[0].conditions.len(), 1);
}

/// The first of two versions that both apply would win in silence.
#[test]
fn versions_that_apply_together_are_refused_unless_their_scopes_exclude_each_other() {
    let said = |first: &str, second: &str| {
        let version =
            |version: &str, line: &str| format!("政策 甲 {{ 版本 \"{version}\"；{line}；条件 乙 {{ 合规 }} }}\n");
        let text = format!(
            "事实 合规：是否\n事实 人数：整数  单位 人\n事实 金额：金额\n事实 申请：单选  选项 新、旧\n{}{}",
            version("一", first),
            version("二", second)
        );
        let (_, _, problems) = checked(&[("甲.gj".to_owned(), text)]);
        let versions = problems.iter().filter(|problem| problem.code == Code::VersionOverlap);
        versions.map(|problem| (problem.severity, problem.message.zh.clone())).collect::<Vec<_>>()
    };
    let refused = |where_: &str| vec![(Severity::Error, format!("`甲` 的两个版本同时适用：{where_}"))];
    assert_eq!(said("适用 人数 >= 1人", "适用 人数 >= 5人"), refused("人数 = 5人"));
    assert_eq!(
        said("有效 2025-01-01 起；适用 人数 >= 1人", "有效 2026-01-01 起；适用 人数 >= 5人"),
        refused("人数 = 5人，适用日 = 2026-01-01")
    );
    // One that is not narrowed holds everywhere.
    assert_eq!(said("适用 人数 >= 5人", ""), refused("人数 = 5人"));
    assert_eq!(said("适用 人数 < 5人", "适用 人数 >= 5人"), vec![]);
    assert_eq!(said("适用 申请 = 旧", "适用 申请 = 新"), vec![]);
    assert_eq!(said("有效 2025年度；适用 人数 >= 1人", "有效 2026年度；适用 人数 >= 5人"), vec![]);
    // The days on which both are in force say which law day can be meant.
    let (old, new) =
        ("有效 2025-01-01 至 2026-12-31；适用 适用日 < 2026-01-01 或 申请 = 旧", "有效 2026-01-01 起；适用 申请 = 新");
    assert_eq!(said(old, new), vec![]);
    assert_eq!(
        said("适用 金额 / 人数 >= 1万元/人", "适用 合规"),
        vec![(Severity::Warning, "看不出 `甲` 的两个版本不会同时适用".to_owned())]
    );
}

/// What is said of a condition or exclusion (`排除：…`) that carries a sentence.
fn said_of(sentence: &str, line: &str) -> Vec<&'static str> {
    let (word, line) = line.strip_prefix("排除：").map_or(("条件", line), |line| ("排除", line));
    let rules = format!(
        "事实 人数：整数  单位 人  范围 0人 起  问 \"多少人？\"
事实 收入：金额  范围 0元 起  问 \"收入？\"
事实 占比：百分比  范围 0% 至 100%  问 \"占比？\"
事实 成立日：日期  问 \"哪天成立？\"
文件 办法 名称 \"办法\"
政策 甲 {{
  依据 办法
  有效 2026-01-01 起
  参数 上限：金额 {{ 2026年度： 300万元  依据 \"一\" }}
  定义 门槛 = 如果 收入 > 5000万元 则 3% 否则 5%
  {word} 乙 依据 \"一\" {{ 原文 \"{sentence}\"；{line} }}
}}
"
    );
    let (_, sources, problems) = checked(&[("甲.gj".to_owned(), rules)]);
    let errors = problems.iter().any(|problem| problem.severity == Severity::Error);
    assert!(!errors, "{}", text(&problems, &sources, Language::Zh, Colour::Plain));
    let wording = ["G-WORDING", "G-FIGURE-QUOTED", "G-WORDING-UNUSED"];
    problems.iter().map(|problem| problem.code.id()).filter(|id| wording.contains(id)).collect()
}

#[test]
fn rules_that_say_what_their_sentence_says() {
    for (sentence, line) in [
        ("占比不低于10%", "占比 >= 10%"),
        ("占比不低于10%", "10% <= 占比"),
        ("占比不低于百分之十", "非 占比 < 10%"),
        ("占比低于10%的，不予认定", "占比 >= 10%"),
        ("人数20人及以上", "人数 > 19人"),
        ("人数超过20人", "人数 >= 21人"),
        ("收入不超过300万元", "收入 <= 上限"),
        ("收入在5000万元以下的，不低于5%；5000万元以上的，不低于3%", "占比 >= 门槛"),
        ("收入1000万元以上，或收入1000万元以下但人数达到50人", "收入 >= 1000万元 或 人数 >= 50人"),
        ("收入在1000万元至3000万元", "收入 >= 1000万元；收入 < 3000万元"),
        ("须成立365个日历天数以上", "今天 - 成立日 >= 365天"),
        ("成立满三年", "成立日 + 3年 <= 今天"),
        ("20人以上，其中近三年", "人数 >= 20人"),
        ("排名前三名", "人数 >= 20人"),
        ("按国办发〔2016〕20号、第20条、2016年20月", "人数 >= 21人"),
        ("人数20人以下（不含）的，不适用", "排除：人数 < 20人"),
        ("收入超过300万元的部分，按5%", "排除：收入 > 上限"),
    ] {
        assert_eq!(said_of(sentence, line), Vec::<&str>::new(), "{sentence} | {line}");
    }
}

#[test]
fn rules_that_say_something_else_than_their_sentence() {
    for (sentence, line, code) in [
        ("占比不低于10%", "占比 > 10%", "G-WORDING"),
        ("占比不低于10%", "10% < 占比", "G-WORDING"),
        ("占比不低于10%", "占比 < 10%", "G-WORDING"),
        ("占比不低于10%", "占比 >= 12%", "G-FIGURE-QUOTED"),
        ("收入不超过300万元", "收入 < 上限", "G-WORDING"),
        ("收入不超过500万元", "收入 <= 上限", "G-FIGURE-QUOTED"),
        ("收入在5000万元（不含）以上的，不低于3%", "占比 > 门槛", "G-WORDING"),
        ("人数20人以上", "人数 > 20人", "G-WORDING"),
        ("人数超过20人", "人数 > 19人", "G-WORDING"),
        ("人数20人以下（不含）的，不适用", "排除：人数 <= 20人", "G-WORDING"),
        ("成立不满三百六十五天", "排除：今天 - 成立日 <= 365天", "G-WORDING"),
        ("人数20人以上；占比10%以上", "人数 >= 20人；占比 >= 10% 或 人数 > 20人", "G-WORDING"),
        ("人数20人以上", "用语 \"30人以上\" 不含 理由 \"无\"；人数 >= 20人", "G-WORDING-UNUSED"),
        ("人数20人以上", "用语 \"以上\" 不含 理由 \"无\"；人数 >= 20人", "G-WORDING"),
    ] {
        assert_eq!(said_of(sentence, line), [code], "{sentence} | {line}");
    }
}

#[test]
fn many_sentences_and_conventions_come_to_an_end() {
    let sentence = |at: usize| format!("原文 \"人数{at}人以上、不超过{}人\"\n", at + 7);
    let sentences: String = (0..3_000).map(sentence).collect();
    let conventions: String = (0..3_000).map(|at| format!("用语 \"{at}人以上\" 不含 理由 \"无\"\n")).collect();
    let lines: String = (0..3_000).map(|at| format!("人数 >= {at}人\n")).collect();
    let rules = format!(
        "事实 人数：整数  单位 人  范围 0人 起  问 \"多少人？\"\n文件 办法 名称 \"办法\"\n政策 甲 {{\n依据 办法\n有效 2026-01-01 起\n\
         {conventions}条件 乙 依据 \"一\" {{\n{sentences}{lines}}}\n}}\n"
    );
    assert!(!codes(&rules).is_empty());
}

#[test]
fn several_choices_are_asked_for_one_by_one() {
    let said = |test: &str| {
        codes(&format!(
            "事实 项目：多选  选项 甲、乙、丙\n文件 办法  名称 \"办法\"\n政策 丁 {{ 依据 办法；条件 戊 依据 \"一\" {{ {test} }} }}\n"
        ))
    };
    assert_eq!(said("项目 包含 [甲、乙]"), ["G-MISPLACED"]);
    assert_eq!(said("项目 包含 甲 且 项目 包含 乙"), Vec::<&str>::new());
}

#[test]
fn windows_come_one_after_another() {
    let said = |lines: &str| {
        codes(&format!(
            "事实 合规：是否\n文件 办法  名称 \"办法\"\n政策 甲 {{ 依据 办法；{lines}；条件 乙 依据 \"一\" {{ 合规 }} }}\n"
        ))
    };
    let fine = [
        "申报 2026-03-01 至 2026-03-31；申报 2026-07-01 至 2026-07-31；申报 另行公布 \"下一批\"",
        "申报 每年 03-01 至 03-31；申报 每年 11-01 至 次年 02-28",
        "申报 每年 03-01 至 03-31；申报 2026-07-01 至 2026-07-31",
    ];
    let wrong = [
        "申报 2026-03-01 至 2026-03-31；申报 2026-03-31 至 2026-07-31",
        "申报 每年 03-01 至 03-31；申报 每年 11-01 至 次年 03-01",
        "申报 每年 03-01 至 03-31；申报 2026-03-31 至 2026-07-31",
        "申报 常年；申报 2026-07-01 至 2026-07-31",
    ];
    for lines in fine {
        assert_eq!(said(lines), Vec::<&str>::new(), "{lines}");
    }
    for lines in wrong {
        assert_eq!(said(lines), ["G-PERIOD-OVERLAP"], "{lines}");
    }
}

#[test]
fn what_was_parted_lay_in_what_its_parts_lie_in() {
    let of = |whole: &str| {
        let places = "地区 甲市 代码 990100 级别 市 上级 全国\n地区 乙市 代码 990200 级别 市 上级 全国\n\
                      地区 东区 代码 990101 级别 区县 上级 甲市\n地区 西区 代码 990102 级别 区县 上级 甲市\n";
        codes(&format!("{places}地区 老区 代码 990103 级别 区县 上级 {whole} 有效 至 2021-04-08 分为 东区、西区\n"))
    };
    assert_eq!(of("甲市"), Vec::<&str>::new());
    assert_eq!(of("乙市"), ["G-ATTRIBUTE-VALUE"; 2]);
}
