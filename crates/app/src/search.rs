//! The one search box (查询): addresses, room shorthand, names, pinyin, ids, phones, organisations. Masked and audited.

use crate::asking::{Asking, stored};
use crate::permission::Operation;
use crate::protection::Hidden;
use crate::record::row::span_of;
use crate::rows::Disclosure;
use crate::{day, places, refusal};
use louce_domain::date::PartialDate;
use louce_domain::dated::{Covers, Span};
use louce_domain::field::RecordKind;
use louce_domain::id::{BuildingId, OrganisationId, PersonId, RoomId};
use louce_domain::space::Place;
use louce_store::{CountMode, HitState, Reader, SearchHit as Found, SearchQuery};
use louce_wire::{RpcError, SearchHit, SearchView};

/// As-you-type searches count up to this; the box says “more than”.
const COUNT_UP_TO: u64 = 1_000;
/// The longest text that is looked for, in characters: every part of it is looked up.
const LONGEST_TEXT: usize = 200;
/// The most hits one answer carries.
const MOST_HITS: u32 = 200;

/// Searches.
///
/// # Errors
/// When the role does not allow it, or the register cannot be read.
pub fn search(
    asking: Asking<'_>,
    text: &str,
    kind: Option<&str>,
    limit: u32,
    as_of: Option<&str>,
) -> Result<SearchView, RpcError> {
    run(asking, Sought { text, kind, limit, on: day::read(as_of)?, count: CountMode::UpTo(COUNT_UP_TO) })
}

/// Searches and counts to the last hit.
///
/// # Errors
/// When the role does not allow it, or the register cannot be read.
pub fn search_exact(
    asking: Asking<'_>,
    text: &str,
    kind: Option<&str>,
    limit: u32,
    as_of: Option<&str>,
) -> Result<SearchView, RpcError> {
    run(asking, Sought { text, kind, limit, on: day::read(as_of)?, count: CountMode::Exact })
}

/// What is looked for.
struct Sought<'a> {
    text: &'a str,
    kind: Option<&'a str>,
    limit: u32,
    /// Only what held on this day.
    on: Option<PartialDate>,
    count: CountMode,
}

fn run(asking: Asking<'_>, sought: Sought<'_>) -> Result<SearchView, RpcError> {
    let permit = asking.permit(Operation::Search)?;
    let kinds = match sought.kind {
        Some(kind) => vec![kind.parse::<RecordKind>().map_err(|_| refusal::no_such_record(kind))?],
        None => Vec::new(),
    };
    if sought.text.chars().nth(LONGEST_TEXT).is_some() {
        let zh = format!("查询内容超过{LONGEST_TEXT}字，请缩短后再查。");
        return Err(
            refusal::invalid(zh, format!("More than {LONGEST_TEXT} characters: search for less.")).about("text")
        );
    }
    if sought.text.trim().is_empty() {
        return Ok(SearchView { count: 0, exact: true, hits: Vec::new() });
    }
    let limit = usize::try_from(sought.limit.min(MOST_HITS)).unwrap_or(0);
    permit.look_audited(|reader, seen| {
        let hidden = Hidden::read(reader, asking)?;
        let query = SearchQuery {
            kinds,
            limit,
            count: sought.count,
            as_of: sought.on,
            withheld: hidden.persons(),
            ..SearchQuery::of(sought.text)
        };
        let result = reader.search(&query).map_err(stored)?;
        seen.count(u64::try_from(result.hits.len()).unwrap_or(u64::MAX));
        Ok(SearchView {
            count: u32::try_from(result.count.number).unwrap_or(u32::MAX),
            exact: result.count.exact,
            hits: result.hits.iter().map(|hit| hit_view(reader, hit, sought.on, &hidden)).collect::<Result<_, _>>()?,
        })
    })
}

/// The place a hit leads to, on the day asked for. Whose address is protected is found by name and number, nowhere.
fn place_of(reader: &Reader<'_>, hit: &Found, on: Option<PartialDate>, hidden: &Hidden) -> Result<Place, RpcError> {
    let holds = |span: Span, open: bool| on.map_or(open, |day| span.covers(day) != Covers::No);
    Ok(match hit.kind {
        RecordKind::Room => Place::Room(RoomId(hit.id)),
        RecordKind::Building => Place::Building(BuildingId(hit.id)),
        RecordKind::Person if hidden.hides(PersonId(hit.id)) => Place::Unmatched,
        RecordKind::Person => {
            let stays = reader.stays_of_person(PersonId(hit.id)).map_err(stored)?;
            let lived = stays.iter().find(|stay| holds(span_of(*stay), stay.is_open())).or(stays.first());
            lived.map_or(Place::Unmatched, |stay| stay.place)
        }
        RecordKind::Organisation => {
            let presences = reader.presences_of_organisation(OrganisationId(hit.id)).map_err(stored)?;
            let present = presences.iter().find(|presence| holds(span_of(*presence), presence.to.is_none()));
            let present = present.or(presences.first());
            present.map_or(Place::Unmatched, |presence| presence.place)
        }
        _ => Place::Unmatched,
    })
}

fn hit_view(reader: &Reader<'_>, hit: &Found, on: Option<PartialDate>, hidden: &Hidden) -> Result<SearchHit, RpcError> {
    let place = places::shown(reader, place_of(reader, hit, on, hidden)?)?;
    let is_person = hit.kind == RecordKind::Person;
    let title = if is_person { Disclosure::Masked.name(&hit.title) } else { hit.title.clone() };
    let number = hit.number.as_ref().map(|n| if is_person { Disclosure::Masked.citizen_id(n) } else { n.clone() });
    let subtitle: Vec<String> = [hit.address.clone(), number].into_iter().flatten().filter(|t| !t.is_empty()).collect();
    Ok(SearchHit {
        kind: hit.kind.code().to_owned(),
        id: hit.id.to_string(),
        title,
        subtitle: subtitle.join(" · "),
        building_id: place.building.map(|id| id.to_string()),
        room_id: place.room.map(|id| id.to_string()),
        ended: hit.state == HitState::Resident(false) || is_gone(reader, hit)?,
    })
}

/// Whether a space is no longer in use, or an organisation closed.
fn is_gone(reader: &Reader<'_>, hit: &Found) -> Result<bool, RpcError> {
    Ok(match hit.kind {
        RecordKind::Room => !reader.room(RoomId(hit.id)).map_err(stored)?.is_live(),
        RecordKind::Building => !reader.building(BuildingId(hit.id)).map_err(stored)?.is_live(),
        RecordKind::Organisation => reader.organisation(OrganisationId(hit.id)).map_err(stored)?.closed_on.is_some(),
        _ => false,
    })
}
