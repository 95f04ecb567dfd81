//! Making and opening a register. Each way it can fail has its own answer and changes nothing on disk.

use crate::connection::{Use, connect, set_up};
use crate::mint::Minter;
use crate::register::{Parts, Register};
use crate::surroundings::Surroundings;
use crate::table::user::{self, Area, User};
use crate::table::{address_mismatch, audit, counter, register_row};
use crate::{findings, migrate, search, slots};
use louce_domain::id::{UserId, mint_uuid};
use louce_seal::{DataKey, KdfParams, KeySlots, NewSlot, Password, ReadError, RecoveryKey, SealError, UnlockError};
use rusqlite::Connection;
use sha2::{Digest, Sha256};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// A register to be made.
pub struct NewRegister<'a> {
    /// `single` or `station` (DESIGN §6).
    pub policy: &'a str,
    /// The first user's name, typed at unlock.
    pub user_name: &'a str,
    /// The first user's name as shown.
    pub display_name: &'a str,
    /// The first user's role.
    pub role: &'a str,
    /// The first user's password.
    pub password: &'a Password,
    /// What a guess of it shall cost.
    pub kdf: KdfParams,
    /// Police areas (警务区) of the register.
    pub areas: Vec<Area>,
}

/// What opens a register.
pub enum Credential {
    /// A user's name and password.
    Password {
        /// Name typed at unlock.
        user: String,
        /// Password.
        password: Password,
    },
    /// The printed recovery key.
    Recovery(RecoveryKey),
}

/// Why a register cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum CreateError {
    /// Something of that name is there.
    #[error("{0} exists already: choose another name")]
    Exists(PathBuf),
    /// The folder is missing.
    #[error("the folder {0} does not exist: create it first")]
    NoFolder(PathBuf),
    /// The folder cannot be written to.
    #[error("the folder {0} is read-only: choose another, or ask for permission to write")]
    ReadOnly(PathBuf),
    /// The key slot cannot be made.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// The disk refused.
    #[error("the disk refused: {0}")]
    Io(#[from] std::io::Error),
    /// The database refused.
    #[error(transparent)]
    Store(#[from] crate::StoreError),
}

/// Why a register cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// There is no such file.
    #[error("there is no register at {0}: check the path")]
    NotFound(PathBuf),
    /// The slot file is missing.
    #[error("the key file {0} is missing: put it back beside the register, it cannot be opened without")]
    NoKeyslots(PathBuf),
    /// The name or the password is wrong, or the recovery key is another register's.
    #[error("user name or password is wrong")]
    WrongPassword,
    /// The slot file is damaged or was altered.
    #[error("the key file is damaged ({0}): restore its .previous copy or a backup")]
    DamagedKeyslots(String),
    /// The slot file is older than the register knows.
    #[error("the key file is an old copy (generation {found}, the register has seen {known}): put the latest one back")]
    OldKeyslots {
        /// Generation of the file.
        found: u64,
        /// Generation the register has seen.
        known: u64,
    },
    /// The register itself is damaged.
    #[error("the register is damaged ({place}): restore the last backup")]
    Damaged {
        /// Where.
        place: String,
    },
    /// A later Louce wrote it.
    #[error("the register has version {found}, this Louce knows up to {known}: update Louce")]
    Newer {
        /// Version in the file.
        found: u32,
        /// The latest version known here.
        known: u32,
    },
    /// The folder or the file cannot be written to.
    #[error("the folder {folder} or the register in it is read-only: copy both files elsewhere, or ask for permission")]
    ReadOnly {
        /// The folder.
        folder: PathBuf,
    },
    /// Another process has it open.
    #[error("the register is open in another window or program: close it there first")]
    Locked,
    /// There is not enough memory to derive the key.
    #[error(transparent)]
    Kdf(#[from] louce_seal::KdfError),
    /// The disk refused.
    #[error("the disk refused: {0}")]
    Io(std::io::Error),
    /// The database refused.
    #[error("the register cannot be opened: {0}")]
    Store(crate::StoreError),
}

impl From<crate::StoreError> for OpenError {
    fn from(error: crate::StoreError) -> Self {
        match error {
            crate::StoreError::Damaged(place) => Self::Damaged { place },
            other => Self::Store(other),
        }
    }
}

impl From<rusqlite::Error> for OpenError {
    fn from(error: rusqlite::Error) -> Self {
        crate::StoreError::from(error).into()
    }
}

fn folder_of(path: &Path) -> PathBuf {
    path.parent().filter(|p| !p.as_os_str().is_empty()).map_or_else(|| PathBuf::from("."), Path::to_path_buf)
}

fn refuses_writing(error: &std::io::Error) -> bool {
    matches!(error.kind(), ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem)
}

impl Register {
    /// Makes a register, its key slots and its first user. The recovery key is shown once and kept nowhere.
    pub fn create(
        path: &Path,
        new: &NewRegister<'_>,
        surroundings: &dyn Surroundings,
    ) -> Result<(Self, RecoveryKey), CreateError> {
        let folder = folder_of(path);
        if !folder.is_dir() {
            return Err(CreateError::NoFolder(folder));
        }
        // A journal left there would be read as this register's; what has the name it is made under would be lost.
        let names = ["", ".keyslots", ".new", "-wal", "-journal"].map(|suffix| with_suffix(path, suffix));
        if let Some(there) = names.into_iter().find(|name| name.symlink_metadata().is_ok()) {
            return Err(CreateError::Exists(there));
        }
        let fill = |buffer: &mut [u8]| surroundings.fill_random(buffer);
        let mut random = [0; 10];
        fill(&mut random);
        let user = UserId(mint_uuid(surroundings.unix_ms(), &random));
        let key = DataKey::generate(&fill);
        let recovery = RecoveryKey::generate(&fill);
        let slot = NewSlot { user: *user.0.as_bytes(), name: new.user_name, password: new.password, kdf: new.kdf };
        let slots = KeySlots::create(&key, &slot, &recovery, &fill)?;
        let building = with_suffix(path, ".new");
        let made = make_file(&building, new, user, &key, &slots, surroundings.unix_ms());
        let placed = made.and_then(|()| {
            louce_seal::write_durably(&slots::path(path), &slots.to_bytes())?;
            Ok(fs::rename(&building, path)?)
        });
        if let Err(error) = placed {
            remove_database(&building);
            return Err(match error {
                CreateError::Io(io) if refuses_writing(&io) => CreateError::ReadOnly(folder),
                other => other,
            });
        }
        let register = open_with_key(path, key, slots, Some(user), surroundings);
        register.map(|register| (register, recovery)).map_err(|error| match error {
            OpenError::Store(store) => CreateError::Store(store),
            OpenError::Io(io) => CreateError::Io(io),
            other => CreateError::Io(std::io::Error::other(other)),
        })
    }

    /// Opens a register.
    pub fn open(path: &Path, credential: &Credential, surroundings: &dyn Surroundings) -> Result<Self, OpenError> {
        let slots = read_slots(path)?;
        let (key, user) = unlock(&slots, credential)?;
        open_with_key(path, key, slots, user, surroundings)
    }

    /// The names that can be typed at unlock, from the slot file alone.
    pub fn user_names(path: &Path) -> Result<Vec<String>, OpenError> {
        Ok(read_slots(path)?.users().into_iter().map(|user| user.name).collect())
    }
}

/// Makes the database under a temporary name, with everything a register starts with.
fn make_file(
    path: &Path,
    new: &NewRegister<'_>,
    user: UserId,
    key: &DataKey,
    slots: &KeySlots,
    at_ms: u64,
) -> Result<(), CreateError> {
    // A name that cannot be written to is found here, before the database gives a vaguer answer.
    drop(File::create_new(path)?);
    let store = |error: rusqlite::Error| CreateError::Store(error.into());
    let keyspec = key.sqlcipher_keyspec(slots.register_id());
    let mut connection = connect(path, &keyspec, Use::Create).map_err(store)?;
    set_up(&connection, Use::Create).map_err(store)?;
    migrate::migrate(&mut connection).map_err(store)?;
    search::bring_up_to_date(&mut connection)?;
    findings::bring_up_to_date(&mut connection)?;
    address_mismatch::bring_up_to_date(&mut connection)?;
    counter::bring_up_to_date(&mut connection)?;
    let transaction = connection.transaction().map_err(store)?;
    register_row::insert(&transaction, slots.register_id(), new.policy, slots.generation(), at_ms)?;
    for area in &new.areas {
        user::put_area(&transaction, area)?;
    }
    let first = User {
        id: user,
        name: new.user_name.to_owned(),
        display_name: new.display_name.to_owned(),
        role: new.role.to_owned(),
        areas: new.areas.iter().map(|area| area.code.clone()).collect(),
        ended_ms: None,
    };
    user::insert(&transaction, &first, at_ms)?;
    let made = audit::NewAudit {
        at_ms,
        user,
        role: new.role,
        action: "register.create",
        purpose: None,
        note: None,
        change: None,
        batch: None,
        records: &[],
        count: 0,
        result: "done",
    };
    audit::append(&transaction, &made)?;
    transaction.commit().map_err(store)?;
    connection.close().map_err(|(_, error)| store(error))
}

fn remove_database(path: &Path) {
    for suffix in ["", "-wal", "-shm"] {
        // What is not there need not be removed.
        let _ = fs::remove_file(with_suffix(path, suffix));
    }
}

pub(crate) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

fn read_slots(path: &Path) -> Result<KeySlots, OpenError> {
    if !path.is_file() {
        return Err(OpenError::NotFound(path.to_path_buf()));
    }
    let slot_path = slots::path(path);
    let bytes = louce_seal::read_capped(&slot_path, 1024 * 1024).map_err(|error| match error.kind() {
        ErrorKind::NotFound => OpenError::NoKeyslots(slot_path.clone()),
        ErrorKind::FileTooLarge => OpenError::DamagedKeyslots("too large".to_owned()),
        _ => OpenError::Io(error),
    })?;
    KeySlots::from_bytes(&bytes).map_err(|error| match error {
        ReadError::Damaged(what) => OpenError::DamagedKeyslots(what.to_owned()),
        ReadError::Newer { found, known } => OpenError::Newer { found, known },
    })
}

fn unlock(slots: &KeySlots, credential: &Credential) -> Result<(DataKey, Option<UserId>), OpenError> {
    let opened = match credential {
        Credential::Password { user, password } => {
            slots.unlock(user, password).map(|(key, id)| (key, Some(UserId(uuid::Uuid::from_bytes(id)))))
        }
        Credential::Recovery(recovery) => slots.unlock_by_recovery(recovery).map(|key| (key, None)),
    };
    opened.map_err(|error| match error {
        UnlockError::WrongSecret => OpenError::WrongPassword,
        UnlockError::Altered => OpenError::DamagedKeyslots("altered".to_owned()),
        UnlockError::Kdf(kdf) => OpenError::Kdf(kdf),
    })
}

/// Held as long as the register is open.
pub(crate) struct ProcessLock {
    _file: File,
}

/// Takes the lock file beside the register; one that was not there before is removed again when opening fails.
fn lock(path: &Path) -> Result<(ProcessLock, Option<PathBuf>), OpenError> {
    let lock_path = with_suffix(path, ".lock");
    let made = (!lock_path.exists()).then(|| lock_path.clone());
    let denied = |error: std::io::Error| {
        if refuses_writing(&error) { OpenError::ReadOnly { folder: folder_of(path) } } else { OpenError::Io(error) }
    };
    // Opened for writing and closed at once: shows a read-only file before anything is read from it.
    drop(OpenOptions::new().write(true).open(path).map_err(denied)?);
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(&lock_path).map_err(denied)?;
    match file.try_lock() {
        Ok(()) => Ok((ProcessLock { _file: file }, made)),
        Err(TryLockError::WouldBlock) => Err(OpenError::Locked),
        Err(TryLockError::Error(error)) => Err(OpenError::Io(error)),
    }
}

fn open_with_key(
    path: &Path,
    key: DataKey,
    slots: KeySlots,
    user: Option<UserId>,
    surroundings: &dyn Surroundings,
) -> Result<Register, OpenError> {
    let (lock, made) = lock(path)?;
    let mut seed = [0; 32];
    surroundings.fill_random(&mut seed);
    let opened = open_writer(path, &key, &slots);
    match opened {
        Ok((writer, policy)) => {
            // The state of the register goes into the seed: even a source that repeats itself gives no identifier twice.
            let (_, state) = audit::head(&writer)?;
            let minter = Minter::new(Sha256::new().chain_update(seed).chain_update(state).finalize().into());
            let path = path.to_path_buf();
            Ok(Register::assemble(Parts { path, key, slots, user, policy, writer, minter, lock }))
        }
        Err(error) => {
            if let Some(made) = made {
                // Left behind it would only be in the way of nobody.
                let _ = fs::remove_file(made);
            }
            Err(error)
        }
    }
}

/// SQLCipher's page size.
const PAGE: u64 = 4096;

/// Whole pages only. A log left by a crash may still hold the rest, so that then the length says nothing.
fn check_length(path: &Path) -> Result<(), OpenError> {
    let length = fs::metadata(path).map_err(OpenError::Io)?.len();
    let log = fs::metadata(with_suffix(path, "-wal")).map_or(0, |wal| wal.len());
    if length == 0 || (length % PAGE != 0 && log == 0) {
        return Err(OpenError::Damaged { place: format!("the file is cut short at {length} bytes") });
    }
    Ok(())
}

/// Opens and checks the writer. Nothing is written before every check has passed.
fn open_writer(path: &Path, key: &DataKey, slots: &KeySlots) -> Result<(Connection, String), OpenError> {
    check_length(path)?;
    let keyspec = key.sqlcipher_keyspec(slots.register_id());
    let mut writer = connect(path, &keyspec, Use::Write)?;
    let found = migrate::version(&writer)?;
    if found > migrate::KNOWN {
        return Err(OpenError::Newer { found, known: migrate::KNOWN });
    }
    if found == 0 {
        return Err(OpenError::Damaged { place: "there is no schema".to_owned() });
    }
    let (id, policy, generation, _) = register_row::get(&writer)?;
    if id != *slots.register_id() {
        return Err(OpenError::DamagedKeyslots("it belongs to another register".to_owned()));
    }
    if slots.generation() < generation {
        return Err(OpenError::OldKeyslots { found: slots.generation(), known: generation });
    }
    set_up(&writer, Use::Write)?;
    migrate::migrate(&mut writer)?;
    search::bring_up_to_date(&mut writer)?;
    findings::bring_up_to_date(&mut writer)?;
    address_mismatch::bring_up_to_date(&mut writer)?;
    counter::bring_up_to_date(&mut writer)?;
    if slots.generation() > generation {
        // The program ended between writing the slot file and noting it here.
        register_row::set_generation(&writer, slots.generation())?;
    }
    Ok((writer, policy))
}
