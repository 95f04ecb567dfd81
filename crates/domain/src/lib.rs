//! `louce-domain`: what a register of dwellings (实有房屋 · 实有人口 · 实有单位) is made of, and the rules it obeys.
//!
//! Records, identifiers, partial dates, validators (GB 11643, GB 32100), Chinese address parsing and derived
//! population classes. What is absent on purpose: no I/O, no clock, no randomness, no storage, no screen, and no field
//! that labels a person (no 重点人员, religion, politics, health, biometrics: DOMAIN §1.8).
#![forbid(unsafe_code)]

pub mod address;
pub mod batch;
pub mod care;
pub mod catalogue;
pub mod change;
pub mod citizen_id;
pub mod code_list;
pub mod credit_code;
pub mod date;
pub mod dated;
pub mod division;
pub mod document;
pub mod duplicate;
pub mod employment;
pub mod field;
pub mod finding;
pub mod grid;
pub mod household;
pub mod id;
pub mod identity_link;
pub mod inspection;
pub mod kinship;
pub mod label;
pub mod name;
pub mod numeral;
pub mod office;
pub mod organisation;
pub mod person;
pub mod phone;
pub mod pinyin;
pub mod population_class;
pub mod purpose;
pub mod relation;
pub mod room_plan;
pub mod sex;
pub mod space;
pub mod space_address;
pub mod space_kind;
pub mod stay;
pub mod succession;
pub mod tenancy;
pub mod visit;
