//! Which cell of a ledger row gave a field of a record its value, and by which rules. What can come from where is data, in
//! sources.tsv; what this row's cells hold decides.

use crate::import::logged::RawRow;
use louce_domain::field::RecordKind;
use louce_import::cell::column_number;
use louce_import::proposal::TrailStep;
use louce_store::{RowSource, StoreError};
use std::collections::HashMap;
use std::sync::OnceLock;

const SOURCES: &str = include_str!("sources.tsv");

/// The columns of an address, by field code.
const ADDRESS: &[&str] = &["address", "site", "building", "unit", "floor", "room"];

/// One way a field can come about.
#[derive(Debug, Clone)]
struct Way {
    /// Field codes of the columns; none where no column tells it.
    columns: Vec<&'static str>,
    rule: &'static str,
}

/// Kind and field of a record.
type Slot = (&'static str, &'static str);

fn ways() -> &'static HashMap<Slot, Vec<Way>> {
    static WAYS: OnceLock<HashMap<Slot, Vec<Way>>> = OnceLock::new();
    WAYS.get_or_init(|| {
        let mut ways: HashMap<Slot, Vec<Way>> = HashMap::new();
        for line in SOURCES.lines().filter(|line| !line.starts_with('#')) {
            let mut parts = line.split('\t');
            let Some(((kind, field), (columns, rule))) =
                parts.next().zip(parts.next()).zip(parts.next().zip(parts.next()))
            else {
                continue;
            };
            let columns = columns.split(',').filter(|column| *column != "-");
            let columns = columns.flat_map(|c| if c == "@address" { ADDRESS.to_vec() } else { vec![c] }).collect();
            ways.entry((kind, field)).or_default().push(Way { columns, rule });
        }
        ways
    })
}

/// Every rule that a way names.
#[cfg(test)]
pub fn rules() -> impl Iterator<Item = &'static str> {
    ways().values().flatten().map(|way| way.rule)
}

/// A cell, or the cells that together gave a value, and the rules by which.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// Column letters, parted by 、; none where no cell of the row tells it.
    pub column: Option<String>,
    /// Headers, parted by 、.
    pub header: Option<String>,
    /// What is written there, parted by ｜.
    pub raw: Option<String>,
    /// Codes of the rules, in the order they were applied.
    pub rules: Vec<String>,
    /// Whether what was written in the row was purged.
    pub purged: bool,
}

/// A column of the sheet as the batch remembers it.
struct Column {
    at: usize,
    letters: String,
    header: String,
    code: String,
}

/// A row as its batch remembers it.
pub struct SourceSheetRow {
    columns: Vec<Column>,
    raw: RawRow,
    trail: Vec<TrailStep>,
}

impl SourceSheetRow {
    /// Reads what the batch remembers.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn read(source: &RowSource) -> Result<Self, StoreError> {
        let mapping: Vec<(String, String, String)> = serde_json::from_str(&source.mapping)?;
        let placed = |(letters, header, code): (String, String, String)| {
            let at = usize::try_from(column_number(&letters)?).ok()?;
            Some(Column { at, letters, header, code })
        };
        let columns = mapping.into_iter().filter_map(placed);
        Ok(Self {
            columns: columns.collect(),
            raw: serde_json::from_str(&source.raw)?,
            trail: serde_json::from_str(&source.trail)?,
        })
    }

    /// What told a value of a field.
    pub fn told(&self, kind: RecordKind, field: &str, value: &str) -> Told {
        let named = format!("{}.{field}", kind.code());
        let ways = ways().iter().find(|((k, f), _)| *k == kind.code() && *f == field).map_or(&[][..], |(_, ways)| ways);
        let own = self.columns.iter().filter(|column| column.code == named).map(|column| (vec![column], "as_written"));
        let mut found: Vec<(Vec<&Column>, &str)> = own.collect();
        for way in ways {
            let holding: Vec<&Column> = way
                .columns
                .iter()
                .flat_map(|code| self.columns.iter().filter(move |column| column.code == *code))
                .filter(|column| self.holds(column) && self.fits(way.rule, column, value))
                .collect();
            if !holding.is_empty() || (way.columns.is_empty() && !value.is_empty()) {
                found.push((holding, way.rule));
            }
        }
        let exact = found.iter().find_map(|(columns, rule)| {
            let same = columns.iter().find(|column| self.is_exactly(column, value))?;
            Some((vec![*same], *rule))
        });
        let best = exact.or_else(|| found.into_iter().next());
        best.map_or_else(|| self.as_told(&[], "from_row"), |(columns, rule)| self.as_told(&columns, rule))
    }

    fn cell(&self, column: &Column) -> &str {
        self.raw.cells.get(column.at).map_or("", |cell| cell.trim())
    }

    fn steps<'s>(&'s self, column: &'s Column) -> impl Iterator<Item = &'s TrailStep> {
        let of = |step: &&TrailStep| usize::try_from(step.column).ok() == Some(column.at);
        self.trail.iter().filter(of)
    }

    /// Purged cells are empty, but the trail remembers where rules were applied; without one, the columns of a way are
    /// all that is known.
    fn holds(&self, column: &Column) -> bool {
        self.raw.purged || !self.cell(column).is_empty() || self.steps(column).next().is_some()
    }

    fn is_exactly(&self, column: &Column, value: &str) -> bool {
        self.cell(column) == value || self.steps(column).any(|step| step.value == value)
    }

    /// Whether a cell can have told this value by this rule.
    fn fits(&self, rule: &str, column: &Column, value: &str) -> bool {
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        match rule {
            "birth_of_id" if !self.raw.purged => {
                let (birth, written) = (digits(value), digits(self.cell(column)));
                let known = self.steps(column).map(|step| digits(&step.value)).chain([written]);
                let short = birth.chars().skip(2).collect::<String>();
                let is_told = |id: &String| id.contains(&birth) || (id.len() == 15 && id.contains(&short));
                !birth.is_empty() && known.into_iter().any(|id| is_told(&id))
            }
            "kind_of_address" => value != "dwelling",
            "let_by_tenancy" => value == "let",
            "vacant_name" => value == "vacant" && self.cell(column).starts_with('空'),
            _ => true,
        }
    }

    fn as_told(&self, columns: &[&Column], rule: &str) -> Told {
        let joined = |texts: Vec<&str>, between: &str| (!texts.is_empty()).then(|| texts.join(between));
        let mut rules: Vec<String> = Vec::new();
        let steps = columns.iter().flat_map(|column| self.steps(column)).map(|step| step.rule.as_str());
        for code in steps.chain((rule != "as_written").then_some(rule)) {
            if !rules.iter().any(|known| known == code) {
                rules.push(code.to_owned());
            }
        }
        if rules.is_empty() {
            rules.push(rule.to_owned());
        }
        Told {
            column: joined(columns.iter().map(|column| column.letters.as_str()).collect(), "、"),
            header: joined(columns.iter().map(|column| column.header.as_str()).collect(), "、"),
            raw: joined(columns.iter().map(|column| self.cell(column)).collect(), "｜").filter(|_| !self.raw.purged),
            rules,
            purged: self.raw.purged,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use louce_domain::id::BatchId;
    use louce_domain::with_kind;
    use louce_import::field::FieldCode;

    fn row(mapping: &[(&str, &str, &str)], cells: &[&str], trail: serde_json::Value) -> SourceSheetRow {
        let source = RowSource {
            batch: BatchId(uuid::Uuid::nil()),
            file: "人口台账.xlsx".into(),
            format: "xlsx".into(),
            sha256: [0; 32],
            sheet: "Sheet1".into(),
            row: 3,
            mapping: serde_json::to_string(mapping).unwrap(),
            raw: serde_json::json!({ "cells": cells }).to_string(),
            trail: trail.to_string(),
        };
        SourceSheetRow::read(&source).unwrap()
    }

    const COLUMNS: &[(&str, &str, &str)] =
        &[("A", "姓名", "name"), ("B", "证件号码", "citizen_id"), ("C", "住址", "address"), ("D", "性别", "sex")];

    #[test]
    fn a_value_leads_to_its_cell_and_rule() {
        let cells = ["张三", "330299 19800101 1212", "示例苑3幢501室", ""];
        let step = serde_json::json!([{ "column": 1, "field": "citizen_id", "raw": "330299 19800101 1212",
            "value": "330299198001011212", "rule": "id_cleaned" }]);
        let row = row(COLUMNS, &cells, step);
        let told = |kind, field, value| {
            let told = row.told(kind, field, value);
            (told.column.unwrap_or_default(), told.raw.unwrap_or_default(), told.rules.join(" "))
        };
        let is = |column: &str, raw: &str, rules: &str| (column.to_owned(), raw.to_owned(), rules.to_owned());
        use RecordKind::{Person, Room, Stay};
        assert_eq!(told(Person, "name", "张三"), is("A", "张三", "as_written"), "as it stands");
        assert_eq!(told(Person, "citizen_id", "330299198001011212"), is("B", cells[1], "id_cleaned"), "by its rule");
        assert_eq!(told(Person, "sex", "1"), is("B", cells[1], "id_cleaned sex_of_id"), "the sex column is blank");
        assert_eq!(
            told(Person, "birth_date", "1980-01-01"),
            is("B", cells[1], "id_cleaned birth_of_id"),
            "from the id"
        );
        assert_eq!(told(Room, "floor", "5"), is("C", cells[2], "floor_of_number"), "the number implies the floor");
        assert_eq!(told(Room, "state", "unknown"), is("", "", "default"), "nothing in the row says it");
        assert_eq!(told(Stay, "raw_address", cells[2]), is("C", cells[2], "as_written"), "the address as written");
    }

    #[test]
    fn the_columns_of_sources_exist_and_their_fields_too() {
        for ((kind, field), ways) in ways() {
            let kind: RecordKind = kind.parse().unwrap();
            let is_field = with_kind!(kind, R => <R as louce_domain::field::Fielded>::FIELDS.contains(field));
            let is_link = ["site", "building", "person", "organisation", "visit", "tenancy"].contains(field);
            assert!(is_field || is_link, "{} has no {field}", kind.code());
            for code in ways.iter().flat_map(|way| &way.columns) {
                assert!(FieldCode::from_code(code).is_some(), "no column carries {code}");
            }
        }
    }
}
