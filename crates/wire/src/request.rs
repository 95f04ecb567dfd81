//! Every request of the window.

use crate::{FieldEdit, MoveInPerson, ReportOrder};

/// A request; `op` names it, and [`crate::Replies`] tells what comes back.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(tag = "op", rename_all = "snake_case", rename_all_fields = "camelCase")]
pub enum Request {
    /// What there is, and who is at work.
    Status,
    /// Make a new register and unlock it.
    CreateRegister {
        /// File to make.
        path: String,
        /// Name of the register.
        name: String,
        /// First user.
        user: String,
        /// Name as shown.
        display_name: String,
        /// Password.
        password: String,
    },
    /// Unlock a register.
    Unlock {
        /// File.
        path: String,
        /// User.
        user: String,
        /// Password.
        password: String,
    },
    /// Lock: close the file, forget the keys.
    Lock,
    /// Change the purpose the session works under.
    SetPurpose {
        /// Code of the purpose list.
        purpose: String,
    },
    /// The base numbers.
    Counts,
    /// The map.
    Community,
    /// A building.
    Building {
        /// Identifier.
        id: String,
    },
    /// A room. Revealing names is audited.
    Room {
        /// Identifier.
        id: String,
        /// Show names, ids and phones in full.
        reveal: bool,
    },
    /// A person, revealed and audited.
    Person {
        /// Identifier.
        id: String,
    },
    /// An organisation.
    Organisation {
        /// Identifier.
        id: String,
    },
    /// History of a record.
    History {
        /// Kind: person, room, building, organisation, stay …
        kind: String,
        /// Identifier.
        id: String,
    },
    /// The one search box.
    Search {
        /// What was typed.
        text: String,
        /// Only this kind.
        kind: Option<String>,
        /// At most so many hits.
        limit: u32,
    },
    /// Amend a record (person, room, building, organisation, stay) field by field.
    Amend {
        /// Kind.
        kind: String,
        /// Identifier.
        id: String,
        /// Fields.
        edits: Vec<FieldEdit>,
        /// Why, in the user's words.
        note: Option<String>,
    },
    /// Open a stay in a room; ends the person's open stay elsewhere when `end_previous`.
    MoveIn {
        /// Room.
        room_id: String,
        /// Who.
        person: MoveInPerson,
        /// Fields of the stay by name: from, relation, stated_class …
        stay: Vec<FieldEdit>,
        /// End the person's other open stays in the same command.
        end_previous: bool,
    },
    /// End a stay.
    MoveOut {
        /// Stay.
        stay_id: String,
        /// Last day, as exact as known.
        to: Option<String>,
        /// Reason code (GA/T 2000.25).
        end_reason: String,
        /// Where to.
        moved_to: Option<String>,
        /// Why, in the user's words.
        note: Option<String>,
    },
    /// Read a ledger and say what it would do.
    ImportPreview {
        /// File.
        path: String,
    },
    /// Carry the previewed import out.
    ImportCommit {
        /// Token of the preview.
        token: String,
    },
    /// Forget a preview.
    ImportDiscard {
        /// Token of the preview.
        token: String,
    },
    /// The import log.
    Batches,
    /// Undo a batch.
    UndoBatch {
        /// Batch.
        batch_id: String,
    },
    /// Write the rows of a batch that were not taken, with reasons, as a workbook.
    Unimported {
        /// Batch.
        batch_id: String,
        /// Path to write to.
        out: String,
    },
    /// Write the handover report.
    Report {
        /// What and where to.
        order: ReportOrder,
    },
    /// Cancel a running job.
    Cancel {
        /// The job's name as given with its request.
        job: String,
    },
}
