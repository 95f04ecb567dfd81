//! The sites (小区) that the rows of a file lie in: what a sheet that names none is given.

/// What the rows so far say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) enum Sites {
    /// No row named one.
    #[default]
    None,
    /// All rows that named one named this.
    One(String),
    /// Rows named several.
    Several,
}

impl Sites {
    /// Notes the site of a row.
    pub(crate) fn note(&mut self, site: &str) {
        match self {
            Self::None => *self = Self::One(site.to_owned()),
            Self::One(first) if first != site => *self = Self::Several,
            Self::One(_) | Self::Several => {}
        }
    }

    /// The one site of all rows.
    pub(crate) fn only(&self) -> Option<String> {
        if let Self::One(site) = self { Some(site.clone()) } else { None }
    }
}
