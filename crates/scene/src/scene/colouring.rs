//! Colours and marks: what the tables are to say. Nothing here builds a mesh.

use super::Scene;
use crate::classes::{LegendClass, MOST_CLASSES, Scale, legend};
use crate::colours::{ColoursShape, Columns, RoomColoursShape};
use crate::palette::{Palette, Theme};
use std::ops::Range;

impl Scene {
    /// Light or dark.
    pub fn set_theme(&mut self, theme: Theme) {
        self.theme = theme;
        self.repaint();
    }

    /// The colours in use.
    pub fn palette(&self) -> &'static Palette {
        Palette::of(self.theme)
    }

    /// Colours the map by classes; none: the bare model. Buildings that do not stand in the view are passed over.
    pub fn set_colours(&mut self, shape: Option<ColoursShape>) {
        match shape {
            Some(shape) => self.colours.set(&shape, &self.community),
            None => self.colours.clear(),
        }
        self.lay_cells();
        self.repaint();
    }

    /// The same column by column, by the slots of the buildings: their places in the community as it was handed in.
    pub fn set_columns(&mut self, scale: Scale, classes: usize, columns: Columns) {
        self.colours.set_columns(scale, classes, columns, &self.community);
        self.lay_cells();
        self.repaint();
    }

    /// Colours the rooms of the opened building by classes; none: by the states they came with.
    pub fn set_room_colours(&mut self, shape: Option<RoomColoursShape>) {
        self.colours.set_rooms(shape);
        self.mark_rooms();
    }

    /// A day of a timeline: a digit for each building in the order in which the community was handed in, anything else
    /// for none. Rooms have no class then.
    pub fn set_day(&mut self, scale: Scale, classes: usize, digits: &[u8]) {
        self.colours.set_day(scale, classes, digits);
        self.lay_cells();
        self.repaint();
    }

    /// Only `classes` stay coloured, the rest steps back; none given: all stay.
    pub fn set_filter(&mut self, classes: Option<&[u8]>) {
        self.colours.set_filter(classes);
        self.repaint();
    }

    /// How the classes of a scale are drawn in the theme in use.
    pub fn legend(&self, scale: Scale, classes: usize) -> Vec<LegendClass> {
        legend(scale, classes, self.theme)
    }

    /// Marks a building or room as the selection.
    pub fn select(&mut self, id: Option<&str>) {
        if self.selected.as_deref() != id {
            let before = std::mem::replace(&mut self.selected, id.map(str::to_owned));
            before.as_deref().into_iter().chain(id).for_each(|id| self.mark(id));
            self.changes.view = true;
        }
    }

    /// Marks what the pointer rests on. True when that changed.
    pub fn hover(&mut self, id: Option<&str>) -> bool {
        let changed = self.hovered.as_deref() != id;
        if changed {
            let before = std::mem::replace(&mut self.hovered, id.map(str::to_owned));
            before.as_deref().into_iter().chain(id).for_each(|id| self.mark(id));
        }
        changed
    }

    /// Lights search hits (buildings or rooms) and dims the rest; an empty list ends that.
    pub fn set_lit(&mut self, ids: impl IntoIterator<Item = String>) {
        self.lit = ids.into_iter().collect();
        self.changes.view = true;
        self.find_lit();
        self.mark_buildings();
        self.mark_rooms();
    }

    /// The colour table of the community, in whole rows.
    pub fn community_texels(&self) -> &[[u8; 4]] {
        self.tables.buildings.texels()
    }

    /// Some rows of it.
    pub fn community_rows(&self, rows: &Range<u32>) -> &[[u8; 4]] {
        self.tables.buildings.rows(rows)
    }

    /// The colour table of the opened building, in whole rows: rooms, then slabs, then what all share.
    pub fn block_texels(&self) -> &[[u8; 4]] {
        self.tables.rooms.texels()
    }

    /// Some rows of it.
    pub fn block_rows(&self, rows: &Range<u32>) -> &[[u8; 4]] {
        self.tables.rooms.rows(rows)
    }

    /// The classes behind the bays of all facades, in whole rows.
    pub fn cells(&self) -> &[u8] {
        self.tables.cells.texels()
    }

    /// Some rows of them.
    pub fn cell_rows(&self, rows: &Range<u32>) -> &[u8] {
        self.tables.cells.rows(rows)
    }

    /// Colour and mark of each class on a facade; the last byte 255 where the pane stays glass.
    pub fn panes(&self) -> [[u8; 4]; MOST_CLASSES] {
        self.colours.panes(self.theme)
    }
}
