//! An open register: one writer, pooled readers, nothing on disk but ciphertext.

use crate::connection::{self, Use, connect, set_up};
use crate::context::{ReadContext, WriteContext};
use crate::error::{Result, StoreError};
use crate::mint::Minter;
use crate::open::ProcessLock;
use crate::read::Reader;
use crate::search;
use crate::table::audit::{self, NewAudit};
use crate::write::{Pace, WriteTx};
use louce_domain::change::RecordRef;
use louce_domain::id::UserId;
use louce_seal::{DataKey, KeySlots};
use rusqlite::{Connection, TransactionBehavior};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Page cache of the reader that is used first, and of the others, in KiB.
const FIRST_READER_KIB: u32 = 160 * 1024;
const OTHER_READER_KIB: u32 = 24 * 1024;

/// Makes `read` and `write` of one thread wait for no other reader.
struct PooledReader {
    connection: Connection,
    first: bool,
}

#[derive(Default)]
struct Pool {
    idle: Vec<PooledReader>,
    first_made: bool,
}

struct Writer {
    connection: Connection,
    minter: Minter,
}

/// What a register is put together from.
pub(crate) struct Parts {
    pub(crate) path: PathBuf,
    pub(crate) key: DataKey,
    pub(crate) slots: KeySlots,
    pub(crate) user: Option<UserId>,
    pub(crate) policy: String,
    pub(crate) writer: Connection,
    pub(crate) minter: Minter,
    pub(crate) lock: ProcessLock,
}

/// An open register.
pub struct Register {
    path: PathBuf,
    key: DataKey,
    slots: Mutex<KeySlots>,
    user: Option<UserId>,
    policy: String,
    // Readers and writer are dropped before the lock is released.
    pool: Mutex<Pool>,
    writer: Mutex<Writer>,
    _lock: ProcessLock,
}

/// What an audited look-up has seen, told by the one who looks.
#[derive(Debug, Default)]
pub struct Seen {
    records: Vec<RecordRef>,
    count: u64,
}

impl Seen {
    /// A record was seen.
    pub fn record(&mut self, record: RecordRef) {
        self.count += 1;
        if self.records.len() < 50 {
            self.records.push(record);
        }
    }

    /// So many records were seen, unnamed.
    pub const fn count(&mut self, number: u64) {
        self.count += number;
    }
}

/// A panic elsewhere rolled its transaction back; what is behind the lock is whole.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Register {
    pub(crate) fn assemble(parts: Parts) -> Self {
        Self {
            path: parts.path,
            key: parts.key,
            slots: Mutex::new(parts.slots),
            user: parts.user,
            policy: parts.policy,
            pool: Mutex::default(),
            writer: Mutex::new(Writer { connection: parts.writer, minter: parts.minter }),
            _lock: parts.lock,
        }
    }

    /// Where the register lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Who opened it; none for the recovery key.
    pub const fn opened_by(&self) -> Option<UserId> {
        self.user
    }

    /// `single` or `station`.
    pub fn policy(&self) -> &str {
        &self.policy
    }

    pub(crate) const fn key(&self) -> &DataKey {
        &self.key
    }

    pub(crate) fn slots(&self) -> KeySlots {
        held(&self.slots).clone()
    }

    pub(crate) fn set_slots(&self, slots: KeySlots) {
        *held(&self.slots) = slots;
    }

    /// Writes: everything the closure does lands together with change log, search index, counters and audit row in one
    /// transaction, or, where it returns an error or panics, nothing does.
    pub fn write<T, E: From<StoreError>>(
        &self,
        context: &WriteContext,
        work: impl FnOnce(&mut WriteTx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.write_at(Pace::Steady, context, work)
    }

    /// Like [`write`](Self::write) for a first import or a demo community: rows first; indexes, counters and the search
    /// index are made once at the end, in the same transaction. Pays from about 100,000 new records on; below that, and
    /// for small batches into a full register, `write` is faster.
    pub fn write_bulk<T, E: From<StoreError>>(
        &self,
        context: &WriteContext,
        work: impl FnOnce(&mut WriteTx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        connection::grow_cache(&held(&self.writer).connection).map_err(StoreError::from)?;
        let done = self.write_at(Pace::Bulk, context, work);
        let writer = held(&self.writer);
        // What was committed is safe in the log; that the log could not be folded in now is no failure of the write.
        let _ = connection::drain(&writer.connection, "PRAGMA wal_checkpoint(TRUNCATE)");
        let _ = connection::shrink_cache(&writer.connection);
        done
    }

    /// Writes an import: rows with their indexes, so that what comes later in the file can be matched against what came
    /// before; search entries, counters and findings once at the end, in the same transaction. Memory does not grow with
    /// the rows.
    pub fn write_loaded<T, E: From<StoreError>>(
        &self,
        context: &WriteContext,
        work: impl FnOnce(&mut WriteTx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let done = self.write_at(Pace::Loaded, context, work);
        self.fold_log_in();
        done
    }

    /// Does everything [`write_loaded`](Self::write_loaded) would do with the rows and takes it back: nothing stays. What
    /// was [`Seen`] of the register meanwhile is audited before the result is handed out.
    pub fn rehearse<T, E: From<StoreError>>(
        &self,
        writing: &WriteContext,
        reading: &ReadContext,
        work: impl FnOnce(&mut WriteTx<'_>, &mut Seen) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut seen = Seen::default();
        let done = self.roll_back_after(writing, |tx| work(tx, &mut seen));
        self.fold_log_in();
        let value = done?;
        self.append_audit(reading, &seen, "done")?;
        Ok(value)
    }

    fn roll_back_after<T, E: From<StoreError>>(
        &self,
        context: &WriteContext,
        work: impl FnOnce(&mut WriteTx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut writer = held(&self.writer);
        let Writer { connection, minter } = &mut *writer;
        let begun = connection.transaction_with_behavior(TransactionBehavior::Immediate);
        let transaction = begun.map_err(StoreError::from)?;
        let done = work(&mut WriteTx::begin(&transaction, context, minter, Pace::Rehearsed)?);
        let taken_back = transaction.rollback();
        // A disk that is full has taken the transaction back already: why it ended is what counts.
        let value = done?;
        taken_back.map_err(StoreError::from)?;
        Ok(value)
    }

    /// Brings the log into the file and cuts it: a long transaction has made it long.
    fn fold_log_in(&self) {
        // What was committed is safe in the log; that the log could not be folded in now is no failure of the write.
        let _ = connection::drain(&held(&self.writer).connection, "PRAGMA wal_checkpoint(TRUNCATE)");
    }

    fn write_at<T, E: From<StoreError>>(
        &self,
        pace: Pace,
        context: &WriteContext,
        work: impl FnOnce(&mut WriteTx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut writer = held(&self.writer);
        let Writer { connection, minter } = &mut *writer;
        let begun = connection.transaction_with_behavior(TransactionBehavior::Immediate);
        let transaction = begun.map_err(StoreError::from)?;
        let mut tx = WriteTx::begin(&transaction, context, minter, pace)?;
        let value = work(&mut tx)?;
        tx.finish()?;
        transaction.commit().map_err(StoreError::from)?;
        Ok(value)
    }

    /// Reads without an audit row: figures, the map, code tables. People are read by [`audited_read`](Self::audited_read).
    pub fn read<T, E: From<StoreError>>(&self, work: impl FnOnce(Reader<'_>) -> Result<T, E>) -> Result<T, E> {
        let reader = self.take_reader()?;
        let begun = reader.connection.execute_batch("BEGIN");
        begun.map_err(StoreError::from)?;
        let value = work(Reader::new(&reader.connection));
        reader.connection.execute_batch("COMMIT").map_err(StoreError::from)?;
        self.put_back(reader);
        value
    }

    /// Reads people: the audit row, with what was [`Seen`], is committed before the rows are handed out.
    pub fn audited_read<T, E: From<StoreError>>(
        &self,
        context: &ReadContext,
        work: impl FnOnce(Reader<'_>, &mut Seen) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut seen = Seen::default();
        let value = self.read(|reader| work(reader, &mut seen))?;
        self.append_audit(context, &seen, "done")?;
        Ok(value)
    }

    /// Notes something that is neither a write nor a look-up: unlocking, locking, a refusal, a print.
    pub fn note(&self, context: &ReadContext, result: &str) -> Result<()> {
        self.append_audit(context, &Seen::default(), result)
    }

    fn append_audit(&self, context: &ReadContext, seen: &Seen, result: &str) -> Result<()> {
        let mut writer = held(&self.writer);
        let transaction = writer.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        audit::append(
            &transaction,
            &NewAudit {
                at_ms: context.at_ms,
                user: context.user,
                role: &context.role,
                action: &context.action,
                purpose: context.purpose.map(|p| p.code()),
                note: context.note.as_deref(),
                change: None,
                batch: None,
                records: &seen.records,
                count: seen.count,
                result,
            },
        )?;
        Ok(transaction.commit()?)
    }

    fn take_reader(&self) -> Result<PooledReader> {
        let first = {
            let mut pool = held(&self.pool);
            if let Some(reader) = pool.idle.pop() {
                return Ok(reader);
            }
            !std::mem::replace(&mut pool.first_made, true)
        };
        let cache_kib = if first { FIRST_READER_KIB } else { OTHER_READER_KIB };
        Ok(PooledReader { connection: self.new_reader(cache_kib)?, first })
    }

    fn new_reader(&self, cache_kib: u32) -> Result<Connection> {
        let purpose = Use::Read { cache_kib };
        let connection = connect(&self.path, &self.keyspec(), purpose)?;
        set_up(&connection, purpose)?;
        Ok(connection)
    }

    /// Reads through a connection of its own, with nothing remembered: for checks of the whole file. (FTS5's integrity
    /// check takes a pooled reader's remembered segments for corruption once another connection has merged them.)
    pub(crate) fn read_afresh<T>(&self, work: impl FnOnce(Reader<'_>) -> Result<T>) -> Result<T> {
        let connection = self.new_reader(OTHER_READER_KIB)?;
        connection.execute_batch("BEGIN")?;
        work(Reader::new(&connection))
    }

    fn put_back(&self, reader: PooledReader) {
        let mut pool = held(&self.pool);
        if reader.first {
            // Last in, first out: the one with the large cache serves whenever it is free.
            pool.idle.push(reader);
        } else if pool.idle.len() < 4 {
            pool.idle.insert(0, reader);
        }
    }

    fn keyspec(&self) -> louce_seal::Sensitive<String> {
        self.key.sqlcipher_keyspec(held(&self.slots).register_id())
    }

    /// Reads the pages that searches and room pages need into the first reader's cache; for a background thread after
    /// unlocking. Changes nothing.
    pub fn warm(&self) -> Result<()> {
        self.read(|reader| {
            for sql in [
                "SELECT count(*) FROM building",
                "SELECT sum(length(text)) FROM search_entry",
                "SELECT count(*) FROM search_gram_data WHERE length(block) >= 0",
            ] {
                connection::drain(reader.conn, sql)?;
            }
            Ok(())
        })
    }

    /// Marks the file as written by another version, to test what older builds say. Never call it on real data.
    #[doc(hidden)]
    pub fn pretend_version(&self, version: u32) -> Result<()> {
        Ok(held(&self.writer).connection.pragma_update(None, "user_version", version)?)
    }

    /// Pretends that the disk has room for so many pages more, or for as many as it has; for tests. Says how many there are.
    #[doc(hidden)]
    pub fn pretend_full(&self, room: Option<u32>) -> Result<u32> {
        let connection = &held(&self.writer).connection;
        let pages: u32 = connection.query_row("SELECT page_count FROM pragma_page_count", [], |row| row.get(0))?;
        let most = room.map_or(u32::MAX - 1, |room| pages.saturating_add(room));
        connection::drain(connection, &format!("PRAGMA max_page_count = {most}"))?;
        Ok(pages)
    }

    /// Closes the register: all that was committed is brought into the one file, keys are wiped.
    pub fn close(self) -> Result<()> {
        held(&self.pool).idle.clear();
        let writer = held(&self.writer);
        search::tidy(&writer.connection)?;
        Ok(connection::drain(&writer.connection, "PRAGMA wal_checkpoint(TRUNCATE)")?)
    }
}
