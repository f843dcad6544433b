//! The values after a keyword, by the shape that it asks for.

use super::read::Reader;
use super::terms::{Term, term_of, terms};
use super::{Shape, WORDS, Word, word_in};
use crate::diagnostic::{Code, Diagnostic, Words, suggest};
use crate::program::Comparison;
use crate::span::Span;
use crate::syntax::expression;
use crate::syntax::tree::{Expression, ExpressionKind, Infix, Leaf, Prefix, Separator, Value};
use std::collections::VecDeque;

/// The leaves of a line that are still to be read.
pub(super) struct Cursor {
    leaves: VecDeque<Leaf>,
}

impl Cursor {
    pub(super) fn new(leaves: &[Leaf]) -> Self {
        Cursor { leaves: leaves.iter().cloned().collect() }
    }

    pub(super) fn peek(&self) -> Option<&Leaf> {
        self.leaves.front()
    }

    /// Takes the next leaf.
    pub(super) fn take(&mut self) -> Option<Leaf> {
        self.leaves.pop_front()
    }

    pub(super) fn len(&self) -> usize {
        self.leaves.len()
    }

    pub(super) fn clear(&mut self) {
        self.leaves.clear();
    }

    pub(super) fn put_back(&mut self, value: Value) {
        self.leaves.push_front(Leaf::Operand(value.expression));
    }

    /// The next leaf as a value, if it is an operand.
    pub(super) fn take_operand(&mut self) -> Option<Value> {
        self.take_if(|_| true)
    }

    fn operand(&self) -> Option<&Expression> {
        match self.peek()? {
            Leaf::Operand(operand) => Some(operand),
            _ => None,
        }
    }

    fn take_if(&mut self, fits: impl Fn(&ExpressionKind) -> bool) -> Option<Value> {
        // What could not be read has been reported; it counts as whatever is asked for.
        self.operand().filter(|operand| fits(&operand.kind) || operand.kind == ExpressionKind::Unreadable)?;
        match self.take()? {
            Leaf::Operand(expression) => Some(Value { separator: Separator::Gap, expression }),
            _ => None,
        }
    }

    /// The place of the keyword that is next; what is glued to it in brackets becomes the next value.
    pub(super) fn take_keyword(&mut self) -> Option<Span> {
        match self.take()? {
            Leaf::Operand(Expression { span, kind: ExpressionKind::Call { name_span, mut arguments, .. } }) => {
                let place = Span { start: name_span.end, ..span };
                let kind = if arguments.len() == 1 {
                    arguments
                        .pop()
                        .map_or(ExpressionKind::Unreadable, |only| ExpressionKind::Group(Box::new(only.expression)))
                } else {
                    ExpressionKind::Unreadable
                };
                self.leaves.push_front(Leaf::Operand(Expression { span: place, kind }));
                Some(name_span)
            }
            leaf => Some(leaf.span()),
        }
    }

    /// Whether a keyword stands behind the separator that is next: then it parts attributes, not members.
    fn keyword_behind(&self) -> bool {
        matches!(self.leaves.get(1), Some(Leaf::Operand(Expression { kind: ExpressionKind::Name { name, quoted: false }, .. }))
            if WORDS.iter().any(|word| word.zh == name || word.en == name))
    }

    /// The operands and operators of one expression: it ends where two operands meet, at a separator or a colon.
    fn take_run(&mut self) -> Vec<Leaf> {
        let mut run = Vec::new();
        loop {
            while let Some(Leaf::Prefix(..) | Leaf::Operator(..)) = self.peek() {
                if matches!(self.peek(), Some(Leaf::Operator(Infix::Colon, _))) {
                    break;
                }
                run.extend(self.take());
            }
            match self.peek() {
                Some(Leaf::Operand(_)) => run.extend(self.take()),
                _ => return run,
            }
            match self.peek() {
                Some(Leaf::Operator(infix, _)) if *infix != Infix::Colon => run.extend(self.take()),
                _ => return run,
            }
        }
    }
}

fn is_name(kind: &ExpressionKind) -> bool {
    matches!(kind, ExpressionKind::Name { .. })
}

fn is_text(kind: &ExpressionKind) -> bool {
    matches!(kind, ExpressionKind::Text(_))
}

fn is_number(kind: &ExpressionKind) -> bool {
    matches!(kind, ExpressionKind::Number { .. })
}

impl Reader<'_> {
    /// One expression, up to where the next value begins.
    pub(super) fn expression(&mut self, cursor: &mut Cursor) -> Option<Expression> {
        let run = cursor.take_run();
        let mut built = expression(self.source, run, self.diagnostics)?;
        self.canonical(&mut built);
        Some(built)
    }

    /// The values after a keyword; `None`, and reported, if they are not of the shape that it asks for.
    pub(super) fn values(&mut self, word: &'static Word, at: Span, cursor: &mut Cursor) -> Option<Vec<Value>> {
        let before = self.diagnostics.len() + self.diagnostics.left_off();
        let values = self.shaped(word, cursor);
        // Something more exact may have been said already.
        if values.is_none() && self.diagnostics.len() + self.diagnostics.left_off() == before {
            self.report_shape(word, at, cursor);
        }
        values
    }

    fn report_shape(&mut self, word: &'static Word, at: Span, cursor: &mut Cursor) {
        let (zh, en) = match word.shape {
            Shape::Word => (
                format!(" {} 之一", listed(word.zh, |term| term.zh, "、")),
                format!("one of {}", listed(word.zh, |term| term.en, ", ")),
            ),
            shape => {
                let (zh, en) = describe(shape);
                (zh.to_owned(), en.to_owned())
            }
        };
        let what = Words::new(format!("`{}` 后面要写{zh}", word.zh), format!("after `{}` comes {en}", word.en));
        let name = self.source.slice(at);
        let sign = cursor.peek().map_or("", |leaf| self.source.slice(leaf.span()));
        let title_next = sign.starts_with('《');
        let operator_next = matches!(cursor.peek(), Some(Leaf::Operator(..)));
        let colon_next = matches!(cursor.peek(), Some(Leaf::Operator(Infix::Colon, _)));
        let place = match cursor.peek() {
            Some(leaf) if !operator_next => leaf.span(),
            _ => at,
        };
        let mut diagnostic = Diagnostic::error(Code::ValueShape, place, what);
        if title_next {
            diagnostic = diagnostic
                .with_help(Words::new("文件名写在引号里：`\"《…》\"`", "titles stand in quotation marks: `\"《…》\"`"));
            // The rest is the title that was meant.
            cursor.clear();
        } else if colon_next {
            diagnostic = diagnostic.with_help(Words::new(
                format!("`{name}` 后面不用冒号，空一格就写"),
                format!("no colon after `{name}`: a blank is enough"),
            ));
        } else if operator_next {
            diagnostic = diagnostic.with_help(Words::new(
                format!("`{name}` 在这里是关键字；若是事实的名字，写成 `「{name}」`"),
                format!("`{name}` is a keyword here; if it is the name of a fact, write `「{name}」`"),
            ));
        }
        self.diagnostics.push(diagnostic);
    }

    fn shaped(&mut self, word: &'static Word, cursor: &mut Cursor) -> Option<Vec<Value>> {
        match word.shape {
            Shape::Flag | Shape::Block | Shape::Mode | Shape::Statement => Some(Vec::new()),
            Shape::Value => self.expression_value(cursor).map(|value| vec![value]),
            Shape::Name => {
                let mut name = cursor.take_if(|kind| is_name(kind) || matches!(kind, ExpressionKind::Call { .. }))?;
                self.canonical_inputs(&mut name.expression);
                Some(vec![name])
            }
            Shape::Names => self.joined(cursor, is_name),
            Shape::Text => cursor.take_if(is_text).map(|value| vec![value]),
            Shape::TwoTexts => Some(vec![cursor.take_if(is_text)?, cursor.take_if(is_text)?]),
            // Only the number: `=` behind it is the head's, as in `item 甲 full_marks 10分 = …`.
            Shape::Number => cursor
                .take_if(|kind| is_number(kind) || matches!(kind, ExpressionKind::Group(_)))
                .map(|value| vec![value]),
            Shape::Date => cursor
                .take_if(|kind| matches!(kind, ExpressionKind::Date(_) | ExpressionKind::Unreadable))
                .map(|value| vec![value]),
            Shape::Words => {
                let mut values = self.joined(cursor, |kind| is_name(kind) || is_text(kind) || is_number(kind))?;
                for value in &mut values {
                    self.canonical_term(&mut value.expression, word.zh);
                }
                Some(values)
            }
            Shape::Word => self.chosen_word(word, cursor).map(|value| vec![value]),
            Shape::Who => self.joined(cursor, |kind| is_name(kind) || is_text(kind)),
            Shape::Code => cursor.take_if(|kind| is_number(kind) || is_text(kind)).map(|value| vec![value]),
            Shape::Judged => cursor.take_if(|kind| is_name(kind) || is_text(kind)).map(|value| vec![value]),
            Shape::Fact => self.named_type(cursor, true),
            Shape::Param => self.named_type(cursor, false),
            Shape::Labels => self.labels(word, cursor),
            Shape::Cites => self.cites(cursor),
            Shape::Wording => {
                let text = cursor.take_if(is_text)?;
                let mut word = cursor.take_if(is_name)?;
                self.canonical_term(&mut word.expression, "用语").then(|| vec![text, word])
            }
            Shape::Period => self.period(cursor, true),
            Shape::Range => self.period(cursor, false),
            Shape::Window => self.window(cursor),
            Shape::Term => self.term(cursor),
            Shape::Limit => match self.term_word(cursor, "时限") {
                Some(value) => Some(vec![value]),
                None => self.expression_value(cursor).map(|value| vec![value]),
            },
            Shape::Test => {
                matches!(
                    cursor.peek(),
                    Some(Leaf::Operator(Infix::Compare(_), _) | Leaf::Prefix(Prefix::Compare(_), _))
                )
                .then_some(())?;
                self.expression_value(cursor).map(|value| vec![value])
            }
            Shape::Unit => self.unit(cursor).map(|value| vec![value]),
            Shape::Round => {
                let mode = self.term_word(cursor, "舍入")?;
                self.marked(cursor, "舍入", "到")?;
                Some(vec![mode, self.expression_value(cursor)?])
            }
            Shape::Band => Some(vec![cursor.take_if(is_name)?, self.expression_value(cursor)?]),
            Shape::NameOver => self.two_names(cursor, "例外", "优先于", false),
            Shape::Each => self.two_names(cursor, "逐项", "来自", true),
            Shape::Entrust => self.two_names(cursor, "委托(赋权)", "以", false),
            Shape::Offset => self.two_names(cursor, "抵扣", "已含", true),
            Shape::Exclusive => {
                let mut values = self.joined(cursor, is_name)?;
                let pick = self.marked(cursor, "互斥", "择");
                match self.term_word(cursor, "互斥") {
                    Some(value) => values.push(value),
                    None if pick.is_some() => return None,
                    None => {}
                }
                Some(values)
            }
            Shape::StackCap => self.stack_cap(cursor),
            Shape::Special => {
                let mut values = vec![cursor.take_if(is_name)?];
                if cursor.operand().is_some_and(|operand| is_number(&operand.kind)) {
                    values.extend(self.expression_value(cursor));
                }
                Some(values)
            }
            Shape::Post => {
                let mut values = Vec::new();
                while let Some(way) = self.term_word(cursor, "邮寄") {
                    values.extend([way, cursor.take_if(is_number)?]);
                }
                (!values.is_empty()).then_some(values)
            }
            Shape::Target => self.target(cursor),
            Shape::Givens => Some(self.entry_values(cursor)).filter(|values| !values.is_empty()),
            Shape::Expects => {
                let mut values = self.entry_values(cursor);
                self.canonical_expects(&mut values);
                Some(values).filter(|values| !values.is_empty())
            }
        }
    }

    fn expression_value(&mut self, cursor: &mut Cursor) -> Option<Value> {
        self.expression(cursor).map(|expression| Value { separator: Separator::Gap, expression })
    }

    /// Values joined by 、. A comma in its place is read and reported.
    fn joined(&mut self, cursor: &mut Cursor, fits: fn(&ExpressionKind) -> bool) -> Option<Vec<Value>> {
        let mut values = vec![cursor.take_if(fits)?];
        while let Some(Leaf::Separator(separator, span)) = cursor.peek() {
            let (separator, span) = (*separator, *span);
            if separator == Separator::Entry && cursor.keyword_behind() {
                break;
            }
            cursor.take();
            let Some(value) = cursor.take_if(fits) else {
                let words = Words::new("这个符号后面缺少一项", "a member of the list is missing after this sign");
                self.diagnostics.push(Diagnostic::error(Code::Operand, span, words));
                break;
            };
            if separator == Separator::Entry {
                self.comma_in_list(span);
            }
            values.push(Value { separator: Separator::Member, ..value });
        }
        Some(values)
    }

    fn comma_in_list(&mut self, span: Span) {
        let words = Words::new("并列的几项用 `、` 隔开", "members of one list are parted by `、`");
        let behind = self.source.text.get(span.end as usize..).unwrap_or("");
        let blanks = behind.len() - behind.trim_start_matches([' ', '\t', '\u{3000}']).len();
        let place = Span { end: span.end + u32::try_from(blanks).unwrap_or(0), ..span };
        self.diagnostics.push(Diagnostic::error(Code::ListComma, span, words).with_fix(place, "、"));
    }

    /// A word of a list of terms, if it is next.
    fn term_word(&mut self, cursor: &mut Cursor, list: &str) -> Option<Value> {
        let is_term = |kind: &ExpressionKind| matches!(kind, ExpressionKind::Name { name, quoted: false } if term_of(list, name).is_some());
        let mut value = cursor.take_if(is_term)?;
        self.canonical_term(&mut value.expression, list);
        Some(value)
    }

    /// One word of a list, if it is next.
    fn marked(&mut self, cursor: &mut Cursor, list: &str, zh: &str) -> Option<Value> {
        let is_it = |kind: &ExpressionKind| matches!(kind, ExpressionKind::Name { name, quoted: false } if term_of(list, name).is_some_and(|term| term.zh == zh));
        let mut value = cursor.take_if(is_it)?;
        self.canonical_term(&mut value.expression, list);
        Some(value)
    }

    /// The one word that a keyword with a list takes.
    fn chosen_word(&mut self, word: &'static Word, cursor: &mut Cursor) -> Option<Value> {
        if let Some(value) = self.term_word(cursor, word.zh) {
            return Some(value);
        }
        let value = cursor.take_if(is_name)?;
        let ExpressionKind::Name { name, .. } = &value.expression.kind else { return None };
        self.unknown_term(value.expression.span, name, word.zh, word.zh, word.en);
        None
    }

    fn unknown_term(&mut self, span: Span, name: &str, list: &str, of_zh: &str, of_en: &str) {
        let words =
            Words::new(format!("`{of_zh}` 没有 `{name}` 这个写法"), format!("`{name}` is no word after `{of_en}`"));
        let diagnostic = Diagnostic::error(Code::WordChoice, span, words);
        let near = suggest(name, terms(list).flat_map(|term| [term.zh, term.en]));
        let diagnostic = match near {
            Some(near) => {
                let help = Words::new(format!("是不是 `{near}`？"), format!("did you mean `{near}`?"));
                diagnostic.with_help(help).with_fix(span, near)
            }
            None => {
                let help = Words::new(
                    format!("可以写 {}", listed(list, |term| term.zh, "、")),
                    format!("one of {}", listed(list, |term| term.en, ", ")),
                );
                diagnostic.with_help(help)
            }
        };
        self.diagnostics.push(diagnostic);
    }

    /// `甲：数值`.
    fn named_type(&mut self, cursor: &mut Cursor, needed: bool) -> Option<Vec<Value>> {
        let name = cursor.take_if(is_name)?;
        if !matches!(cursor.peek(), Some(Leaf::Operator(Infix::Colon, _))) {
            if needed {
                let words = Words::new("名字后面要写 `：` 和类型", "`:` and a type come after the name");
                let help = Words::new("例如 `事实 职工总数：整数`", "for example `fact 职工总数: whole`");
                let span = name.expression.span.at_end();
                self.diagnostics.push(Diagnostic::error(Code::ValueShape, span, words).with_help(help));
            }
            return Some(vec![name]);
        }
        cursor.take();
        if let Some(kind) = self.term_word(cursor, "类型") {
            return Some(vec![name, kind]);
        }
        match cursor.take_if(is_name) {
            Some(Value { expression: Expression { span, kind: ExpressionKind::Name { name: kind, .. } }, .. }) => {
                self.unknown_term(span, &kind, "类型", "类型", "type");
            }
            _ => {
                let words = Words::new("`：` 后面要写类型", "a type comes after `:`");
                self.diagnostics.push(Diagnostic::error(Code::ValueShape, name.expression.span, words));
            }
        }
        Some(vec![name])
    }

    fn labels(&mut self, word: &'static Word, cursor: &mut Cursor) -> Option<Vec<Value>> {
        let mut values = Vec::new();
        if word.block == "顶层" {
            values.push(cursor.take_if(is_name)?);
            if !matches!(cursor.peek(), Some(Leaf::Operator(Infix::Colon, _))) {
                return None;
            }
            cursor.take();
        }
        let mut separator = Separator::Gap;
        loop {
            let value = cursor.take_if(is_name)?;
            values.push(Value { separator, ..value });
            values.extend(cursor.take_if(is_text));
            separator = match cursor.peek() {
                Some(Leaf::Separator(Separator::Member, _)) => Separator::Member,
                Some(Leaf::Separator(_, span)) if !cursor.keyword_behind() => {
                    let span = *span;
                    self.comma_in_list(span);
                    Separator::Member
                }
                Some(Leaf::Operator(Infix::Compare(Comparison::Less), _)) => Separator::Below,
                _ => return Some(values),
            };
            cursor.take();
        }
    }

    fn cites(&mut self, cursor: &mut Cursor) -> Option<Vec<Value>> {
        let mut values = Vec::new();
        let mut separator = Separator::Gap;
        loop {
            let first = cursor.take_if(|kind| is_name(kind) || is_text(kind))?;
            let named = is_name(&first.expression.kind);
            values.push(Value { separator, ..first });
            if named {
                values.extend(cursor.take_if(is_text));
            }
            match cursor.peek() {
                Some(Leaf::Separator(Separator::Member, _)) => {}
                Some(Leaf::Separator(_, span)) if !cursor.keyword_behind() => {
                    let span = *span;
                    self.comma_in_list(span);
                }
                _ => return Some(values),
            }
            separator = Separator::Member;
            cursor.take();
        }
    }

    fn period(&mut self, cursor: &mut Cursor, of_days: bool) -> Option<Vec<Value>> {
        if of_days && let Some(value) = self.marked(cursor, "时段", "不详") {
            return Some(vec![value]);
        }
        let mut values = vec![self.expression_value(cursor)?];
        values.extend(self.marked(cursor, "时段", "起"));
        Some(values)
    }

    fn window(&mut self, cursor: &mut Cursor) -> Option<Vec<Value>> {
        let is_month_day =
            |kind: &ExpressionKind| matches!(kind, ExpressionKind::MonthDay { .. } | ExpressionKind::Unreadable);
        let is_clock = |kind: &ExpressionKind| matches!(kind, ExpressionKind::Clock { .. });
        let mut values = Vec::new();
        if let Some(word) = self.marked(cursor, "申报", "常年") {
            return Some(vec![word]);
        }
        if let Some(word) = self.marked(cursor, "申报", "另行公布") {
            values.push(word);
            values.extend(cursor.take_if(is_text));
            return Some(values);
        }
        if let Some(word) = self.marked(cursor, "申报", "每年") {
            values.push(word);
            let from = cursor.take_if(is_month_day)?.expression;
            let Some(Leaf::Operator(Infix::To, at)) = cursor.peek() else { return None };
            let at = *at;
            cursor.take();
            let next_year = self.marked(cursor, "申报", "次年");
            let to = cursor.take_if(is_month_day)?.expression;
            let kind = ExpressionKind::Infix(Infix::To, at, Box::new(from.clone()), Box::new(to.clone()));
            values.push(Value {
                separator: Separator::Gap,
                expression: Expression { span: from.span.to(to.span), kind },
            });
            values.extend(next_year);
        } else {
            values = self.period(cursor, true)?;
        }
        values.extend(cursor.take_if(is_clock));
        Some(values)
    }

    /// `3年 自 发证日`, `至 次年 03-31`, `每年 05-31 前`, `不超过 2年`.
    fn term(&mut self, cursor: &mut Cursor) -> Option<Vec<Value>> {
        let mut values = Vec::new();
        loop {
            let prefix = match cursor.peek() {
                Some(Leaf::Operator(infix @ (Infix::To | Infix::NoMoreThan | Infix::NoLessThan), span)) => {
                    Some((*infix, *span))
                }
                Some(Leaf::Prefix(Prefix::NoMoreThan, span)) => Some((Infix::NoMoreThan, *span)),
                Some(Leaf::Prefix(Prefix::NoLessThan, span)) => Some((Infix::NoLessThan, *span)),
                _ => None,
            };
            if prefix.is_some() {
                cursor.take();
            }
            let literal = |kind: &ExpressionKind| {
                matches!(
                    kind,
                    ExpressionKind::Number { .. }
                        | ExpressionKind::Date(_)
                        | ExpressionKind::MonthDay { .. }
                        | ExpressionKind::Unreadable
                )
            };
            let mut next = self.term_word(cursor, "期限").or_else(|| cursor.take_if(literal));
            if next.is_none() && values.is_empty() {
                next = cursor.take_if(is_text);
            }
            let Some(mut value) = next else {
                return if prefix.is_none() && !values.is_empty() { Some(values) } else { None };
            };
            let from = matches!(&value.expression.kind, ExpressionKind::Name { name, .. } if name == "自");
            if let Some((infix, at)) = prefix {
                let prefix = match infix {
                    Infix::NoMoreThan => Prefix::NoMoreThan,
                    Infix::NoLessThan => Prefix::NoLessThan,
                    _ => Prefix::To,
                };
                let span = at.to(value.expression.span);
                value.expression =
                    Expression { span, kind: ExpressionKind::Prefix(prefix, Box::new(value.expression)) };
            }
            values.push(value);
            if from {
                values.push(cursor.take_if(|kind| is_name(kind) || literal(kind))?);
            }
        }
    }

    fn unit(&mut self, cursor: &mut Cursor) -> Option<Value> {
        let mut value = cursor.take_if(is_name)?;
        while let Some(Leaf::Operator(Infix::Divide, _)) = cursor.peek() {
            cursor.take();
            let next = cursor.take_if(is_name)?;
            value.expression.span = value.expression.span.to(next.expression.span);
            if let (ExpressionKind::Name { name, .. }, ExpressionKind::Name { name: per, .. }) =
                (&mut value.expression.kind, &next.expression.kind)
            {
                name.push('/');
                name.push_str(per);
            }
        }
        Some(value)
    }

    fn two_names(&mut self, cursor: &mut Cursor, list: &str, between: &str, needed: bool) -> Option<Vec<Value>> {
        let first = cursor.take_if(is_name)?;
        if self.marked(cursor, list, between).is_none() {
            return (!needed).then(|| vec![first]);
        }
        Some(vec![first, cursor.take_if(is_name)?])
    }

    fn stack_cap(&mut self, cursor: &mut Cursor) -> Option<Vec<Value>> {
        let mut values = vec![self.expression_value(cursor)?];
        if let Some(total) = self.marked(cursor, "封顶", "合计") {
            values.push(total);
            match self.marked(cursor, "封顶", "全部") {
                Some(all) => values.push(all),
                None => values.extend(self.joined(cursor, is_name)?),
            }
        }
        if let Some(cut) = self.marked(cursor, "封顶", "先减") {
            values.push(cut);
            values.extend(self.joined(cursor, is_name)?);
        } else {
            values.extend(self.marked(cursor, "封顶", "按比例"));
        }
        Some(values)
    }

    /// Kind and name of what overlays may touch.
    fn target(&mut self, cursor: &mut Cursor) -> Option<Vec<Value>> {
        let mut kinds: &[&str] = &["政策", "事项", "一件事"];
        let mut values = Vec::new();
        while let Some(ExpressionKind::Name { name, quoted }) = cursor.operand().map(|operand| &operand.kind) {
            if !quoted && word_in("地方行", name).is_some() {
                break;
            }
            let word = kinds.iter().find_map(|kind| word_in(kind, name)).filter(|word| !quoted && word.block != "*");
            let mut value = cursor.take_operand()?;
            kinds = match word {
                Some(word) => {
                    self.translated(value.expression.span, word.zh, word.en);
                    if let ExpressionKind::Name { name, .. } = &mut value.expression.kind {
                        word.zh.clone_into(name);
                    }
                    match word.en {
                        "procedure" => &["办理"],
                        "material" | "needs" => &["材料"],
                        _ if word.shape == Shape::Statement => kinds,
                        _ => &[],
                    }
                }
                None => &[],
            };
            values.push(value);
        }
        (!values.is_empty()).then_some(values)
    }
}

/// The words of a list in one language.
fn listed(list: &str, form: fn(&Term) -> &'static str, joint: &str) -> String {
    terms(list).map(|term| format!("`{}`", form(term))).collect::<Vec<_>>().join(joint)
}

/// What a shape asks for, in words: Chinese, then English.
pub fn describe(shape: Shape) -> (&'static str, &'static str) {
    match shape {
        Shape::Flag | Shape::Block | Shape::Mode | Shape::Statement => ("块或换行", "a block or a line end"),
        Shape::Value => ("一个值", "a value"),
        Shape::Name => ("一个名字", "a name"),
        Shape::Names => ("名字，几个之间用 `、`", "names, parted by `、`"),
        Shape::Text => ("一段文字，写在引号里", "a text in quotation marks"),
        Shape::TwoTexts => ("两段文字，各写在引号里", "two texts in quotation marks"),
        Shape::Number => ("一个数", "a number"),
        Shape::Date => ("一个日期，例如 `2026-01-31`", "a date, for example `2026-01-31`"),
        Shape::Words | Shape::Who => ("名字或文字，几个之间用 `、`", "names or texts, parted by `、`"),
        Shape::Word => ("规定的几个词之一", "one of certain words"),
        Shape::Code => ("代码：数字，或引号里的文字", "a code: a number or a text"),
        Shape::Judged => ("名字，或引号里的文字", "a name or a text"),
        Shape::Fact | Shape::Param => {
            ("名字和类型，例如 `职工总数：整数`", "name and type, for example `职工总数: whole`")
        }
        Shape::Labels => (
            "选项，例如 `甲、乙` 或 `小 < 大`；单独声明的先写名字和 `：`",
            "choices, for example `甲、乙` or `小 < 大`; declared by themselves, after a name and `:`",
        ),
        Shape::Cites => {
            ("文件的名字或条款，例如 `认定办法 \"第一条\"`", "documents or articles, for example `认定办法 \"第一条\"`")
        }
        Shape::Wording => ("原文的用语，再写 `含` 或 `不含`", "words of the text, then `includes` or `excludes`"),
        Shape::Period => (
            "一段时间，例如 `2026-01-01 至 2026-12-31`、`2026-01-01 起`、`2026年度`、`不详`",
            "a period, for example `2026-01-01 to 2026-12-31`, `2026-01-01 onwards`, `2026年度`, `unspecified`",
        ),
        Shape::Range => ("范围，例如 `0人 至 100人`、`0元 起`", "a range, for example `0人 to 100人`, `0元 onwards`"),
        Shape::Window => (
            "申报时间，例如 `常年`、`每年 03-01 至 08-31`、`另行公布 \"…\"`",
            "when one may apply, for example `always`, `every_year 03-01 to 08-31`, `announced \"…\"`",
        ),
        Shape::Term => (
            "期限，例如 `3年 自 发证日`、`每年 05-31 前`",
            "a term, for example `3年 from 发证日`, `every_year 05-31 before`",
        ),
        Shape::Limit => {
            ("时限，例如 `20个工作日`、`即办`、`无规定`", "a limit, for example `20个工作日`, `at_once`, `none_set`")
        }
        Shape::Test => ("比较符号和值，例如 `>= 60分`", "a comparison, for example `>= 60分`"),
        Shape::Unit => ("单位，例如 `人`、`元/人`", "a unit, for example `人`, `元/人`"),
        Shape::Round => ("怎样舍入，例如 `四舍五入 到 0.01元`", "how to round, for example `half_up to_step 0.01元`"),
        Shape::Band => ("档次的名字和分数，例如 `高 7分 至 8分`", "a band and its points, for example `高 7分 to 8分`"),
        Shape::NameOver => ("例外的名字", "the name of the exception"),
        Shape::Each => (
            "名字，再写 `来自` 和清单，例如 `合格人员 来自 招用人员`",
            "a name, then `from` and a list, for example `合格人员 from 招用人员`",
        ),
        Shape::Entrust => ("事项，再写 `以` 和机关", "an item, then `in_name_of` and an organ"),
        Shape::Exclusive => (
            "几个待遇，用 `、` 隔开，再写 `择 申请人` 或 `择 最高`",
            "benefits parted by `、`, then `pick applicant` or `pick highest`",
        ),
        Shape::Offset => ("待遇，再写 `已含` 和另一个待遇", "a benefit, then `includes` and another"),
        Shape::StackCap => ("金额，例如 `45万元 合计 全部`", "an amount, for example `45万元 total all`"),
        Shape::Special => (
            "程序的名字，可带时间，例如 `公示 5个工作日`",
            "a procedure, with its time if there is one, for example `公示 5个工作日`",
        ),
        Shape::Post => ("往返的天数，例如 `去 3日 回 3日`", "days out and back, for example `out 3日 back 3日`"),
        Shape::Target => ("种类和名字，例如 `参数 甲`", "kind and name, for example `param 甲`"),
        Shape::Givens => ("给定的事实，例如 `甲 = 1, 乙 未知`", "given facts, for example `甲 = 1, 乙 unknown`"),
        Shape::Expects => ("期望的结果，例如 `结果 符合`", "expected results, for example `outcome met`"),
    }
}
