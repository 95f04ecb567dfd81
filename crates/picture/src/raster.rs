//! Triangles to pixels: clipped, cut into facets, decided at four places in each pixel, shaded where they show.

mod band;
mod clip;
mod facet;
mod fill;

pub(crate) use band::paint_bands;
pub(crate) use facet::{Facet, Facets, Place};
