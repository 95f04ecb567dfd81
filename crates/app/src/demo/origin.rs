//! Where invented people are registered (户籍): the demo division, its invented neighbours, and invented places far away.
//! Every division code but the demo's own was never assigned (GB/T 2260 history); a test holds it.

use super::chance::by_share;
use fastrand::Rng;
use louce_domain::division::DEMO_DIVISION;

/// A place of household registration.
#[derive(Debug, Clone, Copy)]
pub(super) struct Origin {
    /// Its place in [`ORIGINS`].
    pub(super) index: usize,
    /// Six digits.
    pub(super) division: &'static str,
    /// Its invented name.
    pub(super) place: &'static str,
}

const fn origin(index: usize, division: &'static str, place: &'static str) -> Origin {
    Origin { index, division, place }
}

/// The demo division first, then its neighbours in the same invented city, then the rest.
pub(super) const ORIGINS: &[Origin] = &[
    origin(0, DEMO_DIVISION, "甬州市示例区"),
    origin(1, "330297", "甬州市东浦区"),
    origin(2, "330298", "甬州市西渡县"),
    origin(3, "341599", "淮中省岚州市柳溪县"),
    origin(4, "361199", "赣岭省云台市丰山县"),
    origin(5, "411599", "豫川省汝阴市固城县"),
    origin(6, "421199", "楚江省鄂渚市望川县"),
    origin(7, "431399", "楚南省梅城市双岭县"),
    origin(8, "511799", "蜀中省达水市宣原县"),
    origin(9, "521699", "黔山省毕城市织云县"),
    origin(10, "321099", "苏泽省海岱市宝湖县"),
    origin(11, "621299", "陇西省徽原市成川县"),
    origin(12, "450999", "桂岭省玉水市博岭县"),
    origin(13, "371799", "鲁原省曹州市单父县"),
    origin(14, "220499", "吉原省辽泉市东穰县"),
    origin(15, "611099", "秦岭省商山市洛南谷县"),
    origin(16, "532999", "滇云省苍洱市祥云坝县"),
];

/// How people come to a room: owners are mostly local, tenants mostly not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Roots {
    Owner,
    Tenant,
}

/// The demo division itself.
pub(super) fn home() -> Origin {
    ORIGINS.first().copied().unwrap_or(origin(0, DEMO_DIVISION, "甬州市示例区"))
}

/// Draws a place of registration.
pub(super) fn draw(rng: &mut Rng, roots: Roots) -> Origin {
    let (local, city) = match roots {
        Roots::Owner => (76, 8),
        Roots::Tenant => (9, 10),
    };
    let far = 3 + rng.usize(..ORIGINS.len() - 3);
    let index = by_share(rng, &[(local, 0), (city, 1 + far % 2)], far);
    ORIGINS.get(index).copied().unwrap_or_else(home)
}
