//! Everything that can be checked of a register: pages, structure, references, schema, audit chain, counters, search
//! entries. Reads only.

use crate::error::{Result, StoreError};
use crate::migrate;
use crate::register::Register;
use crate::search;
use rusqlite::Connection;

/// Something that is wrong with a register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What was checked: `pages`, `structure`, `references`, `schema`, `audit`, `counters`, `search`, `findings`,
    /// `addresses`.
    pub check: &'static str,
    /// What is wrong, without personal values.
    pub detail: String,
}

type Check = fn(&Connection) -> Result<Vec<String>>;

const CHECKS: [(&str, Check); 9] = [
    ("pages", pages),
    ("structure", structure),
    ("references", references),
    ("schema", schema),
    ("audit", audit),
    ("counters", counters),
    ("search", entries),
    ("findings", findings),
    ("addresses", addresses),
];

impl Register {
    /// Checks everything; an empty list is a sound register.
    pub fn verify(&self) -> Result<Vec<Problem>> {
        let checked = self.read_afresh(|reader| {
            let mut problems: Vec<Problem> = Vec::new();
            for (check, run) in CHECKS {
                let details = match run(reader.conn) {
                    Ok(details) => details,
                    // A damaged page met on the way is what was looked for.
                    Err(StoreError::Damaged(what)) => vec![what],
                    // After one, the connection may answer anything.
                    Err(other) if !problems.is_empty() => vec![other.to_string()],
                    Err(other) => return Err(other),
                };
                problems.extend(details.into_iter().map(|detail| Problem { check, detail }));
            }
            Ok(problems)
        });
        match checked {
            // So damaged that no reader can be made.
            Err(StoreError::Damaged(detail)) => Ok(vec![Problem { check: "pages", detail }]),
            other => other,
        }
    }
}

/// The text rows of a pragma that answers with rows only where something is wrong.
fn answers(conn: &Connection, pragma: &str) -> Result<Vec<String>> {
    let mut statement = conn.prepare(pragma)?;
    let rows = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()?;
    Ok(rows.into_iter().filter(|row| row != "ok").collect())
}

fn pages(conn: &Connection) -> Result<Vec<String>> {
    answers(conn, "PRAGMA cipher_integrity_check")
}

fn structure(conn: &Connection) -> Result<Vec<String>> {
    answers(conn, "PRAGMA quick_check")
}

fn references(conn: &Connection) -> Result<Vec<String>> {
    let broken: i64 = conn.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get(0))?;
    Ok(if broken == 0 { Vec::new() } else { vec![format!("{broken} references point nowhere")] })
}

fn schema(conn: &Connection) -> Result<Vec<String>> {
    let found = migrate::version(conn)?;
    Ok(if found == migrate::KNOWN { Vec::new() } else { vec![format!("version {found}, expected {}", migrate::KNOWN)] })
}

fn audit(conn: &Connection) -> Result<Vec<String>> {
    let broken = crate::table::audit::verify(conn)?;
    Ok(broken.map(|b| format!("row {}: {}", b.seq, b.what)).into_iter().collect())
}

fn counters(conn: &Connection) -> Result<Vec<String>> {
    use crate::table::counter::{all, buildings, recount, recount_buildings};
    let mut wrong = Vec::new();
    if all(conn)? != recount(conn)? {
        wrong.push("the figures of the register differ from a recount".to_owned());
    }
    if buildings(conn)? != recount_buildings(conn)? {
        wrong.push("the figures of buildings differ from a recount".to_owned());
    }
    Ok(wrong)
}

fn entries(conn: &Connection) -> Result<Vec<String>> {
    let wrong = search::check(conn)?;
    Ok(if wrong == 0 { Vec::new() } else { vec![format!("{wrong} search entries differ from their records")] })
}

fn addresses(conn: &Connection) -> Result<Vec<String>> {
    let wrong = crate::table::address_mismatch::check(conn)?;
    Ok(if wrong == 0 {
        Vec::new()
    } else {
        vec![format!("{wrong} organisations differ from what their addresses say")]
    })
}

fn findings(conn: &Connection) -> Result<Vec<String>> {
    let wrong = crate::findings::check(conn)?;
    Ok(if wrong == 0 { Vec::new() } else { vec![format!("{wrong} findings differ from what the rules say")] })
}
