//! `louce picture`: the map, or one opened building, as a PNG file.

use crate::arguments::Unlocking;
use crate::desk::Desk;
use crate::language::Language;
use crate::output::Output;
use crate::status::Status;
use clap::{Args, ValueEnum};
use louce_app::picture::{PictureOrder, read_size, write_picture};
use louce_wire::{ColourMode, RpcError};
use std::path::PathBuf;

/// Draw the map, or one opened building, without a window. Audited like a list.
#[derive(Debug, Args)]
pub struct Picture {
    #[command(flatten)]
    unlocking: Unlocking,
    /// The PNG file to write.
    #[arg(long)]
    out: PathBuf,
    /// The building to open, by identifier; the whole map when not given.
    #[arg(long, value_name = "ID")]
    building: Option<String>,
    /// The floor of that building to slide out.
    #[arg(long, requires = "building", allow_negative_numbers = true)]
    floor: Option<i16>,
    /// What is told by colour.
    #[arg(long, value_enum, default_value = "state")]
    mode: Mode,
    /// Width and height in pixels.
    #[arg(long, default_value = "1600x1000", value_name = "WxH")]
    size: String,
    /// How large writing is: 1 for a screen, 2 for paper.
    #[arg(long, default_value_t = 1.0)]
    scale: f32,
    /// Light or dark.
    #[arg(long, value_enum, default_value = "light")]
    theme: Theme,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Mode {
    /// 房屋使用状态
    State,
    /// 在住人数
    Occupancy,
    /// 最近核实
    Verified,
    /// 待核
    Findings,
    /// 租住
    Tenancy,
    /// 门牌
    Plates,
    /// 单位
    Organisations,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Theme {
    Light,
    Dark,
}

impl Mode {
    fn colours(self) -> ColourMode {
        match self {
            Self::State => ColourMode::State,
            Self::Occupancy => ColourMode::Occupancy,
            Self::Verified => ColourMode::Verified,
            Self::Findings => ColourMode::Findings,
            Self::Tenancy => ColourMode::Tenancy,
            Self::Plates => ColourMode::Plates,
            Self::Organisations => ColourMode::Organisations,
        }
    }
}

impl Picture {
    /// Draws it.
    pub fn run(&self, output: &Output) -> Result<Status, RpcError> {
        let size = read_size(&self.size)?;
        let desk = Desk::open(&self.unlocking, output)?;
        let order = PictureOrder {
            building: self.building.clone(),
            floor: self.floor,
            mode: self.mode.colours(),
            size,
            ratio: self.scale,
            dark: self.theme == Theme::Dark,
            language: if output.language == Language::Zh {
                louce_app::picture::Language::Chinese
            } else {
                louce_app::picture::Language::English
            },
            out: self.out.clone(),
        };
        let written = write_picture(desk.asking(), &order)?;
        output.tell(&written, || {
            let unlettered = output.say(
                "；本机没有中文字体，图上没有文字和图例。请安装思源黑体（fonts-noto-cjk）后重试",
                "; without names and legend, for want of a Chinese font: install fonts-noto-cjk and try again",
            );
            let note = if written.lettered { "" } else { unlettered };
            format!("{} ({} B){note}", written.out.display(), written.bytes)
        })?;
        Ok(if written.lettered { Status::Done } else { Status::NeedsAttention })
    }
}
