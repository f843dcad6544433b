//! The one list of codes. To add a code, add an entry: what it means (in English, for readers of this list), its name,
//! its identifier, then in each language a title and the long form that `guiju explain CODE` prints.

use super::Words;

macro_rules! codes {
    ($(
        $(#[doc = $meaning:literal])+
        $name:ident = $id:literal
            zh $title_zh:literal $long_zh:literal
            en $title_en:literal $long_en:literal
    )*) => {
        /// Which kind of problem. The identifier is for people to look up; it never changes its meaning.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[doc = $meaning])+ $name,)*
        }

        impl Code {
            /// Every code, in the order of the list.
            pub const ALL: &'static [Code] = &[$(Code::$name,)*];

            /// The identifier, as in `G-NAME-UNKNOWN`.
            pub fn id(self) -> &'static str {
                match self {
                    $(Code::$name => $id,)*
                }
            }

            /// What the problem is, in a few words.
            pub fn title(self) -> Words {
                match self {
                    $(Code::$name => Words::new($title_zh, $title_en),)*
                }
            }

            /// The long form: why it is a problem, and how to go on.
            pub fn explanation(self) -> Words {
                match self {
                    $(Code::$name => Words::new($long_zh, $long_en),)*
                }
            }
        }
    };
}

impl Code {
    /// The code with this identifier, in any case.
    pub fn find(id: &str) -> Option<Code> {
        Code::ALL.iter().copied().find(|code| code.id().eq_ignore_ascii_case(id))
    }
}

codes! {
    // ── Reading the text ──

    /// The text cannot be read at this place.
    Syntax = "G-SYNTAX"
        zh "这里读不懂" "这里的写法不合语法。每一句是并排的几个值，后面可以带一个 { } 块；请对照提示中的写法修改。"
        en "cannot be read" "The text at this place fits no statement. A statement is values side by side, then an optional block in { }."

    /// The file is longer than any that is read.
    SourceTooLong = "G-SOURCE-LONG"
        zh "文件太大" "一个规则文件最长 8 MB。请按政策拆成几个文件，用 `引用 \"文件名\"` 连起来。"
        en "file too long" "A rule file has at most 8 MB. Split it by policy into several files and join them by `use \"name\"`."

    /// Brackets or 如果 nest deeper than 64.
    Nesting = "G-NESTING"
        zh "套得太深" "括号、`如果` 和写在值前面的运算符最多套 64 层，一个式子最多 128 步。把里面的部分另写成 `定义`，用它的名字。"
        en "nested too deep" "Brackets, `if` and operators before a value nest at most 64 deep, and an expression has at most 128 steps. Write the inner part as a `define` of its own and use its name."

    /// A character that nobody sees, or that changes the order of the others.
    Invisible = "G-INVISIBLE"
        zh "看不见的字符" "规则文件里不能有看不见的字符，也不能有改变文字方向的字符：它们会让读的人看到的与机器读到的不一样。多半是从网页或文档里粘贴时带进来的，删去即可。"
        en "invisible character" "A rule file holds no invisible characters and none that change the direction of text: with them, people would see another rule than the machine reads. They usually come along with pasted text; delete them."

    /// An opening bracket without its closing one, or the other way round.
    Bracket = "G-BRACKET"
        zh "括号不配对" "每个 `(` `[` `{` 都要有配对的 `)` `]` `}`，全角半角均可。圆括号、方括号不能跨过花括号。"
        en "bracket without its pair" "Each `(` `[` `{` needs its `)` `]` `}`; full-width or half-width makes no difference. Round and square brackets do not reach across braces."

    /// A text or quoted name that does not end on its line.
    TextOpen = "G-TEXT-OPEN"
        zh "引号没有配对" "文字写在 `\"…\"` 或 `“…”` 里，在一行之内结束。`“…”` 里面可以再有 `“ ”`，原样粘贴的法条不用改。"
        en "quotation mark without its pair" "Texts stand in `\"…\"` or `“…”` and end on their line. Curly marks may nest, so that a sentence of law goes in as it is."

    /// A value is missing beside an operator or separator.
    Operand = "G-OPERAND"
        zh "缺少一个值" "运算符两边各要一个值，`、` 和 `,` 后面也要一个值。"
        en "value missing" "An operator stands between two values, and a value follows `、` and `,`."

    /// 如果 without 则 or 否则.
    If = "G-IF"
        zh "如果 不完整" "写成 `如果 条件 则 值 否则 值`，三部分都要有。"
        en "incomplete if" "Write `if condition then value else value`; all three parts are needed."

    /// 且 and 或 at one level.
    AndOr = "G-AND-OR"
        zh "且 和 或 并列" "`甲 且 乙 或 丙` 有两种读法，结论可能不同，所以必须加括号写明是哪一种。"
        en "and beside or" "`a and b or c` can be read in two ways that may decide differently, so brackets must say which is meant."

    /// A minus between two values without blanks.
    Minus = "G-MINUS"
        zh "减号两边要有空格" "`甲-乙` 容易与名字、日期、负数混淆，所以减号两边都要有空格：`甲 - 乙`。"
        en "minus without blanks" "`a-b` is easily taken for a name, a date or a negative number, so a minus between two values has blanks on both sides: `a - b`."

    /// A day, month-day or time that does not exist or is not written as one.
    Date = "G-DATE"
        zh "日期不对" "日期写成 `2026-01-31` 或 `2026年1月31日`，不带年份的写成 `01-31` 或 `1月31日`，必须是日历上有的一天。钟点写成 `17:00`，只能跟在日期后面。"
        en "no such date" "A date is written `2026-01-31` or `2026年1月31日`, without a year `01-31` or `1月31日`, and must be a day of the calendar. A time is written `17:00` and stands only after a date."

    /// A number with too many digits.
    Number = "G-NUMBER"
        zh "数太长" "一个数最多 30 位数字（含小数）。"
        en "number too long" "A number has at most 30 digits, decimals included."

    /// Commas between groups of digits.
    DigitComma = "G-DIGIT-COMMA"
        zh "数字不用逗号分节" "`5,000万元` 写成 `5000万元`：逗号用来分开两项，写在数字中间会读成两个数。"
        en "digits grouped by commas" "`5,000万元` is written `5000万元`: a comma parts entries, and inside a number it would make two of it."

    /// 。 between digits.
    SlipStop = "G-SLIP-STOP"
        zh "小数点写成了句号" "中文输入法常把 `.` 打成 `。`。数字中间请写 `.`。"
        en "full stop for a point" "Input methods turn `.` into `。`. Between digits write `.`."

    /// 「 at a line end, 」 for its }.
    SlipBrace = "G-SLIP-BRACE"
        zh "花括号写成了「」" "中文输入法常把 `{` `}` 打成 `「` `」`。块写在 `{ }` 里；`「」` 只用来括名字。"
        en "「」 for braces" "Input methods turn `{` `}` into `「` `」`. Blocks stand in `{ }`; `「」` only quotes names."

    /// A full stop in a name.
    SlipDot = "G-SLIP-DOT"
        zh "间隔号写成了点" "说“谁的什么”用间隔号 `·`，例如 `徐州市·鼓楼区`。句点不是名字的一部分。"
        en "full stop for ·" "`·` says \"of\", as in `徐州市·鼓楼区`. A full stop is never part of a name."

    /// 以上, 超过 and other words where a comparison sign stands.
    ComparisonWord = "G-COMPARE-WORD"
        zh "比较要写成符号" "`以上`、`超过` 等词是否含本数，各个文件不尽相同，所以比较一律写符号：`>=` `>` `<=` `<` `=` `≠`。民法典第一千二百五十九条：以上、以下、以内、届满包括本数，不满、超过、以外不包括本数。"
        en "comparison by a word" "Documents differ on whether 以上, 超过 and the like include the number itself, so comparisons are written by signs: `>=` `>` `<=` `<` `=` `≠`. By article 1259 of the Civil Code 以上, 以下, 以内, 届满 include it, and 不满, 超过, 以外 do not."

    /// A table row without its closing bar.
    TableRow = "G-TABLE-ROW"
        zh "表的一行不完整" "表的每一行以 `|` 开头，各格之间用 `|` 隔开，最后也以 `|` 结尾。"
        en "table row not complete" "Each row of a table begins with `|`, has `|` between its cells and ends with `|`."

    // ── Reading by the schema ──

    /// A line begins with a word that its block does not know.
    WordUnknown = "G-WORD-UNKNOWN"
        zh "这里不认识这个词" "每一种块里能写哪些关键字是规定好的。提示里列出这里可以写的，或者最接近的一个。要写同名的事实，请写在 `「」` 里。"
        en "word not known here" "Each kind of block has its keywords. The help lists what may stand here, or the nearest one. A fact of the same name as a keyword is written in `「」`."

    /// Something is left over.
    ValueExtra = "G-VALUE-EXTRA"
        zh "多了东西" "每个关键字后面跟几个值是规定好的，多出来的既不是它的值，也不是另一个关键字。多半是漏了运算符、引号、`、`，或者关键字写错了。"
        en "one too many" "Each keyword takes a fixed number of values, and what is left over is neither its value nor another keyword. Most often an operator, a quotation mark or `、` is missing, or a keyword is misspelt."

    /// The value after a keyword is missing or of the wrong form.
    ValueShape = "G-VALUE-SHAPE"
        zh "值的写法不对" "每个关键字后面的值有规定的写法，提示里写着要写什么。"
        en "value of the wrong form" "The value after a keyword has a fixed form; the message says which."

    /// A word that is none of those that may be chosen from.
    WordChoice = "G-WORD-CHOICE"
        zh "没有这个写法" "有些关键字后面只能写规定的几个词之一，例如 `层级` 后面是 `国家`、`省级`、`市级`、`县级`。"
        en "no such word" "After some keywords only certain words may stand; after `level`, for example, `national`, `provincial`, `city`, `county`."

    /// A comma between members of a list.
    ListComma = "G-LIST-COMMA"
        zh "并列的几项用顿号" "`、` 隔开一个清单里的几项，`,` 隔开几句话：`缺 甲、乙, 结果 信息不足`。"
        en "comma in a list" "`、` parts the members of one list, `,` parts entries: `missing 甲、乙, outcome undetermined`."

    /// A table row where there is no table.
    RowPlace = "G-ROW-PLACE"
        zh "这里不能有表的一行" "`|` 开头的一行只能写在 `表`、`评分` 的项和 `给定` 的清单里。"
        en "no table here" "A row that begins with `|` stands only in tables, in items of scores and in lists that are given."

    /// A block behind something that takes none.
    BlockPlace = "G-BLOCK-PLACE"
        zh "这里不能有块" "`{ }` 只能跟在可以带块的关键字后面，例如 `政策 甲 { … }`、`条件 乙 { … }`。"
        en "no block here" "`{ }` stands only behind keywords that take a block, as in `policy 甲 { … }`, `require 乙 { … }`."
}
