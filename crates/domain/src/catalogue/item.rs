//! What the domain asks a register to keep (DOMAIN §1.3–1.5), item by item, and what it must not.

use super::{FieldMeta, Requirement, field, rows};
use std::sync::LazyLock;

/// A data item of the standards and of practice.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Section of DOMAIN: `1.4`.
    pub section: &'static str,
    /// Its Chinese name.
    pub zh: &'static str,
    /// What became of it.
    pub held: Held,
}

/// How an item is held, or why it is not.
#[derive(Debug, Clone, PartialEq)]
pub enum Held {
    /// In these fields, and how much the register asks for them.
    Fields(Requirement, Vec<&'static FieldMeta>),
    /// Beside the fields of a record: `building.footprint`.
    Beside(Requirement, &'static str),
    /// Not at all (DOMAIN §1.8): these words must not occur in what is stored, sent or shown.
    Dropped(Vec<&'static str>),
}

static ITEMS: LazyLock<Vec<Item>> =
    LazyLock::new(|| rows(include_str!("../../data/items.tsv")).filter_map(|row| read_item(&row)).collect());

/// Every item, section by section.
pub fn items() -> &'static [Item] {
    &ITEMS
}

fn read_item(row: &[&'static str]) -> Option<Item> {
    let &[section, zh, standing, held] = row else { return None };
    let held = match (standing, held.split_once(' ')) {
        ("dropped", _) => Held::Dropped(held.split(' ').collect()),
        (_, Some(("beside", column))) => Held::Beside(standing.parse().ok()?, column),
        _ => Held::Fields(standing.parse().ok()?, held.split(' ').map(field_of).collect::<Option<_>>()?),
    };
    Some(Item { section, zh, held })
}

fn field_of(dotted: &str) -> Option<&'static FieldMeta> {
    let (kind, name) = dotted.split_once('.')?;
    field(kind.parse().ok()?, name)
}
