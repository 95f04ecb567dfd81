//! Two lists of organisations compared (名单比对): by credit code, else by name. Pure.

use louce_domain::credit_code::{CreditCodeState, read_credit_code};
use louce_store::normalise;
use louce_wire::{ComparedField, ComparedRow};
use std::collections::{BTreeMap, HashMap, HashSet};

/// A field of an organisation as its list writes it.
pub type Cells = BTreeMap<&'static str, String>;

/// A row of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listed {
    /// Row, counted from 1.
    pub row: u32,
    /// The organisation of the register it became or met.
    pub organisation: Option<String>,
    /// The fields its list has a column for; an empty cell is empty text.
    pub cells: Cells,
}

impl Listed {
    fn cell(&self, field: &str) -> Option<&str> {
        self.cells.get(field).map(|text| text.trim()).filter(|text| !text.is_empty())
    }

    /// The name, without what lists write differently: width, case, blanks and brackets.
    fn name_key(&self) -> String {
        let name = normalise(self.cell("name").unwrap_or_default());
        name.chars().filter(|c| c.is_alphanumeric()).collect()
    }

    fn code_key(&self) -> Option<String> {
        let reading = read_credit_code(self.cell("credit_code")?);
        let sound = matches!(reading.state, CreditCodeState::Ok | CreditCodeState::BadChecksum);
        reading.text.filter(|_| sound)
    }
}

/// What a comparison found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Compared {
    /// In both and agreeing.
    pub both: u32,
    /// Only in the left list.
    pub only_left: Vec<ComparedRow>,
    /// Only in the right list.
    pub only_right: Vec<ComparedRow>,
    /// In both, not agreeing.
    pub differing: Vec<ComparedRow>,
}

/// Rows of the right list that are still without a partner, by a key, in their order.
struct Waiting<'l>(HashMap<String, Vec<&'l Listed>>);

impl<'l> Waiting<'l> {
    fn by(rows: &[&'l Listed], key: impl Fn(&Listed) -> Option<String>) -> Self {
        let mut waiting: HashMap<String, Vec<&Listed>> = HashMap::new();
        for row in rows.iter().rev() {
            if let Some(key) = key(row) {
                waiting.entry(key).or_default().push(row);
            }
        }
        Self(waiting)
    }

    fn take(&mut self, key: Option<String>) -> Option<&'l Listed> {
        self.0.get_mut(&key?)?.pop()
    }
}

/// Pairs what one key brings together; the rest of both lists comes back.
fn pair<'l>(
    left: Vec<&'l Listed>,
    right: Vec<&'l Listed>,
    key: impl Fn(&Listed) -> Option<String>,
    pairs: &mut Vec<(&'l Listed, &'l Listed)>,
) -> (Vec<&'l Listed>, Vec<&'l Listed>) {
    let mut waiting = Waiting::by(&right, &key);
    let mut alone = Vec::new();
    for one in left {
        match waiting.take(key(one)) {
            Some(other) => pairs.push((one, other)),
            None => alone.push(one),
        }
    }
    let taken: HashSet<*const Listed> = pairs.iter().map(|(_, other)| std::ptr::from_ref(*other)).collect();
    let free = |row: &&Listed| !taken.contains(&std::ptr::from_ref(*row));
    (alone, right.into_iter().filter(free).collect())
}

/// Compares two lists: first whom the same credit code names, then whom the same name does.
pub fn compare(left: &[Listed], right: &[Listed]) -> Compared {
    let mut pairs = Vec::new();
    let by_code = pair(left.iter().collect(), right.iter().collect(), Listed::code_key, &mut pairs);
    let named = |row: &Listed| Some(row.name_key()).filter(|name| !name.is_empty());
    let (only_left, only_right) = pair(by_code.0, by_code.1, named, &mut pairs);
    pairs.sort_by_key(|(one, _)| one.row);
    let mut found = Compared {
        only_left: only_left.iter().map(|row| compared(Some(row), None, Vec::new())).collect(),
        only_right: only_right.iter().map(|row| compared(None, Some(row), Vec::new())).collect(),
        ..Compared::default()
    };
    for (one, other) in pairs {
        let differences = differences(one, other);
        if differences.is_empty() {
            found.both += 1;
        } else {
            found.differing.push(compared(Some(one), Some(other), differences));
        }
    }
    found
}

/// The fields that both lists have a column for and write differently. How a name or an address is spaced, or whether its
/// digits are wide, is no difference.
fn differences(one: &Listed, other: &Listed) -> Vec<ComparedField> {
    let folded = |row: &Listed, field: &str| -> String {
        let text = normalise(row.cell(field).unwrap_or_default());
        text.chars().filter(|c| !c.is_whitespace()).collect()
    };
    let shared = one.cells.keys().filter(|field| other.cells.contains_key(*field));
    shared
        .filter(|field| match **field {
            "name" => one.name_key() != other.name_key(),
            field => folded(one, field) != folded(other, field),
        })
        .map(|field| ComparedField {
            field: (*field).to_owned(),
            left: one.cell(field).map(str::to_owned),
            right: other.cell(field).map(str::to_owned),
        })
        .collect()
}

fn compared(left: Option<&Listed>, right: Option<&Listed>, differences: Vec<ComparedField>) -> ComparedRow {
    let first = |read: &dyn Fn(&Listed) -> Option<String>| left.and_then(read).or_else(|| right.and_then(read));
    ComparedRow {
        organisation_id: first(&|row| row.organisation.clone()),
        name: first(&|row| row.cell("name").map(str::to_owned)).unwrap_or_default(),
        credit_code: first(&|row| row.cell("credit_code").map(str::to_owned)),
        rows: [left.map(|row| row.row), right.map(|row| row.row)],
        differences,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CODE: &str = "91330299MA2A000017";

    fn listed(row: u32, name: &str, code: &str, phone: &str) -> Listed {
        let cells = [("name", name), ("credit_code", code), ("phones", phone)];
        let cells = cells.into_iter().map(|(field, text)| (field, text.to_owned())).collect();
        Listed { row, organisation: None, cells }
    }

    #[test]
    fn lists_are_paired_by_code_then_by_name() {
        let left = [
            listed(2, "示例科技有限公司", CODE, "1"),
            listed(3, "示例（宁波）商贸有限公司", "", "2"),
            listed(4, "只在左边", "", "3"),
        ];
        let right = [
            listed(2, "只在右边", "", "9"),
            listed(3, "示例(宁波)商贸有限公司", "", "２"),
            listed(4, "示例科技股份有限公司", &CODE.to_lowercase(), "1"),
        ];
        let found = compare(&left, &right);
        assert_eq!(found.both, 1, "brackets and wide digits are no difference");
        assert_eq!(found.only_left.iter().map(|row| row.rows).collect::<Vec<_>>(), [[Some(4), None]], "left alone");
        assert_eq!(found.only_right.iter().map(|row| row.rows).collect::<Vec<_>>(), [[None, Some(2)]], "right alone");
        let [differing] = found.differing.as_slice() else { panic!("one differs: {:?}", found.differing) };
        let fields: Vec<&str> = differing.differences.iter().map(|field| field.field.as_str()).collect();
        assert_eq!((differing.rows, fields), ([Some(2), Some(4)], vec!["name"]), "one code, two names");
    }

    #[test]
    fn a_code_mistyped_is_a_difference_and_not_two_organisations() {
        let found = compare(&[listed(2, "示例店", CODE, "")], &[listed(2, "示例店", "92330299MA2A00001X", "")]);
        let fields: Vec<_> =
            found.differing.iter().flat_map(|row| &row.differences).map(|f| f.field.as_str()).collect();
        assert_eq!(fields, ["credit_code"], "the name still brings them together");
    }

    #[test]
    fn a_column_that_one_list_lacks_is_not_compared() {
        let mut right = listed(2, "示例店", CODE, "");
        right.cells.remove("phones");
        assert_eq!(compare(&[listed(2, "示例店", CODE, "1")], &[right]).both, 1, "nothing was said of phones");
    }

    #[test]
    fn a_list_that_names_one_twice_keeps_the_second() {
        let twice = [listed(2, "示例店", CODE, ""), listed(3, "示例店", CODE, "")];
        let found = compare(&twice, &[listed(2, "示例店", CODE, "")]);
        assert_eq!((found.both, found.only_left.len()), (1, 1), "the second row has no partner");
    }
}
