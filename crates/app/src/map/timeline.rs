//! A decade of the map in quarters (时间回放), in one pass, to be replayed without asking again.

use super::moments::Moments;
use super::town::{House, Town};
use super::{classes_of, mode, picture};
use crate::asking::{Asking, stored};
use crate::permission::Operation;
use louce_domain::date::PartialDate;
use louce_store::{MapScope, Reader};
use louce_wire::{BuildingTimeline, ColourMode, MapTimeline, RpcError};

/// Quarters of a decade.
const QUARTERS: i32 = 40;

/// How every building was coloured, quarter by quarter until now; no days where the mode knows none that are past. Audited
/// with the number of buildings.
///
/// # Errors
/// When the role does not allow it, or the register cannot be read.
pub fn map_timeline(asking: Asking<'_>, of: ColourMode) -> Result<MapTimeline, RpcError> {
    let permit = asking.permit(Operation::ViewSpaces)?;
    let known = mode::of(of);
    let empty = MapTimeline {
        mode: of,
        scale: known.scale,
        classes: known.codes.iter().map(|code| (*code).to_owned()).collect(),
        days: Vec::new(),
        counts: Vec::new(),
        buildings: Vec::new(),
    };
    if !known.history {
        return Ok(empty);
    }
    let today = asking.host.today();
    permit.look_audited(|reader, seen| {
        let past = quarters_until(today, reader.map_begins().map_err(stored)?);
        let days = past.iter().chain([&today]).map(ToString::to_string).collect();
        let moments = Moments::until_now(past, today);
        let (counts, buildings) = replayed(reader, of, &moments)?;
        seen.count(buildings.len() as u64);
        Ok(MapTimeline { days, counts, buildings, ..empty })
    })
}

/// The days before today that are shown: a quarter apart, none before anything is known.
fn quarters_until(today: PartialDate, begins: Option<PartialDate>) -> Vec<PartialDate> {
    let begins = begins.map_or(today, PartialDate::first_day);
    let days = (1..=QUARTERS).rev().filter_map(|quarters| months_before(today, 3 * quarters));
    // One day before the first fact is kept: it shows how everything began.
    let days: Vec<PartialDate> = days.collect();
    let from = days.partition_point(|day| *day < begins).saturating_sub(1);
    days.into_iter().skip(from).collect()
}

/// The same day so many months before, or the last one of that month.
fn months_before(day: PartialDate, months: i32) -> Option<PartialDate> {
    let day = day.first_day();
    let at = i32::from(day.year()) * 12 + i32::from(day.month()?) - 1 - months;
    let (year, month) = (i16::try_from(at.div_euclid(12)).ok()?, u8::try_from(at.rem_euclid(12) + 1).ok()?);
    let last = PartialDate::month_of(year, month)?.last_day();
    PartialDate::day_of(year, month, day.day()?.min(last.day()?))
}

type Replayed = (Vec<Vec<u32>>, Vec<BuildingTimeline>);

fn replayed(reader: &Reader<'_>, of: ColourMode, moments: &Moments) -> Result<Replayed, RpcError> {
    let town = Town::without_doors(reader, MapScope::Whole, moments.since())?;
    let classes = classes_of(reader, of, &town, moments)?;
    let mut sums = vec![vec![0; mode::of(of).codes.len()]; moments.len()];
    let house = |house: &House| {
        let of_moment = |(counts, sum): (Vec<u32>, &mut Vec<u32>)| {
            picture::add(sum, &counts);
            picture::digit(mode::of(of).class_from_afar(&counts))
        };
        let counts = picture::counts(mode::of(of), house, &classes);
        let classes = counts.into_iter().zip(&mut sums).map(of_moment).collect();
        BuildingTimeline { id: house.building.id.to_string(), classes }
    };
    let buildings = town.houses.iter().map(house).collect();
    Ok((sums, buildings))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> PartialDate {
        text.parse().expect("a date")
    }

    #[test]
    fn a_decade_is_forty_quarters_before_today() {
        let days = quarters_until(date("2026-05-31"), Some(date("1998")));
        let shown = |at: usize| days.get(at).map(ToString::to_string).unwrap_or_default();
        assert_eq!(days.len(), 40, "today is the forty-first");
        assert_eq!((shown(0), shown(39)), ("2016-05-31".to_owned(), "2026-02-28".to_owned()), "months have their ends");
    }

    #[test]
    fn a_young_register_is_not_replayed_before_it_begins() {
        let days = quarters_until(date("2026-09-21"), Some(date("2026-04-01")));
        let shown: Vec<String> = days.iter().map(ToString::to_string).collect();
        assert_eq!(shown, ["2026-03-21", "2026-06-21"], "one day before the first fact, then on");
        assert_eq!(quarters_until(date("2026-09-21"), None).len(), 1, "an empty register has yesterday's quarter");
    }
}
