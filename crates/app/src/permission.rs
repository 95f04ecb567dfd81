//! The one permission table: which role may do what (SECURITY §3, T2–T4).
//!
//! A `single` register has one person with all roles; every operation passes the table all the same.

use louce_domain::field::RecordKind;

/// A role (角色).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Community officer (社区民警): keeps the register of their areas.
    Officer,
    /// Station chief (所领导): reads and reports.
    Chief,
    /// Clerk (内勤): imports ledgers.
    Clerk,
    /// Auditor (审计员): reads the audit log, no personal data.
    Auditor,
    /// Administrator (管理员): accounts and devices, no personal data.
    Administrator,
    /// Care officer (关爱专管): keeps care notes and sees protected addresses.
    CareOfficer,
}

impl Role {
    /// Every role.
    pub const ALL: &'static [Self] =
        &[Self::Officer, Self::Chief, Self::Clerk, Self::Auditor, Self::Administrator, Self::CareOfficer];

    /// The code as stored and sent.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Officer => "officer",
            Self::Chief => "chief",
            Self::Clerk => "clerk",
            Self::Auditor => "auditor",
            Self::Administrator => "administrator",
            Self::CareOfficer => "care_officer",
        }
    }

    /// The role of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|role| role.code() == code)
    }
}

/// Everything that can be asked of an unlocked register. Its code names the audit row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Operation {
    /// Base numbers, map, buildings: no personal data.
    ViewSpaces,
    /// A room with masked residents.
    ViewRoom,
    /// Residents' names, ids and phones in full.
    RevealPersons,
    /// History of a record.
    ViewHistory,
    /// The search box.
    Search,
    /// Amending records, moving in and out.
    EditRecords,
    /// Care notes (关爱).
    SeeCare,
    /// Writing care notes and protecting addresses.
    EditCare,
    /// The addresses of protected persons (住址保护).
    SeeProtected,
    /// Reading a ledger and committing it.
    ImportLedger,
    /// Undoing a batch.
    UndoBatch,
    /// Purging the kept copies of ledgers when their retention is over.
    PurgeLedgers,
    /// Lists of records leaving the register.
    ExportRecords,
    /// The handover report.
    WriteReport,
    /// Checking file, schema, audit chain and counters.
    VerifyRegister,
    /// Setting on which days findings are shown.
    SetReminders,
    /// Filling a register with the invented community.
    InventDemo,
}

impl Operation {
    /// Every operation.
    pub const ALL: &'static [Self] = &[
        Self::ViewSpaces,
        Self::ViewRoom,
        Self::RevealPersons,
        Self::ViewHistory,
        Self::Search,
        Self::EditRecords,
        Self::SeeCare,
        Self::EditCare,
        Self::SeeProtected,
        Self::ImportLedger,
        Self::UndoBatch,
        Self::PurgeLedgers,
        Self::ExportRecords,
        Self::WriteReport,
        Self::VerifyRegister,
        Self::SetReminders,
        Self::InventDemo,
    ];

    /// The code that names the audit row.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ViewSpaces => "view_spaces",
            Self::ViewRoom => "view_room",
            Self::RevealPersons => "reveal_persons",
            Self::ViewHistory => "view_history",
            Self::Search => "search",
            Self::EditRecords => "edit_records",
            Self::SeeCare => "see_care",
            Self::EditCare => "edit_care",
            Self::SeeProtected => "see_protected",
            Self::ImportLedger => "import_ledger",
            Self::UndoBatch => "undo_batch",
            Self::PurgeLedgers => "purge_ledgers",
            Self::ExportRecords => "export_records",
            Self::WriteReport => "write_report",
            Self::VerifyRegister => "verify_register",
            Self::SetReminders => "set_reminders",
            Self::InventDemo => "invent_demo",
        }
    }

    /// The roles that may do it.
    pub const fn roles(self) -> &'static [Role] {
        use Role::{Administrator, Auditor, CareOfficer, Chief, Clerk, Officer};
        match self {
            Self::ViewSpaces => &[Officer, Chief, Clerk, CareOfficer],
            Self::ViewRoom | Self::Search | Self::RevealPersons => &[Officer, Chief, Clerk, CareOfficer],
            Self::ViewHistory => &[Officer, Chief, CareOfficer],
            Self::SeeCare | Self::EditCare | Self::SeeProtected => &[CareOfficer],
            Self::EditRecords => &[Officer],
            Self::ImportLedger | Self::UndoBatch | Self::PurgeLedgers => &[Officer, Clerk],
            Self::ExportRecords => &[Officer, Chief],
            Self::WriteReport => &[Officer, Chief],
            Self::VerifyRegister => &[Officer, Chief, Auditor, Administrator],
            Self::SetReminders => &[Officer, Chief],
            Self::InventDemo => &[Officer],
        }
    }

    /// What writing a record of a kind is.
    pub const fn writing(kind: RecordKind) -> Self {
        match kind {
            RecordKind::CareNote | RecordKind::Protection => Self::EditCare,
            _ => Self::EditRecords,
        }
    }

    /// Whether someone with these roles may do it.
    pub fn allows(self, roles: &[Role]) -> bool {
        roles.iter().any(|role| self.roles().contains(role))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn administrator_and_auditor_reach_no_personal_data() {
        let personal = [
            Operation::ViewRoom,
            Operation::RevealPersons,
            Operation::ViewHistory,
            Operation::Search,
            Operation::EditRecords,
            Operation::SeeCare,
            Operation::EditCare,
            Operation::SeeProtected,
            Operation::ImportLedger,
            Operation::ExportRecords,
            Operation::WriteReport,
        ];
        for operation in personal {
            for role in [Role::Administrator, Role::Auditor] {
                assert!(!operation.allows(&[role]), "{role:?} must not reach {operation:?} (SECURITY T3, T4)");
            }
        }
    }

    #[test]
    fn chief_writes_nothing() {
        for operation in [Operation::EditRecords, Operation::ImportLedger, Operation::UndoBatch] {
            assert!(!operation.allows(&[Role::Chief]), "a chief reads and reports; {operation:?} is not theirs");
        }
    }

    #[test]
    fn care_and_protected_addresses_are_for_the_named_role_alone() {
        for operation in [Operation::SeeCare, Operation::EditCare, Operation::SeeProtected] {
            for role in Role::ALL.iter().filter(|role| **role != Role::CareOfficer) {
                assert!(!operation.allows(&[*role]), "{role:?} has no {operation:?} (DOMAIN §1.8 rule 4)");
            }
            assert!(operation.allows(&[Role::CareOfficer]), "{operation:?} is what the role is for");
        }
    }

    #[test]
    fn nobody_without_a_role_does_anything() {
        for operation in Operation::ALL {
            assert!(!operation.allows(&[]), "{operation:?} needs a role");
        }
    }
}
