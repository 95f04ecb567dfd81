//! Addresses of rows: their columns, what stands above, and what they come to.

use super::place::Place;
use super::view::RowView;
use crate::facts::AddressFacts;
use crate::field::FieldCode;
use crate::proposal::PendingReason;
use louce_domain::address::{AddressContext, AddressReading, parse_address_in};

/// The address of a row.
pub(crate) fn read(view: &mut RowView<'_>, place: &Place) -> AddressFacts {
    let text = view.text(FieldCode::Address);
    let site = view.text(FieldCode::Site);
    let building = view.text(FieldCode::Building);
    let unit = view.text(FieldCode::Unit);
    let room = view.text(FieldCode::Room);
    let written = [&site, &building, &unit, &room, &text].into_iter().any(Option::is_some);
    if !written {
        return AddressFacts::default();
    }
    let context = AddressContext {
        site: site.as_deref().or(place.site.as_deref()),
        building: building.as_deref().or(place.building.as_deref()),
        unit: unit.as_deref().or(if building.is_none() { place.unit.as_deref() } else { None }),
        room: room.as_deref(),
    };
    let mut parts = parse_address_in(text.as_deref().unwrap_or(""), &context);
    if parts.site.is_none() && parts.road.is_none() {
        // The site column holds whatever the words beside it mean.
        parts.site.clone_from(&site);
    }
    let numbers: String = [&building, &unit, &room, &text].into_iter().flatten().map(String::as_str).collect();
    let raw = match site {
        Some(site) if numbers.is_empty() => site,
        Some(site) => format!("{site} {numbers}"),
        None => numbers,
    };
    let fields = [FieldCode::Address, FieldCode::Site, FieldCode::Building, FieldCode::Unit, FieldCode::Room];
    let inherited = fields.into_iter().any(|field| view.is_inherited(field));
    let facts = AddressFacts { raw, parts, inherited };
    if facts.parts.reading == AddressReading::Complete
        && let Some(short) = facts.parts.shorthand()
    {
        view.step(FieldCode::Address, &short, "address_parsed");
    }
    facts
}

/// Why a row with this address waits; none where its space is known.
pub(crate) fn pending(address: &AddressFacts) -> Option<PendingReason> {
    if address.raw.is_empty() {
        return Some(PendingReason::NoAddress);
    }
    match address.parts.reading {
        AddressReading::Complete => None,
        AddressReading::BuildingOnly | AddressReading::SiteOnly if address.parts.rest.is_empty() => {
            Some(PendingReason::RoomUnknown)
        }
        _ => Some(PendingReason::AddressUnmatched),
    }
}
