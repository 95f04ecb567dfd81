//! An invented town with a known truth: households with couples, children, twins and namesakes, of whom some are
//! recorded twice, the second time as clerks do. The same seed gives the same town.

use fastrand::Rng;
use louce_domain::citizen_id::check_character;
use louce_domain::date::PartialDate;
use louce_domain::duplicate::{DocumentFact, PersonFacts};
use louce_domain::pinyin::full_pinyin;
use louce_domain::sex::Sex;
use std::collections::HashMap;

/// Surnames, the frequent first.
const SURNAMES: &str = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋甘景薄单包司柏宁柯阮桂闵解强丘冀华车邬冉房边";
/// Characters of given names, many of one sound.
const GIVEN: &str = "伟薇玮炜维威卫芳方娜秀修英瑛颖莹敏民静敬婧晶丽莉利立力强蔷磊蕾雷军君俊钧洋阳扬勇永咏艳燕彦雁杰洁捷婕涛超朝明鸣铭茗兰岚霞侠平萍苹刚钢桂贵文雯闻纹辉慧惠晖玲铃灵凌华桦健建剑坚红宏洪鸿虹国果志智致芝飞菲斐鑫欣新心昕馨波博柏斌彬宾滨宇雨玉育语浩昊皓凯楷恺嘉佳家帆凡雪学梅美媚婷庭亭雅亚琳林霖晨辰臣子紫梓轩萱宣然冉怡宜仪一艺诗思斯涵晗函寒诺远媛圆源缘天甜添佑友有云芸运荣蓉融容春纯祥香翔详德得龙珑胜盛生声晟福富芙海凤锋峰枫丰根庚金锦瑾进晋素苏珍真贞振震珠竹月悦跃越巧乔桥俏康清青庆卿晴全权泉荃旺望东冬栋丹单才彩财仁任忍义毅逸奕启琪奇祺齐";

/// A record as it stands in a register.
#[derive(Debug, Clone, Default)]
pub struct Record {
    /// Who it is about: what the engine has to find out.
    pub person: usize,
    /// Name, as written.
    pub name: String,
    /// Former name.
    pub former_name: Option<String>,
    /// Citizen id, as written.
    pub citizen_id: Option<String>,
    /// Passport number.
    pub passport: Option<String>,
    /// Birth date.
    pub birth: Option<PartialDate>,
    /// Sex, where stated.
    pub sex: Option<Sex>,
    /// Phone.
    pub phone: Option<String>,
    /// Household register address.
    pub hukou_address: Option<String>,
}

impl Record {
    /// The facts under a key.
    pub fn facts(&self, key: usize) -> PersonFacts<'_, usize> {
        PersonFacts {
            former_names: self.former_name.as_deref().into_iter().collect(),
            citizen_ids: self.citizen_id.as_deref().into_iter().collect(),
            documents: self.passport.iter().map(|number| DocumentFact { kind: "passport", number }).collect(),
            birth: self.birth,
            sex: self.sex.unwrap_or(Sex::Unknown),
            phones: self.phone.as_deref().into_iter().collect(),
            hukou_address: self.hukou_address.as_deref(),
            ..PersonFacts::named(key, &self.name)
        }
    }
}

/// The town being built.
pub struct Town {
    rng: Rng,
    surnames: Vec<char>,
    given: Vec<char>,
    /// Characters by sound.
    homophones: HashMap<String, Vec<char>>,
    /// How many of a sex were registered on a day.
    registered: HashMap<(PartialDate, Sex), u32>,
    records: Vec<Record>,
    persons: usize,
}

/// A town of about `persons` people; one in five of its records is a second record of somebody.
pub fn town(persons: usize, seed: u64) -> Vec<Record> {
    let mut rng = Rng::with_seed(seed);
    let mut given: Vec<char> = GIVEN.chars().collect();
    rng.shuffle(&mut given);
    let mut homophones: HashMap<String, Vec<char>> = HashMap::new();
    for c in &given {
        homophones.entry(sound(*c)).or_default().push(*c);
    }
    let mut town = Town {
        rng,
        surnames: SURNAMES.chars().collect(),
        given,
        homophones,
        registered: HashMap::new(),
        records: Vec::new(),
        persons: 0,
    };
    while town.persons < persons {
        town.settle_household();
    }
    let originals = town.records.len();
    for original in 0..originals {
        if town.chance(25) {
            let second = town.recorded_again(original);
            town.records.push(second);
        }
    }
    town.rng.shuffle(&mut town.records);
    town.records
}

fn sound(c: char) -> String {
    full_pinyin(&c.to_string()).into_iter().next().unwrap_or_default()
}

impl Town {
    fn chance(&mut self, percent: u32) -> bool {
        self.rng.u32(..100) < percent
    }

    /// A character of a given name, as unevenly.
    fn sign(&mut self) -> char {
        let draw = self.rng.f64();
        self.given[(draw * draw * self.given.len() as f64) as usize]
    }

    /// Frequent surnames come often: the square of an even draw.
    fn surname(&mut self) -> char {
        let draw = self.rng.f64();
        self.surnames[(draw * draw * self.surnames.len() as f64) as usize]
    }

    fn name(&mut self, surname: char) -> String {
        let mut name = String::from(surname);
        name.push(self.sign());
        if self.chance(75) {
            name.push(self.sign());
        }
        name
    }

    fn day_of(&mut self, year: i16) -> PartialDate {
        PartialDate::day_of(year, self.rng.u8(1..=12), self.rng.u8(1..=28)).unwrap()
    }

    fn phone(&mut self) -> String {
        format!("1{}{:09}", self.rng.u32(3..10), self.rng.u32(..1_000_000_000))
    }

    /// A couple, perhaps with children, now and then with twins; they share the address and often a phone.
    fn settle_household(&mut self) {
        let year = self.rng.i16(1945..=1990);
        let estate = ["望湖家园", "青山里", "临江新村", "松柏苑", "古塔小区", "荷风里"][self.rng.usize(..6)];
        let address = format!(
            "浙江省虚构市望湖区{}路{}号{estate}{}幢{}室",
            ["望湖", "青山", "临江", "古塔", "解放", "中山", "环城"][self.rng.usize(..7)],
            self.rng.u32(1..400),
            self.rng.u32(1..40),
            self.rng.u32(1..30) * 100 + self.rng.u32(1..5),
        );
        let (surname, other) = (self.surname(), self.surname());
        let phone = self.phone();
        self.settle(surname, year, None, Sex::Male, &address, &phone);
        let spouse_phone = if self.chance(50) { phone.clone() } else { self.phone() };
        let spouse_year = year + self.rng.i16(-3..=3);
        self.settle(other, spouse_year, None, Sex::Female, &address, &spouse_phone);
        let child_year = year + self.rng.i16(22..=34);
        if self.chance(4) {
            let birth = self.day_of(child_year);
            self.settle_twins(surname, birth, &address, &phone);
        } else if self.chance(60) {
            let sex = if self.rng.bool() { Sex::Male } else { Sex::Female };
            self.settle(surname, child_year, None, sex, &address, &phone);
        }
    }

    /// Twins: one birth date, surname, address and phone, ids in a row, given names that share a character.
    fn settle_twins(&mut self, surname: char, birth: PartialDate, address: &str, phone: &str) {
        let (shared, first) = (self.sign(), self.sign());
        let second = loop {
            let second = self.sign();
            if sound(second) != sound(first) {
                break second;
            }
        };
        for last in [first, second] {
            self.settle(
                surname,
                birth.year(),
                Some((birth, format!("{surname}{shared}{last}"))),
                Sex::Male,
                address,
                phone,
            );
        }
    }

    fn settle(
        &mut self,
        surname: char,
        year: i16,
        twin: Option<(PartialDate, String)>,
        sex: Sex,
        address: &str,
        phone: &str,
    ) {
        let (birth, name) = twin.unwrap_or_else(|| (self.day_of(year), self.name(surname)));
        let registered = self.registered.entry((birth, sex)).or_default();
        *registered += 1;
        let order = *registered * 2 + u32::from(sex == Sex::Male);
        let body = format!("330299{}{order:03}", birth.to_string().replace('-', ""));
        let id = format!("{body}{}", check_character(&body).unwrap());
        let has_passport = self.chance(10);
        self.records.push(Record {
            person: self.persons,
            name,
            former_name: None,
            citizen_id: Some(id).filter(|_| self.rng.u32(..100) >= 8),
            passport: has_passport.then(|| format!("E{:08}", self.persons * 7919 % 100_000_000)),
            birth: Some(birth),
            sex: Some(sex),
            phone: Some(phone.to_owned()),
            hukou_address: Some(address.to_owned()),
        });
        self.persons += 1;
    }

    /// The person recorded a second time, by another clerk from another source.
    fn recorded_again(&mut self, original: usize) -> Record {
        let mut record = self.records[original].clone();
        record.citizen_id = record.citizen_id.and_then(|id| self.id_again(&id));
        record.birth = record.birth.and_then(|birth| self.birth_again(birth));
        record.name = self.name_again(&record.name);
        if self.chance(5) {
            let surname = record.name.chars().next().unwrap();
            record.former_name = Some(std::mem::take(&mut record.name));
            record.name = self.name(surname);
        }
        if self.chance(40) {
            record.phone = if self.chance(50) { None } else { Some(self.phone()) };
        }
        record.passport = record.passport.filter(|_| self.rng.bool());
        record.sex = record.sex.filter(|_| self.rng.u32(..100) >= 10);
        record.hukou_address = record.hukou_address.and_then(|address| self.address_again(&address));
        record
    }

    /// Missing, of 15 digits, or with a slip.
    fn id_again(&mut self, id: &str) -> Option<String> {
        match self.rng.u32(..100) {
            0..30 => None,
            30..38 if id.get(6..8) == Some("19") => Some(format!("{}{}", id.get(..6)?, id.get(8..17)?)),
            38..54 => {
                let mut signs: Vec<char> = id.chars().collect();
                let place = self.rng.usize(..17);
                match self.rng.u32(..3) {
                    0 => signs[place] = char::from(b'0' + self.rng.u8(..10)),
                    1 => signs.swap(place, place + 1),
                    _ => drop(signs.remove(place)),
                }
                Some(signs.into_iter().collect())
            }
            _ => Some(id.to_owned()),
        }
    }

    /// Missing, of the year only, with month and day exchanged, or a day off.
    fn birth_again(&mut self, birth: PartialDate) -> Option<PartialDate> {
        let (month, day) = (birth.month()?, birth.day()?);
        match self.rng.u32(..100) {
            0..6 => None,
            6..12 => PartialDate::year_only(birth.year()),
            12..17 => PartialDate::day_of(birth.year(), day, month).or(Some(birth)),
            17..20 => PartialDate::day_of(birth.year(), month, day % 28 + 1),
            _ => Some(birth),
        }
    }

    /// Another character of one sound, another character, or one nobody could read.
    fn name_again(&mut self, name: &str) -> String {
        let mut signs: Vec<char> = name.chars().collect();
        let last = signs.len() - 1;
        match self.rng.u32(..100) {
            0..8 => {
                let alike = &self.homophones[&sound(signs[last])];
                signs[last] = alike[self.rng.usize(..alike.len())];
            }
            8..10 => signs[last] = self.sign(),
            10..12 => signs[last] = '?',
            12..14 => signs.insert(1, ' '),
            _ => {}
        }
        signs.into_iter().collect()
    }

    /// Left out, without province and city, or of an earlier place.
    fn address_again(&mut self, address: &str) -> Option<String> {
        match self.rng.u32(..100) {
            0..25 => None,
            25..50 => Some(address.replace("浙江省虚构市望湖区", "")),
            50..60 => Some(format!("安徽省虚构县青山村{}号", self.rng.u32(1..300))),
            _ => Some(address.to_owned()),
        }
    }
}
