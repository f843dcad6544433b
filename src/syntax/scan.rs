//! The linear scan before the grammar runs: size, invisible characters, brackets that do not match, and how deep
//! things nest. In a browser a text that nests too deep would end the whole module, so the grammar never sees one.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Words};
use crate::source::Source;
use crate::span::Span;
use std::ops::Range;

/// The longest source that is read, in bytes: some hundred times the longest rule file seen.
pub const LONGEST_SOURCE: usize = 8 << 20;

/// How deep brackets, 如果 and operators before an operand may nest. The deepest rule seen nests 7.
pub const MOST_NESTING: usize = 64;

/// How often the scan begins anew behind a block that is not closed; after that the rest is left out.
const MOST_RESTARTS: usize = 20;

/// The parts of a source that the grammar may read, in order. Usually the one part is all of it.
pub(super) fn parts(source: &Source, diagnostics: &mut Diagnostics) -> Vec<Range<usize>> {
    if source.text.len() > LONGEST_SOURCE {
        let words = Words::new(
            format!("文件太大：超过 {} MB", LONGEST_SOURCE >> 20),
            format!("the file is too long: over {} MB", LONGEST_SOURCE >> 20),
        );
        let help = Words::new("请拆成几个文件，用 `引用` 连起来", "split it into files and join them by `use`");
        diagnostics.push(Diagnostic::error(Code::SourceTooLong, source.span().at_start(), words).with_help(help));
        return Vec::new();
    }
    let mut parts = Vec::new();
    let mut start = 0;
    let mut restarts = 0;
    while start < source.text.len() {
        let mut scan = Scan::new(source, start);
        let end = scan.run();
        // Behind a cut everything is scanned again.
        let before = |diagnostic: &Diagnostic| !matches!(end, End::Cut(at) if diagnostic.span.start as usize >= at);
        diagnostics.extend(scan.diagnostics.into_iter().filter(before));
        match end {
            End::Whole => parts.push(start..source.text.len()),
            End::Cut(at) => parts.push(start..at),
            End::TooDeep(begins, ..) => parts.push(start..begins),
        }
        restarts += 1;
        match end {
            End::Cut(at) | End::TooDeep(_, Some(at)) if at > start && restarts < MOST_RESTARTS => start = at,
            _ => break,
        }
    }
    parts
}

/// Where a scan ended.
#[derive(Clone, Copy)]
enum End {
    /// At the end of the text.
    Whole,
    /// Here a new declaration seems to begin, though an earlier block is not closed.
    Cut(usize),
    /// In a declaration that begins at the first place and nests too deep; the next one seems to begin at the second.
    TooDeep(usize, Option<usize>),
}

/// An open bracket, or the bottom of the stack.
struct Frame {
    opener: char,
    at: usize,
    /// 如果 and operators before an operand that are open in it.
    nested: usize,
}

struct Scan<'a> {
    source: &'a Source,
    text: &'a str,
    at: usize,
    frames: Vec<Frame>,
    depth: usize,
    /// Where the statement at the top level began that is being read.
    statement: usize,
    /// Whether the last thing read asks for something to follow, so that a line end ends nothing.
    asks: bool,
    /// Places behind the outermost opener where a line begins at the margin like a declaration.
    margin: Option<usize>,
    diagnostics: Diagnostics,
}

impl<'a> Scan<'a> {
    fn new(source: &'a Source, start: usize) -> Self {
        Scan {
            source,
            text: &source.text,
            at: start,
            frames: vec![Frame { opener: ' ', at: start, nested: 0 }],
            depth: 0,
            statement: start,
            asks: false,
            margin: None,
            diagnostics: Diagnostics::new(),
        }
    }

    fn span(&self, start: usize, end: usize) -> Span {
        let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Span { source: self.source.id, start: byte(start), end: byte(end) }
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn run(&mut self) -> End {
        let first = self.at;
        let mut line_start = true;
        while let Some(character) = self.rest().chars().next() {
            let start = self.at;
            if line_start && start > first && self.frames.len() > 1 && self.margin.is_none() && begins_name(character) {
                self.margin = Some(start);
            }
            line_start = false;
            self.at += character.len_utf8();
            match character {
                ' ' | '\t' | '\u{3000}' | '\u{A0}' | '\r' => {}
                '\n' => {
                    line_start = true;
                    self.line_end();
                }
                '#' | '＃' => self.skip_line(),
                '"' | '＂' => self.text(start),
                '“' => {
                    if self.curly(start) {
                        return self.too_deep(start);
                    }
                }
                '`' => self.quoted(start, '`'),
                '「' if self
                    .rest()
                    .trim_start_matches([' ', '\t', '\u{3000}', '\u{A0}'])
                    .starts_with(['\n', '\r', '#', '＃']) =>
                {
                    let words = Words::new("行末的 `「` 应是 `{`", "`「` at a line end should be `{`");
                    let span = self.span(start, self.at);
                    self.diagnostics.push(Diagnostic::error(Code::SlipBrace, span, words).with_fix(span, "{"));
                    if self.open('「', start) {
                        return self.too_deep(start);
                    }
                }
                '「' => self.quoted(start, '」'),
                '(' | '（' | '[' | '［' | '【' | '{' | '｛' => {
                    if self.open(character, start) {
                        return self.too_deep(start);
                    }
                }
                ')' | '）' | ']' | '］' | '】' | '}' | '｝' => self.close(character, start),
                '」' if self.frames.iter().any(|frame| frame.opener == '「') => {
                    let span = self.span(start, self.at);
                    let words = Words::new("`」` 应是 `}`", "`」` should be `}`");
                    self.diagnostics.push(Diagnostic::error(Code::SlipBrace, span, words).with_fix(span, "}"));
                    self.close('}', start);
                }
                ';' | '；' | '。' => self.statement_end(),
                '、' | ',' | '，' => {
                    self.unnest();
                    self.asks = true;
                }
                '<' | '>' | '=' | '≤' | '≥' | '≠' | '＜' | '＞' | '＝' | '《' | '》' | '-' | '－' | '!' | '！'
                | '+' | '＋' | '*' | '＊' | '×' | '/' | '／' | '÷' | ':' | '：' => {
                    // Counted as if each stood before an operand; a run of them is more than any rule has.
                    if matches!(character, '<' | '>' | '≤' | '≥' | '≠' | '＜' | '＞' | '《' | '》' | '-' | '－')
                        && self.asks
                        && self.nest()
                    {
                        return self.too_deep(start);
                    }
                    self.asks = true;
                }
                character if begins_name(character) || character.is_numeric() => {
                    let word = word_at(self.text, start);
                    self.at = start + word.len();
                    match word {
                        "如果" | "if" | "非" | "not" | "不超过" | "不低于" | "no_more_than" | "no_less_than" =>
                        {
                            if self.nest() {
                                return self.too_deep(start);
                            }
                            self.asks = true;
                        }
                        _ => self.asks = asks_for_more(word),
                    }
                    self.check_visible(start, self.at);
                }
                _ => {
                    self.asks = false;
                    self.check_visible(start, self.at);
                }
            }
        }
        self.finish()
    }

    /// Reports what is still open. Where a declaration seems to begin behind an open block, the scan goes on there.
    fn finish(&mut self) -> End {
        let Some(outermost) = self.frames.get(1) else { return End::Whole };
        let cut = self.margin.filter(|_| class(outermost.opener) == '{');
        let forgotten = self.frames.iter().skip(1).rev().find(|frame| cut.is_none_or(|cut| frame.at < cut));
        if let Some((opener, at)) = forgotten.map(|frame| (frame.opener, frame.at)) {
            self.unclosed(opener, at);
        }
        cut.map_or(End::Whole, End::Cut)
    }

    fn unclosed(&mut self, opener: char, at: usize) {
        let closer = closer_of(opener);
        let words =
            Words::new(format!("`{opener}` 没有配对的 `{closer}`"), format!("`{opener}` is not closed by `{closer}`"));
        let span = self.span(at, at + opener.len_utf8());
        self.diagnostics.push(Diagnostic::error(Code::Bracket, span, words));
    }

    fn too_deep(&mut self, at: usize) -> End {
        let words = Words::new(
            format!("套得太深：最多 {MOST_NESTING} 层"),
            format!("nested too deep: at most {MOST_NESTING} levels"),
        );
        let help = Words::new(
            "把里面的部分另写成 `定义`，这里用它的名字",
            "write the inner part as a `define` of its own and use its name here",
        );
        let span = self.span(at, self.at);
        self.diagnostics.push(Diagnostic::error(Code::Nesting, span, words).with_help(help));
        // What follows at the margin is probably another declaration.
        let mut next = None;
        let mut from = self.at;
        while let Some(found) = self.text.get(from..).and_then(|rest| rest.find('\n')) {
            from += found + 1;
            if self.text.get(from..).and_then(|rest| rest.chars().next()).is_some_and(begins_name) {
                next = Some(from);
                break;
            }
        }
        End::TooDeep(self.statement, next)
    }

    /// Whether this goes too deep.
    fn open(&mut self, opener: char, at: usize) -> bool {
        self.frames.push(Frame { opener, at, nested: 0 });
        self.depth += 1;
        self.asks = true;
        self.depth > MOST_NESTING
    }

    /// Whether this goes too deep.
    fn nest(&mut self) -> bool {
        if let Some(frame) = self.frames.last_mut() {
            frame.nested += 1;
            self.depth += 1;
        }
        self.depth > MOST_NESTING
    }

    /// Ends the operand that is being read, and all 如果 in it.
    fn unnest(&mut self) {
        if let Some(frame) = self.frames.last_mut() {
            self.depth -= frame.nested;
            frame.nested = 0;
        }
    }

    fn statement_end(&mut self) {
        self.unnest();
        self.asks = false;
        if self.frames.len() == 1 {
            self.statement = self.at;
        }
    }

    /// A line end ends a statement unless something is asked for, before it or at the beginning of the next line.
    fn line_end(&mut self) {
        let in_brackets =
            self.frames.last().is_some_and(|frame| matches!(frame.opener, '(' | '（' | '[' | '［' | '【'));
        if self.asks || in_brackets {
            return;
        }
        // Comments and blank lines between are looked through from each line end anew only within this bound; what
        // is not seen counts as going on, which errs on the safe side.
        let ahead = self.rest().trim_start_matches([' ', '\t', '\u{3000}', '\u{A0}', '\r']);
        let goes_on = match ahead.chars().next() {
            None => false,
            Some('\n' | '#' | '＃') => return,
            Some(sign) if "<>=≤≥≠＜＞＝《》-－!！+＋*＊×/／÷:：、,，{｛".contains(sign) => true,
            Some(_) => asks_for_more(word_at(ahead, 0)),
        };
        if !goes_on {
            self.statement_end();
        }
    }

    fn close(&mut self, closer: char, at: usize) {
        self.asks = false;
        let opener = opener_class(closer);
        let matching = self.frames.iter().rposition(|frame| class(frame.opener) == opener && frame.opener != ' ');
        // A round or square bracket never closes across a brace.
        let brace = self.frames.iter().rposition(|frame| class(frame.opener) == '{');
        let matching = matching.filter(|&place| opener == '{' || brace.is_none_or(|brace| place > brace));
        let Some(place) = matching else {
            let span = self.span(at, self.at);
            let words = Words::new(format!("多了一个 `{closer}`"), format!("`{closer}` closes nothing"));
            self.diagnostics.push(Diagnostic::error(Code::Bracket, span, words));
            return;
        };
        while self.frames.len() > place {
            let Some(frame) = self.frames.pop() else { break };
            self.depth -= 1 + frame.nested;
            if self.frames.len() > place {
                self.unclosed(frame.opener, frame.at);
            }
        }
        if opener == '{' {
            self.unnest();
        }
        if self.frames.len() == 1 {
            self.margin = None;
            if opener == '{' {
                self.statement = self.at;
            }
        }
    }

    fn skip_line(&mut self) {
        let start = self.at;
        self.at += self.rest().find(['\n', '\r']).unwrap_or(self.rest().len());
        self.check_visible(start, self.at);
    }

    /// A text up to the next quotation mark.
    fn text(&mut self, start: usize) {
        self.asks = false;
        let rest = self.rest();
        match rest.find(['"', '＂', '\n', '\r']) {
            Some(end) if rest.get(end..).is_some_and(|rest| !rest.starts_with(['\n', '\r'])) => {
                self.at += end + rest.get(end..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
            }
            end => {
                self.at += end.unwrap_or(rest.len());
                self.unclosed_text(start, '"', '"');
            }
        }
        self.check_visible(start, self.at);
    }

    /// A text in curly quotation marks, which nest. Whether they nest too deep.
    fn curly(&mut self, start: usize) -> bool {
        self.asks = false;
        let mut open = 1_usize;
        for (place, character) in self.rest().char_indices() {
            match character {
                '“' => open += 1,
                '”' => open -= 1,
                '\n' | '\r' => {
                    self.at += place;
                    break;
                }
                _ => {}
            }
            if self.depth + open > MOST_NESTING {
                self.at += place + character.len_utf8();
                return true;
            }
            if open == 0 {
                self.at += place + character.len_utf8();
                self.check_visible(start, self.at);
                return false;
            }
        }
        self.unclosed_text(start, '“', '”');
        if self.at == start + '“'.len_utf8() {
            // The text ended without a line end.
            self.at += self.rest().find(['\n', '\r']).unwrap_or(self.rest().len());
        }
        self.check_visible(start, self.at);
        false
    }

    /// A name in quotation marks of its own.
    fn quoted(&mut self, start: usize, mark: char) {
        self.asks = false;
        let rest = self.rest();
        match rest.find([mark, '\n', '\r']) {
            Some(end) if rest.get(end..).is_some_and(|rest| rest.starts_with(mark)) => {
                self.at += end + mark.len_utf8();
                if end == 0 {
                    let words = Words::new("引号里没有名字", "there is no name between the marks");
                    let span = self.span(start, self.at);
                    self.diagnostics.push(Diagnostic::error(Code::Syntax, span, words));
                }
            }
            end => {
                self.at += end.unwrap_or(rest.len());
                self.unclosed_text(start, if mark == '」' { '「' } else { mark }, mark);
            }
        }
        self.check_visible(start, self.at);
    }

    fn unclosed_text(&mut self, start: usize, opener: char, closer: char) {
        let words = Words::new(
            format!("`{opener}` 到行末也没有配对的 `{closer}`"),
            format!("`{opener}` is not closed by `{closer}` on its line"),
        );
        let help = Words::new(
            "文字和带引号的名字都写在一行之内",
            "texts and quoted names end on the line on which they begin",
        );
        let span = self.span(start, self.at);
        self.diagnostics.push(Diagnostic::error(Code::TextOpen, span, words).with_help(help));
    }

    /// Reports every character of a stretch that nobody can see.
    fn check_visible(&mut self, start: usize, end: usize) {
        let text = self.text.get(start..end).unwrap_or("");
        if text.bytes().all(|byte| (b' '..0x7F).contains(&byte) || byte == b'\t') {
            return;
        }
        for (place, character) in text.char_indices() {
            if is_invisible(character) && !(character == '\u{FEFF}' && start + place == 0) {
                let at = start + place;
                let span = self.span(at, at + character.len_utf8());
                let code = u32::from(character);
                let words =
                    Words::new(format!("有一个看不见的字符 U+{code:04X}"), format!("invisible character U+{code:04X}"));
                let help = Words::new("请删去它", "delete it");
                self.diagnostics
                    .push(Diagnostic::error(Code::Invisible, span, words).with_help(help).with_fix(span, ""));
            }
        }
    }
}

/// The letters and digits that begin at a place.
fn word_at(text: &str, at: usize) -> &str {
    let rest = text.get(at..).unwrap_or("");
    let end = rest.find(|letter: char| !(letter.is_alphanumeric() || letter == '_')).unwrap_or(rest.len());
    rest.get(..end).unwrap_or("")
}

fn begins_name(character: char) -> bool {
    character.is_alphabetic()
}

/// Whether something must follow this word, or it goes on what stood on the line before.
fn asks_for_more(word: &str) -> bool {
    matches!(
        word,
        "且" | "或"
            | "非"
            | "属于"
            | "不属于"
            | "包含"
            | "不包含"
            | "至"
            | "其中"
            | "取"
            | "按"
            | "不超过"
            | "不低于"
            | "如果"
            | "则"
            | "否则"
            | "and"
            | "or"
            | "not"
            | "in"
            | "not_in"
            | "has"
            | "has_not"
            | "to"
            | "where"
            | "take"
            | "under"
            | "no_more_than"
            | "no_less_than"
            | "if"
            | "then"
            | "else"
    )
}

fn class(opener: char) -> char {
    match opener {
        '(' | '（' => '(',
        '[' | '［' | '【' => '[',
        _ => '{',
    }
}

fn opener_class(closer: char) -> char {
    match closer {
        ')' | '）' => '(',
        ']' | '］' | '】' => '[',
        _ => '{',
    }
}

fn closer_of(opener: char) -> char {
    match opener {
        '(' => ')',
        '（' => '）',
        '[' => ']',
        '［' => '］',
        '【' => '】',
        '｛' => '｝',
        _ => '}',
    }
}

/// Characters that leave no mark on the page, or change the order of those that do.
fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{0}'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{AD}' | '\u{34F}' | '\u{61C}'
        | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}'
        | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}'
        | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}')
}
