//! Hands SQLCipher its key from a buffer that is wiped, without writing it into any statement text.

use louce_seal::Sensitive;
use rusqlite::{Connection, ffi};

/// Keys a fresh connection with a raw key specification (`x'…'`).
pub(crate) fn key(connection: &Connection, keyspec: &Sensitive<String>) -> rusqlite::Result<()> {
    // Exposed to SQLCipher, which copies it into memory of its own that it wipes.
    let spec = keyspec.expose();
    let length = std::ffi::c_int::try_from(spec.len()).map_err(|_| rusqlite::Error::InvalidQuery)?;
    #[expect(
        unsafe_code,
        reason = "sqlite3_key has no safe wrapper, and a PRAGMA would leave the key in statement text"
    )]
    // SAFETY: the handle lives as long as `connection`; the buffer is valid for `length` bytes during the call.
    let code = unsafe { ffi::sqlite3_key(connection.handle(), spec.as_ptr().cast(), length) };
    if code == ffi::SQLITE_OK { Ok(()) } else { Err(rusqlite::Error::SqliteFailure(ffi::Error::new(code), None)) }
}
