//! The catalogue (字段目录): every field of every kind of record as data, with its names, how it is edited, which list it
//! takes and whether it is personal. Forms, tables, exports and the walk over all fields read this and nothing else.

mod item;
mod list;
#[cfg(test)]
mod tests;

pub use item::{Held, Item, items};
pub use list::{ListEntry, ListMeta, list, lists};

use crate::code_list::code_list;
use crate::field::RecordKind;
use std::sync::LazyLock;

code_list! {
    /// How much the register asks for a field (DOMAIN §1.3–1.5).
    Requirement {
        /// A record is not complete without it (必填).
        Must = "must", "必填", "Must";
        /// Asked for; a gap is a finding (应填).
        Expected = "expected", "应填", "Expected";
        /// Kept where it is known (选填).
        Optional = "optional", "选填", "Optional";
        /// The program works it out (推算).
        Derived = "derived", "推算", "Derived";
    }
}

code_list! {
    /// How a field is edited.
    Editor {
        /// One line.
        Text = "text", "单行文字", "Text";
        /// Several lines, at most 500 characters.
        LongText = "long_text", "多行文字", "Long text";
        /// A whole number.
        Number = "number", "整数", "Whole number";
        /// A number with a fraction.
        Decimal = "decimal", "小数", "Number";
        /// A date as exact as known.
        Date = "date", "日期", "Date";
        /// Yes or no.
        YesNo = "yes_no", "是 / 否", "Yes or no";
        /// An entry of a closed list.
        List = "list", "代码表", "List";
        /// An entry of a list or, where the list has none, words.
        ListOrText = "list_or_text", "代码表或文字", "List or words";
        /// Several short texts.
        Texts = "texts", "多项文字", "Several texts";
        /// A record of the register.
        Record = "record", "登记对象", "Record";
        /// A room, building or site.
        Place = "place", "位置", "Place";
        /// Not edited.
        None = "none", "不可编辑", "Not edited";
    }
}

/// A field of a kind of record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldMeta {
    /// Kind of record.
    pub kind: RecordKind,
    /// Name, one of [`crate::field::Fielded::FIELDS`].
    pub field: &'static str,
    /// Chinese label.
    pub zh: &'static str,
    /// English label.
    pub en: &'static str,
    /// How much the register asks for it.
    pub requirement: Requirement,
    /// How it is edited.
    pub editor: Editor,
    /// The code list it takes, by name.
    pub list: Option<&'static str>,
    /// The kind of record it names.
    pub record_kind: Option<RecordKind>,
    /// Where a form puts it: identity, contact, place …
    pub form: &'static str,
    /// Whether it is masked until revealed.
    pub is_personal: bool,
    /// Why no ledger brings it; `None` where one does.
    pub not_imported: Option<&'static str>,
    /// Why no list export has it; `None` where one has.
    pub not_exported: Option<&'static str>,
}

static FIELDS: LazyLock<Vec<FieldMeta>> =
    LazyLock::new(|| rows(include_str!("../data/fields.tsv")).filter_map(|row| read_field(&row)).collect());

/// Every field, kind by kind, in the order of its form.
pub fn fields() -> &'static [FieldMeta] {
    &FIELDS
}

/// The fields of a kind of record.
pub fn fields_of(kind: RecordKind) -> impl Iterator<Item = &'static FieldMeta> {
    fields().iter().filter(move |meta| meta.kind == kind)
}

/// A field by its kind and name.
pub fn field(kind: RecordKind, name: &str) -> Option<&'static FieldMeta> {
    fields_of(kind).find(|meta| meta.field == name)
}

/// The rows of a table of the catalogue, comments left out.
fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(|line| line.split('\t').collect())
}

fn read_field(row: &[&'static str]) -> Option<FieldMeta> {
    let &[kind, field, zh, en, requirement, editor, takes, form, personal, ledger, out] = row else { return None };
    let editor: Editor = editor.parse().ok()?;
    let takes = Some(takes).filter(|name| *name != "-");
    let reason = |cell: &'static str| Some(cell).filter(|text| *text != "yes");
    Some(FieldMeta {
        kind: kind.parse().ok()?,
        field,
        zh,
        en,
        requirement: requirement.parse().ok()?,
        editor,
        list: takes.filter(|_| editor != Editor::Record),
        record_kind: takes.filter(|_| editor == Editor::Record).and_then(|kind| kind.parse().ok()),
        form,
        is_personal: personal == "yes",
        not_imported: reason(ledger),
        not_exported: reason(out),
    })
}
