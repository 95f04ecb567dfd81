//! Numbers for invented people: citizen ids and phones that nobody has, unique where they must be.

use super::chance::by_share;
use super::chance::per_mille;
use super::origin::Origin;
use fastrand::Rng;
use louce_domain::citizen_id::{CitizenIdState, check_character};
use louce_domain::date::PartialDate;
use louce_domain::sex::Sex;

const FIRST_YEAR: i16 = 1900;
const YEARS: usize = 150;
const DAYS: u32 = 365;
/// Sequence numbers of one sex on one day.
const SEQUENCES: u32 = 500;

/// Mints citizen ids on the demo division and on divisions that were never assigned. Each is unique: a counter for each
/// division, birth year and sex walks through all days and sequence numbers.
pub(super) struct Numbers {
    used: Vec<u32>,
    phones: u32,
}

/// A sound number and the birth date inside it.
pub(super) struct Minted {
    pub(super) citizen_id: String,
    pub(super) birth: PartialDate,
}

/// What a ledger has of an id, after what spreadsheets and clerks do to it.
pub(super) struct Written {
    pub(super) citizen_id: Option<String>,
    pub(super) id_state: CitizenIdState,
    pub(super) birth_date: Option<PartialDate>,
}

impl Numbers {
    pub(super) fn new(origins: usize) -> Self {
        Self { used: vec![0; origins * YEARS * 2], phones: 0 }
    }

    /// The next free id of someone born in `year`.
    pub(super) fn citizen_id(&mut self, origin: &Origin, year: i16, sex: Sex) -> Minted {
        let male = usize::from(sex == Sex::Male);
        let years = usize::try_from(year - FIRST_YEAR).unwrap_or_default().min(YEARS - 1);
        let slot = (origin.index * YEARS + years) * 2 + male;
        let count = self.used.get_mut(slot).map_or(0, |used| {
            *used += 1;
            *used
        });
        // 104,729 shares no factor with 365 × 500, so that every place is reached once.
        let start = u64::from(year.unsigned_abs()) * 7_919;
        let place =
            u32::try_from((u64::from(count) * 104_729 + start) % u64::from(DAYS * SEQUENCES)).unwrap_or_default();
        let sequence = place / DAYS * 2 + u32::from(male == 1);
        let first = PartialDate::year_only(year).map_or(0, PartialDate::days_since_1970);
        let birth = PartialDate::from_days_since_1970(first + i32::try_from(place % DAYS).unwrap_or_default());
        let digits: String = birth.to_string().chars().filter(char::is_ascii_digit).collect();
        let body = format!("{}{digits}{sequence:03}", origin.division);
        let check = check_character(&body).unwrap_or('0');
        Minted { citizen_id: format!("{body}{check}"), birth }
    }

    /// A phone of the invented range 1xx 0000 xxxx.
    pub(super) fn phone(&mut self) -> String {
        const PREFIXES: &[&str] = &[
            "130", "133", "135", "136", "138", "139", "150", "152", "155", "158", "166", "177", "180", "187", "189",
            "191", "198",
        ];
        self.phones += 1;
        let prefix = PREFIXES.get(self.phones as usize % PREFIXES.len()).copied().unwrap_or("139");
        format!("{prefix}0000{:04}", u64::from(self.phones) * 7_919 % 10_000)
    }
}

/// What becomes of a number in the ledgers: most are whole, some are not, as in real registers.
pub(super) fn as_written(rng: &mut Rng, minted: &Minted, child: bool) -> Written {
    use CitizenIdState::{BadChecksum, FifteenDigit, Malformed, Missing, Ok, PrecisionLost};
    let wanted = match per_mille(rng, if child { 140 } else { 60 }) {
        false => Ok,
        true => by_share(rng, &[(48, Missing), (20, PrecisionLost), (16, FifteenDigit), (12, BadChecksum)], Malformed),
    };
    let (id, birth) = (minted.citizen_id.as_str(), minted.birth);
    let written = match wanted {
        BadChecksum => id.get(..17).zip(wrong_check(id)).map(|(body, check)| format!("{body}{check}")),
        FifteenDigit if birth.year() < 2000 => {
            id.get(..6).zip(id.get(8..17)).map(|(place, rest)| format!("{place}{rest}"))
        }
        Malformed => id.get(..17).map(str::to_owned),
        Missing | PrecisionLost => None,
        _ => Some(id.to_owned()),
    };
    let id_state = if wanted == FifteenDigit && birth.year() >= 2000 { Ok } else { wanted };
    let birth_date = if id_state == Missing { said(rng, birth) } else { Some(birth) };
    Written { citizen_id: written, id_state, birth_date }
}

/// A check character that is not the right one, and does not make the number look cut by a spreadsheet.
fn wrong_check(id: &str) -> Option<char> {
    let right = id.chars().last()?;
    Some(if right == '7' { '3' } else { '7' })
}

/// A birth date as people say it when there is no paper: to the day, the month, the year.
fn said(rng: &mut Rng, birth: PartialDate) -> Option<PartialDate> {
    match rng.u8(..10) {
        0..5 => Some(birth),
        5..7 => birth.month().and_then(|month| PartialDate::month_of(birth.year(), month)),
        _ => PartialDate::year_only(birth.year()),
    }
}
