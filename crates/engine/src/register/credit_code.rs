//! 统一社会信用代码: 18 characters with a check character, by GB 32100-2015. Never asks a registry whether it exists.

/// The 31 characters of the standard in the order of their values; I, O, S, V and Z are not used.
const CHARACTERS: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
const LENGTH: usize = 18;

/// Why a text is not a code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CreditCodeFault {
    #[error("统一社会信用代码应为 18 位，填的是 {found} 位；请对照营业执照")]
    Length { found: usize },
    #[error(
        "统一社会信用代码第 {place} 位“{found}”不应出现；代码只用数字和大写字母，不用 I、O、S、V、Z，请对照营业执照"
    )]
    Character { place: usize, found: char },
    /// The right check character is not told, so that nobody makes a wrong code fit.
    #[error("统一社会信用代码校验不通过，其中至少有一位写错；请对照营业执照逐位核对")]
    CheckDigit,
}

/// The check character of the first seventeen; nothing when one of them is not of the standard.
///
/// Weights are 3^(i−1) mod 31 (GB 32100-2015, 附录 A).
pub fn check_digit(first_seventeen: &str) -> Option<char> {
    if first_seventeen.len() != LENGTH - 1 {
        return None;
    }
    let mut weight = 1;
    let mut sum = 0;
    for byte in first_seventeen.bytes() {
        sum += CHARACTERS.iter().position(|known| *known == byte)? * weight;
        weight = weight * 3 % 31;
    }
    Some(char::from(CHARACTERS[(31 - sum % 31) % 31]))
}

/// The code as it is stored: narrow, upper case, without spaces and hyphens that people put in to read it.
pub fn checked_credit_code(text: &str) -> Result<String, CreditCodeFault> {
    let code: String = super::width::narrowed(text)
        .chars()
        .filter(|letter| !letter.is_whitespace() && *letter != '-')
        .map(|letter| letter.to_ascii_uppercase())
        .collect();
    let found = code.chars().count();
    if found != LENGTH {
        return Err(CreditCodeFault::Length { found });
    }
    let wrong =
        code.chars().enumerate().find(|(_, letter)| !letter.is_ascii() || !CHARACTERS.contains(&(*letter as u8)));
    if let Some((place, found)) = wrong {
        return Err(CreditCodeFault::Character { place: place + 1, found });
    }
    let (first, last) = code.split_at(LENGTH - 1);
    if check_digit(first).map(|digit| digit.to_string()).as_deref() != Some(last) {
        return Err(CreditCodeFault::CheckDigit);
    }
    Ok(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Codes as firms and offices print them on their own pages.
    const PUBLISHED: [&str; 9] = [
        "91330100799655058B",
        "9144030071526726XG",
        "91440300708461136T",
        "914403001922038216",
        "91100000100003962T",
        "91110000802100433B",
        "91370200264574251E",
        "913700007456765902",
        "11370800004234373R",
    ];

    #[test]
    fn published_codes_are_valid() {
        for code in PUBLISHED {
            assert_eq!(checked_credit_code(code).as_deref(), Ok(code));
        }
    }

    #[test]
    fn any_one_wrong_character_and_any_swap_of_neighbours_is_found() {
        for code in PUBLISHED {
            for place in 0..LENGTH {
                for other in CHARACTERS {
                    let mut bytes = code.as_bytes().to_vec();
                    if bytes[place] == *other {
                        continue;
                    }
                    bytes[place] = *other;
                    let text = String::from_utf8(bytes).unwrap();
                    assert_eq!(checked_credit_code(&text), Err(CreditCodeFault::CheckDigit), "{text}");
                }
                let mut bytes = code.as_bytes().to_vec();
                if place + 1 < LENGTH && bytes[place] != bytes[place + 1] {
                    bytes.swap(place, place + 1);
                    let text = String::from_utf8(bytes).unwrap();
                    assert_eq!(checked_credit_code(&text), Err(CreditCodeFault::CheckDigit), "{text}");
                }
            }
        }
    }

    #[test]
    fn the_way_of_writing_does_not_matter_but_letters_do() {
        assert_eq!(checked_credit_code("９１３７００００７４５６７６５９０２").as_deref(), Ok("913700007456765902"));
        assert_eq!(checked_credit_code(" 91330100-79965505-8b ").as_deref(), Ok("91330100799655058B"));
        assert_eq!(checked_credit_code("9137000074567659"), Err(CreditCodeFault::Length { found: 16 }));
        let error = checked_credit_code("9133O100799655058B").unwrap_err();
        assert_eq!(error, CreditCodeFault::Character { place: 5, found: 'O' });
    }
}
