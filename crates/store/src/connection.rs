//! The one place where connections are made: keyed before anything is read, then set up alike.

use crate::key::key;
use crate::lookaside;
use louce_seal::Sensitive;
use rusqlite::{CachedStatement, Connection, OpenFlags};
use std::path::Path;
use std::time::Duration;

/// What a connection is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Use {
    /// Making a new file.
    Create,
    /// The one writer.
    Write,
    /// One of the readers; `PRAGMA query_only`. The first one gets the larger cache.
    Read {
        /// Page cache in KiB. Encrypted pages are cheap only once they lie decrypted here.
        cache_kib: u32,
    },
}

/// Page cache of the writer in KiB; raised by [`grow_cache`] for the length of a bulk load.
const WRITER_CACHE_KIB: u32 = 64 * 1024;
const BULK_CACHE_KIB: u32 = 384 * 1024;

/// Opens and keys a connection. Nothing on disk is changed by `Write` and `Read` until something is written.
pub(crate) fn connect(path: &Path, keyspec: &Sensitive<String>, purpose: Use) -> rusqlite::Result<Connection> {
    let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    if purpose == Use::Create {
        flags |= OpenFlags::SQLITE_OPEN_CREATE;
    }
    let connection = Connection::open_with_flags(path, flags)?;
    set_before_key(&connection)?;
    lookaside::widen(&connection)?;
    key(&connection, keyspec)?;
    // The first read shows whether the key fits and the first page is whole.
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0))?;
    Ok(connection)
}

/// Memory security has to be on before the first key of the process; SQLCipher must not write to standard error.
fn set_before_key(connection: &Connection) -> rusqlite::Result<()> {
    for pragma in ["PRAGMA cipher_log_level = NONE", "PRAGMA cipher_memory_security = ON"] {
        drain(connection, pragma)?;
    }
    Ok(())
}

/// The settings every connection works with (STORE §11).
pub(crate) fn set_up(connection: &Connection, purpose: Use) -> rusqlite::Result<()> {
    connection.busy_timeout(Duration::from_secs(10))?;
    connection.set_prepared_statement_cache_capacity(256);
    let cache = match purpose {
        Use::Create | Use::Write => WRITER_CACHE_KIB,
        Use::Read { cache_kib } => cache_kib,
    };
    drain(connection, &format!("PRAGMA cache_size = -{cache}"))?;
    for pragma in ["PRAGMA temp_store = MEMORY", "PRAGMA foreign_keys = ON", "PRAGMA synchronous = FULL"] {
        drain(connection, pragma)?;
    }
    match purpose {
        Use::Create | Use::Write => drain(connection, "PRAGMA journal_mode = WAL"),
        Use::Read { .. } => drain(connection, "PRAGMA query_only = ON"),
    }
}

/// Gives the writer the cache a bulk load needs.
pub(crate) fn grow_cache(connection: &Connection) -> rusqlite::Result<()> {
    drain(connection, &format!("PRAGMA cache_size = -{BULK_CACHE_KIB}"))
}

/// Takes it back.
pub(crate) fn shrink_cache(connection: &Connection) -> rusqlite::Result<()> {
    drain(connection, &format!("PRAGMA cache_size = -{WRITER_CACHE_KIB}"))?;
    drain(connection, "PRAGMA shrink_memory")
}

/// Runs a pragma, whatever rows it answers with.
pub(crate) fn drain(connection: &Connection, sql: &str) -> rusqlite::Result<()> {
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([])?;
    while rows.next()?.is_some() {}
    Ok(())
}

/// A statement prepared once per connection. Every query goes through here, so that a test can see them all.
pub(crate) trait Ready {
    /// The statement, from the connection's cache where it was prepared before.
    fn ready(&self, sql: &str) -> rusqlite::Result<CachedStatement<'_>>;
}

impl Ready for Connection {
    fn ready(&self, sql: &str) -> rusqlite::Result<CachedStatement<'_>> {
        #[cfg(test)]
        seen::note(sql);
        self.prepare_cached(sql)
    }
}

/// The statements that a test has run.
#[cfg(test)]
pub(crate) mod seen {
    use std::cell::{Cell, RefCell};
    use std::collections::BTreeSet;

    thread_local! {
        static SEEN: RefCell<BTreeSet<String>> = const { RefCell::new(BTreeSet::new()) };
        static RUNS: Cell<usize> = const { Cell::new(0) };
    }

    pub(super) fn note(sql: &str) {
        SEEN.with_borrow_mut(|seen| seen.insert(sql.to_owned()));
        RUNS.set(RUNS.get() + 1);
    }

    /// Takes how often a statement was run so far, the same one each time it was.
    pub(crate) fn take_runs() -> usize {
        RUNS.take()
    }

    /// Takes what was seen so far.
    pub(crate) fn take() -> BTreeSet<String> {
        SEEN.take()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use louce_seal::DataKey;

    fn text(connection: &Connection, pragma: &str) -> String {
        let value = connection.query_row(pragma, [], |row| row.get::<_, rusqlite::types::Value>(0)).unwrap();
        match value {
            rusqlite::types::Value::Integer(number) => number.to_string(),
            rusqlite::types::Value::Text(text) => text,
            other => panic!("{pragma} answered {other:?}"),
        }
    }

    #[test]
    fn every_connection_is_set_up_as_promised() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("示例.louce");
        let keyspec = DataKey::generate(&|bytes| bytes.fill(3)).sqlcipher_keyspec(&[1; 16]);
        let writer = connect(&path, &keyspec, Use::Create).unwrap();
        set_up(&writer, Use::Create).unwrap();
        writer.execute_batch("CREATE TABLE probe (id INTEGER PRIMARY KEY)").unwrap();
        let purpose = Use::Read { cache_kib: 1024 };
        let reader = connect(&path, &keyspec, purpose).unwrap();
        set_up(&reader, purpose).unwrap();
        for connection in [&writer, &reader] {
            assert_eq!(text(connection, "PRAGMA cipher_memory_security"), "1", "freed memory is overwritten");
            assert_eq!(text(connection, "PRAGMA journal_mode"), "wal", "readers do not wait for the writer");
            assert_eq!(text(connection, "PRAGMA synchronous"), "2", "a commit survives a power cut");
            assert_eq!(text(connection, "PRAGMA foreign_keys"), "1", "no reference points nowhere");
            assert_eq!(text(connection, "PRAGMA temp_store"), "2", "nothing is spilled to disk in the clear");
            assert_eq!(text(connection, "PRAGMA cipher_page_size"), "4096", "the length check counts on it");
        }
        assert_eq!(text(&reader, "PRAGMA query_only"), "1", "a reader cannot write");
        assert!(reader.execute("INSERT INTO probe DEFAULT VALUES", []).is_err(), "a reader cannot write");
        let other = DataKey::generate(&|bytes| bytes.fill(4)).sqlcipher_keyspec(&[1; 16]);
        assert!(connect(&path, &other, Use::Write).is_err(), "another key opens nothing");
    }
}
