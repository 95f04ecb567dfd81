//! `louce-store`: the register as one SQLCipher file with its key slots beside it.
//!
//! Opening, migrations, one module per table, the search index, counters, the change log and the audit chain. Every write
//! is one transaction that holds all of them, or nothing. What is absent on purpose: no clock and no random source of its
//! own (see [`Surroundings`]), no screen, no network, no rule about who may do what (that is `louce-app`), and no path
//! from a search, a list or a statistic to a person's ethnicity. This is the only crate that names rusqlite.
//!
//! The file must not be opened by anything else in the process while a [`Register`] lives: closing another handle would
//! release SQLite's locks.

mod bulk;
mod connection;
mod context;
mod duplicates;
mod effects;
mod error;
mod findings;
mod key;
mod loaded;
mod lookaside;
mod migrate;
mod mint;
mod open;
mod read;
mod register;
mod search;
mod slots;
mod surroundings;
mod table;
mod verify;
mod write;

pub use context::{ReadContext, WriteContext};
pub use duplicates::DuplicateSearched;
pub use error::{Result, StoreError};
pub use louce_seal::{KdfParams, Password, RecoveryKey, Sensitive, calibrate};
pub use open::{CreateError, Credential, NewRegister, OpenError};
pub use read::{
    BuildingListing, BuildingPlate, BuildingRow, Identity, LedgerKnown, MapBuilding, MapDoor, MapRoom, MapScope,
    MismatchListing, Occupied, OrganisationListing, OrganisationRow, PersonBrief, PlaceNames, PlacedSpan, Reader,
    Resident, RoomChecked, RoomFigure, RoomRow, RoomSpan, RoomStateBefore, Since, StayListing, ValueOrigin, Writing,
    WrittenBy,
};
pub use register::{Register, Seen};
pub use search::{
    CountMode, HitState, SEARCHED, SearchCount, SearchField, SearchHit, SearchQuery, SearchResult, normalise,
};
pub use surroundings::Surroundings;
pub use table::Record;
pub use table::audit::{AuditRow, BrokenChain};
pub use table::batch::{Batch, BatchFile, FileInfo, FileRow, NewBatch, SheetInfo, SheetRow};
pub use table::change::{ChangeHead, ChangeKind, ChangeSummary, HistoryEntry, SourceRow};
pub use table::counter::{BuildingCounts, Counters};
pub use table::duplicate_pair::DuplicatePair;
pub use table::finding::StoredFinding;
pub use table::ground::{GroundFeature, GroundSource};
pub use table::import_decision::RowDecided;
pub use table::import_profile::ImportProfile;
pub use table::import_row::{ImportRow, ImportRowId, LoggedRow, RowEnded, RowSource};
pub use table::kept_ledger::KeptLedger;
pub use table::user::{Area, User};
pub use verify::Problem;
pub use write::{BatchDependent, Earlier, WriteTx};
