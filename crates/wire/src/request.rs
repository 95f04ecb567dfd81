//! Every request of the window.

use crate::{
    BlockChange, BlockForm, BuildingPlace, ColourMode, FieldEdit, FormHousehold, ImportChoices, MapShown, MoveInPerson,
    MoveTogether, Preferences, PrintedSheet, RaiseBuilding, ReminderSetting, ReportOrder, RoomMerge, RoomSplit,
    StaysEdit,
};

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
    /// Keep what the user of this machine likes the window to look like.
    SetPreferences {
        /// All of it.
        preferences: Preferences,
    },
    /// Change the purpose the session works under.
    SetPurpose {
        /// Code of the purpose list.
        purpose: String,
    },
    /// The base numbers.
    Counts,
    /// The map.
    Community,
    /// What the map is coloured by.
    MapColours {
        /// Mode.
        mode: ColourMode,
        /// The day to show (ISO 8601, as exact as wished); none: today.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        as_of: Option<String>,
    },
    /// The same for the rooms of one building.
    RoomColours {
        /// Building.
        building: String,
        /// Mode.
        mode: ColourMode,
        /// The day to show (ISO 8601, as exact as wished); none: today.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        as_of: Option<String>,
    },
    /// A decade of one mode.
    MapTimeline {
        /// Mode.
        mode: ColourMode,
    },
    /// Put a building somewhere on the map.
    PlaceBuilding {
        /// Building.
        id: String,
        /// Where.
        place: BuildingPlace,
    },
    /// Footprints that a building may stand on.
    FootprintCandidates {
        /// Building.
        building: String,
    },
    /// Put a building on a footprint that has none; the footprint's nameless record ends.
    TakeFootprint {
        /// Building.
        building: String,
        /// The footprint's building record.
        footprint: String,
    },
    /// A building.
    Building {
        /// Identifier.
        id: String,
        /// The day to show (ISO 8601, as exact as wished); none: today.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        as_of: Option<String>,
    },
    /// A room. Revealing names is audited.
    Room {
        /// Identifier.
        id: String,
        /// Show names, ids and phones in full.
        reveal: bool,
        /// The day to show (ISO 8601, as exact as wished); none: today.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        as_of: Option<String>,
    },
    /// A person, revealed and audited.
    Person {
        /// Identifier.
        id: String,
        /// The day to show (ISO 8601, as exact as wished); none: today.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        as_of: Option<String>,
    },
    /// An organisation.
    Organisation {
        /// Identifier.
        id: String,
        /// The day to show (ISO 8601, as exact as wished); none: today.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        as_of: Option<String>,
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
        /// Only what held on this day; none: everything, former things marked.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        as_of: Option<String>,
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
    /// Every field and code list: what forms and tables are made from.
    Catalogue,
    /// Add a record of a kind that has no command of its own: document, presence, tenancy, inspection, employment, visit …
    AddRecord {
        /// Kind.
        kind: String,
        /// What it is given for good (person, organisation, visit …) and its fields, by name.
        fields: Vec<FieldEdit>,
        /// For a visit: the persons met.
        met: Vec<String>,
        /// Why, in the user's words.
        note: Option<String>,
    },
    /// Take back a record that was entered by mistake; it stays in the history.
    WithdrawRecord {
        /// Kind.
        kind: String,
        /// Identifier.
        id: String,
        /// Why, in the user's words.
        note: Option<String>,
    },
    /// One record of any kind, in full (audited): what a form edits.
    Record {
        /// Kind.
        kind: String,
        /// Identifier.
        id: String,
    },
    /// What was when about a room, a person or an organisation.
    Timeline {
        /// Kind.
        kind: String,
        /// Identifier.
        id: String,
        /// Show names in full (audited).
        reveal: bool,
    },
    /// A record and what it is linked with.
    Neighbourhood {
        /// Kind.
        kind: String,
        /// Identifier.
        id: String,
        /// Show names in full (audited).
        reveal: bool,
    },
    /// What a block form would make, new or of a building that is there.
    PlanBlock {
        /// The building it changes.
        building_id: Option<String>,
        /// The form; none: the one kept with the building, else read off its rooms, else one to begin with.
        form: Option<BlockForm>,
    },
    /// Raise a building with its rooms.
    RaiseBuilding {
        /// The building.
        building: RaiseBuilding,
    },
    /// Change the rooms of a building by its form: missing ones are added, nothing is lost.
    ChangeBlock {
        /// The change.
        change: BlockChange,
    },
    /// Split or partition a room.
    SplitRoom {
        /// The split.
        split: RoomSplit,
    },
    /// Merge rooms.
    MergeRooms {
        /// The merge.
        merge: RoomMerge,
    },
    /// Set the same fields of several rooms.
    EditRooms {
        /// The rooms.
        room_ids: Vec<String>,
        /// What to set.
        edits: Vec<FieldEdit>,
        /// Why, in the user's words.
        note: Option<String>,
    },
    /// End stays and let them go on elsewhere, in one command.
    MoveTogether {
        /// The move.
        order: MoveTogether,
    },
    /// Set the same fields of several stays.
    EditStays {
        /// The edit.
        edit: StaysEdit,
    },
    /// Count stays together as a household.
    FormHousehold {
        /// The household.
        household: FormHousehold,
    },
    /// What is due today.
    Today,
    /// The records with one finding.
    Findings {
        /// Finding code.
        code: String,
        /// From the so-manieth on.
        offset: u32,
        /// At most so many.
        limit: u32,
    },
    /// When findings are shown.
    Reminders,
    /// Change when findings are shown.
    SetReminders {
        /// The reminders that change.
        reminders: Vec<ReminderSetting>,
    },
    /// Pairs of records that may be the same person.
    Duplicates {
        /// From the so-manieth on.
        offset: u32,
        /// At most so many.
        limit: u32,
    },
    /// Verdicts about records that may be one person's, newest first.
    Verdicts {
        /// From the so-manieth on.
        offset: u32,
        /// At most so many.
        limit: u32,
    },
    /// Search the whole register for duplicates.
    SearchDuplicates,
    /// Two records side by side (audited).
    DuplicatePair {
        /// One record.
        person_id: String,
        /// The other.
        other_id: String,
    },
    /// Give a verdict about two records.
    LinkPersons {
        /// The record that speaks for both, where they are the same.
        person_id: String,
        /// The other.
        other_id: String,
        /// same or different.
        verdict: String,
        /// What it rests on.
        reason: Option<String>,
    },
    /// Take a verdict back.
    UnlinkPersons {
        /// The verdict.
        link_id: String,
        /// Why, in the user's words.
        note: Option<String>,
    },
    /// Organisations whose addresses do not agree.
    AddressMismatches {
        /// Only this kind of mismatch.
        code: Option<String>,
        /// From the so-manieth on.
        offset: u32,
        /// At most so many.
        limit: u32,
    },
    /// Compare two imported lists of organisations.
    CompareLists {
        /// Batch of one list.
        left: String,
        /// Batch of the other.
        right: String,
        /// Write the report as a workbook to this path.
        out: Option<String>,
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
        /// What the clerk says about it; none the first time.
        choices: Option<ImportChoices>,
    },
    /// Carry the previewed import out.
    ImportCommit {
        /// Token of the preview.
        token: String,
        /// Remember what was said about the file as a profile of this name.
        remember_as: Option<String>,
    },
    /// Forget a preview.
    ImportDiscard {
        /// Token of the preview.
        token: String,
    },
    /// The remembered import profiles (导入方案).
    ImportProfiles,
    /// Give a profile another name.
    ImportProfileRename {
        /// Profile.
        id: String,
        /// Name.
        name: String,
    },
    /// Forget a profile.
    ImportProfileForget {
        /// Profile.
        id: String,
    },
    /// Write a profile to a file, for another register.
    ImportProfileExport {
        /// Profile.
        id: String,
        /// Path to write to.
        out: String,
    },
    /// Take a profile from such a file.
    ImportProfileLoad {
        /// File.
        path: String,
    },
    /// The import log.
    Batches,
    /// Undo a batch.
    UndoBatch {
        /// Batch.
        batch_id: String,
    },
    /// What rests on a batch, so that it cannot be undone.
    UndoCheck {
        /// Batch.
        batch_id: String,
    },
    /// Where the value of a field comes from (audited).
    ValueOrigin {
        /// Kind.
        kind: String,
        /// Identifier.
        id: String,
        /// Field.
        field: String,
    },
    /// Where every field of a record comes from (audited).
    RecordOrigin {
        /// Kind.
        kind: String,
        /// Identifier.
        id: String,
    },
    /// What is kept of the imported ledgers.
    KeptLedgers,
    /// Write the kept copy of a batch's ledger as a workbook.
    SaveKept {
        /// Batch.
        batch_id: String,
        /// Path to write to.
        out: String,
    },
    /// Purge the kept copies of these batches, whose retention is over.
    PurgeKept {
        /// Batches.
        batch_ids: Vec<String>,
    },
    /// Set for how many days copies are kept.
    SetKeptRetention {
        /// Days.
        days: u32,
    },
    /// Write the rows of a batch that were not taken, with reasons, as a workbook.
    Unimported {
        /// Batch.
        batch_id: String,
        /// Path to write to.
        out: String,
    },
    /// Write a picture of the map that the window drew (audited).
    SavePicture {
        /// Path to write to.
        out: String,
        /// The PNG file as base64 (RFC 4648).
        png: String,
        /// What it shows.
        shown: MapShown,
    },
    /// Note in the audit log that the window prints a sheet, before it does.
    NotePrint {
        /// Which.
        sheet: PrintedSheet,
        /// What it shows.
        shown: MapShown,
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
