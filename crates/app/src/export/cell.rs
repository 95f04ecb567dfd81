//! Cells of an exported row, and rows sorted by what they say.

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cell {
    /// Nothing known.
    Empty,
    /// Text, whatever it looks like.
    Text(String),
    /// A whole number.
    Number(i64),
    /// A number with a fraction, in decimal digits.
    Decimal(String),
    /// Yes or no.
    Flag(bool),
    /// Several texts.
    Texts(Vec<String>),
}

impl Cell {
    /// A text, or nothing.
    pub(super) fn text(text: Option<impl Into<String>>) -> Self {
        text.map_or(Self::Empty, |text| Self::Text(text.into()))
    }

    /// A number, or nothing.
    pub(super) fn number(number: Option<impl Into<i64>>) -> Self {
        number.map_or(Self::Empty, |number| Self::Number(number.into()))
    }

    /// The cell as text; several texts are joined with 、.
    pub(super) fn to_text(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) | Self::Decimal(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Flag(flag) => if *flag { "是" } else { "否" }.to_owned(),
            Self::Texts(texts) => texts.join("、"),
        }
    }
}

/// Separators of the compact form; control characters that no ledger carries are taken out of the texts.
const CELL_END: char = '\u{1f}';
const TEXT_END: char = '\u{1e}';

/// Rows in compact form, to be sorted by their content.
#[derive(Default)]
pub(super) struct Rows {
    text: String,
    ends: Vec<usize>,
}

impl Rows {
    /// Adds a row.
    pub(super) fn push(&mut self, cells: &[Cell]) {
        for cell in cells {
            match cell {
                Cell::Empty => self.text.push('-'),
                Cell::Text(text) => self.put('t', text),
                Cell::Decimal(text) => self.put('d', text),
                // Shifted and padded, so that −1 sorts before 1 and 9 before 10.
                Cell::Number(number) => self.put('n', &format!("{:020}", i128::from(*number) + (1 << 63))),
                Cell::Flag(flag) => self.put('f', if *flag { "1" } else { "0" }),
                Cell::Texts(texts) => {
                    self.text.push('s');
                    for text in texts {
                        self.text.extend(text.chars().filter(|c| !matches!(*c, CELL_END | TEXT_END)));
                        self.text.push(TEXT_END);
                    }
                }
            }
            self.text.push(CELL_END);
        }
        self.ends.push(self.text.len());
    }

    fn put(&mut self, tag: char, text: &str) {
        self.text.push(tag);
        self.text.extend(text.chars().filter(|c| !matches!(*c, CELL_END | TEXT_END)));
    }

    /// Forgets the rows and keeps the memory.
    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
    }

    /// The rows in the order of their content: the same records give the same order, whatever their ids.
    pub(super) fn sorted(&self) -> impl Iterator<Item = Vec<Cell>> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        let mut lines: Vec<&str> =
            starts.zip(&self.ends).map(|(start, end)| self.text.get(start..*end).unwrap_or_default()).collect();
        lines.sort_unstable();
        lines.into_iter().map(|line| line.split_terminator(CELL_END).map(cell_of).collect())
    }
}

fn cell_of(compact: &str) -> Cell {
    let mut chars = compact.chars();
    let tag = chars.next();
    let text = chars.as_str();
    match tag {
        Some('t') => Cell::Text(text.to_owned()),
        Some('d') => Cell::Decimal(text.to_owned()),
        Some('n') => {
            text.parse::<i128>().ok().and_then(|n| i64::try_from(n - (1 << 63)).ok()).map_or(Cell::Empty, Cell::Number)
        }
        Some('f') => Cell::Flag(text == "1"),
        Some('s') => Cell::Texts(text.split_terminator(TEXT_END).map(str::to_owned).collect()),
        _ => Cell::Empty,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_back_whole_and_in_the_order_of_their_content() {
        let row = |name: &str, floor: i64| {
            vec![
                Cell::Text(name.to_owned()),
                Cell::Number(floor),
                Cell::Empty,
                Cell::Texts(vec!["甲".into(), "乙".into()]),
                Cell::Flag(true),
            ]
        };
        let (one, two) = (row("乙", 10), row("乙", -1));
        let three = row("乙", 9);
        let mut forth = Rows::default();
        let mut back = Rows::default();
        [&one, &two, &three].into_iter().for_each(|r| forth.push(r));
        [&three, &two, &one].into_iter().for_each(|r| back.push(r));
        let sorted: Vec<_> = forth.sorted().collect();
        assert_eq!(sorted, [two, three, one], "basement first, then 9 before 10");
        assert_eq!(back.sorted().collect::<Vec<_>>(), sorted, "whatever order the records were written in");
        forth.clear();
        assert_eq!(forth.sorted().count(), 0, "cleared");
    }

    #[test]
    fn empty_lists_stay_empty_lists() {
        let mut rows = Rows::default();
        rows.push(&[Cell::Texts(Vec::new()), Cell::Text(String::new())]);
        let sorted: Vec<_> = rows.sorted().collect();
        assert_eq!(
            sorted,
            [vec![Cell::Texts(Vec::new()), Cell::Text(String::new())]],
            "no phone is not a missing cell"
        );
    }
}
