//! The report as a workbook: the same numbers with their types, and every room, however many.

mod cells;
mod list;
mod people;
mod plain;
mod sheet;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};

pub use self::list::{TableCell, TableColumn, render_table_xlsx};
pub use self::plain::{PlainBook, PlainCell};

use self::cells::Styles;
use self::sheet::SheetWriter;
use crate::document::{Block, Document, Extent, Section, Table, Topic, compose};
use crate::error::ReportError;
use crate::handover::HandoverReport;
use crate::language::Language;

/// The report as an xlsx workbook with the sheets 概况, 变更, 数据缺口, 楼栋 and 房间与人员.
///
/// Text is always written as text: codes and phones keep their zeros and nothing is ever a formula.
/// The same report and language give the same bytes.
pub fn render_xlsx(report: &HandoverReport, language: Language) -> Result<Vec<u8>, ReportError> {
    let labels = language.labels();
    let document = compose(report, language, Extent::Whole);
    let styles = Styles::new();
    let mut workbook = workbook_of(&document.title, &report.cover.prepared_by, &report.cover.generated_at)?;
    let mut add = |name: &str, fill: &dyn Fn(&mut SheetWriter<'_>) -> Result<(), ReportError>| {
        let sheet = workbook.add_worksheet().set_name(name)?;
        let mut writer = SheetWriter::new(sheet, &styles);
        writer.running_lines(&document)?;
        fill(&mut writer)
    };
    add(labels.sheet_cover, &|writer| overview(writer, &document))?;
    add(labels.sheet_changes, &|writer| changes(writer, &document))?;
    add(labels.sheet_gaps, &|writer| single(writer, section(&document, Topic::Gaps), 1))?;
    add(labels.sheet_buildings, &|writer| single(writer, section(&document, Topic::Buildings), 3))?;
    add(labels.sheet_residents, &|writer| writer.listing(&people::table(report, language), 0, 3))?;
    Ok(workbook.save_to_buffer()?)
}

/// An empty workbook dated by its content, not by a clock.
fn workbook_of(title: &str, author: &str, made_at: &str) -> Result<Workbook, ReportError> {
    let date = match ExcelDateTime::parse_from_str(made_at) {
        Ok(date) => date,
        Err(_) => ExcelDateTime::from_ymd(1980, 1, 1)?,
    };
    let mut workbook = Workbook::new();
    workbook.set_properties(&DocProperties::new().set_title(title).set_author(author).set_creation_datetime(&date));
    Ok(workbook)
}

fn section(document: &Document, topic: Topic) -> Option<&Section> {
    document.sections.iter().find(|section| section.topic == topic)
}

fn tables(section: Option<&Section>) -> impl Iterator<Item = &Table> {
    let blocks = section.into_iter().flat_map(|section| &section.blocks);
    blocks.filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None })
}

/// Facts, notices and base numbers, one under the other.
fn overview(writer: &mut SheetWriter<'_>, document: &Document) -> Result<(), ReportError> {
    writer.title(&document.title, &document.area)?;
    for topic in [Topic::Cover, Topic::Numbers] {
        for block in section(document, topic).into_iter().flat_map(|section| &section.blocks) {
            writer.block(block)?;
        }
    }
    writer.block(&Block::Paragraph(document.foot.clone()))
}

/// The dated list at the left, the counts beside it, so that one frozen row serves both.
fn changes(writer: &mut SheetWriter<'_>, document: &Document) -> Result<(), ReportError> {
    let (list, counts) = (section(document, Topic::ChangeList), section(document, Topic::Changes));
    let mut column = 0;
    let mut bottom = 0;
    for table in tables(list).chain(tables(counts)) {
        writer.listing(table, column, 0)?;
        bottom = writer.skip_to(bottom);
        column += u16::try_from(table.columns.len()).unwrap_or(0) + 1;
    }
    let blocks = list.into_iter().chain(counts).flat_map(|section| &section.blocks);
    blocks.filter(|block| !matches!(block, Block::Table(_))).try_for_each(|block| writer.block(block))
}

/// A sheet with one table; `frozen` columns at the left stay in sight.
fn single(writer: &mut SheetWriter<'_>, section: Option<&Section>, frozen: u16) -> Result<(), ReportError> {
    match tables(section).next() {
        Some(table) => writer.listing(table, 0, frozen),
        None => section.into_iter().flat_map(|section| &section.blocks).try_for_each(|block| writer.block(block)),
    }
}
