//! Walks the statements by the schema of the block kind.

use super::item::{Head, Item};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Words};
use crate::source::Source;
use crate::span::Span;
use crate::syntax::tree::{Block, Cell, Content, Document, Leaf, Statement, Translation};

/// The kinds of block in which an expression may stand alone.
const WITH_LINES: &[&str] = &["条件", "参数", "依次扣减"];

/// The kinds of block in which a table row may stand.
const WITH_ROWS: &[&str] = &["表", "评分", "给定"];

/// What a document says by the schema.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// Its statements.
    pub items: Vec<Item>,
    /// Every word that has a form in each language, in order of place.
    pub translations: Vec<Translation>,
}

/// Reads a document by the schema. What does not fit is reported and left out.
pub fn read(source: &Source, document: &Document, diagnostics: &mut Diagnostics) -> Reading {
    let mut reader = Reader { source, diagnostics, translations: Vec::new() };
    let items = reader.body("顶层", &document.statements);
    let mut translations = reader.translations;
    translations.sort_by_key(|translation| translation.span);
    translations.dedup_by_key(|translation| translation.span);
    Reading { items, translations }
}

pub(super) struct Reader<'a> {
    pub(super) source: &'a Source,
    pub(super) diagnostics: &'a mut Diagnostics,
    translations: Vec<Translation>,
}

impl Reader<'_> {
    /// The statements of a block of one kind.
    pub(super) fn body(&mut self, kind: &'static str, statements: &[Statement]) -> Vec<Item> {
        let mut items = Vec::new();
        for statement in statements {
            match &statement.content {
                Content::Line(leaves) => self.line(kind, statement.span, leaves, statement.block.as_ref(), &mut items),
                Content::Row(cells, behind) => self.row(kind, statement.span, cells, behind, &mut items),
            }
        }
        items
    }

    fn row(&mut self, kind: &'static str, span: Span, cells: &[Cell], behind: &[Leaf], items: &mut Vec<Item>) {
        if !WITH_ROWS.contains(&kind) {
            let words =
                Words::new("这里不是表，不能有 `|` 开头的一行", "there is no table here, so no row may begin with `|`");
            self.diagnostics.push(Diagnostic::error(Code::RowPlace, span, words));
            return;
        }
        if cells.is_empty() {
            return;
        }
        let mut cells = cells.to_vec();
        for cell in &mut cells {
            self.canonical_values(&mut cell.values);
        }
        let item = Item { span, head: Head::Row(cells), values: Vec::new(), equals: None, body: Vec::new() };
        self.attributes(kind, item, behind, items);
    }

    /// The block of a head.
    pub(super) fn block(&mut self, kind: &'static str, block: &Block) -> Vec<Item> {
        self.body(kind, &block.statements)
    }

    pub(super) fn takes_lines(kind: &str) -> bool {
        WITH_LINES.contains(&kind)
    }

    /// Remembers a word that has a form in each language.
    pub(super) fn translated(&mut self, span: Span, zh: &'static str, en: &'static str) {
        self.translations.push(Translation { span, zh, en, keyword: false });
    }

    /// Remembers a keyword.
    pub(super) fn keyword(&mut self, span: Span, zh: &'static str, en: &'static str) {
        self.translations.push(Translation { span, zh, en, keyword: true });
    }
}
