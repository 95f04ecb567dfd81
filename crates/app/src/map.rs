//! What the map is coloured by (地图着色): classes of rooms and buildings, now, on a past day, or over a decade. Figures of
//! rooms, never of people: no name is read, and a protected address is one resident more among the others.
//!
//! One engine answers all three requests: it goes once over what was in the rooms and knows each room's class at every
//! moment asked for. A map has one moment, a timeline has a decade of them, an opened building is a town of one.

mod classes;
mod colours;
mod findings;
mod inside;
mod mode;
mod moments;
mod picture;
mod plates;
mod rooms;
mod state;
mod sweep;
mod timeline;
mod town;
mod verified;

pub use colours::map_colours;
pub use rooms::room_colours;
pub use state::states_on;
pub use timeline::map_timeline;

use crate::asking::Asking;
use crate::day;
use classes::Classes;
use louce_store::Reader;
use louce_wire::{ColourMode, RpcError};
use moments::Moments;
use town::Town;

/// The class of every room of a town at every moment.
fn classes_of(reader: &Reader<'_>, mode: ColourMode, town: &Town, moments: &Moments) -> Result<Classes, RpcError> {
    match mode {
        ColourMode::State => state::by_state(reader, town, moments),
        ColourMode::Occupancy => inside::by_residents(reader, town, moments),
        ColourMode::Verified => verified::by_last_check(reader, town, moments),
        ColourMode::Findings => findings::by_findings(reader, town, moments),
        ColourMode::Tenancy => inside::by_tenancy(reader, town, moments),
        ColourMode::Organisations => inside::by_organisations(reader, town, moments),
        // Rooms have no plates of their own here.
        ColourMode::Plates => Ok(Classes::of(town, moments, |_, _| None)),
    }
}

/// The moment a request asks for: a day, or now. A mode that knows no past days answers as of now, and says so.
fn moment(asking: Asking<'_>, mode: ColourMode, as_of: Option<&str>) -> Result<Moments, RpcError> {
    let today = asking.host.today();
    let past = day::read(as_of)?.filter(|day| *day != today && mode::of(mode).history);
    Ok(past.map_or_else(|| Moments::now(today), |day| Moments::on(day, today)))
}
