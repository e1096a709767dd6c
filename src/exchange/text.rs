//! Bytes of a file as text: UTF-8, UTF-16 with its mark, or GB18030, which is
//! what Excel saves in China. Strict: a file that fits none of them is refused.

use encoding_rs::{GB18030, UTF_16BE, UTF_16LE};

use crate::problem::Problem;
use crate::say;

/// How a file's text was encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    /// GBK and GB2312 are parts of it.
    Gb18030,
    Utf16Le,
    Utf16Be,
}

impl Encoding {
    pub const fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "UTF-8",
            Encoding::Gb18030 => "GB18030",
            Encoding::Utf16Le => "UTF-16LE",
            Encoding::Utf16Be => "UTF-16BE",
        }
    }
}

/// The text of a file, without its byte-order mark, and how it was encoded.
///
/// # Errors
/// Where the bytes are no text in any of these encodings.
pub fn decode(bytes: &[u8]) -> Result<(String, Encoding), Problem> {
    let (encoding, text) = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => (Encoding::Utf8, utf8(rest)),
        [0xFF, 0xFE, rest @ ..] => (Encoding::Utf16Le, strict(UTF_16LE, rest)),
        [0xFE, 0xFF, rest @ ..] => (Encoding::Utf16Be, strict(UTF_16BE, rest)),
        bytes => match (halves(bytes), utf8(bytes)) {
            (Some((encoding, of)), _) => (encoding, strict(of, bytes)),
            (None, Some(text)) => (Encoding::Utf8, Some(text)),
            (None, None) => (Encoding::Gb18030, strict(GB18030, bytes)),
        },
    };
    match text {
        // No text has a NUL, and most other files have one.
        Some(text) if !text.contains('\0') => Ok((text, encoding)),
        _ => Err(Problem::usage(say!(
            "the file is no text in UTF-8, UTF-16 or GB18030",
            "文件不是 UTF-8、UTF-16 或 GB18030 编码的文本"
        ))
        .hint(say!(
            "save it as CSV (UTF-8) and try again",
            "请另存为 CSV（UTF-8）后重试"
        ))),
    }
}

/// UTF-16 without its mark: only there every other byte may be a NUL, those
/// of separators and line ends at least.
fn halves(bytes: &[u8]) -> Option<(Encoding, &'static encoding_rs::Encoding)> {
    let nuls = |parity: usize| {
        let every_other = bytes.iter().skip(parity).step_by(2);
        every_other.filter(|byte| **byte == 0).count()
    };
    match (nuls(0), nuls(1)) {
        (0, 1..) => Some((Encoding::Utf16Le, UTF_16LE)),
        (1.., 0) => Some((Encoding::Utf16Be, UTF_16BE)),
        _ => None,
    }
}

fn utf8(bytes: &[u8]) -> Option<String> {
    std::str::from_utf8(bytes).ok().map(str::to_owned)
}

fn strict(encoding: &'static encoding_rs::Encoding, bytes: &[u8]) -> Option<String> {
    encoding
        .decode_without_bom_handling_and_without_replacement(bytes)
        .map(|text| text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn utf16(text: &str, little: bool) -> Vec<u8> {
        let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
        units
            .flat_map(|unit| match little {
                true => unit.to_le_bytes(),
                false => unit.to_be_bytes(),
            })
            .collect()
    }

    #[test]
    fn each_encoding_is_told_apart() {
        let text = "客户名称,杭州云帆㐂𠮷";
        let gb = GB18030.encode(text).0.into_owned();
        let marked = ["\u{feff}".as_bytes(), text.as_bytes()].concat();
        for (bytes, encoding) in [
            (text.as_bytes().to_vec(), Encoding::Utf8),
            (marked, Encoding::Utf8),
            (gb, Encoding::Gb18030),
            (utf16(text, true), Encoding::Utf16Le),
            (utf16(text, false), Encoding::Utf16Be),
            // Without the mark.
            (utf16(text, true)[2..].to_vec(), Encoding::Utf16Le),
            (utf16(text, false)[2..].to_vec(), Encoding::Utf16Be),
        ] {
            assert_eq!(decode(&bytes), Ok((text.to_owned(), encoding)));
        }
    }

    #[test]
    fn what_is_no_text_is_refused() {
        for bytes in [
            &b"PK\x03\x04\0\0"[..],
            &[0xFF, 0xFF, 0x80],
            &[0xFF, 0xFE, 0x00, 0xD8],
        ] {
            assert!(decode(bytes).is_err(), "{bytes:?}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in any::<Vec<u8>>()) {
            let _ = decode(&bytes);
        }

        #[test]
        fn chinese_text_saved_by_excel_comes_back(text in "[一-龥，。a-z0-9,]{0,40}") {
            let bytes = GB18030.encode(&text).0;
            // Some pairs of GB bytes happen to be UTF-8; those are rare, and not Chinese names.
            let (read, encoding) = decode(&bytes).unwrap();
            prop_assert!(read == text || encoding == Encoding::Utf8);
        }
    }
}
