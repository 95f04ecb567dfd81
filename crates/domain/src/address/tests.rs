use super::*;

fn read(text: &str) -> AddressParts {
    parse_address(text)
}

/// `site|building|unit|floor|room|sub_room|kind|road|door_no`, empty where nothing was read.
fn line(parts: &AddressParts) -> String {
    let text = |part: &Option<String>| part.clone().unwrap_or_default();
    let floor = parts.floor.map_or(String::new(), |floor| floor.to_string());
    let kind = parts.space_kind.map_or("", SpaceKind::zh);
    [
        text(&parts.site),
        text(&parts.building),
        text(&parts.unit),
        floor,
        text(&parts.room),
        text(&parts.sub_room),
        kind.to_owned(),
        text(&parts.road),
        text(&parts.door_no),
    ]
    .join("|")
}

#[test]
fn rooms_are_read_however_they_are_written() {
    for text in [
        "望湖家园3幢2单元501室",
        "望湖家园 3幢2单元501室",
        "望湖家园3-2-501",
        "望湖家园3#2-501",
        "望湖家园3号楼2单元501",
        "望湖家园三幢二单元五〇一",
        "望湖家园３幢２单元５０１室",
        "望湖家园３－２－５０１",
        "望湖家园3栋2单元5楼501室",
        "望湖家园 3 幢 2 单元 501 室",
        "望湖家园3楼2单元501室",
        "望湖家园第3幢第2单元501",
        "望湖家园三号楼2单元501",
        "望湖家园3幢2-501",
        "望湖家园3-2单元501",
        "望湖家园3/2/501",
        "望湖家园3#楼2单元501号",
        "地址：望湖家园3幢2单元501室",
        "望湖家园03幢02单元501室",
    ] {
        assert_eq!(line(&read(text)), "望湖家园|3|2|5|501||||", "{text} is one and the same room");
        assert_eq!(read(text).reading, AddressReading::Complete, "{text} is read down to the room");
    }
}

#[test]
fn every_form_has_its_parts() {
    for (text, expected) in [
        ("澄浪路88弄12号301室", "澄浪路88弄|12||3|301|||澄浪路|"),
        ("88弄12号301", "88弄|12||3|301||||"),
        ("澄浪路88弄望湖家园12号301", "望湖家园|12||3|301|||澄浪路|88弄"),
        ("澄浪路92-1号", "||||||商铺|澄浪路|92-1号"),
        ("澄浪路92-1", "||||||商铺|澄浪路|92-1号"),
        ("沿街商铺 澄浪路92-1号", "||||||商铺|澄浪路|92-1号"),
        ("沿街商铺\n澄浪路五十号", "||||||商铺|澄浪路|50号"),
        ("澄浪路92号301室", "|||3|301|||澄浪路|92号"),
        ("望湖北路15号1幢", "|1||||||望湖北路|15号"),
        ("望湖北路15号望湖家园1幢501", "望湖家园|1||5|501|||望湖北路|15号"),
        ("望湖大厦1幢603室", "望湖大厦|1||6|603||||"),
        ("望湖大厦603室", "望湖大厦|||6|603||||"),
        ("望湖大厦A座1203", "望湖大厦|A||12|1203||||"),
        ("月河新村3幢底楼车库", "月河新村|3||1|||车库||"),
        ("月河新村5幢地下室", "月河新村|5||-1|||地下室||"),
        ("月河新村5幢地下车库12号", "月河新村|5||-1|12||车库||"),
        ("月河新村5幢地下一层", "月河新村|5||-1|||||"),
        ("月河新村5幢-1层", "月河新村|5||-1|||||"),
        ("月河新村5幢负一楼储藏室", "月河新村|5||-1|||仓储||"),
        ("月河新村4幢1单元201隔断A", "月河新村|4|1|2|201|A|||"),
        ("月河新村4-1-201-A", "月河新村|4|1|2|201|A|||"),
        ("月河新村4-1-201A", "月河新村|4|1|2|201|A|||"),
        ("月河新村4幢1单元201室(隔断B)", "月河新村|4|1|2|201|B|||"),
        ("月河新村4幢201-2", "月河新村|4||2|201|2|||"),
        ("月河新村4-201", "月河新村|4||2|201||||"),
        ("302-A", "|||3|302|A|||"),
        ("3-2-501", "|3|2|5|501||||"),
        ("望湖家园二期3幢1203", "望湖家园二期|3||12|1203||||"),
        ("望湖家园2期3幢1203", "望湖家园2期|3||12|1203||||"),
        ("望湖一村三幢五〇一", "望湖一村|3||5|501||||"),
        ("望湖家园东区3幢501", "望湖家园东区|3||5|501||||"),
        ("望湖家园12号301室", "望湖家园|12||3|301||||"),
        ("望湖北路工地2号工棚", "||||||工棚|望湖北路|"),
        ("望湖家园3幢2单元二层东户", "望湖家园|3|2|2|东||||"),
        ("望湖家园3幢B101", "望湖家园|3||-1|B101||||"),
        ("望湖家园3幢A101", "望湖家园|3||1|A101||||"),
        ("望湖家园门卫室", "望湖家园||||||门卫室||"),
        ("望湖家园3幢1单元五楼东", "望湖家园|3|1|5|东||||"),
        ("望湖家园东楼3层", "望湖家园|东||3|||||"),
        ("望湖家园(二期)3幢501", "望湖家园二期|3||5|501||||"),
        ("绿地大道555弄绿地21城C区12号楼1502", "绿地21城C区|12||15|1502|||绿地大道|555弄"),
        ("阜通东大街6号院方恒国际中心B座1803", "方恒国际中心|B||18|1803|||阜通东大街|6号院"),
        ("柳汀新村53幢20号505", "柳汀新村|53|20|5|505||||"),
        ("澄浪路88弄12甲号301", "澄浪路88弄|12甲||3|301|||澄浪路|"),
        ("澄浪路12号附3号", "||||||商铺|澄浪路|12号附3号"),
        ("澄浪路12号3楼", "|||3||||澄浪路|12号"),
        ("后河巷12号", "|||||||后河巷|12号"),
        ("望湖小区沿街12号店面", "望湖小区||||12||商铺||"),
        ("望湖家园地下车库A12", "望湖家园|||-1|A12||车库||"),
        ("内河花园3幢501", "内河花园|3||5|501||||"),
        ("澄浪 3幢501", "澄浪|3||5|501||||"),
        ("8幢1804室,望湖家园", "望湖家园|8||18|1804||||"),
        ("复兴路92号院3号楼501", "复兴路92号院|3||5|501|||复兴路|"),
    ] {
        assert_eq!(line(&read(text)), expected, "{text}");
    }
}

#[test]
fn divisions_are_set_apart() {
    let parts = read("浙江省宁波市海曙区望湖街道永丰社区澄浪路88弄12号301室");
    assert_eq!(parts.division_text.as_deref(), Some("浙江省宁波市海曙区望湖街道永丰社区"), "down to the community");
    assert_eq!(line(&parts), "澄浪路88弄|12||3|301|||澄浪路|", "the rest is as without it");
    let village = read("江西省赣浦县下河镇李家坪村8组30号");
    assert_eq!(village.division_text.as_deref(), Some("江西省赣浦县下河镇李家坪村8组"), "village and group");
    assert_eq!((village.door_no.as_deref(), village.space_kind), (Some("30号"), None), "a house in it, no shop");
}

#[test]
fn what_cannot_be_read_is_kept_and_takes_nothing_from_its_surroundings() {
    let context = AddressContext { site: Some("澄浪苑"), building: Some("3幢"), ..AddressContext::default() };
    for text in ["修车铺楼上", "菜场后面老王家", "门卫室旁平房", "老王家"] {
        let parts = parse_address_in(text, &context);
        assert_eq!(line(&parts), "||||||||", "{text} is no place in building 3");
        assert_eq!((parts.reading, parts.rest.as_str()), (AddressReading::Unread, text), "its words are kept");
    }
    let named = read("望湖家园 菜场后面老王家");
    assert_eq!(line(&named), "望湖家园||||||||", "the site it names itself is kept");
    assert_eq!(named.reading, AddressReading::Unread, "but it is not the site as a whole");
    assert_eq!(read("望湖家园3幢501室旁边").room, None, "beside a room is not the room");
}

#[test]
fn only_a_site_or_a_building_says_so() {
    assert_eq!(read("望湖家园").reading, AddressReading::SiteOnly, "a site");
    assert_eq!(read("望湖家园3幢").reading, AddressReading::BuildingOnly, "a building");
    assert_eq!(read("").reading, AddressReading::Unread, "nothing");
}

#[test]
fn context_fills_what_the_address_leaves_open() {
    let section = AddressContext { site: Some("澄浪苑"), building: Some("３ 幢"), ..AddressContext::default() };
    for (text, expected) in [
        ("1-201", "澄浪苑|3|1|2|201||||"),
        ("１－２０１", "澄浪苑|3|1|2|201||||"),
        ("1单元201室", "澄浪苑|3|1|2|201||||"),
        ("201", "澄浪苑|3||2|201||||"),
        ("7-2-701", "澄浪苑|7|2|7|701||||"),
        ("5幢1单元701室", "澄浪苑|5|1|7|701||||"),
        ("底楼车库", "澄浪苑|3||1|||车库||"),
        ("", "澄浪苑|3|||||||".trim_end_matches('|')),
    ] {
        let expected = format!("{expected:|<16}");
        let read = line(&parse_address_in(text, &section));
        assert_eq!(read.trim_end_matches('|'), expected.trim_end_matches('|'), "{text:?} under 3幢 of 澄浪苑");
    }
    let columns =
        AddressContext {
            site: Some("月河新村"), building: Some("1幢"), unit: Some("1单元"), room: Some("202室")
        };
    assert_eq!(line(&parse_address_in("", &columns)), "月河新村|1|1|2|202||||", "columns of their own make an address");
    let shop = parse_address_in("澄浪路92-1号", &section);
    assert_eq!(
        (shop.building, shop.door_no.as_deref()),
        (None, Some("92-1号")),
        "a shop with a street number is not in the section's building"
    );
}

#[test]
fn shorthand_is_the_form_of_the_trade() {
    assert_eq!(read("望湖家园3幢2单元501室").shorthand().as_deref(), Some("3-2-501"), "building, unit, room");
    assert_eq!(read("88弄12号301").shorthand().as_deref(), Some("12-301"), "no unit");
    assert_eq!(read("月河新村4幢1单元201隔断A").shorthand().as_deref(), Some("4-1-201-A"), "a partition");
    assert_eq!(read("望湖家园").shorthand(), None, "no room, no shorthand");
}

#[test]
fn numbers_in_columns_of_their_own_lose_their_words() {
    for (raw, number) in
        [("3幢", "3"), ("３号楼", "3"), ("三栋", "3"), ("A座", "A"), ("3-1幢", "3-1"), ("03", "3"), ("12#", "12")]
    {
        assert_eq!(read_building_no(raw).as_deref(), Some(number), "{raw}");
    }
    assert_eq!(read_unit_no("二单元").as_deref(), Some("2"), "a unit");
    assert_eq!(read_room_no("0101室").as_deref(), Some("0101"), "a room keeps its zeros");
    assert_eq!(read_building_no("合计"), None, "no number");
    for (room, floor) in [
        ("501", Some(5)),
        ("1203", Some(12)),
        ("0101", Some(1)),
        ("B1", Some(-1)),
        ("B203", Some(-2)),
        ("5", None),
        ("A101", Some(1)),
        ("-101", Some(-1)),
    ] {
        assert_eq!(floor_of_room(room), floor, "room {room}");
    }
}

#[test]
fn an_address_of_two_rooms_is_in_neither() {
    for (text, rest) in [
        ("望湖家园3幢1单元501、502室", "501 502"),
        ("望湖家园3幢1单元501/502", "501 502"),
        ("望湖家园3-501~502", "501 502"),
        ("望湖家园3幢1单元501室、502室", "501 502"),
        ("望湖家园3幢501-502室", "501-502"),
        ("望湖家园3幢1单元501-502室", "501-502"),
    ] {
        let parts = read(text);
        assert_eq!((parts.room.as_deref(), parts.rest.as_str()), (None, rest), "{text}: both rooms are kept as words");
        assert_eq!(parts.building.as_deref(), Some("3"), "{text}: the building is certain");
        assert_eq!(parts.reading, AddressReading::BuildingOnly, "{text}: which room is to be asked");
    }
    assert_eq!(read("望湖家园3幢501室 501").room.as_deref(), Some("501"), "a room named twice is one room");
    let context = AddressContext { building: Some("3"), room: Some("501"), ..AddressContext::default() };
    assert_eq!(parse_address_in("501、502室", &context).room, None, "nor does another column decide between them");
}
