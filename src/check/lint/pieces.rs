//! The pieces into which tests cut what they look at: between the figures, at the figures, each choice.

use crate::value::Number;

/// A piece of what one input can be.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Piece {
    /// Exactly this number.
    At(Number),
    /// Between two numbers, both out; open on a side without one.
    Between(Option<Number>, Option<Number>),
    /// One choice, by its place; 1 and 0 for yes and no.
    Choice(u32),
    /// Whatever it is: nothing tests it.
    Whatever,
}

/// The pieces of a number that is compared with these figures, as far as the domain allows them.
pub(super) fn of_numbers(mut figures: Vec<Number>, domain: &super::domain::Domain) -> Vec<Piece> {
    figures.sort();
    figures.dedup();
    let mut pieces = Vec::new();
    let mut before: Option<Number> = None;
    for figure in figures {
        pieces.push(Piece::Between(before, Some(figure.clone())));
        pieces.push(Piece::At(figure.clone()));
        before = Some(figure);
    }
    pieces.push(Piece::Between(before, None));
    pieces.retain(|piece| possible(piece, domain));
    pieces
}

fn possible(piece: &Piece, domain: &super::domain::Domain) -> bool {
    match piece {
        Piece::At(number) => domain.holds(number),
        Piece::Between(above, below) => {
            if let (Some(above), Some(high)) = (above, &domain.high)
                && above >= high
            {
                return false;
            }
            if let (Some(below), Some(low)) = (below, &domain.low)
                && below <= low
            {
                return false;
            }
            match (above, below, domain.whole) {
                // Some whole number must lie strictly between.
                (Some(above), Some(below), true) => &(&above.floor() + &Number::ONE) < below,
                _ => true,
            }
        }
        Piece::Choice(_) | Piece::Whatever => true,
    }
}

/// True if a piece lies in the closed interval.
pub(super) fn lies_in(piece: &Piece, low: Option<&Number>, high: Option<&Number>) -> bool {
    match piece {
        Piece::At(number) => low.is_none_or(|low| number >= low) && high.is_none_or(|high| number <= high),
        Piece::Between(above, below) => {
            low.is_none_or(|low| above.as_ref().is_some_and(|above| above >= low))
                && high.is_none_or(|high| below.as_ref().is_some_and(|below| below <= high))
        }
        Piece::Choice(_) | Piece::Whatever => false,
    }
}
