//! What is a candidate and what is not, and that the blocks lose nothing the comparison would have shown.

use super::*;
use crate::citizen_id::check_character;
use crate::code_list::Coded;
use crate::document::{Document, DocumentType};
use crate::id::{DocumentId, PersonId};
use crate::person::Person;
use crate::sex::Sex;
use uuid::Uuid;

fn full(body: &str) -> String {
    format!("{body}{}", check_character(body).unwrap())
}

fn born<'a>(name: &'a str, birth: &str) -> PersonFacts<'a, u32> {
    PersonFacts { birth: Some(birth.parse().unwrap()), ..PersonFacts::named(0, name) }
}

fn both_ways(a: &PersonFacts<'_, u32>, b: &PersonFacts<'_, u32>) -> Option<Candidate> {
    let there = compare(a, b);
    assert_eq!(there, compare(b, a), "a pair is a pair whichever record comes first");
    there
}

fn grade(a: &PersonFacts<'_, u32>, b: &PersonFacts<'_, u32>) -> Option<Grade> {
    both_ways(a, b).map(|candidate| candidate.grade)
}

const ADDRESS: &str = "虚构市望湖路15号3幢501室";
const NEXT_DOOR: &str = "虚构市望湖路15号3幢502室";
const PHONE: &str = "13900001234";

#[test]
fn one_number_and_one_name_are_all_but_certain() {
    let id = full("33029919800105123");
    let new = PersonFacts { citizen_ids: vec![&id], ..PersonFacts::named(1, "张伟") };
    let old = PersonFacts { citizen_ids: vec!["330299800105123"], ..PersonFacts::named(2, "张 伟") };
    assert_eq!(grade(&new, &old), Some(Grade::Certain), "15 digits and 18 characters of one number");
    let several = PersonFacts { citizen_ids: vec!["330299197001011231", &id], ..PersonFacts::named(3, "章玮") };
    assert_eq!(grade(&new, &several), Some(Grade::Certain), "any of several numbers counts, and a homophone is a slip");
}

#[test]
fn one_number_under_two_names_is_a_conflict_to_be_shown() {
    let id = full("33029919800105123");
    let a = PersonFacts { citizen_ids: vec![&id], sex: Sex::Male, ..PersonFacts::named(1, "张伟") };
    let b = PersonFacts { citizen_ids: vec![&id], sex: Sex::Female, ..PersonFacts::named(2, "李秀兰") };
    let candidate = both_ways(&a, &b).expect("one of the two records is wrong");
    assert!(candidate.is_conflict(), "same number, other name");
    assert_eq!(candidate.grade, Grade::Possible, "nothing but the number speaks for one person");
    assert_eq!(
        candidate.evidence,
        [Evidence::SameCitizenId, Evidence::NameDiffers, Evidence::SameBirth, Evidence::SexDiffers],
        "both sides are explained; the stated sex goes before the number's"
    );
    let renamed = PersonFacts { former_names: vec!["张伟"], ..b };
    assert_eq!(
        both_ways(&a, &renamed).map(|candidate| candidate.evidence.contains(&Evidence::FormerNameMatches)),
        Some(true),
        "a former name explains the other name"
    );
}

#[test]
fn name_and_birth_without_a_number_are_a_possible_duplicate() {
    let a = born("王小明", "1980-03-05");
    assert_eq!(grade(&a, &born("王小明", "1980-03-05")), Some(Grade::Possible), "DOMAIN §2.2: same name and birth");
    let with_phone = |facts: PersonFacts<'static, u32>| PersonFacts { phones: vec![PHONE], ..facts };
    let (a, b) = (with_phone(born("王小明", "1980-03-05")), with_phone(born("王小明", "1980-05-03")));
    assert_eq!(grade(&a, &b), Some(Grade::Probable), "a phone in common bears month and day exchanged");
    let year = with_phone(born("王晓鸣", "1980"));
    assert_eq!(grade(&a, &year), Some(Grade::Possible), "and a homophone with only the year");
    assert_eq!(grade(&a, &with_phone(PersonFacts::named(0, "王小明"))), Some(Grade::Possible), "and no birth at all");
}

#[test]
fn kin_are_not_candidates() {
    let at_home =
        |facts: PersonFacts<'static, u32>| PersonFacts { phones: vec![PHONE], hukou_address: Some(ADDRESS), ..facts };
    let twin = at_home(born("张小明", "2010-03-05"));
    for (name, birth, who) in [
        ("张小亮", "2010-03-05", "a twin"),
        ("张文博", "2010-03-05", "a twin of another given name"),
        ("张明", "1982-07-11", "the father"),
        ("李秀兰", "1984-02-19", "the mother"),
        ("张晓铭", "1982-07-11", "a relative whose name sounds alike"),
    ] {
        assert_eq!(grade(&twin, &at_home(born(name, birth))), None, "{who} is somebody else");
    }
    let foreign = at_home(born("John Smith", "2010-03-05"));
    assert_eq!(grade(&foreign, &at_home(born("Peter Smith", "2010-03-05"))), None, "so is a twin named in letters");
}

#[test]
fn twins_with_slips_in_their_papers_stay_apart() {
    let (one, other) = (full("33029920100305123"), full("33029920100305125"));
    let mistyped = other.replacen("0305", "0306", 1);
    let child = |name, id| PersonFacts {
        phones: vec![PHONE],
        hukou_address: Some(ADDRESS),
        citizen_ids: vec![id],
        ..born(name, "2010-03-05")
    };
    assert_eq!(grade(&child("张小明", &one), &child("张小亮", &other)), None, "numbers in a row");
    assert_eq!(grade(&child("张小明", &one), &child("张小亮", &mistyped)), None, "and one of them mistyped");
    assert_eq!(grade(&child("张伟", &one), &child("张薇", &other)), None, "and names that sound alike");
    let passport = |name, number| PersonFacts {
        documents: vec![DocumentFact { kind: "passport", number }],
        phones: vec![PHONE],
        hukou_address: Some(ADDRESS),
        ..born(name, "2010-03-05")
    };
    assert_eq!(
        grade(&passport("Ann Smith", "E12345678"), &passport("Eve Smith", "E12345679")),
        None,
        "passports issued in a row"
    );
}

#[test]
fn namesakes_are_not_candidates() {
    let (one, other) = (full("33029919800305123"), full("33029919800305321"));
    let a = PersonFacts { citizen_ids: vec![&one], ..born("王伟", "1980-03-05") };
    let b = PersonFacts { citizen_ids: vec![&other], ..born("王伟", "1980-03-05") };
    assert_eq!(grade(&a, &b), None, "born on one day, but both numbers prove themselves");
    assert_eq!(grade(&born("王伟", "1980-03-05"), &born("王伟", "1991-11-20")), None, "born years apart");
    assert_eq!(grade(&PersonFacts::named(0, "王伟"), &PersonFacts::named(1, "王伟")), None, "a name alone is nothing");
}

#[test]
fn a_slip_in_the_number_is_seen_through() {
    let id = full("33029919800105123");
    for (slip, what) in [
        (id.replacen("0105", "0106", 1), "a wrong digit"),
        (id.replacen("0299", "2099", 1), "two exchanged"),
        (id.replacen("2991", "291", 1), "one missing"),
        (id.chars().take(17).collect(), "the last one missing"),
    ] {
        let a = PersonFacts { citizen_ids: vec![&id], ..PersonFacts::named(1, "张伟") };
        let b = PersonFacts { citizen_ids: vec![&slip], ..PersonFacts::named(2, "张伟") };
        assert_eq!(grade(&a, &b), Some(Grade::Probable), "{what}: {slip}");
        assert_eq!(candidates(&[a, b]).pairs.len(), 1, "{what}: and the two meet");
    }
}

#[test]
fn a_record_gives_its_facts_with_its_documents() {
    let person = Person {
        citizen_id: Some("330299800105123".to_owned()),
        foreign_surname: Some("Smith".to_owned()),
        ..Person::named(PersonId(Uuid::from_u128(1)), "望湖", "张伟")
    };
    let document = |kind: DocumentType, number: &str| Document {
        kind: Some(Coded::Listed(kind)),
        number: number.to_owned(),
        ..Document::blank(DocumentId(Uuid::from_u128(2)), person.id)
    };
    let documents = [
        document(DocumentType::IdentityCard, "33029919800105123X"),
        document(DocumentType::Passport, "E12345678"),
        document(DocumentType::HouseholdBook, "330299001234"),
    ];
    let facts = PersonFacts::of_record(&person, &documents);
    assert_eq!(facts.citizen_ids, ["330299800105123", "33029919800105123X"], "an identity card is a citizen id");
    assert_eq!(
        facts.documents,
        [DocumentFact { kind: "414", number: "E12345678" }],
        "a passport is a document; the household book's number is no one's own"
    );
    assert_eq!(facts.foreign_surname, Some("Smith"), "names in letters come along");
}

#[test]
fn every_evidence_is_said_in_both_languages() {
    for evidence in Evidence::ALL {
        assert!(!evidence.zh().is_empty() && !evidence.en().is_empty(), "{evidence} has its words");
        assert_ne!(evidence.en(), evidence.code(), "{evidence} has English words, not its code");
        // A name that differs by one character, another year of birth: said against what agrees besides.
        let says_differs = evidence.code().ends_with("differs") || evidence.code().contains("differs_by");
        let against = (says_differs && *evidence != Evidence::BirthYearDiffers) || *evidence == Evidence::BirthSameYear;
        let expected = if against { Side::Against } else { Side::For };
        assert_eq!(evidence.side(), expected, "{evidence} points where its words do");
    }
}

/// A pair for each kind of key that is a candidate and meets under no other.
fn pairs_that_need_a_kind<'a>(
    id: &'a str,
    slip: &'a str,
) -> Vec<(BlockKind, PersonFacts<'a, u32>, PersonFacts<'a, u32>)> {
    let named = |name| PersonFacts::named(0, name);
    let passport = DocumentFact { kind: "passport", number: "E12345678" };
    let with_id = |name, id: &'a str| PersonFacts { citizen_ids: vec![id], ..PersonFacts::named(0, name) };
    let with_document = |name| PersonFacts { documents: vec![passport], ..PersonFacts::named(0, name) };
    let with_phone = |name| PersonFacts { phones: vec![PHONE], ..PersonFacts::named(0, name) };
    let at = |facts, address| PersonFacts { hukou_address: Some(address), ..facts };
    vec![
        (BlockKind::CitizenId, with_id("王伟", id), with_id("李秀兰", id)),
        (BlockKind::Document, with_document("王伟"), with_document("李秀兰")),
        (BlockKind::Phone, with_phone("王伟"), with_phone("王伟")),
        (BlockKind::NameIdEnd, with_id("王伟", id), with_id("王伟", slip)),
        (BlockKind::NameYear, at(born("王伟", "1980-03-05"), ADDRESS), at(born("王伟", "1980"), NEXT_DOOR)),
        (BlockKind::NameMonthDay, at(born("王伟", "1980-03-05"), ADDRESS), at(born("王伟", "1981-03-05"), NEXT_DOOR)),
        (BlockKind::NamePartBirth, born("Anna Kowalska", "1980-03-05"), born("Anna Kovalzska", "1980-03-05")),
        (BlockKind::NameAddress, at(named("王伟"), ADDRESS), at(named("王伟"), ADDRESS)),
        (BlockKind::BirthAddress, at(born("王伟", "1980-03-05"), ADDRESS), at(born("", "1980-03-05"), ADDRESS)),
    ]
}

#[test]
fn every_kind_of_key_brings_together_what_no_other_does() {
    let id = full("33029919800105123");
    let slip = id.replacen("1980", "1990", 1);
    for (kind, a, b) in pairs_that_need_a_kind(&id, &slip) {
        let keys = blocking_keys(&a);
        let shared: Vec<_> =
            blocking_keys(&b).into_iter().filter(|key| keys.contains(key)).map(|key| key.kind).collect();
        assert_eq!(shared, [kind], "{} and {} meet under one key", a.name, b.name);
        assert!(compare(&a, &b).is_some(), "{} and {} are worth a look: {kind}", a.name, b.name);
    }
}

#[test]
fn one_record_is_checked_against_its_blocks() {
    let register = [born("王小明", "1980-03-05"), born("王晓鸣", "1980-03-05"), born("李四", "1980-03-05")];
    let register: Vec<_> = (1u32..).zip(register).map(|(key, facts)| PersonFacts { key, ..facts }).collect();
    let written = PersonFacts { phones: vec![PHONE], ..born("王小明", "1980-03-05") };
    let keys = blocking_keys(&written);
    assert!(keys.is_sorted() && keys.windows(2).all(|pair| pair[0] != pair[1]), "each key once, in order");
    let meets = |other: &&PersonFacts<'_, u32>| blocking_keys(other).iter().any(|key| keys.contains(key));
    let found = candidates_for(&written, register.iter().filter(meets));
    assert_eq!(found.iter().map(|(key, _)| *key).collect::<Vec<_>>(), [1], "the namesake born on the same day");
    assert!(candidates_for(&register[0], &register[..1]).is_empty(), "a record is no duplicate of itself");
}

#[test]
fn keys_have_the_same_digest_in_every_version() {
    let key = BlockingKey { kind: BlockKind::Phone, text: PHONE.to_owned() };
    assert_eq!(key.digest(), 12_068_144_532_116_370_610, "FNV-1a of phone:13900001234; an index on disk relies on it");
}

#[test]
fn a_phone_of_hundreds_is_narrowed_and_said() {
    let names: Vec<String> = ('一'..='龥').step_by(40).take(300).map(|c| format!("王{c}")).collect();
    let mut facts: Vec<_> = (0u32..)
        .zip(&names)
        .map(|(key, name)| PersonFacts { phones: vec![PHONE], ..PersonFacts::named(key, name) })
        .collect();
    facts.push(PersonFacts { key: 999, ..facts[0].clone() });
    let found = candidates(&facts);
    assert!(found.pairs.iter().any(|pair| (pair.a, pair.b) == (0, 999)), "the same name is still compared");
    let [wide] = found.wide_blocks.as_slice() else { panic!("one wide key: {:?}", found.wide_blocks) };
    assert_eq!((wide.key.kind, wide.records), (BlockKind::Phone, 301), "the phone");
    assert_eq!(wide.outcome, WideBlockOutcome::Narrowed, "all that sound alike were compared");
    assert!(wide.zh().contains("301") && wide.en().contains("301"), "and the page says so");
}

#[test]
fn what_is_left_out_is_counted() {
    let filled: Vec<_> =
        (0u32..150).map(|key| PersonFacts { phones: vec![PHONE], key, ..born("王伟", "1980-01-01") }).collect();
    let found = candidates(&filled);
    assert!(found.pairs.is_empty(), "150 records that say the same everywhere are no candidates but a stand-in");
    let phone = found.wide_blocks.iter().find(|wide| wide.key.kind == BlockKind::Phone).expect("the phone is wide");
    assert_eq!(phone.outcome, WideBlockOutcome::LeftOut(150), "none was compared, and that is said");
}
