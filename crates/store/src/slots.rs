//! Users and the slots that let them in: the slot file is written first, then the register notes its generation.

use crate::WriteContext;
use crate::error::{Result, StoreError};
use crate::open::with_suffix;
use crate::register::Register;
use crate::surroundings::Surroundings;
use crate::table::register_row;
use crate::table::user::User;
use crate::write::WriteTx;
use louce_domain::id::UserId;
use louce_seal::{KdfParams, KeySlots, NewSlot, Password, RecoveryKey, SealError};
use std::path::{Path, PathBuf};

/// Where the slots of a register lie.
pub(crate) fn path(register: &Path) -> PathBuf {
    with_suffix(register, ".keyslots")
}

impl Register {
    /// Adds a user and a slot for their password.
    pub fn add_user(
        &self,
        context: &WriteContext,
        user: &User,
        password: &Password,
        kdf: KdfParams,
        surroundings: &dyn Surroundings,
    ) -> Result<()> {
        let fill = |buffer: &mut [u8]| surroundings.fill_random(buffer);
        let slot = NewSlot { user: *user.id.0.as_bytes(), name: &user.name, password, kdf };
        let new = self.slots().with_user(self.key(), &slot, &fill)?;
        self.replace_slots(context, new, |tx| tx.create_user(user))
    }

    /// Ends a user's account: their slot is gone, what they did stays theirs.
    pub fn end_user(&self, context: &WriteContext, user: UserId) -> Result<()> {
        let new = self.slots().without_user(self.key(), user.0.as_bytes())?;
        self.replace_slots(context, new, |tx| tx.end_user(user))
    }

    /// Gives a user a new password.
    pub fn change_password(
        &self,
        context: &WriteContext,
        user: UserId,
        password: &Password,
        kdf: KdfParams,
        surroundings: &dyn Surroundings,
    ) -> Result<()> {
        let known = self.slots().users().into_iter().find(|u| u.id == *user.0.as_bytes());
        let name = known.ok_or(StoreError::Seal(SealError::NoSuchUser))?.name;
        let fill = |buffer: &mut [u8]| surroundings.fill_random(buffer);
        let slot = NewSlot { user: *user.0.as_bytes(), name: &name, password, kdf };
        let new = self.slots().with_password(self.key(), &slot, &fill)?;
        self.replace_slots(context, new, |_| Ok(()))
    }

    /// Makes a new recovery key; the printed one is void from here on.
    pub fn renew_recovery_key(&self, context: &WriteContext, surroundings: &dyn Surroundings) -> Result<RecoveryKey> {
        let fill = |buffer: &mut [u8]| surroundings.fill_random(buffer);
        let recovery = RecoveryKey::generate(&fill);
        let new = self.slots().with_recovery(self.key(), &recovery, &fill)?;
        self.replace_slots(context, new, |_| Ok(()))?;
        Ok(recovery)
    }

    /// Writes the slot file inside the transaction that notes it: a slot file newer than the register is accepted at the
    /// next opening, an older one never.
    fn replace_slots(
        &self,
        context: &WriteContext,
        new: KeySlots,
        also: impl FnOnce(&mut WriteTx<'_>) -> Result<()>,
    ) -> Result<()> {
        self.write(context, |tx| {
            also(tx)?;
            register_row::set_generation(tx.connection(), new.generation())?;
            Ok::<_, StoreError>(louce_seal::write_durably(&path(self.path()), &new.to_bytes())?)
        })?;
        self.set_slots(new);
        Ok(())
    }
}
