//! E-mail addresses: checked for what a slip of the hand breaks, no further.

use super::search::half_width;
use super::{Cell, Fault, Found, Kind, Reading, Stored, Value};
use crate::say;
use crate::words::Say;

/// An address, its domain in lower case.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Email(String);

impl Email {
    /// Reads an address in either width.
    ///
    /// # Errors
    /// Says what is missing or too much.
    pub fn read(text: &str) -> Result<Self, Fault> {
        let text = half_width(text);
        let text = text.trim();
        let text = text.strip_prefix("mailto:").unwrap_or(text);
        if text.contains(char::is_whitespace) {
            return Err(Fault::Wrong(say!(
                "an e-mail address has no spaces in it",
                "邮箱地址里不能有空格"
            )));
        }
        let Some((local, domain)) = text.split_once('@') else {
            return Err(expected());
        };
        if domain.contains('@') {
            return Err(Fault::Wrong(say!(
                "an e-mail address has one @: give one address",
                "邮箱地址只有一个 @，请只填一个地址"
            )));
        }
        let domain = domain.replace('。', ".").to_lowercase();
        match local_is_sound(local) && text.len() <= 254 {
            true => match domain_fault(&domain) {
                None => Ok(Email(format!("{local}@{domain}"))),
                Some(say) => Err(Fault::Wrong(say)),
            },
            false => Err(expected()),
        }
    }

    /// The address.
    pub fn code(&self) -> String {
        self.0.clone()
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address with its name hidden: `zh***@example.com`.
    pub fn masked(&self) -> String {
        let (local, domain) = self.0.split_once('@').unwrap_or((&self.0, ""));
        let keep = (local.chars().count() / 2).min(2);
        let head: String = local.chars().take(keep).collect();
        format!("{head}***@{domain}")
    }
}

fn expected() -> Fault {
    Fault::Expected(say!(
        "an e-mail address such as zhang@example.com",
        "邮箱地址，例如 zhang@example.com"
    ))
}

fn local_is_sound(local: &str) -> bool {
    !local.is_empty()
        && local.len() <= 64
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..")
        && !local
            .chars()
            .any(|c| c.is_control() || "\"(),:;<>[]\\，；、".contains(c))
}

fn domain_fault(domain: &str) -> Option<Say> {
    let Some((_, top)) = domain.rsplit_once('.') else {
        return Some(say!(
            "the domain {domain:?} has no dot: something like example.com follows the @",
            "域名“{domain}”里没有点：@ 后面应像 example.com"
        ));
    };
    let sound = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    let whole = domain.split('.').all(sound);
    let named = top.chars().count() >= 2 && top.chars().any(char::is_alphabetic);
    (!whole || !named).then(|| {
        say!(
            "{domain:?} cannot be a domain: something like example.com follows the @",
            "“{domain}”不是域名：@ 后面应像 example.com"
        )
    })
}

impl Value for Email {
    const KIND: Kind = Kind::Email;

    fn parse(text: &str, _: &Reading<'_>) -> Result<Self, Fault> {
        Self::read(text)
    }

    fn cell(&self) -> Cell {
        Cell::Email(self.clone())
    }

    fn store(&self) -> Stored {
        Stored::Text(self.0.clone())
    }

    fn load(found: Found<'_>) -> Option<Self> {
        match found {
            Found::Text(text) => Self::read(text).ok().filter(|email| email.0 == text),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn addresses_are_tidied() {
        for (text, code) in [
            (" Zhang.Wei@Example.COM ", "Zhang.Wei@example.com"),
            ("zhang＠example.com", "zhang@example.com"),
            ("mailto:a+b@mail.example.com.cn", "a+b@mail.example.com.cn"),
            ("张伟@例子.中国", "张伟@例子.中国"),
            ("zhang@example。com", "zhang@example.com"),
        ] {
            assert_eq!(Email::read(text).unwrap().code(), code);
        }
    }

    #[test]
    fn slips_are_refused() {
        for text in [
            "",
            "@",
            "zhang",
            "zhang@",
            "@example.com",
            "zhang@example",
            "zhang@example.",
            "zhang@.com",
            "zhang@exam ple.com",
            "a@b@example.com",
            "a..b@example.com",
            "a,b@example.com",
            "a@example.c",
            "a@1.2.3.4",
            "a@-x.com",
            "<a@x.com>",
        ] {
            assert!(Email::read(text).is_err(), "{text}");
        }
    }

    #[test]
    fn names_are_hidden() {
        for (text, masked) in [
            ("zhangwei@example.com", "zh***@example.com"),
            ("ab@example.com", "a***@example.com"),
            ("a@example.com", "***@example.com"),
            ("张伟丽娜@example.com", "张伟***@example.com"),
        ] {
            assert_eq!(Email::read(text).unwrap().masked(), masked);
        }
    }

    proptest! {
        #[test]
        fn what_is_read_is_read_again(text in "[a-zA-Z0-9.+_张＠]{0,6}@[a-zA-Z0-9.-]{0,6}[.。][a-zA-Zİ中]{1,3}") {
            if let Ok(email) = Email::read(&text) {
                prop_assert_eq!(&Email::read(&email.cell().code(chrono_tz::UTC)).unwrap(), &email);
                prop_assert_eq!(Email::load(Found::Text(&email.code())), Some(email));
            }
        }

        #[test]
        fn sound_addresses_pass(local in "[a-z0-9]{1,8}([._+-][a-z0-9]{1,4}){0,2}", domain in "[a-z0-9]{1,8}(-[a-z]{1,3})?\\.(com|cn|com\\.cn)") {
            let email = Email::read(&format!("{local}@{domain}"));
            prop_assert!(email.is_ok());
        }

        #[test]
        fn any_text_is_read_or_refused(text in any::<String>()) {
            let _ = Email::read(&text).map(|email| email.masked());
        }
    }
}
