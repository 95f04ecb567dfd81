//! Two records of one person: found, explained, judged, and judged otherwise; nothing is merged away.

use crate::bench::Bench;
use louce_app::duplicates::{link, pair, queue, search, unlink};
use louce_app::host::{Unwatched, Watch};
use louce_domain::person::Person;
use louce_domain::sex::Sex;
use louce_store::WriteContext;
use louce_wire::{ErrorCode, Progress};

/// A user who cancels as soon as anything is shown.
struct Impatient;

impl Watch for Impatient {
    fn progress(&self, _: Progress) {}
    fn cancelled(&self) -> bool {
        true
    }
}

/// Writes persons in one transaction, as an officer does, and gives their ids.
fn write(bench: &Bench, persons: &[(&str, Option<&str>, &str, &str)]) -> Vec<String> {
    let context = WriteContext {
        user: bench.session.user,
        role: "officer".to_owned(),
        action: "edit_records".to_owned(),
        purpose: None,
        batch: None,
        at_ms: 1_790_000_000_000,
        note: None,
    };
    let written = bench.session.register.write(&context, |tx| {
        let mut ids = Vec::new();
        for (name, number, birth, phone) in persons {
            let person = Person {
                citizen_id: number.map(str::to_owned),
                birth_date: birth.parse().ok(),
                phones: vec![(*phone).to_owned()],
                sex: Sex::Male,
                ..Person::named(tx.mint(), "", name)
            };
            tx.create_person(&person)?;
            ids.push(person.id.to_string());
        }
        Ok::<_, louce_store::StoreError>(ids)
    });
    written.expect("the persons are written")
}

#[test]
fn a_second_record_is_noticed_when_it_is_written() {
    let bench = Bench::new();
    write(&bench, &[("张建国", Some("330299198001011212"), "1980-01-01", "13900001234")]);
    assert_eq!(queue(bench.asking(), 0, 10).expect("the queue opens").count, 0, "one record is like no other");
    write(&bench, &[("张建国", None, "1980-01-01", "13900001234")]);
    let found = queue(bench.asking(), 0, 10).expect("the queue opens");
    assert_eq!(found.count, 1, "same name, birth and phone: worth a look without any search");
    let text = serde_json::to_string(&found).expect("it is shown");
    assert!(!text.contains("张建国"), "the queue is masked: {text}");
    let row = found.pairs.first().expect("the pair is listed");
    assert!(row.reasons.iter().any(|reason| reason.code == "same_name"), "and says why: {text}");
}

#[test]
fn kin_are_not_taken_for_one_person() {
    let bench = Bench::new();
    write(
        &bench,
        &[
            ("李大明", Some("33029920100505121X"), "2010-05-05", "13900001234"),
            ("李小明", Some("330299201005051236"), "2010-05-05", "13900001234"),
            ("李强", Some("330299198001011239"), "1980-01-01", "13900001234"),
        ],
    );
    search(bench.asking(), &Unwatched).expect("the register is searched");
    let found = queue(bench.asking(), 0, 10).expect("the queue opens");
    assert_eq!(found.count, 0, "twins and their father share birthday, phone and surname, not a name: {found:?}");
}

#[test]
fn a_search_finds_what_no_shared_value_tells() {
    let bench = Bench::new();
    // Other characters of the same sound, and two neighbouring digits exchanged: no index meets the two.
    write(&bench, &[("陈晓玲", Some("330299199003121284"), "1990-03-12", "13900005678")]);
    write(&bench, &[("陈小玲", Some("330299199003121248"), "1990-03-12", "13900005678")]);
    assert_eq!(queue(bench.asking(), 0, 10).expect("the queue opens").count, 0, "a write compares equal values only");
    let cancelled = search(bench.asking(), &Impatient).expect_err("a cancelled search ends");
    assert_eq!(cancelled.code, ErrorCode::Cancelled, "as cancelled");
    assert_eq!(queue(bench.asking(), 0, 10).expect("the queue opens").searched_ms, None, "and leaves no trace");
    let result = search(bench.asking(), &Unwatched).expect("the register is searched");
    assert_eq!((result.persons, result.pairs), (2, 1), "both were read, and the pair was found");
    assert!(queue(bench.asking(), 0, 10).expect("the queue opens").searched_ms.is_some(), "the search is dated");
}

#[test]
fn a_verdict_ends_the_waiting_and_can_be_taken_back() {
    let bench = Bench::new();
    let mut ids = write(&bench, &[("张建国", Some("330299198001011212"), "1980-01-01", "13900001234")]);
    ids.extend(write(&bench, &[("张建国", None, "1980-01-01", "13900001234")]));
    let (one, other) = (ids.first().expect("one"), ids.last().expect("other"));
    let shown = pair(bench.asking(), one, other).expect("the pair opens");
    let number = shown.fields.iter().find(|field| field.field == "citizen_id").expect("the number is compared");
    assert_eq!(number.agrees, None, "one has no number: neither agreement nor difference");
    assert!(!shown.fields.iter().any(|field| field.field == "ethnicity"), "民族 is compared nowhere");

    let given = link(bench.asking(), one, other, "different", Some("本人到所核对")).expect("the verdict is given");
    assert_eq!(queue(bench.asking(), 0, 10).expect("the queue opens").count, 0, "the pair waits no longer");
    search(bench.asking(), &Unwatched).expect("the register is searched");
    assert_eq!(queue(bench.asking(), 0, 10).expect("the queue opens").count, 0, "not even after a search");
    unlink(bench.asking(), &given.id, None).expect("the verdict is taken back");
    assert_eq!(queue(bench.asking(), 0, 10).expect("the queue opens").count, 1, "the pair waits again");
    unlink(bench.asking(), &given.id, None).expect_err("a verdict is taken back once");

    link(bench.asking(), one, other, "same", None).expect("another verdict");
    let shown = pair(bench.asking(), other, one).expect("the pair opens from the other side too");
    assert_eq!(shown.link.map(|link| link.verdict).as_deref(), Some("same"), "the verdict that stands");
    let kept = bench.session.register.read(|reader| reader.recount()).expect("the register is counted");
    assert_eq!(kept.get("persons"), 2, "both records are still there");
    assert_eq!(kept.get("records:identity_link"), 2, "and both verdicts");
    assert_eq!(bench.session.register.verify().expect("the register is checked"), Vec::new(), "nothing is out of step");
}
