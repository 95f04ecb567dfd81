//! Small blocks for a connection, taken from one slab.
//!
//! With memory security on, SQLCipher locks every allocation into memory and overwrites and unlocks it when it is freed:
//! two calls of the system for each bound text. What fits into a slot of the slab is locked with the slab, once, and
//! overwritten with it when the connection closes. That is no less than before: locks of pages do not nest, so freeing one
//! small block unlocked its neighbours on the page too, while the slab stays locked as long as the connection lives.

use rusqlite::{Connection, ffi};
use std::ffi::{c_int, c_void};

/// Bytes of a slot. Most rows, names and addresses fit; SQLite parts some slots into smaller ones by itself.
const SLOT_BYTES: c_int = 1_200;
/// Slots of a connection: as many as its prepared statements and what is bound to them take.
const SLOTS: c_int = 1_000;

/// Gives a fresh connection its slab. To be called after memory security is on, so that the slab is locked, and before the
/// first statement that stays.
pub(crate) fn widen(connection: &Connection) -> rusqlite::Result<()> {
    #[expect(
        unsafe_code,
        reason = "the call that sets the size of the slab takes variadic arguments and has no wrapper"
    )]
    // SAFETY: the handle lives as long as `connection`; a null pointer lets SQLite allocate the slab itself, and the
    // arguments are of the types that SQLITE_DBCONFIG_LOOKASIDE is documented to take.
    let code = unsafe {
        ffi::sqlite3_db_config(
            connection.handle(),
            ffi::SQLITE_DBCONFIG_LOOKASIDE,
            std::ptr::null_mut::<c_void>(),
            SLOT_BYTES,
            SLOTS,
        )
    };
    if code == ffi::SQLITE_OK { Ok(()) } else { Err(rusqlite::Error::SqliteFailure(ffi::Error::new(code), None)) }
}
