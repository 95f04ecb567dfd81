//! Organisations over the years: where they were, whether their addresses agree, who works there, whom they rent from; and
//! the links of everything with everything, walked both ways.

mod graph;
mod landlord;
mod lists;
mod years;

use crate::bench::Bench;
use crate::estate::set;
use louce_app::organisation::organisation;
use louce_app::record::add;
use louce_wire::{FieldEdit, OrganisationView};

impl Bench {
    /// Adds a record by hand; gives its identifier.
    pub fn adds(&self, kind: &str, fields: &[(&str, &str)]) -> String {
        let edits: Vec<FieldEdit> = fields.iter().map(|(field, value)| set(field, value)).collect();
        add(self.asking(), kind, &edits, &[], None).expect("the record is added").id
    }

    /// The organisation page.
    pub fn organisation(&self, id: &str, as_of: Option<&str>) -> OrganisationView {
        organisation(self.asking(), id, as_of).expect("the organisation opens")
    }
}
