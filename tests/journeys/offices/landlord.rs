//! A landlord with forty rooms: the page lists all, the name finds him, and one walks from him to a tenant and back.

use crate::bench::Bench;
use crate::estate::form;
use louce_app::neighbourhood::neighbourhood;
use louce_app::person::person;
use louce_app::room::Disclosure;
use louce_app::timeline::timeline;
use louce_wire::{GraphNode, NeighbourhoodView};

fn around(bench: &Bench, kind: &str, id: &str) -> NeighbourhoodView {
    neighbourhood(bench.asking(), kind, id, Disclosure::Revealed).expect("the neighbourhood opens")
}

/// The nodes linked with the one asked for, by the name of the link.
fn linked<'v>(view: &'v NeighbourhoodView, zh: &str) -> Vec<&'v GraphNode> {
    let start = &view.nodes[0].id;
    let edges = view.edges.iter().filter(|edge| edge.zh == zh && (edge.from == *start || edge.to == *start));
    let far = edges.map(|edge| if edge.from == *start { &edge.to } else { &edge.from });
    far.filter_map(|id| view.nodes.iter().find(|node| node.id == *id)).collect()
}

#[test]
fn a_landlord_with_forty_rooms_is_walked_to_each_tenant_and_back() {
    let bench = Bench::new();
    let block = bench.raise("8", form(&["1"], 10, 4));
    let own = bench.room_called(&bench.raise("9", form(&["1"], 1, 1)), "101");
    let landlord = bench.moves_in(&own, "钱百间", "2010").person_id;
    let rooms = bench.cells(&block, None);
    assert_eq!(rooms.len(), 40, "ten floors of four");
    let mut tenants = Vec::new();
    for (number, room) in rooms.iter().enumerate() {
        let tenant = bench.moves_in(&room.id, &format!("租客{number}"), "2024").person_id;
        let place = format!("room:{}", room.id);
        let sides = [("landlord_person", landlord.as_str()), ("tenant_person", &tenant), ("place", &place)];
        bench.adds("tenancy", &sides);
        tenants.push(tenant);
    }
    let found = bench.found("钱百间");
    assert_eq!(found.iter().map(|hit| &hit.id).collect::<Vec<_>>(), [&landlord], "the name finds him");
    let page = person(bench.asking(), &landlord, None).expect("his page opens");
    assert_eq!(page.tenancies.len(), 40, "and lists every room");
    let line = timeline(bench.asking(), "person", &landlord, Disclosure::Revealed).expect("his timeline opens");
    assert_eq!(line.entries.iter().filter(|entry| entry.lane == "tenancy").count(), 40, "so does his timeline");

    let his = around(&bench, "person", &landlord);
    assert!(his.nodes.len() <= 60, "no picture holds more than can be read: {}", his.nodes.len());
    let tenancies = linked(&his, "出租人");
    assert_eq!(tenancies.len(), 40, "forty tenancies around him, {} left out", his.more);
    for tenancy in [tenancies[0], tenancies[39]] {
        let let_out = around(&bench, "tenancy", &tenancy.id);
        let room = linked(&let_out, "出租房屋")[0];
        let inside = around(&bench, "room", &room.id);
        let tenant = linked(&inside, "居住")[0];
        assert!(tenants.contains(&tenant.id), "landlord, tenancy, room, tenant");
        let back = around(&bench, "person", &tenant.id);
        let his_room = linked(&back, "居住")[0];
        assert_eq!(his_room.id, room.id, "and back to the room");
        let rented = linked(&around(&bench, "room", &his_room.id), "出租房屋")[0].id.clone();
        assert_eq!(rented, tenancy.id, "its tenancy");
        let again = linked(&around(&bench, "tenancy", &rented), "出租人")[0].id.clone();
        assert_eq!(again, landlord, "and the landlord");
    }
}

#[test]
fn a_split_flat_keeps_its_history_on_one_timeline() {
    let bench = Bench::new();
    let building = bench.raise("3", form(&["1"], 2, 2));
    let flat = bench.room_called(&building, "201");
    let who = bench.moves_in(&flat, "张三", "2012-03");
    bench.split(&flat, "2020-06-01", &["201A", "201B"], &[(&who, 0)]).expect("the flat is split");
    let part = bench.room_called(&building, "201B");
    let line = timeline(bench.asking(), "room", &part, Disclosure::Revealed).expect("the timeline opens");
    let stays: Vec<_> = line.entries.iter().filter(|entry| entry.lane == "stay").collect();
    assert_eq!(stays.len(), 1, "who lived in the whole flat; not who moved to the other part: {stays:?}");
    assert!(stays[0].title.contains("张三") && stays[0].title.contains("201"), "by name, and in which room");
    assert!(line.entries.iter().any(|entry| entry.kind == "succession"), "and how the flat became two");
    let masked = timeline(bench.asking(), "room", &part, Disclosure::Masked).expect("the timeline opens");
    assert!(!format!("{masked:?}").contains("张三"), "masked unless revealed");
    let whole = timeline(bench.asking(), "building", &building, Disclosure::Revealed).expect("the building's opens");
    assert!(whole.entries.iter().filter(|entry| entry.lane == "stay").count() >= 2, "every stay of the building");
}
