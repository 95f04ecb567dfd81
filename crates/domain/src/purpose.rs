//! Why someone looks, writes or takes data out: a closed list (DOMAIN §1.8 rule 5).

use crate::code_list::code_list;

code_list! {
    /// The purpose (查询事由) that a look-up, a change or an export is audited under.
    Purpose {
        /// Daily upkeep of the register (日常采集维护).
        Upkeep = "upkeep", "日常采集", "Daily upkeep";
        /// A visit (走访).
        Visit = "visit", "走访", "Visit";
        /// A resident's own business (群众办事).
        ResidentRequest = "resident_request", "群众办事", "Resident’s request";
        /// Verifying what is recorded (核对信息).
        Verification = "verification", "核对信息", "Verification";
        /// A case with a number (案件).
        Case = "case", "案件办理", "Case";
        /// Import of a ledger (台账导入).
        Import = "import", "台账导入", "Ledger import";
        /// Handover to the next officer (工作移交).
        Handover = "handover", "工作移交", "Handover";
    }
}
