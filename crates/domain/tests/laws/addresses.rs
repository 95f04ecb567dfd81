//! Addresses written in every common form are read back.

use louce_domain::address::{AddressContext, AddressReading, parse_address, parse_address_in};
use proptest::prelude::*;

/// Numbers 1–99 as Chinese numerals.
fn chinese(number: u32) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    match (number / 10, number % 10) {
        (0, ones) => DIGITS[ones as usize].to_owned(),
        (1, ones) => format!("十{}", DIGITS[ones as usize]),
        (tens, ones) => format!("{}十{}", DIGITS[tens as usize], DIGITS[ones as usize]),
    }
}

fn full_width(text: &str) -> String {
    text.chars().map(|c| if c.is_ascii_graphic() { char::from_u32(c as u32 + 0xFEE0).unwrap() } else { c }).collect()
}

fn site() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "望湖家园",
        "月河新村",
        "澄浪苑",
        "永丰公寓",
        "东方花园",
        "和平里",
        "梅园二村",
        "金汇大厦",
        "望湖家园二期",
        "锦绣城",
    ])
    .prop_map(str::to_owned)
}

fn road() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["澄浪路", "望湖北路", "人民大道", "月河街", "狮子巷", "八一路"]).prop_map(str::to_owned)
}

proptest! {
    #[test]
    fn every_spelling_of_a_room_is_that_room(
        site in site(), building in 1u32..99, unit in 1u32..10, floor in 1u32..40, number in 1u32..20, form in 0usize..9, wide: bool,
    ) {
        let room = format!("{floor}{number:02}");
        let written = match form {
            0 => format!("{building}幢{unit}单元{room}室"),
            1 => format!("{building}-{unit}-{room}"),
            2 => format!("{building}#{unit}-{room}"),
            3 => format!("{building}号楼{unit}单元{room}"),
            4 => format!("{}幢{}单元{room}室", chinese(building), chinese(unit)),
            5 => format!(" {building} 幢 {unit} 单元 {room} 室"),
            6 => format!("{building}栋{unit}单元{floor}楼{room}"),
            7 => format!("第{building}幢第{unit}单元{room}号"),
            _ => format!("{building}-{unit}单元{room}"),
        };
        let written = format!("{site}{}", if wide { full_width(&written) } else { written });
        let parts = parse_address(&written);
        prop_assert_eq!(parts.site.as_deref(), Some(site.as_str()), "site of {}", written);
        prop_assert_eq!(parts.shorthand(), Some(format!("{building}-{unit}-{room}")), "numbers of {}", written);
        prop_assert_eq!(parts.floor, i16::try_from(floor).ok(), "floor of {}", written);
        prop_assert_eq!((parts.reading, parts.rest.as_str()), (AddressReading::Complete, ""), "nothing of {} is left", written);
    }

    #[test]
    fn a_shorthand_reads_back_as_itself(building in 1u32..99, unit in 1u32..10, floor in 1u32..40, number in 1u32..20, sub in prop::option::of("[A-F]")) {
        let sub = sub.map_or(String::new(), |letter| format!("-{letter}"));
        let shorthand = format!("{building}-{unit}-{floor}{number:02}{sub}");
        prop_assert_eq!(parse_address(&shorthand).shorthand(), Some(shorthand), "parse and format are inverse");
    }

    #[test]
    fn a_section_row_fills_the_building(building in 1u32..99, unit in 1u32..10, floor in 1u32..40, number in 1u32..20) {
        let section = format!("{building}幢");
        let context = AddressContext { building: Some(&section), ..AddressContext::default() };
        let room = format!("{floor}{number:02}");
        let parts = parse_address_in(&format!("{unit}-{room}"), &context);
        prop_assert_eq!(parts.shorthand(), Some(format!("{building}-{unit}-{room}")), "unit and room under a building");
    }

    #[test]
    fn lanes_and_street_numbers_are_read(road in road(), lane in 1u32..2000, building in 1u32..99, floor in 1u32..9, branch in prop::option::of(1u32..20)) {
        let in_lane = parse_address(&format!("{road}{lane}弄{building}号{floor}01室"));
        prop_assert_eq!(in_lane.site, Some(format!("{road}{lane}弄")), "the lane is the site");
        prop_assert_eq!(in_lane.building, Some(building.to_string()), "the number in the lane is the building");
        let door = branch.map_or(format!("{lane}号"), |branch| format!("{lane}-{branch}号"));
        let shop = parse_address(&format!("{road}{door}"));
        prop_assert_eq!((shop.road, shop.door_no, shop.building), (Some(road), Some(door), None), "a shop on the street");
    }

    #[test]
    fn no_text_makes_the_parser_panic(text in ".{0,40}", site in prop::option::of(".{0,8}"), building in prop::option::of(".{0,6}")) {
        let context = AddressContext { site: site.as_deref(), building: building.as_deref(), ..AddressContext::default() };
        let parts = parse_address_in(&text, &context);
        prop_assert!(parts.reading != AddressReading::Complete || parts.room.is_some() || parts.space_kind.is_some() || parts.door_no.is_some(),
            "complete means a space was found");
    }

    #[test]
    fn no_mix_of_address_words_makes_the_parser_panic(pieces in prop::collection::vec(prop::sample::select(vec![
        "3", "12", "501", "幢", "栋", "单元", "室", "号", "弄", "-", "#", "楼", "层", "底楼", "地下", "车库", "路", "区", "隔断", "A", "B1", "一", "十",
        "〇", " ", "(", ")", "望湖家园", "街道", "旁", "第", "负", "/", "村", "组", "期", "：", "\n", "Ｘ",
    ]), 0..12)) {
        let text = pieces.concat();
        let parts = parse_address(&text);
        prop_assert!(parts.rest.chars().count() <= text.chars().count() + pieces.len(), "the rest is made of what was written");
    }
}
