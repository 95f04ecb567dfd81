//! Data gaps (数据缺口) of what a report covers: findings by code.

use crate::asking::stored;
use crate::findings::Shown;
use louce_domain::change::RecordRef;
use louce_domain::date::PartialDate;
use louce_domain::field::RecordKind;
use louce_domain::finding::{self, FindingCode};
use louce_domain::id::BuildingId;
use louce_report::{Gap, Severity, Term};
use louce_store::{Reader, StoredFinding};
use louce_wire::RpcError;
use std::collections::{BTreeMap, HashSet};

/// The gaps of the whole register or of an area, from figures kept with every write.
///
/// # Errors
/// When the register cannot be read.
pub fn of_area(reader: &Reader<'_>, area: Option<&str>, today: PartialDate) -> Result<Vec<Gap>, RpcError> {
    let areas: Vec<String> = area.map(str::to_owned).into_iter().collect();
    let counted = reader.finding_counts(&Shown::on(reader, today)?.windows(), &areas).map_err(stored)?;
    Ok(gaps(counted.into_iter().map(|(code, count)| (code, u64::from(count)))))
}

/// The gaps of some buildings: of them, their rooms, who stays there, their tenancies, addresses and organisations.
///
/// # Errors
/// When the register cannot be read.
pub fn of_buildings(
    reader: &Reader<'_>,
    buildings: impl Iterator<Item = BuildingId>,
    organisations: impl Iterator<Item = RecordRef>,
    today: PartialDate,
) -> Result<Vec<Gap>, RpcError> {
    let shown = Shown::on(reader, today)?;
    let mut counted: BTreeMap<FindingCode, u64> = BTreeMap::new();
    // A person with two stays, a tenancy of two rooms: each record counts once.
    let mut seen = HashSet::new();
    let mut count = |found: Vec<StoredFinding>| {
        for finding in found.into_iter().filter(|finding| shown.holds(finding)) {
            if seen.insert((finding.record, finding.code)) {
                *counted.entry(finding.code).or_default() += 1;
            }
        }
    };
    for building in buildings {
        let inside = reader.findings_of_building(building).map_err(stored)?;
        count(inside.into_iter().map(|(_, finding)| finding).collect());
        let itself = RecordRef { kind: RecordKind::Building, id: building.0 };
        count(reader.findings_about(itself).map_err(stored)?);
    }
    for organisation in organisations {
        count(reader.findings_about(organisation).map_err(stored)?);
    }
    Ok(gaps(counted.into_iter()))
}

/// Most pressing first, then the most frequent.
fn gaps(counted: impl Iterator<Item = (FindingCode, u64)>) -> Vec<Gap> {
    let mut gaps: Vec<Gap> = counted.filter(|(_, count)| *count > 0).map(|(code, count)| gap(code, count)).collect();
    gaps.sort_by(|a, b| a.severity.cmp(&b.severity).then(b.count.cmp(&a.count)));
    gaps
}

fn gap(code: FindingCode, count: u64) -> Gap {
    let spec = code.spec();
    Gap {
        code: code.code().to_owned(),
        title: Term::new(code.zh(), code.en()),
        severity: match spec.severity {
            finding::Severity::Conflict => Severity::Conflict,
            finding::Severity::Gap => Severity::Gap,
            finding::Severity::Note => Severity::Note,
        },
        count,
        action: Term::new(spec.fix.zh, spec.fix.en),
    }
}
