//! Reading rule files: what good ones say, what is said of bad ones, and that no text does harm.

#[path = "common/bad.rs"]
mod bad;
mod common;
#[path = "common/outline.rs"]
mod outline;

use bad::bad_files;
use common::{Expected, read, rule_files};
use guiju::diagnostic::{Code, Diagnostics};
use guiju::schema;
use guiju::source::{Source, Sources};
use guiju::syntax::{self, LONGEST_SOURCE, MOST_NESTING, parse};
use outline::outline;
use proptest::prelude::*;

/// The codes that are not shown by a file, each with the test that shows it.
const WITHOUT_FILE: &[(Code, &str)] = &[(Code::SourceTooLong, "a_source_that_is_too_long_is_refused")];

fn problems(text: &str) -> Diagnostics {
    let source = Source::new(0, "test.gj", text);
    let parsed = parse(&source);
    let mut diagnostics = parsed.diagnostics;
    schema::read(&source, &parsed.document, &mut diagnostics);
    diagnostics
}

fn codes(text: &str) -> Vec<&'static str> {
    problems(text).iter().map(|diagnostic| diagnostic.code.id()).collect()
}

/// A policy's one condition line, in brackets by precedence.
fn line(expression: &str) -> String {
    let source = Source::new(0, "test.gj", format!("政策 甲 {{ 条件 乙 {{ {expression} }} }}"));
    let parsed = parse(&source);
    let mut diagnostics = parsed.diagnostics;
    let reading = schema::read(&source, &parsed.document, &mut diagnostics);
    assert!(diagnostics.is_empty(), "{expression}: {diagnostics:?}");
    outline(&reading.items).lines().nth(2).unwrap_or_default().trim().to_owned()
}

#[test]
fn good_files_say_what_is_expected() {
    let mut expected = Expected::default();
    for path in rule_files("tests/corpus/syntax/good") {
        let source = Source::new(0, path.display().to_string(), read(&path));
        let parsed = parse(&source);
        let mut diagnostics = parsed.diagnostics;
        let reading = schema::read(&source, &parsed.document, &mut diagnostics);
        assert!(diagnostics.is_empty(), "{}: {diagnostics:?}", path.display());
        expected.check(&path.with_extension("items.txt"), &outline(&reading.items));
    }
    expected.finish();
}

#[test]
fn bad_files_say_why_and_every_code_has_one() {
    let seen = bad_files("tests/corpus/syntax/bad", |sources: &Sources| {
        let mut all = Diagnostics::new();
        for source in sources.iter() {
            let parsed = parse(source);
            all.append(parsed.diagnostics);
            schema::read(source, &parsed.document, &mut all);
        }
        all
    });
    // The codes of reading stand first in the list.
    let missing: Vec<&str> = Code::ALL
        .iter()
        .take_while(|code| **code <= Code::BlockPlace)
        .filter(|code| !seen.contains(code) && !WITHOUT_FILE.iter().any(|(without, _)| without == *code))
        .map(|code| code.id())
        .collect();
    assert!(missing.is_empty(), "no bad file shows {missing:?}");
}

#[test]
fn identifiers_of_codes_are_their_own_and_can_be_found() {
    for code in Code::ALL {
        assert_eq!(Code::find(code.id()), Some(*code));
        assert!(!code.title().zh.is_empty() && !code.explanation().en.is_empty());
    }
}

#[test]
fn precedence_is_as_the_language_says() {
    assert_eq!(line("甲 或 乙 或 丙"), "((甲 Or 乙) Or 丙)");
    assert_eq!(line("非 甲 = 乙 且 丙"), "((Not (甲 Compare(Equal) 乙)) And 丙)");
    assert_eq!(
        line("甲 + 乙 * 丙 按 丁 >= 1 - 2"),
        "((甲 Add (乙 Multiply (丙 Under 丁))) Compare(AtLeast) (1 Subtract 2))"
    );
    assert_eq!(line("甲 = 1人 至 2人 + 3人"), "(甲 Compare(Equal) (1人 To (2人 Add 3人)))");
    assert_eq!(
        line("数量(甲 其中 乙 且 丙 取 丁 + 1) > -1"),
        "(数量(((甲 Where (乙 And 丙)) Take (丁 Add 1))) Compare(Greater) (Minus 1))"
    );
    assert_eq!(line("如果 甲 则 1 否则 如果 乙 则 2 否则 3"), "(If 甲 1 (If 乙 2 3))");
    assert_eq!(
        line("甲 - 乙 - 丙 >= 1500元/人 * 丁"),
        "(((甲 Subtract 乙) Subtract 丙) Compare(AtLeast) (1500元/人 Multiply 丁))"
    );
    assert_eq!(line("甲 属于 [乙、丙] 且 丁 不包含 戊"), "((甲 In [乙、丙]) And (丁 HasNot 戊))");
}

#[test]
fn twins_of_input_methods_mean_the_same() {
    assert_eq!(line("甲　》＝　１０％"), line("甲 >= 10%"));
    assert_eq!(line("（甲　×　乙）　÷　丙　≠　【１、２】"), line("(甲 * 乙) / 丙 != [1, 2]"));
    assert_eq!(line("甲 > 2026年1月5日"), line("甲 ＞ ２０２６－０１－０５"));
    assert_eq!(line("e\u{301} = 1"), line("\u{e9} = 1"));
}

#[test]
fn a_statement_goes_on_where_something_is_asked_for() {
    assert_eq!(line("甲 >=\n\n  5人"), line("甲 >= 5人"));
    assert_eq!(line("甲 = 1 # 一\n 且 乙 # 二\n # 三\n 且 丙"), line("甲 = 1 且 乙 且 丙"));
    assert_eq!(line("如果 甲\n则 1\n否则 2"), line("如果 甲 则 1 否则 2"));
    assert_eq!(codes("政策 甲\n{ 层级 国家。 地区 全国 }"), Vec::<&str>::new());
}

#[test]
fn mistakes_in_one_declaration_hide_none_in_another() {
    let mut found = codes(
        "政策 甲 { 层级 国家\n  条件 乙 { 5,000元 > 丙 }\n政策 丁 { 层级 省 }\n参数 戊：金额 { 2026-02-30 起： 0。5元 }\n",
    );
    found.sort_unstable();
    assert_eq!(found, ["G-BRACKET", "G-DATE", "G-DIGIT-COMMA", "G-SLIP-STOP", "G-WORD-CHOICE"]);
}

#[test]
fn a_source_that_is_too_long_is_refused() {
    assert_eq!(codes(&" ".repeat(LONGEST_SOURCE + 1)), ["G-SOURCE-LONG"]);
}

#[test]
fn nesting_is_bounded_and_what_is_bounded_is_read() {
    let nested = |depth: usize| format!("政策 甲 {{ 条件 乙 {{ {}丙{} }} }}", "(".repeat(depth), ")".repeat(depth));
    assert_eq!(codes(&nested(MOST_NESTING - 2)), Vec::<&str>::new());
    assert_eq!(codes(&nested(MOST_NESTING - 1)), ["G-NESTING"]);
}

#[test]
fn hostile_texts_do_no_harm() {
    let hostile = [
        "(".repeat(100_000),
        "甲(".repeat(50_000),
        "[".repeat(100_000),
        "甲 {\n".repeat(50_000),
        "“".repeat(100_000),
        "如果 ".repeat(20_000),
        "如果\n".repeat(20_000),
        "如果 甲 则 乙 否则 ".repeat(10_000),
        "非 ".repeat(50_000),
        "- ".repeat(50_000),
        "| >= >= ".repeat(20_000),
        "甲 = ".repeat(20_000),
        format!("政策 甲 {{ 条件 乙 {{ {} 1 }} }}", "1 + ".repeat(50_000)),
        format!("政策 甲 {{ 条件 乙 {{ {} 丙 }} }}", "丙 或 ".repeat(50_000)),
        "「".repeat(100_000),
        "\"".repeat(100_001),
        "{}".repeat(50_000),
        "}".repeat(100_000),
        "甲 { ( }\n".repeat(10_000),
        format!("甲 {}", "# 注\n".repeat(50_000)),
        "\n".repeat(200_000),
        "|".repeat(100_000),
        "5,000".repeat(20_000),
        "\u{202E}".repeat(30_000),
    ];
    for text in hostile {
        let start = text.chars().take(12).collect::<String>();
        let source = Source::new(0, "test.gj", text);
        let parsed = parse(&source);
        let mut diagnostics = parsed.diagnostics.clone();
        schema::read(&source, &parsed.document, &mut diagnostics);
        assert!(diagnostics.has_errors() || source.text.trim().is_empty(), "{start}");
        assert_eq!(syntax::format(&source, &parsed, &[], None).is_some(), !parsed.diagnostics.has_errors());
    }
}

/// Twice the text takes about twice the time, however it is made. `-- --nocapture` shows how much a second.
#[test]
fn time_is_linear() {
    let rules: String = rule_files("rules/全国").iter().map(|path| read(path)).collect();
    let policy = read(std::path::Path::new("tests/corpus/syntax/good/policy.gj"));
    let shapes = [
        rules.as_str(),
        policy.as_str(),
        "甲 {\n}\n",
        "# 注\n\n",
        "政策 甲 { 条件 乙 { (甲 或 (乙 且 丙)) } }\n",
        "$ $ 甲 ( ] \n",
        "甲 乙 丙 丁 \"戊\" 5万元\n",
    ];
    for shape in shapes {
        let time = |size: usize| {
            let source = Source::new(0, "test.gj", shape.repeat(size / shape.len() + 1));
            (0..3)
                .map(|_| {
                    #[expect(clippy::disallowed_methods, reason = "this measures")]
                    let start = std::time::Instant::now();
                    std::hint::black_box(parse(&source));
                    start.elapsed()
                })
                .min()
                .unwrap_or_default()
        };
        // A busy machine may spoil a measurement, but hardly three in a row.
        let size: u32 = if cfg!(debug_assertions) { 20_000 } else { 500_000 };
        let linear = (0..3).any(|_| {
            let (once, twice) = (time(size as usize), time(2 * size as usize));
            #[expect(clippy::print_stdout, reason = "for whoever asks how fast it is")]
            let () = println!(
                "{:>6.1} MB/s  {:?}",
                2e-6 * f64::from(size) / twice.as_secs_f64(),
                shape.chars().take(16).collect::<String>()
            );
            twice.as_secs_f64() <= 2.3 * once.as_secs_f64()
        });
        assert!(linear, "twice the text takes more than 2.3 times as long: {shape}");
    }
}

/// Pieces that rules are made of, and some that they are not.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "政策",
        "条件",
        "甲",
        "乙",
        "「丙」",
        " ",
        "  ",
        "\n",
        "{",
        "}",
        "(",
        ")",
        "[",
        "]",
        "|",
        "；",
        "。",
        "、",
        ",",
        "：",
        "=",
        "<=",
        "》=",
        "且",
        "或",
        "非",
        "如果",
        "则",
        "否则",
        "至",
        "属于",
        "5",
        "0.5",
        "5万元",
        "10%",
        "1500元/人",
        "2026-01-05",
        "03-01",
        "17:00",
        "\"文\"",
        "“文“字”文”",
        "“",
        "\"",
        "「",
        "#注",
        "- ",
        "-",
        " - ",
        "+",
        "=>",
        "依据",
        "存疑",
        "当(",
        "\u{200B}",
        "\u{3000}",
        "·",
        ".",
        "１２",
        "≥",
        "policy",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(600) })]

    #[test]
    fn any_text_is_read_to_an_end(text in any::<String>()) {
        problems(&text);
    }

    #[test]
    fn any_pieces_are_read_to_an_end(text in pieces()) {
        problems(&text);
    }

    #[test]
    fn the_layout_says_the_same_and_is_its_own_layout(text in pieces()) {
        let source = Source::new(0, "test.gj", text);
        let parsed = parse(&source);
        if let Some(once) = syntax::format(&source, &parsed, &[], None) {
            let again = Source::new(0, "test.gj", once.clone());
            let parsed_again = parse(&again);
            prop_assert!(!parsed_again.diagnostics.has_errors(), "{:?}\n{once}", parsed_again.diagnostics);
            prop_assert_eq!(without_places(&format!("{:?}", parsed.document.statements)), without_places(&format!("{:?}", parsed_again.document.statements)), "{}", once);
            prop_assert_eq!(syntax::format(&again, &parsed_again, &[], None), Some(once));
        }
    }
}

/// A tree's debug text without its spans.
fn without_places(debug: &str) -> String {
    let mut parts = debug.split("Span {");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push_str(part.split_once('}').map_or("", |(_, rest)| rest));
    }
    out
}
