//! Every kind of link is walked from either end.

use crate::bench::Bench;
use crate::estate::form;
use louce_app::asking::stored;
use louce_app::neighbourhood::neighbourhood;
use louce_app::permission::Operation;
use louce_app::room::Disclosure;
use louce_domain::care::Protection;
use louce_domain::identity_link::IdentityLink;
use louce_domain::stay::Stay;
use louce_domain::succession::Succession;
use louce_wire::NeighbourhoodView;
use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

/// The name of every kind of link.
const LINKS: &[&str] = &[
    "居住",
    "同户",
    "户主",
    "住址",
    "亲属",
    "同人关联",
    "所在楼幢",
    "隔断自",
    "沿革",
    "房主",
    "出租房屋",
    "出租人",
    "承租人",
    "单位地址",
    "从业",
    "见面",
    "走访",
    "检查",
    "地址",
    "所在小区",
    "来自批次",
];

const LEDGER: &str = "姓名,性别,身份证号,联系电话,住址\n孙七,男,330299196603030039,13900008888,示例苑3幢1单元201室\n";

/// A register in which everything is linked with everything that it can be linked with; gives a person of it.
fn entangled(bench: &Bench) -> [String; 3] {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("人口台账.csv");
    std::fs::write(&file, LEDGER).expect("the ledger is written");
    bench.import(&file).expect("the ledger is imported");
    let sun = bench.found("孙七")[0].id.clone();
    let building = bench.raise("5", form(&["1"], 3, 2));
    let (room, part) = (bench.room_called(&building, "201"), bench.room_called(&building, "202"));
    let zhang = bench.moves_in(&room, "张三", "2015").person_id;
    let li = bench.moves_in(&room, "李四", "2016").person_id;
    let place = format!("room:{room}");
    let household = bench.adds("household", &[("head", &zhang), ("place", &place)]);
    bench.adds("kinship", &[("person", &zhang), ("relative", &sun), ("relation", "51")]);
    let shop = bench.adds("organisation", &[("name", "示例小吃店")]);
    let owner = bench.adds("organisation", &[("name", "示例置业")]);
    bench.adds("presence", &[("organisation", &shop), ("role", "office"), ("place", &place)]);
    bench.adds("employment", &[("organisation", &shop), ("person", &li), ("name", "李四")]);
    bench.adds("tenancy", &[("landlord_person", &zhang), ("tenant_organisation", &shop), ("place", &place)]);
    let tenancy =
        bench.adds("tenancy", &[("landlord_organisation", &owner), ("tenant_person", &li), ("place", &place)]);
    bench
        .adds("inspection", &[("tenancy", &tenancy), ("organisation", &shop), ("place", &place), ("on", "2024-05-01")]);
    bench.adds("space_address", &[("place", &place), ("text", "滨湖路18号"), ("role", "alias")]);
    let visit = bench.adds("visit", &[("place", &place), ("on", "2024-06-01"), ("purpose", "verification")]);
    bench.adds("encounter", &[("visit", &visit), ("person", &zhang)]);
    let permit = bench.asking().permit(Operation::EditRecords).expect("an officer writes");
    let tie = permit.write(None, |tx| {
        let stay = tx.reader().stays_of_person(id(&zhang)).map_err(stored)?.remove(0);
        tx.amend(&stay, &Stay { household: Some(id(&household)), ..stay.clone() }).map_err(stored)?;
        let link = IdentityLink::blank(tx.mint(), id(&zhang), id(&sun));
        tx.create(&link).map_err(stored)?;
        let succession = Succession::blank(tx.mint(), id(&part), id(&room));
        tx.create(&succession).map_err(stored)?;
        let before = tx.reader().room(id(&part)).map_err(stored)?;
        let mut after = before.clone();
        (after.parent_room, after.owner_person) = (Some(id(&room)), Some(id(&zhang)));
        after.owner_organisation = Some(id(&owner));
        tx.amend(&before, &after).map_err(stored)
    });
    tie.expect("the rest is tied");
    [zhang, room, shop]
}

fn id<T: FromStr>(text: &str) -> T {
    text.parse().ok().expect("an identifier")
}

/// The edges of the node asked for.
fn own_edges(view: &NeighbourhoodView) -> BTreeSet<(String, String, String)> {
    let start = &view.nodes[0].id;
    let own = view.edges.iter().filter(|edge| edge.from == *start || edge.to == *start);
    own.map(|edge| (edge.from.clone(), edge.to.clone(), edge.zh.clone())).collect()
}

#[test]
fn every_kind_of_link_is_walked_from_either_end() {
    let bench = Bench::new();
    let [zhang, ..] = entangled(&bench);
    let around = |kind: &str, id: &str| {
        neighbourhood(bench.asking(), kind, id, Disclosure::Revealed).expect("the neighbourhood opens")
    };
    let mut edges: BTreeMap<String, BTreeSet<(String, String, String)>> = BTreeMap::new();
    let mut open = vec![("person".to_owned(), zhang)];
    while let Some((kind, id)) = open.pop() {
        if edges.contains_key(&id) {
            continue;
        }
        let view = around(&kind, &id);
        assert_eq!(
            (view.nodes[0].id.as_str(), view.nodes[0].distance),
            (id.as_str(), 0),
            "the one asked for comes first"
        );
        assert!(view.nodes.iter().all(|node| !node.title.is_empty()), "everything has a name: {:?}", view.nodes);
        edges.insert(id, own_edges(&view));
        open.extend(view.nodes.into_iter().filter(|node| node.distance == 1).map(|node| (node.kind, node.id)));
    }
    for (id, own) in &edges {
        for edge in own {
            let far = if edge.0 == *id { &edge.1 } else { &edge.0 };
            assert!(edges[far].contains(edge), "{edge:?} is seen from {id} and must be seen from {far}");
        }
    }
    let seen: BTreeSet<&str> = edges.values().flatten().map(|(.., zh)| zh.as_str()).collect();
    let missing: Vec<_> = LINKS.iter().filter(|link| !seen.contains(**link)).collect();
    assert!(missing.is_empty(), "these links were never walked: {missing:?}");
    assert!(seen.iter().all(|link| LINKS.contains(link)), "and there is no other: {seen:?}");
}

#[test]
fn nothing_leads_to_a_protected_person() {
    let bench = Bench::new();
    let [zhang, room, _] = entangled(&bench);
    let permit = bench.asking().permit(Operation::EditRecords).expect("an officer writes");
    let protect = permit.write(None, |tx| {
        let protection = Protection::blank(tx.mint(), id(&zhang));
        tx.create(&protection).map_err(stored)
    });
    protect.expect("the address is protected");
    let officer =
        louce_app::asking::Session { roles: vec![louce_app::permission::Role::Officer], ..bench.session.clone() };
    let asking = louce_app::asking::Asking { host: bench.machine.as_ref(), session: &officer };
    for (kind, start) in [("person", &zhang), ("room", &room)] {
        let view = neighbourhood(asking, kind, start, Disclosure::Revealed).expect("the neighbourhood opens");
        let telling = view.edges.iter().filter(|edge| edge.from == zhang || edge.to == zhang);
        let telling: BTreeSet<&str> = telling.map(|edge| edge.zh.as_str()).collect();
        let harmless = BTreeSet::from(["亲属", "同人关联", "从业", "来自批次"]);
        assert!(telling.is_subset(&harmless), "from the {kind}, no link says where they are: {telling:?}");
    }
    let line = louce_app::timeline::timeline(asking, "room", &room, Disclosure::Revealed).expect("it opens");
    assert!(!format!("{line:?}").contains(&zhang), "nor does the room's timeline name them");
    let line = louce_app::timeline::timeline(asking, "person", &zhang, Disclosure::Revealed).expect("it opens");
    assert!(!format!("{line:?}").contains(&room), "nor theirs the room");
}
