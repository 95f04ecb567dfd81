//! Ids that went through a spreadsheet number: a double keeps 15 digits, the display often six.

use super::CellForm;

/// What is left of the digits.
pub(super) enum Kept {
    /// Every digit: the number had at most 15.
    All(String),
    /// Only the leading ones; the last were zeroed or rounded.
    Leading(String),
}

/// Recognises `3.30299E+17` in any cell, and plain digits in a numeric one. `None`: the text is to be read as it stands.
pub(super) fn kept_digits(cleaned: &str, form: CellForm) -> Option<Kept> {
    if let Some((mantissa, exponent)) = cleaned.split_once('E') {
        return scientific(mantissa, exponent);
    }
    if form == CellForm::Text {
        return None;
    }
    let whole = match cleaned.split_once('.') {
        Some((whole, decimals)) if decimals.bytes().all(|byte| byte == b'0') => whole,
        Some(_) => return None,
        None => cleaned,
    };
    if whole.is_empty() || !whole.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    if whole.len() <= 15 {
        return Some(Kept::All(whole.to_owned()));
    }
    whole.get(..15).map(|leading| Kept::Leading(leading.to_owned()))
}

fn scientific(mantissa: &str, exponent: &str) -> Option<Kept> {
    let exponent: usize = exponent.trim_start_matches('+').parse().ok()?;
    let (first, decimals) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits_only = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if first.len() != 1 || !digits_only(first) || !digits_only(decimals) || exponent > 20 {
        return None;
    }
    let digits = format!("{first}{decimals}");
    // 3.30299650304406E+14: all fifteen digits of an old number are there.
    if exponent == 14 && digits.len() == 15 {
        return Some(Kept::All(digits));
    }
    Some(Kept::Leading(padded(&digits, exponent)))
}

/// Sixteen zeros may stand at the end of a mantissa of a double; zeros cut from the mantissa are digits all the same
/// once the display is a full 15-digit one, which cannot be told from six digits displayed. So nothing is padded unless
/// more than the display's six digits stand there.
fn padded(digits: &str, exponent: usize) -> String {
    if digits.len() <= 6 {
        return digits.to_owned();
    }
    let wanted = 15.min(exponent + 1);
    format!("{digits:0<wanted$}").chars().take(wanted).collect()
}
