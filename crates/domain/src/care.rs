//! Care notes (关爱) and protected addresses: the two records that exist to serve the person they name (DOMAIN §1.8
//! rule 4). Both end by themselves, and only named roles see them.

use crate::code_list::code_list;
use crate::date::PartialDate;
use crate::field::{RecordKind, field_by_text, record};
use crate::id::{CareNoteId, PersonId, ProtectionId};

code_list! {
    /// What help a person wishes to be offered: a closed list, never a diagnosis.
    CareKind, default EvacuationHelp {
        /// Needs help to leave the building (疏散需协助).
        EvacuationHelp = "evacuation_help", "疏散需协助", "Needs help to leave the building";
        /// An elderly person living alone (独居老人).
        LivesAlone = "lives_alone", "独居老人", "Elderly, lives alone";
        /// Does not hear the bell (听力不便).
        HardOfHearing = "hard_of_hearing", "听力不便", "Hard of hearing";
        /// Does not see a notice (视力不便).
        HardOfSeeing = "hard_of_seeing", "视力不便", "Hard of seeing";
        /// Wishes an interpreter (需语言协助).
        Interpreter = "interpreter", "需语言协助", "Wishes an interpreter";
    }
}

code_list! {
    /// Who agreed that the note is kept.
    ConsentBy, default Person {
        /// 本人
        Person = "person", "本人", "The person";
        /// 家属
        Family = "family", "家属", "The family";
        /// 监护人
        Guardian = "guardian", "监护人", "The guardian";
    }
}

/// A note may stand for at most so many months before it is reviewed with the person.
pub const MOST_MONTHS_TO_REVIEW: u16 = 12;

record! {
    /// A care note. It counts from consent to expiry, and not a day longer.
    CareNote(CareNoteId): RecordKind::CareNote,
    given {
        /// Whom it serves.
        person: PersonId,
    }
    fields {
        /// What help.
        kind: CareKind,
        /// Who agreed.
        consent_by: ConsentBy,
        /// Agreed on.
        consent_on: Option<PartialDate>,
        /// Whom to call (联系人).
        contact_name: Option<String>,
        /// Their phones.
        contact_phones: Vec<String>,
        /// To be reviewed with the person on, at most twelve months after consent.
        review_on: Option<PartialDate>,
        /// Withdrawn or ended on.
        to: Option<PartialDate>,
    }
}

record! {
    /// The protection of a person's address: hidden from all but named roles.
    Protection(ProtectionId): RecordKind::Protection,
    given {
        /// Whose address is protected.
        person: PersonId,
    }
    fields {
        /// Who decided it (批准人).
        granted_by: Option<String>,
        /// Since when.
        from: Option<PartialDate>,
        /// To be reviewed on.
        review_on: Option<PartialDate>,
        /// Lifted on.
        to: Option<PartialDate>,
    }
}

field_by_text! { CareKind => "kind of care note", ConsentBy => "who consents" }
