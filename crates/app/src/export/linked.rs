//! The rows of the records that are nothing but fields and the records they refer to.

use super::cell::Cell;
use super::collect::Collecting;
use super::fault::Fault;
use super::kind::ExportKind;
use super::names::{Names, place_cells};
use super::rest;
use louce_domain::change::RecordRef;
use louce_domain::document::Document;
use louce_domain::employment::Employment;
use louce_domain::field::RecordKind;
use louce_domain::grid::Grid;
use louce_domain::household::Household;
use louce_domain::id::{PersonId, RoomId};
use louce_domain::inspection::Inspection;
use louce_domain::kinship::Kinship;
use louce_domain::organisation::Presence;
use louce_domain::space::Site;
use louce_domain::space_address::SpaceAddress;
use louce_domain::stay::Stay;
use louce_domain::succession::Succession;
use louce_domain::tenancy::Tenancy;
use louce_domain::visit::{Encounter, Visit};
use louce_store::Record;

type Lead = Result<Vec<Cell>, Fault>;

impl Collecting<'_, '_> {
    /// Writes the rows of a kind of record: its leading cells, then its other fields.
    fn list<R: Record>(&mut self, kind: ExportKind, lead: impl Fn(&Names<'_>, &R) -> Lead) -> Result<(), Fault> {
        let names = Names::read(self.reader)?;
        let reader = self.reader;
        reader.for_each_record(|record: R| {
            self.step()?;
            if !rest::holds_on(&record, self.as_of) {
                return Ok(());
            }
            let mut cells = lead(&names, &record)?;
            rest::push(&mut cells, kind, &record, &names)?;
            if rest::persons(&record).any(|person| names.is_protected(person)) || names.writes_protected(&record) {
                rest::hide(kind, &mut cells);
            }
            self.out.push("", &cells)
        })
    }

    /// Writes the rows of a list of linked records.
    pub(super) fn linked(&mut self, kind: ExportKind) -> Result<(), Fault> {
        let reader = self.reader;
        match kind {
            ExportKind::Sites => self.list(kind, |_, site: &Site| Ok(vec![Cell::text(Some(site.name.as_str()))])),
            ExportKind::Presences => self.list(kind, presence),
            ExportKind::Tenancies => self.list(kind, tenancy),
            ExportKind::Addresses => self.list(kind, |names, at: &SpaceAddress| placed(names, at.place)),
            ExportKind::Grids => self.list(kind, |_, _: &Grid| Ok(Vec::new())),
            ExportKind::Documents => self.list(kind, |names, document: &Document| person(names, document.person)),
            ExportKind::Kinships => self.list(kind, kinship),
            ExportKind::Employments => self.list(kind, employment),
            ExportKind::Inspections => self.list(kind, inspection),
            ExportKind::Successions => self.list(kind, move |names, succession: &Succession| {
                let (from, to) = (succession.from_room, succession.to_room);
                let place = names.place(louce_domain::space::Place::Room(from))?;
                let rooms = [from, to].map(|room: RoomId| names.room(room));
                let [from, to] = rooms;
                Ok(vec![
                    Cell::text(place.site),
                    Cell::text(place.building),
                    Cell::text(Some(from?)),
                    Cell::text(Some(to?)),
                ])
            }),
            ExportKind::Households => self.list(kind, move |names, household: &Household| {
                let id = RecordRef { kind: RecordKind::Household, id: household.id.0 };
                let stays: Vec<Stay> = reader.records_naming("household", id)?;
                let open = stays.iter().filter(|stay| stay.is_open());
                // Whom a protected person is counted with says where they live: they are on no row of this list.
                let shown = |person: &PersonId| !names.is_protected(*person);
                let members: Vec<_> = open.map(|stay| stay.person).filter(shown).collect();
                let mut cells = placed(names, household.place)?;
                cells.extend(names.person(household.head.filter(shown))?.cells());
                cells.push(people(names, members)?);
                Ok(cells)
            }),
            ExportKind::Visits => self.list(kind, move |names, visit: &Visit| {
                let id = RecordRef { kind: RecordKind::Visit, id: visit.id.0 };
                let met: Vec<Encounter> = reader.records_naming("visit", id)?;
                // Where somebody was met says where they live.
                let shown: Vec<_> = met.iter().filter(|met| !names.is_protected(met.person)).collect();
                let checked = shown.iter().filter(|met| met.verified == Some(true)).map(|met| met.person).collect();
                let mut cells = placed(names, visit.place)?;
                cells.push(people(names, shown.iter().map(|met| met.person).collect())?);
                cells.push(people(names, checked)?);
                Ok(cells)
            }),
            _ => Ok(()),
        }
    }
}

fn placed(names: &Names<'_>, place: louce_domain::space::Place) -> Lead {
    Ok(place_cells(&names.place(place)?).to_vec())
}

fn person(names: &Names<'_>, id: PersonId) -> Lead {
    Ok(names.person(Some(id))?.cells().to_vec())
}

fn people(names: &Names<'_>, ids: Vec<PersonId>) -> Result<Cell, Fault> {
    let mut people = Vec::with_capacity(ids.len());
    for id in ids {
        people.extend(names.person(Some(id))?.name);
    }
    people.sort_unstable();
    Ok(Cell::Texts(people))
}

fn presence(names: &Names<'_>, presence: &Presence) -> Lead {
    let mut cells = names.organisation(Some(presence.organisation))?.cells().to_vec();
    cells.extend(placed(names, presence.place)?);
    Ok(cells)
}

fn kinship(names: &Names<'_>, kinship: &Kinship) -> Lead {
    let mut cells = person(names, kinship.person)?;
    cells.extend(person(names, kinship.relative)?);
    Ok(cells)
}

fn employment(names: &Names<'_>, employment: &Employment) -> Lead {
    let mut cells = names.organisation(Some(employment.organisation))?.cells().to_vec();
    cells.push(Cell::text(names.person(employment.person)?.name));
    cells.extend(placed(names, employment.place)?);
    Ok(cells)
}

fn inspection(names: &Names<'_>, inspection: &Inspection) -> Lead {
    let mut cells = placed(names, inspection.place)?;
    cells.push(Cell::text(names.organisation(inspection.organisation)?.name));
    let tenancy = inspection.tenancy.map(|id| names.record(RecordKind::Tenancy, &id.to_string()));
    cells.push(Cell::text(tenancy.transpose()?.flatten()));
    Ok(cells)
}

/// Landlord and tenant as registered, else as written.
fn tenancy(names: &Names<'_>, tenancy: &Tenancy) -> Lead {
    let named = |person, organisation, written: &Option<String>| -> Result<Cell, Fault> {
        let registered = names.person(person)?.name.or(names.organisation(organisation)?.name);
        Ok(Cell::text(registered.or_else(|| written.clone())))
    };
    let place = names.place(tenancy.place)?;
    Ok(vec![
        Cell::text(place.site),
        Cell::text(place.building),
        Cell::text(place.unit),
        Cell::text(place.room),
        named(tenancy.landlord_person, tenancy.landlord_organisation, &tenancy.landlord_name)?,
        named(tenancy.tenant_person, tenancy.tenant_organisation, &tenancy.tenant_name)?,
        Cell::text(tenancy.from.map(|date| date.to_string())),
        Cell::text(tenancy.to.map(|date| date.to_string())),
        Cell::number(place.floor),
        Cell::text(place.sub_room),
    ])
}
