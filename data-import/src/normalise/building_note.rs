//! What a note beside a building says about its floors.

use super::value::plain;

/// Floors that a note speaks of.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Note {
    /// Floor numbers that do not exist.
    pub(crate) skipped: Vec<i16>,
    /// First and last floor of shops.
    pub(crate) shops: Option<(i16, i16)>,
    /// Unit and its highest floor.
    pub(crate) unit_floors: Vec<(String, u32)>,
}

/// Reads a note: "无4、13、14层", "1-2层为商铺", "1单元24层，2单元18层".
pub(crate) fn read(note: &str) -> Note {
    let mut found = Note::default();
    let note = plain(note);
    for clause in note.split([',', ';', '。']) {
        if let Some((unit, floors)) =
            clause.split_once("单元").and_then(|(unit, rest)| Some((unit, rest.strip_suffix('层')?)))
        {
            if let (true, Ok(floors)) = (unit.parse::<u16>().is_ok(), floors.parse::<u32>()) {
                found.unit_floors.push((unit.to_owned(), floors));
            }
        } else if let Some(floors) = ["无", "没有", "缺"].iter().find_map(|word| clause.strip_prefix(word)) {
            if let Some(floors) = floors.strip_suffix('层') {
                found.skipped.extend(floors.split(['、', '/', '和']).filter_map(|floor| floor.parse::<i16>().ok()));
            }
        } else if let Some((floors, use_of)) = clause.split_once('层')
            && ["商铺", "商业", "店面", "商用", "商场"].iter().any(|word| use_of.contains(word))
        {
            found.shops = range(floors);
        }
    }
    found
}

fn range(text: &str) -> Option<(i16, i16)> {
    let (from, to) = text.split_once(['-', '~', '至']).unwrap_or((text, text));
    Some((from.trim_end_matches('层').parse().ok()?, to.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_take_floors_away() {
        assert_eq!(read("无4、13、14层，层号到24层").skipped, [4, 13, 14], "numbers left out");
        assert_eq!(read("1-2层为商铺，3层起住宅").shops, Some((1, 2)), "shops below");
        let units = read("1单元24层，2单元18层").unit_floors;
        assert_eq!(units, [("1".into(), 24), ("2".into(), 18)], "units of different height");
        assert_eq!(read("底楼车库改住4户"), Note::default(), "other notes take nothing away");
    }
}
