//! The handover report (交接清单): gathered from the register at one cut-off, printed by `louce-report`.

mod changes;
mod gaps;
mod gather;
mod words;

use crate::asking::Asking;
use crate::host::{Watch, at};
use crate::permission::Operation;
use crate::save::{free_name_beside, save, writable};
use crate::{ids, picture, refusal};
use gather::Extent;
use louce_domain::date::PartialDate;
use louce_domain::id::SiteId;
use louce_report::{
    AreaPicture, Disclosure, HandoverReport, Language, PRINTED_ROOMS, PdfStage, find_fonts, render_html, render_pdf,
    render_xlsx, usual_font_dirs,
};
use louce_wire::{ReportOrder, ReportWritten, RpcError};
use std::path::Path;

/// A form of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Pdf,
    Xlsx,
    Html,
}

fn form(name: &str) -> Result<Form, RpcError> {
    match name {
        "pdf" => Ok(Form::Pdf),
        "xlsx" => Ok(Form::Xlsx),
        "html" => Ok(Form::Html),
        other => Err(refusal::invalid(
            format!("不支持格式“{other}”，请选择 pdf、xlsx 或 html。"),
            format!("“{other}” is not supported: choose pdf, xlsx or html."),
        )
        .about("format")),
    }
}

fn since(order: &ReportOrder) -> Result<Option<PartialDate>, RpcError> {
    let text = order.since.as_deref().map(str::trim).filter(|text| !text.is_empty());
    let invalid = |_| {
        refusal::invalid("起算日期无效，请用 2024-05-31 的形式。", "The date is not valid: write 2024-05-31.")
            .about("since")
    };
    text.map(|text| text.parse().map_err(invalid)).transpose()
}

/// What the order asks to be reported.
///
/// # Errors
/// When the site is not there.
fn extent(order: &ReportOrder) -> Result<Extent, RpcError> {
    let site: Option<SiteId> = order.site.as_deref().map(ids::read).transpose()?;
    Ok(Extent { area: order.area.clone(), site })
}

/// Gathers the report of an order; audited with the number of persons in it.
///
/// # Errors
/// When the role does not allow it, the order is not valid, or the register cannot be read.
pub fn gathered(asking: Asking<'_>, order: &ReportOrder) -> Result<HandoverReport, RpcError> {
    let permit = asking.permit(Operation::WriteReport)?;
    let (extent, since) = (extent(order)?, since(order)?);
    let mut report = permit.look_audited(|reader, seen| {
        let report = gather::report(asking, reader, order, &extent, since)?;
        seen.count(u64::try_from(report.listed_residents()).unwrap_or(u64::MAX));
        Ok(report)
    })?;
    report.disclosure = if order.full_names { Disclosure::Full } else { Disclosure::Masked };
    Ok(report)
}

/// Writes the report of an order.
///
/// # Errors
/// When it cannot be gathered, a Chinese font is missing, the user cancelled, or the file cannot be written.
pub fn write_report(asking: Asking<'_>, order: &ReportOrder, watch: &dyn Watch) -> Result<ReportWritten, RpcError> {
    let (form, out) = (form(&order.format)?, Path::new(&order.out));
    asking.permit(Operation::WriteReport)?;
    writable(asking, out)?;
    watch.progress(at("gathering", 0, 0));
    let mut report = gathered(asking, order)?;
    if watch.cancelled() {
        return Err(refusal::cancelled());
    }
    let language = if order.language == "en" { Language::English } else { Language::Chinese };
    if order.picture && form != Form::Xlsx {
        watch.progress(at("drawing", 0, 0));
        report.picture = drawn(asking, order, language)?;
    }
    let bytes = render(&report, form, language, watch)?;
    if watch.cancelled() {
        return Err(refusal::cancelled());
    }
    save(asking, out, &bytes)?;
    if form == Form::Pdf && report.listed_rooms() > PRINTED_ROOMS {
        save(asking, &free_name_beside(out, "附表", "xlsx"), &render(&report, Form::Xlsx, language, watch)?)?;
    }
    let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Ok(ReportWritten {
        path: order.out.clone(),
        bytes: small(bytes.len()),
        rooms: small(report.listed_rooms()),
        persons: small(report.listed_residents()),
    })
}

/// The picture of the area, with its names where a Chinese font is found.
fn drawn(asking: Asking<'_>, order: &ReportOrder, language: Language) -> Result<Option<AreaPicture>, RpcError> {
    let extent = extent(order)?;
    let permit = asking.permit(Operation::WriteReport)?;
    let covered = permit.look(|reader| gather::covered(reader, &extent))?;
    picture::of_area(asking, &covered, language, picture::chinese_fonts().ok().as_ref())
}

fn render(report: &HandoverReport, form: Form, language: Language, watch: &dyn Watch) -> Result<Vec<u8>, RpcError> {
    let failed = |error: louce_report::ReportError| refusal::internal("report", &error);
    match form {
        Form::Xlsx => render_xlsx(report, language).map_err(failed),
        Form::Html => Ok(render_html(report, language).into_bytes()),
        Form::Pdf => {
            let home = std::env::home_dir();
            let fonts = find_fonts(&usual_font_dirs(home.as_deref()))
                .map_err(|error| refusal::invalid(error.to_string(), error.to_string()))?;
            let mut show = |stage: PdfStage| match stage {
                PdfStage::LayingOut { rooms } => watch.progress(at("rendering", 0, rooms)),
                PdfStage::Written { pages } => watch.progress(at("rendering", pages, pages)),
            };
            render_pdf(report, &fonts, language, &mut show).map_err(failed)
        }
    }
}
