//! The organisation page (单位) on a day: fields, three dated addresses and whether they agree, employees, tenancies,
//! inspections.

use crate::asking::{Asking, stored};
use crate::office::{check_home, known_address};
use crate::permission::Operation;
use crate::record::Listing;
use crate::record::row::note_named;
use crate::rows::Disclosure;
use crate::{day, findings, ids, places, rows};
use louce_domain::change::RecordRef;
use louce_domain::date::PartialDate;
use louce_domain::dated::{Covers, Span};
use louce_domain::employment::Employment;
use louce_domain::field::RecordKind;
use louce_domain::id::OrganisationId;
use louce_domain::inspection::Inspection;
use louce_domain::office::mismatches;
use louce_domain::organisation::Presence;
use louce_domain::tenancy::Tenancy;
use louce_wire::{EmploymentRow, OrganisationView, PresenceRow, RecordRow, RpcError};

/// An organisation. It names its legal representative, contacts and employees, so the look is audited.
///
/// # Errors
/// When the role does not allow it, the day is none, or the organisation is not there.
pub fn organisation(asking: Asking<'_>, id: &str, as_of: Option<&str>) -> Result<OrganisationView, RpcError> {
    let permit = asking.permit(Operation::RevealPersons)?;
    let id: OrganisationId = ids::read(id)?;
    let on = day::read(as_of)?;
    permit.look_audited(|reader, seen| {
        let itself = RecordRef { kind: RecordKind::Organisation, id: id.0 };
        seen.record(itself);
        let organisation = reader.organisation(id).map_err(stored)?;
        let page = Page { asking, list: Listing::for_asking(reader, asking, Disclosure::Revealed, on), itself };
        let presences = reader.presences_of_organisation(id).map_err(stored)?;
        let employments = page.employments()?;
        let tenancies = page.tenancies()?;
        let rows = employments.iter().map(|employment| &employment.record).chain(&tenancies);
        note_named(seen, rows.flat_map(|row| &row.links));
        Ok(OrganisationView {
            id: id.to_string(),
            name: organisation.name.clone(),
            fields: rows::field_rows(&organisation),
            presences: page.presences(&presences)?,
            as_of: on.map(|day| day.to_string()),
            mismatches: page.mismatches(&presences)?,
            employments,
            tenancies,
            inspections: page.inspections()?,
            findings: findings::of_record(asking, reader, itself)?,
        })
    })
}

/// A page being put together.
struct Page<'p> {
    asking: Asking<'p>,
    list: Listing<'p>,
    itself: RecordRef,
}

/// Whether an address holds on the day asked for; without one, whether it is in use.
fn holds(presence: &Presence, on: Option<PartialDate>) -> bool {
    match on {
        Some(day) => Span::new(presence.from, presence.to).covers(day) != Covers::No,
        None => presence.to.is_none(),
    }
}

impl Page<'_> {
    fn presences(&self, presences: &[Presence]) -> Result<Vec<PresenceRow>, RpcError> {
        let row = |presence: &Presence| {
            let building = places::shown(self.list.reader, presence.place)?.building;
            let row = rows::presence(presence, building.map(|id| id.to_string()));
            Ok(PresenceRow { open: holds(presence, self.list.on), ..row })
        };
        let mut found = presences.iter().map(row).collect::<Result<Vec<_>, RpcError>>()?;
        found.sort_by_key(|row| !row.open);
        Ok(found)
    }

    fn mismatches(&self, presences: &[Presence]) -> Result<Vec<String>, RpcError> {
        let reader = self.list.reader;
        let holding = presences.iter().filter(|presence| holds(presence, self.list.on));
        let addresses = holding.map(|presence| known_address(reader, presence)).collect::<Result<Vec<_>, _>>()?;
        let home = reader.home_division().map_err(stored)?;
        Ok(mismatches(&addresses, &home).into_iter().map(|mismatch| mismatch.code().to_owned()).collect())
    }

    fn employments(&self) -> Result<Vec<EmploymentRow>, RpcError> {
        let reader = self.list.reader;
        let employments: Vec<Employment> = reader.records_naming("organisation", self.itself).map_err(stored)?;
        let day = self.list.on.unwrap_or_else(|| self.asking.host.today());
        let mut found = Vec::with_capacity(employments.len());
        for employment in &employments {
            let check = check_home(reader, employment, day, |person| self.list.withholds(person))?;
            let [code, zh, en] = check.words().map(str::to_owned);
            found.push(EmploymentRow { record: self.list.row(employment)?, check: code, check_zh: zh, check_en: en });
        }
        found.sort_by_key(|row| !row.record.open);
        Ok(found)
    }

    fn tenancies(&self) -> Result<Vec<RecordRow>, RpcError> {
        let mut found: Vec<RecordRow> = Vec::new();
        for side in ["landlord_organisation", "tenant_organisation"] {
            let tenancies: Vec<Tenancy> = self.list.reader.records_naming(side, self.itself).map_err(stored)?;
            for tenancy in &tenancies {
                let row = self.list.row(tenancy)?;
                // Landlord and tenant at once: listed once.
                if !found.contains(&row) {
                    found.push(row);
                }
            }
        }
        found.sort_by(|a, b| (!a.open, &b.from).cmp(&(!b.open, &a.from)));
        Ok(found)
    }

    fn inspections(&self) -> Result<Vec<RecordRow>, RpcError> {
        let mut made: Vec<Inspection> = self.list.reader.records_naming("organisation", self.itself).map_err(stored)?;
        made.sort_by_key(|inspection| std::cmp::Reverse(inspection.on.map(PartialDate::last_day)));
        made.iter().map(|inspection| self.list.row(inspection)).collect()
    }
}
