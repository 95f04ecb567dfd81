//! The desk a user sits at: the register unlocked on it, previews waiting to be committed, jobs under way.
//!
//! It takes every request of the window, hands it to its operation and gives the reply back as JSON. No rule lives here.

use crate::asking::{Asking, Session};
use crate::attempts::Attempts;
use crate::host::{Host, Watch};
use crate::import::prepared::PreparedImport;
use crate::recent::RecentRegisters;
use crate::rows::Disclosure;
pub use crate::status::StartOptions;
use crate::{
    amend, building, catalogue, community, counts, create_register, duplicates, ground, history, import, map, move_in,
    move_out, neighbourhood, note_print, office, organisation, people, person, preferences, record, refusal, report,
    room, save_picture, search, set_purpose, space, status, timeline, today, unlock,
};
use louce_store::Register;
use louce_wire::{Done, Request, RpcError};
use serde_json::Value;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// The desk.
pub struct Desk {
    host: Arc<dyn Host>,
    start: StartOptions,
    session: Mutex<Option<Arc<Session>>>,
    previews: Mutex<HashMap<String, Arc<PreparedImport>>>,
    jobs: Mutex<HashMap<String, Arc<AtomicBool>>>,
    attempts: Mutex<Attempts>,
}

/// A poisoned lock only means that another request failed midway; what it guards is replaced whole or not at all.
fn hold<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// How long a job that was told to stop, or the warming of the cache, may take to let go of the register.
const PATIENCE: Duration = Duration::from_secs(10);
const PAUSE: Duration = Duration::from_millis(20);

/// Closes the register once nothing else holds it. What is committed is safe either way; a holder that does not let go
/// in time closes it when it ends.
fn close_when_free(mut session: Arc<Session>) {
    let mut waited = Duration::ZERO;
    while waited < PATIENCE {
        session = match Arc::try_unwrap(session) {
            Ok(Session { register, .. }) => return close_register(register, waited),
            Err(held) => held,
        };
        std::thread::sleep(PAUSE);
        waited += PAUSE;
    }
}

fn close_register(mut register: Arc<Register>, mut waited: Duration) {
    while waited < PATIENCE {
        register = match Arc::try_unwrap(register) {
            // A checkpoint that fails leaves the journal beside the file; the next opening takes it up.
            Ok(register) => return drop(register.close()),
            Err(held) => held,
        };
        std::thread::sleep(PAUSE);
        waited += PAUSE;
    }
}

fn reply<T: serde::Serialize>(result: Result<T, RpcError>) -> Result<Value, RpcError> {
    serde_json::to_value(result?).map_err(|error| refusal::internal("reply", &error))
}

impl Desk {
    /// An empty desk.
    pub fn new(host: Arc<dyn Host>, start: StartOptions) -> Self {
        Self {
            host,
            start,
            session: Mutex::default(),
            previews: Mutex::default(),
            jobs: Mutex::default(),
            attempts: Mutex::default(),
        }
    }

    /// Registers a job so that it can be cancelled; the flag is raised by `Request::Cancel`.
    pub fn start_job(&self, job: Option<&str>) -> Arc<AtomicBool> {
        let flag = Arc::new(AtomicBool::new(false));
        if let Some(job) = job {
            hold(&self.jobs).insert(job.to_owned(), Arc::clone(&flag));
        }
        flag
    }

    /// Forgets a finished job.
    pub fn end_job(&self, job: Option<&str>) {
        if let Some(job) = job {
            hold(&self.jobs).remove(job);
        }
    }

    /// Carries out one request.
    ///
    /// # Errors
    /// What its operation ends in, as the screen shows it.
    pub fn handle(&self, request: Request, watch: &dyn Watch) -> Result<Value, RpcError> {
        match request {
            Request::Status => reply(Ok(self.status())),
            Request::CreateRegister { path, name, user, display_name, password } => {
                let order = create_register::Order { path: path.into(), name, user, display_name, password };
                reply(create_register::create_register(self.host.as_ref(), order).map(|made| {
                    let session = self.sit_down(made.session);
                    louce_wire::CreatedView { session, recovery_key: made.recovery_key }
                }))
            }
            Request::Unlock { path, user, password } => reply(self.unlock(path.into(), &user, password)),
            Request::Lock => reply(Ok(self.lock())),
            Request::SetPreferences { preferences } => {
                reply(preferences::set_preferences(self.host.as_ref(), &preferences))
            }
            Request::Cancel { job } => {
                if let Some(flag) = hold(&self.jobs).get(&job) {
                    flag.store(true, Ordering::Relaxed);
                }
                reply(Ok(Done {}))
            }
            other => {
                let session = hold(&self.session).clone().ok_or_else(refusal::locked)?;
                self.handle_unlocked(Asking { host: self.host.as_ref(), session: &session }, other, watch)
            }
        }
    }

    fn handle_unlocked(&self, asking: Asking<'_>, request: Request, watch: &dyn Watch) -> Result<Value, RpcError> {
        match request {
            Request::SetPurpose { purpose } => {
                reply(set_purpose::set_purpose(asking, &purpose).map(|session| self.sit_down(session)))
            }
            Request::Counts => reply(counts::counts(asking)),
            Request::Community => reply(community::community(asking)),
            Request::MapColours { mode, as_of } => reply(map::map_colours(asking, mode, as_of.as_deref())),
            Request::RoomColours { building, mode, as_of } => {
                reply(map::room_colours(asking, &building, mode, as_of.as_deref()))
            }
            Request::MapTimeline { mode } => reply(map::map_timeline(asking, mode)),
            Request::PlaceBuilding { id, place } => reply(ground::place_building(asking, &id, &place)),
            Request::FootprintCandidates { building } => reply(ground::candidates(asking, &building)),
            Request::TakeFootprint { building, footprint } => {
                reply(ground::take_footprint(asking, &building, &footprint))
            }
            Request::Building { id, as_of } => reply(building::building(asking, &id, as_of.as_deref())),
            Request::Room { id, reveal, as_of } => {
                reply(room::room(asking, &id, Disclosure::from_reveal(reveal), as_of.as_deref()))
            }
            Request::Person { id, as_of } => reply(person::person(asking, &id, as_of.as_deref())),
            Request::Organisation { id, as_of } => reply(organisation::organisation(asking, &id, as_of.as_deref())),
            Request::History { kind, id } => reply(history::history(asking, &kind, &id)),
            Request::Search { text, kind, limit, as_of } => {
                reply(search::search(asking, &text, kind.as_deref(), limit, as_of.as_deref()))
            }
            Request::Amend { kind, id, edits, note } => {
                reply(amend::amend(asking, &kind, &id, &edits, note.as_deref()))
            }
            Request::MoveIn { room_id, person, stay, end_previous } => {
                let others = move_in::OtherStays::from_end_previous(end_previous);
                reply(move_in::move_in(asking, &room_id, &person, &stay, others))
            }
            Request::MoveOut { stay_id, to, end_reason, moved_to, note } => {
                let end = move_out::End { to, end_reason, moved_to, note };
                reply(move_out::move_out(asking, &stay_id, &end))
            }
            Request::Report { order } => reply(report::write_report(asking, &order, watch)),
            other => self.handle_records(asking, other, watch),
        }
    }

    fn handle_records(&self, asking: Asking<'_>, request: Request, watch: &dyn Watch) -> Result<Value, RpcError> {
        match request {
            Request::Catalogue => reply(catalogue::catalogue(asking)),
            Request::AddRecord { kind, fields, met, note } => {
                reply(record::add(asking, &kind, &fields, &met, note.as_deref()))
            }
            Request::WithdrawRecord { kind, id, note } => reply(record::withdraw(asking, &kind, &id, note.as_deref())),
            Request::Record { kind, id } => reply(record::show(asking, &kind, &id)),
            Request::Timeline { kind, id, reveal } => {
                reply(timeline::timeline(asking, &kind, &id, Disclosure::from_reveal(reveal)))
            }
            Request::Neighbourhood { kind, id, reveal } => {
                reply(neighbourhood::neighbourhood(asking, &kind, &id, Disclosure::from_reveal(reveal)))
            }
            Request::MoveTogether { order } => reply(people::move_together(asking, &order)),
            Request::EditStays { edit } => reply(people::edit_stays(asking, &edit)),
            Request::FormHousehold { household } => reply(people::form_household(asking, &household)),
            Request::LinkPersons { person_id, other_id, verdict, reason } => {
                reply(duplicates::link(asking, &person_id, &other_id, &verdict, reason.as_deref()))
            }
            Request::UnlinkPersons { link_id, note } => reply(duplicates::unlink(asking, &link_id, note.as_deref())),
            Request::Duplicates { offset, limit } => reply(duplicates::queue(asking, offset, limit)),
            Request::Verdicts { offset, limit } => reply(duplicates::verdicts(asking, offset, limit)),
            Request::SearchDuplicates => reply(duplicates::search(asking, watch)),
            Request::DuplicatePair { person_id, other_id } => reply(duplicates::pair(asking, &person_id, &other_id)),
            other => self.handle_spaces(asking, other, watch),
        }
    }

    fn handle_spaces(&self, asking: Asking<'_>, request: Request, watch: &dyn Watch) -> Result<Value, RpcError> {
        match request {
            Request::PlanBlock { building_id, form } => {
                reply(space::plan_block(asking, building_id.as_deref(), form.as_ref()))
            }
            Request::RaiseBuilding { building } => reply(space::raise_building(asking, &building)),
            Request::ChangeBlock { change } => reply(space::change_block(asking, &change)),
            Request::SplitRoom { split } => reply(space::split_room(asking, &split)),
            Request::MergeRooms { merge } => reply(space::merge_rooms(asking, &merge)),
            Request::EditRooms { room_ids, edits, note } => {
                reply(space::edit_rooms(asking, &room_ids, &edits, note.as_deref()))
            }
            Request::Today => reply(today::today(asking)),
            Request::Findings { code, offset, limit } => reply(today::findings(asking, &code, offset, limit)),
            Request::Reminders => reply(today::reminders(asking)),
            Request::SetReminders { reminders } => reply(today::set_reminders(asking, &reminders)),
            Request::AddressMismatches { code, offset, limit } => {
                reply(office::mismatches(asking, code.as_deref(), offset, limit))
            }
            Request::CompareLists { left, right, out } => {
                reply(office::compare_lists(asking, &left, &right, out.as_deref(), watch))
            }
            other => self.handle_import(asking, other, watch),
        }
    }

    fn handle_import(&self, asking: Asking<'_>, request: Request, watch: &dyn Watch) -> Result<Value, RpcError> {
        match request {
            Request::ImportPreview { path, choices } => {
                let prepared =
                    import::preview::prepare(asking, &PathBuf::from(path), &choices.unwrap_or_default(), watch)?;
                let view = prepared.view.clone();
                hold(&self.previews).insert(view.token.clone(), Arc::new(prepared));
                reply(Ok(view))
            }
            Request::ImportCommit { token, remember_as } => {
                // Taken off the desk first: a second click finds nothing to commit. A failed one is put back.
                let prepared = hold(&self.previews).remove(&token).ok_or_else(import::preview_gone)?;
                let name = remember_as.as_deref();
                let result = import::commit::commit_and_remember(asking, &prepared, name, watch);
                if result.is_err() {
                    hold(&self.previews).insert(token, prepared);
                }
                reply(result)
            }
            Request::ImportDiscard { token } => {
                hold(&self.previews).remove(&token);
                reply(Ok(Done {}))
            }
            Request::ImportProfiles => reply(import::profile::list(asking)),
            Request::ImportProfileRename { id, name } => reply(import::profile::rename(asking, &id, &name)),
            Request::ImportProfileForget { id } => reply(import::profile::forget(asking, &id)),
            Request::ImportProfileExport { id, out } => {
                reply(import::profile::export(asking, &id, &PathBuf::from(out)).map(|()| Done {}))
            }
            Request::ImportProfileLoad { path } => reply(import::profile::load(asking, &PathBuf::from(path))),
            Request::Batches => reply(import::batches::batches(asking)),
            Request::UndoBatch { batch_id } => reply(import::undo::undo(asking, &batch_id)),
            Request::ValueOrigin { kind, id, field } => {
                reply(import::provenance::value_origin(asking, &kind, &id, &field))
            }
            Request::RecordOrigin { kind, id } => reply(import::provenance::record_origin(asking, &kind, &id)),
            Request::UndoCheck { batch_id } => reply(import::undo_check::undo_check(asking, &batch_id)),
            Request::KeptLedgers => reply(import::kept::list(asking)),
            Request::SaveKept { batch_id, out } => {
                reply(import::kept::save_copy(asking, &batch_id, &PathBuf::from(out)))
            }
            Request::PurgeKept { batch_ids } => reply(import::kept::purge(asking, &batch_ids)),
            Request::SetKeptRetention { days } => reply(import::kept::set_retention(asking, days)),
            Request::SavePicture { out, png, shown } => {
                reply(save_picture::save_picture(asking, &PathBuf::from(out), &png, &shown).map(|()| Done {}))
            }
            Request::NotePrint { sheet, shown } => reply(note_print::note_print(asking, sheet, &shown)),
            Request::Unimported { batch_id, out } => {
                reply(import::unimported::write(asking, &batch_id, &PathBuf::from(out)))
            }
            other => Err(refusal::internal("request", &format!("{other:?} is not handled"))),
        }
    }

    fn status(&self) -> louce_wire::StatusView {
        let session = hold(&self.session).clone();
        status::status(self.host.as_ref(), &self.start, session.as_deref())
    }

    fn unlock(&self, path: PathBuf, user: &str, password: String) -> Result<louce_wire::SessionView, RpcError> {
        let path = unlock::resolved(&path);
        hold(&self.attempts).allow(&path, user, self.host.now_ms())?;
        let unlocked = unlock::unlock(self.host.as_ref(), &path, user, password);
        hold(&self.attempts).note(&path, user, self.host.now_ms(), &unlocked);
        let session = unlocked?;
        unlock::warm_up(&session);
        Ok(self.sit_down(session))
    }

    /// Puts a session on the desk and shows it.
    fn sit_down(&self, session: Session) -> louce_wire::SessionView {
        let recent = RecentRegisters::in_folder(&self.host.data_dir());
        // The list is a convenience: a read-only home must not keep anyone from their register.
        let _not_remembered = recent.remember(&session.path, &session.register_name, &session.user_name);
        let view = status::session_view(&session);
        *hold(&self.session) = Some(Arc::new(session));
        view
    }

    /// Closes the register: running jobs are told to stop, previews dropped, everything committed is brought into the
    /// one file, keys are forgotten. Also for the end of the program.
    pub fn lock(&self) -> Done {
        hold(&self.jobs).values().for_each(|flag| flag.store(true, Ordering::Relaxed));
        hold(&self.previews).clear();
        let session = hold(&self.session).take();
        if let Some(session) = session {
            close_when_free(session);
        }
        Done {}
    }
}

impl Drop for Desk {
    /// Nothing may still read the register when the process ends.
    fn drop(&mut self) {
        self.lock();
    }
}
