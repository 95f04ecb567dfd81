//! Who lives together: the members of a household, how they are related, when they were born.

use super::chance::{by_share, per_mille};
use super::origin::Roots;
use fastrand::Rng;
use louce_domain::sex::Sex;

/// A member of a household to come.
#[derive(Debug, Clone, Copy)]
pub(super) struct Member {
    /// Relation to the head (与户主关系) as a clerk writes it.
    pub(super) relation: &'static str,
    pub(super) born: i16,
    pub(super) sex: Sex,
}

/// How many live together, as a rule.
pub(super) fn usual_size(rng: &mut Rng, roots: Roots) -> u32 {
    match roots {
        Roots::Owner => by_share(rng, &[(15, 1), (28, 2), (34, 3), (14, 4)], 5),
        Roots::Tenant => by_share(rng, &[(40, 1), (32, 2), (20, 3)], 4),
    }
}

/// The members of a household of `size` that moved in in `year`, the head first.
pub(super) fn members(rng: &mut Rng, roots: Roots, size: u32, year: i16) -> Vec<Member> {
    let head_age = match roots {
        Roots::Owner => rng.i16(26..=78),
        Roots::Tenant => rng.i16(19..=52),
    };
    let head =
        Member { relation: "户主", born: year - head_age, sex: by_share(rng, &[(70, Sex::Male)], Sex::Female) };
    let mut home = Home { head, head_age, year, spouse: false, parents: 0, members: vec![head] };
    while home.members.len() < size as usize {
        let next = home.next(rng, roots);
        home.members.push(next);
    }
    home.members
}

struct Home {
    head: Member,
    head_age: i16,
    year: i16,
    spouse: bool,
    parents: u8,
    members: Vec<Member>,
}

impl Home {
    fn next(&mut self, rng: &mut Rng, roots: Roots) -> Member {
        let shares_flat = roots == Roots::Tenant && !self.spouse && per_mille(rng, 350);
        if shares_flat {
            return self.flatmate(rng);
        }
        if !self.spouse && self.head_age >= 22 && per_mille(rng, 880) {
            return self.spouse(rng);
        }
        if self.head_age >= 24 && per_mille(rng, if self.parents < 2 && self.head_age < 60 { 740 } else { 1000 }) {
            return self.child(rng);
        }
        if self.parents < 2 && roots == Roots::Owner {
            return self.parent(rng);
        }
        self.flatmate(rng)
    }

    fn spouse(&mut self, rng: &mut Rng) -> Member {
        self.spouse = true;
        let (relation, sex) = if self.head.sex == Sex::Male { ("妻", Sex::Female) } else { ("夫", Sex::Male) };
        Member { relation, sex, born: self.head.born + rng.i16(-4..=4) }
    }

    /// A child of the household; of an old head, a grandchild or a child's wife as well.
    fn child(&mut self, rng: &mut Rng) -> Member {
        let sex = by_share(rng, &[(51, Sex::Male)], Sex::Female);
        let male = sex == Sex::Male;
        let child_born = self.head.born + rng.i16(22..=32);
        if self.head_age >= 52 && per_mille(rng, 330) {
            let born = (child_born + rng.i16(23..=30)).min(self.year - 1);
            return Member { relation: if male { "孙子" } else { "孙女" }, sex, born };
        }
        if self.head_age >= 52 && !male && per_mille(rng, 300) {
            return Member { relation: "儿媳", sex, born: child_born };
        }
        Member { relation: if male { "子" } else { "女" }, sex, born: child_born.min(self.year - 1) }
    }

    fn parent(&mut self, rng: &mut Rng) -> Member {
        self.parents += 1;
        let born = self.head.born - rng.i16(22..=30);
        if self.parents == 1 {
            Member { relation: "母亲", sex: Sex::Female, born }
        } else {
            Member { relation: "父亲", sex: Sex::Male, born }
        }
    }

    fn flatmate(&self, rng: &mut Rng) -> Member {
        let relation = by_share(rng, &[(60, "合租"), (20, "朋友"), (12, "同事")], "亲戚");
        Member { relation, sex: by_share(rng, &[(55, Sex::Male)], Sex::Female), born: self.head.born + rng.i16(-6..=6) }
    }
}
