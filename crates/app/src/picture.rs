//! A picture of the map, or of one opened building, drawn without a window (楼栋图).

pub(crate) mod leaving;
mod stage;
mod words;

use crate::asking::Asking;
use crate::permission::Operation;
use crate::refusal;
use crate::save::{save, writable};
use leaving::Leaving;
use louce_picture::{Lettering, PictureError};
use louce_report::{AreaPicture, Fonts, find_sans_fonts, usual_font_dirs};
use louce_wire::{ColourMode, MapShown, RpcError};
use stage::Stage;
use std::collections::HashSet;
use std::path::PathBuf;

pub use louce_report::Language;

/// Pixels of the picture in a report, and how many of them a CSS pixel takes: as wide as its page at 230 dots an inch.
const REPORT_SIZE: [u32; 2] = [1600, 960];
const REPORT_RATIO: f32 = 1.8;

/// What to draw.
#[derive(Debug, Clone, PartialEq)]
pub struct PictureOrder {
    /// The building to open; none is the whole map.
    pub building: Option<String>,
    /// The floor of it that is slid out.
    pub floor: Option<i16>,
    /// What is told by colour.
    pub mode: ColourMode,
    /// Width and height in pixels.
    pub size: [u32; 2],
    /// Pixels for each CSS pixel: larger is larger writing.
    pub ratio: f32,
    /// Light on dark.
    pub dark: bool,
    /// Language of the legend.
    pub language: Language,
    /// The PNG file to write.
    pub out: PathBuf,
}

/// A written picture.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PictureWritten {
    /// Path.
    pub out: PathBuf,
    /// Size, bytes.
    pub bytes: usize,
    /// Buildings in it.
    pub buildings: usize,
    /// False where no Chinese font was found: then it has no names and no legend.
    pub lettered: bool,
}

/// Draws what is ordered and writes it; before the file is there, the audit log has what it shows and its hash.
///
/// # Errors
/// When the role does not allow it, the building is not there, the size is not valid, or the file cannot be written.
pub fn write_picture(asking: Asking<'_>, order: &PictureOrder) -> Result<PictureWritten, RpcError> {
    let permit = asking.permit(Operation::ExportRecords)?;
    writable(asking, &order.out)?;
    let stage = Stage::of(asking, order)?;
    let fonts = chinese_fonts().ok();
    let lettering = fonts.as_ref().and_then(lettering);
    let (buildings, lettered) = (stage.buildings(), lettering.is_some());
    let png = stage.png(lettering.as_ref()).map_err(|error| undrawable(&error))?;
    let shown = MapShown { mode: Some(order.mode), building: order.building.clone(), as_of: None };
    let file = Some((order.out.as_path(), png.as_slice()));
    Leaving { how: "picture", shown: &shown, floor: order.floor, file }.note(asking, &permit)?;
    save(asking, &order.out, &png)?;
    Ok(PictureWritten { out: order.out.clone(), bytes: png.len(), buildings, lettered })
}

/// The picture of those buildings that a report covers; none where there is nothing to see.
///
/// # Errors
/// When the role does not allow it, or the register cannot be read.
pub(crate) fn of_area(
    asking: Asking<'_>,
    covered: &HashSet<String>,
    language: Language,
    fonts: Option<&Fonts>,
) -> Result<Option<AreaPicture>, RpcError> {
    let order = PictureOrder {
        building: None,
        floor: None,
        mode: ColourMode::State,
        size: REPORT_SIZE,
        ratio: REPORT_RATIO,
        dark: false,
        language,
        out: PathBuf::new(),
    };
    let stage = Stage::of(asking, &order)?.only(covered);
    if stage.buildings() == 0 {
        return Ok(None);
    }
    let source = stage.source().to_owned();
    let png = stage.bare().png(fonts.and_then(lettering).as_ref()).map_err(|error| undrawable(&error))?;
    Ok(Some(AreaPicture { png, source }))
}

/// Chinese fonts of this machine for writing on pictures.
pub(crate) fn chinese_fonts() -> Result<Fonts, louce_report::FontError> {
    find_sans_fonts(&usual_font_dirs(std::env::home_dir().as_deref()))
}

fn lettering(fonts: &Fonts) -> Option<Lettering<'_>> {
    let (file, index) = fonts.sans_file()?;
    Lettering::new(file, index).ok()
}

fn undrawable(error: &PictureError) -> RpcError {
    match error {
        PictureError::Size => refusal::invalid(
            "图片尺寸无效：宽和高各 200 到 16384 像素，例如 1600x1000。",
            "The picture's size is not valid: 200 to 16384 pixels each way, such as 1600x1000.",
        )
        .about("size"),
        PictureError::Encoding(error) => refusal::internal("picture", error),
    }
}

/// `1600x1000` as width and height.
///
/// # Errors
/// When it is not of that form.
pub fn read_size(text: &str) -> Result<[u32; 2], RpcError> {
    let sides = text.split_once(['x', 'X', '×', '*']);
    let sides = sides.and_then(|(width, height)| Some([width.trim().parse().ok()?, height.trim().parse().ok()?]));
    sides.ok_or_else(|| undrawable(&PictureError::Size))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_width_times_height() {
        assert_eq!(read_size("1600x1000").ok(), Some([1600, 1000]), "as it is usually written");
        assert_eq!(read_size("1600 × 1000").ok(), Some([1600, 1000]), "as it is set in print");
        assert!(read_size("1600").is_err() && read_size("x").is_err() && read_size("-1x5").is_err(), "nothing else");
    }
}
