use super::*;
use crate::cell::{Form, Row, Sheet};
use crate::read::collect::Collect;
use proptest::prelude::*;

fn sheets(html: &str) -> Vec<Sheet> {
    let mut sink = Collect::default();
    read(html.as_bytes(), &mut sink).unwrap();
    sink.workbook.sheets
}

fn rows(html: &str) -> Vec<Row> {
    sheets(html).into_iter().flat_map(|sheet| sheet.rows).collect()
}

#[test]
fn spans_shift_the_cells_beside_and_below() {
    let rows = rows("<table><tr><td rowspan=2>3幢</td><td>甲</td></tr><tr><td>乙<br>丙</td></tr></table>");
    assert_eq!(rows[1].text(1), "乙\n丙", "the covered column is stepped over, the break kept");
    assert_eq!(rows[1].text(0), "3幢", "the covered cell borrows its value");
    assert!(rows[1].cell(0).unwrap().merged_from.is_some(), "and says so");
}

#[test]
fn a_span_that_only_makes_room_is_no_merged_range() {
    let rows = rows("<table><tr><td colspan=2 style='mso-ignore:colspan'>长标题</td><td>丙</td></tr></table>");
    assert!(rows[0].cell(1).is_none(), "the neighbour is empty, not lent");
    assert_eq!(rows[0].text(2), "丙", "but it takes its place");
}

#[test]
fn characters_written_as_entities_are_read() {
    let rows = rows("<table><tr><td>林&#x36C3;&nbsp;&amp;Co &unknown; x</td></tr></table>");
    assert_eq!(rows[0].text(0), "林㛃 &Co &unknown; x", "unknown ones stay");
}

#[test]
fn paragraphs_in_a_cell_are_lines() {
    let rows = rows("<table><tr><td><p>张三</p><p>李四</p></td><td><div>甲</div>乙</td></tr></table>");
    assert_eq!((rows[0].text(0), rows[0].text(1)), ("张三\n李四", "甲\n乙"), "two persons stay two");
}

#[test]
fn struck_filled_and_hidden_are_told() {
    let page = "<style>.x{background:yellow}</style><table><tr style='display:none'><td><s>张三</s></td><td class=x>甲<del>乙</del></td></tr>\
        <tr bgcolor=#ff0000><td style='text-decoration:line-through'>丙</td></tr></table>";
    let rows = rows(page);
    let (gone, partly) = (rows[0].cell(0).unwrap(), rows[0].cell(1).unwrap());
    assert!(gone.struck && !partly.struck, "only a cell that is struck as a whole");
    assert_eq!((rows[0].hidden, partly.fill), (true, Some([255, 255, 0])), "by class");
    let styled = rows[1].cell(0).unwrap();
    assert_eq!((styled.struck, styled.fill), (true, Some([255, 0, 0])), "by attribute, of the row");
}

#[test]
fn digits_stay_text_and_exact_numbers_are_taken() {
    let page = r#"<table><tr><td style='mso-number-format:"\@"'>0501</td><td x:num>1,234</td><td x:num="29225">1980/1/5</td><td x:num="3.3029919800101E+17">330299198001010013</td></tr></table>"#;
    let row = &rows(page)[0];
    assert_eq!((row.text(0), row.cell(0).unwrap().form), ("0501", Form::Text), "the zero stays");
    assert_eq!(row.cell(1).unwrap().form, Form::Number(1234.0), "the separator is only shown");
    assert_eq!(row.text(2), "1980/1/5", "a date as shown");
    assert_eq!(row.text(3), "330299198001010013", "the page still has all digits");
}

#[test]
fn several_tables_are_several_sheets_with_names() {
    let both = sheets("<table><tr><td>甲</td></tr></table><TABLE><TR><TD>乙</TABLE><table><tr><td></table>");
    let names: Vec<_> = both.iter().map(|sheet| sheet.name.as_deref()).collect();
    assert_eq!(names, [Some("表1"), Some("表2")], "the empty one is none");
    assert_eq!(sheets("<table><tr><td>甲</td></tr></table>")[0].name, None, "one alone needs no name");
}

#[test]
fn a_table_that_lays_out_the_page_is_not_the_ledger() {
    let page =
        "<table><tr><td>住户台账<td><table><tr><td>姓名<td>室号<tr><td>张三<td>501<tr><td>李四<td>502</table></table>";
    let found = sheets(page);
    assert_eq!(found[0].rows[1].text(0), "张三", "the inner one, which has the rows");
    assert_eq!(found[1].rows[0].text(0), "住户台账", "what stands beside it is kept too");
}

#[test]
fn a_small_table_in_a_cell_is_text_of_that_cell() {
    let page = "<table><tr><td>姓名<td>电话<tr><td>张三<td><table><tr><td>13900001234<td>本人</table><tr><td>李四<td>无</table>";
    let found = sheets(page);
    assert_eq!((found.len(), found[0].rows[1].text(1)), (1, "13900001234 本人"), "joined");
    assert_eq!(found[0].rows[2].text(0), "李四", "the outer table goes on");
}

#[test]
fn an_empty_page_says_so() {
    let refused = read(b"<html><body>login</body></html>", &mut Collect::default()).unwrap_err();
    assert_eq!(refused, ReadError::UnknownFormat { looks_like: LooksLike::NoTable }, "an expired login");
}

proptest! {
    #[test]
    fn any_tag_soup_is_survived(soup in "(<table>|<tr>|<td>|<td rowspan=9 colspan=3>|</td>|</tr>|</table>|<!--|-->|<style>|</style>|<s>|<p>|&#|;|<|>|甲|1){0,60}") {
        let _ = read(soup.as_bytes(), &mut Collect::default());
    }
}
