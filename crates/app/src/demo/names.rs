//! Invented people's names: surnames by frequency (polyphonic ones included), given names by decade of birth.

use super::chance::{by_share, one_of, per_mille};
use fastrand::Rng;
use louce_domain::sex::Sex;

const MOST: &[&str] = &["王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周"];
const MANY: &[&str] = &[
    "徐", "孙", "马", "朱", "胡", "郭", "何", "林", "高", "罗", "郑", "梁", "谢", "宋", "唐", "许", "韩", "冯", "邓",
    "曹", "彭", "肖", "田", "董", "袁", "潘", "于", "蒋", "蔡", "余", "杜", "叶", "程", "苏", "魏", "吕", "丁", "沈",
    "姚", "卢",
];
const SOME: &[&str] = &[
    "姜", "崔", "钟", "谭", "陆", "汪", "范", "金", "石", "廖", "贾", "夏", "韦", "付", "方", "白", "邹", "孟", "熊",
    "秦", "邱", "江", "尹", "薛", "闫", "段", "雷", "侯", "龙", "史", "陶", "黎", "贺", "顾", "毛", "郝", "龚", "邵",
    "万", "钱", "严", "戴", "莫", "孔", "向", "汤", "应", "竺", "励", "鲍", "虞", "楼", "裘", "舒", "屠", "忻", "翁",
    "俞", "童", "柴",
];
/// Read otherwise as a surname than elsewhere: a search by pinyin must know.
const POLYPHONIC: &[&str] =
    &["单", "解", "仇", "曾", "区", "盖", "查", "任", "华", "朴", "乐", "尉", "缪", "翟", "冼", "覃", "宓", "员"];
const COMPOUND: &[&str] = &["欧阳", "诸葛", "司马", "上官", "尉迟", "夏侯"];

/// Given names of a generation: characters that come first, and those that come second or alone.
struct Fashion {
    /// Born in this year or later.
    since: i16,
    /// How many of a thousand have a given name of one character.
    single: u32,
    men: (&'static str, &'static str),
    women: (&'static str, &'static str),
}

const FASHIONS: &[Fashion] = &[
    Fashion {
        since: 2005,
        single: 90,
        men: ("子浩宇梓俊嘉一奕沐宸泽承书", "轩涵辰睿宇豪泽铭阳然恒希昊霖航"),
        women: ("子梓欣雨诗思一可佳语若沐书", "涵萱怡彤妍琪瑶宁汐玥菲诺桐熙"),
    },
    Fashion {
        since: 1988,
        single: 300,
        men: ("志文俊嘉浩天家子宇晓建海一", "杰豪磊鹏伟超凡宇轩晨涛斌航峰"),
        women: ("晓雨佳思静诗梦文嘉雅欣美小", "婷雪怡敏倩莹洁琳颖妍娜蓉薇悦"),
    },
    Fashion {
        since: 1972,
        single: 420,
        men: ("志建海文小晓永春国正", "勇军强伟斌峰涛辉刚明华林平波"),
        women: ("晓海小丽雪春玉红美秀", "燕丽芳娟霞静敏艳红梅萍琴英玲"),
    },
    Fashion {
        since: 1952,
        single: 160,
        men: ("建国志永卫新德福大金", "国华平军民强生明林根良荣庆法"),
        women: ("桂秀玉美亚素惠菊爱月", "英芬珍华娣芳琴香玲仙凤妹娥莲"),
    },
    Fashion {
        since: i16::MIN,
        single: 60,
        men: ("阿德福永金宝良文仁如", "根福生祥财发荣康泉法昌寿明庭"),
        women: ("阿秀玉桂月彩杏翠银凤", "英珍娥花香仙娣莲凤琴宝菊妹兰"),
    },
];

fn one_char(rng: &mut Rng, characters: &str) -> char {
    characters.chars().nth(rng.usize(..characters.chars().count().max(1))).unwrap_or('明')
}

/// A surname; 4 % polyphonic, 0.5 % compound.
pub(super) fn surname(rng: &mut Rng) -> &'static str {
    if per_mille(rng, 5) {
        return one_of(rng, COMPOUND);
    }
    let list = by_share(rng, &[(34, MOST), (38, MANY), (24, SOME)], POLYPHONIC);
    one_of(rng, list)
}

/// A given name as people born in `year` have it.
pub(super) fn given_name(rng: &mut Rng, sex: Sex, year: i16) -> String {
    let Some(fashion) = FASHIONS.iter().find(|fashion| year >= fashion.since) else { return String::new() };
    let (first, second) = if sex == Sex::Female { fashion.women } else { fashion.men };
    let mut name = String::with_capacity(6);
    if !per_mille(rng, fashion.single) {
        name.push(one_char(rng, first));
    }
    name.push(one_char(rng, second));
    name
}

/// A whole name.
pub(super) fn full_name(rng: &mut Rng, sex: Sex, year: i16) -> String {
    format!("{}{}", surname(rng), given_name(rng, sex, year))
}
