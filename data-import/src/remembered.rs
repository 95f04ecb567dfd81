//! Layouts that were corrected before (导入方案): the corrections by header, so that a column that moved keeps its own.

use crate::choices::{Answer, SheetChoice, ValueFix};
use crate::dictionary::header_key;
use crate::field::FieldCode;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// Share of headers that two layouts must have in common to be near, percent.
const NEAR_FROM: usize = 80;

/// What was said of sheets of one layout.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RememberedLayout {
    /// The profile it belongs to.
    pub profile: String,
    /// Fingerprint of the layout.
    pub fingerprint: String,
    /// Headers of the layout, tiers joined by `·`, in sheet order.
    pub headers: Vec<String>,
    /// First and last header row, from 1, where the user had to name them.
    pub header_rows: Option<(u32, u32)>,
    /// What columns carry; a field of none leaves the column out.
    pub columns: Vec<(HeaderPlace, Option<FieldCode>)>,
    /// Values that mean others.
    pub fixes: Vec<RememberedFix>,
    /// Answers to questions.
    pub answers: Vec<Answer>,
    /// Whether a layout that only shares most of the headers is read by it too: so where the user chose the profile.
    pub near_too: bool,
}

/// A column by its header.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct HeaderPlace {
    /// Header, tiers joined by `·`.
    pub header: String,
    /// Which of several columns with this header, from 0.
    #[serde(default)]
    pub nth: u32,
}

/// A value that means another, by the header of its column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RememberedFix {
    /// Column.
    pub at: HeaderPlace,
    /// As written.
    pub from: String,
    /// As meant.
    pub to: String,
}

/// A layout met again.
#[derive(Debug, Clone, PartialEq)]
pub struct Recall {
    /// Which profile, and how well it fits.
    pub layout: Recalled,
    /// What it says of this sheet; nothing where it is only near and the user did not choose it.
    pub choice: SheetChoice,
}

/// The profile that knows a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recalled {
    /// Profile.
    pub profile: String,
    /// Whether it was applied; a layout that is only near is offered.
    pub applied: bool,
}

/// Whether the answer to a question holds for the next file too. Whether a word is harmless where it stands says
/// nothing of the same word in another file.
#[must_use]
pub fn is_remembered(code: &str) -> bool {
    code != "remark_sensitive"
}

/// Names the places of columns (from 0) by their headers.
#[must_use]
pub fn places(columns: &[(u32, String)]) -> Vec<(u32, HeaderPlace)> {
    let mut seen: Vec<String> = Vec::new();
    let mut places = Vec::with_capacity(columns.len());
    for (column, header) in columns {
        let key = header_key(header);
        let nth = u32::try_from(seen.iter().filter(|known| **known == key).count()).unwrap_or(u32::MAX);
        places.push((*column, HeaderPlace { header: header.clone(), nth }));
        seen.push(key);
    }
    places
}

/// What is remembered of a layout: of an equal one, else of one that shares most headers.
pub(crate) fn recall(remembered: &[RememberedLayout], fingerprint: &str, columns: &[(u32, String)]) -> Option<Recall> {
    let equal = remembered.iter().find(|layout| layout.fingerprint == fingerprint);
    let near = || remembered.iter().filter(|layout| is_near(layout, columns)).max_by_key(|layout| layout.near_too);
    let layout = equal.or_else(near)?;
    let applied = equal.is_some() || layout.near_too;
    let choice = if applied { resolve(layout, columns) } else { SheetChoice::default() };
    Some(Recall { layout: Recalled { profile: layout.profile.clone(), applied }, choice })
}

fn is_near(layout: &RememberedLayout, columns: &[(u32, String)]) -> bool {
    let own: HashSet<String> = columns.iter().map(|(_, header)| header_key(header)).collect();
    let known: HashSet<String> = layout.headers.iter().map(|header| header_key(header)).collect();
    let larger = own.len().max(known.len());
    larger > 0 && own.intersection(&known).count() * 100 >= larger * NEAR_FROM
}

/// The corrections of a layout on the columns of this sheet.
fn resolve(layout: &RememberedLayout, columns: &[(u32, String)]) -> SheetChoice {
    let places = places(columns);
    let at = |wanted: &HeaderPlace| {
        let same =
            |place: &HeaderPlace| place.nth == wanted.nth && header_key(&place.header) == header_key(&wanted.header);
        places.iter().find(|(_, place)| same(place)).map(|(column, _)| *column)
    };
    let fix = |fix: &RememberedFix| Some(ValueFix { column: at(&fix.at)?, from: fix.from.clone(), to: fix.to.clone() });
    SheetChoice {
        columns: layout.columns.iter().filter_map(|(place, field)| Some((at(place)?, *field))).collect(),
        fixes: layout.fixes.iter().filter_map(fix).collect(),
        answers: layout.answers.clone(),
        ..SheetChoice::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(headers: &[&str]) -> Vec<(u32, String)> {
        (0..).zip(headers.iter().map(|header| (*header).to_owned())).collect()
    }

    fn place(header: &str, nth: u32) -> HeaderPlace {
        HeaderPlace { header: header.to_owned(), nth }
    }

    fn layout() -> RememberedLayout {
        RememberedLayout {
            profile: "p".into(),
            fingerprint: "f".into(),
            headers: ["序号", "姓名", "电话", "电话", "甲", "乙"].map(str::to_owned).into(),
            columns: vec![(place("电话", 1), Some(FieldCode::OwnerPhone)), (place("乙", 0), None)],
            fixes: vec![RememberedFix { at: place("甲", 0), from: "1".into(), to: "男".into() }],
            ..RememberedLayout::default()
        }
    }

    #[test]
    fn corrections_follow_their_header_to_another_column() {
        let known = recall(&[layout()], "f", &columns(&["电话", "姓名", "乙", "甲", "电 话"])).unwrap();
        assert!(known.layout.applied, "an equal fingerprint needs no question");
        assert_eq!(known.choice.columns, [(4, Some(FieldCode::OwnerPhone)), (2, None)], "the second 电话, wherever");
        assert_eq!(known.choice.fixes.first().map(|fix| fix.column), Some(3), "and so do value fixes");
    }

    #[test]
    fn a_near_layout_is_offered_and_applied_only_when_chosen() {
        let moved = columns(&["序号", "姓名", "甲", "电话", "乙"]);
        let offered = recall(&[layout()], "other", &moved).unwrap();
        assert_eq!((offered.layout.applied, offered.choice.columns.len()), (false, 0), "said, not done");
        let chosen = RememberedLayout { near_too: true, ..layout() };
        let applied = recall(&[chosen], "other", &moved).unwrap();
        assert!(applied.layout.applied, "the user chose it");
        assert_eq!(applied.choice.columns, [(4, None)], "a column that is not there is passed over");
        assert_eq!(recall(&[layout()], "other", &columns(&["姓名", "电话"])), None, "two of five are not near");
    }
}
