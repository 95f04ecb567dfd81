use louce_domain::duplicate::{DocumentFact, Grade, PersonFacts, blocking_keys, candidates, compare};
use louce_domain::sex::Sex;
use proptest::prelude::*;

/// Any text, and texts of the alphabet records are made of, so that some of them agree.
fn text() -> impl Strategy<Value = String> {
    prop_oneof!["\\PC{0,20}", "[张王小明伟· ?]{0,4}", "[a-c ]{0,8}", "[0-3X]{15,18}", "3302991980010[0-9]{5}"]
}

proptest! {
    #[test]
    fn any_two_records_compare_the_same_both_ways(a in prop::collection::vec(text(), 6), b in prop::collection::vec(text(), 6)) {
        let (a, b) = (facts(1, &a), facts(2, &b));
        let there = compare(&a, &b);
        prop_assert_eq!(&there, &compare(&b, &a), "a pair has no first and second");
        prop_assert!(
            there.as_ref().is_none_or(|candidate| candidate.grade != Grade::Certain || !candidate.is_conflict()),
            "what contradicts itself is not certain"
        );
        prop_assert!(blocking_keys(&a).is_sorted(), "keys come in order");
        let found = candidates(&[a, b]).pairs.pop().map(|pair| pair.candidate);
        prop_assert!(found.is_none() || found == there, "a search says what a comparison says");
    }

    #[test]
    fn a_record_copied_with_its_number_is_found(name in "[张王李][伟明芳]{1,2}", order in 0u32..999) {
        let body = format!("33029919800105{order:03}");
        let id = format!("{body}{}", louce_domain::citizen_id::check_character(&body).unwrap_or('0'));
        let a = PersonFacts { citizen_ids: vec![&id], ..PersonFacts::named(1, &name) };
        let b = PersonFacts { key: 2, ..a.clone() };
        let found = candidates(&[a, b]);
        prop_assert_eq!(found.pairs.len(), 1, "the two meet");
        prop_assert_eq!(found.pairs[0].candidate.grade, Grade::Certain, "and nothing speaks against it");
    }
}

fn facts(key: u8, texts: &[String]) -> PersonFacts<'_, u8> {
    let text = |place: usize| texts.get(place).map(String::as_str).unwrap_or_default();
    PersonFacts {
        key,
        name: text(0),
        foreign_surname: None,
        foreign_given_name: None,
        former_names: vec![text(1)],
        citizen_ids: vec![text(2)],
        documents: vec![DocumentFact { kind: "passport", number: text(3) }],
        birth: None,
        sex: Sex::Unknown,
        phones: vec![text(4)],
        hukou_address: Some(text(5)),
    }
}
