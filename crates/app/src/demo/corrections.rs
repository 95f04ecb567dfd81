//! Later corrections by two invented officers, so that history pages have something to show.

use super::identity::Numbers;
use super::{DATA_AS_OF_DAY, DATA_AS_OF_MS, DemoRecord};
use fastrand::Rng;
use louce_domain::change::RecordRef;
use louce_domain::date::PartialDate;
use louce_domain::field::RecordKind;
use louce_domain::person::Person;
use louce_domain::purpose::Purpose;
use louce_domain::stay::{EndReason, Stay};

/// The two officers, as audited: both are invented.
pub const OFFICERS: [&str; 2] = ["示例民警甲", "示例民警乙"];
/// How many corrections a community gets.
const WANTED: u32 = 45;
const DAY_MS: u64 = 86_400_000;

/// A correction to a record that was written before.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Correction {
    /// The record.
    pub record: RecordRef,
    /// When, milliseconds since 1970.
    pub at_ms: u64,
    /// Who.
    pub officer: &'static str,
    /// Why, from the closed list.
    pub purpose: Purpose,
    /// Why, in the officer's words.
    pub note: &'static str,
    /// Fields and their new texts.
    pub edits: Vec<(&'static str, Option<String>)>,
}

/// Picks records to correct while they are invented.
pub(super) struct Corrector {
    every: u32,
    stays: u32,
    person: Option<Person>,
    picked: Vec<Correction>,
}

impl Corrector {
    /// For a community of so many persons.
    pub(super) fn new(persons: u32) -> Self {
        Self { every: (persons / WANTED / 3).max(3), stays: 0, person: None, picked: Vec::new() }
    }

    /// Looks at a record as it passes.
    pub(super) fn see(&mut self, rng: &mut Rng, numbers: &mut Numbers, record: &DemoRecord) {
        match record {
            DemoRecord::Person(person) => self.person = Some(person.clone()),
            DemoRecord::Stay(stay) if stay.is_open() => {
                self.stays += 1;
                if self.stays.is_multiple_of(self.every) {
                    self.pick(rng, numbers, stay);
                }
            }
            _ => {}
        }
    }

    /// The corrections, in the order of their dates.
    pub(super) fn finish(self) -> Vec<Correction> {
        let mut picked = self.picked;
        picked.sort_by_key(|correction| (correction.at_ms, correction.record));
        picked
    }

    fn pick(&mut self, rng: &mut Rng, numbers: &mut Numbers, stay: &Stay) {
        let Some(person) = self.person.take().filter(|person| person.id == stay.person) else { return };
        let number = u64::try_from(self.picked.len()).unwrap_or_default();
        let days = 3 + number * 3 + rng.u64(..3);
        let at_ms = DATA_AS_OF_MS + days * DAY_MS + rng.u64(30_000_000..60_000_000);
        let officer = OFFICERS.get(usize::from(rng.bool())).copied().unwrap_or_default();
        let day = DATA_AS_OF_DAY + i32::try_from(days).unwrap_or_default();
        let person_ref = RecordRef { kind: RecordKind::Person, id: person.id.0 };
        let (record, purpose, note, edits) = match number % 4 {
            0 | 2 => (person_ref, Purpose::Visit, "走访时本人提供新号码", vec![("phones", Some(numbers.phone()))]),
            1 => (
                RecordRef { kind: RecordKind::Stay, id: stay.id.0 },
                Purpose::Verification,
                "房东告知已搬离",
                moved_out(day),
            ),
            _ => (person_ref, Purpose::ResidentRequest, "本人持户口簿到警务室更正", register(&person)),
        };
        self.picked.push(Correction { record, at_ms, officer, purpose, note, edits });
    }
}

fn moved_out(day: i32) -> Vec<(&'static str, Option<String>)> {
    let date = PartialDate::from_days_since_1970(day);
    vec![("to", Some(date.to_string())), ("end_reason", Some(EndReason::MovedAway.code().to_owned()))]
}

fn register(person: &Person) -> Vec<(&'static str, Option<String>)> {
    let occupation = if person.occupation.as_deref() == Some("退休") { "退休（返聘）" } else { "个体经营" };
    vec![("occupation", Some(occupation.to_owned())), ("hukou_address", Some("甬州市示例区望湖北路128号".to_owned()))]
}
