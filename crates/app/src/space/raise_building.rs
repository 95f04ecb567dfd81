//! Raising a building (建楼): site, record, a place on the map and its rooms, in one transaction.

use super::form::spec_of;
use super::free_ground::{self, Extent};
use super::{problems, spec};
use crate::amend::{check_note, edited, invalid_field};
use crate::asking::{Asking, stored};
use crate::permission::Operation;
use crate::writing::Writing;
use crate::{ids, refusal};
use louce_domain::field::FieldValue;
use louce_domain::id::{RoomId, SiteId};
use louce_domain::room_plan::{BlockSpec, PlannedRoom, rooms};
use louce_domain::space::{Building, Place, Room, Site};
use louce_domain::space_address::{AddressRole, PlateKind, SpaceAddress};
use louce_store::{Reader, WriteTx};
use louce_wire::{RaiseBuilding, RpcError, WrittenTogether};

/// The most corners of an outline.
const MOST_CORNERS: usize = 1_000;

/// Raises a building with its rooms.
///
/// # Errors
/// When the role does not allow it, the form has faults, a value is not valid, or the site has a building of this name:
/// nothing is written then.
pub fn raise_building(asking: Asking<'_>, order: &RaiseBuilding) -> Result<WrittenTogether, RpcError> {
    let permit = asking.permit(Operation::EditRecords)?;
    check_note(order.note.as_deref())?;
    let wanted = spec_of(&order.form)?;
    problems::check(&wanted)?;
    if let Some(footprint) = &order.footprint {
        check_outline(footprint)?;
    }
    let written = permit.write(order.note.as_deref(), |tx| {
        let building = described(tx, asking.area(), order)?;
        let (site, is_new) = site(tx, asking.area(), order, &building)?;
        let building = Building { site: site.as_ref().map(|site| site.id), ..building };
        refuse_taken_name(&tx.reader(), &building)?;
        let building = placed(&tx.reader(), building, &wanted, order.footprint.as_deref())?;
        let building = spec::with_spec(&building, None, &wanted)?;
        let title = building.title(site.as_ref().map(|site| site.name.as_str()));
        let mut writing = Writing::begin(tx, "raise", format!("新建 {title}"))?;
        if let Some(site) = site.filter(|_| is_new) {
            writing.create(&site)?;
        }
        writing.create(&building)?;
        for planned in rooms(&wanted) {
            add_room(&mut writing, &building, &planned)?;
        }
        writing.finish()
    });
    written.inspect_err(|_| permit.note_refused())
}

/// The building as the fields describe it.
fn described(tx: &mut WriteTx<'_>, area: &str, order: &RaiseBuilding) -> Result<Building, RpcError> {
    let name = order.fields.iter().find(|edit| edit.field == "name").and_then(|edit| edit.value.as_deref());
    let name: String = FieldValue::from_field(name.map(str::trim)).map_err(|error| invalid_field("name", &error))?;
    if order.fields.iter().any(|edit| edit.field == "block_spec") {
        let zh = "房间由表单生成，不能直接填写。";
        return Err(refusal::invalid(zh, "The rooms follow from the form.").about("block_spec"));
    }
    edited(&Building::named(tx.mint(), area, &name), &order.fields)
}

/// The site of the building, and whether it is new.
fn site(
    tx: &mut WriteTx<'_>,
    area: &str,
    order: &RaiseBuilding,
    building: &Building,
) -> Result<(Option<Site>, bool), RpcError> {
    if let Some(id) = &order.site_id {
        let id: SiteId = ids::read(id)?;
        return Ok((Some(tx.reader().site(id).map_err(stored)?), false));
    }
    let Some(name) = order.site_name.as_deref().map(str::trim).filter(|name| !name.is_empty()) else {
        return Ok((None, false));
    };
    let known = tx.reader().all_sites().map_err(stored)?.into_iter().find(|site| site.name == name);
    if known.is_some() {
        return Ok((known, false));
    }
    let site = Site {
        name: name.to_owned(),
        division_code: building.division_code.clone(),
        township: building.township.clone(),
        community: building.community.clone(),
        ..Site::blank(tx.mint(), area.to_owned())
    };
    Ok((Some(site), true))
}

fn refuse_taken_name(reader: &Reader<'_>, building: &Building) -> Result<(), RpcError> {
    let same = |other: &Building| {
        let on_street = other.street == building.street && other.door_no == building.door_no;
        other.is_live() && other.name == building.name && (building.site.is_some() || on_street)
    };
    let beside = reader.buildings_listed_of(building.site).map_err(stored)?;
    if beside.iter().any(|listing| same(&listing.building)) {
        return Err(refusal::invalid(
            format!("“{}”已经有了：请打开那一幢修改，或换一个名称。", building.label()),
            format!("There is a “{}” already: change that one, or choose another name.", building.label()),
        )
        .about("name"));
    }
    Ok(())
}

/// The building with its outline: as given, else on free ground where others are surveyed. Where none is, the map lays
/// its buildings out by itself.
fn placed(
    reader: &Reader<'_>,
    building: Building,
    wanted: &BlockSpec,
    given: Option<&[[f64; 2]]>,
) -> Result<Building, RpcError> {
    let footprint = match given {
        Some(ring) => ring.to_vec(),
        None => free_ground::find(reader, building.site, Extent::of(wanted))?.unwrap_or_default(),
    };
    let corners = f64::from(u32::try_from(footprint.len()).unwrap_or(u32::MAX)).max(1.0);
    let middle =
        |axis: fn(&[f64; 2]) -> f64| (!footprint.is_empty()).then(|| footprint.iter().map(axis).sum::<f64>() / corners);
    let rounded = |degrees: f64| (degrees * 1e7).round() / 1e7;
    let longitude = building.longitude.or(middle(|[longitude, _]| *longitude).map(rounded));
    let latitude = building.latitude.or(middle(|[_, latitude]| *latitude).map(rounded));
    Ok(Building { longitude, latitude, footprint, hand_placed: given.is_some(), ..building })
}

fn check_outline(ring: &[[f64; 2]]) -> Result<(), RpcError> {
    let on_earth = |[longitude, latitude]: &[f64; 2]| longitude.abs() <= 180.0 && latitude.abs() <= 90.0;
    if (3..=MOST_CORNERS).contains(&ring.len()) && ring.iter().all(on_earth) {
        return Ok(());
    }
    let zh = format!("轮廓无效：需要3至{MOST_CORNERS}个经纬度角点，请重新绘制或留空。");
    let en = format!("The outline needs 3 to {MOST_CORNERS} corners in degrees: draw it again or leave it out.");
    Err(refusal::invalid(zh, en).about("footprint"))
}

/// A room; one with a door on another street has that address as well.
fn add_room(writing: &mut Writing<'_, '_>, building: &Building, planned: &PlannedRoom) -> Result<(), RpcError> {
    let id: RoomId = writing.mint();
    let room = Room { valid_from: building.valid_from, ..planned.room(id, building.id) };
    writing.create(&room)?;
    let Some(text) = &planned.street_address else { return Ok(()) };
    let address = SpaceAddress {
        place: Place::Room(id),
        role: AddressRole::Main,
        text: text.clone(),
        plate_no: Some(planned.written.clone()),
        plate_kind: Some(PlateKind::Door),
        from: building.valid_from,
        ..SpaceAddress::blank(writing.mint())
    };
    writing.create(&address)
}
