//! Ledgers that contradict the register or each other: the day decides where it can, a person where it cannot, and what
//! was decided once is not asked again.

use crate::bench::Bench;
use louce_app::export::ExportKind;
use louce_app::host::Unwatched;
use louce_app::import::commit::commit;
use louce_app::import::preview::prepare;
use louce_app::import::undo::undo;
use louce_wire::{ImportChoices, ImportPreview, ImportResult, MatchCandidate, RowDecision, RowPreview, RowTake};
use proptest::prelude::*;
use serde_json::Value;

struct Clerk {
    bench: Bench,
    folder: tempfile::TempDir,
}

/// A ledger on the form of one office.
const OURS: &str = "姓名,身份证号,现住小区,住址,联系电话,职业,备注";
/// A ledger on the form of another.
const THEIRS: &str = "身份证号,姓名,联系电话,职业,现住小区,住址";

const ZHANG: &str = "330299198001011218";
/// Two neighbouring digits exchanged: its check character fails.
const ZHANG_SLIPPED: &str = "330299198001012118";
const ZHANG_FIFTEEN: &str = "330299800101121";
const LI: &str = "33029919820304232X";

/// What is said of a file.
#[derive(Default)]
struct Said<'a> {
    date: Option<&'a str>,
    takes: Vec<(u32, RowTake)>,
}

fn on(date: &str) -> Said<'_> {
    Said { date: Some(date), takes: Vec::new() }
}

fn taking(row: u32, take: RowTake) -> Said<'static> {
    Said { date: None, takes: vec![(row, take)] }
}

impl Clerk {
    fn new() -> Self {
        Self { bench: Bench::new(), folder: tempfile::tempdir().expect("a folder") }
    }

    fn imports(&self, lines: &[&str], said: Said<'_>) -> (ImportPreview, ImportResult) {
        let file = self.folder.path().join("人口台账.csv");
        std::fs::write(&file, lines.join("\n") + "\n").expect("the ledger is written");
        let decision = |(row, take): (u32, RowTake)| RowDecision { sheet: String::new(), row, take };
        let choices = ImportChoices {
            ledger_date: said.date.map(str::to_owned),
            decisions: said.takes.into_iter().map(decision).collect(),
            ..ImportChoices::default()
        };
        let prepared = prepare(self.bench.asking(), &file, &choices, &Unwatched).expect("the ledger is read");
        let result = commit(self.bench.asking(), &prepared, &Unwatched).expect("the ledger is imported");
        let counts = result.counts;
        let rows = u32::try_from(lines.len()).expect("few lines");
        let all = counts.added + counts.updated + counts.unchanged + counts.pending + counts.rejected + counts.dropped;
        assert_eq!(all, rows, "every row has a fate: {counts:?}");
        (prepared.view, result)
    }

    fn persons(&self) -> Vec<Value> {
        self.bench.list(ExportKind::Persons)
    }

    fn open_rooms(&self) -> Vec<String> {
        let stays = self.bench.list(ExportKind::Stays);
        let open = stays.iter().filter(|stay| stay["end_reason"].is_null() && stay["to"].is_null());
        open.map(|stay| format!("{}-{}", text(&stay["building"]), text(&stay["room"]))).collect()
    }

    fn sites(&self) -> usize {
        let buildings = self.bench.list(ExportKind::Buildings);
        let mut sites: Vec<String> = buildings.iter().map(|building| text(&building["site"])).collect();
        sites.sort();
        sites.dedup();
        sites.len()
    }
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn row(view: &ImportPreview, row: u32) -> &RowPreview {
    view.sheets[0].rows.iter().find(|shown| shown.row == row).expect("the row is shown")
}

fn best(view: &ImportPreview, no: u32) -> &MatchCandidate {
    row(view, no).candidates.first().expect("a candidate")
}

fn choose(candidate: &MatchCandidate) -> RowTake {
    RowTake::Candidate { id: candidate.id.clone() }
}

fn nothing_new(result: &ImportResult) {
    assert_eq!(
        (result.counts.added, result.counts.updated, result.counts.pending),
        (0, 0, 0),
        "nothing new: {result:?}"
    );
}

#[test]
fn older_paper_overwrites_nothing_and_fills_what_is_blank() {
    let clerk = Clerk::new();
    clerk.imports(&[OURS, &format!("张三,{ZHANG},望湖家园,3幢1单元501室,13900001111,,新")], on("2026-03-01"));
    let old = format!("张三,{ZHANG},望湖家园,8幢1单元201室,13900002222,厨师,旧");
    let (view, result) = clerk.imports(&[OURS, &old], on("2025-12"));
    assert_eq!((result.counts.updated, result.counts.pending), (1, 0), "the occupation was blank: {result:?}");
    assert_eq!(row(&view, 2).reason_code, "older_ledger", "and the row says that the rest stays");
    let person = clerk.persons().remove(0);
    assert_eq!(text(&person["phones"]), r#"["13900001111"]"#, "the newer phone stands");
    assert_eq!(text(&person["occupation"]), "厨师", "the blank was filled from older paper");
    assert_eq!(clerk.open_rooms(), ["3-501"], "nobody moves back");
    let (_, again) = clerk.imports(&[OURS, &old], on("2025-12"));
    nothing_new(&again);
}

#[test]
fn a_newer_ledger_corrects_and_moves() {
    let clerk = Clerk::new();
    clerk.imports(&[OURS, &format!("张三,{ZHANG},望湖家园,3幢1单元501室,13900001111,司机,")], on("2025-12"));
    let newer = format!("{ZHANG},张三,13900002222,厨师,望湖家园,8幢1单元201室");
    let (_, result) = clerk.imports(&[THEIRS, &newer], on("2026-03-01"));
    assert_eq!(result.counts.updated, 1, "the newer day decides, whoever's form it is: {result:?}");
    assert_eq!(clerk.open_rooms(), ["8-201"], "they moved");
    let person = clerk.persons().remove(0);
    assert_eq!(text(&person["occupation"]), "厨师", "and changed their work");
    assert_eq!(text(&person["phones"]), r#"["13900002222","13900001111"]"#, "a number more is no contradiction");
}

#[test]
fn two_offices_without_dates_leave_it_to_a_person() {
    let clerk = Clerk::new();
    clerk.imports(&[OURS, &format!("张三,{ZHANG},望湖家园,3幢1单元501室,13900001111,司机,")], Said::default());
    let theirs = format!("{ZHANG},张三,13900001111,厨师,澄浪苑,1幢1单元201室");
    let (view, result) = clerk.imports(&[THEIRS, &theirs], Said::default());
    assert_eq!(result.counts.pending, 1, "where they live is not guessed: {result:?}");
    let shown = row(&view, 2);
    assert_eq!(shown.reason_code, "contradiction", "{shown:?}");
    let both = shown.changes.iter().find(|change| change.field == "raw_address").expect("both addresses are shown");
    assert!(both.old.as_deref().is_some_and(|old| old.contains("望湖家园")), "the register's: {both:?}");
    assert!(both.new.as_deref().is_some_and(|new| new.contains("澄浪苑")), "the ledger's: {both:?}");
    assert_eq!(clerk.open_rooms(), ["3-501"], "nothing was written");

    let (view, result) = clerk.imports(&[THEIRS, &theirs], taking(2, RowTake::Ledger));
    assert_eq!(result.counts.updated, 1, "the ledger is right: {result:?}");
    assert!(
        row(&view, 2).reason.as_deref().is_some_and(|why| why.contains("人工确认")),
        "and the row says who said so"
    );
    assert_eq!(clerk.open_rooms(), ["1-201"], "they moved");
    let before = clerk.bench.everything();
    let (_, again) = clerk.imports(&[THEIRS, &theirs], Said::default());
    nothing_new(&again);
    assert_eq!(clerk.bench.everything(), before, "what was decided is known");
}

#[test]
fn the_register_is_kept_at_a_persons_word_and_not_asked_again() {
    let clerk = Clerk::new();
    clerk.imports(&[OURS, &format!("张三,{ZHANG},望湖家园,3幢1单元501室,,,")], Said::default());
    let theirs = format!("{ZHANG},张三,,,澄浪苑,1幢1单元201室");
    clerk.imports(&[THEIRS, &theirs], taking(2, RowTake::Register));
    assert_eq!(clerk.open_rooms(), ["3-501"], "the register is right");
    let (_, again) = clerk.imports(&[THEIRS, &theirs], Said::default());
    nothing_new(&again);
}

#[test]
fn a_reissue_without_a_date_is_a_diff() {
    let clerk = Clerk::new();
    clerk.imports(&[OURS, &format!("张三,{ZHANG},望湖家园,3幢1单元501室,13900001111,司机,")], Said::default());
    let corrected = format!("张三,{ZHANG},望湖家园,8幢1单元201室,13900002222,厨师,");
    let (_, result) = clerk.imports(&[OURS, &corrected], Said::default());
    assert_eq!((result.counts.updated, result.counts.pending), (1, 0), "the same form again: {result:?}");
    assert_eq!(clerk.open_rooms(), ["8-201"], "they moved within the site");
    assert_eq!(text(&clerk.persons()[0]["phones"]), r#"["13900002222"]"#, "and the phone was put right");
}

#[test]
fn a_misspelt_site_waits_and_one_word_settles_all_its_rows() {
    let clerk = Clerk::new();
    clerk.imports(&[OURS, &format!("张三,{ZHANG},望湖家园,3幢1单元501室,,,")], Said::default());
    let ledger = [
        OURS,
        &format!("李四,{LI},望湖花园,3幢1单元502室,,,"),
        "王五,,望湖花园,3幢1单元503室,13900005555,,",
        "赵六,,望湖家园小区,3幢1单元504室,13900006666,,",
    ];
    let (view, result) = clerk.imports(&ledger, Said::default());
    assert_eq!((result.counts.pending, result.counts.added), (2, 1), "a bare 小区 is no other site: {result:?}");
    assert_eq!(row(&view, 2).reason_code, "address_ambiguous", "one character apart is a question");
    assert_eq!((result.effects.sites, clerk.sites()), (0, 1), "no second 望湖家园");
    let (candidate, why) = (best(&view, 2), best(&view, 2).evidence.join("，"));
    assert!(candidate.kind == "site" && candidate.title == "望湖家园", "{candidate:?}");
    assert!(why.contains("只差一个字") && why.contains("有这一楼幢"), "and says why: {why}");

    let (_, result) = clerk.imports(&ledger, taking(2, choose(candidate)));
    assert_eq!((result.counts.pending, result.effects.sites), (0, 0), "the row below is meant as well: {result:?}");
    let (_, again) = clerk.imports(&ledger, Said::default());
    nothing_new(&again);
}

#[test]
fn a_site_that_is_new_at_a_persons_word_is_made() {
    let clerk = Clerk::new();
    clerk.imports(&[OURS, &format!("张三,{ZHANG},望湖家园,3幢1单元501室,,,")], Said::default());
    let ledger = [OURS, &format!("李四,{LI},望湖花园,3幢1单元502室,,,")];
    let (_, result) = clerk.imports(&ledger, taking(2, RowTake::New));
    assert_eq!((result.counts.added, result.effects.sites), (1, 1), "two sites one character apart: {result:?}");
    let (_, again) = clerk.imports(&ledger, Said::default());
    nothing_new(&again);
}

#[test]
fn an_address_without_its_site_has_the_rooms_of_that_number_for_candidates() {
    let clerk = Clerk::new();
    let known =
        [OURS, &format!("张三,{ZHANG},望湖家园,3幢1单元501室,,,"), &format!("李四,{LI},澄浪苑,3幢1单元501室,,,")];
    clerk.imports(&known, Said::default());
    let header = "姓名,身份证号,住址,联系电话";
    let (view, result) = clerk.imports(&[header, "王五,,3幢1单元501室,13900005555"], Said::default());
    assert_eq!(result.counts.pending, 1, "which of the two is not guessed: {result:?}");
    assert_eq!(row(&view, 2).candidates.len(), 2, "both are shown");
    let chosen = row(&view, 2).candidates.iter().find(|one| one.title.contains("澄浪苑")).expect("the other site");
    let (_, result) = clerk.imports(&[header, "王五,,3幢1单元501室,13900005555"], taking(2, choose(chosen)));
    assert_eq!(
        (result.effects.persons, result.effects.rooms),
        (1, 0),
        "they live in the room that is there: {result:?}"
    );
    assert_eq!(result.counts.updated, 1, "and the row that waited is put right: {result:?}");
    let (_, result) = clerk.imports(&[header, &format!("张三,{ZHANG},3幢1单元501室,")], Said::default());
    nothing_new(&result);
}

#[test]
fn a_first_generation_number_is_the_same_person_only_under_the_same_name() {
    let clerk = Clerk::new();
    clerk.imports(&[OURS, &format!("张三,{ZHANG_FIFTEEN},望湖家园,3幢1单元501室,,,")], Said::default());
    let other = format!("李四,{ZHANG},望湖家园,8幢1单元201室,,,");
    let (view, result) = clerk.imports(&[OURS, &other], Said::default());
    assert_eq!(result.counts.pending, 1, "the same number under another name: {result:?}");
    assert_eq!(row(&view, 2).candidates.len(), 1, "its holder is shown");
    let (_, result) = clerk.imports(&[OURS, &format!("张三,{ZHANG},望湖家园,3幢1单元501室,,,")], Said::default());
    assert_eq!(result.counts.updated, 1, "18 for 15 digits: {result:?}");
    assert_eq!(clerk.persons().len(), 1, "and nobody is made twice");
}

#[test]
fn a_slipped_digit_is_asked_about_and_never_matched_silently() {
    let clerk = Clerk::new();
    clerk.imports(&[OURS, &format!("张三,{ZHANG},望湖家园,3幢1单元501室,13900001111,,")], Said::default());
    let slipped = [OURS, &format!("张三,{ZHANG_SLIPPED},望湖家园,8幢1单元201室,13900002222,,")];
    let (view, result) = clerk.imports(&slipped, Said::default());
    assert_eq!(result.counts.pending, 1, "one slip from a sound number: {result:?}");
    let candidate = best(&view, 2);
    assert!(candidate.score >= 75 && !candidate.title.contains("张三"), "likely, and masked: {candidate:?}");
    assert!(candidate.evidence.iter().any(|why| why.contains("只差一处")), "and says why: {candidate:?}");

    let (_, result) = clerk.imports(&slipped, taking(2, choose(candidate)));
    assert_eq!((result.effects.persons, result.counts.pending), (0, 0), "it is they: {result:?}");
    assert_eq!(text(&clerk.persons()[0]["citizen_id"]), ZHANG, "a failing number replaces no sound one");
    let (_, again) = clerk.imports(&slipped, Said::default());
    nothing_new(&again);
}

#[test]
fn somebody_new_under_a_number_that_is_taken_is_remembered_as_another() {
    let clerk = Clerk::new();
    clerk.imports(&[OURS, &format!("张三,{ZHANG},望湖家园,3幢1单元501室,,,")], Said::default());
    let other = [OURS, &format!("李四,{ZHANG},望湖家园,8幢1单元201室,,,")];
    let (_, result) = clerk.imports(&other, Said::default());
    assert_eq!(result.counts.pending, 1, "the number is another's: {result:?}");
    let (_, result) = clerk.imports(&other, taking(2, RowTake::New));
    assert_eq!(result.effects.persons, 1, "made at a person's word: {result:?}");
    let before = clerk.bench.everything();
    let (_, again) = clerk.imports(&other, Said::default());
    nothing_new(&again);
    assert_eq!(clerk.bench.everything(), before, "and not asked again");
    undo(clerk.bench.asking(), &result.batch_id).expect("the batch is undone");
    let (_, anew) = clerk.imports(&other, Said::default());
    assert_eq!(anew.counts.pending, 1, "a decision goes with its batch: {anew:?}");
}

#[test]
fn a_name_in_the_same_room_with_another_birth_date_waits() {
    let clerk = Clerk::new();
    let header = "姓名,出生日期,现住小区,住址";
    clerk.imports(&[header, "张三,1980-03-05,望湖家园,3幢1单元501室"], Said::default());
    let (view, result) = clerk.imports(&[header, "张三,1962-11-27,望湖家园,3幢1单元501室"], Said::default());
    assert_eq!(result.counts.pending, 1, "one of the dates is wrong, or they are two: {result:?}");
    assert!(best(&view, 2).evidence.iter().any(|why| why.contains("同一房间")), "{:?}", best(&view, 2));
}

/// A ledger that knows people by name alone.
const NAMES: &str = "姓名,现住小区,住址,联系电话,户编号";

#[test]
fn two_rows_of_one_name_in_one_room_with_other_phones_wait() {
    let clerk = Clerk::new();
    let twins = [NAMES, "张伟,望湖家园,3幢1单元501室,13900001111,", "张伟,望湖家园,3幢1单元501室,13900002222,"];
    for _ in 0..2 {
        let (view, result) = clerk.imports(&twins, Said::default());
        assert_eq!(result.counts.pending, 1, "father and son, or one with two phones: {result:?}");
        assert_eq!(row(&view, 3).reason_code, "ambiguous_person", "{:?}", row(&view, 3));
        assert!(best(&view, 3).evidence.iter().any(|why| why.contains("电话不同")), "{:?}", best(&view, 3));
        assert_eq!(text(&clerk.persons()[0]["phones"]), r#"["13900001111"]"#, "the first keeps their one phone");
    }
    let (_, result) = clerk.imports(&twins, taking(3, RowTake::New));
    assert_eq!((result.counts.pending, clerk.persons().len()), (0, 2), "they are two: {result:?}");
    let (_, again) = clerk.imports(&twins, Said::default());
    nothing_new(&again);
}

#[test]
fn a_household_number_vouches_for_nobody_in_the_next_building() {
    let clerk = Clerk::new();
    clerk.imports(&[NAMES, "张伟,望湖家园,3幢1单元501室,,12"], on("2026-01-01"));
    let (_, result) = clerk.imports(&[NAMES, "张伟,望湖家园,9幢1单元101室,,12"], on("2026-02-01"));
    assert_eq!(result.counts.added, 1, "numbers restart in each building: {result:?}");
    let mut rooms = clerk.open_rooms();
    rooms.sort();
    assert_eq!(rooms, ["3-501", "9-101"], "nobody was moved");
    let (view, result) = clerk.imports(&[NAMES, "张伟,望湖家园,3幢1单元602室,,12"], on("2026-03-01"));
    assert_eq!(result.counts.pending, 1, "in the same building it may be they, moved: {result:?}");
    assert!(best(&view, 2).evidence.iter().any(|why| why.contains("户编号")), "{:?}", best(&view, 2));
}

#[test]
fn a_shared_phone_moves_nobody_by_itself() {
    let known = [NAMES, "张伟,望湖家园,3幢1单元501室,13900001111,"];
    let moved = [NAMES, "张伟,澄浪苑,1幢1单元201室,13900001111,"];
    let clerk = Clerk::new();
    clerk.imports(&known, on("2026-01-01"));
    let (view, result) = clerk.imports(&moved, on("2026-02-01"));
    assert_eq!(result.counts.pending, 1, "a name and a family's phone: {result:?}");
    assert_eq!(
        (row(&view, 2).reason_code.as_str(), clerk.open_rooms()),
        ("ambiguous_person", vec!["3-501".to_owned()])
    );
    let decided = |take: RowTake| Said { date: Some("2026-02-01"), takes: vec![(2, take)] };
    let (_, result) = clerk.imports(&moved, decided(choose(best(&view, 2))));
    assert_eq!(
        (result.counts.updated, clerk.open_rooms()),
        (1, vec!["1-201".to_owned()]),
        "it is they, and they moved"
    );
    let (_, again) = clerk.imports(&moved, on("2026-02-01"));
    nothing_new(&again);

    let clerk = Clerk::new();
    clerk.imports(&known, on("2026-01-01"));
    clerk.imports(&moved, decided(RowTake::New));
    assert_eq!((clerk.persons().len(), clerk.open_rooms().len()), (2, 2), "a namesake at the same phone is another");
}

#[test]
fn a_phone_with_a_birth_date_that_agrees_is_the_same_person() {
    let header = "姓名,出生日期,现住小区,住址,联系电话";
    let clerk = Clerk::new();
    clerk.imports(&[header, "张伟,1980-03-05,望湖家园,3幢1单元501室,13900001111"], on("2026-01-01"));
    let (_, result) = clerk.imports(&[header, "张伟,1980-03-05,澄浪苑,1幢1单元201室,13900001111"], on("2026-02-01"));
    assert_eq!((result.counts.updated, clerk.open_rooms()), (1, vec!["1-201".to_owned()]), "they moved: {result:?}");
}

/// A ledger of households.
const HOUSEHOLDS: &str = "姓名,身份证号,住址,与户主关系,户编号";

fn counted(relation: &str, number: &str) -> String {
    format!("张三,{ZHANG},望湖家园3幢1单元501室,{relation},{number}")
}

impl Clerk {
    /// The numbers of the households that have a head, and the number by which every open stay is counted.
    fn households(&self) -> (Vec<String>, Vec<String>) {
        let households = self.bench.list(ExportKind::Households);
        let headed = households.iter().filter(|household| !household["head"].is_null());
        let stays = self.bench.list(ExportKind::Stays);
        let numbers = |field: &str, of: &mut dyn Iterator<Item = &Value>| of.map(|one| text(&one[field])).collect();
        (numbers("number", &mut headed.into_iter()), numbers("household_no", &mut stays.iter()))
    }
}

#[test]
fn a_household_renumbered_in_the_same_file_stops_nothing() {
    let clerk = Clerk::new();
    let (_, result) = clerk.imports(&[HOUSEHOLDS, &counted("户主", "1"), &counted("户主", "2")], Said::default());
    assert_eq!((result.counts.added, result.counts.updated), (1, 1), "the later row corrects: {result:?}");
    let (headed, counted) = clerk.households();
    assert_eq!(headed, counted, "who was counted elsewhere heads that household alone");
}

#[test]
fn a_reissue_may_fill_in_or_change_a_household_number() {
    let clerk = Clerk::new();
    for number in ["", "1", "2"] {
        let (_, result) = clerk.imports(&[HOUSEHOLDS, &counted("户主", number)], Said::default());
        assert_eq!(result.counts.added + result.counts.updated, 1, "{number}: {result:?}");
    }
    let (headed, counted) = clerk.households();
    assert_eq!((headed, counted), (vec!["2".to_owned()], vec!["2".to_owned()]), "the last number stands");
    let again = format!("张三,{ZHANG},望湖家园3幢1单元501室,户主,2");
    let (_, again) = clerk.imports(&[HOUSEHOLDS, &again], Said::default());
    nothing_new(&again);
}

#[test]
fn older_paper_counts_nobody_in_another_household() {
    let clerk = Clerk::new();
    clerk.imports(&[HOUSEHOLDS, &counted("户主", "1")], on("2026-06"));
    let before = clerk.households();
    let (view, result) = clerk.imports(&[HOUSEHOLDS, &counted("儿子", "2")], on("2025-01"));
    nothing_new(&result);
    assert_eq!(row(&view, 2).reason_code, "older_ledger", "and the row says why");
    assert_eq!(clerk.households(), before, "number and household of the stay agree, and its head is a member");
}

#[test]
fn older_paper_opens_no_second_office() {
    let clerk = Clerk::new();
    let header = "单位名称,统一社会信用代码,地址,法定代表人,法定代表人身份证号";
    let firm = |block: u8, id: &str| format!("望湖商行,91330299MA0000001X,望湖家园{block}幢1单元101室,张三丰,{id}");
    clerk.imports(&[header, &firm(3, ZHANG)], on("2026-06"));
    let offices = clerk.bench.list(ExportKind::Presences).len();
    let (view, result) = clerk.imports(&[header, &firm(4, LI)], on("2025-01"));
    nothing_new(&result);
    let shown = row(&view, 2);
    assert_eq!(shown.reason_code, "older_ledger", "{shown:?}");
    let why = shown.reason.as_deref().unwrap_or_default();
    assert!(!why.contains(ZHANG) && !why.contains(LI), "and no number stands in the reason: {why}");
    assert_eq!(clerk.bench.list(ExportKind::Presences).len(), offices, "the firm is where the newer ledger has it");
}

/// A person as one ledger has them.
#[derive(Debug, Clone)]
struct Entry {
    block: u8,
    phone: u8,
    work: Option<u8>,
}

fn entry() -> impl Strategy<Value = Entry> {
    (1..4_u8, 0..9_u8, prop::option::of(0..3_u8)).prop_map(|(block, phone, work)| Entry { block, phone, work })
}

fn lines(entries: &[Option<Entry>]) -> Vec<String> {
    let ids = [ZHANG, LI, "330299197511223419"];
    let line = |(entry, (name, id)): (&Option<Entry>, (&str, &str))| {
        let Entry { block, phone, work } = entry.as_ref()?;
        let work = work.map_or_else(String::new, |work| format!("工种{work}"));
        Some(format!("{name},{id},望湖家园,{block}幢1单元501室,1390000000{phone},{work},"))
    };
    let named = ["张三", "李四", "王五"].into_iter().zip(ids);
    std::iter::once(OURS.to_owned()).chain(entries.iter().zip(named).filter_map(line)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, ..ProptestConfig::default() })]

    #[test]
    fn in_whatever_order_two_dated_ledgers_come_the_newer_stands(
        older in prop::collection::vec(prop::option::weighted(0.8, entry()), 3),
        newer in prop::collection::vec(prop::option::weighted(0.8, entry()), 3),
    ) {
        let read = |clerk: &Clerk| {
            let persons = clerk.persons().into_iter();
            let mut told: Vec<String> = persons
                .map(|person| {
                    let fields = ["name", "citizen_id", "phones", "occupation"].map(|field| text(&person[field]));
                    fields.join("|")
                })
                .collect();
            told.sort();
            let mut rooms = clerk.open_rooms();
            rooms.sort();
            (told, rooms)
        };
        let (older, newer) = (lines(&older), lines(&newer));
        let import = |clerk: &Clerk, lines: &[String], date: &str| {
            let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
            if lines.len() > 1 {
                clerk.imports(&lines, on(date));
            }
        };
        let (forth, back) = (Clerk::new(), Clerk::new());
        import(&forth, &older, "2025-12-31");
        import(&forth, &newer, "2026-03-01");
        import(&back, &newer, "2026-03-01");
        import(&back, &older, "2025-12-31");
        prop_assert_eq!(read(&forth), read(&back), "the day decides, not the order");
    }
}
