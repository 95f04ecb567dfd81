//! Population class (人口类别) and 人户一致, derived from hukou and residence (DOMAIN §1.4). An officer may override, with a reason.

use crate::citizen_id::DocumentKind;
use crate::code_list::code_list;

code_list! {
    /// The five classes of real-population registers.
    PopulationClass {
        /// Hukou in the same county-level division.
        Resident = "resident", "常住", "Resident";
        /// Hukou in another county of the same prefecture.
        Lodger = "lodger", "寄住", "Lodger";
        /// Hukou elsewhere, or not known.
        Floating = "floating", "流动", "Floating";
        /// Registered by a document of a foreign state, Hong Kong, Macao or Taiwan.
        Foreign = "foreign", "境外", "From abroad";
        /// No hukou yet.
        Unregistered = "unregistered", "未落户", "No hukou yet";
    }
}

code_list! {
    /// Whether a person lives where the hukou is (人户一致), told from the room's side.
    ResidenceMatch {
        /// Hukou and residence are here.
        Consistent = "consistent", "人户一致", "Hukou and home here";
        /// Lives here, hukou elsewhere.
        PersonOnly = "person_only", "人在户不在", "Home here, hukou elsewhere";
        /// Hukou here, lives elsewhere (空挂).
        HukouOnly = "hukou_only", "户在人不在", "Hukou here, home elsewhere";
        /// Hukou here, and nobody knows where the person lives.
        WhereaboutsUnknown = "whereabouts_unknown", "户在人不在且去向不明", "Hukou here, whereabouts unknown";
    }
}

/// Which border makes a resident: localities differ, so it is a setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ClassCut {
    /// Same county is 常住, same prefecture is 寄住, the rest 流动.
    #[default]
    County,
    /// Same prefecture is 常住, the rest 流动 (as where only people from outside the city are counted).
    Prefecture,
}

/// The document a person is registered by, as far as the class depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum RegisteredBy {
    /// A mainland identity number, or nothing yet.
    #[default]
    Mainland,
    /// A passport, a permit for Hong Kong, Macao or Taiwan residents, a permanent residence card.
    Foreign,
    /// No hukou yet (未落户).
    NoHukou,
}

impl From<DocumentKind> for RegisteredBy {
    fn from(kind: DocumentKind) -> Self {
        if kind == DocumentKind::Mainland { Self::Mainland } else { Self::Foreign }
    }
}

/// Derives the class from the six-digit division of the hukou and of the residence. An unknown hukou is 流动.
pub fn derive_class(
    hukou_division: Option<&str>,
    residence_division: &str,
    document: impl Into<RegisteredBy>,
    cut: ClassCut,
) -> PopulationClass {
    match document.into() {
        RegisteredBy::Foreign => return PopulationClass::Foreign,
        RegisteredBy::NoHukou => return PopulationClass::Unregistered,
        RegisteredBy::Mainland => {}
    }
    let same = |length: usize| {
        let (hukou, residence) = (hukou_division.and_then(|code| code.get(..length)), residence_division.get(..length));
        hukou.is_some() && hukou == residence
    };
    match cut {
        ClassCut::County if same(6) => PopulationClass::Resident,
        ClassCut::County if same(4) => PopulationClass::Lodger,
        ClassCut::Prefecture if same(4) => PopulationClass::Resident,
        _ => PopulationClass::Floating,
    }
}

/// Derives 人户一致. `lives_here`: `None` when the whereabouts are unknown.
pub fn derive_residence_match(hukou_here: bool, lives_here: Option<bool>) -> Option<ResidenceMatch> {
    match (hukou_here, lives_here) {
        (true, Some(true)) => Some(ResidenceMatch::Consistent),
        (false, Some(true)) => Some(ResidenceMatch::PersonOnly),
        (true, Some(false)) => Some(ResidenceMatch::HukouOnly),
        (true, None) => Some(ResidenceMatch::WhereaboutsUnknown),
        (false, _) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class(hukou: Option<&str>, cut: ClassCut) -> PopulationClass {
        derive_class(hukou, "330299", DocumentKind::Mainland, cut)
    }

    #[test]
    fn county_and_prefecture_make_the_class() {
        assert_eq!(class(Some("330299"), ClassCut::County), PopulationClass::Resident, "same six digits");
        assert_eq!(class(Some("330298"), ClassCut::County), PopulationClass::Lodger, "same first four");
        assert_eq!(
            class(Some("330298"), ClassCut::Prefecture),
            PopulationClass::Resident,
            "the wider cut counts the city as one"
        );
        assert_eq!(class(Some("369982"), ClassCut::County), PopulationClass::Floating, "elsewhere");
        assert_eq!(class(None, ClassCut::County), PopulationClass::Floating, "unknown hukou");
        assert_eq!(class(Some(""), ClassCut::County), PopulationClass::Floating, "an empty code is unknown");
    }

    #[test]
    fn the_document_comes_first() {
        let permit = derive_class(Some("330299"), "330299", DocumentKind::Taiwan, ClassCut::County);
        assert_eq!(permit, PopulationClass::Foreign, "a permit is 境外 wherever its holder lives");
        let newborn = derive_class(None, "330299", RegisteredBy::NoHukou, ClassCut::County);
        assert_eq!(newborn, PopulationClass::Unregistered, "no hukou yet");
    }

    #[test]
    fn residence_match_has_four_states() {
        let states = [(true, Some(true)), (false, Some(true)), (true, Some(false)), (true, None)];
        let derived: Vec<_> =
            states.into_iter().filter_map(|(hukou, lives)| derive_residence_match(hukou, lives)).collect();
        assert_eq!(derived, ResidenceMatch::ALL, "one for each case");
    }
}
