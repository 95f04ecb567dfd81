//! What of the map leaves as a picture or on paper (出图、打印), in the audit log: what it shows, how many rooms, which file.

use super::words::mode_code;
use crate::asking::{Asking, Permit, stored};
use crate::import::kept::hex;
use crate::{day, ids};
use louce_domain::id::BuildingId;
use louce_store::{Reader, Seen, StoreError};
use louce_wire::{MapShown, RpcError};
use sha2::{Digest, Sha256};
use std::path::Path;

/// A picture or a sheet on its way out.
pub(crate) struct Leaving<'a> {
    /// `picture`, `print map` or `print table`.
    pub(crate) how: &'static str,
    /// What it shows, as whoever drew it says.
    pub(crate) shown: &'a MapShown,
    /// The floor that is slid out.
    pub(crate) floor: Option<i16>,
    /// The file and what will be in it; none on paper.
    pub(crate) file: Option<(&'a Path, &'a [u8])>,
}

impl Leaving<'_> {
    /// Notes it, before it leaves. Gives the time that the note has, milliseconds since 1970.
    ///
    /// # Errors
    /// When there is no such building or day, or the note cannot be written: then nothing may leave.
    pub(crate) fn note(&self, asking: Asking<'_>, permit: &Permit<'_>) -> Result<u64, RpcError> {
        let building = self.shown.building.as_deref().map(ids::read::<BuildingId>).transpose()?;
        let context = permit.read_context(Some(&self.words()?));
        let register = &asking.session.register;
        register.audited_read(&context, |reader, seen| see(&reader, seen, building)).map_err(stored)?;
        Ok(context.at_ms)
    }

    /// `picture state building 0192… floor 3 2015-06-01 《望湖.png》 sha256 9f86…`
    fn words(&self) -> Result<String, RpcError> {
        let MapShown { mode, building, as_of } = self.shown;
        let mut words = vec![self.how.to_owned(), mode.map_or("plain", mode_code).to_owned()];
        words.extend(building.as_ref().map(|id| format!("building {id}")));
        words.extend(self.floor.map(|floor| format!("floor {floor}")));
        words.extend(day::read(as_of.as_deref())?.map(|day| day.to_string()));
        words.extend(self.file.map(|(path, bytes)| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            format!("《{name}》 sha256 {}", hex(&Sha256::digest(bytes)))
        }));
        Ok(words.join(" "))
    }
}

/// The rooms of the building, or of the whole register.
fn see(reader: &Reader<'_>, seen: &mut Seen, building: Option<BuildingId>) -> Result<(), StoreError> {
    let rooms = match building {
        None => u64::try_from(reader.counters()?.get("rooms")).unwrap_or_default(),
        Some(id) => reader.rooms_of(reader.building(id)?.id)?.len() as u64,
    };
    seen.count(rooms);
    Ok(())
}
