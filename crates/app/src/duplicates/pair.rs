//! Two records side by side: revealed, so audited.

use super::{record, row};
use crate::asking::{Asking, stored};
use crate::permission::Operation;
use crate::record::Listing;
use crate::record::row::WHEREABOUTS;
use crate::rows::{self, Disclosure};
use crate::{ids, person, refusal};
use louce_domain::document::Document;
use louce_domain::duplicate::{Candidate, Grade, PersonFacts, compare};
use louce_domain::id::PersonId;
use louce_domain::identity_link::IdentityLink;
use louce_domain::person::Person;
use louce_store::Reader;
use louce_wire::{DuplicatePair, FieldRow, IdentityLinkRow, PairField, RpcError, StayRow};

/// Fields that are the program's own, or must stand on one person's form only.
const NOT_COMPARED: [&str; 3] = ["id_state", "ethnicity", "remark"];

/// Two records.
///
/// # Errors
/// When the role does not allow it, a record is not there, or both are the same.
pub fn pair(asking: Asking<'_>, person_id: &str, other_id: &str) -> Result<DuplicatePair, RpcError> {
    let permit = asking.permit(Operation::RevealPersons)?;
    let (one, other): (PersonId, PersonId) = (ids::read(person_id)?, ids::read(other_id)?);
    if one == other {
        return Err(refusal::invalid("两边是同一条记录。", "Both sides are the same record.").about("other_id"));
    }
    permit.look_audited(|reader, seen| {
        seen.record(record(one));
        seen.record(record(other));
        let listing = Listing::for_asking(reader, asking, Disclosure::Revealed, None);
        let row = row(
            listing.link("person", record(one))?,
            listing.link("other", record(other))?,
            &candidate(reader, one, other)?,
        );
        Ok(DuplicatePair {
            row,
            fields: fields(&listing, reader, one, other)?,
            stays: [stays(&listing, reader, one)?, stays(&listing, reader, other)?],
            link: standing(reader, one, other)?.as_ref().map(link_row),
        })
    })
}

/// What the search found, or a comparison made now: the records may have changed since.
fn candidate(reader: &Reader<'_>, one: PersonId, other: PersonId) -> Result<Candidate, RpcError> {
    let read = |id: PersonId| {
        let documents: Vec<Document> = reader.records_naming("person", record(id)).map_err(stored)?;
        Ok::<_, RpcError>((reader.person(id).map_err(stored)?, documents))
    };
    let (a, b) = (read(one)?, read(other)?);
    let found = compare(&PersonFacts::of_record(&a.0, &a.1), &PersonFacts::of_record(&b.0, &b.1));
    // Two records a user lays side by side need not look alike.
    Ok(found.unwrap_or(Candidate { grade: Grade::Possible, evidence: Vec::new() }))
}

fn fields(
    listing: &Listing<'_>,
    reader: &Reader<'_>,
    one: PersonId,
    other: PersonId,
) -> Result<Vec<PairField>, RpcError> {
    // Of a protected person, neither side says where they live.
    let withheld = listing.withholds(one)? || listing.withholds(other)?;
    let tells = |field: &str| withheld && WHEREABOUTS.contains(&field);
    let read = |id: PersonId| -> Result<Vec<FieldRow>, RpcError> {
        let person: Person = reader.person(id).map_err(stored)?;
        person::with_origins(reader, record(id), rows::field_rows(&person))
    };
    let (left, right) = (read(one)?, read(other)?);
    let both =
        left.into_iter().zip(right).filter(|(a, _)| !NOT_COMPARED.contains(&a.field.as_str()) && !tells(&a.field));
    Ok(both
        .map(|(a, b)| PairField {
            field: a.field.clone(),
            agrees: a.value.as_ref().zip(b.value.as_ref()).map(|(a, b)| a == b),
            values: [a, b],
        })
        .collect())
}

/// The stays of a record; none where the address is withheld.
fn stays(listing: &Listing<'_>, reader: &Reader<'_>, id: PersonId) -> Result<Vec<StayRow>, RpcError> {
    if listing.withholds(id)? {
        return Ok(Vec::new());
    }
    let stays = reader.stays_of_person(id).map_err(stored)?;
    stays.iter().map(|stay| person::stay_row(reader, stay)).collect()
}

/// The verdict about two records that stands.
pub(super) fn standing(reader: &Reader<'_>, one: PersonId, other: PersonId) -> Result<Option<IdentityLink>, RpcError> {
    let mut links: Vec<IdentityLink> = reader.records_naming("person", record(one)).map_err(stored)?;
    links.extend(reader.records_naming::<IdentityLink>("other", record(one)).map_err(stored)?);
    let about = |link: &IdentityLink| link.to.is_none() && (link.person == other || link.other == other);
    Ok(links.into_iter().find(about))
}

pub(super) fn link_row(link: &IdentityLink) -> IdentityLinkRow {
    IdentityLinkRow {
        id: link.id.to_string(),
        verdict: link.verdict.code().to_owned(),
        reason: link.reason.clone(),
        from: link.from.map(|date| date.to_string()),
    }
}
