//! Phone numbers however they are written.

use proptest::prelude::*;

use super::*;
use crate::words::Say;

fn says(text: &str) -> Say {
    match Phone::read(text) {
        Err(Fault::Wrong(say)) => say,
        other => panic!("{text}: {other:?}"),
    }
}

#[test]
#[rustfmt::skip]
fn one_number_however_it_is_written() {
    for (texts, kept, shown, code, masked) in [
        (
            &[
                "13912345678",
                "139 1234 5678",
                "139-1234-5678",
                "+86 13912345678",
                "0086-139-1234-5678",
                "１３９１２３４５６７８",
                "8613912345678",
                "tel:+8613912345678",
                "(+86)13912345678",
            ][..],
            "+8613912345678",
            "139 1234 5678",
            "13912345678",
            "139****5678",
        ),
        (
            &[
                "0571-88888888",
                "(0571)88888888",
                "（0571）8888 8888",
                "0571 8888-8888",
                "057188888888",
                "+86 571 88888888",
                "+86-0571-88888888",
                "+86 (0)571 8888 8888",
            ][..],
            "+8657188888888",
            "0571-88888888",
            "0571-88888888",
            "0571-****8888",
        ),
        (
            &[
                "0571-88888888-801",
                "0571-88888888转801",
                "0571-88888888 转 801",
                "0571 88888888 ext 801",
                "057188888888x801",
                "(0571)88888888分机801",
                "+86 571 8888 8888 ext. 801",
                "0571-8888-8888-801",
            ][..],
            "+8657188888888;ext=801",
            "0571-88888888-801",
            "0571-88888888-801",
            "0571-****8888",
        ),
        (
            &["010-65529988", "+86 10 65529988", "010 6552 9988"][..],
            "+861065529988",
            "010-65529988",
            "010-65529988",
            "010-****9988",
        ),
        (
            &["0573-8888888-8", "0573-8888888#8"][..],
            "+865738888888;ext=8",
            "0573-8888888-8",
            "0573-8888888-8",
            "0573-****8888",
        ),
        (
            &["400-820-8820", "4008208820", "+864008208820"][..],
            "+864008208820",
            "400-820-8820",
            "4008208820",
            "400****8820",
        ),
        (
            &["800-820-8820-12"][..],
            "+868008208820;ext=12",
            "800-820-8820-12",
            "8008208820-12",
            "800****8820",
        ),
        (
            &["+1 (650) 253-0000", "001 650 253 0000"][..],
            "+16502530000",
            "+1 6502530000",
            "+16502530000",
            "+1 ****000",
        ),
        (
            &["+44 (0)20 7946 0018"][..],
            "+442079460018",
            "+44 2079460018",
            "+442079460018",
            "+44 ****018",
        ),
        (
            &["+852 2345 6789 x5"][..],
            "+85223456789;ext=5",
            "+852 23456789 x5",
            "+85223456789x5",
            "+852 ****89",
        ),
    ] {
        for text in texts {
            let phone = Phone::read(text).unwrap_or_else(|fault| panic!("{text}: {fault:?}"));
            assert_eq!(phone.store(), Stored::Text(kept.to_owned()), "{text}");
            assert_eq!(phone.shown(), shown);
            assert_eq!(phone.code(), code);
            assert_eq!(phone.masked(), masked);
        }
    }
}

#[test]
fn the_fault_says_what_is_missing() {
    assert_eq!(
        says("1391234567").zh,
        "1391234567 有 10 位，手机号应为 11 位"
    );
    assert_eq!(
        says("139123456789").en,
        "139123456789 has 12 digits, a mobile number has 11"
    );
    assert!(says("+86 1391234567").zh.contains("应为 11 位"));
    assert!(says("88888888").zh.contains("缺少区号"));
    assert!(says("8888888").en.contains("lacks its area code"));
    assert!(
        says("0571-888888")
            .zh
            .contains("7 或 8 位号码，这里有 6 位")
    );
    assert!(
        says("010-6552998")
            .en
            .contains("8 digits follow the area code 010")
    );
    assert!(says("400-820-882").en.contains("has 9 digits, a 400"));
    assert!(says("12012345678").zh.contains("没有 12 开头"));
    assert!(says("0123456789").en.contains("no area code"));
    assert!(says("13912345678/13912345679").zh.contains("一个号码"));
    assert!(says("+999").en.contains("3 digits"));
    for text in [
        "",
        "abc",
        "张经理",
        "+",
        "x801",
        "13912345678转",
        "139 1234 567a",
    ] {
        assert!(
            matches!(Phone::read(text), Err(Fault::Expected(_))),
            "{text}"
        );
    }
}

#[test]
fn numbers_are_found_by_their_end() {
    let phone = Phone::read("0571-88886666转801").unwrap();
    assert_eq!(phone.digits(), "057188886666");
    assert_eq!(phone.last_digits(4), "6666");
    assert_eq!(phone.last_digits(99), "057188886666");
    assert!(!phone.is_mobile());
    assert!(Phone::read("13912345678").unwrap().is_mobile());
}

proptest! {
    #[test]
    fn every_print_is_read_back(
        number in "1[3-9][0-9]{9}|010-[1-9][0-9]{7}|02[0-9]-[1-9][0-9]{7}|0[35-79][0-9]{2}-[1-9][0-9]{6,7}|[48]00[0-9]{7}|\\+[1-9][0-9]{7,14}",
        extension in "(x[0-9]{1,6})?",
    ) {
        // Not every number after +86 is one.
        if let Ok(phone) = Phone::read(&format!("{number}{extension}")) {
            let Stored::Text(kept) = phone.store() else { panic!() };
            for text in [phone.code(), phone.shown(), kept.clone()] {
                prop_assert_eq!(&Phone::read(&text).unwrap(), &phone, "{}", text);
            }
            prop_assert_eq!(&Phone::load(Found::Text(&kept)), &Some(phone));
        } else {
            prop_assert!(number.starts_with("+86"), "{}", number);
        }
    }

    #[test]
    fn a_mask_hides(number in "1[3-9][0-9]{9}|0571-[1-9][0-9]{7}|\\+[2-7][0-9]{7,14}") {
        let phone = Phone::read(&number).unwrap();
        let seen = phone.masked().chars().filter(char::is_ascii_digit).count();
        prop_assert!(seen + 4 <= phone.digits().len(), "{}", phone.masked());
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,12}|[+0-9 ()转x-]{0,24}") {
        if let Ok(phone) = Phone::read(&text) {
            prop_assert_eq!(&Phone::read(&phone.code()).unwrap(), &phone);
            phone.masked();
        }
    }
}
