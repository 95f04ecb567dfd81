//! Which reply belongs to which request.

use crate::*;

/// A map from `op` to its reply, for the typed door in TypeScript. Never built at run time.
#[derive(Debug, ts_rs::TS)]
#[ts(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each field is named after a request and documented there")]
pub struct Replies {
    pub status: StatusView,
    pub create_register: CreatedView,
    pub unlock: SessionView,
    pub lock: Done,
    pub set_purpose: SessionView,
    pub counts: BaseCounts,
    pub community: CommunityView,
    pub building: BuildingView,
    pub room: RoomView,
    pub person: PersonView,
    pub organisation: OrganisationView,
    pub history: HistoryView,
    pub search: SearchView,
    pub amend: WrittenPerson,
    pub move_in: WrittenPerson,
    pub move_out: WrittenPerson,
    pub import_preview: ImportPreview,
    pub import_commit: ImportResult,
    pub import_discard: Done,
    pub batches: BatchList,
    pub undo_batch: ImportEffects,
    pub unimported: UnimportedRows,
    pub report: ReportWritten,
    pub cancel: Done,
}
