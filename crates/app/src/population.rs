//! Population class (人口类别) and 人户一致 of a stay, with what they rest on (DOMAIN §1.4). An officer's word, given with a
//! reason, counts before what is derived.

use crate::asking::stored;
use crate::rows::as_person;
use louce_domain::change::RecordRef;
use louce_domain::citizen_id::{CellForm, CitizenIdState, DocumentKind, read_citizen_id};
use louce_domain::code_list::Coded;
use louce_domain::document::{Document, DocumentType};
use louce_domain::field::RecordKind;
use louce_domain::person::Person;
use louce_domain::population_class::{
    ClassCut, PopulationClass, RegisteredBy, ResidenceMatch, derive_class, derive_residence_match,
};
use louce_domain::space::Place;
use louce_domain::stay::Stay;
use louce_store::{PersonBrief, Reader, StoreError};
use louce_wire::{DerivedRow, RpcError};

/// The setting of the border that makes a resident: `"county"` or `"prefecture"`.
pub const CLASS_CUT: &str = "population.class_cut";

/// Documents that register somebody from abroad, Hong Kong, Macao or Taiwan.
const FROM_ABROAD: &[DocumentType] = &[
    DocumentType::Passport,
    DocumentType::TaiwanResidentPermit,
    DocumentType::HongKongMacaoResidentPermit,
    DocumentType::PermanentResidence,
    DocumentType::ResidencePermit,
];

/// Which border makes a resident, as the register's setting says; the county where it says nothing.
///
/// # Errors
/// When the register cannot be read.
pub fn cut(reader: &Reader<'_>) -> Result<ClassCut, RpcError> {
    let kept = reader.setting(CLASS_CUT).map_err(stored)?;
    Ok(match kept.as_deref() {
        Some("\"prefecture\"") => ClassCut::Prefecture,
        _ => ClassCut::County,
    })
}

/// Where a stay is, as far as class and 人户一致 depend on it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Residence {
    /// County-level division, GB/T 2260.
    pub division: Option<String>,
    /// Name of the site.
    pub site: Option<String>,
}

impl Residence {
    /// Of a place.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn of(reader: &Reader<'_>, place: Place) -> Result<Self, RpcError> {
        let building = match place {
            Place::Room(id) => Some(reader.room(id).map_err(stored)?.building),
            Place::Building(id) => Some(id),
            Place::Site(_) | Place::Unmatched => None,
        };
        let building = building.map(|id| reader.building(id)).transpose().map_err(stored)?;
        let site = match (place, &building) {
            (Place::Site(id), _) => Some(id),
            (_, building) => building.as_ref().and_then(|building| building.site),
        };
        let site = site.map(|id| reader.site(id)).transpose().map_err(stored)?;
        let division = site.as_ref().and_then(|site| site.division_code.clone());
        Ok(Self {
            division: division.or_else(|| building.and_then(|building| building.division_code)),
            site: site.map(|site| site.name),
        })
    }
}

/// What is known of a person's household register and document.
pub struct Derivation<'a> {
    stay: &'a Stay,
    person: &'a Person,
    registered_by: RegisteredBy,
    residence: Residence,
    cut: ClassCut,
}

impl<'a> Derivation<'a> {
    /// Gathers what the class of a stay rests on.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn of(reader: &Reader<'_>, person: &'a Person, stay: &'a Stay) -> Result<Self, RpcError> {
        let target = RecordRef { kind: RecordKind::Person, id: person.id.0 };
        let documents: Vec<Document> = reader.records_naming("person", target).map_err(stored)?;
        Ok(Self {
            stay,
            person,
            registered_by: registered_by(person, &documents),
            residence: Residence::of(reader, stay.place)?,
            cut: cut(reader)?,
        })
    }

    /// The class that follows from the data; none where it is not known where the stay is.
    pub fn class(&self) -> Option<PopulationClass> {
        let hukou = self.person.hukou_division.as_deref();
        match (self.registered_by, self.residence.division.as_deref()) {
            (RegisteredBy::Mainland, None) => None,
            (by, division) => Some(derive_class(hukou, division.unwrap_or_default(), by, self.cut)),
        }
    }

    /// The class that counts, with what it rests on.
    pub fn class_row(&self) -> Option<DerivedRow> {
        let derived = self.class();
        let counts = self.stay.stated_class.or(derived)?;
        let stated = self.stay.stated_class.filter(|stated| Some(*stated) != derived);
        let (basis_zh, basis_en) = match (stated, &self.stay.class_reason) {
            (Some(_), Some(reason)) => (format!("人工认定：{reason}"), format!("Stated: {reason}")),
            (Some(_), None) => ("台账载明".to_owned(), "As the ledger states".to_owned()),
            (None, _) => self.class_basis(),
        };
        Some(DerivedRow {
            code: counts.code().to_owned(),
            zh: counts.zh().to_owned(),
            en: counts.en().to_owned(),
            derived: stated.and(derived).map(|class| class.code().to_owned()),
            basis_zh,
            basis_en,
            stay_id: Some(self.stay.id.to_string()),
        })
    }

    fn class_basis(&self) -> (String, String) {
        match self.registered_by {
            RegisteredBy::Foreign => {
                ("以境外或港澳台证件登记".to_owned(), "Registered by a document from abroad".to_owned())
            }
            RegisteredBy::NoHukou => {
                ("户口性质为未落户".to_owned(), "Not entered in any household register".to_owned())
            }
            RegisteredBy::Mainland => {
                let hukou = self.person.hukou_division.as_deref();
                let here = self.residence.division.as_deref().unwrap_or_default();
                let (cut_zh, cut_en) = match self.cut {
                    ClassCut::County => ("按区县", "by county"),
                    ClassCut::Prefecture => ("按地市", "by prefecture"),
                };
                (
                    format!("户籍地 {} ／ 现住地 {here}（{cut_zh}划分）", hukou.unwrap_or("不详")),
                    format!("Hukou {} / residence {here} ({cut_en})", hukou.unwrap_or("not known")),
                )
            }
        }
    }

    /// 人户一致 as it counts, with what it rests on; none where the household register is not known well enough.
    pub fn match_row(&self) -> Option<DerivedRow> {
        let derived = self.residence_match();
        let stated = self.stay.residence_match.filter(|stated| Some(*stated) != derived);
        let counts = self.stay.residence_match.or(derived)?;
        let reason = self.stay.residence_match_reason.as_deref().unwrap_or_default();
        let (basis_zh, basis_en) = if stated.is_some() {
            (format!("人工认定：{reason}"), format!("Stated: {reason}"))
        } else {
            self.match_basis()
        };
        Some(DerivedRow {
            code: counts.code().to_owned(),
            zh: counts.zh().to_owned(),
            en: counts.en().to_owned(),
            derived: stated.and(derived).map(|state| state.code().to_owned()),
            basis_zh,
            basis_en,
            stay_id: Some(self.stay.id.to_string()),
        })
    }

    fn residence_match(&self) -> Option<ResidenceMatch> {
        let hukou_here = self.hukou_here()?;
        let elsewhere = self.stay.residence_mismatch == Some(true) || self.stay.actual_residence.is_some();
        let lives_here = match (&self.stay.actual_residence, elsewhere && hukou_here) {
            (_, false) => Some(true),
            (Some(_), true) => Some(false),
            (None, true) => None,
        };
        derive_residence_match(hukou_here, lives_here)
    }

    /// Whether the household register is at the place of the stay; none where nobody can tell.
    fn hukou_here(&self) -> Option<bool> {
        let site = self.residence.site.as_deref();
        if let Some((hukou, here)) = self.person.hukou_site.as_deref().zip(site) {
            return Some(hukou == here);
        }
        if let Some((address, here)) = self.person.hukou_address.as_deref().zip(site)
            && address.contains(here)
        {
            return Some(true);
        }
        let divisions = self.person.hukou_division.as_deref().zip(self.residence.division.as_deref());
        divisions.filter(|(hukou, here)| hukou != here).map(|_| false)
    }

    fn match_basis(&self) -> (String, String) {
        let person = self.person;
        let hukou = person.hukou_site.as_ref().or(person.hukou_address.as_ref()).or(person.hukou_division.as_ref());
        let hukou = hukou.map_or("不详", String::as_str);
        let here = self.residence.site.as_deref().or(self.residence.division.as_deref()).unwrap_or_default();
        let actual = self.stay.actual_residence.as_deref().map(|text| format!(" ／ 实际居住 {text}"));
        let actual_en = self.stay.actual_residence.as_deref().map(|text| format!(" / lives at {text}"));
        (
            format!("户籍 {hukou} ／ 登记住处 {here}{}", actual.unwrap_or_default()),
            format!("Hukou {hukou} / registered at {here}{}", actual_en.unwrap_or_default()),
        )
    }
}

/// The class of many stays, for lists and reports: the cut is read once.
pub struct Classes<'r> {
    reader: &'r Reader<'r>,
    cut: ClassCut,
}

impl<'r> Classes<'r> {
    /// By the setting of the register.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn of(reader: &'r Reader<'r>) -> Result<Self, RpcError> {
        Ok(Self { reader, cut: cut(reader)? })
    }

    /// The class of a stay: as stated, else as it follows from household register and division lived in; none where one
    /// of the two is not known, for a list states no more than its records do.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn class(
        &self,
        brief: &PersonBrief,
        stay: &Stay,
        division: Option<&str>,
    ) -> Result<Option<PopulationClass>, StoreError> {
        if stay.stated_class.is_some() {
            return Ok(stay.stated_class);
        }
        let person = as_person(brief);
        let documents = if has_number(&person) {
            Vec::new()
        } else {
            self.reader.records_naming("person", RecordRef { kind: RecordKind::Person, id: brief.id.0 })?
        };
        let hukou = brief.hukou_division.as_deref();
        Ok(match (registered_by(&person, &documents), hukou.zip(division)) {
            (RegisteredBy::Mainland, None) => None,
            (by, known) => {
                let (hukou, here) = known.unzip();
                Some(derive_class(hukou, here.unwrap_or_default(), by, self.cut))
            }
        })
    }
}

/// Whether there is a number of the mainland, whatever else is wrong with it.
const fn has_number(person: &Person) -> bool {
    !matches!(person.id_state, CitizenIdState::Malformed | CitizenIdState::Missing)
}

/// By what a person is registered. A number of the mainland counts before any passport.
fn registered_by(person: &Person, documents: &[Document]) -> RegisteredBy {
    if has_number(person) {
        let number = person.citizen_id.as_deref().unwrap_or_default();
        return match read_citizen_id(number, CellForm::Text).kind {
            DocumentKind::Mainland if no_hukou(person) => RegisteredBy::NoHukou,
            kind => kind.into(),
        };
    }
    let abroad = |document: &Document| {
        let listed = document.kind.as_ref().and_then(Coded::listed);
        document.to.is_none() && listed.is_some_and(|kind| FROM_ABROAD.contains(&kind))
    };
    let foreign_state = person.nationality.as_deref().is_some_and(|state| !matches!(state, "CHN" | "中国" | "156"));
    if foreign_state || documents.iter().any(abroad) {
        RegisteredBy::Foreign
    } else if no_hukou(person) {
        RegisteredBy::NoHukou
    } else {
        RegisteredBy::Mainland
    }
}

fn no_hukou(person: &Person) -> bool {
    person.hukou_kind.as_deref().is_some_and(|kind| kind.contains("未落户"))
}
