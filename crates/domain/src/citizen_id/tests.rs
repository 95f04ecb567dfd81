use super::*;

fn text(raw: &str) -> CitizenIdReading {
    read_citizen_id(raw, CellForm::Text)
}

#[test]
fn a_sound_number_tells_birth_sex_and_division() {
    let id = text("330299196503044061");
    assert_eq!((id.state, id.sex), (CitizenIdState::Ok, Some(Sex::Female)), "digit 17 is even: 女");
    assert_eq!(id.birth_date.unwrap().to_string(), "1965-03-04", "digits 7 to 14");
    assert_eq!(
        (id.prefix, id.cleaned),
        (DivisionPrefix::Demo, false),
        "330299 is the demo division, nothing was mended"
    );
    assert_eq!(text("11010519491231002X").state, CitizenIdState::Ok, "the standard's own example");
}

#[test]
fn slips_of_the_hand_are_mended_and_said() {
    for raw in [
        "３３０２９９１９６３０５２５２９２７",
        " 330299196305252927\u{3000}",
        "'330299196305252927",
        "330299 19630525 2927",
        "330299196305252927(临)",
        "330299196305252927（临）",
        "33O299196305252927",
        "330299l96305252927",
        "身份证号：330299196305252927",
    ] {
        let id = text(raw);
        assert_eq!(id.text.as_deref(), Some("330299196305252927"), "{raw:?} means this number");
        assert_eq!((id.state, id.cleaned), (CitizenIdState::Ok, true), "{raw:?} was mended and says so");
        assert_eq!(id.as_written, raw, "the cell is kept as it was");
    }
    for raw in ["33029919650329225*", "33029919650329225x", "33029919650329225×"] {
        assert_eq!(text(raw).text.as_deref(), Some("33029919650329225X"), "{raw} ends in X");
    }
}

#[test]
fn a_number_cut_by_a_spreadsheet_is_never_completed() {
    for (raw, form, birth) in [
        ("3.69982E+17", CellForm::Text, None),
        ("3.69982E+17", CellForm::Number, None),
        ("3.69982196404181e+17", CellForm::Number, Some("1964-04-18")),
        ("369982196404181000", CellForm::Number, Some("1964-04-18")),
        ("369982196404180992", CellForm::Number, Some("1964-04-18")),
        ("3.699821964032E+17", CellForm::Number, Some("1964-03-20")),
    ] {
        let id = read_citizen_id(raw, form);
        assert_eq!((id.state, id.text), (CitizenIdState::PrecisionLost, None), "{raw} as {form:?} has lost digits");
        assert_eq!(id.division.as_deref(), Some("369982"), "the division is left");
        assert_eq!(
            id.birth_date.map(|date| date.to_string()).as_deref(),
            birth,
            "and the birth date where fifteen digits are"
        );
        assert_eq!(id.sex, None, "digit 17 is gone");
    }
    assert_eq!(
        text("330299194104123000").state,
        CitizenIdState::PrecisionLost,
        "text that ends in 000 and fails the check"
    );
    let old = read_citizen_id("330299650304406", CellForm::Number);
    assert_eq!(old.state, CitizenIdState::FifteenDigit, "fifteen digits survive a double");
}

#[test]
fn fifteen_digits_are_kept_and_an_upgrade_offered() {
    let id = text("330299651217302");
    assert_eq!(id.text.as_deref(), Some("330299651217302"), "kept as written");
    assert_eq!(id.upgrade_offer.as_deref(), Some("330299196512173025"), "19 put in, check character added");
    assert_eq!(text("330299051217998").upgrade_offer, None, "998 marks a birth before 1900: the century is not known");
}

#[test]
fn what_is_wrong_is_kept_as_written() {
    let bad = text("439987198304157463");
    assert_eq!((bad.state, bad.text.as_deref()), (CitizenIdState::BadChecksum, Some("439987198304157463")), "kept");
    assert_eq!((bad.birth_date, bad.sex), (None, None), "an unsound number vouches for nothing");
    assert_eq!(text("32262519961119324").state, CitizenIdState::Malformed, "17 digits");
    assert_eq!(text("32262519961119324").text.as_deref(), Some("32262519961119324"), "kept as written");
    assert_eq!(text("330299199613010019").state, CitizenIdState::Malformed, "no thirteenth month");
    for raw in ["", "  ", "无", "-", "不详"] {
        assert_eq!(text(raw).state, CitizenIdState::Missing, "{raw:?} says there is none");
    }
}

#[test]
fn permits_of_hong_kong_macao_and_taiwan_use_the_same_check() {
    assert_eq!(text("810000199408230021").kind, DocumentKind::HongKongMacao, "prefix 810000");
    assert_eq!(text("830000199201300022").kind, DocumentKind::Taiwan, "prefix 830000");
    assert_eq!(
        text("830000199201300022").prefix,
        DivisionPrefix::Known,
        "830000 is no division, but no mistake either"
    );
    assert_eq!(text("830000199201300022").state, CitizenIdState::Ok, "the check holds");
}

#[test]
fn an_abolished_division_is_fine_and_an_unknown_one_is_said() {
    assert_eq!(DivisionPrefix::of("330204"), DivisionPrefix::Abolished, "江东区 ended in 2016");
    assert_eq!(DivisionPrefix::of("330203"), DivisionPrefix::Known, "海曙区");
    assert_eq!(DivisionPrefix::of("369982"), DivisionPrefix::Unknown, "never assigned");
}
