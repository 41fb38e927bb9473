//! Pairs `{{ if }}`, `{{ else }}` and `{{ end }}`.

use crate::model::path::Condition;
use crate::model::prose::Block;
use crate::source::Span;

/// A block, or a marker between blocks.
pub(super) enum Piece {
    /// A block.
    Block(Block),
    /// A part begins.
    If(Condition, Span),
    /// What is shown otherwise begins.
    Else(Span),
    /// The part ends.
    End(Span),
}

/// A part that is still open.
struct Open {
    condition: Condition,
    at: Span,
    then: Vec<Block>,
    otherwise: Option<Vec<Block>>,
}

/// Turns pieces into blocks; what has no partner is told to `report` with a message and a help.
pub(super) fn fold(pieces: Vec<Piece>, report: &mut dyn FnMut(Span, &'static str, &'static str)) -> Vec<Block> {
    let mut done: Vec<Block> = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Block(block) => into(&mut done, &mut open).push(block),
            Piece::If(condition, at) => open.push(Open { condition, at, then: Vec::new(), otherwise: None }),
            Piece::Else(at) => match open.last_mut() {
                Some(part) if part.otherwise.is_none() => part.otherwise = Some(Vec::new()),
                _ => report(at, "`{{ else }}` has no `{{ if }}` before it", "take it out, or add the `{{ if ... }}`"),
            },
            Piece::End(at) => match open.pop() {
                Some(part) => {
                    let block = part.close();
                    into(&mut done, &mut open).push(block);
                }
                None => report(at, "`{{ end }}` has no `{{ if }}` before it", "take it out, or add the `{{ if ... }}`"),
            },
        }
    }
    while let Some(part) = open.pop() {
        report(
            part.at.clone(),
            "this `{{ if }}` has no `{{ end }}`",
            "write `{{ end }}` on a line of its own where the part ends",
        );
        let block = part.close();
        into(&mut done, &mut open).push(block);
    }
    done
}

impl Open {
    fn close(self) -> Block {
        Block::When { condition: self.condition, then: self.then, otherwise: self.otherwise.unwrap_or_default() }
    }
}

fn into<'a>(done: &'a mut Vec<Block>, open: &'a mut [Open]) -> &'a mut Vec<Block> {
    match open.last_mut() {
        Some(part) => part.otherwise.as_mut().unwrap_or(&mut part.then),
        None => done,
    }
}
