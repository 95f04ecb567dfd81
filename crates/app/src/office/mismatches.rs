//! The organisations whose addresses do not agree, page by page and counted by kind.

use crate::asking::{Asking, stored};
use crate::permission::Operation;
use crate::record::Listing;
use crate::record::row::record_of;
use crate::refusal;
use crate::rows::Disclosure;
use louce_domain::change::RecordRef;
use louce_domain::field::RecordKind;
use louce_domain::office::AddressMismatch;
use louce_domain::organisation::{Presence, PresenceRole};
use louce_store::MismatchListing;
use louce_wire::{LinkRow, MismatchCount, MismatchRow, MismatchView, RpcError};

/// The most rows one answer carries.
const MOST_ROWS: u32 = 500;

/// The organisations with one kind of mismatch; without a kind, all whose addresses disagree. It names no person.
///
/// # Errors
/// When the role does not allow it, or there is no such kind.
pub fn mismatches(asking: Asking<'_>, code: Option<&str>, offset: u32, limit: u32) -> Result<MismatchView, RpcError> {
    let permit = asking.permit(Operation::ViewSpaces)?;
    let kind = code.map(read_kind).transpose()?;
    permit.look(|reader| {
        let list = Listing::for_asking(reader, asking, Disclosure::Masked, None);
        let page = reader.mismatched(kind, offset, limit.min(MOST_ROWS)).map_err(stored)?;
        Ok(MismatchView {
            count: small(reader.mismatch_count(kind).map_err(stored)?),
            counts: reader.mismatch_counts().map_err(stored)?.into_iter().map(count_row).collect(),
            rows: page.iter().map(|found| row(&list, found)).collect::<Result<_, _>>()?,
        })
    })
}

fn read_kind(code: &str) -> Result<AddressMismatch, RpcError> {
    code.parse().map_err(|_| {
        let zh = format!("没有“{code}”这一类地址不一致，请从列表中选择。");
        refusal::invalid(zh, format!("There is no kind of mismatch “{code}”: choose one of the list.")).about("code")
    })
}

fn small(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn count_row((kind, count): (AddressMismatch, u64)) -> MismatchCount {
    MismatchCount {
        code: kind.code().to_owned(),
        zh: kind.zh().to_owned(),
        en: kind.en().to_owned(),
        count: small(count),
    }
}

fn row(list: &Listing<'_>, found: &MismatchListing) -> Result<MismatchRow, RpcError> {
    let presences = list.reader.presences_of_organisation(found.organisation).map_err(stored)?;
    let open = |role| presences.iter().filter(|presence| presence.to.is_none()).find(move |p| p.role == role);
    let link = |role| -> Result<Option<LinkRow>, RpcError> {
        let place = open(role).and_then(|presence: &Presence| record_of(presence.place));
        place.map(|place| list.link(role.code(), place)).transpose()
    };
    let raw = |role| open(role).map(|presence| presence.raw_address.clone()).filter(|text| !text.is_empty());
    let (office, registered, tax) = (PresenceRole::Office, PresenceRole::Registered, PresenceRole::Tax);
    let itself = RecordRef { kind: RecordKind::Organisation, id: found.organisation.0 };
    Ok(MismatchRow {
        organisation: LinkRow {
            role: "organisation".to_owned(),
            kind: itself.kind.code().to_owned(),
            id: itself.id.to_string(),
            title: found.name.clone(),
        },
        codes: found.mismatches.iter().map(|mismatch| mismatch.code().to_owned()).collect(),
        office: link(office)?,
        registered: link(registered)?,
        tax: link(tax)?,
        raw: [raw(office), raw(registered), raw(tax)],
    })
}
