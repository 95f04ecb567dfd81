//! Documents (证件) of a person: every number a person was or is known by, old ones kept.

use crate::code_list::{Coded, code_list};
use crate::date::PartialDate;
use crate::field::{RecordKind, record};
use crate::id::{DocumentId, PersonId};

code_list! {
    /// Kinds of document (常用证件代码), GA/T 517: the three-digit codes a register of residents meets
    /// (from memory: verify).
    DocumentType {
        /// 居民身份证
        IdentityCard = "111", "居民身份证", "Identity card";
        /// 临时居民身份证
        TemporaryIdentityCard = "112", "临时居民身份证", "Temporary identity card";
        /// 户口簿
        HouseholdBook = "113", "户口簿", "Household register book";
        /// 普通护照
        Passport = "414", "普通护照", "Passport";
        /// 往来港澳通行证
        HongKongMacaoPermit = "513", "往来港澳通行证", "Permit for Hong Kong and Macao";
        /// 台湾居民来往大陆通行证
        TaiwanResidentPermit = "511", "台湾居民来往大陆通行证", "Mainland permit for Taiwan residents";
        /// 港澳居民来往内地通行证
        HongKongMacaoResidentPermit = "516", "港澳居民来往内地通行证", "Mainland permit for Hong Kong and Macao residents";
        /// 外国人永久居留身份证
        PermanentResidence = "553", "外国人永久居留身份证", "Permanent residence card";
        /// 外国人居留证
        ResidencePermit = "554", "外国人居留证", "Foreigner’s residence permit";
        /// 出生医学证明
        BirthCertificate = "133", "出生医学证明", "Birth certificate";
        /// 其他
        Other = "990", "其他", "Other";
    }
}

/// What a document's number tells of its holder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NumberTells {
    /// It is the holder's citizen id, present or past.
    CitizenId,
    /// It is the holder's own among documents of its kind.
    Holder,
    /// A whole household shares it.
    Household,
}

/// What the number of a document of this kind tells of its holder.
pub const fn number_tells(kind: Option<DocumentType>) -> NumberTells {
    match kind {
        Some(DocumentType::IdentityCard | DocumentType::TemporaryIdentityCard | DocumentType::PermanentResidence) => {
            NumberTells::CitizenId
        }
        Some(DocumentType::HouseholdBook) => NumberTells::Household,
        _ => NumberTells::Holder,
    }
}

record! {
    /// A document of a person (证件): a passport, a permit, an earlier citizen number.
    Document(DocumentId): RecordKind::Document,
    given {
        /// Whose it is.
        person: PersonId,
    }
    fields {
        /// Kind (证件代码), GA/T 517.
        kind: Option<Coded<DocumentType>>,
        /// Number (证件号码), as written.
        number: String,
        /// Issuing country or region, GB/T 2659, or as written.
        country: Option<String>,
        /// Valid from (签发日期).
        from: Option<PartialDate>,
        /// Valid until (证件有效期).
        until: Option<PartialDate>,
        /// No longer used since (停用日期): replaced, or corrected.
        to: Option<PartialDate>,
        /// Remark (备注), at most 500 characters.
        remark: Option<String>,
    }
}
