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
    // ── What statements mean ──

    /// A name that nothing has.
    NameUnknown = "G-NAME-UNKNOWN"
        zh "没有这个名字" "用到的名字必须先声明：事实、定义、参数、表、条件、评分、文件、材料、地区。名字要一字不差；词与词之间要空一格。"
        en "unknown name" "A name that is used must be declared: a fact, definition, parameter, table, condition, score, document, material or region. Names match exactly, and words need gaps."

    /// A name that is declared where this file does not look.
    NameNotUsed = "G-NAME-NOT-USED"
        zh "这里看不到这个名字" "一个文件只看得到自己的名字和它引用的文件的名字；政策里的名字只在那个政策里有效，别处要用就写 `政策·名` 或移到顶层。"
        en "name not in sight" "A file sees its own names and those of the files that it uses; what stands in a policy is seen there only. Elsewhere write `policy·name`, or move it to the top of a file."

    /// One name for two things.
    NameDoubled = "G-NAME-DOUBLED"
        zh "名字重复" "同一个名字只能指一样东西，否则读的人与机器会有不同的理解。"
        en "name declared twice" "One name stands for one thing, or people and machine would read it differently."

    /// A policy's name that is also a shared one.
    NameShadowed = "G-NAME-SHADOWED"
        zh "名字与共用的重复" "政策里的名字不能与它看得到的共用名字相同。口径不同就是另一个事实，请换一个名字。"
        en "shared name used again" "A policy's own name must differ from the shared names in its sight. What is counted in another way is another fact: give it another name."

    /// A name that may mean several things here.
    NameAmbiguous = "G-NAME-AMBIGUOUS"
        zh "名字有几个意思" "引用的几个文件里都有这个名字。请写明是哪一个，如 `政策·名`。"
        en "name may mean several things" "Several files that are used have this name. Say which is meant, as in `policy·name`."

    /// A word with a fixed meaning as a name.
    NameFixed = "G-NAME-FIXED"
        zh "有固定意思的词" "`是` `否` `无` `未知` `今天` `上年` `得分` 等词有固定的意思，不能用作名字；文件里确实这样写的，放进 `「」`。"
        en "word with a fixed meaning" "是, 否, 无, 未知, 今天, 上年, 得分 and the like have a fixed meaning and cannot be names; where a document does so, put the word in 「」."

    /// Words that run together.
    NameUnspaced = "G-NAME-UNSPACED"
        zh "词之间没有空格" "`甲且乙` 是一个名字，`甲 且 乙` 才是三个词；数字的单位也一样，`5人 且` 要空开。"
        en "words without gaps" "`甲且乙` is one name, `甲 且 乙` is three words; the same holds for units, as in `5人 且`."

    /// 引用 of a file that was not handed in.
    FileUnknown = "G-FILE-UNKNOWN"
        zh "没有这个文件" "`引用` 写文件名，不写 `.gj`。检查时要把引用到的文件一起交来。"
        en "no such file" "`use` names a file without `.gj`. Files that are used are handed in together."

    /// 引用 that several files fit.
    FileAmbiguous = "G-FILE-AMBIGUOUS"
        zh "几个文件同名" "在名字前写上文件夹，写到只剩一个文件为止。"
        en "several files of this name" "Write the folders before the name until only one file fits."

    /// A value that needs itself.
    Circle = "G-CIRCLE"
        zh "绕了一圈" "规则不能绕圈：甲由乙算出，乙又由甲算出，就永远算不完。"
        en "circle" "Rules do not run in circles: if each of two values needs the other, neither can be worked out."

    /// A declaration without a type.
    TypeMissing = "G-TYPE-MISSING"
        zh "没有类型" "事实和参数要写类型，如 `职工总数：整数`。"
        en "type missing" "Facts and parameters have a type, as in `职工总数：整数`."

    /// A word that is no type.
    TypeUnknown = "G-TYPE-UNKNOWN"
        zh "没有这个类型" "类型有：是否 整数 数值 金额 百分比 日期 时长 年度 文本 单选 多选 地区 清单。"
        en "no such type" "Types are yes_no whole number money percent date duration year text choice choices region list."

    /// A value of another type than the place asks for.
    TypeMismatch = "G-TYPE"
        zh "类型不合" "这里要的是另一种值，例如要是否却写了数。"
        en "wrong type" "The place asks for another kind of value, such as yes or no where a number stands."

    /// A unit that nobody declared.
    UnitUnknown = "G-UNIT-UNKNOWN"
        zh "没有这个单位" "固定的单位有 元 万元 亿元 % ‰ 年 个月 天 日 周 个工作日 年度 季 分 次 岁 份；其他计数单位要在事实里用 `单位` 声明。"
        en "no such unit" "Fixed units are 元 万元 亿元 % ‰ 年 个月 天 日 周 个工作日 年度 季 分 次 岁 份; other units to count in are declared by a fact."

    /// Units that do not fit.
    UnitMismatch = "G-UNIT"
        zh "单位不合" "人数不能与金额相加或比较；金额除以人数得到每人多少元。请核对两边的单位。"
        en "units do not fit" "People are not added to or compared with money; money over people is an amount for each. Check the units of both sides."

    /// Days, months and working days side by side.
    DurationMixed = "G-DURATION-MIXED"
        zh "时长的单位混用" "天、月（年）、工作日是三种时长，不能相加或比较：一个月不是固定的天数。文件里的一年若指 365 天，就写 `365天`。"
        en "kinds of duration mixed" "Days, months (years) and working days are three kinds that never mix, as a month is no fixed number of days. A year that means 365 days is written `365天`."

    /// A plain number above one beside a percentage.
    PercentMissing = "G-PERCENT"
        zh "是不是漏了百分号" "百分比与数是同一种量：10% 就是 0.1，而 10 就是 1000%。指百分之几要写 `%`。"
        en "per cent sign missing" "A percentage is a number: 10% is 0.1, and 10 is 1000%. For per cent write `%`."

    /// `2024年`, which is a length of time.
    YearOrDuration = "G-YEAR-DURATION"
        zh "是年份还是时长" "`2024年度` 是年份，`2024年` 是两千零二十四年那么长的时间。"
        en "year or length of time" "`2024年度` is a year, `2024年` a length of time."

    /// A yearly value without its year.
    YearMissing = "G-YEAR-MISSING"
        zh "没有写哪一年" "逐年的事实和定义一年一个数，要写 `(上年)`、`(当年)` 等；几年的数要先用 合计、平均、最大、最小 合成一个。"
        en "year missing" "A yearly fact or definition has a value for each year: write `(上年)`, `(当年)` and so on; values of several years are first made one by 合计, 平均, 最大 or 最小."

    /// Values that cannot be compared so.
    NotComparable = "G-COMPARE"
        zh "不能这样比较" "多选用 `包含`，单选和地区用 `属于` 或 `=`，只有用 `<` 连接着声明的选项才有高低。"
        en "cannot be compared so" "For several choices use `包含`, for one choice and for places `属于` or `=`; only choices declared with `<` between them have an order."

    /// Values that cannot be combined by an operator.
    CannotCompute = "G-COMPUTE"
        zh "不能这样计算" "这两种值不能用这个运算符。日期加减时长，日期减日期得天数，年度减年度得年数。"
        en "cannot be combined" "These values do not go with this operator. A date takes durations, date minus date is days, year minus year is a number."

    /// A divisor or step that is zero.
    DivisionByZero = "G-DIVISION-ZERO"
        zh "除数是零" "写死的除数或舍入单位是零，永远算不出来。"
        en "zero divisor" "A divisor or step of rounding that is written as zero can never be worked with."

    /// Brackets behind a name that hold the wrong things.
    ArgumentsWrong = "G-ARGUMENTS"
        zh "括号里写得不对" "函数、带输入的表和逐年的值后面才有括号，括号里的个数和次序是固定的。"
        en "wrong in brackets" "Brackets stand behind functions, tables with inputs and yearly values, and what they hold is fixed."

    /// An aggregate over something that is no list.
    ListWanted = "G-LIST"
        zh "要一个清单" "数量、合计、平均、最大、最小 的括号里写清单（可带 `其中` `取`）、几年的数，或几个值。"
        en "list wanted" "数量, 合计, 平均, 最大 and 最小 take a list (with `其中` and `取`), values of several years, or several values."

    /// A value that each record has, where no record is at hand.
    RecordWanted = "G-RECORD"
        zh "每条记录各有一个值" "逐项里的条件、定义和表对每条记录各算一次。要在别处用，放进 数量、合计、最大、最小 里，变成一个值。"
        en "one value for each record" "Conditions, definitions and tables inside 逐项 have a value for each record. To use them elsewhere, make them one value by 数量, 合计, 最大 or 最小."

    /// A transition that does not say when, or until which day.
    TransitionIncomplete = "G-TRANSITION"
        zh "过渡没有写全" "过渡要写明对谁（当）、视为符合到哪一天（视为 符合 至 …）；过了那一天，条件照写的算。"
        en "transition incomplete" "A transition says for whom it holds (当) and until which day conditions count as met (视为 符合 至 …); after that day they count as written."

    /// Something that cannot stand here.
    Misplaced = "G-MISPLACED"
        zh "不能放在这里" "这种写法只在别的地方有意思；提示里写了它该在哪里。"
        en "cannot stand here" "This has a meaning only in other places; the help says where."

    /// A name that is no choice here.
    ChoiceUnknown = "G-CHOICE-UNKNOWN"
        zh "没有这个选项" "选项要与声明的一字不差。"
        en "no such choice" "Choices match what is declared exactly."

    /// A choice of several groups where nothing tells which.
    ChoiceAmbiguous = "G-CHOICE-AMBIGUOUS"
        zh "说不清是哪一组的选项" "几组选项里都有这个名字，而这里看不出是哪一组。与一个事实比较，或让名字不重复。"
        en "choice of several groups" "Several groups have this name, and nothing here tells which is meant. Compare it with a fact, or make the names differ."

    /// A choice that stands twice in its group.
    ChoiceDoubled = "G-CHOICE-DOUBLED"
        zh "选项重复" "一组里同一个选项只写一次。"
        en "choice twice" "A group has each choice once."

    /// A block that lacks what makes it one.
    Empty = "G-EMPTY"
        zh "缺少内容" "这一块没有写最要紧的内容，例如条件里没有判断、参数没有值。"
        en "says nothing" "The block lacks what makes it one: a condition without a test, a parameter without a value."

    /// A value that an attribute does not take.
    AttributeValue = "G-ATTRIBUTE-VALUE"
        zh "属性的值不对" "这个属性要的是另一种值；提示里写了该怎样写。"
        en "wrong value" "The attribute takes another value; the help says which."

    /// More than the engine carries.
    TooMany = "G-TOO-MANY"
        zh "太多" "一组选项最多 128 个。"
        en "too many" "A group has at most 128 choices."

    /// A range whose first value is greater than its last.
    RangeEmpty = "G-RANGE-EMPTY"
        zh "区间是空的" "`至` 前面的数要小于或等于后面的数。"
        en "empty range" "The value before `至` is at most the one after it."

    /// A figure outside the range that it may be filled with.
    OutOfRange = "G-RANGE-OUTSIDE"
        zh "超出范围" "参数的值要在它自己写的 `范围` 之内。"
        en "outside its range" "A parameter's figure lies within the range that it declares."

    /// Something that is no period.
    PeriodUnreadable = "G-PERIOD"
        zh "时段写得不对" "时段写成 `2026-01-01 至 2026-06-30`、`2026-01-01 起`、`2024年度`、`2024年度 至 2025年度`。参数的一行是 `时段：值`。"
        en "no period" "A period is written `2026-01-01 至 2026-06-30`, `2026-01-01 起`, `2024年度` or `2024年度 至 2025年度`. A row of a parameter is `period: value`."

    /// A period that ends before it begins.
    PeriodBackwards = "G-PERIOD-BACKWARDS"
        zh "时段倒了" "开始的日子在结束的日子之前。"
        en "period backwards" "A period begins before it ends."

    /// Two rows that hold on one day.
    PeriodOverlap = "G-PERIOD-OVERLAP"
        zh "时段重叠" "同一个地方的两行在同一天都有效，就不知道用哪一个。后文取代前文的，在后一行写 `取代 文件名`。"
        en "periods overlap" "Where two rows of one place hold on one day nobody knows which to use. Where the later document replaces the earlier, its row says `supersedes`."

    /// Days between two rows that no row holds on.
    PeriodGap = "G-PERIOD-GAP"
        zh "时段之间有空档" "空档里的日子没有值，那几天的结果会是算不出。"
        en "days without a value" "On the days between, the value is missing and results are blocked."

    /// An exception without 当 or 则.
    ExceptionIncomplete = "G-EXCEPTION"
        zh "例外不完整" "例外写成 `例外 名 当 条件 则 值`。"
        en "incomplete exception" "An exception is written `except name when … then …`."

    /// A table head that does not tell what is looked at and what is given.
    TableHead = "G-TABLE-HEAD"
        zh "表头不对" "第一行是表头：要看的列各写一个表达式，恰有一列以 `=>` 开头写结果，可以再有一列 `注`。"
        en "wrong table head" "The first row is the head: an expression for each column that is looked at, exactly one column with `=>`, perhaps a column `注`."

    /// A row with more or fewer cells than the head.
    TableWidth = "G-TABLE-WIDTH"
        zh "格数不对" "每一行的格数与表头相同；不看的格写 `-`。"
        en "wrong number of cells" "Each row has as many cells as the head; `-` stands where nothing is looked at."

    /// A cell that says nothing.
    TableCell = "G-TABLE-CELL"
        zh "格写得不对" "格里写比较、值、几个值或 `-`；没有规定的结果写 `不适用`。"
        en "wrong cell" "A cell holds a comparison, a value, several values or `-`; a result that is not laid down is `不适用`."

    /// A table that does not say which row counts.
    TableMode = "G-TABLE-MODE"
        zh "没有写取哪一行" "几行都成立时取哪一行，要写明：首个 唯一 任一 合计 计数 最大 最小 超额累进。"
        en "which row counts" "A table says which row counts if several hold: first unique any sum count max min marginal."

    /// A marginal table that is not written as one.
    TableMarginal = "G-TABLE-MARGINAL"
        zh "超额累进的表写得不对" "超额累进的表只看一列，各行写上限（`<=`），最后一行写 `-`。"
        en "wrong marginal table" "A marginal table looks at one column; its rows have upper bounds (`<=`), the last one `-`."

    /// An exclusion of several lines that does not say how they hold together.
    ExcludeMode = "G-EXCLUDE-MODE"
        zh "排除没有写任一" "排除有几行的，要写 任一（有一行就排除）或 全部（都有才排除）。"
        en "exclusion of several lines" "An exclusion of several lines says whether any of them strikes out, or only all."

    /// More lines wanted than there are.
    AtLeastTooMany = "G-AT-LEAST"
        zh "项数不够" "`至少 n项` 的 n 不能多于行数，不然永远不符合。"
        en "more than there are" "`at_least n` cannot ask for more lines than there are: it would never be met."

    /// A verdict of a score that has no pass mark.
    PassMarkMissing = "G-PASS-MARK"
        zh "没有合格线" "`某评分 合格` 要求评分上写了合格线，如 `合格 >= 60分`。"
        en "no pass mark" "A line `score passes` needs a pass mark on the score, as in `pass >= 60分`."

    /// A judged item without full marks.
    MaximumMissing = "G-MAXIMUM"
        zh "没有满分" "由人评的分数要写满分，不然不知道最多是多少。"
        en "no full marks" "Points that a person gives need their full marks."

    /// Full marks that do not add up.
    MaximaDiffer = "G-MAXIMA"
        zh "满分加不起来" "各项满分之和要等于总的满分；加分不算在内。"
        en "full marks do not add up" "The full marks inside add up to those of the whole; a bonus is not counted."

    /// Points above the full marks.
    PointsOverMaximum = "G-POINTS-OVER"
        zh "分数超过满分" "一项的分数超过它的满分，超过的部分不会计入。"
        en "points above the full marks" "Points above the full marks of an item do not count."

    /// A range of points with nobody to choose in it.
    RangeWithoutJudge = "G-POINTS-RANGE"
        zh "区间分没有写由谁评" "分数写成区间，就要有人在里面定一个数：写 `由 \"专家\"`。"
        en "range without a judge" "Where points are a range somebody chooses in it: write `by \"experts\"`."

    /// An amount that may have fractions of a fen and is not rounded.
    RoundingMissing = "G-ROUNDING"
        zh "没有写舍入" "金额可能除不尽，要写怎样舍入到分或元，如 `舍入 四舍五入 到 0.01元`。"
        en "rounding missing" "An amount that may not come out even says how it is rounded, as in `round half_up to_step 0.01元`."

    /// Several policies of one name without versions.
    VersionMissing = "G-VERSION"
        zh "没有写版本" "同名的政策是一个政策的几个版本，每个都要写 `版本` 和 `有效`。"
        en "version missing" "Policies of one name are versions of one policy; each has a version and its days."

    /// Two versions in force on one day.
    VersionOverlap = "G-VERSION-OVERLAP"
        zh "版本重叠" "同一天只能有一个版本有效，除非各写 `适用`，而且不会同时成立。"
        en "versions overlap" "Only one version is in force on a day, unless each has an `applies` and they exclude each other."

    /// Something that is no time for applications.
    WindowUnreadable = "G-WINDOW"
        zh "申报时间写得不对" "申报写成 `每年 03-01 至 08-31`、`2026-01-01 至 2026-06-30`、`常年` 或 `另行公布 \"…\"`。"
        en "no time for applications" "A window is `every_year 03-01 to 08-31`, two days, `always` or `announced \"…\"`."

    /// A promised limit above that of the law.
    LimitOverStatute = "G-LIMIT"
        zh "承诺时限过长" "承诺时限不能比法定时限长。"
        en "limit above the law's" "A promised limit is at most the limit set by law."

    /// Visits to what is handled wholly online.
    VisitsOnline = "G-VISITS-ONLINE"
        zh "全程网办还要跑动" "全程网办的事项不用到现场，跑动是 0次。"
        en "visits though online" "What is handled wholly online takes no visit: `visits 0次`."

    /// A main paper that may follow later.
    MainPaperDeferred = "G-MAIN-DEFERRED"
        zh "主审要件后补" "主审要件决定批不批、批多少，受理时就要有；只有次要要件可以容缺。"
        en "main paper deferred" "The decision hangs on a main paper, so it is there at acceptance; only secondary papers may follow."

    /// A case that does not say when it is the case, or a second rest.
    CaseOpen = "G-CASE"
        zh "情形没有写清" "每种情形写明什么时候是它：当 …；剩下的一种写：当 其余。"
        en "case left open" "Each case says when it is the case: `when …`; one of them may be the rest: `when others`."

    /// Powers of something that is no item.
    NotAnItem = "G-NOT-ITEM"
        zh "不是事项" "下放和委托后面写事项的名字。"
        en "not an item" "What stands behind `devolve` and `entrust` is the name of a service item."

    /// One power handed to two organs.
    PowerClash = "G-POWER-CLASH"
        zh "权力交给了两个机关" "同一天、同一地方、同一事项、同一情形，只能由一个机关决定。"
        en "power handed to two organs" "On one day, in one place, in one case, one organ decides an item."

    /// The last mode of a chain has a condition.
    ModeGap = "G-MODE-GAP"
        zh "可能没有方式" "一件事的方式按次序取第一个成立的。最后一种也带 `当` 时，可能一种都不成立，就不知道怎样办。最后写一种不带 `当` 的方式。"
        en "there may be no mode" "The first mode of a chain that holds is taken. If the last one has a condition too, it may be that none holds. End with one without `when`."

    /// A step needs a paper that a step not before it makes.
    MadeTooLate = "G-MADE-LATE"
        zh "材料还没产出" "步骤要的材料由另一步产出，那一步就要排在前面，不然申请人还是得自己交。写上 `前置`。"
        en "paper not made yet" "A paper that another step makes is there only if that step is done before. Write `after`, or the applicant has to hand it in."

    /// The longest way through a chain is longer than its ceiling.
    OverCeiling = "G-OVER-CEILING"
        zh "超过时限上限" "各步骤全办时，最长的一路加起来超过了这件事自己写的时限上限。核对各步骤的承诺时限和先后。"
        en "over the ceiling of time" "With all steps done, the longest way through them is longer than the ceiling that the chain itself states. Check the limits and the order of the steps."

    /// Papers are taken in at the place that decides.
    CollectsAndDecides = "G-COLLECT-DECIDES"
        zh "收件地就是决定地" "代收代办是替别的地方收件，权限不变。收件的地方如果就是决定的地方，就不是代收。"
        en "collected where it is decided" "A window that collects takes papers in for another place, whose power stays. Where both are the same place nothing is collected."

    /// A law day that hangs on what it decides.
    LawDayCircle = "G-LAW-DAY"
        zh "适用日绕了圈" "适用日决定用哪一行参数、哪一个版本、逐年的数从哪一年数起，所以不能由这些算出。"
        en "law day in a circle" "The law day picks rows of parameters, versions and years, so it cannot be worked out from them."

    /// A policy without a condition.
    PolicyEmpty = "G-POLICY-EMPTY"
        zh "没有条件" "没有条件的政策，谁都符合。只下定义、不给待遇的，写成 `标准`。"
        en "no condition" "Everybody is eligible for a policy without a condition. What only defines is a `standard`."

    /// A condition without a citation.
    CitationMissing = "G-CITE-MISSING"
        zh "没有依据" "每个条件都应写出处，好让法务对照原文。"
        en "citation missing" "Each condition says where it stands in the law, so that it can be compared with the text."

    /// A citation of a document that is not declared.
    CitationUndeclared = "G-CITE-UNDECLARED"
        zh "引用的文件没有声明" "只写文字的依据，指主文件的条款；没有主文件时，请在顶层用 `文件` 声明它，写上文号和公布日。"
        en "document not declared" "A bare text cites an article of the main document; where there is none, declare the document at the top with its number and day of publication."

    /// Something that cannot be given.
    GivenUnreadable = "G-GIVEN"
        zh "给定写得不对" "给定写成 `事实 = 值`、`事实 未知`、`清单 无`，或清单带一张表；算出来的值不能给定。"
        en "no given" "A given is `fact = value`, `fact unknown`, `list none`, or a list with rows; what is worked out cannot be given."

    /// An example without its day.
    TodayMissing = "G-TODAY"
        zh "示例没有今天" "引擎不看时钟，每个示例都要给定今天，自己写或从 `基于` 的示例得来。"
        en "day missing" "The engine reads no clock: each example says which day is today, itself or by the example that it is based on."

    /// Something that is no expectation.
    ExpectationUnknown = "G-EXPECT"
        zh "期望写得不对" "期望写成 `结果 符合`、`某条件 不符合`、`某值 = …`、`缺 …`、`差距 事实 = …`、`材料 … 提交`、`版本 …`、`窗口 …`、`依据 参数 文件`。"
        en "no expectation" "Expectations are `outcome met`, `condition unmet`, `value = …`, `missing …`, `gap fact = …`, `material … submit`, `version …`, `window …`, `basis parameter document`."

    /// A value in an example that is not written out.
    NotConstant = "G-CONSTANT"
        zh "值没有写死" "示例里的值要写出算好的数，不用事实和定义去算。"
        en "not written out" "Values in examples are figures, not worked out from facts."

    /// A code that two places have.
    RegionCode = "G-REGION-CODE"
        zh "代码重复" "一个代码只属于一个地区。"
        en "code used twice" "A code belongs to one place."

    /// A place that belongs to itself.
    RegionCycle = "G-REGION-CYCLE"
        zh "地区的上级成环" "上级一层层往上，最后是全国。"
        en "circle of places" "Places belong to others up to 全国."

    /// A calendar that says no days, the same day twice, or days of another year.
    Calendar = "G-CALENDAR"
        zh "日历写得不对" "日历写一年里放假的日子和调休上班的周末。每个日子只写一次，都在这一年里；一年只有一个日历。"
        en "calendar" "A calendar says the holidays of one year and the weekends worked in their place: each day once, all in that year, and one calendar for a year."
    // ── Local versions ──

    /// A change that what is adapted forbids.
    OverlayForbidden = "O-FORBIDDEN"
        zh "写明不得" "被沿用的块在 `地方` 里写明不得这样改，或者写明不收这份材料。两处的位置都指出来；要改，请先改被沿用的块。"
        en "forbidden" "What is adapted says in `local` that this may not be done, or that this material may never be asked for. Both places are shown; to go on, change what is adapted first."

    /// A change that a standard does not open.
    OverlayClosed = "O-CLOSED"
        zh "没有放开" "标准没有写可以动的，一律不得动。要放开，在标准的 `地方` 里写：可改、可增、可删、可收紧 或 可放宽。"
        en "not opened" "What a standard does not open may not be touched. Its `local` opens by may_change, may_add, may_remove, may_tighten, may_relax."

    /// A figure outside what the place may set.
    OverlayRange = "O-RANGE"
        zh "超出地方可以定的范围" "地方定的数要在 `范围` 之内，整个有效期里每一天都要在。信息里写着哪一天、多少、最多多少。"
        en "outside what a place may set" "The figure of a place lies within the range given to it, on every day of its life. The message names the day, the figure and the end."

    /// A figure that goes the way that it may not.
    OverlayDirection = "O-DIRECTION"
        zh "改反了方向" "写明 `只减` 的只能改少，写明 `只增` 的只能改多，每一天都比原来的；单位不同的比不了，请用同一个单位。"
        en "changed the wrong way" "What is `only_less` may only go down, what is `only_more` only up, compared day by day with what it was; write it in the same unit."

    /// What is left to the place and not filled.
    OverlayUnfilled = "O-UNFILLED"
        zh "由地方规定的没有填" "标准里写 `由地方规定` 的数，沿用它的政策要填上：改 参数 名 = 值。"
        en "left to the place, not filled" "What a standard leaves to the place (`set_locally`) is filled by the policy that adapts it: `change param name = value`."

    /// A part that what is adapted does not have.
    OverlayAbsent = "O-ABSENT"
        zh "没有这一项" "要改、删、收紧、放宽的，必须是被沿用的块里有的；`地方` 里写的名字也一样。"
        en "no such part" "What is changed, removed, tightened or relaxed must be there in what is adapted; so must the names in `local`."

    /// A part that is there already.
    OverlayExists = "O-EXISTS"
        zh "已经有了" "要增的名字，被沿用的块里已经有了。要改它，写 改、收紧 或 放宽；确实是另一项，就换个名字。"
        en "already there" "The name to be added is there already. To change it write `change`, `tighten` or `relax`; if it is another thing, give it another name."

    /// A place outside that of what is adapted.
    OverlayRegion = "O-REGION"
        zh "地区不在其内" "地方版本只能管它所沿用的政策管得到的地方。"
        en "outside its place" "A local version holds only within the place of the policy that it adapts."

    /// A change without its verb, or a verb without what it changes.
    OverlayVerb = "O-VERB"
        zh "改动没有写动词" "沿用别处的块里，每处改动写成 增、删、改、收紧、放宽 加种类和名字；不沿用的块里不能写这些动词。名称、地区、有效、依据、主管等是自己的，直接写。"
        en "change without a verb" "In a block that adapts another each change is add, remove, change, tighten or relax with kind and name; elsewhere these verbs do not stand. Title, region, days, basis and authority are its own and are written plainly."

    /// A verb that does not go with the kind, or a block that cannot be adapted.
    OverlayKind = "O-KIND"
        zh "不能这样改" "收紧、放宽只用于条件和排除，种类要与原来的一样；政策沿用政策或标准，事项沿用事项或标准。"
        en "cannot be changed so" "Tighten and relax go with conditions and exclusions, each of its own kind; a policy adapts a policy or a standard, an item an item or a standard."

    /// A layer that passes on more than it was given.
    OverlayWidens = "O-WIDENS"
        zh "放得比得到的宽" "一层在自己的 `地方` 里只能把得到的收窄，不能放宽：自己不能动的，不能让下面动；范围也不能更大。"
        en "wider than given" "In its own `local` a layer may narrow what it passes on, never widen it: neither parts that it may not touch nor a wider range."

    /// A condition tightened until nobody can meet it.
    OverlayContradiction = "O-CONTRADICT"
        zh "收紧以后谁也不符合" "原来的条件和新的条件互相排斥，没有谁能同时符合。多半是地区或方向写错了。"
        en "nobody can meet it" "The old condition and the new exclude each other. Most often a place or a sign is wrong."

    /// A pair that may be had together and may not.
    StackClash = "S-CLASH"
        zh "同享又互斥" "两项待遇一处写可以同享，一处写互斥，就不知道听哪一个。留下一处。"
        en "together and exclusive" "One clause lets two benefits be had together and another does not. Keep one of them."

    /// Benefits that include each other.
    StackCircle = "S-CYCLE"
        zh "抵扣绕了一圈" "甲已含乙、乙又已含甲，谁也算不出。"
        en "offsets in a circle" "If each of two benefits includes the other, neither can be worked out."

    /// Caps whose order would decide.
    StackCap = "S-CAP"
        zh "封顶的范围交叉" "封顶按写的次序一个一个算。先写几项的封顶，再写包括它们的封顶；被抵扣的和抵扣它的，要么都在封顶里，要么都不在。"
        en "caps that cross" "Caps are worked one by one as written. Write the cap on a few first, then the one that has them all; what includes another and what is included stand both in a cap, or neither."

    /// A fact that no rule reads.
    FactUnread = "G-FACT-UNREAD"
        zh "没有用到的事实" "没有规则用到的事实，问了也没有用；也可能是漏写了条件。"
        en "fact not read" "A fact that no rule reads is asked for nothing; perhaps a condition is missing."

    /// A word that is read and changes nothing.
    NoEffect = "G-NO-EFFECT"
        zh "写了不起作用" "这个词能写在这里，但既不算它，也不放进结果。检查器说一声，免得以为它有用。"
        en "no effect" "This word may stand here, but it is neither worked with nor shown in results. The checker says so, lest anybody rely on it."

    /// A sign that is not what the quoted sentence says.
    Wording = "G-WORDING"
        zh "符号与原文不合" "原文里数字旁边的说法，`以上` `以下` `以内` `届满` `不超过` `不低于` 含本数，`不满` `超过` `以外` `高于` `低于` 不含（民法典第一千二百五十九条）；括号里写了含、不含的，照括号。规则的符号与它不合时提醒。符号写错了就改；这份文件另有讲法的，在政策里写 `用语 \"2亿元以上\" 不含 理由 \"…\"`。"
        en "sign other than the wording" "Beside a figure, 以上 以下 以内 届满 不超过 不低于 include the number and 不满 超过 以外 高于 低于 do not (Civil Code art. 1259); what stands in brackets goes before. Mend the sign; if the document means it otherwise, write in the policy `wording \"2亿元以上\" excludes reason \"…\"`."

    /// A figure of a quoted sentence that the rule does not have.
    FigureQuoted = "G-FIGURE-QUOTED"
        zh "原文的数规则里没有" "原文里的数要在带着它的规则里，或在规则用到的定义、表、参数里。规则里同单位的都是别的数时提醒：多半是抄错了，或者这句话该写在别处。"
        en "figure of the sentence not in the rule" "A figure of a quoted sentence stands in the rule that carries it, or in what the rule uses. Where the rule has only others of that unit, one was miscopied, or the sentence belongs elsewhere."

    /// A convention that no sentence uses.
    WordingUnused = "G-WORDING-UNUSED"
        zh "没有用到的用语" "`用语` 说明原文里数字旁边的一个说法含不含本数。没有一句原文用到它，多半是写得与原文不一样，或者原文本身已经写明。"
        en "wording not used" "`wording` says whether words beside a figure of a quoted sentence include the number. If no sentence uses it, it was written otherwise than the sentence, or the sentence says so itself."

    /// Inputs that no row fits.
    TableGap = "G-TABLE-GAP"
        zh "表有空档" "有一种情形没有一行成立，那时结果算不出。补一行；确实没有规定的，结果写 `不适用`。"
        en "gap in a table" "For some inputs no row holds, and the result is blocked. Add a row; where nothing is laid down the result is `不适用`."

    /// A row that can never count.
    RowMasked = "G-ROW-MASKED"
        zh "用不到的行" "它前面的行已经把它的情形都占了，这一行永远用不到。多半是次序写反了。"
        en "masked row" "The rows before it take all its cases, so it never counts. Often the order is wrong."

    /// Two rows of a 唯一 or 任一 table that hold together.
    RowsOverlap = "G-ROWS-OVERLAP"
        zh "两行同时成立" "`唯一` 的表每种情形只许一行成立；`任一` 的表同时成立的行结果要相同。"
        en "rows overlap" "In a `unique` table only one row holds for any inputs; in an `any` table rows that hold together give the same."

    /// A table with too many combinations of its columns.
    TableTooWide = "G-TABLE-WIDE"
        zh "表太宽" "列与列的组合超过 4096 种，信息不全时算不过来。请拆成两张表。"
        en "table too wide" "Its columns have more than 4,096 combinations, too many to work through when facts are missing. Split it."

    /// Two exceptions that hold together and differ.
    Clash = "G-CLASH"
        zh "例外冲突" "两个例外同时成立而值不同，就不知道听哪一个。写 `例外 甲 优先于 乙`，或改成不会同时成立。"
        en "exceptions clash" "Where two exceptions hold together and differ nobody knows which to follow. Write `except a over b`, or make them exclude each other."

    /// A test that comes out the same whatever the facts are.
    AlwaysSame = "G-ALWAYS"
        zh "结果总是一样" "按事实声明的范围，这个判断永远成立或永远不成立。核对数字和方向。"
        en "always the same" "Within the declared ranges of its facts this test always or never holds. Check figure and sign."

    /// An exact result that may become too large.
    MayOutgrow = "G-OUTGROW"
        zh "数可能太长" "精确的结果可能超过 16384 位二进制。多半是对清单里的比值求和；先合计再相除。"
        en "number may outgrow" "The exact result may exceed 16,384 bits. Often it is a sum of quotients over a list: sum first, then divide."

    // ── Running examples ──

    /// An example came out otherwise than expected.
    ExampleFailed = "G-EXAMPLE-FAILED"
        zh "示例没有通过" "规则算出来的和示例写的期望不一样。要么规则写错了，要么期望写错了：对照文件原文，看哪一个是对的。"
        en "example failed" "The rules come out otherwise than the example expects. Either the rule is wrong or the expectation: the text of the law says which."

    /// What an example gives cannot be taken.
    ExampleGiven = "G-EXAMPLE-GIVEN"
        zh "示例的给定不能用" "示例给的值超出了事实的范围，或者给了没有的选项、日期、地方，所以没有运行。"
        en "given cannot be taken" "What the example gives lies outside the range of a fact, or names no choice, day or place that there is; so it was not run."
}
