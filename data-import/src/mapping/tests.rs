use super::*;
use crate::cell::Cell;

fn header(columns: &[&[&str]]) -> Header {
    let tiers = columns.iter().map(|tiers| tiers.iter().map(|tier| (*tier).to_owned()).collect());
    Header { rows: vec![1], columns: (0..).zip(tiers).collect() }
}

fn fields(columns: &[&[&str]]) -> Vec<String> {
    let (columns, _) = map(&header(columns), &[], Told::default());
    let name = |column: ColumnProposal| match column.meaning {
        ColumnMeaning::Field(field) => field.code().to_owned(),
        other => format!("{other:?}"),
    };
    columns.into_iter().map(name).collect()
}

#[test]
fn bare_columns_belong_to_the_contact_before_them() {
    let found = fields(&[
        &["单位名称"],
        &["法定代表人"],
        &["身份证"],
        &["电话"],
        &["从业人数"],
        &["治保负责人"],
        &["治保电话"],
    ]);
    let wanted = [
        "org.name",
        "org.legal_rep.name",
        "org.legal_rep.citizen_id",
        "org.legal_rep.phone",
        "org.staff",
        "org.security_contact.name",
        "org.security_contact.phone",
    ];
    assert_eq!(found, wanted, "身份证 and 电话 after 法定代表人 are that person's");
}

#[test]
fn a_group_says_whose_name_it_is() {
    let found = fields(&[
        &["房东", "姓名"],
        &["房东", "现住址"],
        &["承租人", "姓名"],
        &["承租人", "电话"],
        &["居住证", "证号"],
    ]);
    assert_eq!(found, ["owner.name", "owner.address", "name", "phone", "permit_no"], "the tier above decides");
}

#[test]
fn refused_columns_stay_refused_whatever_the_user_says() {
    let header = header(&[&["姓名"], &["身份证号"], &["备注", "宗教信仰"]]);
    let wanted = SheetChoice { columns: vec![(2, Some(FieldCode::Remark))], ..SheetChoice::default() };
    let (columns, _) = map(&header, &[], Told { wanted: Some(&wanted), ..Told::default() });
    assert_eq!(columns[2].meaning, ColumnMeaning::Refused(RefusedKind::Religion), "no way around the refusal");
    assert!(withheld_columns(&header).contains(&2), "its cells are never passed on");
}

/// A sheet with one header row and these rows below it; what its columns come to, with confidence and evidence.
fn read(headers: &[&str], rows: &[&[&str]]) -> Vec<ColumnProposal> {
    let tiers = headers.iter().map(|text| vec![(*text).to_owned()]);
    let header = Header { rows: vec![1], columns: (0..).zip(tiers).collect() };
    map(&header, &sheet(2, rows), Told::default()).0
}

fn sheet(first: u32, rows: &[&[&str]]) -> Vec<Row> {
    let row = |(number, texts): (u32, &&[&str])| {
        let cells = (0..).zip(*texts).filter(|(_, text)| !text.is_empty());
        Row { number, hidden: false, cells: cells.map(|(column, text)| (column, Cell::text(*text))).collect() }
    };
    (first..).zip(rows).map(row).collect()
}

fn codes(columns: &[ColumnProposal]) -> Vec<&'static str> {
    columns.iter().map(|column| field_of(column).map_or("", FieldCode::code)).collect()
}

const PEOPLE: &[&[&str]] = &[
    &["1", "张三", "330299198001010017", "13900001234", "3-2-501", "男", "户主"],
    &["2", "李四", "330299197002020027", "13900001235", "3-2-502", "女", "配偶"],
    &["3", "王小五", "330299199003030038", "13900001236", "3-2-503", "男", "儿子"],
    &["4", "赵六", "330299200004040043", "13900001237", "4-1-101", "女", "女儿"],
];

fn people() -> Vec<Vec<String>> {
    let with_check = |text: &str| {
        let check = louce_domain::citizen_id::check_character(text.get(..17).unwrap_or_default());
        check.map_or_else(|| text.to_owned(), |check| format!("{}{check}", text.get(..17).unwrap_or_default()))
    };
    let cell = |text: &&str| if text.len() == 18 { with_check(text) } else { (*text).to_owned() };
    PEOPLE.iter().map(|row| row.iter().map(cell).collect()).collect()
}

fn with_people(then: impl FnOnce(&[&[&str]])) {
    let people = people();
    let rows: Vec<Vec<&str>> = people.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    then(&rows.iter().map(Vec::as_slice).collect::<Vec<_>>());
}

#[test]
fn values_say_what_a_column_is_whatever_it_is_called() {
    with_people(|rows| {
        let columns = read(&["甲", "乙", "丙", "丁", "戊", "己", "庚"], rows);
        let wanted = ["seq", "name", "citizen_id", "phone", "address", "sex", "relation_to_head"];
        assert_eq!(codes(&columns), wanted, "told by their values");
        assert!(columns.iter().all(|column| column.evidence == Evidence::Values), "and said so");
        assert!(columns.iter().all(|column| column.confidence < 95), "less sure than a header");
    });
}

#[test]
fn a_table_without_a_header_is_told_by_its_values() {
    with_people(|rows| {
        let found = without_header(&sheet(1, rows)).expect("names with ids");
        assert!(found.rows.is_empty(), "no row is a header");
        let (columns, ledger) = map(&found, &sheet(1, rows), Told::default());
        assert_eq!(ledger, LedgerKind::Person, "a list of persons");
        assert_eq!(codes(&columns)[1..4], ["name", "citizen_id", "phone"], "with the columns that matter");
    });
    let prices: &[&[&str]] = &[&["苹果", "3.5"], &["香蕉", "2"], &["西瓜", "1.2"]];
    assert_eq!(without_header(&sheet(1, prices)), None, "a list of prices names nobody");
}

#[test]
fn a_header_that_its_values_contradict_is_doubted() {
    let phones: &[&[&str]] =
        &[&["张三", "13900001234"], &["李四", "13900001235"], &["王五", "13900001236"], &["赵六", "13900001237"]];
    let columns = read(&["姓名", "身份证号"], phones);
    let id = &columns[1];
    assert!(id.contradicted && id.confidence < 50, "phones under 身份证号: {id:?}");
    assert_eq!(id.alternatives.first().map(|(field, _)| *field), Some(FieldCode::Phone), "what they look like");
    assert!(!columns[0].contradicted && columns[0].evidence == Evidence::HeaderAndValues, "names are names");
    with_people(|rows| {
        let swapped: Vec<Vec<&str>> = rows.iter().map(|row| vec![row[2], row[1]]).collect();
        let swapped: Vec<&[&str]> = swapped.iter().map(Vec::as_slice).collect();
        let columns = read(&["姓名", "身份证号"], &swapped);
        assert!(columns.iter().all(|column| column.contradicted), "swapped columns are both doubted");
    });
}

#[test]
fn a_misspelt_header_is_believed_where_the_values_agree() {
    with_people(|rows| {
        let columns = read(&["序号", "姓明", "身份证好码", "联系电活", "现注址", "性别", "关系"], rows);
        assert_eq!(codes(&columns)[2..5], ["citizen_id", "phone", "address"], "one character off");
    });
    let dates: &[&[&str]] = &[&["张三", "2020-01-05"], &["李四", "2020-02-05"], &["王五", "2021-03-05"]];
    let columns = read(&["姓名", "迁某日期"], dates);
    assert_eq!(columns[1].meaning, ColumnMeaning::Unmapped, "which date it is cannot be told by the dates");
    assert!(!columns[1].alternatives.is_empty(), "but it is offered");
}

#[test]
fn two_columns_that_may_be_the_same_are_neither() {
    let rows: &[&[&str]] = &[
        &["望湖家园3幢501室", "望湖家园3幢502室"],
        &["望湖家园3幢503室", "望湖家园4幢502室"],
        &["望湖家园3幢504室", "望湖家园5幢502室"],
    ];
    let columns = read(&["甲", "乙"], rows);
    assert!(columns.iter().all(|column| column.meaning == ColumnMeaning::Unmapped), "the user says which");
    assert!(columns.iter().all(|c| c.alternatives.first().is_some_and(|a| a.0 == FieldCode::Address)), "offered");
}

#[test]
fn the_users_word_wins_over_a_profile_and_both_over_the_header() {
    let header = header(&[&["姓名"], &["甲"], &["乙"]]);
    let said =
        |columns: &[(u32, Option<FieldCode>)]| SheetChoice { columns: columns.to_vec(), ..SheetChoice::default() };
    let recalled = said(&[(1, Some(FieldCode::Remark)), (2, Some(FieldCode::Phone))]);
    let wanted = said(&[(2, None)]);
    let refused = [(0, RefusedKind::Religion)];
    let told = Told { wanted: Some(&wanted), recalled: Some(&recalled), refused: &refused };
    let (columns, _) = map(&header, &[], told);
    assert_eq!(columns[0].meaning, ColumnMeaning::Refused(RefusedKind::Religion), "refused for what it holds");
    assert_eq!((columns[1].meaning, columns[1].evidence), (ColumnMeaning::Field(FieldCode::Remark), Evidence::Profile));
    assert_eq!((columns[2].meaning, columns[2].evidence), (ColumnMeaning::Unmapped, Evidence::User), "user first");
}

#[test]
fn a_refused_header_speaks_for_the_columns_without_one_to_its_right() {
    let named = |column: u32, name: &str| (column, vec![name.to_owned()]);
    let columns = vec![named(0, "姓名"), named(1, "重点人员情况"), named(3, "现住址"), named(4, "工会")];
    let header = Header { rows: vec![1], columns };
    assert_eq!(
        withheld_columns(&header),
        BTreeSet::from([1, 2, 4]),
        "its own and the blank one, up to the next header"
    );
}
