//! Small tables for people: columns padded to their widest cell, Chinese characters counted as two.

/// The width of a text on a terminal.
fn width(text: &str) -> usize {
    text.chars().map(|c| if u32::from(c) >= 0x1100 { 2 } else { 1 }).sum()
}

/// Rows as aligned text; the last column is not padded.
pub fn aligned(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widest: Vec<usize> = (0..columns)
        .map(|column| rows.iter().filter_map(|row| row.get(column)).map(|cell| width(cell)).max().unwrap_or(0))
        .collect();
    let mut text = String::new();
    for row in rows {
        for (column, cell) in row.iter().enumerate() {
            text.push_str(cell);
            if column + 1 < row.len() {
                let room = widest.get(column).copied().unwrap_or(0).saturating_sub(width(cell)) + 2;
                text.extend(std::iter::repeat_n(' ', room));
            }
        }
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::aligned;

    #[test]
    fn chinese_and_latin_cells_stand_under_each_other() {
        let rows = [vec!["望湖".to_owned(), "a".to_owned()], vec!["ab".to_owned(), "b".to_owned()]];
        assert_eq!(aligned(&rows), "望湖  a\nab    b\n", "a Chinese character is as wide as two letters");
    }
}
