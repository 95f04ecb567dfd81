//! Journeys of the people Louce is made for, without a window: the use cases on a machine that is nothing but the
//! `Host` trait, a real encrypted file, real ledgers.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "all of it is test code; a helper of a test fails the test by panicking"
)]

mod apart;
mod at_the_desk;
mod bench;
mod colours;
mod contradictions;
mod duplicates;
mod estate;
mod fields;
mod ground;
mod guarded;
mod handover;
mod hostile_files;
mod injection;
mod invariants;
mod leaving;
mod messes;
mod offices;
mod passes;
mod people;
mod pictures;
mod provenance;
mod repeats;
mod spaces;
mod today;
mod truth;
mod window;
