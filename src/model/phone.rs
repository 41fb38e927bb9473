//! A telephone number that can be rung from the United Kingdom.
//!
//! In: the text of one number as somebody typed it. Out: [`Phone`], with the digits, how they are grouped on a page, what to
//! dial, and what kind of call it is.
//! Never tells whether anybody answers, and never keeps the typed spacing: every number is shown as the UK groups it.

mod plan;
mod read;

use crate::model::value::ValueError;

/// A number of the UK (with Guernsey, Jersey and the Isle of Man, which share its plan), or a short code such as 999 or 116 123.
///
/// Numbers reserved for drama are numbers like any other here, though nobody can be rung on them: see [`Phone::is_reserved_for_drama`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Phone {
    /// Digits only, as dialled inside the UK: starts with 0, or is one of the short codes of [`plan::is_short_code`].
    digits: String,
}

impl Phone {
    /// Reads a number in any common spacing: `01603 326252`, `(01603) 326-252`, `+44 (0)1603 326252`.
    ///
    /// # Errors
    ///
    /// `phone-invalid` for too few or too many digits, words, an extension, two numbers, a number of another country or one
    /// the UK's plan does not have; `value-sentinel` for `TBC` and the like.
    pub fn parse(typed: &str) -> Result<Self, ValueError> {
        read::digits(typed).map(|digits| Self { digits })
    }

    /// Returns the digits as dialled inside the UK, without spaces: `01603326252`, `999`.
    #[must_use]
    pub fn digits(&self) -> &str {
        &self.digits
    }

    /// Returns the number grouped for reading aloud: `01603 326 252`, `020 7946 0000`, `116 123`.
    #[must_use]
    pub fn display(&self) -> String {
        let mut shown = String::new();
        let mut rest = self.digits.as_str();
        for length in plan::groups(&self.digits) {
            let (group, after) = rest.split_at((*length).min(rest.len()));
            if !shown.is_empty() && !group.is_empty() {
                shown.push(' ');
            }
            shown.push_str(group);
            rest = after;
        }
        shown + rest
    }

    /// Returns what a `tel:` link dials: `+441603326252` for a number, the digits themselves for a short code (RFC 3966 5.1.4
    /// and 5.1.5: global where a number has a global form).
    #[must_use]
    pub fn tel(&self) -> String {
        match self.digits.strip_prefix('0') {
            Some(national) => format!("+44{national}"),
            None => self.digits.clone(),
        }
    }

    /// Tells whether a call costs nothing from every UK phone.
    ///
    /// 0800 and 0808 are free from landlines and mobiles since 1 July 2015, and 116 numbers are always free
    /// (Ofcom, National Telephone Numbering Plan, part A1); 999 and 112 always were; 111 is; 101 is since 1 April 2020
    /// (Home Office, 31 March 2020); 105 and 18000 are.
    #[must_use]
    pub fn is_free(&self) -> bool {
        plan::is_free(&self.digits)
    }

    /// Tells whether a call costs more than one to an ordinary number: 084, 087, 09 and 118, whose callers pay a service charge
    /// on top of the access charge (Ofcom, "UK Calling" rules in force since 1 July 2015).
    #[must_use]
    pub fn is_premium(&self) -> bool {
        ["084", "087", "09", "118"].iter().any(|start| self.digits.starts_with(start))
    }

    /// Tells whether Ofcom keeps this number free for television and radio drama, so that it reaches nobody.
    ///
    /// Right in an example, never on a page for families (Ofcom, "Telephone numbers for use in TV and radio drama programmes").
    #[must_use]
    pub fn is_reserved_for_drama(&self) -> bool {
        plan::is_reserved_for_drama(&self.digits)
    }

    /// Tells whether this is a short code, which has no `+44` form.
    #[must_use]
    pub fn is_short_code(&self) -> bool {
        !self.digits.starts_with('0')
    }

    /// Tells whether this is a code of five digits that takes text messages only, such as 85258.
    #[must_use]
    pub fn is_text_only(&self) -> bool {
        plan::is_text_code(&self.digits)
    }

    /// Tells whether the area code was cut off at the wrong place in `typed`, the text this number was read from: `0160 332 6252`
    /// for `01603 326 252`.
    ///
    /// Such a number is right to dial and wrong to read aloud, and a caller from the same town cannot leave out the area code.
    /// No spaces at all, or other spaces after the area code, do no harm.
    #[must_use]
    pub fn grouping_differs(&self, typed: &str) -> bool {
        if self.is_short_code() {
            return false;
        }
        let first = plan::groups(&self.digits).first().copied().unwrap_or(self.digits.len());
        let Some(typed_first) = read::first_group(typed) else { return false };
        typed_first != first && typed_first < self.digits.len()
    }
}

#[cfg(test)]
mod tests {
    use super::Phone;

    fn phone(typed: &str) -> Phone {
        Phone::parse(typed).unwrap_or_else(|error| panic!("{typed:?}: {error:?}"))
    }

    #[test]
    fn every_kind_of_number_is_grouped_as_the_uk_does() {
        let table = [
            ("01603326252", "01603 326 252", "+441603326252"),
            ("0160 332 6252", "01603 326 252", "+441603326252"),
            ("(01603) 326-252", "01603 326 252", "+441603326252"),
            ("+44 (0)1603 326252", "01603 326 252", "+441603326252"),
            ("+44 1603 326252", "01603 326 252", "+441603326252"),
            ("0044 1603 326252", "01603 326 252", "+441603326252"),
            ("44 1603 326252", "01603 326 252", "+441603326252"),
            ("01603\u{a0}326\u{2011}252", "01603 326 252", "+441603326252"),
            ("01603.326.252", "01603 326 252", "+441603326252"),
            ("Tel: 01603 326252", "01603 326 252", "+441603326252"),
            ("tel:+441603326252", "01603 326 252", "+441603326252"),
            ("0208 331 4760", "020 8331 4760", "+442083314760"),
            ("02079460000", "020 7946 0000", "+442079460000"),
            ("028 9649 6123", "028 9649 6123", "+442896496123"),
            ("01134960000", "0113 496 0000", "+441134960000"),
            ("01214960999", "0121 496 0999", "+441214960999"),
            ("01632960123", "01632 960 123", "+441632960123"),
            ("07700 900123", "07700 900 123", "+447700900123"),
            ("08081688248", "0808 168 8248", "+448081688248"),
            ("0300 063 2100", "0300 063 2100", "+443000632100"),
            ("08082000247", "0808 2000 247", "+448082000247"),
            ("0800 012 1539", "0800 012 1539", "+448000121539"),
            ("0800 111111", "0800 111 111", "+44800111111"),
            ("0800 1111", "0800 1111", "+448001111"),
            ("08454647", "0845 46 47", "+448454647"),
            ("0845 300 1423", "0845 300 1423", "+448453001423"),
            ("0169772345", "016977 2345", "+44169772345"),
            ("016977 31234", "016977 31234", "+441697731234"),
            ("015396 20123", "015396 20123", "+441539620123"),
            ("01204 61234", "01204 61234", "+44120461234"),
            ("01624 661234", "01624 661 234", "+441624661234"),
            ("116123", "116 123", "116123"),
            ("116 000", "116 000", "116000"),
            ("9 9 9", "999", "999"),
            ("101", "101", "101"),
            ("18000", "18000", "18000"),
            ("85258", "85258", "85258"),
            ("118 500", "118 500", "118500"),
        ];
        for (typed, display, tel) in table {
            let phone = phone(typed);
            assert_eq!((phone.display().as_str(), phone.tel().as_str()), (display, tel), "{typed:?}");
            assert_eq!(Phone::parse(display).as_ref(), Ok(&phone), "shown form of {typed:?}");
            assert!(!phone.grouping_differs(display), "{typed:?}");
        }
    }

    #[test]
    fn cost_follows_the_first_digits() {
        for free in
            ["0800 012 1539", "0808 168 8248", "116 123", "999", "112", "101", "111", "105", "18000", "0800 1111"]
        {
            assert!(phone(free).is_free() && !phone(free).is_premium(), "{free}");
        }
        for charged in ["01743 245365", "0300 063 2100", "07700 900123", "020 7946 0000", "159", "0345 300 1423"] {
            assert!(!phone(charged).is_free() && !phone(charged).is_premium(), "{charged}");
        }
        for premium in ["0909 879 0123", "0870 120 3000", "0845 300 1423", "118 500"] {
            assert!(!phone(premium).is_free() && phone(premium).is_premium(), "{premium}");
        }
    }

    #[test]
    fn drama_numbers_are_known() {
        let drama = [
            "01632 960000",
            "01632 960999",
            "020 7946 0000",
            "020 7946 0999",
            "07700 900000",
            "0808 157 0123",
            "03069 990123",
            "0909 879 0123",
            "0113 496 0123",
            "0118 496 0999",
            "0161 496 0000",
            "0191 498 0123",
            "028 9649 6000",
            "029 2018 0123",
        ];
        for typed in drama {
            assert!(phone(typed).is_reserved_for_drama(), "{typed}");
        }
        for typed in ["020 7946 1000", "01603 326252", "0161 496 1000", "0808 168 8248", "999"] {
            assert!(Phone::parse(typed).is_ok_and(|phone| !phone.is_reserved_for_drama()), "{typed}");
        }
    }

    #[test]
    fn wrong_area_codes_are_noticed_and_other_spacing_is_not() {
        for (typed, differs) in [
            ("0160 332 6252", true),
            ("0208 331 4760", true),
            ("+44 160 332 6252", true),
            ("(0208) 3314760", true),
            ("0770 0900 123", true),
            ("01603326252", false),
            ("01603 326252", false),
            ("(01603) 32 62 52", false),
            ("+44 (0)1603 326252", false),
            ("+441603 326252", false),
            ("0800 80 80 80", false),
            ("0808 808 2003", false),
            ("9 9 9", false),
        ] {
            assert_eq!(phone(typed).grouping_differs(typed), differs, "{typed:?}");
        }
    }
}
