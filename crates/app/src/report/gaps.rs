//! Data gaps (数据缺口) of what a report covers: counts of findings by code.

use louce_domain::finding::{self, Finding, FindingCode};
use louce_report::{Gap, Severity, Term};
use std::collections::BTreeMap;

/// Counts findings by code.
#[derive(Default)]
pub struct GapCounter {
    by_code: BTreeMap<FindingCode, u64>,
}

impl GapCounter {
    /// Counts the findings of a record.
    pub fn count(&mut self, found: Vec<Finding>) {
        for finding in found {
            *self.by_code.entry(finding.code).or_default() += 1;
        }
    }

    /// The gaps, most pressing first, then the most frequent.
    pub fn into_gaps(self) -> Vec<Gap> {
        let mut gaps: Vec<Gap> = self.by_code.into_iter().map(|(code, count)| gap(code, count)).collect();
        gaps.sort_by(|a, b| a.severity.cmp(&b.severity).then(b.count.cmp(&a.count)));
        gaps
    }
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
