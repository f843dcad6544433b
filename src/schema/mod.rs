//! The words of every block: Chinese, English, shape of the value, meaning. One table that parser messages,
//! completion, keyword translation, the checker and the reference read.

mod canonical;
mod expects;
mod item;
mod line;
mod read;
mod shape;
mod terms;
mod words;

pub use item::{Head, Item, entries};
pub use read::{Reading, read};
pub use shape::describe;
pub use terms::{TERMS, Term, term_of, terms};
pub use words::WORDS;

/// One keyword in one kind of block.
#[derive(Debug, PartialEq, Eq)]
pub struct Word {
    /// The Chinese form.
    pub zh: &'static str,
    /// The English form; the checker matches on it.
    pub en: &'static str,
    /// The kind of block that it stands in, by its Chinese name; `*` for any.
    pub block: &'static str,
    /// The shape of its value.
    pub shape: Shape,
    /// The kind of block that its own body is, if it has one.
    pub body: Option<&'static str>,
    /// What it means, in Chinese, as one clerk says it to another.
    pub meaning_zh: &'static str,
    /// What it means, in English.
    pub meaning_en: &'static str,
}

/// The shape of a keyword's value, and what stands in [`Item::values`] for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// Nothing.
    Flag,
    /// Nothing but a block.
    Block,
    /// Nothing; a mode of the lines of its block: 任一, 全部.
    Mode,
    /// One expression.
    Value,
    /// One name; of a table with inputs a call.
    Name,
    /// Names joined by 、.
    Names,
    /// One text.
    Text,
    /// Two texts: question and answer.
    TwoTexts,
    /// One number.
    Number,
    /// One day.
    Date,
    /// Names, texts or numbers joined by 、.
    Words,
    /// One of the terms listed under the keyword.
    Word,
    /// Names or texts joined by 、.
    Who,
    /// A number or a text.
    Code,
    /// A name or a text: what a person decides.
    Judged,
    /// Name and type: `甲：数值`.
    Fact,
    /// A name, or name and type.
    Param,
    /// At the top, the name of the group first; then choices, each followed by its text if it has one, joined by 、 or
    /// (in order) by `<` (`Separator::Below`).
    Labels,
    /// Documents, each followed by its article if one is given, or articles alone, joined by 、.
    Cites,
    /// A text, then 含 or 不含.
    Wording,
    /// `D 至 D` or a year as one expression; `D 起` as two values; `至 D` with the prefix 至; or 不详.
    Period,
    /// As a period, of any values.
    Range,
    /// 常年; 另行公布 and a text; a period; 每年 and two month-days joined by 至; then 次年 if it ends in the next year,
    /// and a clock time.
    Window,
    /// The values as written: `3年 自 发证日`, `至 次年 03-31`, `每年 05-31 前`, `不超过 2年`.
    Term,
    /// A duration, or 无规定, 即办, 未定.
    Limit,
    /// A comparison without its left side.
    Test,
    /// A unit as a name: `人`, `元/人`.
    Unit,
    /// How to round, then the step.
    Round,
    /// A name, then its points.
    Band,
    /// The name of the exception; then, after 优先于, the one it wins over.
    NameOver,
    /// A name, then the list after 来自.
    Each,
    /// A name, then the organ after 以.
    Entrust,
    /// Names joined by 、; then, after 择, 申请人 or 最高.
    Exclusive,
    /// What pays less, then what it already includes.
    Offset,
    /// An amount, then the words as written: `合计 全部 先减 甲`, `合计 甲、乙 按比例`.
    StackCap,
    /// A name, then its time if one is given.
    Special,
    /// The words as written: `去 3日 回 3日`.
    Post,
    /// What overlays may touch, as written: `参数 甲`, `办理 承诺时限`.
    Target,
    /// A whole statement follows; it is the one item of the body.
    Statement,
    /// Entries of given facts; see [`entries`].
    Givens,
    /// Entries of expected results; see [`entries`].
    Expects,
}

/// The keywords that may stand in a kind of block, without those that may stand in any.
pub fn words_of(block: &str) -> impl Iterator<Item = &'static Word> {
    WORDS.iter().filter(move |word| word.block == block)
}

/// The keyword of a kind of block with this Chinese or English form; those that may stand anywhere come last.
pub fn word_in(block: &str, name: &str) -> Option<&'static Word> {
    let is_it = |word: &&Word| word.zh == name || word.en == name;
    let anywhere = || words_of("*").filter(|_| block != "顶层");
    words_of(block).chain(anywhere()).find(is_it)
}
