//! The report as one page of HTML to print from a browser: no script, nothing loaded, all text escaped.

use std::fmt::Write;

use base64::prelude::{BASE64_STANDARD, Engine};

use crate::document::{Align, Block, Document, Extent, Group, Line, Section, Signature, Table, Topic, Weight, compose};
use crate::handover::HandoverReport;
use crate::language::Language;

/// Screen and print rules.
const STYLE: &str = include_str!("html.css");

/// The report as a self-contained page. Long lists are whole: a browser bears what paper does not.
pub fn render_html(report: &HandoverReport, language: Language) -> String {
    let document = compose(report, language, Extent::Whole);
    let mut page = Page { text: String::new() };
    page.document(&document, language);
    page.text
}

/// A page that is being written. Text of the report goes in by [`Page::escaped`] only.
struct Page {
    text: String,
}

impl Page {
    fn raw(&mut self, markup: &'static str) {
        self.text.push_str(markup);
    }

    fn escaped(&mut self, text: &str) {
        for character in text.chars() {
            match character {
                '&' => self.text.push_str("&amp;"),
                '<' => self.text.push_str("&lt;"),
                '>' => self.text.push_str("&gt;"),
                '"' => self.text.push_str("&quot;"),
                '\'' => self.text.push_str("&#39;"),
                character => self.text.push(character),
            }
        }
    }

    /// An element without attributes.
    fn element(&mut self, open: &'static str, text: &str, close: &'static str) {
        self.raw(open);
        self.escaped(text);
        self.raw(close);
    }

    fn number(&mut self, number: impl std::fmt::Display) {
        // Writing into a string cannot fail.
        let _ = write!(self.text, "{number}");
    }

    fn document(&mut self, document: &Document, language: Language) {
        self.raw("<!doctype html>\n<html lang=\"");
        self.raw(language.tag());
        self.raw("\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"referrer\" content=\"no-referrer\">\n");
        self.raw(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">\n",
        );
        self.element("<title>", &document.title, "</title>\n<style>\n");
        self.raw(STYLE);
        self.raw("</style>\n</head>\n<body>\n");
        self.running_lines(document);
        self.element("<header><h1>", &document.title, "</h1>");
        self.element("<p>", &document.area, "</p></header>\n");
        for section in &document.sections {
            self.section(section);
        }
        self.raw("</td></tr></tbody>\n</table>\n</body>\n</html>\n");
    }

    /// One table around everything: its head and foot are what browsers repeat on every printed page.
    fn running_lines(&mut self, document: &Document) {
        self.raw("<table class=\"pages\">\n");
        let mark = document.mark.as_deref().unwrap_or_default();
        self.element("<thead><tr><td>", mark, "</td></tr></thead>\n");
        self.element("<tfoot><tr><td>", &document.foot, "</td></tr></tfoot>\n");
        self.raw("<tbody><tr><td>\n");
    }

    fn section(&mut self, section: &Section) {
        self.raw(if section.topic.is_annex() { "<section class=\"annex\">\n" } else { "<section>\n" });
        if section.topic != Topic::Cover {
            self.element("<h2>", &section.heading, "</h2>\n");
        }
        for block in &section.blocks {
            self.block(block);
        }
        self.raw("</section>\n");
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Facts(pairs) => self.facts(pairs),
            Block::Paragraph(text) => self.element("<p>", text, "</p>\n"),
            Block::Notice(text) => self.element("<p class=\"notice\">", text, "</p>\n"),
            Block::Subheading { title, line } => {
                self.element("<h3>", title, "</h3>\n");
                if !line.is_empty() {
                    self.element("<p class=\"line\">", line, "</p>\n");
                }
            }
            Block::Picture { png, shows, line } => self.picture(png, shows, line),
            Block::Table(table) => self.table(table),
            Block::Signatures(parties) => self.signatures(parties),
        }
    }

    /// The picture is part of the page: base64 has no character that could end the attribute.
    fn picture(&mut self, png: &[u8], shows: &str, line: &str) {
        self.raw("<figure><img src=\"data:image/png;base64,");
        BASE64_STANDARD.encode_string(png, &mut self.text);
        self.element("\" alt=\"", shows, "\">");
        self.element("<figcaption>", line, "</figcaption></figure>\n");
    }

    fn facts(&mut self, pairs: &[(String, String)]) {
        let single = pairs.len() == 1;
        self.raw("<table class=\"facts\">\n");
        for line in pairs.chunks(2) {
            self.raw(if single { "<tr class=\"tall\">" } else { "<tr>" });
            for (label, value) in line {
                self.element("<th>", label, "</th>");
                self.element(if single { "<td colspan=\"3\">" } else { "<td>" }, value, "</td>");
            }
            self.raw("</tr>\n");
        }
        self.raw("</table>\n");
    }

    fn table(&mut self, table: &Table) {
        self.raw("<table>\n<thead><tr>");
        for column in &table.columns {
            self.element("<th>", &column.title, "</th>");
        }
        self.raw("</tr></thead>\n");
        for group in &table.groups {
            self.group(table, group);
        }
        self.raw("</table>\n");
    }

    fn group(&mut self, table: &Table, group: &Group) {
        self.raw(match group.weight {
            Weight::Normal => "<tbody>\n",
            Weight::Total => "<tbody class=\"total\">\n",
            Weight::Part => "<tbody class=\"part\">\n",
        });
        for (place, line) in group.lines.iter().enumerate() {
            self.raw("<tr>");
            if place == 0 {
                for (cell, column) in group.lead.iter().zip(&table.columns) {
                    self.cell_open(column.align, "rowspan", group.lines.len());
                    self.element("", &cell.print(), "</td>");
                }
            }
            self.line(table, line);
            self.raw("</tr>\n");
        }
        self.raw("</tbody>\n");
    }

    fn line(&mut self, table: &Table, line: &Line) {
        match line {
            Line::Cells(cells) => {
                for (cell, column) in cells.iter().zip(table.columns.iter().skip(table.lead)) {
                    self.cell_open(column.align, "colspan", 1);
                    self.element("", &cell.print(), "</td>");
                }
            }
            Line::Wide(text) => {
                self.cell_open(Align::Left, "colspan", table.columns.len() - table.lead);
                self.element("", text, "</td>");
            }
        }
    }

    fn cell_open(&mut self, align: Align, span: &'static str, cells: usize) {
        self.raw(match align {
            Align::Left => "<td",
            Align::Centre => "<td class=\"c\"",
            Align::Right => "<td class=\"r\"",
        });
        if cells > 1 {
            self.raw(" ");
            self.raw(span);
            self.raw("=\"");
            self.number(cells);
            self.raw("\"");
        }
        self.raw(">");
    }

    fn signatures(&mut self, parties: &[Signature]) {
        self.raw("<div class=\"signatures\">\n");
        for party in parties {
            self.element("<div><h3>", &party.role, "</h3>\n");
            for (label, value) in &party.fields {
                self.element("<p><span>", label, "</span>");
                self.element("<b>", value, "</b></p>\n");
            }
            self.raw("</div>\n");
        }
        self.raw("</div>\n");
    }
}
