//! The JSON the template reads: cells are printed text already, so the template only places them.

use serde::Serialize;
use std::ops::Range;

use crate::document::{Align, Block, Document, Group, Line, Section, Table, Topic, Weight};
use crate::fonts::Fonts;
use crate::handover::HandoverReport;
use crate::language::Language;

#[derive(Serialize)]
pub(super) struct PdfData {
    language: &'static str,
    serif: String,
    sans: String,
    author: String,
    title: String,
    area: String,
    mark: Option<String>,
    foot: String,
    page: [&'static str; 3],
    sections: Vec<PdfSection>,
}

#[derive(Serialize)]
struct PdfSection {
    heading: String,
    cover: bool,
    annex: bool,
    whole: bool,
    blocks: Vec<PdfBlock>,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum PdfBlock {
    Facts { pairs: Vec<(String, String)> },
    Paragraph { text: String },
    Notice { text: String },
    Subheading { title: String, line: String },
    Picture { file: String, shows: String, line: String },
    Table(PdfTable),
    Signatures { parties: Vec<PdfSignature> },
}

#[derive(Serialize)]
struct PdfTable {
    titles: Vec<String>,
    widths: Vec<f32>,
    aligns: Vec<&'static str>,
    groups: Vec<PdfGroup>,
}

#[derive(Serialize)]
struct PdfGroup {
    weight: &'static str,
    lead: Vec<String>,
    lines: Vec<PdfLine>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum PdfLine {
    Cells(Vec<String>),
    Wide(String),
}

#[derive(Serialize)]
struct PdfSignature {
    role: String,
    fields: Vec<(String, String)>,
}

impl PdfData {
    pub(super) fn new(document: &Document, report: &HandoverReport, fonts: &Fonts, language: Language) -> Self {
        let labels = language.labels();
        let mut files = 0..usize::MAX;
        Self {
            language: language.tag(),
            serif: fonts.serif().to_owned(),
            sans: fonts.sans().to_owned(),
            author: report.cover.prepared_by.clone(),
            title: document.title.clone(),
            area: document.area.clone(),
            mark: document.mark.clone(),
            foot: document.foot.clone(),
            page: [labels.page_before, labels.page_between, labels.page_after],
            sections: document.sections.iter().map(|part| section(part, &mut files)).collect(),
        }
    }
}

/// The pictures of a document, in the order of their files.
pub(super) fn pictures(document: &Document) -> impl Iterator<Item = &[u8]> {
    let blocks = document.sections.iter().flat_map(|section| &section.blocks);
    blocks.filter_map(|block| if let Block::Picture { png, .. } = block { Some(png.as_slice()) } else { None })
}

/// What the template calls a picture.
pub(super) fn picture_file(place: usize) -> String {
    format!("picture-{place}.png")
}

fn section(section: &Section, files: &mut Range<usize>) -> PdfSection {
    PdfSection {
        heading: section.heading.clone(),
        cover: section.topic == Topic::Cover,
        annex: section.topic.is_annex(),
        whole: section.topic == Topic::Signing,
        blocks: section.blocks.iter().map(|part| block(part, files)).collect(),
    }
}

fn block(block: &Block, files: &mut Range<usize>) -> PdfBlock {
    match block {
        Block::Facts(pairs) => PdfBlock::Facts { pairs: pairs.clone() },
        Block::Paragraph(text) => PdfBlock::Paragraph { text: text.clone() },
        Block::Notice(text) => PdfBlock::Notice { text: text.clone() },
        Block::Subheading { title, line } => PdfBlock::Subheading { title: title.clone(), line: line.clone() },
        Block::Picture { shows, line, .. } => {
            let file = picture_file(files.next().unwrap_or_default());
            PdfBlock::Picture { file, shows: shows.clone(), line: line.clone() }
        }
        Block::Table(table) => PdfBlock::Table(pdf_table(table)),
        Block::Signatures(parties) => {
            let parties = parties.iter();
            let signature = |party: &crate::document::Signature| PdfSignature {
                role: party.role.clone(),
                fields: party.fields.clone(),
            };
            PdfBlock::Signatures { parties: parties.map(signature).collect() }
        }
    }
}

fn pdf_table(table: &Table) -> PdfTable {
    PdfTable {
        titles: table.columns.iter().map(|column| column.title.clone()).collect(),
        widths: table.columns.iter().map(|column| column.width).collect(),
        aligns: table.columns.iter().map(|column| align(column.align)).collect(),
        groups: table.groups.iter().map(group).collect(),
    }
}

fn align(align: Align) -> &'static str {
    match align {
        Align::Left => "left",
        Align::Centre => "center",
        Align::Right => "right",
    }
}

fn group(group: &Group) -> PdfGroup {
    let weight = match group.weight {
        Weight::Normal => "normal",
        Weight::Total => "total",
        Weight::Part => "part",
    };
    let line = |line: &Line| match line {
        Line::Cells(cells) => PdfLine::Cells(cells.iter().map(|cell| cell.print()).collect()),
        Line::Wide(text) => PdfLine::Wide(text.clone()),
    };
    let lead = group.lead.iter().map(|cell| cell.print()).collect();
    PdfGroup { weight, lead, lines: group.lines.iter().map(line).collect() }
}
