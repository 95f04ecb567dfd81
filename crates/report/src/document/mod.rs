//! The report as a document: sections of facts, notes and tables in one language, masked, with every
//! number in its place. PDF, HTML and the workbook are three printings of this one document, so they
//! cannot disagree.

mod buildings;
mod changes;
mod compose;
mod cover;
mod gaps;
mod notice;
mod numbers;
mod residents;
mod signing;

pub(crate) use self::changes::PRINTED_CHANGES;
pub(crate) use self::compose::{Extent, compose};
pub(crate) use self::residents::{PRINTED_ROOMS, resident_cells};

/// A whole report, ready to be printed.
#[derive(Debug, Default)]
pub(crate) struct Document {
    /// Title of the first page.
    pub title: String,
    /// The area, under the title and in the head of every page.
    pub area: String,
    /// What marks an invented register on every page.
    pub mark: Option<String>,
    /// Who printed this copy, when, for what.
    pub foot: String,
    /// The sections in order.
    pub sections: Vec<Section>,
}

/// A section with its heading. The annex begins on a page of its own.
#[derive(Debug, Default)]
pub(crate) struct Section {
    pub topic: Topic,
    pub heading: String,
    pub blocks: Vec<Block>,
}

/// What a section is about; the workbook picks its sheets by it.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Topic {
    #[default]
    Cover,
    Numbers,
    Changes,
    Gaps,
    Buildings,
    SpotCheck,
    Signing,
    ChangeList,
    Residents,
}

impl Topic {
    /// Whether it comes after the signatures, on a page of its own.
    pub(crate) fn is_annex(self) -> bool {
        matches!(self, Self::ChangeList | Self::Residents)
    }
}

/// A piece of a section.
#[derive(Debug)]
pub(crate) enum Block {
    /// Label and value pairs, two pairs a line.
    Facts(Vec<(String, String)>),
    /// A paragraph.
    Paragraph(String),
    /// A paragraph that must not be overlooked.
    Notice(String),
    /// A heading inside the section, with a line under it.
    Subheading { title: String, line: String },
    /// A table.
    Table(Table),
    /// A picture over the whole width of the line, with a line of its own under it.
    Picture { png: Vec<u8>, shows: String, line: String },
    /// The fields of those who sign, side by side.
    Signatures(Vec<Signature>),
}

/// A table. Rows come in groups: the leading cells of a group stand once beside all its lines.
#[derive(Debug, Default)]
pub(crate) struct Table {
    pub columns: Vec<Column>,
    /// How many columns at the left belong to the group.
    pub lead: usize,
    pub groups: Vec<Group>,
}

/// A column.
#[derive(Debug)]
pub(crate) struct Column {
    pub title: String,
    /// Width as a share of the line.
    pub width: f32,
    pub align: Align,
}

/// How the cells of a column stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Align {
    Left,
    Centre,
    Right,
}

/// Lines that belong together and are not torn apart by a page break.
#[derive(Debug, Default)]
pub(crate) struct Group {
    pub lead: Vec<Cell>,
    pub lines: Vec<Line>,
    pub weight: Weight,
}

/// How much a group stands out.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weight {
    #[default]
    Normal,
    /// A sum.
    Total,
    /// A part of the line above it, set in.
    Part,
}

/// The cells right of the lead.
#[derive(Debug)]
pub(crate) enum Line {
    Cells(Vec<Cell>),
    /// One text over all of them.
    Wide(String),
}

/// A value with its type; the workbook keeps the type, the print its wording.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell {
    Blank,
    Text(String),
    Count(u64),
    /// A difference, printed with its sign.
    Change(i64),
    /// 0–100.
    Percent(u8),
    /// An ISO date cut to its precision.
    Date(String),
    /// A box to tick with the pen.
    Box,
}

/// One who signs.
#[derive(Debug)]
pub(crate) struct Signature {
    pub role: String,
    /// Labels with what is known; empty values are left open for the pen.
    pub fields: Vec<(String, String)>,
}

impl Table {
    pub(crate) fn new(columns: Vec<Column>) -> Self {
        Self { columns, ..Self::default() }
    }

    /// Adds a line that stands alone.
    pub(crate) fn push(&mut self, weight: Weight, cells: Vec<Cell>) {
        self.groups.push(Group { lead: Vec::new(), lines: vec![Line::Cells(cells)], weight });
    }
}

impl Column {
    pub(crate) fn new(title: &str, width: f32, align: Align) -> Self {
        Self { title: title.to_owned(), width, align }
    }
}

impl Cell {
    pub(crate) fn text(text: &str) -> Self {
        if text.is_empty() { Self::Blank } else { Self::Text(text.to_owned()) }
    }

    pub(crate) fn date(iso: Option<&String>) -> Self {
        iso.filter(|iso| !iso.is_empty()).map_or(Self::Blank, |iso| Self::Date(iso.clone()))
    }

    pub(crate) fn count(count: usize) -> Self {
        Self::Count(count as u64)
    }

    /// The wording on paper.
    pub(crate) fn print(&self) -> String {
        match self {
            Self::Blank => String::new(),
            Self::Text(text) => text.clone(),
            Self::Date(iso) => iso.replace('T', " "),
            Self::Count(count) => count.to_string(),
            Self::Change(0) => "0".to_owned(),
            Self::Change(change) if *change > 0 => format!("+{change}"),
            Self::Change(change) => format!("\u{2212}{}", change.unsigned_abs()),
            Self::Percent(percent) => format!("{percent}%"),
            Self::Box => "\u{25a1}".to_owned(),
        }
    }
}
