//! The organisation page (单位): its fields and its addresses.

use crate::asking::{Asking, stored};
use crate::permission::Operation;
use crate::{ids, places, rows};
use louce_domain::change::RecordRef;
use louce_domain::field::RecordKind;
use louce_domain::id::OrganisationId;
use louce_wire::{OrganisationView, RpcError};

/// An organisation. It names its legal representative and contacts, so the look is audited.
///
/// # Errors
/// When the role does not allow it, or the organisation is not there.
pub fn organisation(asking: Asking<'_>, id: &str, as_of: Option<&str>) -> Result<OrganisationView, RpcError> {
    let permit = asking.permit(Operation::RevealPersons)?;
    let id: OrganisationId = ids::read(id)?;
    permit.look_audited(|reader, seen| {
        seen.record(RecordRef { kind: RecordKind::Organisation, id: id.0 });
        let organisation = reader.organisation(id).map_err(stored)?;
        let mut presences = Vec::new();
        for presence in reader.presences_of_organisation(id).map_err(stored)? {
            let building = places::shown(reader, presence.place)?.building;
            presences.push(rows::presence(&presence, building.map(|id| id.to_string())));
        }
        Ok(OrganisationView {
            id: id.to_string(),
            name: organisation.name.clone(),
            fields: rows::field_rows(&organisation),
            presences,
            as_of: as_of.map(str::to_owned),
            mismatches: Vec::new(),
            employments: Vec::new(),
            tenancies: Vec::new(),
            inspections: Vec::new(),
            findings: Vec::new(),
        })
    })
}
