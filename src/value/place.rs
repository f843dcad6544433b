use super::Marks;

/// The places still possible: all that lie in `within`, itself included. The root is the whole country: nothing known.
///
/// What lies in what is known to the region tree only, so places are compared and joined where the tree is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// Index into the program's regions.
    pub within: u32,
    /// True if `within` itself is meant and nothing finer will be learnt.
    pub exact: bool,
    /// May also be undefined.
    pub undefined: bool,
    /// Surely undefined: no place is possible.
    pub nothing: bool,
    /// Why it is open.
    pub marks: Marks,
}

impl Place {
    /// One place.
    pub fn at(region: u32) -> Place {
        Place { within: region, exact: true, undefined: false, nothing: false, marks: Marks::NONE }
    }

    /// Some place that lies in another.
    pub fn within(region: u32, marks: Marks) -> Place {
        Place { exact: false, marks, ..Place::at(region) }
    }

    /// Any place.
    pub fn anywhere(marks: Marks) -> Place {
        Place::within(0, marks)
    }

    /// Surely undefined.
    pub fn nothing() -> Place {
        Place { undefined: true, nothing: true, ..Place::at(0) }
    }

    /// The place, if it is settled.
    pub fn is_at(&self) -> Option<u32> {
        (self.exact && !self.undefined).then_some(self.within)
    }

    /// Whether it has one member: a place, or undefined.
    pub fn is_settled(&self) -> bool {
        self.nothing || self.is_at().is_some()
    }

    /// With more marks; none if it is settled.
    #[must_use]
    pub fn with_marks(self, marks: Marks) -> Place {
        if self.is_settled() { self } else { Place { marks: self.marks | marks, ..self } }
    }

    /// Possibly undefined as well, marked with the reason why that is open.
    #[must_use]
    pub fn or_undefined(self, marks: Marks) -> Place {
        if self.nothing { self } else { Place { undefined: true, ..self }.with_marks(marks) }
    }

    /// What a choice between both can give; `common` is the smallest place that holds both.
    #[must_use]
    pub fn join(&self, other: &Place, common: u32) -> Place {
        let merged = if self.nothing {
            *other
        } else if other.nothing {
            *self
        } else if self.within == other.within {
            Place { exact: self.exact && other.exact, ..*self }
        } else {
            Place { exact: false, ..Place::at(common) }
        };
        Place { undefined: self.undefined || other.undefined, marks: self.marks | other.marks, ..merged }
    }
}
