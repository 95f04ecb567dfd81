//! The one search box (查询): addresses, room shorthand, names, pinyin, ids, phones, organisations. Masked and audited.

use crate::asking::{Asking, stored};
use crate::permission::Operation;
use crate::places;
use crate::refusal;
use crate::rows::Disclosure;
use louce_domain::field::RecordKind;
use louce_domain::id::{BuildingId, OrganisationId, PersonId, RoomId};
use louce_domain::space::Place;
use louce_store::{CountMode, HitState, Reader, SearchHit as Found, SearchQuery};
use louce_wire::{RpcError, SearchHit, SearchView};

/// As-you-type searches count up to this; the box says “more than”.
const COUNT_UP_TO: u64 = 1_000;
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
    let _ = as_of;
    run(asking, text, kind, limit, CountMode::UpTo(COUNT_UP_TO))
}

/// Searches and counts to the last hit.
///
/// # Errors
/// When the role does not allow it, or the register cannot be read.
pub fn search_exact(asking: Asking<'_>, text: &str, kind: Option<&str>, limit: u32) -> Result<SearchView, RpcError> {
    run(asking, text, kind, limit, CountMode::Exact)
}

fn run(
    asking: Asking<'_>,
    text: &str,
    kind: Option<&str>,
    limit: u32,
    count: CountMode,
) -> Result<SearchView, RpcError> {
    let permit = asking.permit(Operation::Search)?;
    let kinds = match kind {
        Some(kind) => vec![kind.parse::<RecordKind>().map_err(|_| refusal::no_such_record(kind))?],
        None => Vec::new(),
    };
    if text.trim().is_empty() {
        return Ok(SearchView { count: 0, exact: true, hits: Vec::new() });
    }
    let limit = usize::try_from(limit.min(MOST_HITS)).unwrap_or(0);
    let query = SearchQuery { kinds, limit, count, ..SearchQuery::of(text) };
    permit.look_audited(|reader, seen| {
        let result = reader.search(&query).map_err(stored)?;
        seen.count(u64::try_from(result.hits.len()).unwrap_or(u64::MAX));
        Ok(SearchView {
            count: u32::try_from(result.count.number).unwrap_or(u32::MAX),
            exact: result.count.exact,
            hits: result.hits.iter().map(|hit| hit_view(reader, hit)).collect::<Result<_, _>>()?,
        })
    })
}

/// The place a hit leads to.
fn place_of(reader: &Reader<'_>, hit: &Found) -> Result<Place, RpcError> {
    Ok(match hit.kind {
        RecordKind::Room => Place::Room(RoomId(hit.id)),
        RecordKind::Building => Place::Building(BuildingId(hit.id)),
        RecordKind::Person => {
            let stays = reader.stays_of_person(PersonId(hit.id)).map_err(stored)?;
            let lived = stays.iter().find(|stay| stay.is_open()).or(stays.first());
            lived.map_or(Place::Unmatched, |stay| stay.place)
        }
        RecordKind::Organisation => {
            let presences = reader.presences_of_organisation(OrganisationId(hit.id)).map_err(stored)?;
            let present = presences.iter().find(|presence| presence.to.is_none()).or(presences.first());
            present.map_or(Place::Unmatched, |presence| presence.place)
        }
        _ => Place::Unmatched,
    })
}

fn hit_view(reader: &Reader<'_>, hit: &Found) -> Result<SearchHit, RpcError> {
    let place = places::shown(reader, place_of(reader, hit)?)?;
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
        ended: hit.state == HitState::Resident(false),
    })
}
