//! Remembering what was said about a file.

use super::personal::is_personal;
use super::{Body, LAYOUTS, named};
use crate::asking::stored;
use crate::{ids, refusal};
use louce_import::remembered::{Recalled, RememberedFix, RememberedLayout, is_remembered, places};
use louce_import::{FieldCode, LedgerChoices, SheetChoice};
use louce_store::{ImportProfile, WriteTx};
use louce_wire::RpcError;
use uuid::Uuid;

/// A sheet of the file, as it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenLayout {
    /// Sheet; none in formats without sheets.
    pub sheet: Option<String>,
    /// Fingerprint of its layout.
    pub fingerprint: String,
    /// Columns (from 0) with their headers, tiers joined by `·`, and what they were read as.
    pub columns: Vec<(u32, String, Option<FieldCode>)>,
    /// The profile it was read with.
    pub recalled: Option<Recalled>,
}

/// Keeps what was said about a file as the profile of a name; a profile of that name learns the layouts it does not
/// know and changes those it does. `id` is for a new one. The result is the profile's identifier.
///
/// Decisions on rows and the day of the ledger are no part of it, nor are values that say who somebody is.
///
/// # Errors
/// When the name is none, nothing was said, or the register cannot be written.
pub fn remember(
    tx: &mut WriteTx<'_>,
    id: Uuid,
    name: &str,
    choices: &LedgerChoices,
    seen: &[SeenLayout],
) -> Result<Uuid, RpcError> {
    let name = named(name)?;
    let known = tx.reader().import_profiles().map_err(stored)?;
    let existing = known.iter().find(|profile| profile.name == name);
    let id = existing.map_or(id, |profile| profile.id);
    let mut body = existing.and_then(|profile| Body::read(&profile.body)).unwrap_or_else(|| Body::new(Vec::new()));
    for sheet in seen.iter().filter(|sheet| !sheet.fingerprint.is_empty()) {
        let said = choices.of_sheet(sheet.sheet.as_deref());
        let before = layout_before(sheet, &known, &body);
        let layout = layout(sheet, said, before);
        match body.layouts.iter_mut().find(|known| known.fingerprint == layout.fingerprint) {
            Some(slot) => *slot = layout,
            None => body.layouts.push(layout),
        }
    }
    let says = |layout: &RememberedLayout| {
        !layout.columns.is_empty()
            || !layout.fixes.is_empty()
            || !layout.answers.is_empty()
            || layout.header_rows.is_some()
    };
    body.layouts.retain(says);
    if body.layouts.is_empty() {
        let zh = "没有可记住的更正：请先更正列的含义、取值或回答问题。";
        return Err(refusal::invalid(zh, "Nothing was corrected, so there is nothing to remember.").about("rememberAs"));
    }
    body.layouts.truncate(LAYOUTS);
    tx.put_import_profile(id, &name, &body.write()?).map_err(stored)?;
    Ok(id)
}

/// Counts an import that a profile served.
///
/// # Errors
/// When the register cannot be written.
pub fn note_used(tx: &mut WriteTx<'_>, profile: &str) -> Result<(), RpcError> {
    tx.note_import_profile_used(ids::read(profile)?).map_err(stored)
}

/// What was remembered of the layout so far: in the profile itself, else in the one the sheet was read with.
fn layout_before(sheet: &SeenLayout, known: &[ImportProfile], body: &Body) -> RememberedLayout {
    let of = |body: &Body| body.layouts.iter().find(|layout| layout.fingerprint == sheet.fingerprint).cloned();
    let recalled = || {
        let recalled = sheet.recalled.as_ref().filter(|recalled| recalled.applied)?;
        let profile = known.iter().find(|profile| profile.id.to_string() == recalled.profile)?;
        of(&Body::read(&profile.body)?)
    };
    of(body).or_else(recalled).unwrap_or_default()
}

fn layout(sheet: &SeenLayout, said: Option<&SheetChoice>, before: RememberedLayout) -> RememberedLayout {
    let columns: Vec<(u32, String)> =
        sheet.columns.iter().map(|(column, header, _)| (*column, header.clone())).collect();
    let places = places(&columns);
    let place = |at: u32| places.iter().find(|(column, _)| *column == at).map(|(_, place)| place.clone());
    let mut layout = RememberedLayout {
        profile: String::new(),
        fingerprint: sheet.fingerprint.clone(),
        headers: columns.into_iter().map(|(_, header)| header).collect(),
        near_too: false,
        ..before
    };
    layout.answers.retain(|known| is_remembered(&known.code));
    let Some(said) = said else { return layout };
    layout.header_rows = said.header_rows.or(layout.header_rows);
    for (column, field) in &said.columns {
        if let Some(at) = place(*column) {
            layout.columns.retain(|(known, _)| *known != at);
            layout.columns.push((at, *field));
        }
    }
    for fix in said.fixes.iter().filter(|fix| !is_personal_column(sheet, fix.column)) {
        if let Some(at) = place(fix.column) {
            let from = fix.from.clone();
            layout.fixes.retain(|known: &RememberedFix| (&known.at, &known.from) != (&at, &from));
            layout.fixes.push(RememberedFix { at, from, to: fix.to.clone() });
        }
    }
    for answer in said.answers.iter().filter(|answer| is_remembered(&answer.code)) {
        layout.answers.retain(|known| known.code != answer.code);
        layout.answers.push(answer.clone());
    }
    layout
}

fn is_personal_column(sheet: &SeenLayout, at: u32) -> bool {
    let column = sheet.columns.iter().find(|(column, ..)| *column == at);
    // What a column without a meaning holds, nobody knows.
    column.is_none_or(|(.., field)| field.is_none_or(is_personal))
}

#[cfg(test)]
mod tests {
    use super::*;
    use louce_import::remembered::HeaderPlace;
    use louce_import::{Answer, ValueFix};

    fn seen() -> SeenLayout {
        SeenLayout {
            sheet: Some("名单".into()),
            fingerprint: "f".into(),
            columns: vec![
                (0, "姓名".into(), Some(FieldCode::Name)),
                (1, "类型".into(), Some(FieldCode::Kind)),
                (2, "甲".into(), None),
            ],
            recalled: None,
        }
    }

    fn said() -> SheetChoice {
        let fix = |column, from: &str, to: &str| ValueFix { column, from: from.into(), to: to.into() };
        SheetChoice {
            sheet: Some("名单".into()),
            columns: vec![(2, Some(FieldCode::Phone))],
            fixes: vec![fix(0, "张叁", "张三"), fix(1, "租", "流动"), fix(2, "x", "y")],
            answers: vec![Answer { code: "strike_through".into(), answer: "nothing".into() }],
            ..SheetChoice::default()
        }
    }

    #[test]
    fn what_is_said_is_kept_by_header_without_what_says_who_somebody_is() {
        let layout = layout(&seen(), Some(&said()), RememberedLayout::default());
        let place = HeaderPlace { header: "甲".into(), nth: 0 };
        assert_eq!(layout.columns, [(place, Some(FieldCode::Phone))], "the column by its header");
        let values: Vec<&str> = layout.fixes.iter().map(|fix| fix.from.as_str()).collect();
        assert_eq!(values, ["租"], "a word of a list is remembered, a name is not, nor is what nobody understands");
        assert_eq!(layout.answers.len(), 1, "answers too");
    }

    #[test]
    fn that_a_word_is_harmless_is_said_of_one_file_only() {
        let keep = Answer { code: "remark_sensitive".into(), answer: "keep".into() };
        let mut said = said();
        said.answers.push(keep.clone());
        let known = RememberedLayout { answers: vec![keep], ..RememberedLayout::default() };
        for before in [RememberedLayout::default(), known] {
            let layout = layout(&seen(), Some(&said), before);
            let codes: Vec<&str> = layout.answers.iter().map(|answer| answer.code.as_str()).collect();
            assert_eq!(codes, ["strike_through"], "the next file is asked about anew");
        }
    }

    #[test]
    fn what_is_said_later_replaces_what_was_said_before() {
        let first = layout(&seen(), Some(&said()), RememberedLayout::default());
        let mut later = said();
        later.columns = vec![(2, None)];
        later.fixes = Vec::new();
        let second = layout(&seen(), Some(&later), first.clone());
        assert_eq!(second.columns.first().and_then(|(_, field)| *field), None, "the column is left out now");
        assert_eq!(second.columns.len(), 1, "and stands once");
        assert_eq!(second.fixes, first.fixes, "what was not spoken of stays");
        assert_eq!(layout(&seen(), None, second.clone()), second, "silence changes nothing");
    }
}
