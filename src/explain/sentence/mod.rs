//! What we say to people. A [`Sentence`] is a code with its parameters; the words of each language stand in one file.

mod en;
mod figure;
mod spoken;
mod zh;

pub(crate) use figure::{Figure, Precision, change_figure, distance, figure, in_yuan};
pub(crate) use spoken::spoken;

use super::answer::{ConditionOutcome, How, Text, WindowState};
use crate::program::{Comparison, Fold, Reason};
use crate::value::Rounding;

/// A sentence, or a piece of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Sentence {
    /// A value beside the figure that the law sets.
    Compared(Compared),
    /// A value that must be among some, or in a range.
    Among(Among),
    /// Why a figure is this one: the table or parameter, its value, and what makes the row apply.
    Tier { name: Text, value: Shown, because: Vec<Text> },
    /// A band of a table: what is tested, what it is, and the ends of the band.
    Band { input: Text, value: Shown, low: Option<(Comparison, Figure)>, high: Option<(Comparison, Figure)> },
    /// The days in which a figure holds.
    Holds { from: Option<String>, to: Option<String> },
    /// How far off a fact is.
    Gap(Gap),
    /// The change alone, in a few words.
    Change(Gap),
    /// The value from which an open condition turns.
    Turn { from: Figure, below: ConditionOutcome, then: ConditionOutcome },
    /// What is said of something that the sentence itself does not name.
    Of { what: Text, said: Text },
    /// One of several ways would be enough, and none is met.
    NoWay,
    /// A piece that stands as a sentence of its own.
    Ended(Text),
    /// What must still be known.
    Wanting { facts: Vec<Text> },
    /// What was filled in.
    Given { facts: Vec<(Text, Shown)> },
    /// What a person decides of a condition, and who: these lines, or the whole.
    Judge { lines: Vec<String>, of: Text, by: Option<String> },
    /// How a person has decided a line.
    Decided { line: String, holds: bool },
    /// What became of conditions and policies.
    Verdicts(Vec<(Text, ConditionOutcome)>),
    /// What cannot be worked out; a table may say on purpose that it gives nothing.
    Blocked { reason: Reason, at: Option<Text>, stated: bool, facts: Vec<Text> },
    /// 除非 holds.
    Waived,
    /// Old law still counts: by which transition, until when.
    Deemed { transition: Text, until: Option<Shown> },
    /// How many records of a list are let in, and how many of what else became of them.
    Records { unit: Option<String>, met: usize, unmet: usize, open: usize, judged: usize },
    /// A place has become a part of another.
    Merged { place: Text, since: String, into: Text },
    /// A place has been parted into others, and nobody can tell which is meant.
    Parted { place: Text, since: String, into: Vec<Text> },
    /// A condition of which there is no more to say.
    Bare(ConditionOutcome),
    /// When one may apply.
    Window(Window),
    /// What a benefit amounts to.
    Amount(Amount),
    /// The benefit is not given.
    NotGiven,
    /// Whether the benefit is given depends on these facts, or on no fact.
    GivenIf { what: Text, facts: Vec<Text> },
    /// What to do with a paper.
    Paper(Paper),
    /// By which rule a paper is spared, or why it is not.
    Spared(Spared),
    /// Who decides an item.
    Decides(Decides),
    /// A time limit.
    Limit(Limit),
    /// A procedure with a time of its own.
    Special { takes: Option<Figure>, uncounted: bool },
    /// The verdict in a few words.
    Verdict(Verdict),
    /// The verdict and what decides it.
    Headline(Headline),
    /// What the verdict leaves open, and that it is none.
    Disclaimer { open: usize, blocked: usize, judged: usize, not_encoded: usize },
    /// Why a question is asked.
    WhyAsked { settles: usize, hangs: usize },
    /// One change that moves several policies.
    OneChange { change: Text, policies: Vec<Text> },
    /// A policy of a place or time of its own does not speak of this case.
    NotApplicable(NotApplicable),
    /// What 适用 is called.
    Scope,
    /// No completion of the facts meets all conditions together.
    NoCompletion,
    /// Several choices that must hold one, or must not.
    Includes { name: Option<Text>, not: bool, member: Text, outcome: ConditionOutcome },
    /// How the desk begins.
    SpokenVerdict(Verdict),
    /// What the desk says of a benefit.
    SpokenBenefit { name: Text, what: Text, obtained: Option<String> },
    /// How the desk ends: whose decision counts.
    SpokenEnd { by: Option<String> },
    /// Labels of a computation: rounding, how and to what.
    Rounded { how: Rounding, step: Option<Shown> },
    /// A ceiling.
    Capped,
    /// A figure that stands in the rule itself.
    Constant,
    /// A figure that is raised to another where it is less.
    NoLess { of: Text, than: Shown },
    /// A figure that is cut to another where it is more.
    NoMore { of: Text, than: Shown },
    /// A day so much later than another.
    Later { than: Text, by: Figure },
    /// A yearly fact or figure of a year.
    OfYear { what: Text, year: i32 },
    /// A yearly fact, so many years before the year of the law day, while that is open.
    YearsBefore { fact: Text, years: u8 },
    /// Something without a name that is worked out.
    WorkedOut,
    /// Nothing is known of it.
    NotKnown,
    /// No answer makes a value of it.
    NoValue,
    /// What a fold over records is called: of all of them or of some, of a column or of something else.
    Folded { fold: Fold, list: Text, of: Option<Text>, some: bool },
    /// A value alone.
    Value(Shown),
}

/// What is shown of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Shown {
    /// A number or a day.
    One(Figure),
    /// What is still possible; each end with whether it is possible itself.
    Between { low: Option<(Figure, bool)>, high: Option<(Figure, bool)> },
    /// Names, a text, yes or no.
    Words(Text),
}

/// A value beside the figure that the law sets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Compared {
    /// What is compared, where the page does not say so already.
    pub(crate) name: Option<Text>,
    /// What it is; nothing if it cannot be worked out.
    pub(crate) value: Option<Shown>,
    /// How it must stand to the figure.
    pub(crate) sign: Comparison,
    /// The figure.
    pub(crate) threshold: Option<Shown>,
    /// Nothing is known of the value, though it could be worked out.
    pub(crate) unknown: bool,
    /// The value lies above the figure.
    pub(crate) above: bool,
    /// How far they lie apart, if they do.
    pub(crate) distance: Option<Figure>,
    /// What is still possible of it is up to people or to the law, not to facts.
    pub(crate) by_people: bool,
    /// Whether it is as wanted.
    pub(crate) outcome: ConditionOutcome,
}

/// A value that must be among some.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Among {
    /// What is tested.
    pub(crate) name: Option<Text>,
    /// What it is.
    pub(crate) value: Option<Shown>,
    /// True if it must not be among them.
    pub(crate) not: bool,
    /// The names and ranges.
    pub(crate) members: Vec<Shown>,
    /// They are places, in which one lies.
    pub(crate) places: bool,
    /// Whether it is as wanted.
    pub(crate) outcome: ConditionOutcome,
}

/// How far off a fact is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Gap {
    /// Which fact.
    pub(crate) fact: Text,
    /// What it is.
    pub(crate) now: Figure,
    /// What it would have to be.
    pub(crate) need: Figure,
    /// The difference, without its sign.
    pub(crate) change: Figure,
    /// It must grow.
    pub(crate) more: bool,
    /// How the fact changes.
    pub(crate) kind: GapKind,
    /// Facts taken as unchanged.
    pub(crate) held: Vec<Text>,
}

/// How a fact of a gap changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum GapKind {
    /// By some amount.
    Amount,
    /// A day becomes another.
    Day,
    /// 今天: by waiting.
    Wait,
    /// Its period is over: not any more.
    Past,
}

/// When one may apply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Window {
    pub(crate) state: WindowState,
    pub(crate) opens: Option<String>,
    pub(crate) closes: Option<String>,
    pub(crate) closes_at: Option<String>,
    pub(crate) days_left: Option<i64>,
    /// The last day is past and no other window will come.
    pub(crate) over: bool,
    pub(crate) note: Option<Text>,
}

/// What a benefit amounts to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Amount {
    /// Settled.
    Exactly(Figure),
    /// At most.
    AtMost(Figure),
    /// At least.
    AtLeast(Figure),
    /// Between two ends.
    Between(Figure, Figure),
    /// Nothing is known of it.
    Open,
    /// It cannot be worked out.
    NoValue,
}

/// What to do with a paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Paper {
    /// Hand in, in these forms and so many copies; or it may be that one of several that is handed in.
    Submit { forms: Vec<String>, copies: Option<Shown>, one_of_several: bool },
    /// May follow, within and by.
    Later { within: Option<Figure>, by: Option<String> },
    /// A signed promise instead.
    Promised,
    /// Shared by somebody.
    Shared { by: Option<String> },
    /// Any one of several.
    AnyOf { count: usize },
    /// Not needed.
    NotNeeded,
    /// Kept, not handed in.
    Keep { long: Figure },
    /// Needed, but how it gets there hangs on facts.
    OneOf { ways: Vec<How>, facts: Vec<Text> },
    /// Older than it may be.
    Expired { issued: String, until: String },
    /// Not known yet.
    Unknown { facts: Vec<Text> },
    /// Whether it is needed cannot be worked out, and why.
    NoValue { why: Text },
}

/// By which rule a paper is spared, or why it is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Spared {
    /// It may follow; what comes of it if it does not, and where that is recorded.
    Later { rule: String, overdue: Option<String>, recorded: Option<String> },
    /// A promise is taken; when it is verified, and what comes of it if it is false.
    Promised { rule: String, verified: Option<String>, if_false: Option<String>, recorded: Option<String> },
    /// The rule's premise does not hold.
    Refused { rule: String },
    /// No rule is in force here.
    NoRule,
}

/// Who decides an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Decides {
    /// An organ, in its own name or another's.
    Organ { organ: Text, in_name_of: Option<Text>, under: Option<String> },
    /// A department of a place, whose organ the rules do not name.
    Department { place: Text, department: Text },
    /// One of several, on these facts.
    OneOf { organs: Vec<Text>, facts: Vec<Text> },
    /// The rules do not tell.
    Unknown { facts: Vec<Text> },
}

/// A time limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Limit {
    /// So long.
    Within(Figure),
    /// At once.
    AtOnce,
    /// The law sets none.
    NoneSet,
    /// Not known yet.
    Open,
}

/// The verdict in a few words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// 符合.
    Eligible,
    /// 还差一点.
    Near(Vec<Gap>),
    /// 还不能判断.
    Undetermined,
    /// Cannot be worked out.
    Blocked,
    /// 等专家认定.
    Pending,
    /// 不符合.
    Ineligible,
    /// 不适用.
    NotApplicable,
}

/// The verdict and what decides it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Headline {
    /// So many conditions, all met.
    Eligible { checked: usize },
    /// These changes, and all that can be checked is met.
    Near { changes: Vec<Text>, checked: usize },
    /// These conditions are not met.
    Ineligible { unmet: Vec<Text> },
    /// These facts must be known.
    Undetermined { facts: Vec<Text> },
    /// So many conditions met, the rest is up to people.
    Pending { checked: usize, judged: usize },
}

/// Why a policy does not speak of this case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NotApplicable {
    /// 不在有效期: on which day, whether anything of it is known yet, and when it is in force.
    NotInForce { day: Option<String>, published: bool, stretches: Vec<Text> },
    /// 不在适用范围: what fails, in sentences.
    NotInScope { why: Vec<Text> },
    /// 不是本地政策: where it holds.
    OtherRegion { places: Vec<Text> },
}

/// A sentence in both languages.
pub(crate) fn say(sentence: &Sentence) -> Text {
    Text { zh: zh::words(sentence), en: en::words(sentence) }
}

/// Sentences one after another.
pub(crate) fn join(sentences: impl IntoIterator<Item = Text>) -> Text {
    let mut joined = Text::default();
    for sentence in sentences {
        joined.zh.push_str(&sentence.zh);
        if !joined.en.is_empty() && !sentence.en.is_empty() {
            joined.en.push(' ');
        }
        joined.en.push_str(&sentence.en);
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    fn closed(over: bool) -> String {
        let (opens, closes) = (Some("2027-01-01".to_owned()), Some("2027-05-31".to_owned()));
        let window =
            Window { state: WindowState::Closed, opens, closes, closes_at: None, days_left: None, over, note: None };
        say(&Sentence::Window(window)).zh
    }

    #[test]
    fn a_window_that_comes_again_says_when() {
        assert_eq!(closed(false), "现在不能申报，下一次 2027-01-01 开始");
        assert_eq!(closed(true), "现在不能申报，2027-05-31 已经截止");
    }

    #[test]
    fn a_name_that_begins_with_a_denial_is_not_denied_once_more() {
        let name = |zh: &str| Text { zh: zh.to_owned(), en: zh.to_owned() };
        let compared = Compared {
            name: Some(name("技术领域")),
            value: Some(Shown::Words(name("新材料"))),
            sign: Comparison::NotEqual,
            threshold: Some(Shown::Words(name("不属于以上领域"))),
            distance: None,
            unknown: false,
            above: false,
            by_people: false,
            outcome: ConditionOutcome::Met,
        };
        assert_eq!(say(&Sentence::Compared(compared)).zh, "技术领域是新材料，不是“不属于以上领域”。");
    }
}
