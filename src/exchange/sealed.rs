//! Files that only one reader can open, in the format of `age`: to public keys,
//! with the secret key that belongs to one of them.

use std::io::{Read as _, Write};
use std::str::FromStr as _;

use age::secrecy::ExposeSecret as _;
pub use age::x25519::{Identity, Recipient};

use crate::problem::{Exit, Failure, Problem};
use crate::say;

/// How every sealed file begins.
const MARK: &[u8] = b"age-encryption.org/";

/// Whether these bytes are sealed.
pub fn is_sealed(bytes: &[u8]) -> bool {
    bytes.starts_with(MARK)
}

/// Whether a word is meant as a public key, and not as the name of a file.
pub fn is_key(word: &str) -> bool {
    word.starts_with("age1")
}

/// The lines of a file of keys that are no remarks.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The public keys in a text, one a line.
///
/// # Errors
/// Where a line is none, or there is no line.
pub fn recipients(text: &str) -> Result<Vec<Recipient>, Problem> {
    let keys: Result<Vec<_>, _> = lines(text)
        .map(|line| {
            Recipient::from_str(line).map_err(|_| {
                // A secret key must not be shown to whoever looks on.
                let line: String = line.chars().take(8).collect();
                Problem::usage(say!(
                    "“{line}…” is no public key; one begins with age1",
                    "“{line}…”不是公钥；公钥以 age1 开头"
                ))
                .hint(say!(
                    "whoever is to read the file makes one with: kehu key new",
                    "请由收件人用 kehu key new 生成并告知公钥"
                ))
            })
        })
        .collect();
    match keys? {
        keys if keys.is_empty() => Err(Problem::usage(say!(
            "there is no public key in it",
            "其中没有公钥"
        ))),
        keys => Ok(keys),
    }
}

/// The secret keys in a text, one a line.
///
/// # Errors
/// Where a line is none, or there is no line.
pub fn identities(text: &str) -> Result<Vec<Identity>, Problem> {
    let keys: Result<Vec<_>, _> = lines(text).map(Identity::from_str).collect();
    match keys {
        Ok(keys) if !keys.is_empty() => Ok(keys),
        _ => Err(Problem::usage(say!(
            "holds no secret key; one begins with AGE-SECRET-KEY-1",
            "其中没有密钥；密钥以 AGE-SECRET-KEY-1 开头"
        ))
        .hint(say!(
            "make one with: kehu key new",
            "可用 kehu key new 生成"
        ))),
    }
}

/// A new secret key, and the public key that belongs to it.
pub fn new_key() -> (String, String) {
    let identity = Identity::generate();
    let secret = identity.to_string().expose_secret().to_owned();
    (secret, identity.to_public().to_string())
}

/// The public keys of secret ones.
pub fn public(identities: &[Identity]) -> Vec<String> {
    let keys = identities.iter();
    keys.map(|key| key.to_public().to_string()).collect()
}

/// What is written to the result can be read by the recipients alone; it must
/// be finished in the end.
///
/// # Errors
/// When it cannot be written.
pub fn seal<W: Write>(
    to: W,
    recipients: &[Recipient],
) -> Result<age::stream::StreamWriter<W>, Failure> {
    let recipients = recipients.iter().map(|one| one as &dyn age::Recipient);
    let sealing = age::Encryptor::with_recipients(recipients).map_err(anyhow::Error::new)?;
    Ok(sealing.wrap_output(to)?)
}

/// What a sealed file holds.
///
/// # Errors
/// Where none of the keys opens it, or it is damaged.
pub fn unseal(bytes: &[u8], identities: &[Identity]) -> Result<Vec<u8>, Problem> {
    let sealed = age::Decryptor::new_buffered(bytes).map_err(|_| super::bundle::damaged())?;
    if sealed.is_scrypt() {
        return Err(Problem::usage(say!(
            "is locked with a passphrase, which kehu does not ask for",
            "以口令加密，kehu 无法读取"
        ))
        .hint(say!(
            "open it with age first, or have it encrypted to your key: kehu key show",
            "请先用 age 解密，或请对方加密给您的公钥（kehu key show）"
        )));
    }
    let keys = identities.iter().map(|key| key as &dyn age::Identity);
    let mut open = sealed.decrypt(keys).map_err(|why| match why {
        age::DecryptError::NoMatchingKeys => not_for_you(),
        _ => super::bundle::damaged(),
    })?;
    let mut held = Vec::new();
    open.read_to_end(&mut held)
        .map_err(|_| super::bundle::damaged())?;
    Ok(held)
}

fn not_for_you() -> Problem {
    Problem::new(
        Exit::Refused,
        say!(
            "was encrypted for another key than yours",
            "并非加密给您的密钥"
        ),
    )
    .hint(say!(
        "tell your public key (kehu key show), or name the right secret key: --identity FILE",
        "请把您的公钥（kehu key show）告知对方，或用 --identity 文件 指定正确的密钥"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sealed(text: &[u8], to: &str) -> Vec<u8> {
        let mut writer = seal(Vec::new(), &recipients(to).unwrap()).unwrap();
        writer.write_all(text).unwrap();
        writer.finish().unwrap()
    }

    #[test]
    fn only_the_right_key_opens_it() {
        let (secret, public) = new_key();
        let (other, _) = new_key();
        let bytes = sealed(b"rows", &format!("# the boss\n{public}\n"));
        assert!(is_sealed(&bytes) && is_key(&public));
        let own = identities(&format!("# mine\n{secret}\n")).unwrap();
        assert_eq!(super::public(&own), [public]);
        assert_eq!(unseal(&bytes, &own).unwrap(), b"rows");
        let wrong = unseal(&bytes, &identities(&other).unwrap()).unwrap_err();
        assert_eq!(wrong.exit, Exit::Refused);
        for cut in [20, bytes.len() - 1] {
            assert_eq!(unseal(&bytes[..cut], &own).unwrap_err().exit, Exit::Store);
        }
    }

    #[test]
    fn a_secret_key_given_for_a_public_one_is_not_shown() {
        let (secret, _) = new_key();
        let problem = recipients(&secret).unwrap_err();
        assert!(!problem.what.en.contains(&secret[..16]), "{problem:?}");
        assert!(identities("age1abc").is_err() && recipients("# none\n").is_err());
    }
}
