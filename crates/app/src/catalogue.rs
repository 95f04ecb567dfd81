//! The catalogue (字段目录): every field and code list, for forms and tables. It names no record: whoever has unlocked
//! the register may read it.

use crate::asking::Asking;
use crate::permission::Operation;
use crate::refusal;
use louce_domain::catalogue::{self as domain, ListEntry, ListMeta};
use louce_wire::{CatalogueView, CodeListMeta, CodeMeta, FieldMeta, RpcError};

/// Every field and every code list.
///
/// # Errors
/// When the user has no role at all.
pub fn catalogue(asking: Asking<'_>) -> Result<CatalogueView, RpcError> {
    if asking.session.roles.is_empty() {
        return Err(refusal::not_permitted(Operation::ViewSpaces.code()));
    }
    let fields = domain::fields().iter().map(field).collect();
    let lists = domain::lists().iter().map(list).collect();
    Ok(CatalogueView { fields, lists })
}

fn field(meta: &domain::FieldMeta) -> FieldMeta {
    FieldMeta {
        kind: meta.kind.code().to_owned(),
        field: meta.field.to_owned(),
        zh: meta.zh.to_owned(),
        en: meta.en.to_owned(),
        editor: meta.editor.code().to_owned(),
        list: meta.list.map(str::to_owned),
        record_kind: meta.record_kind.map(|kind| kind.code().to_owned()),
        requirement: meta.requirement.code().to_owned(),
        section: meta.form.to_owned(),
        personal: meta.is_personal,
    }
}

fn list(meta: &ListMeta) -> CodeListMeta {
    CodeListMeta { name: meta.name.to_owned(), entries: meta.entries.iter().map(entry).collect() }
}

fn entry(entry: &ListEntry) -> CodeMeta {
    CodeMeta { code: entry.code.to_owned(), zh: entry.zh.to_owned(), en: entry.en.to_owned() }
}
