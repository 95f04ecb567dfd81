//! The facts of a record, read once into the forms that are compared.

use super::facts::PersonFacts;
use super::name::Names;
use super::number::{DocumentNumber, IdNumber, read_phone};
use crate::date::PartialDate;
use crate::sex::Sex;

/// One record, ready to be compared.
#[derive(Debug, Clone)]
pub(super) struct Comparable<'a> {
    pub(super) names: Names,
    pub(super) citizen_ids: Box<[IdNumber]>,
    pub(super) documents: Box<[DocumentNumber]>,
    /// The stated birth date and those inside citizen ids.
    pub(super) births: Box<[PartialDate]>,
    pub(super) sex: Option<Sex>,
    pub(super) phones: Box<[Box<str>]>,
    pub(super) hukou_address: Option<&'a str>,
}

impl<'a> Comparable<'a> {
    pub(super) fn read<K>(facts: &PersonFacts<'a, K>) -> Self {
        let readings: Vec<_> = facts.citizen_ids.iter().map(|written| IdNumber::read(written)).collect();
        let mut births: Vec<PartialDate> = facts.birth.into_iter().collect();
        for birth in readings.iter().filter_map(|reading| reading.birth_date) {
            if !births.contains(&birth) {
                births.push(birth);
            }
        }
        let stated = Some(facts.sex).filter(|sex| matches!(sex, Sex::Male | Sex::Female));
        Self {
            names: Names::read(facts),
            citizen_ids: readings.iter().filter_map(IdNumber::of).collect(),
            documents: facts.documents.iter().filter_map(DocumentNumber::read).collect(),
            births: births.into_boxed_slice(),
            sex: stated.or_else(|| readings.iter().find_map(|reading| reading.sex)),
            phones: facts.phones.iter().filter_map(|phone| read_phone(phone)).collect(),
            hukou_address: facts.hukou_address,
        }
    }
}
