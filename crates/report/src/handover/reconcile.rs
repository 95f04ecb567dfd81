//! Do the parts of a report add up? A disagreement is printed on its first page.

use super::HandoverReport;

/// Two numbers of one report that should be equal and are not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Disagreement {
    /// Which sum.
    pub sum: Sum,
    /// What the base numbers say.
    pub stated: u64,
    /// What the parts add up to.
    pub added: u64,
}

/// The sums that are checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sum {
    /// Rooms by state against rooms.
    RoomsByState,
    /// People by class against people.
    PeopleByClass,
    /// Buildings listed against buildings.
    BuildingsListed,
    /// Rooms of the listed buildings against rooms.
    RoomsOfBuildings,
    /// Rooms listed one by one against rooms.
    RoomsListed,
}

impl HandoverReport {
    /// All sums that disagree, in the order of the report; empty when everything adds up.
    /// People per building are not compared: who stays in two buildings is rightly counted in both.
    pub fn reconcile(&self) -> Vec<Disagreement> {
        let numbers = &self.numbers;
        let rooms = numbers.rooms.now;
        let by_state = numbers.rooms_by_state.iter().map(|(_, stock)| stock.now).sum();
        let by_class = numbers.people_by_class.iter().map(|(_, stock)| stock.now).sum();
        let of_buildings = self.buildings.iter().map(|building| building.rooms).sum();
        let mut sums = vec![
            (Sum::RoomsByState, rooms, by_state),
            (Sum::PeopleByClass, numbers.people.now, by_class),
            (Sum::BuildingsListed, numbers.buildings.now, self.buildings.len() as u64),
            (Sum::RoomsOfBuildings, rooms, of_buildings),
        ];
        if !self.residents.is_empty() {
            sums.push((Sum::RoomsListed, rooms, self.listed_rooms() as u64));
        }
        let unequal = sums.into_iter().filter(|(_, stated, added)| stated != added);
        unequal.map(|(sum, stated, added)| Disagreement { sum, stated, added }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::handover::{RoomState, Stock};

    #[test]
    fn an_empty_report_adds_up() {
        assert_eq!(HandoverReport::default().reconcile(), [], "nothing equals nothing");
    }

    #[test]
    fn a_sum_that_does_not_add_up_is_named_with_both_numbers() {
        let mut report = HandoverReport::default();
        report.numbers.rooms = Stock::now(10);
        report.numbers.rooms_by_state = vec![(RoomState::Let, Stock::now(4)), (RoomState::Vacant, Stock::now(5))];
        let first = report.reconcile().into_iter().next();
        let expected = Disagreement { sum: Sum::RoomsByState, stated: 10, added: 9 };
        assert_eq!(first, Some(expected), "one room has no state");
    }
}
