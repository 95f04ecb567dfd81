//! Columns that are a field of the catalogue and nothing else: read by how the field is edited.

use super::value;
use super::view::RowView;
use crate::facts::Stated;
use crate::field::FieldCode as F;
use crate::proposal::LedgerKind;
use louce_domain::catalogue::{Editor, FieldMeta, field};
use louce_domain::field::RecordKind;

/// The columns whose record depends on the ledger: the same words head them everywhere.
fn shared(code: F, ledger: LedgerKind) -> Option<(RecordKind, &'static str)> {
    use LedgerKind as L;
    use RecordKind as R;
    Some(match (code, ledger) {
        (F::ValidFrom, L::Building) => (R::Building, "valid_from"),
        (F::ValidTo, L::Building) => (R::Building, "valid_to"),
        (F::ValidFrom, L::RoomSurvey) => (R::Room, "valid_from"),
        (F::ValidTo, L::RoomSurvey) => (R::Room, "valid_to"),
        (F::ValidFrom, L::Plates) => (R::SpaceAddress, "from"),
        (F::ValidTo, L::Plates) => (R::SpaceAddress, "to"),
        (F::ValidFrom, L::Grids) => (R::Grid, "from"),
        (F::ValidTo, L::Grids) => (R::Grid, "to"),
        (F::Layout, L::Rental) => (R::Tenancy, "layout"),
        (F::Layout, L::RoomSurvey) => (R::Room, "layout"),
        (F::Ownership, L::Rental | L::RoomSurvey) => (R::Room, "tenure"),
        (F::PlateCode, L::Rental) => (R::Tenancy, "plate_code"),
        (F::PlateCode, L::Plates) => (R::SpaceAddress, "plate_code"),
        (F::VerifiedOn, L::Organisation) => (R::Organisation, "verified_on"),
        (F::VerifiedOn, L::Person | L::FloatingPopulation) => (R::Stay, "verified_on"),
        (F::CommunityCode, L::Grids) => (R::Grid, "community_code"),
        (F::Grid, L::Grids) => (R::Grid, "name"),
        (F::Grid, L::Building) => (R::Building, "grid"),
        (F::Use, L::Building) => (R::Building, "building_use"),
        (F::Structure, L::Building) => (R::Building, "structure"),
        (F::InspectedOn, L::Rental | L::Organisation) => (R::Inspection, "on"),
        (F::InspectedBy, L::Rental | L::Organisation) => (R::Inspection, "inspector"),
        (F::Hazard, L::Rental | L::Organisation) => (R::Inspection, "hazard"),
        (F::Phone, L::Organisation) => (R::Organisation, "phones"),
        _ => return None,
    })
}

/// The field a column states, if it is one of the catalogue.
fn stated_by(code: F, ledger: LedgerKind) -> Option<&'static FieldMeta> {
    if let Some((kind, name)) = shared(code, ledger) {
        return field(kind, name);
    }
    let (kind, name) = code.code().split_once('.')?;
    field(kind.parse().ok()?, name)
}

/// What a row states of fields that its facts have no place for.
pub(crate) fn read(view: &mut RowView<'_>, ledger: LedgerKind) -> Vec<Stated> {
    let mut stated = Vec::new();
    for code in F::ALL.iter().copied().filter(|code| view.has_column(*code)).collect::<Vec<_>>() {
        if let F::RegisteredAddress | F::TaxAddress = code {
            let field = code.code().trim_start_matches("presence.").to_owned();
            let text = view.text(code);
            stated.extend(text.map(|text| Stated { kind: "presence".to_owned(), field, text }));
            continue;
        }
        let Some(meta) = stated_by(code, ledger) else { continue };
        let text = text_of(view, code, meta);
        let (kind, field) = (meta.kind.code().to_owned(), meta.field.to_owned());
        stated.extend(text.map(|text| Stated { kind, field, text }));
    }
    stated
}

fn text_of(view: &mut RowView<'_>, code: F, meta: &FieldMeta) -> Option<String> {
    match meta.editor {
        Editor::Date => view.date(code).map(|date| date.to_string()),
        Editor::Number => view.count(code).map(|count| count.to_string()),
        Editor::Decimal => view.amount(code).map(|amount| amount.to_string()),
        Editor::YesNo => view.flag(code).map(|flag| if flag { "1" } else { "0" }.to_owned()),
        Editor::Texts if meta.field.ends_with("phones") => {
            Some(view.phones(code).join("、")).filter(|text| !text.is_empty())
        }
        Editor::List | Editor::ListOrText => view.text(code).map(|text| value::plain(&text)),
        _ => view.text(code),
    }
}
