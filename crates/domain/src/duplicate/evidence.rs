//! What speaks for and against two records being about one person: a closed list, with its words.

use super::weight::weight;
use crate::code_list::code_list;

code_list! {
    /// One thing found in comparing two records. It names what was compared, never the values: the screen shows those
    /// side by side, masked as ever.
    Evidence {
        /// One citizen id; a 15-digit number and its 18-character form are one.
        SameCitizenId = "same_citizen_id", "公民身份号码相同", "Same citizen id";
        /// One slip of the hand apart: a digit, a missing one, two neighbours exchanged.
        CitizenIdOneDigitApart = "citizen_id_one_digit_apart",
            "公民身份号码只差一处（错一位、漏一位或相邻两位颠倒）",
            "Citizen ids one slip apart (a wrong, missing or exchanged digit)";
        /// Two or three places apart, and one of the two fails its checksum.
        CitizenIdNearlyAgrees = "citizen_id_nearly_agrees",
            "公民身份号码相近，且其中一个校验位不符",
            "Citizen ids nearly agree, and one fails its check digit";
        /// Two different numbers.
        CitizenIdDiffers = "citizen_id_differs", "公民身份号码不同", "Different citizen ids";
        /// One document of the same kind and number.
        SameDocument = "same_document", "证件种类和号码相同", "Same kind and number of document";
        /// Documents of one kind, one slip apart.
        DocumentOneCharacterApart = "document_one_character_apart",
            "同类证件号码只差一处",
            "Documents of one kind, one slip apart";
        /// Documents of one kind with different numbers; documents are renewed.
        DocumentDiffers = "document_differs",
            "同类证件号码不同（也可能是换证）",
            "Documents of one kind with different numbers (or renewed)";
        /// One name, whatever its width, case, dots or order of parts.
        SameName = "same_name", "姓名相同", "Same name";
        /// A former name of one is a name of the other.
        FormerNameMatches = "former_name_matches", "曾用名与姓名相符", "A former name matches";
        /// Other characters, same pinyin; or a name and its spelling in pinyin.
        NameSoundsAlike = "name_sounds_alike", "姓名读音相同、用字不同", "Names sound alike, written differently";
        /// Names in letters spelt alike.
        NameSpeltAlike = "name_spelt_alike", "外文姓名拼写相近", "Names spelt alike";
        /// The same but for a character nobody could read.
        NameFitsGap = "name_fits_gap", "姓名除无法辨认的字外相同", "Same name but for an unreadable character";
        /// One record has only a part of the other's name.
        NamePartMissing = "name_part_missing", "一方姓名只有另一方的一部分", "One record has only part of the name";
        /// One character differs: a slip, or a brother, sister, twin.
        NameDiffersByOneCharacter = "name_differs_by_one_character",
            "姓名差一个字（可能是笔误，也可能是兄弟姐妹）",
            "Names differ by one character (a slip, or a brother or sister)";
        /// One part of the name agrees, another does not.
        NamePartDiffers = "name_part_differs", "姓名只有一部分相同", "Only part of the name agrees";
        /// Two different names.
        NameDiffers = "name_differs", "姓名不同", "Different names";
        /// One birth date, to the day.
        SameBirth = "same_birth", "出生日期相同", "Same birth date";
        /// Both on 1 January of one year, which is often written where only the year is known.
        SameBirthNewYearsDay = "same_birth_new_years_day",
            "出生日期同为1月1日（常为代填）",
            "Both born on 1 January (often a stand-in)";
        /// Month and day exchanged.
        BirthDayMonthSwapped = "birth_day_month_swapped", "出生月、日互换", "Month and day of birth exchanged";
        /// They agree as far as the less exact of the two goes, to the month.
        BirthAgreesToMonth = "birth_agrees_to_month",
            "出生年月相同，一方未记日",
            "Birth agrees to the month; one has no day";
        /// They agree as far as the less exact of the two goes, to the year.
        BirthAgreesToYear = "birth_agrees_to_year",
            "出生年份相同，一方未记月日",
            "Birth agrees to the year; one has no month and day";
        /// One digit of the eight differs, or two neighbours are exchanged.
        BirthOneDigitApart = "birth_one_digit_apart", "出生日期只差一处", "Birth dates one slip apart";
        /// Month and day agree, the year does not.
        BirthYearDiffers = "birth_year_differs", "出生月日相同、年份不同", "Same month and day of birth, another year";
        /// The year agrees, month and day do not: a lunar date, or another person.
        BirthSameYear = "birth_same_year",
            "出生年份相同、月日不同（可能是农历）",
            "Same year of birth, another month or day (perhaps lunar)";
        /// Two different birth dates.
        BirthDiffers = "birth_differs", "出生日期不同", "Different birth dates";
        /// Different sex.
        SexDiffers = "sex_differs", "性别不同", "Different sex";
        /// A phone in common.
        SharedPhone = "shared_phone", "有相同的电话", "A phone in common";
        /// One household register address, down to the number.
        HukouAddressAgrees = "hukou_address_agrees", "户籍地址相同", "Same household register address";
        /// Household register addresses written alike.
        HukouAddressSimilar = "hukou_address_similar", "户籍地址相近", "Similar household register addresses";
        /// Two different household register addresses; people move.
        HukouAddressDiffers = "hukou_address_differs",
            "户籍地址不同（也可能迁移过）",
            "Different household register addresses (or moved)";
    }
}

/// Which way a piece of evidence points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// The two records may be about one person.
    For,
    /// They may be about two.
    Against,
}

impl Evidence {
    /// Whether it speaks for or against one person.
    pub const fn side(self) -> Side {
        if weight(self).alone > 0 { Side::For } else { Side::Against }
    }
}
