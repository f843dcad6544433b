use super::{Marks, Truth};

/// A text, or any text. Texts are compared code point by code point; whoever reads them brings them to NFC.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Text {
    /// The text, if known.
    pub known: Option<String>,
    /// May also be undefined.
    pub undefined: bool,
    /// Surely undefined: no text is possible.
    pub nothing: bool,
    /// Why it is open.
    pub marks: Marks,
}

impl Text {
    /// One text.
    pub fn known(text: String) -> Text {
        Text { known: Some(text), undefined: false, nothing: false, marks: Marks::NONE }
    }

    /// Any text.
    pub fn anything(marks: Marks) -> Text {
        Text { known: None, undefined: false, nothing: false, marks }
    }

    /// Surely undefined.
    pub fn nothing() -> Text {
        Text { known: None, undefined: true, nothing: true, marks: Marks::NONE }
    }

    /// Whether it has one member: a text, or undefined.
    pub fn is_settled(&self) -> bool {
        self.nothing || (self.known.is_some() && !self.undefined)
    }

    /// Whether two texts are the same.
    pub fn equal(&self, other: &Text) -> Truth {
        if self.nothing || other.nothing {
            return Truth::UNDEFINED;
        }
        let both_known = self.known.is_some() && other.known.is_some();
        let same = self.known == other.known;
        Truth::of_test(
            !both_known || same,
            !both_known || !same,
            self.marks | other.marks,
            self.undefined || other.undefined,
        )
    }

    /// What is possible of either: two different texts make any.
    #[must_use]
    pub fn union(&self, other: &Text) -> Text {
        let known = if self.nothing {
            other.known.clone()
        } else if other.nothing || self.known == other.known {
            self.known.clone()
        } else {
            None
        };
        Text {
            known,
            undefined: self.undefined || other.undefined,
            nothing: self.nothing && other.nothing,
            marks: self.marks | other.marks,
        }
    }

    /// With more marks; none if it is settled.
    #[must_use]
    pub fn with_marks(self, marks: Marks) -> Text {
        if self.is_settled() { self } else { Text { marks: self.marks | marks, ..self } }
    }

    /// Possibly undefined as well, marked with the reason why that is open.
    #[must_use]
    pub fn or_undefined(self, marks: Marks) -> Text {
        Text { undefined: true, ..self }.with_marks(marks)
    }
}
