//! Migrations: dated files, only ever added, all or nothing. An older Louce refuses a newer file.

use rusqlite::Connection;

/// Every migration in order; the schema version is how many have run.
const MIGRATIONS: &[&str] = &[
    include_str!("../migrations/2026-11-21-register.sql"),
    include_str!("../migrations/2026-11-22-full-record-model.sql"),
    include_str!("../migrations/2026-11-22-office-address-mismatch.sql"),
    include_str!("../migrations/2026-11-22-duplicate-pair.sql"),
    include_str!("../migrations/2026-11-22-kept-ledger.sql"),
    include_str!("../migrations/2026-11-22-ledger-date.sql"),
    include_str!("../migrations/2026-11-22-match-in-bulk.sql"),
    include_str!("../migrations/2026-11-22-import-profile.sql"),
    include_str!("../migrations/2026-11-22-map-colours.sql"),
    include_str!("../migrations/2026-11-22-building-place.sql"),
    include_str!("../migrations/2026-11-22-unclaimed-footprint.sql"),
    include_str!("../migrations/2026-11-22-states-before.sql"),
];

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
#[cfg(test)]
fn dump(connection: &Connection) -> rusqlite::Result<String> {
    let sql = "SELECT sql FROM sqlite_schema
               WHERE sql IS NOT NULL AND name NOT LIKE 'search_gram\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite%'
               ORDER BY tbl_name, type DESC, name";
    let mut statement = connection.prepare(sql)?;
    let statements = statement.query_map([], |row| row.get::<_, String>(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(statements.iter().map(|sql| format!("{sql};\n")).collect::<Vec<_>>().join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::counter;

    fn migrated() -> Connection {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection).unwrap();
        connection
    }

    #[test]
    fn the_committed_schema_is_the_one_the_migrations_make() {
        let made = dump(&migrated()).unwrap();
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/schema.sql");
        if std::env::var_os("LOUCE_WRITE_SCHEMA").is_some() {
            std::fs::write(path, &made).unwrap();
        }
        let committed = std::fs::read_to_string(path).unwrap_or_default();
        assert!(
            committed == made,
            "run this test with LOUCE_WRITE_SCHEMA=1 after adding a migration, and read the diff"
        );
    }

    /// A register of the first file with two people in one room, one of whom is nowhere matched.
    fn of_the_first_file() -> Connection {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch(MIGRATIONS.first().unwrap()).unwrap();
        let rows = include_str!("../tests/support/first-register.sql");
        connection.execute_batch(rows).unwrap();
        connection.pragma_update(None, "user_version", 1).unwrap();
        connection
    }

    #[test]
    fn a_register_of_the_first_file_is_brought_up_to_date_whole() {
        let mut connection = of_the_first_file();
        migrate(&mut connection).unwrap();
        crate::search::bring_up_to_date(&mut connection).unwrap();
        crate::findings::bring_up_to_date(&mut connection).unwrap();
        crate::table::address_mismatch::bring_up_to_date(&mut connection).unwrap();
        counter::bring_up_to_date(&mut connection).unwrap();
        assert_eq!(crate::findings::check(&connection).unwrap(), 0, "its findings are what the rules say");
        let count = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
        assert!(count("SELECT count(*) FROM finding") > 0, "a person without a number is found");
        let counted = counter::all(&connection).unwrap();
        assert_eq!(counted.get("rooms_live"), 1, "figures that the first file did not keep are counted");
        assert!(counted == counter::recount(&connection).unwrap(), "and all are what a recount gives");
        assert_eq!(count("SELECT count(*) FROM stay WHERE role = 'main'"), 2, "every stay was the main one");
        assert!(count("SELECT count(*) FROM search_entry") > 0, "and everybody can be looked up");
        assert_eq!(count("SELECT count(*) FROM pragma_foreign_key_check"), 0, "no reference points nowhere");
    }

    #[test]
    fn no_column_can_hold_what_a_register_of_dwellings_must_not_know() {
        let schema = dump(&migrated()).unwrap().to_lowercase();
        for forbidden in [
            "religion",
            "politic",
            "petition",
            "health",
            "disease",
            "criminal",
            "biometric",
            "fingerprint",
            "face",
            "blood",
            "vehicle",
            "licence",
            "number_plate",
            "score",
            "risk",
            "watch",
            "label",
            "tag",
            "colour",
            "color",
            "photo",
        ] {
            let columns = schema.lines().filter_map(|line| line.split_whitespace().next());
            let found = columns.filter(|name| name.contains(forbidden)).find(|name| *name != "label");
            assert_eq!(found, None, "DESIGN §3: no column may be called like {forbidden}");
        }
    }

    #[test]
    fn no_index_reads_ethnicity() {
        let schema = dump(&migrated()).unwrap();
        let index = schema.lines().find(|line| line.contains("INDEX") && line.contains("ethnicity"));
        assert_eq!(index, None, "民族 is on the hukou form only");
    }
}
