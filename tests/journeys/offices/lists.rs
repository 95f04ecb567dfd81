//! The tax list compared with the registry.

use crate::bench::Bench;
use louce_app::host::Unwatched;
use louce_app::office::compare_lists;

const REGISTRY: &str = "单位名称,统一社会信用代码,法定代表人,联系电话,从业人数,地址\n\
    示例科技有限公司,91330299MA2A000017,王一,13900001234,12,示例苑1幢101室\n\
    示例（甬州）商贸有限公司,,赵二,13900001235,8,示例苑1幢102室\n\
    示例餐饮店,,孙三,13900001236,3,示例苑1幢103室\n";
const TAX: &str = "单位名称,统一社会信用代码,法定代表人,联系电话,从业人数\n\
    示例(甬州)商贸有限公司,,赵二,13900001235,8\n\
    示例科技有限公司,91330299MA2A000017,王一一,13900001234,12\n\
    示例物流有限公司,,周四,13900001237,5\n";

#[test]
fn the_tax_list_is_compared_with_the_registry() {
    let bench = Bench::new();
    let folder = tempfile::tempdir().expect("a folder");
    let imported = |name: &str, text: &str| {
        let file = folder.path().join(name);
        std::fs::write(&file, text).expect("the list is written");
        bench.import(&file).expect("the list is imported").batch_id
    };
    let (registry, tax) = (imported("工商登记.csv", REGISTRY), imported("税务名单.csv", TAX));
    let out = folder.path().join("比对.xlsx");
    let found = compare_lists(bench.asking(), &registry, &tax, Some(&out.display().to_string()), &Unwatched);
    let found = found.expect("the lists are compared");
    assert_eq!((found.left.as_str(), found.right.as_str()), ("工商登记.csv", "税务名单.csv"), "each by its file");
    assert_eq!(found.both, 1, "brackets of either width are one name: {found:?}");
    let names = |rows: &[louce_wire::ComparedRow]| rows.iter().map(|row| row.name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&found.only_left), ["示例餐饮店"], "pays no taxes here");
    assert_eq!(names(&found.only_right), ["示例物流有限公司"], "is not registered");
    let [differing] = found.differing.as_slice() else { panic!("one differs: {:?}", found.differing) };
    let field = &differing.differences[0];
    assert_eq!((field.field.as_str(), differing.differences.len()), ("legal_rep_name", 1), "one field of it");
    assert_eq!((field.left.as_deref(), field.right.as_deref()), (Some("王一"), Some("王一一")), "with both values");
    assert_eq!(differing.rows, [Some(2), Some(3)], "and where each list has it");
    assert!(std::fs::metadata(&out).is_ok_and(|file| file.len() > 1_000), "the report is written");
    let audit = bench.session.register.read(|reader| reader.audit_tail(1)).expect("the audit log is read");
    assert_eq!(audit[0].action, "export_records", "as an export, with the rows it was made from");
    let same = compare_lists(bench.asking(), &tax, &tax, None, &Unwatched).expect_err("one list with itself");
    assert!(same.zh.contains("不同的名单"), "says what to do: {same:?}");
}
