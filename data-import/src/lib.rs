//! Any ledger (台账) → rows with positions → a proposal.
//!
//! A file proposes, it never writes: this crate knows no register, no database and no other workstation, has
//! no clock and no randomness, and keeps nothing of a file. Bytes are told apart ([`sniff`]), pre-checked
//! ([`precheck`]) and parsed in a capped child process ([`worker`]); the header is found ([`header`]), columns
//! get their meaning ([`mapping`]), rows become facts with a trail ([`normalise`]), and all of it is one
//! [`Proposal`]. The cells of a prohibited column never leave the parsing process.
#![forbid(unsafe_code)]

pub mod cell;
pub mod choices;
pub mod dictionary;
pub mod error;
pub mod facts;
pub mod field;
pub mod footprints;
pub mod header;
mod later_header;
pub mod ledger_date;
pub mod limits;
pub mod mapping;
mod merged;
pub mod normalise;
pub mod precheck;
pub mod proposal;
pub mod propose;
pub mod read;
pub mod refused_values;
pub mod remembered;
pub mod sink;
pub mod sniff;
pub mod worker;

pub use choices::{Answer, LedgerChoices, SheetChoice, ValueFix};
pub use error::{FileFormat, ReadError};
pub use facts::RowFacts;
pub use field::{FieldCode, RefusedKind};
pub use limits::Limits;
pub use proposal::Proposal;
pub use propose::{ProposeOptions, Source, propose, propose_into};
pub use sink::{ProposalSink, SheetHead, SheetTail, WholeProposal};
pub use worker::{Unwatched, WORKER_ARGUMENT, Watch, run_worker};
