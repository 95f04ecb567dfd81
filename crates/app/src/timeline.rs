//! What was when (时间轴): the dated records about a room, a person, an organisation or a building, in lanes, earliest
//! first. A split flat shows what was in the rooms before and after it.

mod lanes;
mod rooms;

use crate::asking::{Asking, stored};
use crate::permission::Operation;
use crate::protection::WITHHELD;
use crate::record::Listing;
use crate::record::row::{note_named, span_of};
use crate::record::title::Titled;
use crate::rows::Disclosure;
use crate::{ids, refusal};
use lanes::{LANES, Lane, Naming};
use louce_domain::change::RecordRef;
use louce_domain::date::PartialDate;
use louce_domain::dated::Span;
use louce_domain::field::RecordKind;
use louce_domain::id::{BuildingId, PersonId, RoomId};
use louce_domain::space::Place;
use louce_domain::stay::Stay;
use louce_domain::visit::Encounter;
use louce_domain::with_kind;
use louce_store::{Record, Resident};
use louce_wire::{LinkRow, RpcError, TimelineEntry, TimelineView};
use uuid::Uuid;

/// A timeline. Masked it is a look; revealed it is a look-up of persons. Both are audited.
///
/// # Errors
/// When the role does not allow it, the record is not there, or its kind has no timeline.
pub fn timeline(asking: Asking<'_>, kind: &str, id: &str, disclosure: Disclosure) -> Result<TimelineView, RpcError> {
    let permit = asking.permit(match disclosure {
        Disclosure::Masked => Operation::ViewRoom,
        Disclosure::Revealed => Operation::RevealPersons,
    })?;
    let kind: RecordKind = kind.parse().map_err(|_| no_timeline(kind))?;
    let of = RecordRef { kind, id: ids::read::<Uuid>(id)? };
    permit.look_audited(|reader, seen| {
        seen.record(of);
        let mut line = Line { list: Listing::for_asking(reader, asking, disclosure, None), of, found: Vec::new() };
        line.gather()?;
        match disclosure {
            Disclosure::Masked => seen.count(u64::try_from(line.found.len()).unwrap_or(u64::MAX)),
            Disclosure::Revealed => note_named(seen, line.found.iter().filter_map(|dated| dated.entry.link.as_ref())),
        }
        line.found.sort_by_key(|dated| (dated.span.from.map(PartialDate::first_day), dated.span.to));
        Ok(TimelineView { entries: line.found.into_iter().map(|dated| dated.entry).collect() })
    })
}

fn no_timeline(kind: &str) -> RpcError {
    let zh = format!("“{kind}”没有时间轴，请从房间、楼幢、人员或单位页面打开。");
    let en = format!("There is no timeline of a “{kind}”: open it from a room, building, person or organisation.");
    refusal::invalid(zh, en).about("kind")
}

/// An entry with the dates it is put in order by.
struct Dated {
    span: Span,
    entry: TimelineEntry,
}

/// A timeline being put together.
struct Line<'l> {
    list: Listing<'l>,
    of: RecordRef,
    found: Vec<Dated>,
}

impl Line<'_> {
    fn gather(&mut self) -> Result<(), RpcError> {
        match self.of.kind {
            RecordKind::Person => self.person(PersonId(self.of.id)),
            RecordKind::Organisation => {
                self.list.reader.record::<louce_domain::organisation::Organisation>(self.of.id).map_err(stored)?;
                self.named()
            }
            RecordKind::Room => self.room(RoomId(self.of.id)),
            RecordKind::Building => self.building(BuildingId(self.of.id)),
            kind => Err(no_timeline(kind.code())),
        }
    }

    /// The records that name the one asked for, lane by lane.
    fn named(&mut self) -> Result<(), RpcError> {
        let of = self.of.kind;
        for lane in LANES.iter().filter(|lane| lane.of == of) {
            with_kind!(lane.record, R => self.lane::<R>(lane))?;
        }
        Ok(())
    }

    fn lane<R: Titled>(&mut self, lane: &Lane) -> Result<(), RpcError> {
        let records: Vec<R> = match lane.naming {
            Naming::Field(field) => self.list.reader.records_naming(field, self.of),
            Naming::Place => self.list.reader.records_at(place_of(self.of)),
            Naming::Within => self.list.reader.records_in_building(BuildingId(self.of.id)),
        }
        .map_err(stored)?;
        for record in &records {
            self.put(lane.lane, record, lane.leads_to, None)?;
        }
        Ok(())
    }

    /// A person's records. Where the address is withheld, what leads to a place is left out, and a stay says no more
    /// than that there was one.
    fn person(&mut self, id: PersonId) -> Result<(), RpcError> {
        let reader = self.list.reader;
        reader.person(id).map_err(stored)?;
        self.named()?;
        if self.list.withholds(id)? {
            self.found.retain(|dated| matches!(dated.entry.lane.as_str(), "document" | "employment" | "stay"));
            let placed = self.found.iter_mut().filter(|dated| dated.entry.lane != "document");
            placed.enumerate().for_each(|(number, dated)| {
                dated.entry.title = WITHHELD.to_owned();
                dated.entry.id = withheld_id(number);
                dated.entry.link = None;
            });
            return Ok(());
        }
        let encounters: Vec<Encounter> = reader.records_naming("person", self.of).map_err(stored)?;
        for met in encounters {
            let visit: louce_domain::visit::Visit = reader.record(met.visit.0).map_err(stored)?;
            self.put("visit", &visit, &["place"], None)?;
        }
        Ok(())
    }

    fn building(&mut self, id: BuildingId) -> Result<(), RpcError> {
        let reader = self.list.reader;
        let building = reader.building(id).map_err(stored)?;
        self.put("space", &building, &[], None)?;
        for room in reader.rooms_of(id).map_err(stored)? {
            let span = span_of(&room);
            // A room that was always there tells nothing of the building's time.
            if span.ended || span.from.is_some() {
                self.put("space", &room, &[], None)?;
            }
        }
        self.named()?;
        for Resident { stay, person } in reader.stays_in_building(id).map_err(stored)? {
            self.put_stay(&stay, &person.name, None)?;
        }
        Ok(())
    }

    /// A stay where it is about the place: it is called by the person. Of a withheld one neither identifier nor dates are
    /// told, which would be found again on the person's own pages.
    fn put_stay(&mut self, stay: &Stay, name: &str, room: Option<&str>) -> Result<(), RpcError> {
        if self.list.withholds(stay.person)? {
            self.push("stay", stay, stay.id.0, joined([Some(WITHHELD), room]), None);
            let number = self.found.len();
            if let Some(Dated { span, entry }) = self.found.last_mut() {
                *span = Span { from: None, to: None, ended: span.ended };
                *entry = TimelineEntry { id: withheld_id(number), from: None, to: None, ..entry.clone() };
            }
            return Ok(());
        }
        let name = self.list.disclosure.name(name);
        let link = LinkRow {
            role: "person".to_owned(),
            kind: RecordKind::Person.code().to_owned(),
            id: stay.person.to_string(),
            title: name.clone(),
        };
        self.push("stay", stay, stay.id.0, joined([Some(name.as_str()), room]), Some(link));
        Ok(())
    }

    /// A record as an entry: called as lists call it, leading to the first of some links it has, else to itself.
    fn put<R: Titled>(
        &mut self,
        lane: &'static str,
        record: &R,
        leads_to: &[&str],
        room: Option<&str>,
    ) -> Result<(), RpcError> {
        let row = self.list.row(record)?;
        let itself = (leads_to.is_empty() && row.id != self.of.id.to_string()).then(|| LinkRow {
            role: lane.to_owned(),
            kind: row.kind.clone(),
            id: row.id.clone(),
            title: row.title.clone(),
        });
        let link = leads_to.iter().find_map(|role| row.links.iter().find(|link| link.role == *role)).cloned();
        let title = joined([Some(row.title.as_str()), Some(row.subtitle.as_str()), room]);
        self.push(lane, record, record.id(), title, link.or(itself));
        Ok(())
    }

    fn push<R: Record>(&mut self, lane: &str, record: &R, id: Uuid, title: String, link: Option<LinkRow>) {
        let span = span_of(record);
        let entry = TimelineEntry {
            kind: R::KIND.code().to_owned(),
            id: id.to_string(),
            lane: lane.to_owned(),
            title,
            from: span.from.map(|date| date.to_string()),
            to: span.to.map(|date| date.to_string()),
            ended: span.ended,
            link,
        };
        self.found.push(Dated { span, entry });
    }
}

/// What tells a withheld entry apart from the others of its timeline, and leads nowhere.
fn withheld_id(number: usize) -> String {
    format!("withheld-{number}")
}

fn place_of(of: RecordRef) -> Place {
    match of.kind {
        RecordKind::Room => Place::Room(RoomId(of.id)),
        RecordKind::Building => Place::Building(BuildingId(of.id)),
        _ => Place::Unmatched,
    }
}

fn joined<const N: usize>(parts: [Option<&str>; N]) -> String {
    let known: Vec<&str> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    known.join(" · ")
}
