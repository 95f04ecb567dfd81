//! What a record is called where it is listed: a title and what else tells it apart, kind by kind.

use super::given::Given;
use super::row::Listing;
use crate::protection::WITHHELD;
use louce_domain::care::{CareNote, Protection};
use louce_domain::document::Document;
use louce_domain::employment::Employment;
use louce_domain::grid::Grid;
use louce_domain::household::Household;
use louce_domain::id::{OrganisationId, PersonId};
use louce_domain::identity_link::IdentityLink;
use louce_domain::inspection::Inspection;
use louce_domain::kinship::Kinship;
use louce_domain::organisation::{Organisation, Presence};
use louce_domain::person::Person;
use louce_domain::space::{Building, Place, Room, Site};
use louce_domain::space_address::SpaceAddress;
use louce_domain::stay::Stay;
use louce_domain::succession::Succession;
use louce_domain::tenancy::Tenancy;
use louce_domain::visit::{Encounter, Visit};
use louce_wire::RpcError;

/// How a record is called.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Title {
    /// What to call it.
    pub title: String,
    /// What else tells it apart; empty where nothing does.
    pub subtitle: String,
}

impl Title {
    fn of(title: impl Into<String>, rest: impl IntoIterator<Item = Option<String>>) -> Self {
        Self { title: title.into(), subtitle: joined(rest) }
    }
}

fn joined(parts: impl IntoIterator<Item = Option<String>>) -> String {
    let known: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    known.join(" · ")
}

/// A kind of record that can be listed.
pub trait Titled: Given {
    /// What to call it, as far as the listing discloses.
    ///
    /// # Errors
    /// When the register cannot be read.
    fn called(&self, list: &Listing<'_>) -> Result<Title, RpcError>;
}

impl Titled for Site {
    fn called(&self, _: &Listing<'_>) -> Result<Title, RpcError> {
        Ok(Title::of(&self.name, [self.township.clone(), self.community.clone()]))
    }
}

impl Titled for Building {
    fn called(&self, list: &Listing<'_>) -> Result<Title, RpcError> {
        Ok(Title::of(list.place(Place::Building(self.id))?, [self.address.clone()]))
    }
}

impl Titled for Room {
    fn called(&self, list: &Listing<'_>) -> Result<Title, RpcError> {
        Ok(Title::of(list.place(Place::Room(self.id))?, [Some(self.state.zh().to_owned())]))
    }
}

impl Titled for Person {
    fn called(&self, list: &Listing<'_>) -> Result<Title, RpcError> {
        let id = self.citizen_id.as_deref().map(|id| list.disclosure.citizen_id(id));
        Ok(Title::of(list.disclosure.name(&self.name), [id]))
    }
}

impl Titled for Stay {
    fn called(&self, list: &Listing<'_>) -> Result<Title, RpcError> {
        let role = Some(self.role.zh().to_owned());
        Ok(Title::of(
            list.address(self.place, &self.raw_address)?,
            [role, self.end_reason.map(|why| why.zh().to_owned())],
        ))
    }
}

impl Titled for Organisation {
    fn called(&self, _: &Listing<'_>) -> Result<Title, RpcError> {
        Ok(Title::of(&self.name, [self.credit_code.clone()]))
    }
}

impl Titled for Presence {
    fn called(&self, list: &Listing<'_>) -> Result<Title, RpcError> {
        Ok(Title::of(list.address(self.place, &self.raw_address)?, [Some(self.role.zh().to_owned())]))
    }
}

impl Titled for SpaceAddress {
    fn called(&self, _: &Listing<'_>) -> Result<Title, RpcError> {
        let plate = self.plate_state.map(|state| format!("牌{}", state.zh()));
        Ok(Title::of(&self.text, [Some(self.role.zh().to_owned()), self.plate_no.clone(), plate]))
    }
}

impl Titled for Grid {
    fn called(&self, _: &Listing<'_>) -> Result<Title, RpcError> {
        Ok(Title::of(&self.name, [Some(self.code.clone())]))
    }
}

impl Titled for Document {
    fn called(&self, list: &Listing<'_>) -> Result<Title, RpcError> {
        let kind = self.kind.as_ref().map_or("证件", |kind| kind.zh());
        let until = self.until.map(|date| format!("有效期至 {date}"));
        let title = format!("{kind} {}", list.disclosure.citizen_id(&self.number));
        Ok(Title::of(title, [self.country.clone(), until]))
    }
}

impl Titled for Household {
    fn called(&self, list: &Listing<'_>) -> Result<Title, RpcError> {
        let head = self.head.map(|head| list.person_there(head)).transpose()?;
        let number = self.number.as_ref().map(|number| format!("户号 {number}"));
        let title = head.clone().map(|name| format!("{name} 户")).or_else(|| number.clone());
        let number = number.filter(|_| head.is_some());
        Ok(Title::of(title.unwrap_or_else(|| "户".to_owned()), [number, Some(self.kind.zh().to_owned())]))
    }
}

impl Titled for Kinship {
    fn called(&self, list: &Listing<'_>) -> Result<Title, RpcError> {
        let relation = self.relation.map_or("亲属", |relation| relation.zh());
        Ok(Title::of(format!("{relation} {}", list.person(self.relative)?), [Some(list.person(self.person)?)]))
    }
}

impl Titled for Tenancy {
    fn called(&self, list: &Listing<'_>) -> Result<Title, RpcError> {
        let side = |person: Option<PersonId>, organisation: Option<OrganisationId>, written: [&Option<String>; 2]| {
            let [name, number] = written;
            Ok::<_, RpcError>(match (person, organisation) {
                (Some(person), _) => Some(list.person_there(person)?),
                (None, Some(organisation)) => Some(list.organisation(organisation)?),
                (None, None) if list.withholds_number(number.as_deref())? => Some(WITHHELD.to_owned()),
                (None, None) => name.as_deref().map(|name| list.disclosure.name(name)),
            })
        };
        let of_landlord = [&self.landlord_name, &self.landlord_citizen_id];
        let landlord = side(self.landlord_person, self.landlord_organisation, of_landlord)?;
        let of_tenant = [&self.tenant_name, &self.tenant_citizen_id];
        let tenant = side(self.tenant_person, self.tenant_organisation, of_tenant)?;
        Ok(Title::of(
            list.address(self.place, &self.raw_address)?,
            [landlord.map(|name| format!("房主 {name}")), tenant.map(|name| format!("承租 {name}"))],
        ))
    }
}

impl Titled for Inspection {
    fn called(&self, list: &Listing<'_>) -> Result<Title, RpcError> {
        let hazard = self.hazard.as_ref().map(|hazard| format!("隐患：{}", hazard.zh()));
        let organisation = self.organisation.map(|id| list.organisation(id)).transpose()?;
        let on = self.on.map(|date| date.to_string()).unwrap_or_default();
        Ok(Title::of(
            format!("检查 {on}").trim_end(),
            [hazard, organisation, Some(list.place(self.place)?), self.inspector.clone()],
        ))
    }
}

impl Titled for Employment {
    fn called(&self, list: &Listing<'_>) -> Result<Title, RpcError> {
        let name = self.person.map_or_else(|| Ok(list.disclosure.name(&self.name)), |person| list.person(person))?;
        Ok(Title::of(name, [Some(list.organisation(self.organisation)?), self.department.clone(), self.post.clone()]))
    }
}

impl Titled for Visit {
    fn called(&self, list: &Listing<'_>) -> Result<Title, RpcError> {
        let on = self.on.map(|date| date.to_string()).unwrap_or_default();
        let title = format!("{} {on}", self.purpose.zh());
        Ok(Title::of(title.trim_end(), [Some(list.address(self.place, &self.raw_address)?), self.visitor.clone()]))
    }
}

impl Titled for Encounter {
    fn called(&self, list: &Listing<'_>) -> Result<Title, RpcError> {
        let visit: Visit = list.reader.record(self.visit.0).map_err(crate::asking::stored)?;
        let on = visit.on.map(|date| date.to_string());
        Ok(Title::of(list.person_there(self.person)?, [on, Some(visit.purpose.zh().to_owned())]))
    }
}

impl Titled for CareNote {
    fn called(&self, _: &Listing<'_>) -> Result<Title, RpcError> {
        let consent = self.consent_on.map(|date| format!("{}同意 {date}", self.consent_by.zh()));
        Ok(Title::of(self.kind.zh(), [consent, self.review_on.map(|date| format!("{date} 前复核"))]))
    }
}

impl Titled for Protection {
    fn called(&self, _: &Listing<'_>) -> Result<Title, RpcError> {
        Ok(Title::of("住址保护", [self.granted_by.as_ref().map(|by| format!("批准人 {by}"))]))
    }
}

impl Titled for IdentityLink {
    fn called(&self, list: &Listing<'_>) -> Result<Title, RpcError> {
        let both = format!("{} — {}", list.person(self.person)?, list.person(self.other)?);
        Ok(Title::of(format!("{} {both}", self.verdict.zh()), [self.reason.clone()]))
    }
}

impl Titled for Succession {
    fn called(&self, list: &Listing<'_>) -> Result<Title, RpcError> {
        let (from, to) = (list.place(Place::Room(self.from_room))?, list.place(Place::Room(self.to_room))?);
        Ok(Title::of(format!("{}：{from} → {to}", self.kind.zh()), [self.on.map(|date| date.to_string())]))
    }
}
