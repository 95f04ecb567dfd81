//! Migrations: dated files, only ever added, all or nothing. An older Louce refuses a newer file.

use rusqlite::Connection;

/// Every migration in order; the schema version is how many have run.
const MIGRATIONS: &[&str] = &[include_str!("../migrations/2026-11-21-register.sql")];

/// The schema version this build knows.
pub(crate) const KNOWN: u32 = MIGRATIONS.len() as u32;

/// The schema version of a file.
pub(crate) fn version(connection: &Connection) -> rusqlite::Result<u32> {
    connection.query_row("PRAGMA user_version", [], |row| row.get(0))
}

/// Brings a file to the known schema in one transaction. The caller has refused newer files.
pub(crate) fn migrate(connection: &mut Connection) -> rusqlite::Result<()> {
    let from = version(connection)?;
    if from >= KNOWN {
        return Ok(());
    }
    let transaction = connection.transaction()?;
    for sql in MIGRATIONS.iter().skip(from as usize) {
        transaction.execute_batch(sql)?;
    }
    transaction.pragma_update(None, "user_version", KNOWN)?;
    transaction.commit()
}

/// The schema as SQLite keeps it, table by table with its indexes, as committed in `schema.sql`.
pub(crate) fn dump(connection: &Connection) -> rusqlite::Result<String> {
    let sql = "SELECT sql FROM sqlite_schema
               WHERE sql IS NOT NULL AND name NOT LIKE 'search_gram\\_%' ESCAPE '\\'
               ORDER BY tbl_name, type DESC, name";
    let mut statement = connection.prepare(sql)?;
    let statements = statement
        .query_map([], |row| row.get::<_, String>(0))?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(statements
        .iter()
        .map(|sql| format!("{sql};\n"))
        .collect::<Vec<_>>()
        .join("\n"))
}
