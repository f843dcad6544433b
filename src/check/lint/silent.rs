//! Words that are read and change nothing: whoever writes one is told, so that nothing written is lost unnoticed.

use crate::check::checker::Checker;
use crate::check::read::word;
use crate::diagnostic::Code;
use crate::schema::{Head, Item};

/// A place: the word that opens it, empty for a row or line; and the block that this word stands in, empty for any.
type Place = (&'static str, &'static str);

/// Words that may stand in a place and reach nobody from there.
const LOST: &[(Place, &[&str])] = &[
    (("vocabulary", ""), &["basis", "quote", "gist", "doubt", "remark"]),
    (("questions", ""), &["basis", "quote", "gist", "doubt", "remark"]),
    (("fact", ""), &["basis", "quote", "gist", "remark"]),
    (
        ("column", ""),
        &[
            "basis",
            "quote",
            "gist",
            "doubt",
            "remark",
            "counted_as",
            "given_fact",
            "period",
            "yearly",
            "good_for",
            "shared",
            "at_most",
            "key",
        ],
    ),
    (("except", ""), &["title", "basis", "quote", "gist", "doubt", "remark"]),
    (("document", ""), &["basis", "quote", "gist", "remark"]),
    (("region", "顶层"), &["basis", "quote", "gist", "remark"]),
    (("region", "参数"), &["title", "basis", "quote", "gist", "doubt", "remark"]),
    (("department", ""), &["basis", "quote", "gist", "doubt", "remark"]),
    (("effective", "政策"), &["title", "quote", "gist", "doubt", "remark"]),
    (("effective", "事项"), &["title", "quote", "gist", "doubt", "remark"]),
    (("effective", "地区"), &["title", "basis", "quote", "gist", "doubt", "remark"]),
    (("effective", "一件事"), &["title", "doubt", "remark"]),
    (("effective", "叠加"), &["title", "doubt", "remark"]),
    (("effective", "赋权"), &["title"]),
    (("effective", "共享"), &["title"]),
    (("effective", "容缺办法"), &["title"]),
    (("effective", "告知承诺办法"), &["title"]),
    (("window", ""), &["title"]),
    (("apply", ""), &["title"]),
    (("accepts", ""), &["title"]),
    (("decides", ""), &["title"]),
    (("statutory_limit", ""), &["title"]),
    (("promised_limit", ""), &["title"]),
    (("special_procedure", ""), &["title"]),
    (("visits", ""), &["title"]),
    (("fee", ""), &["title"]),
    (("hotline", ""), &["title"]),
    (("mode", "办理"), &["title"]),
    (("mode", "事项"), &["title"]),
    (("powers", ""), &["title", "doubt", "remark"]),
    (("unlisted", ""), &["title"]),
    (("holiday", ""), &["title", "basis", "doubt", "remark"]),
    (("workday", ""), &["title", "basis", "doubt", "remark"]),
    (("local", ""), &["title", "doubt", "remark"]),
    (("may_change", ""), &["title", "doubt", "remark"]),
    (("may_add", ""), &["title", "doubt", "remark"]),
    (("may_remove", ""), &["title", "doubt", "remark"]),
    (("may_tighten", ""), &["title", "doubt", "remark"]),
    (("may_relax", ""), &["title", "doubt", "remark"]),
    (("must_not", ""), &["title", "doubt", "remark"]),
    (("case", ""), &["title"]),
    (("any", "条件"), &["title", "doubt", "remark"]),
    (("all", "条件"), &["title", "doubt", "remark"]),
    (("at_least", "条件"), &["title", "doubt", "remark"]),
    (("judged", "条件"), &["title", "doubt", "remark"]),
    (("needs", ""), &["kind", "issued_by", "granted_by", "fresh_for", "title"]),
    (("hint", ""), &["title", "doubt", "remark"]),
    (("example", ""), &["title", "basis", "quote", "gist", "doubt", "remark"]),
    (("", ""), &["title", "quote", "gist", "remark"]),
];

/// Where 理由 is heard: a refusal, a wording and a visit say why.
const GIVE_REASONS: &[&str] = &["must_not", "wording", "visits"];

/// Declarations whose sentences of the law are only kept inside a policy.
const KEEPS_SENTENCES_IN_POLICIES: &[&str] = &[
    "define",
    "param",
    "table",
    "material",
    "department",
    "organ",
    "empower",
    "sharing",
    "deferral_rule",
    "promise_rule",
    "calendar",
    "stack",
];

impl Checker<'_> {
    /// Warns of every word that has no effect where it stands.
    pub(super) fn lint_silent(&mut self) {
        let files = self.files.clone();
        for item in files.iter().flat_map(|file| &file.items) {
            let sentences = !KEEPS_SENTENCES_IN_POLICIES.contains(&word(item));
            self.silent_inside(item, sentences);
        }
    }

    fn silent_inside(&mut self, item: &Item, keeps_sentences: bool) {
        let block = item.word().map_or("", |word| word.block);
        let here = |(en, stands_in): &Place| *en == word(item) && (stands_in.is_empty() || *stands_in == block);
        let lost = LOST.iter().find(|(place, _)| here(place)).map_or(&[][..], |(_, words)| *words);
        for inner in &item.body {
            let Head::Word(found, span) = &inner.head else {
                self.silent_inside(inner, keeps_sentences);
                continue;
            };
            let sentence = matches!(found.en, "quote" | "gist") && !keeps_sentences;
            let unheard = found.en == "reason" && !GIVE_REASONS.contains(&word(item));
            if unheard || sentence || lost.contains(&found.en) {
                self.report
                    .warning(
                        Code::NoEffect,
                        *span,
                        format!("`{}` 写在这里不起作用，结果里看不到", found.zh),
                        format!("`{}` has no effect here and is not shown in results", found.en),
                    )
                    .help(
                        "要让人看到的，写成 说明 或 存疑，放在条件、材料、待遇这些看得到的地方；只给写规则的人看的，写成注释：# …",
                        "what people are to see, write as `remark` or `doubt` at a condition, material or benefit; what is for authors only, as a comment: # …",
                    );
                continue;
            }
            self.silent_inside(inner, keeps_sentences);
        }
    }
}
