//! The slot file: which users can open the register. Text of three lines: the slots (JSON), their MAC under a key
//! derived from the data key, and a checksum that tells accidental damage from a wrong password before any is tried.

use crate::kdf::{KdfError, KdfParams};
use crate::password::Password;
use crate::recovery::RecoveryKey;
use crate::slot::{Opener, Secret, Slot};
use crate::{DataKey, FillRandom, hex, random};
use hkdf::hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

const VERSION: u32 = 1;
const SUITE: &str = "argon2id+hkdf-sha256+xchacha20poly1305";
/// No slot file of ours comes near this.
const MOST_BYTES: usize = 1024 * 1024;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Body {
    version: u32,
    suite: String,
    #[serde(with = "hex::array")]
    register: [u8; 16],
    generation: u64,
    slots: Vec<Slot>,
}

/// The slots of one register, as read from or about to be written to its slot file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeySlots {
    body: Body,
    mac: [u8; 32],
}

/// A user for whom a slot is made.
pub struct NewSlot<'a> {
    /// The user's identifier.
    pub user: [u8; 16],
    /// The name typed at unlock.
    pub name: &'a str,
    /// The password.
    pub password: &'a Password,
    /// What a guess shall cost.
    pub kdf: KdfParams,
}

/// A user who has a slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlotUser {
    /// The user's identifier.
    pub id: [u8; 16],
    /// The name typed at unlock.
    pub name: String,
}

/// Why a slot file cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Bytes are missing or changed.
    #[error("the key file is damaged ({0}): restore it from its .previous copy or from a backup")]
    Damaged(&'static str),
    /// A later Louce wrote it.
    #[error("the key file has version {found}, this Louce knows up to {known}: update Louce")]
    Newer {
        /// Version in the file.
        found: u32,
        /// The latest version known here.
        known: u32,
    },
}

/// Why a slot cannot be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UnlockError {
    /// No slot opens with this name and password, or this recovery key.
    #[error("user name or password is wrong")]
    WrongSecret,
    /// The slot opened, but the file around it was changed by someone without the key.
    #[error("the key file was altered: restore it from its .previous copy or from a backup")]
    Altered,
    /// The key could not be derived.
    #[error(transparent)]
    Kdf(#[from] KdfError),
}

/// Why a slot cannot be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// There is already a user of that name.
    #[error("there is already a user of that name: choose another")]
    NameTaken,
    /// There is no such user.
    #[error("there is no such user")]
    NoSuchUser,
    /// The last user would be locked out.
    #[error("the last user cannot be removed")]
    LastUser,
    /// The key could not be derived.
    #[error(transparent)]
    Kdf(#[from] KdfError),
}

impl KeySlots {
    /// Slots for a new register: its first user and a recovery key.
    pub fn create(
        key: &DataKey,
        first: &NewSlot<'_>,
        recovery: &RecoveryKey,
        fill: &FillRandom<'_>,
    ) -> Result<Self, SealError> {
        let register = random(fill);
        let body = Body { version: VERSION, suite: SUITE.to_owned(), register, generation: 0, slots: Vec::new() };
        let mut slots = Self { body, mac: [0; 32] };
        let opened_by_paper = Slot::seal(&register, Opener::Recovery, 1, &Secret::Recovery(recovery), key, fill)?;
        slots.body.slots.push(opened_by_paper);
        slots.with_user(key, first, fill)
    }

    /// The register these slots belong to.
    pub const fn register_id(&self) -> &[u8; 16] {
        &self.body.register
    }

    /// Rises with every change of the slots; the register keeps a copy, so that an old slot file is noticed.
    pub const fn generation(&self) -> u64 {
        self.body.generation
    }

    /// The users who can open the register with a password.
    pub fn users(&self) -> Vec<SlotUser> {
        let user = |slot: &Slot| match &slot.opener {
            Opener::Password { user, name, .. } => Some(SlotUser { id: *user, name: name.clone() }),
            Opener::Recovery => None,
        };
        self.body.slots.iter().filter_map(user).collect()
    }

    /// Reads a slot file. Whether its slots are the ones that were written is only known after unlocking.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ReadError> {
        if bytes.len() > MOST_BYTES {
            return Err(ReadError::Damaged("too large"));
        }
        let text = std::str::from_utf8(bytes).map_err(|_| ReadError::Damaged("not text"))?;
        let (body, mac, sum) = three_lines(text).ok_or(ReadError::Damaged("cut short or overlong"))?;
        if hex::decode_array::<32>(sum) != Some(checksum(body, mac)) {
            return Err(ReadError::Damaged("checksum"));
        }
        let mac = hex::decode_array(mac).ok_or(ReadError::Damaged("authentication code"))?;
        Ok(Self { body: read_body(body)?, mac })
    }

    /// The bytes of the slot file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let body = self.body_text();
        let mac = hex::encode(&self.mac);
        let sum = hex::encode(&checksum(&body, &mac));
        format!("{body}\n{mac}\n{sum}\n").into_bytes()
    }

    /// Opens a user's slot. An unknown name costs the same work as a wrong password.
    pub fn unlock(&self, name: &str, password: &Password) -> Result<(DataKey, [u8; 16]), UnlockError> {
        let found = self.body.slots.iter().find_map(|slot| match &slot.opener {
            Opener::Password { user, name: theirs, .. } if theirs == name => Some((slot, *user)),
            _ => None,
        });
        let Some((slot, user)) = found else {
            let costs = self.dearest_kdf();
            costs.stretch(password, &[0; 16])?;
            return Err(UnlockError::WrongSecret);
        };
        let key = slot.open(&self.body.register, &Secret::Password(password))?;
        self.authenticated(key).map(|key| (key, user))
    }

    /// Opens the recovery slot.
    pub fn unlock_by_recovery(&self, recovery: &RecoveryKey) -> Result<DataKey, UnlockError> {
        let slot = self.body.slots.iter().find(|slot| slot.opener == Opener::Recovery);
        let slot = slot.ok_or(UnlockError::WrongSecret)?;
        let key = slot.open(&self.body.register, &Secret::Recovery(recovery))?;
        self.authenticated(key)
    }

    /// The slots with one more user.
    pub fn with_user(&self, key: &DataKey, new: &NewSlot<'_>, fill: &FillRandom<'_>) -> Result<Self, SealError> {
        if self.users().iter().any(|u| u.name == new.name || u.id == new.user) {
            return Err(SealError::NameTaken);
        }
        let mut slots = self.clone();
        slots.body.slots.push(self.slot_for(key, new, 1, fill)?);
        Ok(slots.sealed_anew(key))
    }

    /// The slots with a user's password changed.
    pub fn with_password(&self, key: &DataKey, new: &NewSlot<'_>, fill: &FillRandom<'_>) -> Result<Self, SealError> {
        let mut slots = self.clone();
        let theirs = |slot: &&mut Slot| matches!(&slot.opener, Opener::Password { user, .. } if *user == new.user);
        let slot = slots.body.slots.iter_mut().find(theirs).ok_or(SealError::NoSuchUser)?;
        *slot = self.slot_for(key, new, slot.generation.saturating_add(1), fill)?;
        Ok(slots.sealed_anew(key))
    }

    /// The slots without a user.
    pub fn without_user(&self, key: &DataKey, user: &[u8; 16]) -> Result<Self, SealError> {
        let users = self.users();
        if !users.iter().any(|u| u.id == *user) {
            return Err(SealError::NoSuchUser);
        }
        if users.len() == 1 {
            return Err(SealError::LastUser);
        }
        let mut slots = self.clone();
        slots.body.slots.retain(|slot| !matches!(&slot.opener, Opener::Password { user: u, .. } if u == user));
        Ok(slots.sealed_anew(key))
    }

    /// The slots with a new recovery key in place of the old one.
    pub fn with_recovery(
        &self,
        key: &DataKey,
        recovery: &RecoveryKey,
        fill: &FillRandom<'_>,
    ) -> Result<Self, SealError> {
        let mut slots = self.clone();
        let old = self.body.slots.iter().filter(|s| s.opener == Opener::Recovery).map(|s| s.generation).max();
        slots.body.slots.retain(|slot| slot.opener != Opener::Recovery);
        let next = old.unwrap_or(0).saturating_add(1);
        let secret = Secret::Recovery(recovery);
        slots.body.slots.push(Slot::seal(&self.body.register, Opener::Recovery, next, &secret, key, fill)?);
        Ok(slots.sealed_anew(key))
    }

    fn slot_for(
        &self,
        key: &DataKey,
        new: &NewSlot<'_>,
        generation: u32,
        fill: &FillRandom<'_>,
    ) -> Result<Slot, SealError> {
        let opener = Opener::Password { user: new.user, name: new.name.to_owned(), kdf: new.kdf };
        let secret = Secret::Password(new.password);
        Ok(Slot::seal(&self.body.register, opener, generation, &secret, key, fill)?)
    }

    fn sealed_anew(mut self, key: &DataKey) -> Self {
        self.body.generation = self.body.generation.saturating_add(1);
        self.mac = self.mac_state(key).finalize().into_bytes().into();
        self
    }

    fn authenticated(&self, key: Option<DataKey>) -> Result<DataKey, UnlockError> {
        let key = key.ok_or(UnlockError::WrongSecret)?;
        self.mac_state(&key).verify_slice(&self.mac).map_err(|_| UnlockError::Altered)?;
        Ok(key)
    }

    fn mac_state(&self, key: &DataKey) -> Hmac<Sha256> {
        let mac_key = key.slot_file_key(&self.body.register);
        // Exposed to HMAC only; 32 bytes fit its block exactly as given.
        let mut mac = Hmac::<Sha256>::new(&block_of(mac_key.expose()));
        mac.update(b"louce/slot-file/v1");
        mac.update(self.body_text().as_bytes());
        mac
    }

    fn body_text(&self) -> String {
        // Strings, integers and lists: JSON cannot fail on them.
        serde_json::to_string(&self.body).unwrap_or_default()
    }

    /// What an unlock costs at most here, so that an unknown name takes as long.
    fn dearest_kdf(&self) -> KdfParams {
        let kdf = |slot: &Slot| match &slot.opener {
            Opener::Password { kdf, .. } => Some(*kdf),
            Opener::Recovery => None,
        };
        self.body.slots.iter().filter_map(kdf).max_by_key(|k| k.m_kib()).unwrap_or(KdfParams::floor())
    }
}

/// HMAC pads a key to its block with zeros (RFC 2104 §2).
fn block_of(key: &[u8; 32]) -> hkdf::hmac::digest::Key<Hmac<Sha256>> {
    let mut block = hkdf::hmac::digest::Key::<Hmac<Sha256>>::default();
    block.iter_mut().zip(key).for_each(|(to, from)| *to = *from);
    block
}

fn three_lines(text: &str) -> Option<(&str, &str, &str)> {
    let (body, rest) = text.split_once('\n')?;
    let (mac, rest) = rest.split_once('\n')?;
    let (sum, rest) = rest.split_once('\n')?;
    rest.is_empty().then_some((body, mac, sum))
}

fn checksum(body: &str, mac: &str) -> [u8; 32] {
    let digest = Sha256::new().chain_update(b"louce/slot-file-checksum/v1\n");
    digest.chain_update(body).chain_update(b"\n").chain_update(mac).finalize().into()
}

fn read_body(text: &str) -> Result<Body, ReadError> {
    #[derive(Deserialize)]
    struct Versioned {
        version: u32,
    }
    let Versioned { version } = serde_json::from_str(text).map_err(|_| ReadError::Damaged("form"))?;
    if version > VERSION {
        return Err(ReadError::Newer { found: version, known: VERSION });
    }
    let body: Body = serde_json::from_str(text).map_err(|_| ReadError::Damaged("form"))?;
    if body.suite != SUITE {
        return Err(ReadError::Damaged("suite"));
    }
    let bounded = |slot: &Slot| match &slot.opener {
        Opener::Password { kdf, .. } => kdf.within_bounds(),
        Opener::Recovery => true,
    };
    if !body.slots.iter().all(bounded) {
        return Err(ReadError::Damaged("key derivation parameters out of bounds"));
    }
    Ok(body)
}
