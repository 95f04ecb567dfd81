//! From what the map says to a scene that can be drawn. Views become shapes by their JSON, as they do on the page.

use super::PictureOrder;
use super::words::{class_name, heading};
use crate::asking::Asking;
use crate::building::building;
use crate::community::community;
use crate::map::{map_colours, room_colours};
use crate::refusal;
use louce_picture::{Legend, LegendLine, Lettering, PictureError, Sheet};
use louce_report::Language;
use louce_scene::Scene;
use louce_scene::classes::{Scale, look};
use louce_scene::palette::Theme;
use louce_wire::{BuildingView, ColourMode, ColourScale, CommunityView, MapColours, RoomColours, RpcError};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::HashSet;

/// Names on one picture.
const MOST_NAMES: usize = 120;

/// Everything that a picture shows, read from the register.
pub(super) struct Stage {
    community: CommunityView,
    colours: MapColours,
    opened: Option<(BuildingView, RoomColours)>,
    /// The storey slid out, as the block counts them.
    storey: Option<i16>,
    sheet: Sheet,
    language: Language,
}

impl Stage {
    /// Reads what `order` shows.
    pub(super) fn of(asking: Asking<'_>, order: &PictureOrder) -> Result<Self, RpcError> {
        let community = community(asking)?;
        let colours = map_colours(asking, order.mode, None)?;
        let opened = order.building.as_deref().map(|id| -> Result<_, RpcError> {
            Ok((building(asking, id, None)?, room_colours(asking, id, order.mode, None)?))
        });
        let opened = opened.transpose()?;
        let storey = order.floor.map(|floor| storey_of(opened.as_ref().map(|(view, _)| view), floor)).transpose()?;
        let [width, height] = order.size;
        let shown = opened.as_ref().map_or(asking.session.register_name.as_str(), |(view, _)| view.title.as_str());
        let sheet = Sheet {
            width,
            height,
            ratio: order.ratio,
            theme: if order.dark { Theme::Dark } else { Theme::Light },
            names: MOST_NAMES,
            legend: Legend::default(),
            title: format!("{shown} · {}", asking.host.today()),
            source: community.ground.attribution.clone().unwrap_or_default(),
        };
        Ok(Self { community, colours, opened, storey, sheet, language: order.language })
    }

    /// The same with only the buildings of `covered`.
    pub(super) fn only(mut self, covered: &HashSet<String>) -> Self {
        self.community.buildings.retain(|building| covered.contains(&building.id));
        self.colours.buildings.retain(|building| covered.contains(&building.id));
        let left: HashSet<&str> = self.community.buildings.iter().filter_map(|b| b.site.as_deref()).collect();
        self.community.sites.retain(|site| left.contains(site.id.as_str()));
        for (at, class) in self.colours.classes.iter_mut().enumerate() {
            let counts = self.colours.buildings.iter().filter_map(|building| building.counts.get(at));
            class.count = counts.fold(0, |sum, count| sum.saturating_add(*count));
        }
        self
    }

    /// The same without the line at the foot: for a page that says it in its own words.
    pub(super) fn bare(mut self) -> Self {
        self.sheet.title.clear();
        self.sheet.source.clear();
        self
    }

    /// How many buildings stand on it.
    pub(super) fn buildings(&self) -> usize {
        self.community.buildings.len()
    }

    /// Who has to be named for the map data.
    pub(super) fn source(&self) -> &str {
        &self.sheet.source
    }

    /// The picture as a file.
    pub(super) fn png(mut self, lettering: Option<&Lettering>) -> Result<Vec<u8>, PictureError> {
        self.sheet.legend = self.legend();
        let mut scene = Scene::default();
        scene.set_motion(false);
        scene.set_theme(self.sheet.theme);
        self.sheet.fit(&mut scene, lettering)?;
        scene.set_community(as_shape(&self.community).unwrap_or_default());
        scene.set_colours(as_shape(&self.colours));
        if let Some((view, rooms)) = &self.opened {
            scene.open(&as_shape(&view.block).unwrap_or_default(), 0.0);
            scene.set_room_colours(as_shape(rooms));
            scene.open_floor(self.storey, 0.0);
        }
        scene.advance(0.0);
        self.sheet.draw(&scene, lettering, 0.0)?.png()
    }

    fn legend(&self) -> Legend {
        let (scale, classes) = (scale(self.colours.scale), self.colours.classes.len());
        let line = |(at, class): (usize, &louce_wire::ColourClass)| LegendLine {
            name: class_name(self.colours.mode, &class.code, self.language).to_owned(),
            count: Some(self.count(at, class.count)),
            look: look(scale, at, classes, self.sheet.theme),
        };
        let lines = self.colours.classes.iter().enumerate().map(line).collect();
        Legend { heading: heading(self.colours.mode, self.colours.per_building, self.language), lines }
    }

    /// Rooms of a class: of the opened building, or of the whole map.
    fn count(&self, at: usize, on_map: u32) -> u64 {
        let per_room = self.colours.mode != ColourMode::Plates;
        match self.opened.as_ref().filter(|_| per_room) {
            Some((_, rooms)) => rooms.rooms.iter().filter(|room| usize::from(room.class) == at).count() as u64,
            None => on_map.into(),
        }
    }
}

/// The storey of a floor number: where numbers are skipped, the one is not the other.
fn storey_of(view: Option<&BuildingView>, floor: i16) -> Result<i16, RpcError> {
    let mut floors = view.into_iter().flat_map(|view| &view.block.floors);
    floors.find(|known| known.floor == floor).map(|known| known.storey).ok_or_else(|| {
        refusal::invalid(
            format!("这幢楼没有第 {floor} 层，请按楼盘表上的层号填写。"),
            format!("This building has no floor {floor}: use a number of its table of rooms."),
        )
        .about("floor")
    })
}

fn scale(scale: ColourScale) -> Scale {
    match scale {
        ColourScale::States => Scale::States,
        ColourScale::Amount => Scale::Amount,
        ColourScale::Attention => Scale::Attention,
    }
}

/// A view in the words of the scene, which are the wire's: what a shape does not know is passed over, so that a view
/// always becomes one.
fn as_shape<T: DeserializeOwned>(view: &impl Serialize) -> Option<T> {
    serde_json::to_value(view).and_then(serde_json::from_value).ok()
}
