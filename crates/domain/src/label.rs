//! How spaces are called on screen and paper: 望湖家园3幢2单元501室, and in shorthand 3-2-501.

use crate::space::{Building, Room};

impl Building {
    /// Short label: `3幢` for a numbered block, the name itself for a named building.
    pub fn label(&self) -> String {
        let numbered = self.name.chars().next().is_some_and(|c| c.is_ascii_digit())
            && self.name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        if numbered { format!("{}幢", self.name) } else { self.name.clone() }
    }

    /// Label with its site: `望湖家园3幢`.
    pub fn title(&self, site: Option<&str>) -> String {
        format!("{}{}", site.unwrap_or_default(), self.label())
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
