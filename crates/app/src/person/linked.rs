//! Whatever else names a person: documents, kin, tenancies, rooms, employers, visits, care, verdicts.

use crate::asking::{Asking, stored};
use crate::people::household;
use crate::permission::Operation;
use crate::record::Listing;
use crate::record::row::span_of;
use crate::record::title::Titled;
use louce_domain::care::CareNote;
use louce_domain::change::RecordRef;
use louce_domain::date::PartialDate;
use louce_domain::dated::Covers;
use louce_domain::document::Document;
use louce_domain::employment::Employment;
use louce_domain::field::RecordKind;
use louce_domain::id::PersonId;
use louce_domain::identity_link::IdentityLink;
use louce_domain::kinship::Kinship;
use louce_domain::space::Room;
use louce_domain::stay::Stay;
use louce_domain::tenancy::Tenancy;
use louce_domain::visit::{Encounter, Visit};
use louce_wire::{LinkRow, RecordRow, RpcError};
use std::collections::BTreeSet;

/// The records that name a person, as rows.
#[derive(Default)]
pub(super) struct Linked {
    pub(super) documents: Vec<RecordRow>,
    pub(super) relatives: Vec<LinkRow>,
    pub(super) kinships: Vec<RecordRow>,
    pub(super) tenancies: Vec<RecordRow>,
    pub(super) owned: Vec<LinkRow>,
    pub(super) employments: Vec<RecordRow>,
    pub(super) visits: Vec<RecordRow>,
    pub(super) care_notes: Vec<RecordRow>,
    pub(super) identity_links: Vec<RecordRow>,
}

/// The person and how the page lists.
struct Around<'a> {
    asking: Asking<'a>,
    list: &'a Listing<'a>,
    person: RecordRef,
    day: PartialDate,
}

impl Linked {
    /// Gathers them. Where the address is hidden, whatever would lead to it is left out.
    pub(super) fn of(
        asking: Asking<'_>,
        list: &Listing<'_>,
        id: PersonId,
        stays: &[Stay],
        hidden: bool,
        day: PartialDate,
    ) -> Result<Self, RpcError> {
        let around = Around { asking, list, person: RecordRef { kind: RecordKind::Person, id: id.0 }, day };
        let kinships = around.named::<Kinship>(&["person", "relative"])?;
        let mut linked = Self {
            documents: around.rows(&around.named::<Document>(&["person"])?)?,
            relatives: around.kin(&kinships)?,
            kinships: around.rows(&kinships)?,
            employments: around.rows(&around.named::<Employment>(&["person"])?)?,
            care_notes: around.care_notes()?,
            identity_links: around.rows(&around.named::<IdentityLink>(&["person", "other"])?)?,
            ..Self::default()
        };
        if !hidden {
            linked.relatives.extend(around.counted_together(id, stays)?);
            linked.tenancies = around.rows(&around.named::<Tenancy>(&["landlord_person", "tenant_person"])?)?;
            linked.owned = around.owned()?;
            linked.visits = around.visits()?;
        }
        Ok(linked)
    }
}

impl Around<'_> {
    /// The records of a kind that name the person, those of the day asked for, current ones first.
    fn named<R: Titled>(&self, links: &[&str]) -> Result<Vec<R>, RpcError> {
        let mut found: Vec<R> = Vec::new();
        for link in links {
            let more: Vec<R> = self.list.reader.records_naming(link, self.person).map_err(stored)?;
            found.extend(more.into_iter().filter(|record| self.list.on.is_none_or(|day| holds(record, day))));
        }
        found.sort_by_key(|record| span_of(record).ended);
        Ok(found)
    }

    fn rows<R: Titled>(&self, records: &[R]) -> Result<Vec<RecordRow>, RpcError> {
        records.iter().map(|record| self.list.row(record)).collect()
    }

    /// Relatives as recorded, called by what they are to the person; the other way round only that they are kin.
    fn kin(&self, kinships: &[Kinship]) -> Result<Vec<LinkRow>, RpcError> {
        let mut links = Vec::new();
        for kinship in kinships.iter().filter(|kinship| self.list.on.is_some() || kinship.to.is_none()) {
            let (other, word) = if kinship.person.0 == self.person.id {
                (kinship.relative, kinship.relation.map(|relation| relation.zh()))
            } else {
                (kinship.person, None)
            };
            links.push(self.called("relative", other, word)?);
        }
        Ok(links)
    }

    /// Who is counted in the same household. A protected person is not given away by those they live with.
    fn counted_together(&self, id: PersonId, stays: &[Stay]) -> Result<Vec<LinkRow>, RpcError> {
        let (mut links, mut named) = (Vec::new(), BTreeSet::from([id]));
        for household in stays.iter().filter_map(|stay| stay.household) {
            for member in household::all_members(self.list.reader, household)? {
                let there = self.list.on.map_or(member.is_open(), |day| holds(&member, day));
                if there && !self.list.withholds(member.person)? && named.insert(member.person) {
                    let word = member.relation_code.map(|relation| relation.zh());
                    links.push(self.called("household", member.person, word.or(member.relation.as_deref()))?);
                }
            }
        }
        Ok(links)
    }

    fn called(&self, role: &str, person: PersonId, word: Option<&str>) -> Result<LinkRow, RpcError> {
        let link = self.list.link(role, RecordRef { kind: RecordKind::Person, id: person.0 })?;
        Ok(match word {
            Some(word) => LinkRow { title: format!("{} · {word}", link.title), ..link },
            None => link,
        })
    }

    fn owned(&self) -> Result<Vec<LinkRow>, RpcError> {
        let rooms: Vec<Room> = self.named(&["owner_person"])?;
        let link = |room: &Room| self.list.link("owned", RecordRef { kind: RecordKind::Room, id: room.id.0 });
        rooms.iter().map(link).collect()
    }

    /// The visits at which the person was met, up to the day asked for, latest first.
    fn visits(&self) -> Result<Vec<RecordRow>, RpcError> {
        let met: Vec<Encounter> = self.list.reader.records_naming("person", self.person).map_err(stored)?;
        let read = |met: &Encounter| self.list.reader.record::<Visit>(met.visit.0).map_err(stored);
        let mut visits = met.iter().map(read).collect::<Result<Vec<_>, _>>()?;
        let ahead = |visit: &Visit| self.list.on.zip(visit.on).is_some_and(|(day, on)| day.ends_before(on));
        visits.retain(|visit| !ahead(visit));
        visits.sort_by_key(|visit| std::cmp::Reverse(visit.on));
        self.rows(&visits)
    }

    /// Care notes that count on the day, for the roles that keep them: what has run out is not shown again.
    fn care_notes(&self) -> Result<Vec<RecordRow>, RpcError> {
        if !self.asking.may(Operation::SeeCare) {
            return Ok(Vec::new());
        }
        let notes: Vec<CareNote> = self.list.reader.records_naming("person", self.person).map_err(stored)?;
        let standing: Vec<CareNote> = notes.into_iter().filter(|note| holds(note, self.day)).collect();
        self.rows(&standing)
    }
}

fn holds<R: louce_domain::field::Fielded>(record: &R, day: PartialDate) -> bool {
    span_of(record).covers(day) != Covers::No
}
