//! Dates, ids, codes, phones and names: what is written is read back, and nothing panics.

use louce_domain::citizen_id::{CellForm, CitizenIdState, check_character, read_citizen_id, upgrade_fifteen_digit};
use louce_domain::credit_code::{CreditCodeState, credit_code_check_character, read_credit_code};
use louce_domain::date::{DateContext, PartialDate, parse_written_date};
use louce_domain::name::{mask_citizen_id, mask_name, mask_phone, read_name, split_people};
use louce_domain::numeral::half_width;
use louce_domain::phone::read_phones;
use louce_domain::pinyin::{full_pinyin, pinyin_initials};
use louce_domain::relation::read_relation;
use proptest::prelude::*;

fn day() -> impl Strategy<Value = PartialDate> {
    (-25_000i32..40_000).prop_map(PartialDate::from_days_since_1970)
}

fn form() -> impl Strategy<Value = CellForm> {
    prop::sample::select(vec![CellForm::Text, CellForm::Number])
}

/// A sound id of the demo division.
fn citizen_id() -> impl Strategy<Value = String> {
    (day(), 0u32..1000).prop_map(|(day, serial)| {
        let body = format!("330299{}{serial:03}", day.to_string().replace('-', ""));
        let check = check_character(&body).unwrap();
        format!("{body}{check}")
    })
}

/// The characters from one place to another.
fn cut(text: &str, from: usize, to: usize) -> &str {
    text.get(from..to).unwrap()
}

fn full_width(text: &str) -> String {
    text.chars().map(|c| char::from_u32(c as u32 + 0xFEE0).unwrap()).collect()
}

proptest! {
    #[test]
    fn a_date_reads_back_in_every_form(day in day(), form in 0usize..7) {
        let (year, month, date) = (day.year(), day.month().unwrap(), day.day().unwrap());
        prop_assert_eq!(day.to_string().parse::<PartialDate>().ok(), Some(day), "ISO text is the date");
        prop_assert_eq!(PartialDate::from_days_since_1970(day.days_since_1970()), day, "so is the day number");
        let written = match form {
            0 => format!("{year}.{month}.{date}"),
            1 => format!("{year}-{month}-{date}"),
            2 => format!("{year}/{month:02}/{date:02}"),
            3 => format!("{year}年{month}月{date}日"),
            4 => format!("{year}{month:02}{date:02}"),
            5 => format!("{year}-{month:02}-{date:02} 00:00:00"),
            _ => format!("{year}．{month}．{date}"),
        };
        prop_assert_eq!(parse_written_date(&written, &DateContext::text(2100)).date, Some(day), "{}", written);
    }

    #[test]
    fn a_serial_is_its_day(serial in 61i32..60_000) {
        let read = parse_written_date(&serial.to_string(), &DateContext::number(2100));
        let year_like = (1850..=2150).contains(&serial);
        prop_assert_eq!(read.date == Some(PartialDate::from_days_since_1970(serial - 25_569)), !year_like, "1980 alone is a year");
    }

    #[test]
    fn a_sound_id_reads_back_however_it_is_dressed(id in citizen_id(), dress in 0usize..6) {
        let written = match dress {
            0 => id.clone(),
            1 => full_width(&id),
            2 => format!("'{}", id.to_lowercase()),
            3 => format!(" {} {} {}\u{3000}", cut(&id, 0, 6), cut(&id, 6, 14), cut(&id, 14, 18)),
            4 => format!("{id}（临）"),
            _ => id.replace('X', "*"),
        };
        let read = read_citizen_id(&written, CellForm::Text);
        prop_assert_eq!((read.text.as_deref(), read.state), (Some(id.as_str()), CitizenIdState::Ok), "{}", written);
    }

    #[test]
    fn a_changed_digit_is_noticed(id in citizen_id(), place in 14usize..17, by in 1u32..10) {
        let changed: String = id.chars().enumerate().map(|(index, c)| match c.to_digit(10) {
            Some(digit) if index == place => char::from_digit((digit + by) % 10, 10).unwrap(),
            _ => c,
        }).collect();
        let state = read_citizen_id(&changed, CellForm::Text).state;
        prop_assert!(state != CitizenIdState::Ok, "{} differs from {} in one digit", changed, id);
    }

    #[test]
    fn an_upgraded_number_is_sound(id in citizen_id().prop_filter("of the last century", |id| cut(id, 6, 8) == "19")) {
        let old = format!("{}{}", cut(&id, 0, 6), cut(&id, 8, 17));
        prop_assert_eq!(upgrade_fifteen_digit(&old), Some(id), "19 and the check character come back");
    }

    #[test]
    fn a_credit_code_reads_back(body in "9[123]330299[0-9A-HJ-NPQRTUWXY]{9}") {
        let check = credit_code_check_character(&body).unwrap();
        let read = read_credit_code(&full_width(&format!("{body}{check}")));
        prop_assert_eq!((read.text, read.state), (Some(format!("{body}{check}")), CreditCodeState::Ok), "width does not matter");
    }

    #[test]
    fn phones_read_back_in_any_company(mobiles in prop::collection::vec("1[3-9]00000[0-9]{4}", 1..4), between in prop::sample::select(vec![";", "、", "，", "/", "\n", " "])) {
        let mut distinct = mobiles.clone();
        distinct.sort();
        distinct.dedup();
        let mut read = read_phones(&mobiles.join(between), CellForm::Text).phones;
        read.sort();
        prop_assert_eq!(read, distinct, "parted by {:?}", between);
        let number = read_phones(&format!("{}.0", mobiles[0]), CellForm::Number);
        prop_assert_eq!(number.phones, vec![mobiles[0].clone()], "a numeric cell keeps eleven digits");
    }

    #[test]
    fn no_text_makes_a_reader_panic(text in ".{0,24}", form in form()) {
        let _ = (read_citizen_id(&text, form), read_credit_code(&text), read_phones(&text, form), read_relation(&text, None));
        let _ = (parse_written_date(&text, &DateContext { form, ..DateContext::text(2024) }), half_width(&text), split_people(&text));
        let _ = (mask_name(&text), mask_citizen_id(&text), mask_phone(&text), full_pinyin(&text), pinyin_initials(&text));
        if let Some(name) = read_name(&text).name {
            prop_assert_eq!(read_name(&name).name.is_some(), true, "a name that was read is a name");
        }
    }

    #[test]
    fn no_digits_make_a_reader_panic(text in "[-0-9.EeXx+年月日 /]{0,22}", form in form()) {
        let _ = (read_citizen_id(&text, form), read_phones(&text, form), parse_written_date(&text, &DateContext { form, ..DateContext::text(2024) }));
    }
}
