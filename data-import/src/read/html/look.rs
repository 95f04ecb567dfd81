//! How a cell looks, from its attributes and the classes of the page.

use super::pieces::{attribute, attributes};
use crate::read::xml::{colour, visible};
use std::collections::HashMap;

const CLASSES_KEPT: usize = 20_000;

/// What the page says of an element, as far as it matters for a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Look {
    /// A line through it.
    pub struck: bool,
    /// Fill colour.
    pub fill: Option<[u8; 3]>,
    /// Number format "text" (`mso-number-format:"\@"`).
    pub as_text: bool,
    /// Not displayed.
    pub hidden: bool,
    /// A span that only makes room for long text (`mso-ignore:colspan`).
    pub spills: bool,
}

impl Look {
    /// This look, over that of what it stands in.
    pub fn over(self, outer: Self) -> Self {
        Self { struck: self.struck || outer.struck, fill: self.fill.or(outer.fill), ..self }
    }

    /// Takes the declarations `name: value; …` in.
    fn declare(&mut self, declarations: &str) {
        for declaration in declarations.split(';') {
            let Some((name, value)) = declaration.split_once(':') else { continue };
            let value = value.trim();
            match name.trim().to_ascii_lowercase().as_str() {
                "text-decoration" | "text-decoration-line" => self.struck = value.contains("line-through"),
                "background" | "background-color" => {
                    self.fill = value.replace(", ", ",").split_whitespace().find_map(css_colour).flatten();
                }
                "mso-number-format" => self.as_text = value.trim_matches(['"', '\'']) == r"\@",
                "display" => self.hidden = value.eq_ignore_ascii_case("none"),
                "visibility" => self.hidden |= value.eq_ignore_ascii_case("collapse"),
                "mso-ignore" => self.spills = value.contains("colspan"),
                _ => {}
            }
        }
    }
}

/// The classes of a page.
#[derive(Debug, Default)]
pub struct Classes {
    looks: HashMap<String, Look>,
}

impl Classes {
    /// Takes the rules of a style sheet in: those for one class, with or without an element's name.
    pub fn learn(&mut self, sheet: &str) {
        for rule in sheet.split('}') {
            let Some((selectors, declarations)) = rule.split_once('{') else { continue };
            for selector in selectors.split(',') {
                let Some((element, class)) = selector.trim().rsplit_once('.') else { continue };
                let plain = element.chars().all(|c| c.is_ascii_alphanumeric());
                let simple = !class.is_empty() && class.chars().all(|c| !c.is_whitespace() && c != ':');
                if (plain || element.ends_with("-->") || element.ends_with("<!--"))
                    && simple
                    && self.looks.len() < CLASSES_KEPT
                {
                    self.looks.entry(class.to_ascii_lowercase()).or_default().declare(declarations);
                }
            }
        }
    }

    /// How an element with these attributes looks.
    pub fn look(&self, tag: &str) -> Look {
        let mut look = Look::default();
        for (name, value) in attributes(tag) {
            if name.eq_ignore_ascii_case("class") {
                let classes = value.split_whitespace().filter_map(|class| self.looks.get(&class.to_ascii_lowercase()));
                look = classes.fold(look, |look, class| Look {
                    as_text: look.as_text || class.as_text,
                    hidden: look.hidden || class.hidden,
                    spills: look.spills || class.spills,
                    ..class.over(look)
                });
            }
        }
        if let Some(painted) = attribute(tag, "bgcolor") {
            look.fill = css_colour(painted).flatten();
        }
        if let Some(style) = attribute(tag, "style") {
            look.declare(&style.replace("&quot;", "\""));
        }
        look.hidden |= attributes(tag).any(|(name, _)| name.eq_ignore_ascii_case("hidden"));
        look
    }
}

/// A colour as CSS writes it; inside none for what cannot be seen, outside none for what is no colour.
#[expect(clippy::option_option, reason = "white is a colour, but no fill")]
fn css_colour(text: &str) -> Option<Option<[u8; 3]>> {
    let lower = text.trim().to_ascii_lowercase();
    if let Some(digits) = lower.strip_prefix('#') {
        return match digits.len() {
            3 => Some(colour(&digits.chars().flat_map(|digit| [digit, digit]).collect::<String>())),
            6 => Some(colour(digits)),
            _ => None,
        };
    }
    if let Some(parts) = lower.strip_prefix("rgb(") {
        let mut parts = parts.trim_end_matches(')').split(',').map(|part| part.trim().parse::<u8>());
        let (Some(Ok(red)), Some(Ok(green)), Some(Ok(blue))) = (parts.next(), parts.next(), parts.next()) else {
            return None;
        };
        return Some(visible([red, green, blue]));
    }
    let named = NAMED.iter().find(|(name, _)| *name == lower).map(|(_, colour)| visible(*colour));
    named.or_else(|| matches!(lower.as_str(), "transparent" | "none" | "window").then_some(None))
}

const NAMED: &[(&str, [u8; 3])] = &[
    ("white", [255, 255, 255]),
    ("black", [0, 0, 0]),
    ("red", [255, 0, 0]),
    ("lime", [0, 255, 0]),
    ("green", [0, 128, 0]),
    ("blue", [0, 0, 255]),
    ("navy", [0, 0, 128]),
    ("yellow", [255, 255, 0]),
    ("aqua", [0, 255, 255]),
    ("cyan", [0, 255, 255]),
    ("fuchsia", [255, 0, 255]),
    ("magenta", [255, 0, 255]),
    ("silver", [192, 192, 192]),
    ("gray", [128, 128, 128]),
    ("grey", [128, 128, 128]),
    ("lightgrey", [211, 211, 211]),
    ("lightgray", [211, 211, 211]),
    ("maroon", [128, 0, 0]),
    ("purple", [128, 0, 128]),
    ("olive", [128, 128, 0]),
    ("teal", [0, 128, 128]),
    ("orange", [255, 165, 0]),
    ("pink", [255, 192, 203]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_styles_and_attributes_say_how_a_cell_looks() {
        let mut classes = Classes::default();
        classes.learn("<!--td\n{color:black}\n.xl65\n\t{mso-number-format:\"\\@\";background:#FF0 none;}\ntd.gone {text-decoration: line-through}-->");
        let text = classes.look("class=xl65");
        assert_eq!((text.as_text, text.fill), (true, Some([255, 255, 0])), "Excel's own style sheet");
        assert!(classes.look("class='xl65 gone'").struck, "two classes");
        assert_eq!(classes.look("bgcolor=white").fill, None, "white is what an empty page looks like");
        assert_eq!(classes.look("style='background-color: rgb(0, 128,0)'").fill, Some([0, 128, 0]), "in decimal");
        assert!(classes.look("style=\"display:none\"").hidden, "not displayed");
    }
}
