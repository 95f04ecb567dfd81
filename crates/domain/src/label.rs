//! How spaces are called on screen and paper: 望湖家园3幢2单元501室, and in shorthand 3-2-501.

use crate::space::{Building, Room};

impl Building {
    /// Whether the building is called by a block number (`3`, `12A`) and not by a name.
    pub fn is_numbered(&self) -> bool {
        let begins_with_digit = self.name.chars().next().is_some_and(|c| c.is_ascii_digit());
        begins_with_digit && self.name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    }

    /// Short label: `3幢` for a numbered block, the name itself for a named building.
    pub fn label(&self) -> String {
        if self.is_numbered() { format!("{}幢", self.name) } else { self.name.clone() }
    }

    /// Label with what it belongs to: `望湖家园3幢`, `望湖北路15号3幢`.
    pub fn title(&self, site: Option<&str>) -> String {
        let on_street = || match (&self.street, &self.door_no) {
            (Some(street), Some(door_no)) if self.is_numbered() => format!("{street}{door_no}"),
            _ => String::new(),
        };
        format!("{}{}", site.map_or_else(on_street, str::to_owned), self.label())
    }
}

impl Room {
    /// Number with its partition: `501`, `501A`.
    pub fn label(&self) -> String {
        format!("{}{}", self.number, self.sub_room.as_deref().unwrap_or_default())
    }

    /// Full address inside a building of this title: `望湖家园3幢2单元501室`.
    pub fn address(&self, building_title: &str) -> String {
        let unit = self.unit.as_ref().map(|unit| format!("{unit}单元")).unwrap_or_default();
        let partition = self.sub_room.as_ref().map(|part| format!("隔断{part}")).unwrap_or_default();
        let suffix = if self.number.ends_with(|c: char| c.is_ascii_alphanumeric()) { "室" } else { "" };
        format!("{building_title}{unit}{}{suffix}{partition}", self.number)
    }

    /// Shorthand as clerks write it: `3-2-501`, `3-501`.
    pub fn shorthand(&self, building: &Building) -> String {
        let unit = self.unit.as_ref().map(|unit| format!("-{unit}")).unwrap_or_default();
        let partition = self.sub_room.as_ref().map(|part| format!("-{part}")).unwrap_or_default();
        format!("{}{unit}-{}{partition}", building.name, self.number)
    }
}
