//! The canonical layout: two blanks a level, one statement a line, a block on one line where the author had it so,
//! the columns of tables in line, comments kept, blank lines kept to one. Where a long line is broken the author's
//! breaks stay. Keywords can be translated on the way; names and texts never change.

use super::Parsed;
use super::tokens::{Token, Writer};
use super::tree::{Block, Cell, Content, Leaf, Statement, Translation};
use crate::diagnostic::Language;
use crate::source::Source;
use crate::span::Span;
use unicode_width::UnicodeWidthStr;

/// What stands before a comment behind a statement.
const BEFORE_COMMENT: &str = "  ";

/// The verbs of overlays; the keyword that follows them belongs to them.
const VERBS: &[&str] = &["增", "删", "改", "收紧", "放宽"];

/// A source in its canonical layout, its keywords in one language or as they are. `None` if the text cannot be read:
/// what cannot be read would be lost.
pub fn format(source: &Source, parsed: &Parsed, words: &[Translation], language: Option<Language>) -> Option<String> {
    if parsed.diagnostics.has_errors() {
        return None;
    }
    let comments = parsed.document.comments.as_slice();
    let words = words.iter().map(|word| (word.span.start, word)).collect();
    let writer = Writer { source, words, language, comments };
    let mut layout = Layout { source, writer, comments, out: String::new(), last: None };
    layout.statements(&parsed.document.statements, 0);
    layout.comments_before(u32::MAX, 0);
    Some(layout.out)
}

struct Layout<'a> {
    source: &'a Source,
    writer: Writer<'a>,
    /// Those not yet written.
    comments: &'a [Span],
    out: String,
    /// Where the last thing written ended in the source; nothing at the start of a block.
    last: Option<u32>,
}

impl Layout<'_> {
    fn statements(&mut self, statements: &[Statement], depth: usize) {
        let mut rest = statements;
        while let Some(statement) = rest.first() {
            let rows = rest.iter().take_while(|statement| matches!(statement.content, Content::Row(..))).count();
            if rows > 0 {
                let (table, behind) = rest.split_at_checked(rows).unwrap_or((rest, &[]));
                self.table(table, depth);
                rest = behind;
                continue;
            }
            self.comments_before(statement.span.start, depth);
            self.begin_line(statement.span.start, depth);
            self.statement(statement, depth);
            self.end_line(statement.span.end);
            rest = rest.split_first().map_or(&[], |(_, behind)| behind);
        }
    }

    /// Rows one under the other, their columns in line.
    fn table(&mut self, rows: &[Statement], depth: usize) {
        let written: Vec<Vec<String>> = rows.iter().map(|row| self.cells(row)).collect();
        let columns = written.iter().map(Vec::len).max().unwrap_or(0);
        let widths: Vec<usize> = (0..columns)
            .map(|column| {
                written.iter().filter_map(|cells| cells.get(column)).map(|cell| cell.width()).max().unwrap_or(0)
            })
            .collect();
        for (row, cells) in rows.iter().zip(written) {
            self.comments_before(row.span.start, depth);
            self.begin_line(row.span.start, depth);
            for (cell, width) in cells.iter().zip(&widths) {
                self.out.push_str("| ");
                self.out.push_str(cell);
                self.out.extend(std::iter::repeat_n(' ', width - cell.width() + 1));
            }
            self.out.push('|');
            self.behind_cells(row, depth);
            self.end_line(row.span.end);
        }
    }

    fn cells(&self, row: &Statement) -> Vec<String> {
        match &row.content {
            Content::Row(cells, _) => cells.iter().map(|cell| self.cell(cell)).collect(),
            Content::Line(_) => Vec::new(),
        }
    }

    fn cell(&self, cell: &Cell) -> String {
        let mut tokens = Vec::new();
        self.writer.values(&cell.values, &mut tokens);
        let mut text = if cell.arrow { "=> ".to_owned() } else { String::new() };
        if cell.dash {
            text.push('-');
        }
        for (place, token) in tokens.iter().enumerate() {
            let before = place.checked_sub(1).and_then(|before| tokens.get(before));
            if before.is_some_and(|before| !before.glued_behind && !token.glued_before) {
                text.push(' ');
            }
            text.push_str(&token.text);
        }
        text.trim_end().to_owned()
    }

    fn behind_cells(&mut self, row: &Statement, depth: usize) {
        if let Content::Row(_, leaves) = &row.content
            && !leaves.is_empty()
        {
            self.out.push_str("  ");
            self.run(leaves, depth, false);
        }
    }

    fn statement(&mut self, statement: &Statement, depth: usize) {
        match &statement.content {
            Content::Line(leaves) => self.run(leaves, depth, statement.block.is_some()),
            Content::Row(..) => {
                for cell in self.cells(statement) {
                    self.out.push_str("| ");
                    self.out.push_str(&cell);
                    self.out.push(' ');
                }
                self.out.push('|');
                self.behind_cells(statement, depth);
            }
        }
        if let Some(block) = &statement.block {
            self.block(block, depth);
        }
    }

    fn block(&mut self, block: &Block, depth: usize) {
        if !self.out.ends_with([' ', '\n']) && !self.out.is_empty() {
            self.out.push(' ');
        }
        self.out.push('{');
        if !self.source.slice(block.span).contains(['\n', '\r']) {
            for (place, statement) in block.statements.iter().enumerate() {
                self.out.push_str(if place == 0 { " " } else { "；" });
                self.statement(statement, depth);
            }
            self.out.push_str(" }");
            return;
        }
        // Comments between the head and its block, and those beside the brace, follow the brace.
        self.comments_beside(block.span.start + 1);
        self.last = None;
        self.out.push('\n');
        self.statements(&block.statements, depth + 1);
        self.comments_before(block.span.end, depth + 1);
        self.indent(depth);
        self.out.push('}');
        self.last = Some(block.span.end);
    }

    /// The tokens of a line. The author's line breaks inside it stay.
    fn run(&mut self, leaves: &[Leaf], depth: usize, has_block: bool) {
        let tokens = self.writer.leaves(leaves);
        let mut before: Option<&Token> = None;
        for token in &tokens {
            if let Some(before) = before {
                self.gap(before, token, depth, has_block);
            }
            self.out.push_str(&token.text);
            before = Some(token);
        }
    }

    fn gap(&mut self, before: &Token, token: &Token, depth: usize, has_block: bool) {
        let between = Span { start: before.span.end, end: token.span.start.max(before.span.end), ..token.span };
        if self.source.slice(between).contains(['\n', '\r']) {
            let mut broken = false;
            while let Some(comment) = self.next_comment(token.span.start) {
                // The first stands behind the token, the others on lines of their own.
                if broken {
                    let text = self.comment_text(comment);
                    self.out.push_str(&text);
                } else {
                    self.comment(comment);
                }
                broken = true;
                self.out.push('\n');
                self.indent(depth + 2);
            }
            if !broken {
                self.out.push('\n');
                self.indent(depth + 2);
            }
            return;
        }
        if before.glued_behind || token.glued_before {
            return;
        }
        let after_verb = before.keyword.is_some_and(|word| VERBS.contains(&word));
        self.out.push_str(if token.keyword.is_some() && !after_verb && !has_block { "  " } else { " " });
    }

    fn begin_line(&mut self, start: u32, depth: usize) {
        if self.blank_line_before(start) {
            self.out.push('\n');
        }
        self.indent(depth);
    }

    /// Ends the line of a statement, with the comment that stands beside it.
    fn end_line(&mut self, end: u32) {
        self.last = Some(end);
        self.comments_beside(end);
        self.out.push('\n');
    }

    /// Writes the comments that stand on the same line as a place, or before it.
    fn comments_beside(&mut self, place: u32) {
        while let Some((comment, rest)) = self.comments.split_first() {
            let between = Span { start: place, end: comment.start.max(place), ..*comment };
            if comment.start >= place && self.source.slice(between).contains(['\n', '\r']) {
                return;
            }
            self.comments = rest;
            self.comment(*comment);
            self.last = Some(comment.end.max(place));
        }
    }

    /// Writes the comments before a place, each on a line of its own.
    fn comments_before(&mut self, place: u32, depth: usize) {
        while let Some(comment) = self.next_comment(place) {
            self.begin_line(comment.start, depth);
            let text = self.comment_text(comment);
            self.out.push_str(&text);
            self.out.push('\n');
            self.last = Some(comment.end);
        }
    }

    fn next_comment(&mut self, before: u32) -> Option<Span> {
        let (comment, rest) = self.comments.split_first()?;
        if comment.start >= before {
            return None;
        }
        self.comments = rest;
        Some(*comment)
    }

    fn comment(&mut self, comment: Span) {
        self.out.truncate(self.out.trim_end_matches(' ').len());
        self.out.push_str(BEFORE_COMMENT);
        let text = self.comment_text(comment);
        self.out.push_str(&text);
    }

    fn comment_text(&self, comment: Span) -> String {
        self.source.slice(comment).trim_end().replacen(
            '＃',
            "#",
            usize::from(self.source.slice(comment).starts_with('＃')),
        )
    }

    fn blank_line_before(&self, start: u32) -> bool {
        let Some(last) = self.last else { return false };
        let between = Span { source: self.source.id, start: last, end: start.max(last) };
        self.source.slice(between).matches('\n').count() > 1
    }

    fn indent(&mut self, depth: usize) {
        self.out.extend(std::iter::repeat_n("  ", depth));
    }
}
