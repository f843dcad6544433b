//! Rule files as they were handed in, and the conversions from bytes to the columns that people and editors count.

use crate::span::Span;
use unicode_width::UnicodeWidthStr;

/// One rule file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// Its place among the sources; spans name it.
    pub id: u32,
    /// Where it comes from, as the author knows it.
    pub path: String,
    /// What stands in it.
    pub text: String,
    /// The byte at which each line begins.
    lines: Vec<u32>,
}

/// A place for people and editors. Lines and columns begin with 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// The line.
    pub line: u32,
    /// The column, in the units asked for.
    pub column: u32,
}

impl Source {
    /// A source by itself, or the next of a set.
    pub fn new(id: u32, path: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        let ends = text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n');
        let lines = std::iter::once(0).chain(ends.map(|(at, _)| bytes(at + 1))).collect();
        Source { id, path: path.into(), text, lines }
    }

    /// The text of a span; empty if it does not lie on characters of this source.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.start as usize..span.end as usize).unwrap_or("")
    }

    /// The whole of it as a span.
    pub fn span(&self) -> Span {
        Span { source: self.id, start: 0, end: bytes(self.text.len()) }
    }

    /// Line and column of a byte, the column in bytes of UTF-8.
    pub fn place_utf8(&self, byte: u32) -> Place {
        self.place(byte, str::len)
    }

    /// Line and column of a byte, the column in units of UTF-16: what editors in a browser count.
    pub fn place_utf16(&self, byte: u32) -> Place {
        self.place(byte, |before| before.encode_utf16().count())
    }

    /// Line and column of a byte, the column in characters.
    pub fn place_characters(&self, byte: u32) -> Place {
        self.place(byte, |before| before.chars().count())
    }

    /// Line and column of a byte, the column in cells of a terminal, of which a Chinese character takes two.
    pub fn place_display(&self, byte: u32) -> Place {
        self.place(byte, UnicodeWidthStr::width)
    }

    /// The byte of a line and a column in units of UTF-16, both beginning with 1; beyond a line's end, its end.
    pub fn byte_utf16(&self, place: Place) -> u32 {
        let line = place.line.saturating_sub(1) as usize;
        let Some(&start) = self.lines.get(line) else { return bytes(self.text.len()) };
        let end = self.lines.get(line + 1).copied().unwrap_or(bytes(self.text.len()));
        let text = self.text.get(start as usize..end as usize).unwrap_or("").trim_end_matches(['\n', '\r']);
        let mut left = place.column.saturating_sub(1) as usize;
        let mut byte = 0;
        for character in text.chars() {
            if left < character.len_utf16() {
                break;
            }
            left -= character.len_utf16();
            byte += character.len_utf8();
        }
        start + bytes(byte)
    }

    fn place(&self, byte: u32, measure: impl Fn(&str) -> usize) -> Place {
        let line = self.lines.partition_point(|&start| start <= byte).saturating_sub(1);
        let start = self.lines.get(line).copied().unwrap_or(0);
        let mut end = (byte as usize).min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let before = self.text.get(start as usize..end).unwrap_or("");
        Place { line: bytes(line + 1), column: bytes(measure(before) + 1) }
    }
}

/// Every source of one check, found by its id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    list: Vec<Source>,
}

impl Sources {
    /// None yet.
    pub fn new() -> Self {
        Sources::default()
    }

    /// Adds a file and gives its source.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> &Source {
        let at = self.list.len();
        self.list.push(Source::new(bytes(at), path, text));
        #[expect(clippy::indexing_slicing, reason = "it has just been pushed")]
        &self.list[at]
    }

    /// The source with this id.
    pub fn get(&self, id: u32) -> Option<&Source> {
        self.list.get(id as usize)
    }

    /// All of them, in the order in which they were handed in.
    pub fn iter(&self) -> std::slice::Iter<'_, Source> {
        self.list.iter()
    }
}

/// A length as the type of spans; sources are far smaller than this, as the parser refuses longer ones.
fn bytes(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_what_their_name_says() {
        let source = Source::new(0, "甲.gj", "甲\n乙丙 𠮷丁\n");
        let byte = bytes("甲\n乙丙 𠮷".len());
        assert_eq!(source.place_utf8(byte), Place { line: 2, column: 12 });
        assert_eq!(source.place_utf16(byte), Place { line: 2, column: 6 });
        assert_eq!(source.place_characters(byte), Place { line: 2, column: 5 });
        assert_eq!(source.place_display(byte), Place { line: 2, column: 8 });
        assert_eq!(source.byte_utf16(Place { line: 2, column: 6 }), byte);
    }

    #[test]
    fn places_outside_stay_inside() {
        let source = Source::new(0, "甲.gj", "甲");
        assert_eq!(source.place_utf8(99), Place { line: 1, column: 4 });
        assert_eq!(source.byte_utf16(Place { line: 9, column: 9 }), 3);
        assert_eq!(source.byte_utf16(Place { line: 1, column: 9 }), 3);
        assert_eq!(source.place_utf8(1), Place { line: 1, column: 1 });
    }
}
