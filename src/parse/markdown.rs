//! Markdown with slots, read into the typed document of [`crate::model::prose`].
//!
//! In: the text of a page, or a short text of a TOML file. Out: blocks and inlines with the places of their slots and links.
//! Raw HTML and pictures are refused: what they would say could be neither checked nor printed.

mod fold;
pub(super) mod heading;
mod inline;

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, Event, Options, Parser, Tag, TagEnd, TextMergeWithOffset};

use self::fold::Piece;
use super::context::Context;
use crate::diagnostic::Diagnostic;
use crate::model::path::BlockName;
use crate::model::prose::{Block, Inline, ListLook, Tone};
use crate::source::{Located, Span};

/// Where the text stands in its file.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Base {
    /// Byte 0 of the text is this byte of the file.
    Exact(usize),
    /// The text has escapes or lines that were joined: every place in it is the whole value.
    Whole(usize, usize),
}

type Stream<'e> = std::iter::Peekable<std::vec::IntoIter<(Event<'e>, Range<usize>)>>;

/// Reads text into the document.
pub(crate) struct Builder<'c, 'e> {
    context: &'c Context<'c>,
    text: &'e str,
    base: Base,
    ids: BTreeSet<String>,
    /// The level of the last heading; 1 is the page's title.
    level: u8,
    /// Tags that were opened and told.
    n_tags: usize,
}

/// Reads a page's text, which begins at `base`.
pub(crate) fn blocks(context: &Context<'_>, text: &str, base: Base) -> Vec<Block> {
    let mut builder = Builder::new(context, text, base);
    let mut events = builder.events();
    let pieces = builder.pieces(&mut events, None);
    builder.folded(pieces)
}

/// Reads a short text: one paragraph, without headings, lists or blocks.
pub(crate) fn line(context: &Context<'_>, text: &str, base: Base) -> Vec<Inline> {
    if let Some(text) = plain(text, is_english(context)) {
        return vec![Inline::Text(text)];
    }
    let mut builder = Builder::new(context, text, base);
    let mut events = builder.events();
    let one_paragraph = "write it as one paragraph; longer text belongs in a page of its own";
    let too_much = |builder: &Builder<'_, '_>, message: &str, help: &str| {
        builder.refuse("text-too-much", 0..text.len(), message, help);
        Vec::new()
    };
    if events.peek().is_some_and(|(event, _)| matches!(event, Event::Start(Tag::Heading { .. }))) {
        return too_much(&builder, "a heading cannot stand here", "take the # away");
    }
    let pieces = builder.pieces(&mut events, None);
    let mut blocks = builder.folded(pieces).into_iter();
    match (blocks.next(), blocks.next()) {
        (Some(Block::Paragraph(inlines)), None) => inlines,
        (None, None) => Vec::new(),
        (Some(Block::Slot(_) | Block::When { .. }), _) => {
            too_much(&builder, "a block or condition can stand only on a page", "write the words themselves here")
        }
        (Some(Block::List { .. }), _) => too_much(&builder, "a list cannot stand here", one_paragraph),
        _ => too_much(&builder, "only one paragraph can stand here", one_paragraph),
    }
}

/// Returns what becomes of a text in which nothing but apostrophes means anything to Markdown or to slots: it begins with a letter
/// or a number that begins no list, has no marks but those of plain sentences, one space where there is any, and no run of marks.
/// Of [`Builder`] it would come to the same, but a reader of Markdown takes three kilobytes to begin with.
fn plain(text: &str, is_english: bool) -> Option<String> {
    let bytes = text.as_bytes();
    let is_calm = |letter: char| {
        letter.is_ascii_alphanumeric()
            || matches!(letter, ' ' | ',' | '.' | ';' | '?' | '/' | '%' | ':' | '(' | ')' | '-' | '£')
    };
    let runs = |pair: &[u8]| matches!(pair, b"  " | b".." | b"--" | b"::");
    let after_digits = text.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let is_plain = bytes.first().is_some_and(u8::is_ascii_alphanumeric)
        && (after_digits.len() == text.len() || !after_digits.starts_with(['.', ')']))
        && !bytes.ends_with(b" ")
        && !text.starts_with(CAPTION)
        && text.chars().all(|letter| is_calm(letter) || is_english && letter == '\'')
        && !bytes.windows(2).any(|pair| runs(pair) || pair[1] == b'\'' && !pair[0].is_ascii_alphanumeric());
    is_plain.then(|| text.replace('\'', "’"))
}

/// Tells whether the quotes of a file's texts are those of English.
fn is_english(context: &Context<'_>) -> bool {
    context.file.as_str().contains("/en/") || !context.file.as_str().ends_with(".md")
}

impl<'c, 'e> Builder<'c, 'e> {
    fn new(context: &'c Context<'c>, text: &'e str, base: Base) -> Self {
        Self { context, text, base, ids: BTreeSet::new(), level: 1, n_tags: 0 }
    }
}

impl<'e> Builder<'_, 'e> {
    fn events(&self) -> Stream<'e> {
        let mut options = Options::ENABLE_TABLES | Options::ENABLE_GFM;
        if is_english(self.context) {
            options |= Options::ENABLE_SMART_PUNCTUATION;
        }
        let parser = Parser::new_ext(self.text, options).into_offset_iter();
        TextMergeWithOffset::new(parser).collect::<Vec<_>>().into_iter().peekable()
    }

    fn at(&self, range: Range<usize>) -> Span {
        match self.base {
            Base::Exact(start) => {
                // Markdown counts the line end as part of a block; a mark that reaches into the next line is hard to read.
                let blank = self.text[range.clone()].len() - self.text[range.clone()].trim_end().len();
                self.context.span(start + range.start..start + range.end - blank)
            }
            Base::Whole(start, end) => self.context.span(start..end),
        }
    }

    fn refuse(&self, code: &'static str, range: Range<usize>, message: &str, help: &str) {
        self.context.report(Diagnostic::error(code, self.at(range), message).help(help));
    }

    fn folded(&self, pieces: Vec<Piece>) -> Vec<Block> {
        fold::fold(pieces, &mut |at, message, help| {
            self.context.report(Diagnostic::error("condition-unpaired", at, message).help(help));
        })
    }

    fn nested(&mut self, events: &mut Stream<'e>, end: TagEnd) -> Vec<Block> {
        let pieces = self.pieces(events, Some(end));
        self.folded(pieces)
    }

    /// Reads until `end`, or to the end of the text.
    fn pieces(&mut self, events: &mut Stream<'e>, end: Option<TagEnd>) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut caption: Option<(Vec<Inline>, Span)> = None;
        let mut look: Option<(ListLook, Span)> = None;
        while let Some((event, range)) = events.next() {
            match event {
                Event::End(tag) if Some(tag) == end => break,
                Event::Start(Tag::Paragraph) => {
                    self.heading_without_space(&range);
                    let paragraph = self.paragraph(events, TagEnd::Paragraph);
                    for piece in paragraph {
                        match piece {
                            Piece::Block(Block::Paragraph(content)) if is_caption(&content) => {
                                caption = Some((without_caption_word(content), self.at(range.clone())));
                            }
                            other => match look_of(&other) {
                                Some(wanted) => look = Some(wanted),
                                None => pieces.push(other),
                            },
                        }
                    }
                }
                Event::Start(Tag::List(start)) => {
                    let items = self.items(events);
                    let look = self.look(look.take(), start);
                    pieces.push(Piece::Block(Block::List { start, items, look }));
                }
                Event::Start(Tag::Table(_)) => {
                    let table = self.table(events, caption.take(), range);
                    pieces.push(Piece::Block(table));
                }
                // A tight list's text stands in its item without a paragraph.
                event if inline::begins_text(&event) => pieces.extend(self.loose_text(events, (event, range))),
                Event::Start(tag) => {
                    if let Some(block) = self.other_block(events, tag, range) {
                        pieces.push(Piece::Block(block));
                    }
                }
                Event::Html(_) => self.refuse_html(range),
                _ => {}
            }
        }
        if let Some((_, at)) = caption {
            self.context.report(
                Diagnostic::error("caption-unused", at, "this line names a table, but no table follows")
                    .help("put the table right after it, with one empty line between"),
            );
        }
        if let Some((_, at)) = look {
            self.context.report(
                Diagnostic::error("list-missing", at, "this says what a list looks like, but no list follows")
                    .help("put it right before the list, with one empty line between"),
            );
        }
        pieces
    }

    /// Returns the look that a list gets: steps need numbers, so that a reader can say where they are.
    fn look(&self, wanted: Option<(ListLook, Span)>, start: Option<u64>) -> ListLook {
        let Some((look, at)) = wanted else { return ListLook::Plain };
        if look == ListLook::Steps && start.is_none() {
            self.context.report(
                Diagnostic::error("steps-without-numbers", at, "the list after this has no numbers")
                    .help("begin its lines with 1. 2. 3. instead of -"),
            );
        }
        look
    }

    fn other_block(&mut self, events: &mut Stream<'e>, tag: Tag<'e>, range: Range<usize>) -> Option<Block> {
        match tag {
            Tag::Heading { level, .. } => {
                let end = TagEnd::Heading(level);
                let content = self.inlines(events, end);
                Some(self.heading(level as u8, content, range))
            }
            Tag::BlockQuote(kind) => {
                let content = self.nested(events, TagEnd::BlockQuote(kind));
                Some(match kind.map(tone) {
                    Some(tone) => Block::Callout { tone, content },
                    None => Block::Quote(content),
                })
            }
            Tag::CodeBlock(_) => {
                Self::skip(events, TagEnd::CodeBlock);
                self.refuse(
                    "text-indented",
                    range,
                    "these lines begin with four spaces or stand between ``` marks, which makes them computer code",
                    "take the spaces at the beginning of the lines away",
                );
                None
            }
            Tag::HtmlBlock => {
                Self::skip(events, TagEnd::HtmlBlock);
                self.refuse_html(range);
                None
            }
            other => {
                Self::skip(events, other.to_end());
                self.refuse(
                    "text-unsupported",
                    range,
                    "this kind of Markdown cannot be used here",
                    "write it as plain paragraphs, lists or tables",
                );
                None
            }
        }
    }

    fn items(&mut self, events: &mut Stream<'e>) -> Vec<Vec<Block>> {
        let mut items = Vec::new();
        while let Some((event, _)) = events.next() {
            match event {
                Event::Start(Tag::Item) => items.push(self.nested(events, TagEnd::Item)),
                Event::End(TagEnd::List(_)) => break,
                _ => {}
            }
        }
        items
    }

    fn table(&mut self, events: &mut Stream<'e>, caption: Option<(Vec<Inline>, Span)>, range: Range<usize>) -> Block {
        let mut head = Vec::new();
        let mut rows: Vec<Vec<Vec<Inline>>> = Vec::new();
        let mut in_head = true;
        while let Some((event, _)) = events.next() {
            match event {
                Event::Start(Tag::TableCell) => {
                    let cell = self.inlines(events, TagEnd::TableCell);
                    match rows.last_mut() {
                        Some(row) if !in_head => row.push(cell),
                        _ => head.push(cell),
                    }
                }
                Event::End(TagEnd::TableHead) => in_head = false,
                Event::Start(Tag::TableRow) => rows.push(Vec::new()),
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        if caption.is_none() {
            self.refuse(
                "table-caption",
                range.start..range.start,
                "a table needs a line that says what it shows",
                "put a line such as `Table: what to bring` before it, with an empty line between",
            );
        }
        Block::Table { caption: caption.map(|(words, _)| words).unwrap_or_default(), head, rows }
    }

    fn refuse_html(&self, range: Range<usize>) {
        self.refuse(
            "raw-html",
            range,
            "HTML cannot be used in a text",
            "write it in Markdown: **bold**, [words](https://...), lists with -, headings with ##",
        );
    }

    fn skip(events: &mut Stream<'e>, end: TagEnd) {
        for (event, _) in events.by_ref() {
            if event == Event::End(end) {
                break;
            }
        }
    }
}

fn tone(kind: BlockQuoteKind) -> Tone {
    match kind {
        BlockQuoteKind::Note | BlockQuoteKind::Tip => Tone::Note,
        BlockQuoteKind::Important => Tone::Important,
        BlockQuoteKind::Warning | BlockQuoteKind::Caution => Tone::Warning,
    }
}

/// Returns the look that a marker gives to the next list.
fn look_of(piece: &Piece) -> Option<(ListLook, Span)> {
    let Piece::Block(Block::Slot(Located { value, span })) = piece else { return None };
    let look = match value.name {
        BlockName::Checklist => ListLook::Checklist,
        BlockName::Steps => ListLook::Steps,
        _ => return None,
    };
    Some((look, span.clone()))
}

/// What the line begins with that names a table.
const CAPTION: &str = "Table: ";

fn is_caption(content: &[Inline]) -> bool {
    matches!(content.first(), Some(Inline::Text(text)) if text.starts_with(CAPTION))
}

fn without_caption_word(mut content: Vec<Inline>) -> Vec<Inline> {
    if let Some(Inline::Text(text)) = content.first_mut() {
        *text = text.trim_start_matches(CAPTION).to_owned();
    }
    content
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, TextMergeStream};

    use super::plain;

    proptest::proptest! {
        #[test]
        fn what_is_taken_as_it_is_means_nothing_to_markdown(text in "[0-9A-Za-z #*_`~|>+.,;:?/%!()£'<&-]{1,12}", is_english: bool) {
            let quotes = if is_english { Options::ENABLE_SMART_PUNCTUATION } else { Options::empty() };
            let parser = Parser::new_ext(&text, Options::ENABLE_TABLES | Options::ENABLE_GFM | quotes);
            let events: Vec<Event<'_>> = TextMergeStream::new(parser).collect();
            if let Some(taken) = plain(&text, is_english) {
                let alone = [Event::Start(Tag::Paragraph), Event::Text(taken.into()), Event::End(TagEnd::Paragraph)];
                proptest::prop_assert!(events == alone, "{text:?}: {events:?}");
            }
        }
    }
}
