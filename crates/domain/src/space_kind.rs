//! What a space is used for by its make (房间种类): dwelling, shop, garage …

use crate::code_list::code_list;

code_list! {
    /// The kind of a space inside or beside a building. `Dwelling` is what a room is when nothing else is said.
    SpaceKind, default Dwelling {
        /// 住宅
        Dwelling = "dwelling", "住宅", "Dwelling";
        /// 商铺, also 底商, 店面, 门面
        Shop = "shop", "商铺", "Shop";
        /// 办公
        Office = "office", "办公", "Office";
        /// 仓储, also 储藏室
        Storage = "storage", "仓储", "Storage";
        /// 车库
        Garage = "garage", "车库", "Garage";
        /// 地下室
        Basement = "basement", "地下室", "Basement";
        /// 阁楼, also 顶楼
        Attic = "attic", "阁楼", "Attic";
        /// 门卫室, also 传达室
        Guardroom = "guardroom", "门卫室", "Guardroom";
        /// 工棚
        Shed = "shed", "工棚", "Site shed";
        /// 其他
        Other = "other", "其他", "Other";
    }
}

/// Words ledgers use for a kind, longest first where one holds another.
const SYNONYMS: &[(&str, SpaceKind)] = &[
    ("沿街商铺", SpaceKind::Shop),
    ("沿街店面", SpaceKind::Shop),
    ("沿街店铺", SpaceKind::Shop),
    ("沿街门面", SpaceKind::Shop),
    ("商业用房", SpaceKind::Shop),
    ("营业房", SpaceKind::Shop),
    ("门面房", SpaceKind::Shop),
    ("门市房", SpaceKind::Shop),
    ("店面房", SpaceKind::Shop),
    ("商铺", SpaceKind::Shop),
    ("店铺", SpaceKind::Shop),
    ("店面", SpaceKind::Shop),
    ("门面", SpaceKind::Shop),
    ("摊位", SpaceKind::Shop),
    ("底商", SpaceKind::Shop),
    ("商业", SpaceKind::Shop),
    ("办公室", SpaceKind::Office),
    ("办公用房", SpaceKind::Office),
    ("写字间", SpaceKind::Office),
    ("办公", SpaceKind::Office),
    ("储藏室", SpaceKind::Storage),
    ("储藏间", SpaceKind::Storage),
    ("储物间", SpaceKind::Storage),
    ("杂物间", SpaceKind::Storage),
    ("仓库", SpaceKind::Storage),
    ("仓储", SpaceKind::Storage),
    ("汽车库", SpaceKind::Garage),
    ("自行车库", SpaceKind::Garage),
    ("车库", SpaceKind::Garage),
    ("车棚", SpaceKind::Garage),
    ("地下室", SpaceKind::Basement),
    ("阁楼", SpaceKind::Attic),
    ("顶楼", SpaceKind::Attic),
    ("门卫室", SpaceKind::Guardroom),
    ("传达室", SpaceKind::Guardroom),
    ("值班室", SpaceKind::Guardroom),
    ("门卫", SpaceKind::Guardroom),
    ("工棚", SpaceKind::Shed),
    ("住宅", SpaceKind::Dwelling),
    ("住房", SpaceKind::Dwelling),
    ("居住", SpaceKind::Dwelling),
];

impl SpaceKind {
    /// The kind whose word is the whole of `word`: 商铺, 店面, 车库 …
    pub fn read(word: &str) -> Option<Self> {
        let word = word.trim();
        SYNONYMS.iter().find(|(known, _)| *known == word).map(|(_, kind)| *kind).or_else(|| word.parse().ok())
    }

    /// The kind whose word stands at the start of `text`, with the word.
    pub(crate) fn at_start(text: &str) -> Option<(&'static str, Self)> {
        SYNONYMS.iter().filter(|(word, _)| text.starts_with(word)).max_by_key(|(word, _)| word.len()).copied()
    }

    /// The kind whose word `text` ends with, with the word.
    pub(crate) fn at_end(text: &str) -> Option<(&'static str, Self)> {
        SYNONYMS.iter().filter(|(word, _)| text.ends_with(word)).max_by_key(|(word, _)| word.len()).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::SpaceKind;

    #[test]
    fn every_synonym_and_every_official_name_is_read() {
        assert_eq!(SpaceKind::read("店面"), Some(SpaceKind::Shop), "店面 is how a clerk writes 商铺");
        for kind in SpaceKind::ALL {
            assert_eq!(SpaceKind::read(kind.zh()), Some(*kind), "the official word names its own kind");
        }
    }

    #[test]
    fn a_kind_word_is_found_at_either_end() {
        assert_eq!(
            SpaceKind::at_end("底楼汽车库"),
            Some(("汽车库", SpaceKind::Garage)),
            "the longer word wins over 车库"
        );
        assert_eq!(SpaceKind::at_start("地下室东"), Some(("地下室", SpaceKind::Basement)), "what follows is left over");
    }
}
